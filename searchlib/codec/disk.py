"""Here are bytes, put them on the disk so that they stay: the one place through which an index is written.

A file appears under its name only when it is whole and synced. The rename itself is safe after `sync_folder`.
Whatever the operating system refuses becomes `IndexUnwritable`.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, Final

from searchlib.errors import IndexUnwritable

TEMPORARY: Final = ".tmp"
"""Ends the name of a file that is not whole yet; after a crash such files are litter."""


@contextmanager
def refusals(path: Path) -> Iterator[None]:
    """Turn what the operating system refuses at *path* into the error that says so.

    Raises:
        IndexUnwritable: instead of any OSError from the block.
    """
    try:
        yield
    except OSError as error:
        raise IndexUnwritable(path, error.strerror or str(error)) from error


@contextmanager
def elsewhere(way_out: str) -> Iterator[None]:
    """Name another way out where what cannot be written is not the folder of the index.

    Raises:
        IndexUnwritable: the same, with *way_out*.
    """
    try:
        yield
    except IndexUnwritable as error:
        raise IndexUnwritable(error.path, error.reason, way_out=way_out) from error


def make_folder(path: Path) -> None:
    """Make the folder *path* and those above it, where they are not there yet; their names are durable then.

    Raises:
        IndexUnwritable: the operating system refuses, or *path* is no name that a folder can have.
    """
    made = [folder for folder in (path, *path.parents) if not folder.exists()]
    try:
        with refusals(path):
            path.mkdir(parents=True, exist_ok=True)
    except ValueError as error:
        raise IndexUnwritable(path, str(error)) from error
    for folder in made:
        sync_folder(folder.parent)


@contextmanager
def new_file(path: Path) -> Iterator[BinaryIO]:
    """Write the file *path*: whole and synced when the block ends, absent when the block fails.

    The rename is durable only after `sync_folder`, which may serve many files.
    """
    temporary = path.with_name(path.name + TEMPORARY)
    try:
        with refusals(path):
            temporary.unlink(missing_ok=True)
            with temporary.open("xb") as out:
                yield out
                out.flush()
                os.fsync(out.fileno())
            temporary.replace(path)
    except BaseException:
        remove(temporary)
        raise


def write_file(path: Path, data: bytes) -> None:
    """Write *data* as the file *path*, as `new_file` does."""
    with new_file(path) as out:
        out.write(data)


def sync_file(path: Path) -> None:
    """Make the contents of a file durable that something else has written."""
    with refusals(path), path.open("rb+") as file:
        os.fsync(file.fileno())


def sync_folder(path: Path) -> None:
    """Make the names in the folder *path* durable; where folders cannot be synced (Windows) this does nothing."""
    if os.name == "nt":
        return
    with refusals(path):
        folder = os.open(path, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)


def remove(path: Path) -> bool:
    """Remove the file *path*; returns whether it is gone. One that is held open elsewhere may have to stay."""
    try:
        path.unlink(missing_ok=True)
    except OSError:
        return False
    return True


def rewrite(descriptor: int, text: str) -> None:
    """Replace what stands in a file that is open for writing; not synced, for notes that may be lost."""
    os.ftruncate(descriptor, 0)
    os.pwrite(descriptor, text.encode(), 0) if hasattr(os, "pwrite") else os.write(descriptor, text.encode())
