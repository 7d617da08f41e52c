"""Here is a page of articles, fold those that nearly repeat another one of the answer.

Which articles are alike is known since they were indexed (the column ``alike``: the key of the leader of each, and one
more for a follower). Of those that match, the one that was added first is shown, the others are folded behind it. So
what is folded depends on the set of matches alone, not on scores, order or page: a folded answer is the whole one with
rows left out, and the total counts all articles.
"""

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from itertools import islice

from searchlib.codec import kernel
from searchlib.codec.columns import NUMBER
from searchlib.codec.snapshot import Snapshot
from searchlib.hints import Final, TypeAlias
from searchlib.model import Numbers
from searchlib.model.record import Record
from searchlib.query import plan
from searchlib.query.kernel_lookup import AnyLookup
from searchlib.query.nodes import And, Best, DateRange, Node, Or, Phrase, Term, fold
from searchlib.query.plan import Answer
from searchlib.query.rank import PageOptions, Ranking, Row, cursor_at

ALIKE: Final = "alike"
"""The column that says which articles are alike; keys are even."""
_MORE: Final = 4
"""How many times as many rows are asked for, where too many of them are folded."""
_SPARE: Final = 4
"""Rows asked for beyond a page: of most pages no more are folded, and those behind which they are stand near."""
_FEW: Final = 8
"""Articles of a kind that are looked at one by one; then it is found out together which of them match."""
_Place: TypeAlias = tuple[int, int]
"""Segment and document."""


class Clusters(Record):
    """The articles of a snapshot that are like another one, in order of key, segment and document."""

    keys: Numbers
    numbers: Numbers
    docs: Numbers
    known: frozenset[int]
    """The keys, each once."""
    columns: tuple[memoryview, ...]
    """The column of each segment."""

    def key(self, row: Row) -> int | None:
        """Give the key of a row that is like others of the snapshot, else None."""
        key = self.columns[row.number][row.doc] & ~1
        return key if key in self.known else None

    def of(self, key: int) -> Iterator[_Place]:
        """Give the articles of a key, in order."""
        some = slice(bisect_left(self.keys, key), bisect_right(self.keys, key))
        return zip(self.numbers[some], self.docs[some], strict=True)

    def followers(self) -> int:
        """Give how many rows can be folded at most."""
        return len(self.keys) - len(self.known)


def clusters(snapshot: Snapshot) -> Clusters | None:
    """Give what is alike in a snapshot, worked out once; None where nothing is.

    Cost: one pass over the column.
    """
    if ALIKE not in snapshot.opened:
        found = None
        if any(NUMBER + ALIKE in live.segment.sections for live in snapshot.segments):
            found = _found(tuple(live.segment.numbers(ALIKE) for live in snapshot.segments))
        snapshot.opened[ALIKE] = found if found and found.keys else None
    return snapshot.opened[ALIKE]  # type: ignore[return-value]


def _found(columns: tuple[memoryview, ...]) -> Clusters:
    module = kernel.kernel()
    if module is not None:
        keys, numbers, docs = map(array, "qII", module.clusters(columns))
        return Clusters(keys, numbers, docs, frozenset(keys), columns)
    known = frozenset(number - 1 for column in columns for number in column if number & 1)
    rows = sorted(
        (key, number, doc)
        for number, column in enumerate(columns)
        for doc, alike in enumerate(column)
        if (key := alike & ~1) in known
    )
    made = [array("q", (row[0] for row in rows)), *(array("I", (row[place] for row in rows)) for place in (1, 2))]
    return Clusters(made[0], made[1], made[2], known, columns)


