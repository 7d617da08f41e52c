"""Here is the packet of a term, give me its postings (see `searchlib.codec.packets`)."""

from array import array
from collections.abc import Iterator
from itertools import accumulate
from typing import Final, NamedTuple

from searchlib.codec.packets import BLOCK, ROW, SHORT_ROW
from searchlib.codec.packing import WIDEST, packed_size, read_varint, unpack

LONGEST_HEAD: Final = 20
"""Bytes of which the first tell how many documents and tokens there are."""
_WIDEST_GAP: Final = 31
_MOST: Final = 2**32 - 1


class Head(NamedTuple):
    """How a packet begins."""

    docs: int
    tokens: int
    end: int


class _Block(NamedTuple):
    """A block of documents: where it and its positions are, and what the table says of it."""

    begin: int
    end: int
    docs: int
    last: int | None
    tokens: int
    positions: int
    positions_end: int


def read_head(data: memoryview, size: int, *, positional: bool) -> Head:
    """Give the numbers with which a packet of *size* bytes begins; *data* has at least the first of these.

    Raises:
        ValueError: it is no packet.
    """
    docs, end = read_varint(data, 0)
    more, end = read_varint(data, end) if positional else (0, end)
    if not 0 < docs <= docs + more <= _MOST or (more and docs + more > 8 * size):
        raise ValueError("a packet of too many numbers")
    return Head(docs, docs + more, end)


class Packet:
    """The packet of one term.

    Raises:
        ValueError: on any access, where it is no packet.
    """

    __slots__ = ("_data", "_freqs_at", "_positional", "head")

    def __init__(self, data: memoryview, *, positional: bool) -> None:
        self._data, self._positional = data, positional
        self.head = read_head(data, len(data), positional=positional)
        self._freqs_at: list[int] = []

    def docs(self, doc_count: int) -> "array[int]":
        """Give the documents, which are ascending and below *doc_count*."""
        docs, freqs_at = array("I"), []
        if self.head.docs > doc_count:
            raise ValueError("documents out of order")
        before = -1
        for block in self._blocks():
            gap, at = read_varint(self._data, block.begin)
            gaps = [before + 1 + gap]
            if self.head.docs > 1:
                numbers, at = self._numbers(at, block.docs - 1, end=block.end, widest=_WIDEST_GAP)
                gaps += [number + 1 for number in numbers]
            found = list(accumulate(gaps))
            before = found[-1]
            if before >= doc_count or (block.last is not None and before != block.last):
                raise ValueError("documents out of order")
            docs.extend(found)
            freqs_at.append(at)
        self._freqs_at = freqs_at
        return docs

    def freqs(self, doc_count: int) -> "array[int]":
        """Give the tokens of the term in each document."""
        head = self.head
        if head.docs in (1, head.tokens):
            return array("I", [head.tokens // head.docs]) * head.docs
        if not self._freqs_at:
            self.docs(doc_count)
        freqs = array("I")
        for block, at in zip(self._blocks(), self._freqs_at, strict=True):
            numbers, _ = self._numbers(at, block.docs, end=block.end, widest=_WIDEST_GAP)
            found = [number + 1 for number in numbers]
            if sum(found) != block.tokens:
                raise ValueError(f"positions of a term, but {sum(found)} counted")
            freqs.extend(found)
        return freqs

    def positions(self, freqs: "array[int]") -> "array[int]":
        """Give the positions in all documents, one after the other."""
        positions, place = array("I"), 0
        for block in self._blocks():
            start = block.positions or self._end_of_docs()
            steps, _ = self._numbers(start, block.tokens, end=block.positions_end, widest=WIDEST)
            token = 0
            for freq in freqs[place : place + block.docs]:
                positions.extend(number & _MOST for number in accumulate(steps[token : token + freq]))
                token += freq
            place += block.docs
            if token != len(steps):
                raise ValueError("positions do not fit the frequencies")
        return positions

    def formed(self) -> "array[int]":
        """Give the number of the form at each position; nothing where the term has one form."""
        at = self._end_of_positions() if self._positional else len(self._data)
        if at == len(self._data):
            return array("I")
        return array("I", self._numbers(at, self.head.tokens, end=len(self._data), widest=WIDEST)[0])

    def _blocks(self) -> Iterator[_Block]:
        size, tokens, at = self.head
        whole = len(self._data)
        if size <= BLOCK:
            yield _Block(at, whole, size, None, tokens, 0, whole)
            return
        form = ROW if self._positional else SHORT_ROW
        count = -(-size // BLOCK)
        begin = at + count * form.size
        if begin > whole:
            raise ValueError("a packet that is cut off")
        before, positions = 0, 0
        rows = [(*row, 0, 0)[:4] for row in form.iter_unpack(self._data[at:begin])]
        if self._positional and rows[-1][2] != tokens:
            raise ValueError("a table of other tokens")
        for place, (last, end, upto, positions_end) in enumerate(rows):
            if not begin <= end <= whole or upto < before or positions_end > whole:
                raise ValueError("a table out of order")
            docs = min(BLOCK, size - place * BLOCK)
            yield _Block(begin, end, docs, last, upto - before, positions or rows[-1][1], positions_end)
            begin, before, positions = end, upto, positions_end

    def _end_of_docs(self) -> int:
        """Give where the documents of a packet without a table end."""
        size, tokens, at = self.head
        _, at = read_varint(self._data, at)
        if size > 1:
            at = self._skipped(at, size - 1)
            at = self._skipped(at, size) if tokens > size else at
        return at

    def _end_of_positions(self) -> int:
        if self.head.docs > BLOCK:
            return list(self._blocks())[-1].positions_end
        return self._skipped(self._end_of_docs(), self.head.tokens)

    def _skipped(self, at: int, count: int) -> int:
        """Give where a stream of *count* numbers ends."""
        if at >= len(self._data):
            raise ValueError("a packet that is cut off")
        return at + 1 + packed_size(count, self._data[at])

    def _numbers(self, at: int, count: int, *, end: int, widest: int) -> tuple[list[int], int]:
        """Give *count* numbers of the stream at *at*, and where it ends, which is not behind *end*."""
        width = self._data[at] if at < end else WIDEST + 1
        begin, after = at + 1, at + 1 + packed_size(count, width)
        if width > widest or after > end:
            raise ValueError("a packet that is cut off")
        return unpack(self._data[begin:after], count, width=width), after
