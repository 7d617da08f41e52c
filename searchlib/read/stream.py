"""Here is a source of chunks, give me a stream; and here is a stream, give me its lines, none too long."""

import codecs
import io
from collections.abc import Iterator

from searchlib.errors import ReadError
from searchlib.read.decode import SAMPLE, encoding_of
from searchlib.read.limits import CHUNK, MAX_LINE
from searchlib.read.source import Input


class Chunks(io.RawIOBase):
    """A raw stream over an iterator of byte strings."""

    def __init__(self, chunks: Iterator[bytes]) -> None:
        self._chunks, self._left = chunks, b""

    def readable(self) -> bool:
        """Say yes."""
        return True

    def readinto(self, buffer: "bytearray | memoryview") -> int:  # type: ignore[override]
        """Fill *buffer* from the next chunk; 0 at the end."""
        while not self._left:
            chunk = next(self._chunks, None)
            if chunk is None:
                return 0
            self._left = chunk
        size = min(len(buffer), len(self._left))
        buffer[:size] = self._left[:size]
        self._left = self._left[size:]
        return size


def stream_of(chunks: Iterator[bytes]) -> io.BufferedReader:
    """Give a buffered stream over *chunks*; what they raise is raised when it is read."""
    return io.BufferedReader(Chunks(chunks), CHUNK)


def lines(entry: Input) -> Iterator[tuple[int, bytes | None]]:
    """Give the lines of *entry* in UTF-8 or a code page, numbered from 1; None for one that is too long.

    Memory: one line of at most `MAX_LINE` bytes.
    """
    number = 0
    while line := entry.stream.readline(MAX_LINE + 1):
        number += 1
        if len(line) > MAX_LINE and not line.endswith(b"\n"):
            _skip_line(entry.stream)
            yield number, None
        else:
            yield number, line


def with_encoding(entry: Input) -> tuple[Input, str]:
    """Tell the encoding of *entry*; one of two or four bytes a character is turned into UTF-8 on the way.

    Raises:
        ReadError: it is no text, or empty.
    """
    head = entry.stream.peek(SAMPLE)[:SAMPLE]
    if not head:
        raise ReadError(entry.place, "empty file")
    encoding = encoding_of(head, entry.place)
    if not encoding.startswith(("utf-16", "utf-32", "utf_16", "utf_32")):
        return entry, encoding
    return entry._replace(stream=stream_of(_as_utf8(entry.stream, encoding))), "utf-8"


def _as_utf8(stream: io.BufferedReader, encoding: str) -> Iterator[bytes]:
    decoder = codecs.getincrementaldecoder(encoding)("replace")
    while chunk := stream.read(CHUNK):
        yield decoder.decode(chunk).encode("utf-8", "replace")
    yield decoder.decode(b"", final=True).encode("utf-8", "replace")


def _skip_line(stream: io.BufferedReader) -> None:
    while (line := stream.readline(CHUNK)) and not line.endswith(b"\n"):
        pass
