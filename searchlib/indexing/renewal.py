"""Here is an index, give me the articles that were understood by an older version, from what it keeps of them."""

import json
from collections.abc import Iterator

from searchlib.codec.segment import Segment
from searchlib.codec.snapshot import Snapshot
from searchlib.contract import NONSENSE, article_from
from searchlib.errors import IndexDamaged, UsageError
from searchlib.indexing.identity import extraction_digest
from searchlib.model import Article

EXTRACTION = "extraction"
"""The column of numbers that says by what an article was understood."""


def outdated(snapshot: Snapshot, model: str | None = None) -> Iterator[tuple[Segment, int]]:
    """Give segment and document of each article that is not understood as it would be today, with this model."""
    today = extraction_digest()
    for live in snapshot.segments:
        for doc, digest in enumerate(live.segment.numbers(EXTRACTION)):
            is_old = digest != today or (model is not None and live.segment.stored("model", doc) != model)
            if is_old and doc not in live.deleted:
                yield live.segment, doc


def hints(snapshot: Snapshot, model: str | None = None) -> dict[str | None, int]:
    """Give the operators' hints under which outdated articles were added, and how many with each.

    Raises:
        UsageError: one of them has topics of the user's own, and there is no model to find them again.
    """
    counts: dict[str | None, int] = {}
    for segment, doc in outdated(snapshot, model):
        if model is None and segment.stored("model", doc):
            raise UsageError("topics", "no model", "--topics MODEL, for some of these articles have topics of your own")
        hint = segment.stored("hint", doc) or None
        counts[hint] = counts.get(hint, 0) + 1
    return counts


def articles(snapshot: Snapshot, hint: str | None, *, model: str | None = None) -> Iterator[Article]:
    """Give the outdated articles that were added under *hint*, as they were handed in.

    Raises:
        IndexDamaged: what is stored is no article.
    """
    for segment, doc in outdated(snapshot, model):
        if (segment.stored("hint", doc) or None) == hint:
            try:
                article = article_from(segment.stored("text", doc), json.loads(segment.stored("meta", doc)))
            except NONSENSE as error:
                raise IndexDamaged(segment.file, "stored/meta", f"document {doc} is no article") from error
            yield article
