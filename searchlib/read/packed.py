"""Here is a compressed file, give me what is in it; a bomb is noticed while it unpacks."""

import bz2
import io
import lzma
import zlib
from collections.abc import Callable, Iterator
from typing import Final, Protocol

from searchlib.errors import ReadError
from searchlib.read.limits import CHUNK, FREE_BYTES, MAX_RATIO, XZ_MEMORY
from searchlib.read.source import Input
from searchlib.read.stream import stream_of


class _Unpacker(Protocol):
    """What the decompressors of bz2 and lzma have in common: they keep input that they were not asked for yet."""

    @property
    def eof(self) -> bool: ...
    @property
    def needs_input(self) -> bool: ...
    @property
    def unused_data(self) -> bytes: ...
    def decompress(self, data: bytes, max_length: int = -1) -> bytes: ...


class _Gzip:
    """zlib's decompressor in the shape of the others."""

    def __init__(self) -> None:
        self._zlib = zlib.decompressobj(wbits=31)

    @property
    def eof(self) -> bool:
        return self._zlib.eof

    @property
    def needs_input(self) -> bool:
        return not self._zlib.unconsumed_tail

    @property
    def unused_data(self) -> bytes:
        return self._zlib.unused_data

    def decompress(self, data: bytes, max_length: int = -1) -> bytes:
        return self._zlib.decompress(self._zlib.unconsumed_tail + data, max_length)


PACKED: Final[dict[str, Callable[[], _Unpacker]]] = {
    ".gz": _Gzip,
    ".bz2": bz2.BZ2Decompressor,
    ".xz": lambda: lzma.LZMADecompressor(memlimit=XZ_MEMORY),
}
_BROKEN: Final = (zlib.error, lzma.LZMAError, OSError, EOFError, ValueError)


def unpacked(entry: Input, suffix: str) -> io.BufferedReader:
    """Give the content of *entry*, compressed as *suffix* says, as a stream.

    Raises:
        ReadError, when read: the data are damaged, cut short, or unpack to `MAX_RATIO` times their size.
    """
    return stream_of(_contents(entry, suffix))


def _contents(entry: Input, suffix: str) -> Iterator[bytes]:
    """Unpack stream after stream, as ``cat a.gz b.gz`` makes them."""
    unpacker, given = PACKED[suffix](), 0
    data = entry.stream.read(CHUNK)
    taken = len(data)
    while data:
        chunk = data
        while not unpacker.eof and (data or chunk):
            try:
                chunk = unpacker.decompress(data, CHUNK)
            except _BROKEN as error:
                raise ReadError(entry.place, f"damaged {suffix} data ({error})") from error
            given += len(chunk)
            if given > max(FREE_BYTES, MAX_RATIO * taken):
                raise ReadError(entry.place, f"unpacks to more than {MAX_RATIO} times its size, as a bomb does")
            yield chunk
            data = entry.stream.read(CHUNK) if unpacker.needs_input and not unpacker.eof else b""
            taken += len(data)
        if not unpacker.eof:
            raise ReadError(entry.place, f"{suffix} data that end too early")
        data = (unpacker.unused_data or entry.stream.read(CHUNK)).lstrip(b"\0")
        unpacker = PACKED[suffix]()
