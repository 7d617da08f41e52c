"""Here are named sections, one after the other: give me the file (see `searchlib.codec.layout`)."""

from array import array
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import BinaryIO, TypeAlias

from searchlib.codec.layout import ALIGNMENT, HEADER_SIZE, STRETCH, Row, pack_header, pack_table
from searchlib.codec.sections import checksum

Buffer: TypeAlias = "bytes | bytearray | memoryview | array[int]"
Run: TypeAlias = "tuple[bytes | memoryview, Sequence[int]]"
"""Bytes of several documents, one after the other, and where those of each end."""


class SectionWriter:
    """Writes sections one after the other into *out*, then the table; `close` makes the file whole."""

    def __init__(self, out: BinaryIO) -> None:
        self._out, self._offset = out, HEADER_SIZE
        self._rows: list[Row] = []
        out.write(bytes(HEADER_SIZE))

    def add(self, name: str, typecode: str, *, data: Buffer) -> None:
        """Write a whole section."""
        with self.section(name, typecode) as section:
            section.write(data)

    @contextmanager
    def section(self, name: str, typecode: str) -> Iterator["OpenSection"]:
        """Write a section piece by piece."""
        section = OpenSection(self._out)
        yield section
        section.finish()
        self._rows.append(Row(name, typecode, self._offset, section.size, tuple(section.sums)))
        gap = -section.size % ALIGNMENT
        self._out.write(bytes(gap))
        self._offset += section.size + gap

    def close(self) -> None:
        """Write the table and then the header that makes it valid."""
        table = pack_table(self._rows)
        self._out.write(table)
        self._out.seek(0)
        self._out.write(pack_header(table, self._offset))


class OpenSection:
    """A section that is being written: gathers small pieces, counts bytes and takes checksums."""

    def __init__(self, out: BinaryIO) -> None:
        self._out, self.size = out, 0
        self.sums: list[int] = []
        self._pending = bytearray()

    def write(self, data: Buffer) -> None:
        """Append the bytes of *data*; no more than a stretch of them is copied in memory."""
        view = memoryview(data)
        size, room = view.nbytes, STRETCH - len(self._pending)
        if size < room:
            self._pending += view
            return
        with view.cast("B") as some:
            self._pending += some[:room]
            self._put(self._pending)
            self._pending.clear()
            rest = room + (size - room) // STRETCH * STRETCH
            for start in range(room, rest, STRETCH):
                self._put(some[start : start + STRETCH])
            self._pending += some[rest:]

    def write_runs(self, runs: Iterable[Run]) -> "array[int]":
        """Append the bytes of *runs*; returns where those of each document end, with a leading zero."""
        all_ends, size = array("Q", [0]), 0
        for data, ends in runs:
            self.write(data)
            all_ends.extend(map(size.__add__, ends))
            size += len(data)
        return all_ends

    def finish(self) -> None:
        """Write what is left."""
        self._put(self._pending)

    def _put(self, stretch: "bytearray | memoryview") -> None:
        """Write a stretch, the last one of the section perhaps in part."""
        if stretch:
            self.sums.append(checksum(stretch))
            self._out.write(stretch)
            self.size += len(stretch)
