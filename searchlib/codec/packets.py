"""Here are the postings of a term, give me the packet that keeps them. `searchlib.codec.unpacked` reads it.

A packet holds all there is of a term, so that a term is one place in the file:

    head        number of documents; in a field with positions, how many tokens there are above one a document
    table       a row a block, where there is more than one block
    documents   block by block: the first, counted from the document behind the block before; the width of the gaps,
                gaps less one; the width of the frequencies, frequencies less one (not where all are one)
    positions   block by block: width; the first position in each document, then how far each is from the one before
    forms       where the term has several: width; the number of the form at each position

A block has 128 documents, the last has what is left. Numbers of the head and first documents are varints, a width is
a byte, the rest are streams of bits that begin with a byte (see `searchlib.codec.packing`). One document alone has
neither gaps nor frequencies. A row of the table is u32 little-endian, places count from the start of the packet:

    last document · end of the documents of the block · tokens up to its end · end of its positions · 4 pairs of bytes

The pairs, of a frequency (255: that or more) and a length byte, bound what a document of the block can score: each has
no greater frequency and no smaller length than one of the pairs. Unused ones are zero. In a field without positions a
row ends after the second number.
"""

import struct
from collections.abc import Iterable, Iterator, Sequence
from typing import Final, NamedTuple

from searchlib.codec.packing import pack, varint, width_of

BLOCK: Final = 128
"""Documents."""
PAIRS: Final = 4
UNBOUNDED: Final = 255
"""The frequency of a pair that stands for any higher one too."""
ROW: Final = struct.Struct("<4I8s")
SHORT_ROW: Final = struct.Struct("<2I")
SLACK: Final = 8
"""Zeros behind the last packet of a section: numbers are read eight bytes at a time."""

Pair = tuple[int, int]


class Lists(NamedTuple):
    """The postings of one term."""

    docs: Sequence[int]
    freqs: Sequence[int] | None = None
    """None in a field without positions."""
    positions: Sequence[int] = ()
    formed: Sequence[int] = ()
    """The number of the form at each position; empty where the term has one form."""


class _Blocks(NamedTuple):
    """The documents or the positions of a packet, and what the table says of them."""

    data: bytes
    ends: list[int]
    tokens: list[int]


def packed(lists: Lists, lengths: Sequence[int]) -> bytes:
    """Give the packet of a term; *lengths* has the length byte of each document.

    Example:
        >>> packed(Lists([7]), b"").hex(), packed(Lists([0, 7], [1, 2], [5, 5, 6]), bytes(8)).hex()
        ('0107', '02010003060102036d00')
    """
    size, freqs = len(lists.docs), lists.freqs
    head = varint(size)
    docs = _docs(lists)
    if freqs is None:
        return head + _short_table(lists.docs, docs, start=len(head)) + docs.data
    head += varint(len(lists.positions) - size)
    positions = _positions(lists)
    forms = _numbers(lists.formed) if lists.formed else b""
    table = _table(lists, docs, positions, start=len(head), lengths=lengths) if size > BLOCK else b""
    return b"".join((head, table, docs.data, positions.data, forms))


def _table(lists: Lists, docs: _Blocks, positions: _Blocks, *, start: int, lengths: Sequence[int]) -> bytes:
    start += ROW.size * len(docs.ends)
    further = start + len(docs.data)
    rows = []
    for block, (begin, end) in enumerate(_ranges(len(lists.docs))):
        block_lengths = [lengths[doc] for doc in lists.docs[begin:end]]
        pairs = bounds((lists.freqs or ())[begin:end], block_lengths)
        places = start + docs.ends[block], further + positions.ends[block]
        numbers = lists.docs[end - 1], places[0], positions.tokens[block], places[1]
        rows.append(ROW.pack(*numbers, bytes(number for pair in pairs for number in pair)))
    return b"".join(rows)


def _short_table(docs: Sequence[int], blocks: _Blocks, *, start: int) -> bytes:
    if len(docs) <= BLOCK:
        return b""
    start += SHORT_ROW.size * len(blocks.ends)
    ranges = _ranges(len(docs))
    return b"".join(
        SHORT_ROW.pack(docs[last - 1], start + end) for (_, last), end in zip(ranges, blocks.ends, strict=True)
    )


def bounds(freqs: Sequence[int], lengths: Sequence[int]) -> list[Pair]:
    """Give at most `PAIRS` pairs, ascending, that bound the frequencies and length bytes of some documents.

    Where more are needed, neighbours whose union covers least that no document reaches become one.

    Example:
        >>> bounds((1, 3, 2, 300), (10, 20, 30, 90))
        [(1, 10), (3, 20), (255, 90)]
    """
    front: list[Pair] = []
    for freq, length in sorted((-min(freq, UNBOUNDED), length) for freq, length in zip(freqs, lengths, strict=True)):
        if not front or length < front[-1][1]:
            front.append((-freq, length))
    front.reverse()
    while len(front) > PAIRS:
        areas = [(more[0] - less[0]) * (more[1] - less[1]) for less, more in zip(front, front[1:])]  # noqa: B905, RUF007
        place = areas.index(min(areas))
        front[place : place + 2] = [(front[place + 1][0], front[place][1])]
    return front


def _docs(lists: Lists) -> _Blocks:
    data, ends, before = bytearray(), [], -1
    several = lists.freqs is not None and len(lists.positions) > len(lists.docs)
    for begin, end in _ranges(len(lists.docs)):
        docs = lists.docs[begin:end]
        data += varint(docs[0] - before - 1)
        before = docs[-1]
        if len(lists.docs) > 1:
            data += _numbers([more - less - 1 for less, more in zip(docs, docs[1:])])  # noqa: B905, RUF007
            if several:
                data += _numbers([freq - 1 for freq in (lists.freqs or ())[begin:end]])
        ends.append(len(data))
    return _Blocks(bytes(data), ends, [])


def _positions(lists: Lists) -> _Blocks:
    data, ends, tokens, token = bytearray(), [], [], 0
    freqs = lists.freqs or ()
    least = int(len(lists.positions) > len(freqs))  # a bit each, so that a few bytes cannot stand for millions
    for begin, end in _ranges(len(freqs)):
        steps: list[int] = []
        for freq in freqs[begin:end]:
            steps += _steps(lists.positions[token : token + freq])
            token += freq
        data += _numbers(steps, least=least)
        ends.append(len(data))
        tokens.append(token)
    return _Blocks(bytes(data), ends, tokens)


def _steps(positions: Iterable[int]) -> Iterator[int]:
    before = 0
    for position in positions:
        yield position - before
        before = position


def _numbers(numbers: Sequence[int], *, least: int = 0) -> bytes:
    """Give the width of *numbers* as a byte, and their stream."""
    width = max(width_of(max(numbers, default=0)), least)
    return bytes((width,)) + pack(numbers, width)


def _ranges(size: int) -> Iterator[tuple[int, int]]:
    return ((begin, min(begin + BLOCK, size)) for begin in range(0, size, BLOCK))
