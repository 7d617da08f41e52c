"""Here is everything that matches, give me one page of it in order.

Order by relevance: score, then newest, then id. By date: newest, then score, then id; ``oldest`` turns the dates
round. Articles without a date come last in every order of dates. So the order is always total and the same.
"""

from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from itertools import repeat
from math import inf
from operator import itemgetter

from searchlib.codec.columns import MISSING
from searchlib.codec.snapshot import Snapshot
from searchlib.errors import UsageError
from searchlib.hints import Final, NamedTuple, TypeAlias
from searchlib.model.record import Record
from searchlib.query.bm25 import Scores
from searchlib.query.cursor import Cursor

SORTS: Final = ("relevance", "date", "oldest")
RANKINGS: Final = ("dependence", "bm25f", "whoosh")
"""Words and what they add by standing together (see `dependence`), or words alone."""
_UNDATED: Final = 2**62


class Row(NamedTuple):
    """A line of the answer."""

    number: int
    """Of the segment in the snapshot."""
    doc: int
    score: float
    part: int = 0
    """Number of the quotation, where rows are quotations."""


class PageOptions(Record):
    """Which page is asked for."""

    sort: str = "relevance"
    limit: int = 10
    after: Cursor | None = None
    ranking: str = "dependence"
    """One of `RANKINGS`."""


class Ranking(Record):
    """One page of rows."""

    rows: tuple[Row, ...]
    next: Cursor | None
    """Where the next page begins, the question left open; None where nothing follows."""
    before: int = 0
    """Rows on the pages before."""

    def numbered(self) -> Iterator[tuple[int, Row]]:
        """Give the rows with their ranks, which go on from page to page."""
        return enumerate(self.rows, start=self.before + 1)


Key: TypeAlias = tuple[float, float]
"""What decides the order before ids do; the less the better."""


def article_rows(scores: Sequence[Scores]) -> Iterable[Row]:
    """Make a row of each article that matches."""
    made = partial(tuple.__new__, Row)  # as Row(...), four times as fast
    for number, some in enumerate(scores):
        yield from map(made, zip(repeat(number), some.keys(), some.values(), repeat(0)))


def ranked(rows: Iterable[Row], snapshot: Snapshot, *, options: PageOptions) -> Ranking:
    """Give one page.

    Args:
        rows: Everything that matches, in any order.
        snapshot: Where they come from.
        options: The page.

    Returns:
        At most ``limit`` rows in order.

    Raises:
        UsageError: an unknown order or ranking, or a negative limit.

    Cost: linear in the rows; ids are looked up only of rows that score and date do not tell apart.
    """
    if options.sort not in SORTS:
        raise UsageError("sort", options.sort, f"one of {', '.join(SORTS)}")
    if options.ranking not in RANKINGS:
        raise UsageError("ranking", options.ranking, f"one of {', '.join(RANKINGS)}")
    if options.limit < 0:
        raise UsageError("limit", options.limit, "0 or more")
    keyed = _keyed(_shortlist(rows, options), snapshot, options.sort)
    if options.after is not None:
        keyed = _behind(keyed, options.after, snapshot)
    wanted = _first(keyed, options.limit + 1, snapshot)
    page, more = wanted[: options.limit], len(wanted) > options.limit
    before = options.after.rank if options.after else 0
    following = _cursor(page[-1], snapshot, options)._replace(rank=before + len(page)) if page and more else None
    return Ranking(tuple(row for _, row in page), following, before)


def foremost(rows: Iterable[Row], snapshot: Snapshot, *, count: int) -> tuple[list[Row], Key | None]:
    """Give the rows of the best scores, then of the newest dates: *count*, less those that share the last place.

    Where the last of them and the next are told apart by nothing but their ids, all that are like them are left out.

    Returns:
        The rows, and the key of the best of the others; None where there is none.

    Cost: linear in the rows.
    """
    options = PageOptions(limit=count)
    keyed = _keyed(_shortlist(rows, options), snapshot, options.sort)
    first = _least(keyed, count + 1)
    if len(first) <= count:
        return [row for _, row in first], None
    return [row for key, row in first if key < first[-1][0]], first[-1][0]


