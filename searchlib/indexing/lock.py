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
from searchlib.errors import IndexLocked, UsageError

LOCK_NAME = f"{INDEX_NAME}_WRITELOCK"
LOOK_EVERY_S = 0.05
LONGEST_WAIT_S = 1e9
"""Thirty years: clocks count no further than a few times so far."""
LONGEST_NOTE = 1000
"""Bytes that are read of a note: whoever wrote it, it may go on for ever."""
NOBODY = None, None, None


class WriteLock:
    """The lock of one index, held from construction to `release`.

    Raises:
        IndexLocked: another writer held it for *wait* seconds.
        IndexUnwritable: the folder cannot be written.
        UsageError: *wait* is no time.
    """

    def __init__(self, path: Path, *, wait: float) -> None:
        if not isinstance(wait, (int, float)) or not wait >= 0:  # what is no number at all is not either
            raise UsageError("wait", wait, "a number of seconds, 0 or more")
        file = path / LOCK_NAME
        self._lock = FileLock(str(file))
        with refusals(path):
            _refuse_other_than_files(file)
            taken = try_for(self._lock.acquire, timeout=min(wait, LONGEST_WAIT_S), delay=LOOK_EVERY_S)
        if not taken:
            pid, host, since = holder(file)
            raise IndexLocked(path, pid=pid, host=host, since=since)
        try:
            with refusals(path):
                _refuse_what_is_no_note(file)
                since = datetime.now(UTC).isoformat(timespec="seconds")
                rewrite(self._lock.fd, f"{os.getpid()} {socket.gethostname()} {since}\n")
        except BaseException:
            self._lock.release()
            raise

    def release(self) -> None:
        """Let others write. Does nothing the second time."""
        if self._lock.fd is not None:
            with suppress(OSError):  # the note is a courtesy
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


def _refuse_what_is_no_note(file: Path) -> None:
    """Refuse a file that has another name elsewhere, and holds something else: that would be written over.

    Raises:
        OSError: it is such a file.
    """
    found = file.stat()
    if found.st_nlink > 1 and found.st_size and holder(file) == NOBODY:
        raise OSError(errno.EINVAL, f"{file.name} is a second name of a file that is no lock")


def holder(file: Path) -> tuple[int | None, str | None, str | None]:
    """Give process, host and time from the note in a lock file, `NOBODY` where it has none."""
    try:
        with file.open("rb") as opened:
            pid, host, since = opened.read(LONGEST_NOTE).decode("utf8").split()
        return int(pid), host, since
    except (OSError, ValueError):
        return NOBODY
