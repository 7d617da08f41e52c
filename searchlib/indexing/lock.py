"""Here is the folder of an index, keep every other writer out of it.

The lock is the one that Whoosh takes, ``flock`` on ``MAIN_WRITELOCK``, so that a writer of stock Whoosh is kept out
too. The system frees it when the process dies. What stands in the file is a note: who holds it, since when.
"""

import errno
import os
import socket
import stat
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

from whoosh.util.filelock import FileLock, try_for

from searchlib.codec.disk import refusals, rewrite
from searchlib.codec.manifest import INDEX_NAME
from searchlib.errors import IndexLocked

LOCK_NAME = f"{INDEX_NAME}_WRITELOCK"
LOOK_EVERY_S = 0.05


class WriteLock:
    """The lock of one index, held from construction to `release`.

    Raises:
        IndexLocked: another writer held it for *wait* seconds.
        IndexUnwritable: the folder cannot be written.
    """

    def __init__(self, path: Path, *, wait: float) -> None:
        file = path / LOCK_NAME
        self._lock = FileLock(str(file))
        with refusals(path):
            _refuse_other_than_files(file)
            taken = try_for(self._lock.acquire, timeout=wait, delay=LOOK_EVERY_S)
        if not taken:
            pid, host, since = holder(file)
            raise IndexLocked(path, pid=pid, host=host, since=since)
        with refusals(path):
            since = datetime.now(UTC).isoformat(timespec="seconds")
            rewrite(self._lock.fd, f"{os.getpid()} {socket.gethostname()} {since}\n")

    def release(self) -> None:
        """Let others write. Does nothing the second time."""
        if self._lock.fd is not None:
            rewrite(self._lock.fd, "")
            self._lock.release()


def _refuse_other_than_files(file: Path) -> None:
    """Refuse a link, whose target would be written over, and a pipe, which would be waited for: a stranger's folder.

    Raises:
        OSError: there is something of that name that is no plain file.
    """
    with suppress(FileNotFoundError):
        if not stat.S_ISREG(file.lstat().st_mode):
            raise OSError(errno.EINVAL, f"{file.name} is no plain file")


def holder(file: Path) -> tuple[int | None, str | None, str | None]:
    """Give process, host and time from the note in a lock file, None where it has none."""
    try:
        pid, host, since = file.read_text("utf8").split()
        return int(pid), host, since
    except (OSError, ValueError):
        return None, None, None
