"""The container of a segment: a header, named sections, and a table that says where they stand.

    header   48 bytes   magic, format version, where the table stands, CRC-32 of the table and of the header
    sections            each from a multiple of 8, gaps are zero
    table               number of sections and of checksums; a row a section; the checksums; the names

A row is offset u64, size in bytes u64, length of the name u16, type code of the items (as in `array`), zero.
A section has one CRC-32 for every 64 KiB, so that a reader pays for what it touches and not for the whole file.
All numbers are little-endian. Header and table are checked when the file is opened, a stretch of a section when
it is first read.
"""

import struct
from collections.abc import Iterator, Sequence
from itertools import accumulate
from zlib import crc32

from searchlib.errors import IndexDamaged, SchemaMismatch
from searchlib.hints import Final, TypeAlias
from searchlib.model.record import Record

MAGIC: Final = b"slseg\r\n\x1a"
FORMAT: Final = 2
"""What is written."""
OLDEST: Final = 1
"""What is read."""
ALIGNMENT: Final = 8
STRETCH: Final = 1 << 16
"""Bytes under one checksum."""

_HEADER: Final = struct.Struct("<8sIIQQQ")
_CRC: Final = struct.Struct("<I")
HEADER_USED: Final = _HEADER.size + _CRC.size
HEADER_SIZE: Final = 48
_COUNTS: Final = struct.Struct("<II")
_ROW: Final = struct.Struct("<QQHcx")
ITEM_SIZES: Final = {"B": 1, "H": 2, "I": 4, "Q": 8, "q": 8}


class Row(Record):
    """Where one section stands."""

    name: str
    typecode: str
    offset: int
    size: int
    sums: tuple[int, ...]


PlainRow: TypeAlias = "tuple[str, str, int, int, tuple[int, ...]]"
"""What a `Row` has. An open file has dozens, which Python's collector of garbage leaves alone if they are plain."""


def pack_header(table: bytes, offset: int) -> bytes:
    """Give the first bytes of a file whose *table* stands at *offset*."""
    head = _HEADER.pack(MAGIC, FORMAT, crc32(table), offset + len(table), offset, len(table))
    return (head + _CRC.pack(crc32(head))).ljust(HEADER_SIZE, b"\0")


def pack_table(rows: Sequence[Row]) -> bytes:
    """Give the table that lists *rows*."""
    names = [row.name.encode() for row in rows]
    sums = [number for row in rows for number in row.sums]
    packed = [_COUNTS.pack(len(rows), len(sums))]
    packed += [
        _ROW.pack(row.offset, row.size, len(name), row.typecode.encode()) for row, name in zip(rows, names, strict=True)
    ]
    return b"".join((*packed, struct.pack(f"<{len(sums)}I", *sums), *names))


def fingerprint(data: memoryview) -> int:
    """Give the checksum of the header: it covers that of the table, which covers those of all sections."""
    return int(_CRC.unpack_from(data, _HEADER.size)[0])


def open_table(data: memoryview, file: str) -> tuple[int, memoryview]:
    """Give the place of the table and its bytes."""
    if len(data) < HEADER_SIZE or bytes(data[:8]) != MAGIC:
        raise IndexDamaged(file, "header", "this is no segment of searchlib, or it was cut off")
    if fingerprint(data) != crc32(data[: _HEADER.size]):
        raise IndexDamaged(file, "header", "checksum is wrong")
    _, version, table_sum, size, start, length = _HEADER.unpack_from(data)
    if not OLDEST <= version <= FORMAT:
        raise SchemaMismatch(file, f"segment format {version}", f"formats {OLDEST} to {FORMAT}")
    if size != len(data) or start + length != size or start < HEADER_SIZE:
        raise IndexDamaged(file, "header", f"{len(data)} bytes, but {size} were written")
    table = data[start : start + length]
    if crc32(table) != table_sum:
        raise IndexDamaged(file, "table", "checksum is wrong")
    return start, table


def unpack_table(table: memoryview, limit: int, *, file: str) -> Iterator[PlainRow]:
    """Give the rows; each section must end before *limit*, where the table starts."""
    if len(table) < _COUNTS.size:
        raise _unfit(file)
    rows, sums = _COUNTS.unpack_from(table)
    sums_start = _COUNTS.size + rows * _ROW.size
    names_start = sums_start + sums * _CRC.size
    if names_start > len(table):
        raise _unfit(file)
    packed = list(_ROW.iter_unpack(table[_COUNTS.size : sums_start]))
    numbers = struct.unpack_from(f"<{sums}I", table, sums_start)
    names = bytes(table[names_start:])
    name_ends = list(accumulate((row[2] for row in packed), initial=0))
    sum_ends = list(accumulate((-(-row[1] // STRETCH) for row in packed), initial=0))
    if name_ends[-1] != len(names) or sum_ends[-1] != sums:
        raise _unfit(file)
    for place, (offset, size, _, code) in enumerate(packed):
        typecode = code.decode("latin-1")
        width = ITEM_SIZES.get(typecode, 0)
        if not width or size % width or offset % ALIGNMENT or offset < HEADER_SIZE or offset + size > limit:
            raise _unfit(file)
        name = names[name_ends[place] : name_ends[place + 1]].decode("utf-8", "replace")
        yield name, typecode, offset, size, numbers[sum_ends[place] : sum_ends[place + 1]]


def _unfit(file: str) -> IndexDamaged:
    return IndexDamaged(file, "table", "rows do not fit")
