"""Here is a zip file, give me its members; nothing is ever written to disk, so names are only names."""

import io
import zipfile
from collections.abc import Iterator
from typing import Final

from searchlib.errors import ReadError
from searchlib.model import Failure
from searchlib.read.limits import CHUNK, FREE_BYTES, MAX_DIRECTORY, MAX_RATIO
from searchlib.read.source import Input, printable, reason
from searchlib.read.stream import stream_of

_METHODS: Final = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2}
"""Not LZMA: what it asks for in memory cannot be bounded there."""


class _Bounded(io.BufferedReader):
    """A file that does not let the zip module load a table of contents of any size."""

    def read(self, size: int | None = -1, /) -> bytes:
        if size is not None and size > MAX_DIRECTORY:
            raise zipfile.BadZipFile(
                f"a table of contents of {size >> 20} MB; at most {MAX_DIRECTORY >> 20} MB is read"
            )
        return super().read(size)


class _Budget:
    """What all members of one file may unpack to, together: overlapping members share their packed bytes."""

    def __init__(self, size: int) -> None:
        self._left = max(FREE_BYTES, MAX_RATIO * size)

    def spend(self, size: int, place: str) -> None:
        self._left -= size
        if self._left < 0:
            raise ReadError(place, f"the file unpacks to more than {MAX_RATIO} times its size, as a bomb does")


def members(entry: Input) -> Iterator[Input | Failure]:
    """Give the files in *entry* in their order there, without hidden ones; the streams are read one after the other.

    Raises:
        ReadError: this is no zip file, or a damaged one.
    """
    bounded = _Bounded(entry.stream.raw)
    try:
        yield from _members(entry, _opened(bounded, entry.place), _Budget(entry.stream.raw.seek(0, io.SEEK_END)))
    finally:
        bounded.detach()  # the file is closed by who opened it


def _opened(stream: io.BufferedReader, place: str) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(stream)
    except Exception as error:  # the zip module meets damage with errors of a dozen kinds
        raise ReadError(place, f"damaged zip file ({reason(error)})") from error


def _members(entry: Input, archive: zipfile.ZipFile, budget: _Budget) -> Iterator[Input | Failure]:
    seen: set[str] = set()
    for member in archive.infolist():
        name = printable(member.filename)
        if name.endswith("/") or _hidden(name):
            continue
        place = f"{entry.place}!{name}"
        if name in seen:
            yield Failure(place, "a second member of this name; the first is kept")
            continue
        seen.add(name)
        stream = stream_of(_contents(archive, member, place, budget))
        yield Input(f"{entry.id}!{name}", entry.path, place, stream)


def _contents(archive: zipfile.ZipFile, member: zipfile.ZipInfo, place: str, budget: _Budget) -> Iterator[bytes]:
    if member.flag_bits & 1:
        raise ReadError(place, "encrypted")
    if member.compress_type not in _METHODS:
        raise ReadError(place, f"packed by method {member.compress_type}; only stored, deflate and bzip2 are read")
    try:
        with archive.open(member) as stream:
            while chunk := stream.read(CHUNK):
                budget.spend(len(chunk), place)
                yield chunk
    except ReadError:
        raise
    except Exception as error:  # as above
        raise ReadError(place, f"damaged ({reason(error)})") from error


def _hidden(name: str) -> bool:
    parts = name.split("/")
    return parts[0] == "__MACOSX" or any(part.startswith(".") and part.strip(".") for part in parts)
