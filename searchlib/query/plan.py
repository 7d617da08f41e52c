"""Here is a query, give me its answer by the fastest way there is.

What all ways have in common is `execute`, the definition. Where the compiled kernel is there it runs the query, and
only clauses that it does not know are left to the definition; where it is not, the definition answers everything.
"""

from collections.abc import Sequence, Set

from searchlib.codec import kernel
from searchlib.codec.snapshot import Snapshot
from searchlib.errors import UsageError
from searchlib.hints import TYPE_CHECKING, Protocol
from searchlib.model import Diagnostic
from searchlib.model.record import Record
from searchlib.query import definition
from searchlib.query.kernel_lookup import AnyLookup, KernelLookup
from searchlib.query.kernel_program import deeper
from searchlib.query.kernel_run import all_matches, best_rows, expanded, matches_among, matching_bits
from searchlib.query.nodes import And, Node, Or, Term, Word
from searchlib.query.rank import RANKINGS, PageOptions, Ranking, article_rows, ranked

if TYPE_CHECKING:
    from searchlib.query.dependence import Pair, Pool
    from searchlib.query.execute import Matches
    from searchlib.query.kernel_run import Best


class Answer(Record):
    """One page of an answer."""

    ranking: Ranking
    total: int
    """Number of all articles that match."""
    diagnostics: tuple[Diagnostic, ...]
    lookup: AnyLookup
    """For `witness`: the words, looked up when asked for."""
    words: tuple[Word, ...] = ()
    dfs: Sequence[int] = ()
    """In how many documents each of these words stands, as far as that is known."""
    pool: "Pool | None" = None
    """Where pairs of words count."""


class Paging(Protocol):
    """Finds one page of what matches, as `page` does."""

    def __call__(self, node: Node, snapshot: Snapshot, *, options: PageOptions) -> Answer:
        """Find it."""


def answer(node: Node, snapshot: Snapshot) -> "Matches":
    """Find every article that matches, with its score.

    Args:
        node: The query.
        snapshot: The index.

    Returns:
        The matches, as `execute` defines them.

    Raises:
        IndexDamaged: a segment is not what was written.
    """
    if not for_kernel(node):
        return definition.execute(node, snapshot)
    found = all_matches(node, snapshot)
    return definition.matches(found.scores, found.diagnostics, snapshot)


def matching(node: Node, snapshot: Snapshot, *, among: Sequence[Set[int]]) -> tuple[Set[int], ...]:
    """Find which of some articles match.

    Args:
        node: The query.
        snapshot: The index.
        among: Documents of each segment.

    Returns:
        Those of them that match; hidden ones never do.

    Raises:
        IndexDamaged: a segment is not what was written.
    """
    if not for_kernel(And((node,))):
        found = definition.execute(node, snapshot).scores
        return tuple(docs & some.keys() for docs, some in zip(among, found, strict=True))
    return matches_among(node, snapshot, among=among)


def bits(node: Node, snapshot: Snapshot) -> list[bytes]:
    """Find every article that matches: for each segment its documents, a bit each, the first lowest.

    Raises:
        IndexDamaged: a segment is not what was written.
    """
    if for_kernel(node):
        return matching_bits(node, snapshot)
    matches = definition.execute(node, snapshot)
    segments = zip(matches.scores, snapshot.segments, strict=True)
    return [kernel.bits(frozenset(scores), live.segment.doc_count) for scores, live in segments]


def page(node: Node, snapshot: Snapshot, *, options: PageOptions) -> Answer:
    """Find one page of the articles that match, and how many there are.

    Args:
        node: The query.
        snapshot: The index.
        options: Order, number of articles, and behind which to begin.

    Returns:
        What `rank.ranked` makes of all that `answer` gives, after `dependence.depended` has added what it adds.

    Raises:
        UsageError: an unknown order or a negative limit.
        IndexDamaged: a segment is not what was written.
    """
    if options.ranking not in RANKINGS:
        raise UsageError("ranking", options.ranking, f"one of {', '.join(RANKINGS)}")
    if options.ranking == "whoosh":
        return _as_whoosh(node, snapshot, options)
    some = _pairs(node) if options.ranking == "dependence" and options.sort == "relevance" else ()
    if options.limit < 0 or not for_kernel(node):
        matches = definition.execute(node, snapshot)
        pool = definition.pool_of(matches, some, node=node) if some else None
        ranking = ranked(article_rows(definition.depended(matches, some).scores), snapshot, options=options)
        return Answer(ranking, matches.total, matches.diagnostics, matches.lookup, pool=pool)
    found = _dependent(node, snapshot, some, options) if some else best_rows(node, snapshot, options=options)
    ranking = found.ranking or ranked(found.rows, snapshot, options=options)
    return Answer(ranking, found.total, found.diagnostics, KernelLookup(snapshot, expanded), *found[4:])


def frequencies(words: tuple[Word, ...], snapshot: Snapshot) -> Sequence[int]:
    """Count the documents that have each of some words, hidden ones too.

    Raises:
        IndexDamaged: a segment is not what was written.
    """
    if not kernel.available():
        return definition.frequencies(words, snapshot)
    return best_rows(Or(words), snapshot, options=PageOptions(limit=0)).dfs


def _pairs(node: Node) -> "Sequence[Pair]":
    """Give the pairs of a query (see `dependence`)."""
    if isinstance(node, Term):
        return ()
    from searchlib.query.dependence import pairs  # noqa: PLC0415  # a word by itself has none

    return pairs(node)


def _dependent(node: Node, snapshot: Snapshot, some: "Sequence[Pair]", options: PageOptions) -> "Best":
    from searchlib.query.kernel_dependence import dependent_rows  # noqa: PLC0415  # likewise

    return dependent_rows(node, snapshot, pairs=some, options=options)


def _as_whoosh(node: Node, snapshot: Snapshot, options: PageOptions) -> Answer:
    """Score as stock Whoosh does, which few ask for: by the definition alone."""
    from searchlib.query.whoosh_scores import whoosh_matches  # noqa: PLC0415

    matches = whoosh_matches(node, snapshot)
    ranking = ranked(article_rows(matches.scores), snapshot, options=options)
    return Answer(ranking, matches.total, matches.diagnostics, matches.lookup)


def for_kernel(node: Node) -> bool:
    """Tell whether the kernel is there and takes the query: not one that is nested very deep."""
    return kernel.available() and not deeper(node, kernel.DEEPEST)
