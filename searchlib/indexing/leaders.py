"""Here is an article's document, tell which earlier article it nearly repeats.

The first article of its kind leads; a later one that is like it follows it, and an answer folds it behind the first
that matches. Like means: seven of the 48 numbers of the sketches differ at most (so the texts have about .85 of their
shingles in common), not both have figures that the other lacks, and the days of the two, where both are known, lie a
week apart at most. Texts of one mould (grants to this and that town) so stay apart.

Articles are compared with leaders only, so that a chain of small changes does not tie different articles together;
and with the newest half million places of the index only, so that memory does not grow with it. In an index of fewer,
who follows whom depends on the order in which articles are added, and on nothing else.
"""

import os
from array import array
from collections import defaultdict, deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import islice
from types import ModuleType
from typing import TYPE_CHECKING, Final, NamedTuple

from searchlib.analyse.sketch import BINS, FIGURES, Sketch, figures
from searchlib.codec.columns import MISSING
from searchlib.codec.kernel import bits
from searchlib.codec.segment import Segment
from searchlib.compiled import kernel
from searchlib.indexing.holdings import TEXT_DIGEST, Holding
from searchlib.model import Document

if TYPE_CHECKING:
    from searchlib.codec.kernel._kernel import Leaders as KernelLeaders

ALIKE: Final = "alike"
"""The column that says which articles are alike: the key of the leader, and one more for a follower. Keys are even."""
SKETCH: Final = ("sketch_low", "sketch_middle", "sketch_high", *(f"figures_{place}" for place in range(FIGURES // 4)))
"""The columns that `Sketch` is kept in."""
EQUAL: Final = 41
"""Numbers of two sketches that are equal at least. So few differ that one of eight bands is the same throughout."""
_BAND: Final = 24
"""Bits of a band: six numbers."""
MOST_OF_BAND: Final = 64
"""Leaders that share a band with a text and are compared with it: the newest."""
NEWEST: Final = 1 << 19
"""Places before a text in which its leader is looked for. A document that is there has a place, deleted or not."""
DAYS_APART: Final = 7
_DAYS: Final = ("date_earliest", "date_latest")
_FEW: Final = 256
"""Texts that share a band with another: more are compared by the kernel."""
_FEW_FOLLOWERS: Final = 8
"""Followers among them, each of which takes a pass over three columns: for more the table of all is no dearer."""
_FEW_AT_ONCE: Final = 8
"""Texts of one writer, each of which takes such a pass."""
_LOWEST: Final = 0x1111_1111_1111_1111_1111_1111_1111_1111_1111_1111_1111_1111
_WORD: Final = 2**64 - 1


class Text(NamedTuple):
    """What is known of an article's text. The days are MISSING where its date is unknown."""

    sketch: Sketch
    first: int
    last: int
    key: int


def columns(sketch: Sketch | None) -> dict[str, int]:
    """Give the columns that a sketch is kept in; none for a text that is too short."""
    return dict(zip(SKETCH, (*sketch[:3], *sketch.figures), strict=True)) if sketch is not None else {}


class Leaders:
    """The leaders of an index: those of its segments, and those that come after."""

    def __init__(self, holdings: Iterable[Holding], *, newest: int = NEWEST) -> None:
        """Take over the leaders of *holdings*, deleted ones left out.

        Args:
            holdings: The segments in order.
            newest: Places before a text in which its leader is looked for, 8 at least.
        """
        self._module, self._newest = kernel(), newest
        self._segments = tuple((holding.segment, frozenset(holding.deleted)) for holding in holdings)
        self._places = sum(segment.doc_count for segment, _ in self._segments)
        self._table: Table | KernelTable | None = None
        """Of all leaders: made when more than a few texts come."""
        self._came: list[Text] = []
        """Texts that came before there was a table, and those of them that lead."""
        self._leading: list[Text] = []

    def joined(self, document: Document) -> Document:
        """Give *document* with the column `ALIKE`; it leads from now on where it is like no other."""
        numbers = document.numbers
        text = _text(numbers)
        if text is None:
            return document
        return document._replace(numbers={**numbers, ALIKE: self.join(text)})

    def join(self, text: Text) -> int:
        """Give what the column `ALIKE` says of a text."""
        few = self._few(text) if self._table is None and len(self._came) < _FEW_AT_ONCE else None
        if few is None:
            leader = self._all().join(text)
        else:
            leader = few.find(text)
            self._came.append(text)
            if leader is None:
                self._leading.append(text)
        return text.key if leader is None else leader | 1

    def _few(self, text: Text) -> "Table | None":
        """Put those together that a text is compared with; None where the table of all is the way to tell.

        Among the leaders that share a band with it are all that it may follow, and the followers that lead now.
        """
        if self._module is None:
            return None
        few, followers = Table(self._newest), 0
        for place, docs in enumerate(self._sharing(text.sketch, self._first(self._places + len(self._came)))):
            if len(docs) > _FEW:
                return None
            for doc in docs:
                other, follows = self._text(place, doc)
                followers += follows
                if not follows:
                    few.add(other)
                elif followers > _FEW_FOLLOWERS or not self._has_leader(other, place, doc):
                    return None
        for other in self._leading:
            few.add(other)
        return few

    def _first(self, place: int) -> int:
        """Give the first place that counts for a text at *place*."""
        return max(0, place - self._newest)

    def _sharing(self, sketch: Sketch, first: int) -> Iterator[list[int]]:
        """Give for each segment the documents that share a band with a sketch, from the place *first* on."""
        for segment, left_out in self._segments:
            columns = tuple(segment.numbers(name) for name in SKETCH[:3])
            near = memoryview(self._module.sharing(columns, sketch[:3])).cast("I")  # type: ignore[union-attr]
            known = (doc for doc in near if doc >= first and doc not in left_out)
            yield [doc for doc in known if segment.number(ALIKE, doc) != MISSING]
            first -= segment.doc_count

    def _has_leader(self, follower: Text, place: int, doc: int) -> bool:
        """Tell whether a document that follows one follows one still; where so many share its bands, no.

        What shares a band with it and stands before it is so little that the table of all compares it with each.
        """
        count, found = 0, False
        for number, docs in enumerate(islice(self._sharing(follower.sketch, self._first(self._places)), place + 1)):
            for before in docs if number < place else docs[: docs.index(doc)]:
                count += 1
                if count > MOST_OF_BAND:
                    return False
                other, follows = self._text(number, before)
                found = found or (not follows and alike(follower, other))
        return found

    def _text(self, place: int, doc: int) -> tuple[Text, bool]:
        """Give a text of a segment, and whether the column says that it follows one."""
        segment = self._segments[place][0]
        ((_, text, follows),) = _texts(lambda name: partial(segment.number, name), (doc,))
        return text, follows

    def _all(self) -> "Table | KernelTable":
        """Give the table of all."""
        if self._table is None:
            self._table = Table(self._newest) if self._module is None else KernelTable(self._module, self._newest)
            first = self._first(self._places)
            for segment, left_out in self._segments:
                self._table.fill(segment, left_out, first=min(first, segment.doc_count))
                first = max(0, first - segment.doc_count)
            self._segments = ()
            for text in self._came:
                self._table.join(text)
        return self._table


class KernelTable:
    """The leaders, found by the kernel as `Table` defines it."""

    def __init__(self, module: ModuleType, newest: int) -> None:
        self._module = module
        self._leaders: KernelLeaders = module.open_leaders(int.from_bytes(os.urandom(7), "little"), newest)

    def join(self, text: Text) -> int | None:
        """Give the key of the leader that a text follows; None where it leads from now on."""
        numbers = (*text.sketch[:3], *text.sketch.figures, *text[1:])
        found: int | None = self._module.join(self._leaders, numbers)
        return found

    def fill(self, segment: Segment, left_out: frozenset[int], *, first: int) -> None:
        """Put in the leaders of a segment, from its document *first* on."""
        columns = tuple(segment.numbers(name) for name in (*SKETCH, *_DAYS, ALIKE))
        self._module.take_over(self._leaders, columns, bits(left_out, segment.doc_count), first)


class Table:
    """The leaders, found by the bands of their sketches: the definition of what the kernel does."""

    def __init__(self, newest: int) -> None:
        self._newest, self._place, self._oldest = newest, 0, 0
        self._leaders: dict[int, Text] = {}
        """By their places."""
        self._bands: defaultdict[tuple[int, int], deque[int]] = defaultdict(deque)

    def join(self, text: Text) -> int | None:
        """Give the key of the leader that a text follows; None where it leads from now on."""
        self._forget()
        leader = self.find(text)
        if leader is None:
            self._lead(text)
        self._place += 1
        return leader

    def fill(self, segment: Segment, left_out: frozenset[int], *, first: int) -> None:
        """Put in the leaders of a segment, from its document *first* on.

        A follower leads where no leader is left that it is like.
        """
        base, docs = self._place, set(range(first, segment.doc_count)) - left_out
        for doc, text, follows in _texts(lambda name: segment.numbers(name).__getitem__, docs):
            self._place = base + doc
            if not follows or self.find(text) is None:
                self._lead(text)
        self._place = base + segment.doc_count

    def add(self, text: Text) -> None:
        """Put in a leader at the next place."""
        self._lead(text)
        self._place += 1

    def find(self, text: Text) -> int | None:
        """Give the key of the leader that a text would follow."""
        near = {
            place
            for band in _bands(text.sketch)
            if band in self._bands
            for place in islice(reversed(self._bands[band]), MOST_OF_BAND)
            if alike(text, self._leaders[place])
        }
        if not near:
            return None
        return self._leaders[max(near, key=lambda place: (_equal(text, self._leaders[place]), -place))].key

    def _lead(self, text: Text) -> None:
        self._leaders[self._place] = text
        for band in _bands(text.sketch):
            self._bands[band].append(self._place)

    def _forget(self) -> None:
        """Let go the leaders whose places are too far back."""
        while self._oldest + self._newest < self._place:
            text = self._leaders.pop(self._oldest, None)
            for band in _bands(text.sketch) if text is not None else ():
                self._bands[band].popleft()
                if not self._bands[band]:
                    del self._bands[band]
            self._oldest += 1


def alike(one: Text, other: Text) -> bool:
    """Tell whether two texts are nearly the same.

    Example:
        >>> words = (1 | 7 << 16, 1 | 8 << 16, 1)
        >>> one, other, less = (Text(Sketch(1, 2, 3, (word,)), MISSING, MISSING, 0) for word in words)
        >>> alike(one, other), alike(one, less)
        (False, True)
    """
    mine, its = figures(one.sketch), figures(other.sketch)
    if _equal(one, other) < EQUAL or (_lacks(mine, its) and _lacks(its, mine)):
        return False
    if MISSING in (one.first, other.first):
        return True
    return one.first <= other.last + DAYS_APART and other.first <= one.last + DAYS_APART


def _lacks(one: Sequence[int], other: Sequence[int]) -> bool:
    """Tell whether the one has a figure that the other lacks, as far as both are known."""
    known = one if len(other) < FIGURES else [figure for figure in one if figure <= other[-1]]
    return not set(other).issuperset(known)


def _whole(sketch: Sketch) -> int:
    return sketch.low & _WORD | (sketch.middle & _WORD) << 64 | (sketch.high & _WORD) << 128


def _equal(one: Text, other: Text) -> int:
    """Count the numbers of two sketches that are equal."""
    different = _whole(one.sketch) ^ _whole(other.sketch)
    different |= different >> 1
    different |= different >> 2
    return BINS - (different & _LOWEST).bit_count()


def _bands(sketch: Sketch) -> Iterator[tuple[int, int]]:
    whole = _whole(sketch)
    for number in range(4 * BINS // _BAND):
        yield number, whole >> _BAND * number & (1 << _BAND) - 1


def _text(numbers: Mapping[str, int]) -> Text | None:
    if SKETCH[0] not in numbers:
        return None
    first, last = (numbers.get(name, MISSING) for name in _DAYS)
    return Text(_sketch([numbers[name] for name in SKETCH]), first, last, numbers.get(TEXT_DIGEST, 0) & ~1)


def _sketch(numbers: Sequence[int]) -> Sketch:
    low, middle, high, *some = numbers
    return Sketch(low, middle, high, tuple(some))


def _texts(columns: Callable[[str], Callable[[int], int]], docs: Iterable[int]) -> Iterator[tuple[int, Text, bool]]:
    """Give those of *docs* that have a sketch, in order: their texts, and whether the column says that one follows.

    Args:
        columns: Gives for the name of a column what gives the number of a document.
        docs: Documents of one segment.
    """
    known, *numbers = map(columns, (ALIKE, *SKETCH, *_DAYS))
    for doc in sorted(docs):
        key = known(doc)
        if key != MISSING:
            *sketch, first, last = (number(doc) for number in numbers)
            yield doc, Text(_sketch(sketch), first, last, key & ~1), bool(key & 1)


def afresh(holdings: Sequence[Holding]) -> Iterator["array[int]"]:
    """Cluster the articles of *holdings* anew, in order: give the column `ALIKE` of each."""
    leaders = Leaders(())
    for holding in holdings:
        segment = holding.segment
        column, digests = array("q", [MISSING]) * segment.doc_count, segment.numbers(TEXT_DIGEST)
        numbers = [segment.numbers(name) for name in (*SKETCH, *_DAYS)]
        known = segment.numbers(ALIKE)
        for doc in holding.undeleted():
            if known[doc] != MISSING:
                *sketch, first, last = (one[doc] for one in numbers)
                column[doc] = leaders.join(Text(_sketch(sketch), first, last, digests[doc] & ~1))
        segment.let_go()
        yield column