def keys(rows: Iterable[Row], snapshot: Snapshot) -> list[Key]:
    """Give what the order by relevance goes by, of each row: its score below zero and its day, the less the better."""
    return [key for key, _ in _keyed(rows, snapshot, "relevance")]


def _shortlist(rows: Iterable[Row], options: PageOptions) -> Iterable[Row]:
    """Leave out what scores too low for the page, where the score decides first."""
    if options.sort != "relevance":
        return rows
    after = options.after.score if options.after is not None else inf
    rows = [row for row in rows if row.score <= after]
    behind = [row.score for row in rows if row.score < after] if after < inf else [row.score for row in rows]
    from heapq import nlargest  # noqa: PLC0415  # the kernel orders most pages itself

    best = nlargest(options.limit + 1, behind)
    if len(best) <= options.limit:
        return rows
    return [row for row in rows if row.score >= best[-1]]


def _keyed(rows: Iterable[Row], snapshot: Snapshot, sort: str) -> list[tuple[Key, Row]]:
    column, sign = ("date_earliest", 1) if sort == "oldest" else ("date_latest", -1)
    days = [live.segment.numbers(column) for live in snapshot.segments]
    keyed = (
        (-row.score, sign * day if (day := days[row.number][row.doc]) != MISSING else _UNDATED, row) for row in rows
    )
    if sort == "relevance":
        return [((score, day), row) for score, day, row in keyed]
    return [((day, score), row) for score, day, row in keyed]


def _least(keyed: list[tuple[Key, Row]], count: int) -> list[tuple[Key, Row]]:
    from heapq import nsmallest  # noqa: PLC0415  # as above

    return nsmallest(count, keyed, key=itemgetter(0))


def _first(keyed: list[tuple[Key, Row]], count: int, snapshot: Snapshot) -> list[tuple[Key, Row]]:
    """Give the first so many; ids decide only among rows with equal keys."""
    first = _least(keyed, count)
    if not first:
        return []
    last = first[-1][0]
    close = [entry for entry in keyed if entry[0] <= last]
    close.sort(key=itemgetter(0))
    counted: dict[Key, int] = {}
    for key, _ in close:
        counted[key] = counted.get(key, 0) + 1
    return sorted(close, key=lambda entry: (entry[0], *_tie(entry[1], snapshot, counted[entry[0]])))[:count]


def _tie(row: Row, snapshot: Snapshot, equals: int) -> tuple[str, int]:
    return (article_id(row, snapshot), row.part) if equals > 1 else ("", 0)


def _behind(keyed: list[tuple[Key, Row]], after: Cursor, snapshot: Snapshot) -> list[tuple[Key, Row]]:
    """Leave out what has been shown."""
    last: Key = (-after.score, after.day) if after.sort == "relevance" else (after.day, -after.score)
    return [
        entry
        for entry in keyed
        if entry[0] > last
        or (entry[0] == last and (article_id(entry[1], snapshot), entry[1].part) > (after.id, after.part))
    ]


def _cursor(entry: tuple[Key, Row], snapshot: Snapshot, options: PageOptions) -> Cursor:
    key, row = entry
    day = key[1] if options.sort == "relevance" else key[0]
    name = article_id(row, snapshot)
    return Cursor(snapshot.generation, options.sort, "", score=row.score, day=int(day), id=name, part=row.part)


def cursor_at(row: Row, snapshot: Snapshot, *, options: PageOptions, rank: int) -> Cursor:
    """Give the cursor of a page that ends with *row*, the *rank*-th that is shown."""
    (entry,) = _keyed((row,), snapshot, options.sort)
    return _cursor(entry, snapshot, options)._replace(rank=rank)


def article_id(row: Row, snapshot: Snapshot) -> str:
    """Give the id of a row's article."""
    return snapshot.segments[row.number].segment.stored("id", row.doc)
