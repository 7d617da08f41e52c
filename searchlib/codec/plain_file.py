"""Here is the name of a file of an index, open it; but not what only looks like a file.

The folder of an index may come from a stranger. A pipe would keep us waiting for ever, a device would give bytes
without end.
"""

import errno
import os
import stat
from io import FileIO


def open_plain(file: str | os.PathLike[str]) -> FileIO:
    """Open *file* for reading; a pipe does not block.

    Raises:
        OSError: it cannot be opened, or is no plain file.
    """
    handle = os.open(file, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    if not stat.S_ISREG(os.fstat(handle).st_mode):
        os.close(handle)
        raise OSError(errno.EINVAL, "is no plain file", str(file))
    return FileIO(handle, "rb")


def whole_file(file: str | os.PathLike[str]) -> bytes:
    """Give all that stands in *file*.

    Raises:
        OSError: as for `open_plain`.
    """
    with open_plain(file) as opened:
        return opened.read()
