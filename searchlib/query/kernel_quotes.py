"""Here is a query, give me the quotations that match, found by the kernel; `quotes` defines them.

Articles that match apart from what is denied are found first: nothing else is looked at.
"""

from collections.abc import Sequence, Set

from searchlib.codec.snapshot import Snapshot
from searchlib.model import Diagnostic
from searchlib.query import kernel_run
from searchlib.query.binding import QUOTATION
from searchlib.query.bm25 import Scores, saturated
from searchlib.query.execute import combined
from searchlib.query.kernel_demand import demand
from searchlib.query.kernel_program import All
from searchlib.query.kernel_run import all_matches, matches_among
from searchlib.query.lookup import Lookup
from searchlib.query.nodes import (
    And,
    Best,
    Boost,
    Every,
    Maybe,
    Node,
    Not,
    Or,
    Require,
    Scope,
    children,
    field_of,
    fold,
)
from searchlib.query.notes import Notes
from searchlib.query.quotes import SHIFT, about_quotations, counted, quotations_of


def quote_matches(node: Node, snapshot: Snapshot) -> All:
    """Find every quotation that matches.

    Args:
        node: The query, as for `quotes.quote_matches`; not nested deeper than the kernel takes it.
        snapshot: The index.

    Raises:
        IndexDamaged: a segment is not what was written.
    """
    quotations = _Quotations(node, snapshot)
    found = quotations.all_of(node, quotations.of(node))
    notes = Notes()
    for diagnostic in dict.fromkeys(quotations.diagnostics):
        notes.keep(diagnostic)
    return All(tuple(found), notes.all())


def _without_denied(node: Node, below: list[Node]) -> Node:
    """Give what an article must match to have a quotation that matches."""
    match node:
        case Not():
            return Every()
        case Maybe() | Boost():
            return below[0]
        case And() | Require():
            return And(tuple(below))
        case Scope(kind) if kind == QUOTATION:
            return And(tuple(below))
        case Or() | Best():
            return Or(tuple(below))
        case _:
            return node


class _Quotations:
    """One evaluation."""

    def __init__(self, node: Node, snapshot: Snapshot) -> None:
        self._snapshot = snapshot
        found = all_matches(fold(node, _without_denied), snapshot)
        self.diagnostics: list[Diagnostic] = list(found.diagnostics)
        self._among: list[Set[int]] = [scores.keys() for scores in found.scores]

    def of(self, node: Node) -> list[Scores] | None:
        """Give the quotations that match, a mapping a segment; None for what says nothing about quotations."""
        if about_quotations(node):
            return self._counted(node)
        below = children(node)
        found = [self.of(clause) for clause in below]
        if all(some is None for some in found):
            return None
        parts = [self.all_of(clause, some) for clause, some in zip(below, found, strict=True)]
        every = self._within(self._among) if isinstance(node, Not) else [{} for _ in self._among]
        how = And(below) if isinstance(node, Scope) else node
        return [combined(how, [part[n] for part in parts], every[n]) for n in range(len(self._among))]

    def all_of(self, node: Node, found: list[Scores] | None) -> list[Scores]:
        """Give the quotations of a clause; of one about articles, all that stand in them."""
        return found if found is not None else self._within(matches_among(node, self._snapshot, among=self._among))

    def _within(self, articles: Sequence[Set[int]]) -> list[Scores]:
        segments = (live.segment for live in self._snapshot.segments)
        return [quotations_of(segment, docs) for segment, docs in zip(segments, articles, strict=True)]

    def _counted(self, node: Node) -> list[Scores]:
        scope = Scope(QUOTATION, (node,))
        if demand(scope) is None:
            notes = Notes()
            scores = counted(node, Lookup(self._snapshot, notes), self._among)
            self.diagnostics += notes.all()
            return scores
        found = kernel_run.counted(scope, self._snapshot, among=self._among)
        self.diagnostics += found.diagnostics
        weight = found.weight if field_of(node) == "said" else 0.0
        return [
            {doc << SHIFT | unit: saturated(count, weight) for doc, unit, count in zip(*columns, strict=True)}
            for columns in found.columns
        ]
