"""Here is a query, give me what the kernel finds: the best rows of a page, or all matches."""

from collections.abc import Iterable, Sequence, Set
from functools import partial
from operator import eq

from searchlib.codec import kernel
from searchlib.codec.snapshot import Snapshot
from searchlib.hints import TYPE_CHECKING, Final, TypeAlias, TypeGuard
from searchlib.model import Diagnostic
from searchlib.model.record import Record
from searchlib.query import definition
from searchlib.query.cursor import Cursor
from searchlib.query.kernel_program import All, Program, narrowing, program
from searchlib.query.nodes import (
    And,
    AtLeast,
    Before,
    Boost,
    Cased,
    Demanding,
    Near,
    Node,
    Not,
    Pattern,
    Scope,
    Word,
    children,
    fold,
)
from searchlib.query.notes import MOST_FORMS, Notes, warn_of_more
from searchlib.query.rank import SORTS, PageOptions, Ranking, Row, article_id

if TYPE_CHECKING:
    from searchlib.codec.kernel._kernel import Expanded
    from searchlib.query.dependence import Pool

Found: TypeAlias = tuple[int, int, float, int]
"""Segment, document, score, day: the greater the better."""
_row: Final = partial(tuple.__new__, Row)
"""As Row(...), four times as fast."""


class Best(Record):
    """Rows of which the first of a page are the first of all, and the number of all."""

    rows: list[Row]
    ranking: Ranking | None
    """The page, where score and date alone decide it."""
    total: int
    diagnostics: tuple[Diagnostic, ...]
    words: tuple[Word, ...]
    dfs: Sequence[int]
    """In how many documents each word stands."""
    pool: "Pool | None" = None
    """Where pairs of words count."""


class Counted(Record):
    """How often a clause stands in windows."""

    columns: tuple[tuple["memoryview", ...], ...]
    """Of each segment documents, windows and counts: uint32."""
    weight: float
    """The idf of its words, added up."""
    diagnostics: tuple[Diagnostic, ...]


def compiled(node: Node, snapshot: Snapshot) -> Program:
    """Translate a query for the kernel; clauses that it does not know are evaluated here.

    Raises:
        IndexDamaged: a segment is not what was written.
    """
    return program(node, snapshot, left=_worked_out)


def _worked_out(node: Node, beside: tuple[Node, ...], snapshot: Snapshot) -> All:
    """Evaluate nearness, capitals and windows: the kernel finds the articles with all words, also those that must stand
    beside the clause, and the definition looks at these.
    """
    if not narrowed(node):
        matches = definition.execute(node, snapshot)
        return All(matches.scores, matches.diagnostics)
    found = all_matches(And((*children(node), *(Boost(one, 0.0) for one in beside))), snapshot)
    lookup = definition.lookup(snapshot, Notes())
    scores = tuple(
        {doc: score for doc, score in some.items() if definition.stands(node, lookup, (number, doc))}
        for number, some in enumerate(found.scores)
    )
    return All(scores, found.diagnostics)


def narrowed(node: Node) -> TypeGuard[Demanding]:
    """Tell whether the kernel can find the articles with all words of a clause that it does not know itself."""
    if isinstance(node, Scope):
        return not _negates(node)
    return isinstance(node, (Near, Before, AtLeast, Cased))


def _negates(node: Node) -> bool:
    return fold(node, lambda current, below: isinstance(current, Not) or any(below))


def all_matches(node: Node, snapshot: Snapshot) -> All:
    """Find everything that matches.

    Raises:
        IndexDamaged: a segment is not what was written.
    """
    made = compiled(node, snapshot)
    cut_off, found = kernel.run(lambda module: module.all(*made[:3], MOST_FORMS))
    scores = tuple(
        dict(zip(memoryview(docs).cast("I"), memoryview(some).cast("d"), strict=True)) for docs, some in found
    )
    return All(scores, noted(made, cut_off))


