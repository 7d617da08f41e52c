"""Here is one file that holds a snapshot of an index, open it for reading; here are segments, write such a file.

    line       searchlib snapshot <version> <bytes of the manifest> <time of the commit> crc32 <of line and manifest>
    manifest   as in the folder of an index (see `searchlib.codec.manifest`), without deleted documents
    segments   in the order of the manifest, each from a multiple of 64; gaps are zero

Every byte stands under a checksum or must be zero. The file is mapped, as segments in a folder are.
"""

import os
from collections.abc import Sequence
from pathlib import Path
from shutil import copyfileobj
from typing import BinaryIO, Final, NamedTuple
from zlib import crc32

from searchlib.codec.manifest import Manifest, pack, unpack
from searchlib.codec.segment import SUFFIX, Segment, mapped
from searchlib.errors import IndexDamaged, IndexMissing, IndexUnwritable, SchemaMismatch

VERSION: Final = 1
_HEAD: Final = b"searchlib snapshot"
_LONGEST_LINE: Final = 200
_ALIGNMENT: Final = 64
_WORDS: Final = 7
_SECTION: Final = "snapshot"
_EXPECTED: Final = "expected a folder, or a file made by: searchlib snapshot FILE"


class OneFile(NamedTuple):
    """An open file."""

    manifest: Manifest
    as_of: str
    """The time of the commit: ISO 8601, UTC."""
    segments: tuple[Segment, ...]
    is_padded: bool
    """Whether all that belongs to no segment is zero, and nothing follows."""


def write_one_file(out: BinaryIO, manifest: Manifest, *, as_of: str, files: Sequence[BinaryIO]) -> None:
    """Write the segments in *files*, which are those of *manifest* from the first byte on, as one file."""
    packed = pack(manifest)
    line = b"%s %d %d %s crc32 " % (_HEAD, VERSION, len(packed), as_of.encode())
    out.write(b"%s%08x\n%s" % (line, crc32(packed, crc32(line)), packed))
    for file in files:
        out.write(bytes(-out.tell() % _ALIGNMENT))
        file.seek(0)
        copyfileobj(file, out)


def open_one_file(path: str | os.PathLike[str]) -> OneFile:
    """Open what `write_one_file` wrote.

    Raises:
        IndexMissing: the file is no snapshot.
        IndexDamaged: it was one, and is torn or altered.
        SchemaMismatch: it is one of another version.
    """
    if not os.stat(path).st_size:
        raise IndexMissing(path, way_out=_EXPECTED)
    data = mapped(path)
    line, found, _ = bytes(data[:_LONGEST_LINE]).partition(b"\n")
    words = line.split(b" ")
    if not line.startswith(_HEAD):
        raise IndexMissing(path, way_out=_EXPECTED)
    if not found or len(words) != _WORDS or not words[2].isdigit() or not words[3].isdigit():
        raise IndexDamaged(path, _SECTION, "does not begin as a snapshot does")
    start = len(line) + 1
    packed = bytes(data[start : start + min(int(words[3]), len(data))])
    if words[6] != b"%08x" % crc32(packed, crc32(line[: -len(words[6])])):
        raise IndexDamaged(path, _SECTION, "checksum is wrong")
    if int(words[2]) != VERSION:
        raise SchemaMismatch(path, f"snapshot version {int(words[2])}", f"version {VERSION}")
    manifest = unpack(packed, path)
    segments, is_padded = _segments(data, manifest, start + len(packed), path=os.fspath(path))
    return OneFile(manifest, words[4].decode("ascii", "replace"), segments, is_padded)


def _segments(data: memoryview, manifest: Manifest, end: int, *, path: str) -> tuple[tuple[Segment, ...], bool]:
    segments, is_padded = [], True
    for row in manifest.segments:
        start = end + -end % _ALIGNMENT
        is_padded = is_padded and not any(data[end:start])
        end = start + row.size
        if end > len(data):
            raise IndexDamaged(path, _SECTION, f"{len(data)} bytes, but {end} were written")
        segment = Segment(data[start:end], file=os.path.join(path, row.name + SUFFIX))
        if (segment.fingerprint, segment.doc_count) != (row.fingerprint, row.doc_count):
            raise IndexDamaged(path, _SECTION, f"{row.name} is not what was written under this name")
        segments.append(segment)
    return tuple(segments), is_padded and end == len(data)


def refuse_one_file(path: Path) -> None:
    """Say that a file cannot be written to where a folder was meant.

    Raises:
        IndexUnwritable: *path* is a file.
    """
    if path.is_file():
        raise IndexUnwritable(path, "a snapshot in one file is only read")
