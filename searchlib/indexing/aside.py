"""Here are damaged files of an index, put them aside where nobody trips over them; and count or clear what lies there.

A repair gives them a second name in a folder ``damaged-<time>`` inside that of the index; its commit takes away the
first. What lies there may still be of use to somebody, so it stays until it is asked to go.
"""

import os
import re
import shutil
from collections.abc import Iterable, Iterator
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from searchlib.codec.disk import make_folder, refusals, remove, sync_file, sync_folder

_FOLDER: Final = re.compile(r"damaged-\d{8}T\d{6}\.\d{6}Z", re.ASCII)


def set_aside(path: Path, names: Iterable[str]) -> None:
    """Give files in *path* a second name in a folder of their own; copied where the disk knows no second names."""
    there = [name for name in sorted(names) if (path / name).is_file()]
    if not there:
        return
    folder = path / f"damaged-{datetime.now(UTC):%Y%m%dT%H%M%S.%f}Z"
    make_folder(folder)
    with refusals(folder):
        for name in there:
            try:
                os.link(path / name, folder / name)
            except OSError:
                shutil.copy2(path / name, folder / name)
                sync_file(folder / name)
    sync_folder(folder)


def bytes_aside(path: Path) -> int:
    """Give the bytes of all that repairs have put aside; 0 for a snapshot in one file."""
    return sum(file.stat().st_size for folder in _folders(path) for file in _files(folder))


def clear_aside(path: Path) -> None:
    """Remove what repairs have put aside; what cannot be removed, or is not theirs, stays."""
    for folder in _folders(path):
        for file in _files(folder):
            remove(file)
        with suppress(OSError):
            folder.rmdir()


def _folders(path: Path) -> Iterator[Path]:
    """Folders that a repair made; a link of such a name is none."""
    entries = sorted(path.iterdir()) if path.is_dir() else ()
    return (entry for entry in entries if _FOLDER.fullmatch(entry.name) and entry.is_dir() and not entry.is_symlink())


def _files(folder: Path) -> list[Path]:
    return [entry for entry in folder.iterdir() if entry.is_file() and not entry.is_symlink()]
