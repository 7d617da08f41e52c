"""Here is a file, give me its articles: which reader takes which suffix.

A new kind of file is a module, a row in `READERS` and a test.
"""

import os
from collections.abc import Callable, Iterator
from typing import Final, TypeAlias

from searchlib.errors import ReadError
from searchlib.model import Failure
from searchlib.read import text
from searchlib.read.options import ReadOptions
from searchlib.read.source import Found, Input, Source, open_regular, printable, reason

Reader: TypeAlias = Callable[[Input, ReadOptions], Iterator[Found | Failure]]
"""``read(entry, options)``: raises `ReadError`, and what the stream raises when it is read."""

READERS: Final[dict[str, Reader]] = {
    ".txt": text.read,
}


def readable(name: str) -> bool:
    """Say whether the suffix of *name* has a reader.

    Example:
        >>> readable("a/b.TXT"), readable("a/b.png")
        (True, False)
    """
    return _suffix(name) in READERS


def read(source: Source, *, options: ReadOptions) -> Iterator[Found | Failure]:
    """Read the articles of one file; what goes wrong is a `Failure`, also after some articles.

    Raises:
        Nothing.
    """
    path = printable(source.path)
    try:
        with open_regular(source.path) as stream:
            reader = READERS.get(_suffix(source.path))
            if reader is None:
                raise ReadError(path, f"not a kind of file that is read ({' '.join(READERS)})")
            yield from reader(Input(source.id, path, path, stream), options)
    except ReadError as error:
        yield Failure(printable(error.path), error.reason)
    except (OSError, ValueError) as error:
        yield Failure(path, reason(error))


def _suffix(name: str) -> str:
    return os.path.splitext(name)[1].lower()
