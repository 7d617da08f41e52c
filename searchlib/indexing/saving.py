"""Here is a snapshot, save it as one file that another machine can open for reading."""

import os
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import UTC, datetime
from mmap import ACCESS_READ, mmap
from pathlib import Path
from tempfile import TemporaryFile
from typing import BinaryIO, cast

from searchlib.codec.disk import elsewhere, new_file, refusals, sync_folder
from searchlib.codec.manifest import INDEX_NAME, Manifest, manifest_name, toc_name
from searchlib.codec.merge import merge
from searchlib.codec.one_file import write_one_file
from searchlib.codec.segment import SUFFIX, Segment
from searchlib.codec.snapshot import Snapshot
from searchlib.errors import UsageError
from searchlib.indexing.holdings import Holding
from searchlib.indexing.policy import Size, fitting
from searchlib.model import Upkeep


def save(snapshot: Snapshot, file: str | os.PathLike[str]) -> Upkeep:
    """Write *snapshot* as *file*: compacted, and whole when it appears under its name.

    Raises:
        UsageError: there is something of that name.
        IndexDamaged: a segment is not what was written.
        IndexUnwritable: the disk refuses; nothing is left behind.
    """
    file = Path(file)
    if file.exists() or file.is_symlink():
        raise UsageError("file", str(file), "a file that is not there yet")
    as_of = _as_of(snapshot)
    with elsewhere("choose another place for the file"), refusals(file.parent), ExitStack() as drafts:
        compacted = list(_compacted(snapshot, drafts, folder=file.parent))
        manifest = Manifest(snapshot.generation, tuple(holding.row() for holding, _ in compacted))
        with new_file(file) as out:
            write_one_file(out, manifest, as_of=as_of, files=[draft for _, draft in compacted])
    sync_folder(file.parent)
    before = sum(live.segment.size for live in snapshot.segments)
    return Upkeep("saved", str(file), manifest.articles, file.stat().st_size, before, as_of=as_of)


def _as_of(snapshot: Snapshot) -> str:
    """Give the time of the commit; of a snapshot that was read from a file, what that file says."""
    folder = Path(snapshot.path)
    if folder.is_file():
        raise UsageError("index", str(folder), "the folder of an index; a snapshot can be copied as it is")
    for name in (manifest_name(snapshot.generation), toc_name(snapshot.generation)):
        if (folder / name).exists():
            committed = (folder / name).stat().st_mtime
            return datetime.fromtimestamp(committed, UTC).isoformat(timespec="seconds")
    return datetime.now(UTC).isoformat(timespec="seconds")  # it has been committed to since: this one was open before


def _compacted(snapshot: Snapshot, drafts: ExitStack, *, folder: Path) -> Iterator[tuple[Holding, BinaryIO]]:
    """Write the segments as one, or as few as fit, without what has been deleted: into files that have no name.

    So nothing of them is left, whenever the process ends.
    """
    holdings = [Holding.of(live) for live in snapshot.segments]
    sizes = [Size(each.segment.size, each.segment.doc_count, len(each.deleted)) for each in holdings]
    start = 0
    while start < len(holdings):
        end = fitting(sizes, start)
        some = holdings[start:end]
        kept = [(holding, doc) for holding in some for doc in holding.undeleted()]
        if kept:
            draft = cast(BinaryIO, drafts.enter_context(TemporaryFile(dir=folder)))  # noqa: SIM115  # the stack closes it
            merge([(holding.segment, frozenset(holding.deleted)) for holding in some], draft)
            draft.flush()
            data = memoryview(mmap(draft.fileno(), 0, access=ACCESS_READ))
            hidden = (number for number, (holding, doc) in enumerate(kept) if doc in holding.duplicates)
            segment = Segment(data, file=f"{INDEX_NAME}_{start:016x}{SUFFIX}")
            yield Holding(segment, duplicates=hidden), draft
        start = end
