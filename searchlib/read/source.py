"""Here is a file, give me its bytes: only from regular files, and never more than the bound."""

import os
import stat
from collections.abc import Iterator
from io import BufferedReader, FileIO
from typing import NamedTuple

from searchlib.errors import ReadError
from searchlib.model import Article, Failure
from searchlib.read.limits import CHUNK, MAX_REPORTED


class Source(NamedTuple):
    """One file to read: the id its article gets, the path that opens it, its size in bytes."""

    id: str
    path: str
    size: int


class Input(NamedTuple):
    """Bytes on the way to a reader: a file, or one member of an archive file."""

    id: str
    """Id of the article where its text gives none; rows add their number."""
    path: str
    """What the user can open: the file, also for a member."""
    place: str
    """For messages: the path, with the member's name and the number of the record."""
    stream: BufferedReader

    def at(self, row: int) -> "Input":
        """Give this input with a ``place`` that names its *row*-th record.

        Example:
            >>> Input("a.csv", "news/a.csv", "news/a.csv", None).at(7).place
            'news/a.csv:7'
        """
        return self._replace(place=f"{self.place}:{row}")


class Found(NamedTuple):
    """An article and where it stands: the file or member, and the line of its record (0: all of it)."""

    article: Article
    place: str
    line: int = 0


def open_regular(path: str) -> BufferedReader:
    """Open *path* for reading if it is a regular file; a FIFO does not block.

    Raises:
        ReadError: it is a folder, a device, a FIFO or a socket, or it cannot be opened.
    """
    try:
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    except (OSError, ValueError) as error:
        raise ReadError(path, reason(error)) from error
    kind = stat.S_IFMT(os.fstat(handle).st_mode)
    if kind != stat.S_IFREG:
        os.close(handle)
        raise ReadError(path, f"{_KINDS.get(kind, 'a special file')}, not a file of articles")
    return BufferedReader(FileIO(handle, "rb"), CHUNK)


def read_bounded(entry: Input, limit: int) -> bytes:
    """Give all bytes of *entry*, at most *limit*.

    Raises:
        ReadError: there are more than *limit*, or none.
    """
    data = entry.stream.read(limit + 1)
    if len(data) > limit:
        raise ReadError(entry.place, f"larger than {limit >> 20} MB, which is the most that one article file may hold")
    if not data.strip():
        raise ReadError(entry.place, "empty file")
    return data


def printable(name: str) -> str:
    r"""Give *name* without the lone surrogates by which Python stands for bytes that are not UTF-8.

    Example:
        >>> printable("caf\udce9.txt")
        'caf\\udce9.txt'
    """
    return name.encode("utf-8", "backslashreplace").decode("utf-8")


def capped(items: Iterator[Found | Failure], place: str) -> Iterator[Found | Failure]:
    """Give *items*, but of many failures only the first, and at the end how many there were.

    Example:
        >>> bad = [Failure(f"a.csv:{line}", "no text") for line in range(1, 251)]
        >>> *_, last = capped(iter(bad), "a.csv")
        >>> last
        Failure(path='a.csv', reason='150 more records could not be read, the last at a.csv:250')
    """
    bad, last = 0, ""
    for item in items:
        if isinstance(item, Failure):
            bad, last = bad + 1, item.path
        if isinstance(item, Found) or bad <= MAX_REPORTED:
            yield item
    if bad > MAX_REPORTED:
        yield Failure(place, f"{bad - MAX_REPORTED} more records could not be read, the last at {last}")


def reason(error: Exception) -> str:
    """Say in a few words why a file could not be opened or read.

    Example:
        >>> reason(FileNotFoundError(2, "No such file or directory"))
        'no such file or directory'
    """
    said = getattr(error, "strerror", None) or str(error) or type(error).__name__
    return said[:1].lower() + said[1:]


_KINDS = {
    stat.S_IFDIR: "a folder",
    stat.S_IFIFO: "a FIFO",
    stat.S_IFSOCK: "a socket",
    stat.S_IFCHR: "a device",
    stat.S_IFBLK: "a device",
}
