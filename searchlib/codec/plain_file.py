"""Here is the name of a file of an index, open it, but not what only looks like a file; of its folder, list it.

The folder of an index may come from a stranger. A pipe would keep us waiting for ever, a device would give bytes
without end.
"""

import errno
import os
import stat
from io import FileIO

from searchlib.errors import IndexMissing, IndexUnreadable
from searchlib.hints import Final

_REFUSALS: Final = frozenset({errno.EACCES, errno.EPERM, errno.EMFILE, errno.ENFILE, errno.ENOMEM})
"""No right to it, no handle or no memory left."""


def if_refused(path: str | os.PathLike[str], error: OSError) -> None:
    """Say it where the system refuses to read what may well be whole: that is no damage, and nothing to repair.

    Raises:
        IndexUnreadable: it does.
    """
    if error.errno in _REFUSALS:
        raise IndexUnreadable(path, error.strerror or str(error)) from error


def open_plain(file: str | os.PathLike[str]) -> FileIO:
    """Open *file* for reading; a pipe does not block.

    Raises:
        IndexUnreadable: the system refuses.
        OSError: it is not there, or is no plain file.
    """
    try:
        handle = os.open(file, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    except OSError as error:
        if_refused(file, error)
        raise
    if not stat.S_ISREG(os.fstat(handle).st_mode):
        os.close(handle)
        raise OSError(errno.EINVAL, "is no plain file", str(file))
    return FileIO(handle, "rb")


def whole_file(file: str | os.PathLike[str]) -> bytes:
    """Give all that stands in *file*.

    Raises:
        IndexUnreadable, OSError: as for `open_plain`.
    """
    with open_plain(file) as opened:
        return opened.read()


def names_in(path: str | os.PathLike[str], *, way_out: str = "") -> list[str]:
    """Give the names of the files in the folder of an index.

    Args:
        path: The folder.
        way_out: What to do where there is none (see `IndexMissing`).

    Raises:
        IndexMissing: there is no such folder.
        IndexUnreadable: the system refuses to look.
    """
    try:
        return os.listdir(path)
    except OSError as error:
        if_refused(path, error)
        raise IndexMissing(path, way_out=way_out) from error
    except ValueError as error:  # no folder can have this name
        raise IndexMissing(path, way_out=way_out) from error