def expanded(word: Pattern, snapshot: Snapshot) -> "Expanded":
    """Find the forms that a pattern stands for.

    Raises:
        IndexDamaged: a segment is not what was written.
    """
    made = compiled(word, snapshot)
    found: Expanded = kernel.run(lambda module: module.expanded(*made[:3], MOST_FORMS))
    return found


def matches_among(node: Node, snapshot: Snapshot, *, among: Sequence[Set[int]]) -> tuple[Set[int], ...]:
    """Find which of some documents of each segment match.

    Raises:
        IndexDamaged: a segment is not what was written.
    """
    made = compiled(node, snapshot)
    steps = (*made.steps, *narrowing(among))
    _, found = kernel.run(lambda module: module.all(made.segments, made.groups, steps, MOST_FORMS))
    return tuple(set(memoryview(docs).cast("I")) for docs, _ in found)


def counted(scope: Scope, snapshot: Snapshot, *, among: Sequence[Set[int]]) -> Counted:
    """Count how often the one clause of a scope stands in each of its windows.

    Args:
        scope: What the kernel can demand.
        snapshot: The index.
        among: Documents of each segment; no others are looked at.

    Raises:
        IndexDamaged: a segment is not what was written.
    """
    made, lists = compiled(scope, snapshot), narrowing(among)[0][2]
    cut_off, idfs, found = kernel.run(lambda module: module.windows(*made[:3], MOST_FORMS, lists))
    columns = tuple(tuple(memoryview(numbers).cast("I") for numbers in some) for some in found)
    return Counted(columns, sum(idfs), noted(made, cut_off))


def matching_bits(node: Node, snapshot: Snapshot) -> list[bytes]:
    """Find what matches, a bit a document, the first of a segment lowest.

    Raises:
        IndexDamaged: a segment is not what was written.
    """
    made = compiled(node, snapshot)
    found: list[bytes] = kernel.run(lambda module: module.matching(*made[:3], MOST_FORMS))
    return found


def best_rows(node: Node, snapshot: Snapshot, *, options: PageOptions) -> Best:
    """Find the rows among which `rank.ranked` finds a page; an unknown order it refuses.

    Raises:
        IndexDamaged: a segment is not what was written.
    """
    order = SORTS.index(options.sort) if options.sort in SORTS else 0
    name = "date_earliest" if options.sort == "oldest" else "date_latest"
    days = kernel.columns(snapshot, name)
    after = (options.after.score, -options.after.day) if options.after is not None else None
    made = compiled(node, snapshot)
    total, cut_off, rows, dfs = kernel.run(
        lambda module: module.top(*made[:3], MOST_FORMS, options.limit + 1, order, days, after)
    )
    ranking = None if options.after or options.sort not in SORTS else settled(rows, snapshot, options=options)
    left = [] if ranking else [Row(*row[:3]) for row in rows]
    return Best(left, ranking, total, noted(made, cut_off), made.words, dfs)


def settled(rows: list[Found], snapshot: Snapshot, *, options: PageOptions) -> Ranking | None:
    """Make the first page of rows in order; None where ids must decide between some that are alike."""
    keys = [row[2:] for row in rows]
    if any(map(eq, keys, keys[1:])):
        return None
    page = tuple([_row((number, doc, score, 0)) for number, doc, score, _ in rows[: options.limit]])
    if len(rows) <= options.limit or not page:
        return Ranking(page, None)
    last, day = page[-1], -rows[len(page) - 1][3]
    name = article_id(last, snapshot)
    following = Cursor(snapshot.generation, options.sort, "", last.score, day, name, 0, len(page))
    return Ranking(page, following)


def noted(made: Program, cut_off: Iterable[int]) -> tuple[Diagnostic, ...]:
    """Give the diagnostics of a program that has run; *cut_off* are the words that stand for too many forms."""
    words = {id(made.words[place]): made.words[place] for place in cut_off}
    if not words and not made.diagnostics:
        return ()
    notes = Notes()
    for diagnostic in made.diagnostics:
        notes.keep(diagnostic)
    for word in words.values():
        warn_of_more(word.span, notes)
    return notes.all()
