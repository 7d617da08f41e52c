"""Here is the number of a document, give me the article and the facts that were kept with it."""

import json

from searchlib.codec.columns import MISSING
from searchlib.codec.segment import Segment
from searchlib.codec.terms import decoded
from searchlib.contract import NONSENSE, article_from, facts_from
from searchlib.errors import IndexDamaged
from searchlib.hints import Any, Final
from searchlib.model import Article, Facts, Stored

TITLE_START: Final = "title_start"
_TITLE: Final = '{"title":'
_MOST_OF_A_TITLE: Final = 600
"""Bytes of the facts among which their title nearly always is."""
_DECODER: Final = json.JSONDecoder()


def stored(segment: Segment, doc: int) -> Stored:
    """Give the article and its facts.

    Raises:
        IndexDamaged: what is stored is no article.
    """
    return Stored(article(segment, doc), facts(segment, doc))


def article(segment: Segment, doc: int) -> Article:
    """Give the article as it was handed in, its id filled in.

    Raises:
        IndexDamaged: what is stored is no article.
    """
    try:
        return article_from(segment.stored("text", doc), json.loads(segment.stored("meta", doc)))
    except NONSENSE as error:
        raise IndexDamaged(segment.file, "stored/meta", f"document {doc} is no article") from error


def title_start(segment: Segment, doc: int) -> int:
    """Give where the title stands in the raw text, 0 where it does not.

    Raises:
        IndexDamaged: what is stored are no facts.

    Cost: a number of a column. In an index of before there was one the title stands first in the facts, and no more of
    them is read.
    """
    known = segment.numbers(TITLE_START)[doc]
    if known != MISSING:
        return int(known)
    try:
        title = _first_title(segment, doc) or json.loads(segment.stored("facts", doc))["title"]
        return int(title["span"][0]) if title and title["span"] else 0
    except NONSENSE as error:
        raise IndexDamaged(segment.file, "stored/facts", f"document {doc} has no facts") from error


def _first_title(segment: Segment, doc: int) -> dict[str, Any] | None:
    """Read the title where it stands first; None where it does not, or is too long for so little."""
    kept = decoded(segment.stored_texts("facts").beginning(doc, _MOST_OF_A_TITLE))
    if not kept.startswith(_TITLE):
        return None
    try:
        found: dict[str, Any] = _DECODER.raw_decode(kept, len(_TITLE))[0]
    except (ValueError, RecursionError):
        return None
    return found


def facts(segment: Segment, doc: int) -> Facts:
    """Give the facts of an article.

    Raises:
        IndexDamaged: what is stored are no facts.
    """
    try:
        return facts_from(json.loads(segment.stored("facts", doc)))
    except NONSENSE as error:
        raise IndexDamaged(segment.file, "stored/facts", f"document {doc} has no facts") from error
