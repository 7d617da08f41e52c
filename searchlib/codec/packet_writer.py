"""Here are the postings of one term after the other, write their packets (see `searchlib.codec.packets`).

packets    the packets, and eight zeros
term.at    for each term where its packet begins, and the end
"""

from array import array
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from typing import Final, NamedTuple

from searchlib.codec.assemble import SectionWriter
from searchlib.codec.packets import SLACK, Lists, packed
from searchlib.compiled import kernel

_ENOUGH: Final = 1 << 16
"""Numbers that are packed together."""
_MOST: Final = 2**32 - 1

Piece = tuple[bytes, "array[int]"]
"""Packets one after the other, and where each ends."""


class Batch(NamedTuple):
    """The postings of several terms, one after the other, all u32."""

    starts: "array[int]"
    """For each term where it starts in docs, and the end."""
    docs: "array[int]"
    freqs: "array[int]"
    positions: "array[int]"
    formed_starts: "array[int]"
    """For each term where it starts in formed, and the end; no form numbers where the term has one form."""
    formed: "array[int]"


def write_terms(out: SectionWriter, field: str, terms: Iterable[Lists], *, lengths: bytes | None) -> None:
    """Write the postings of *terms*.

    Args:
        out: The file.
        field: How the names of its sections begin.
        terms: The postings of each term, in order.
        lengths: The length byte of each document; None in a field without positions.
    """
    write_pieces(out, field, (pack_batch(batch, lengths) for batch in _batches(terms)))


def write_pieces(out: SectionWriter, field: str, pieces: Iterable[Piece]) -> None:
    """Write packets that have been packed.

    Raises:
        OverflowError: they take 4 GiB or more.
    """
    deque(writing_pieces(out, field, pieces), maxlen=0)


def writing_pieces(out: SectionWriter, field: str, pieces: Iterable[Piece]) -> Iterator[None]:
    """Do what `write_pieces` does, a piece with each item that is asked for."""
    at, size = array("I", [0]), 0
    with out.section(f"{field}/packets", "B") as section:
        for packets, ends in pieces:
            section.write(packets)
            at.extend(ends if not size else array("I", [size + end for end in ends]))
            size += len(packets)
            yield
        section.write(bytes(SLACK))
    out.add(f"{field}/term.at", "I", data=at)


def pack_batch(batch: Batch, lengths: bytes | None) -> Piece:
    """Pack the postings of several terms, in the kernel where it is there.

    Example:
        >>> one = array("I", [0, 1]), array("I", [7]), array("I"), array("I"), array("I", [0, 0]), array("I")
        >>> pack_batch(Batch(*one), None)
        (b'\\x01\\x07', array('I', [2]))
    """
    module = kernel()
    if module is None:
        return _packed(list(map_terms(batch, lengths is not None)), lengths or b"")
    starts, docs, *positional = batch
    packets, ends = module.pack_terms(starts, docs, *(positional if lengths is not None else (None,) * 4), lengths)
    return packets, array("I", ends)


def map_terms(batch: Batch, positional: bool) -> Iterator[Lists]:
    """Give the postings of each term of *batch*."""
    token = 0
    for term in range(len(batch.starts) - 1):
        begin, end = batch.starts[term : term + 2]
        if not positional:
            yield Lists(batch.docs[begin:end])
            continue
        freqs = batch.freqs[begin:end]
        first, last = batch.formed_starts[term : term + 2]
        tokens = sum(freqs)
        yield Lists(batch.docs[begin:end], freqs, batch.positions[token : token + tokens], batch.formed[first:last])
        token += tokens


def _packed(terms: Sequence[Lists], lengths: bytes) -> Piece:
    ends, packets = array("I"), bytearray()
    for lists in terms:
        packets += packed(lists, lengths)
        ends.append(len(packets))
    return bytes(packets), ends


def _batches(terms: Iterable[Lists]) -> Iterator[Batch]:
    batch, size = _empty(), 0
    for lists in terms:
        batch.docs.extend(lists.docs)
        batch.freqs.extend(lists.freqs or ())
        batch.positions.extend(lists.positions)
        batch.formed.extend(lists.formed)
        batch.starts.append(len(batch.docs))
        batch.formed_starts.append(len(batch.formed))
        size += len(lists.docs) + len(lists.positions)
        if size >= _ENOUGH:
            yield batch
            batch, size = _empty(), 0
    if size:
        yield batch


def _empty() -> Batch:
    return Batch(array("I", [0]), array("I"), array("I"), array("I"), array("I", [0]), array("I"))
