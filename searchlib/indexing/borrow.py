"""Here is an index to which a stock Whoosh has added documents, give me what our next commit would make of it.

The folder itself stays as it is: its files are linked, or copied where they cannot be, into a temporary folder that is
gone again before anything is asked; what is mapped stays.
"""

import os
import shutil
from pathlib import Path
from tempfile import TemporaryDirectory

from searchlib.codec.snapshot import Snapshot, newest, open_snapshot
from searchlib.indexing.lock import LOCK_NAME
from searchlib.indexing.writer import Writer


def borrowed(path: str | os.PathLike[str]) -> Snapshot:
    """Open the newest commit as it will be once the documents of a stock Whoosh are taken in.

    Raises:
        IndexMissing, IndexDamaged, SchemaMismatch: as for `open_snapshot`.

    Cost: that of understanding these documents, and of copying the index where it lies on another disk.
    """
    return newest(path, lambda _: _borrowed(path))


def _borrowed(path: str | os.PathLike[str]) -> Snapshot:
    with TemporaryDirectory(prefix="searchlib-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        with os.scandir(path) as entries:
            files = [Path(entry.path) for entry in entries if entry.is_file(follow_symlinks=False)]
        for file in files:
            if file.name != LOCK_NAME:
                _lend(file, folder / file.name)
        Writer(folder).cancel()
        taken = open_snapshot(folder)
        return Snapshot(taken.generation, taken.segments, os.fspath(path))


def _lend(file: Path, place: Path) -> None:
    """Our files are never written again once they are there, so both folders may have the same."""
    try:
        os.link(file, place)
    except FileNotFoundError:
        raise
    except OSError:
        shutil.copyfile(file, place)
