"""Here are named sections, one after the other: give me the file (see `searchlib.codec.layout`)."""

from array import array
from collections.abc import Iterator
from contextlib import contextmanager
from typing import BinaryIO, TypeAlias
from zlib import crc32

from searchlib.codec.layout import ALIGNMENT, HEADER_SIZE, STRETCH, Row, pack_header, pack_table

Buffer: TypeAlias = "bytes | bytearray | memoryview | array[int]"


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
        """Append the bytes of *data*."""
        self._pending += data
        if len(self._pending) >= STRETCH:
            self._flush(len(self._pending) // STRETCH * STRETCH)

    def finish(self) -> None:
        """Write what is left."""
        self._flush(len(self._pending))

    def _flush(self, size: int) -> None:
        with memoryview(self._pending) as pending:
            self.sums += [crc32(pending[start : min(start + STRETCH, size)]) for start in range(0, size, STRETCH)]
            self._out.write(pending[:size])
        del self._pending[:size]
        self.size += size
