"""Here is a segment of Whoosh's own codec (W3), give me the stored fields of its documents; nothing is unpickled.

Each document's stored fields are a pickled mapping, deflated, one after the other in a column; the lengths of all
follow, then the type code of a length. The column is a file of its own, or part of the segment's one file.
"""

import struct
import zlib
from array import array
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from searchlib.codec.segment import mapped
from searchlib.codec.whoosh_pickle import PickleError, values
from searchlib.codec.whoosh_toc import WhooshSegment
from searchlib.errors import IndexDamaged

W3: Final = "whoosh.codec.whoosh3.W3Segment"
LARGEST: Final = 1 << 28
"""Bytes that the stored fields of one document may take: no more is ever inflated."""
_SECTION: Final = "stored fields"
_COLUMN: Final = "._stored.col"
_WIDTHS: Final = {"B": 1, "H": 2, "i": 4, "I": 4, "l": 8, "L": 8, "q": 8, "Q": 8}


def stored_documents(folder: Path, segment: WhooshSegment) -> Iterator[tuple[int, Mapping[str, Any] | str]]:
    """Give the stored fields of every document that is not deleted, in order.

    Args:
        folder: Where the index is.
        segment: One whose ``kind`` is `W3`.

    Returns:
        The number of each document and its fields; or, of one that cannot be read, the reason.

    Raises:
        IndexDamaged: the column as a whole cannot be read.

    Cost: linear in the column; one document is in memory at a time.
    """
    file = folder / f"{segment.name}.seg" if segment.compound else folder / f"{segment.name}{_COLUMN}"
    try:
        if not segment.compound and not file.exists():  # no document has a stored field
            column = memoryview(b"")
        else:
            data = mapped(file)
            column = _part(data, segment.name + _COLUMN) if segment.compound else data
        if not len(column):
            _refuse_more_than_fit(folder, segment)
        sizes = _sizes(column, segment.doc_count)
    except (PickleError, ValueError, LookupError, TypeError, struct.error, AttributeError, ArithmeticError) as error:
        raise IndexDamaged(file, _SECTION, f"{type(error).__name__}: {error}") from error
    start = 0
    for doc, size in enumerate(sizes):
        if doc not in segment.deleted:
            yield doc, _document(column[start : start + size])
        start += size


def _refuse_more_than_fit(folder: Path, segment: WhooshSegment) -> None:
    """Refuse a number of documents of which nothing is stored, and to which no byte of the segment answers.

    Raises:
        ValueError: there are more than the files have bytes.
    """
    files = (file for file in folder.iterdir() if file.name.startswith(f"{segment.name}.") and file.is_file())
    if segment.doc_count > sum(file.stat().st_size for file in files):
        raise ValueError("more documents than its files can hold")


def _part(data: memoryview, name: str) -> memoryview:
    """Find a file inside the segment's one file; empty where it has none of that name."""
    start, size = struct.unpack_from("!qi", data)
    if not 12 <= start <= len(data) or size < 0:
        raise ValueError("the directory lies outside")
    directory = values(bytes(data[start : start + size]))
    if name not in directory:
        return data[:0]
    offset, length = directory[name]["offset"], directory[name]["length"]
    if not 0 <= offset <= offset + length <= len(data):
        raise ValueError("a column lies outside")
    return data[offset : offset + length]


def _sizes(column: memoryview, count: int) -> "array[int]":
    """Read the lengths at the end of a column, and make sure that they fit."""
    if not len(column):
        return array("I", [0]) * count
    code, end = chr(column[-1]), len(column) - 1
    if code == "X":  # offsets stand behind the lengths; they say nothing new
        code, end = chr(column[-3]), len(column) - 3 - count * _WIDTHS[chr(column[-2])]
    width = _WIDTHS[code]
    start = end - count * width
    if start < 0:
        raise ValueError("shorter than its documents")
    sizes = array(next(c for c in "BHIQ" if array(c).itemsize == width), bytes(column[start:end]))
    sizes.byteswap()
    if sum(sizes) != start:
        raise ValueError("lengths do not fit")
    return sizes


def _document(packed: memoryview) -> Mapping[str, Any] | str:
    if not len(packed):
        return {}
    try:
        inflater = zlib.decompressobj()
        data = inflater.decompress(packed, LARGEST)
        if not inflater.eof:
            return f"its stored fields are torn, or more than {LARGEST:,} bytes"
        found = values(data)
    except (zlib.error, PickleError) as error:
        return f"its stored fields cannot be read: {error}"
    return found if isinstance(found, dict) else "its stored fields are no mapping"
