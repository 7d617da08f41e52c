"""Here is a question that few searches come to, give me its answer: what answers it is loaded when it is asked.

A search in a terminal starts afresh each time and pays for every module that it loads. This is the one place where
this room loads some of its own late.
"""

from searchlib.codec.snapshot import Snapshot
from searchlib.hints import TYPE_CHECKING, Final
from searchlib.model import Diagnostic
from searchlib.query.cursor import Cursor
from searchlib.query.kernel_lookup import AnyLookup, KernelLookup
from searchlib.query.kernel_run import expanded
from searchlib.query.nodes import Node
from searchlib.query.parse import ParseOptions
from searchlib.query.plan import Answer, Paging, for_kernel
from searchlib.query.rank import PageOptions, ranked

if TYPE_CHECKING:
    from searchlib.model import Relaxed, Stats, Stored, Timeline
    from searchlib.query.ask import Asked
    from searchlib.query.kernel_count import Counted
    from searchlib.query.similar import Chosen

_AS_USUAL: Final = ParseOptions()
LEAST_FOR_DOUBTS: Final = 50
"""Articles of an archive in which one word may be so much more frequent than another (see `suggest.rare_words`)."""


def quotations(node: Node, snapshot: Snapshot, *, options: PageOptions) -> Answer:
    """Find one page of the quotations that match (see `quotes.quote_matches`), and how many there are.

    Raises:
        UsageError: an unknown order or a negative limit.
        IndexDamaged: a segment is not what was written.
    """
    from searchlib.query import kernel_quotes, quotes  # noqa: PLC0415

    if for_kernel(node):
        found = kernel_quotes.quote_matches(node, snapshot)
        lookup: AnyLookup = KernelLookup(snapshot, expanded)
        scores, diagnostics = found.scores, found.diagnostics
    else:
        scores, diagnostics, lookup = quotes.quote_matches(node, snapshot)
    ranking = ranked(quotes.quote_rows(scores), snapshot, options=options)
    return Answer(ranking, sum(map(len, scores)), diagnostics, lookup)


def facet(node: Node, snapshot: Snapshot, *, field: str, limit: int | None = None) -> "Counted":
    """Count the articles that match by the values of a field (see `counting.facet`)."""
    from searchlib.query.counting import facet  # noqa: PLC0415

    return facet(node, snapshot, field=field, limit=limit)


def timeline(node: Node, snapshot: Snapshot, *, unit: str) -> "Timeline":
    """Count the articles that match over time (see `counting.timeline`)."""
    from searchlib.query.counting import timeline  # noqa: PLC0415

    return timeline(node, snapshot, unit=unit)


def explanation(node: Node, snapshot: Snapshot, *, number: int, doc: int) -> str:
    """Explain the score of an article (see `explain.explain`)."""
    from searchlib.query.explain import explain  # noqa: PLC0415

    return explain(node, snapshot, number=number, doc=doc)


def road_notes(node: Node, ranking: str) -> tuple[Diagnostic, ...]:
    """Say in words by which way a query is answered, and which of its clauses take another (see `roads.roads`)."""
    from searchlib.query.explain import road_notes as notes  # noqa: PLC0415

    return notes(node, ranking)


def why_nothing(
    node: Node, snapshot: Snapshot, *, query: str = "", options: ParseOptions = _AS_USUAL
) -> "tuple[tuple[Diagnostic, ...], Relaxed | None]":
    """Say of a query without an answer which clauses fail, what may have been meant, and what has hits."""
    from searchlib.query.nothing import why  # noqa: PLC0415

    return why(node, snapshot, query=query, options=options)


def rare_words(node: Node, snapshot: Snapshot) -> tuple[Diagnostic, ...]:
    """Say of the words of a query that hardly an article has what may have been meant (see `suggest.rare_words`)."""
    from searchlib.query.suggest import rare_words  # noqa: PLC0415

    return rare_words(node, snapshot)


def alike(kept: "Stored", snapshot: Snapshot, *, at: tuple[int, int], cursor: Cursor | None) -> "tuple[Node, Chosen]":
    """Give the query for articles like one of the archive, by the words of a cursor's pages (see `similar.alike`)."""
    from searchlib.query.similar import Chosen, alike  # noqa: PLC0415

    counts = cursor.counts if cursor is not None else None
    before = Chosen(counts.documents, cursor.chosen) if cursor is not None and counts is not None else None
    return alike(kept, snapshot, at=at, before=before)


def resumed(
    node: Node, snapshot: Snapshot, *, typed: Node, options: PageOptions, page: Paging
) -> tuple[Snapshot, PageOptions]:
    """Go on behind a cursor of another generation (see `resumed.resumed`)."""
    from searchlib.query.resumed import resumed  # noqa: PLC0415

    return resumed(node, snapshot, typed=typed, options=options, page=page)


def as_before(found: Answer) -> bool:
    """Tell whether what has not changed scores as on the pages before (see `resumed.as_before`)."""
    if found.lookup.snapshot.tally is None:
        return False
    from searchlib.query.resumed import as_before  # noqa: PLC0415

    return as_before(found)


def resumable(following: Cursor, asked: "Asked", *, found: Answer) -> Cursor:
    """Give a cursor what it takes to go on in another generation (see `resumed.resumable`)."""
    from searchlib.query.resumed import resumable  # noqa: PLC0415

    return resumable(following, asked, found=found)


def called(name: str, snapshot: Snapshot) -> tuple[str, tuple[str, ...]]:
    """Give the id of the article of this name, "" where there is none; then what may have been meant."""
    from searchlib.query.naming import article_id, near_ids  # noqa: PLC0415

    found = article_id(name, snapshot)
    return found, () if found else near_ids(name, snapshot)


def completed(beginning: str, snapshot: Snapshot, *, limit: int, kind: str) -> tuple[str, ...]:
    """Complete the beginning of a word or of a name (see `suggest.completions`)."""
    from searchlib.query.suggest import completions  # noqa: PLC0415

    return tuple(found.text for found in completions(beginning, snapshot, limit=limit, kind=kind))


def figures(snapshot: Snapshot) -> "Stats":
    """Give the figures that describe an index (see `statistics.statistics`)."""
    from searchlib.query.statistics import statistics  # noqa: PLC0415

    return statistics(snapshot)