class Folding:
    """The folds of one answer."""

    def __init__(self, node: Node, lookup: AnyLookup, known: Clusters) -> None:
        self._node, self._lookup, self._known = node, lookup, known
        self._snapshot = lookup.snapshot
        self._matching: dict[int, list[_Place]] = {}
        """Of the keys that were looked at, the articles that match, in order."""
        self._first: dict[int, _Place] = {}
        """Of some keys, the article that is shown."""

    def shown(self, rows: Sequence[Row]) -> list[Row]:
        """Leave out the rows that are folded; *rows* are matches."""
        columns, known = self._known.columns, self._known.known
        keys = [columns[row.number][row.doc] & ~1 for row in rows]
        if known.isdisjoint(keys):  # as most pages are
            return list(rows)
        earliest: dict[int, _Place] = {}
        for row, key in zip(rows, keys, strict=True):
            if key in known and key not in self._first:
                earliest[key] = min(earliest.get(key, row[:2]), row[:2])
        doubtful = []
        for key, place in earliest.items():
            if next(self._visible(key)) == place:
                self._first[key] = place
            else:
                doubtful.append(key)
        if doubtful:
            self._decide(doubtful)
        keyed = zip(rows, keys, strict=True)
        return [row for row, key in keyed if key not in known or self._first[key] == row[:2]]

    def behind(self, row: Row) -> int:
        """Count the articles that are folded behind a row that is shown."""
        key = self._known.key(row)
        if key is None:
            return 0
        self._look_at([key])
        return len(self._matching[key]) - 1

    def all_folded(self) -> int:
        """Count the articles that are folded in the whole answer."""
        bits, known, module = plan.bits(self._node, self._snapshot), self._known, kernel.kernel()
        if module is not None:
            return int(module.repeated(known.keys, known.numbers, known.docs, tuple(bits)))
        rows = zip(known.keys, known.numbers, known.docs, strict=True)
        keys = [key for key, number, doc in rows if bits[number][doc >> 3] >> (doc & 7) & 1]
        return len(keys) - len(set(keys))

    def _visible(self, key: int) -> Iterator[_Place]:
        segments = self._snapshot.segments
        return (place for place in self._known.of(key) if place[1] not in segments[place[0]].hidden)

    def _look_at(self, keys: Iterable[int]) -> None:
        """Find which articles of some keys match."""
        new = [key for key in keys if key not in self._matching]
        if not new:
            return
        self._matching.update((key, []) for key in new)
        places = (place for key in new for place in self._known.of(key))
        for number, doc in among(self._node, self._snapshot, places):
            self._matching[self._known.columns[number][doc] & ~1].append((number, doc))
        self._first.update((key, self._matching[key][0]) for key in new if self._matching[key])

    def _decide(self, keys: Iterable[int]) -> None:
        """Find which article of some keys is shown: by looking at the earliest one by one, where that is simple."""
        self._look_at(keys if not fold(self._node, _is_plain) else [key for key in keys if not self._finds(key)])

    def _finds(self, key: int) -> bool:
        from searchlib.query.witness import View, evidence  # noqa: PLC0415  # on few pages something is in doubt

        for place in islice(self._visible(key), _FEW):
            if evidence(self._node, View(self._lookup, *place)) is not None:
                self._first[key] = place
                return True
        return False


def _is_plain(node: Node, below: Sequence[bool]) -> bool:
    return isinstance(node, (Term, Phrase, And, Or, Best, DateRange)) and all(below)


def among(node: Node, snapshot: Snapshot, places: Iterable[_Place]) -> list[_Place]:
    """Give those of some articles that match, in order."""
    wanted: list[set[int]] = [set() for _ in snapshot.segments]
    for number, doc in places:
        wanted[number].add(doc)
    found = plan.matching(node, snapshot, among=wanted)
    return [(number, doc) for number, docs in enumerate(found) for doc in sorted(docs)]


class Folded(Record):
    """One page of an answer, and what was folded."""

    answer: Answer
    folding: Folding | None
    """None where nothing in the snapshot is alike."""
    goes_on: Callable[[], bool]
    """Where the answer has a cursor, tells whether rows follow: all that are left may be folded."""


def page(node: Node, snapshot: Snapshot, *, options: PageOptions) -> Folded:
    """Find one page of the articles that match, those left out that are folded.

    Args:
        node: The query.
        snapshot: The index.
        options: Order, number of articles, and behind which to begin.

    Returns:
        What `plan.page` gives of all pages together, with the folded rows left out.

    Raises:
        UsageError: an unknown order or a negative limit.
        IndexDamaged: a segment is not what was written.

    Cost: that of `plan.page` with a few rows more; where still more are folded, of another one of four times as many.
    """
    known = clusters(snapshot)
    if known is None:
        return Folded(plan.page(node, snapshot, options=options), None, always)
    limit = options.limit + _SPARE if options.limit > 0 else options.limit
    found = plan.page(node, snapshot, options=options._replace(limit=limit))
    folding = Folding(node, found.lookup, known)
    shown = folding.shown(found.ranking.rows)
    while len(shown) < options.limit and found.ranking.next is not None:
        limit *= _MORE
        found = plan.page(node, snapshot, options=options._replace(limit=limit))
        shown = folding.shown(found.ranking.rows)
    rows, ranking = tuple(shown[: options.limit]), found.ranking
    following = ranking.next
    if rows and (following is not None or len(shown) > len(rows)):
        following = cursor_at(rows[-1], snapshot, options=options, rank=ranking.before + len(rows))
    certain = len(shown) > len(rows) or found.total - ranking.before - len(ranking.rows) > known.followers()
    goes_on = always if certain else partial(_follows, node, snapshot, options._replace(limit=1, after=following))
    return Folded(found._replace(ranking=Ranking(rows, following, ranking.before)), folding, goes_on)


def unfolded(node: Node, snapshot: Snapshot, *, options: PageOptions) -> Folded:
    """Find one page of all articles that match (see `plan.page`)."""
    return Folded(plan.page(node, snapshot, options=options), None, always)


def always() -> bool:
    """Give True: something is certain."""
    return True


def _follows(node: Node, snapshot: Snapshot, options: PageOptions) -> bool:
    return bool(page(node, snapshot, options=options).answer.ranking.rows)
