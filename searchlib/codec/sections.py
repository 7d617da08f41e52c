"""Here is a file, give me its sections, checked (see `searchlib.codec.layout`)."""

import sys
from array import array
from collections.abc import Iterator
from operator import gt
from zlib import crc32

from searchlib.codec.layout import (
    ALIGNMENT,
    HEADER_SIZE,
    HEADER_USED,
    ITEM_SIZES,
    STRETCH,
    PlainRow,
    fingerprint,
    open_table,
    unpack_table,
)
from searchlib.compiled import kernel
from searchlib.errors import IndexDamaged, SchemaMismatch


class Section:
    """One section of an open file: items of one type, checked stretch by stretch when first read."""

    __slots__ = ("_file", "_items", "_name", "_seen", "_sums", "item_size", "typecode")

    def __init__(self, data: memoryview, row: PlainRow, *, file: str) -> None:
        self._name, self.typecode, offset, size, self._sums = row
        self._items: memoryview = data[offset : offset + size].cast(self.typecode)  # type: ignore[call-overload]
        self._file, self._seen = file, bytearray(len(self._sums))
        self.item_size = ITEM_SIZES[self.typecode]

    def __len__(self) -> int:
        return len(self._items)

    def items(self, start: int, end: int) -> memoryview:
        """Give the items from *start* up to *end* without copying them.

        Raises:
            IndexDamaged: the range is not inside the section, or its bytes are not what was written.
        """
        if not 0 <= start <= end <= len(self._items):
            raise self.damaged(f"items {start} to {end} of {len(self._items)}")
        if start < end:
            seen = self._seen
            first = start * self.item_size // STRETCH
            last = (end * self.item_size - 1) // STRETCH
            if not (seen[first] and seen[last]) or (last - first > 1 and not all(seen[first:last])):
                self._verify(first, last)
        return self._items[start:end]

    def all(self) -> memoryview:
        """Give all items without copying them."""
        return self.items(0, len(self._items))

    def unverified(self) -> tuple[memoryview, bytes, bytearray, int, bytes, bytes]:
        """Give what a reader needs that verifies by itself.

        Returns:
            The bytes, a CRC-32 (little-endian u32) and a flag for each stretch, of which those that have been verified
            are set, the size of an item, and the names of file and section for what is wrong with them.
        """
        sums = array("I", self._sums).tobytes()
        return self._items.cast("B"), sums, self._seen, self.item_size, self._file.encode(), self._name.encode()

    def damaged(self, reason: str) -> IndexDamaged:
        """Give the error that names this section."""
        return IndexDamaged(self._file, self._name, reason)

    def _verify(self, first: int, last: int) -> None:
        data = self._items.cast("B")
        for stretch in range(first, last + 1):
            if not self._seen[stretch]:
                piece = data[stretch * STRETCH : (stretch + 1) * STRETCH]
                if checksum(piece) != self._sums[stretch]:
                    raise self.damaged(f"checksum of bytes from {stretch * STRETCH} is wrong")
                self._seen[stretch] = 1


def checksum(data: "bytearray | memoryview") -> int:
    """Give the CRC-32 of what is verified or written: that of the kernel takes a tenth of the time of Python's."""
    module = kernel()
    return int(module.checksum(data)) if module is not None else crc32(data)


def run_of(data: Section, ends: Section, *, start: int, end: int) -> tuple[memoryview, list[int]]:
    """Give what the documents from *start* up to *end* have in *data*, as it is, and where that of each ends.

    Raises:
        IndexDamaged: what one of them has begins behind its end.
    """
    places = ends.items(start, end + 1).tolist()
    if any(map(gt, places, places[1:])):
        raise ends.damaged("out of order")
    first = places[0]
    return data.items(first, places[-1]), [place - first for place in places[1:]]


class Sections:
    """The sections of one file, by name.

    Raises:
        IndexDamaged: header or table are not what was written.
        SchemaMismatch: the file is whole, but of a format that this version cannot read.
    """

    def __init__(self, data: memoryview, *, file: str) -> None:
        if sys.byteorder != "little":
            raise SchemaMismatch(
                file, "a little-endian segment on a big-endian machine", "segments on a little-endian one"
            )
        self.data, self.file = data, file
        table_start, table = open_table(data, file)
        self.fingerprint = fingerprint(data)
        self._rows = {row[0]: row for row in unpack_table(table, table_start, file=file)}
        self._open: dict[str, Section] = {}

    def names(self) -> tuple[str, ...]:
        """Give the names of all sections in the order of the file."""
        return tuple(self._rows)

    def __contains__(self, name: str) -> bool:
        return name in self._rows

    def section(self, name: str, typecodes: str) -> Section:
        """Give the section *name*, whose items are of one of *typecodes*.

        Raises:
            IndexDamaged: there is no such section, or its items are of another type.
        """
        section = self._open.get(name)
        if section is None:
            row = self._rows.get(name)
            if row is None:
                raise IndexDamaged(self.file, name, "is missing")
            section = self._open[name] = Section(self.data, row, file=self.file)
        if section.typecode not in typecodes:
            raise section.damaged(f"items of type {section.typecode!r}, but expected {typecodes!r}")
        return section

    def gaps(self) -> Iterator[memoryview]:
        """Give the bytes that belong to no section; a whole file has zeros there."""
        yield self.data[HEADER_USED:HEADER_SIZE]
        for _, _, offset, size, _ in self._rows.values():
            yield self.data[offset + size : offset + size + -size % ALIGNMENT]
