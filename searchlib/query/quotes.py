"""Here is a query, give me the quotations that match: rows are quotations, not articles.

Clauses about words said, speaker and role must hold for the quotation, all others for its article. A quotation
scores by its words said alone: for each clause about them BM25 with the count in the quotation, without a length
normalisation (a quotation is short: b is 0), with the idf of the article index. Speaker, role and everything about
the article only restrict. A quotation is numbered by its place in the article.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Final, NamedTuple

from searchlib.codec.segment import Segment
from searchlib.codec.snapshot import Snapshot
from searchlib.query.bm25 import Scores, saturated
from searchlib.query.execute import Evaluation, Matches, combined
from searchlib.query.fields import QUOTED
from searchlib.query.lookup import Lookup
from searchlib.query.nodes import (
    And,
    AtLeast,
    Before,
    Cased,
    Near,
    Node,
    Phrase,
    Scope,
    field_of,
    fold,
    is_word,
    words_of,
)
from searchlib.query.notes import Notes
from searchlib.query.places import in_unit
from searchlib.query.rank import Row
from searchlib.query.witness import View

SHIFT: Final = 20
"""A quotation is one number: that of its document, shifted, and its own."""


def quote_matches(node: Node, snapshot: Snapshot) -> Matches:
    """Find every quotation that matches.

    Args:
        node: The query; plain words have been read as words said (``ParseOptions(field="said")``).
        snapshot: The index.

    Returns:
        For each segment, quotations with their scores; `quote_rows` tells them apart.

    Raises:
        IndexDamaged: a segment is not what was written.
    """
    notes = Notes()
    lookup = Lookup(snapshot, notes)
    quotations = _Quotations(lookup)
    found = quotations.all_of(fold(node, quotations.step))
    visible = [
        {key: score for key, score in scores.items() if key >> SHIFT not in live.hidden}
        for scores, live in zip(found, snapshot.segments, strict=True)
    ]
    return Matches(tuple(visible), notes.all(), lookup)


def quote_rows(matches: Sequence[Scores]) -> Iterator[Row]:
    """Make a row of each quotation that matches."""
    part = (1 << SHIFT) - 1
    for number, scores in enumerate(matches):
        for key, score in scores.items():
            yield Row(number, key >> SHIFT, score, key & part)


def quotations_of(segment: Segment, docs: Iterable[int]) -> Scores:
    """Give all quotations of some articles; they score nothing."""
    return {
        doc << SHIFT | quotation: 0.0 for doc in docs for quotation in range(len(segment.list("quote_starts", doc)))
    }


def counted(node: Node, lookup: Lookup, among: Sequence[Iterable[int]]) -> list[Scores]:
    """Score the quotations of some articles, given a segment each, in which a clause about quotations stands."""
    weight = sum(map(Evaluation(lookup).weight, words_of(node))) if field_of(node) == "said" else 0.0
    lists = (_counts(node, lookup, (number, docs)) for number, docs in enumerate(among))
    return [{key: saturated(count, weight) for key, count in some} for some in lists]


def _counts(node: Node, lookup: Lookup, at: tuple[int, Iterable[int]]) -> Iterator[tuple[int, int]]:
    """Count the places of words, a phrase or nearness in each quotation of some articles of a segment."""
    (number, docs), field = at, field_of(node)
    segment = lookup.snapshot.segments[number].segment
    least = node.count if isinstance(node, AtLeast) else 1
    for doc in docs:
        starts = segment.list("quote_starts", doc)
        places = View(lookup, number, doc).places(node, field)
        counts = Counter(unit for place in places if (unit := in_unit(place, starts)) is not None)
        yield from ((doc << SHIFT | unit, count) for unit, count in counts.items() if count >= least)


class _Found(NamedTuple):
    """What matches a clause, a mapping a segment."""

    articles: list[Scores]
    quotations: list[Scores] | None
    """None where the clause says nothing about quotations."""


class _Quotations:
    """One evaluation, of articles and of quotations side by side."""

    def __init__(self, lookup: Lookup) -> None:
        self._lookup = lookup
        self._articles = Evaluation(lookup)
        self._segments = [live.segment for live in lookup.snapshot.segments]
        self._every: list[Scores] | None = None

    def step(self, node: Node, below: list[_Found]) -> _Found:
        """Find what matches a node from what matches its clauses."""
        articles = self._articles.step(node, [found.articles for found in below])
        if about_quotations(node):
            return _Found(articles, counted(node, self._lookup, articles))
        if all(found.quotations is None for found in below):
            return _Found(articles, None)
        parts = [self.all_of(found) for found in below]
        how = And(node.clauses) if isinstance(node, Scope) else node
        every = self._all_quotations()
        return _Found(articles, [combined(how, [p[n] for p in parts], every[n]) for n in range(len(self._segments))])

    def all_of(self, found: _Found) -> list[Scores]:
        """Give the quotations of a clause; of one about articles, all that stand in them."""
        if found.quotations is not None:
            return found.quotations
        return [self._within(number, docs) for number, docs in enumerate(found.articles)]

    def _all_quotations(self) -> list[Scores]:
        if self._every is None:
            self._every = [self._within(n, range(segment.doc_count)) for n, segment in enumerate(self._segments)]
        return self._every

    def _within(self, number: int, docs: Iterable[int]) -> Scores:
        return quotations_of(self._segments[number], docs)


def about_quotations(node: Node) -> bool:
    """Tell whether a node is places in quotations."""
    positional = is_word(node) or isinstance(node, (Phrase, Near, Before, AtLeast, Cased))
    return positional and field_of(node) in QUOTED
