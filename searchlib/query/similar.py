"""Here is an article, give me the query for articles like it: the words that tell it from others.

A word tells the more the more often the article has it (saturated, as in BM25), and the rarer it is elsewhere. The
best are asked, any of them, each counting as much as it tells.
"""

from collections import Counter
from collections.abc import Sequence
from typing import Final

from searchlib.analyse.stopwords import stopwords
from searchlib.analyse.tokens import as_written, english
from searchlib.codec.snapshot import Snapshot
from searchlib.codec.terms import encoded
from searchlib.model import Stored
from searchlib.model.languages import is_english
from searchlib.model.record import Record
from searchlib.query.bm25 import K1, TITLE_BOOST, idf
from searchlib.query.fields import TEXT, parts
from searchlib.query.nodes import And, Boost, Key, Node, Not, Nothing, Or, Term
from searchlib.query.texts import body_of

MOST_WORDS: Final = 25
_MOST_LOOKED_UP: Final = 400
"""Different words of an article whose rarity is looked up: those that it has most often."""
_SHORTEST: Final = 2
"""Letters; shorter ones are initials and list marks."""


class Chosen(Record):
    """The words that were chosen of an article, those first that tell most."""

    documents: int
    """Of the archive."""
    words: tuple[tuple[int, int, int], ...]
    """Of each its place among the words of the article, how often that has it, and how many documents have it."""


def alike(
    kept: Stored, snapshot: Snapshot, *, at: tuple[int, int], before: Chosen | None = None
) -> tuple[Node, Chosen]:
    """Give the query for articles like one of the archive.

    Args:
        kept: The article with its facts.
        snapshot: The index.
        at: Its segment and its document.
        before: The words of an earlier page; others are chosen where they are not those of the article.

    Returns:
        Its telling words, any of them, and not the article itself; a query for nothing where no other article has a
        word of it that says anything. And which words these are.

    Raises:
        IndexDamaged: a segment is not what was written.

    Cost: one analysis of its text and 400 look-ups.
    """
    counts, forms = _counted(kept, body_of(snapshot.segments[at[0]].segment, at[1], kept.article.text).text)
    words = counts.most_common(_MOST_LOOKED_UP)
    chosen = before if before is not None and _are_of(words, before) else _chosen(words, snapshot)
    if not chosen.words:
        return Nothing(), chosen
    weights = [_weight(chosen.documents, count, df) for _, count, df in chosen.words]
    terms = [words[place][0] for place, _, _ in chosen.words]
    some = tuple(
        Boost(Term(TEXT, term, forms[term]), weight / weights[0]) for term, weight in zip(terms, weights, strict=True)
    )
    return And((Or(some), Not(Key("id", kept.article.id or "")))), chosen


def _chosen(words: Sequence[tuple[str, int]], snapshot: Snapshot) -> Chosen:
    """Choose the words that tell most; *words* are given with how often the article has them."""
    documents, found = snapshot.doc_count(), []
    for place, (term, count) in enumerate(words):
        df = max(snapshot.doc_frequency(part, encoded(term)) for part in parts(TEXT))
        if 1 < df <= max(2, documents // 2):
            found.append((place, count, df))
    found.sort(key=lambda word: (-_weight(documents, word[1], word[2]), words[word[0]][0]))
    return Chosen(documents, tuple(found[:MOST_WORDS]))


def _are_of(words: Sequence[tuple[str, int]], chosen: Chosen) -> bool:
    """Tell whether what a cursor names, which a stranger may have written, are words of the article."""
    return all(
        place < len(words) and words[place][1] == count and 0 < df <= chosen.documents
        for place, count, df in chosen.words
    )


def _weight(documents: int, count: int, df: int) -> float:
    return idf(documents, df) * count / (K1 + count)


def _counted(kept: Stored, body: str) -> tuple["Counter[str]", dict[str, str]]:
    """Count the terms of title and body, those of the title double; and give each its first form."""
    running = english if is_english(kept.facts.lang) else as_written
    title = kept.facts.title.text if kept.facts.title and not kept.facts.title.derived else ""
    idle, counts, forms = stopwords(), Counter[str](), dict[str, str]()
    for text, weight in ((title, int(TITLE_BOOST)), (body, 1)):
        tokens = running(text)
        for term, form in zip(tokens.terms, tokens.forms, strict=True):
            if len(form) >= _SHORTEST and form not in idle and not form.isdigit():
                counts[term] += weight
                forms.setdefault(term, form)
    return counts, forms
