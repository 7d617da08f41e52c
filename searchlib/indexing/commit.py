"""Here are the segments of a new generation, make it the index; and clear away what the last one left.

The order is what makes a commit atomic and durable:

1. Segment files are written and synced (while the writer works; nobody looks at them yet).
2. The manifest is written and synced, then the folder.
3. Whoosh's table of contents of the same generation is renamed into place, then the folder is synced.
4. Files that no generation needs are removed. A reader that has mapped one keeps it.

Whoever opens the index takes the newest table of contents. Before step 3 that is the old one, with all of its files;
after it the new one. A crash leaves files that nobody names, which step 4 of the next commit removes.
"""

import os
import re
from collections.abc import Collection, Sequence
from pathlib import Path
from typing import Final
from zlib import crc32

from whoosh.filedb.filestore import RamStorage
from whoosh.index import TOC

from searchlib.codec.disk import TEMPORARY, remove, sync_folder, write_file
from searchlib.codec.manifest import (
    INDEX_NAME,
    LAST_GENERATION,
    Manifest,
    SegmentRow,
    manifest_name,
    pack,
    toc_generation,
    toc_name,
)
from searchlib.codec.segment import SUFFIX
from searchlib.codec.whoosh_codec import SearchlibSegment
from searchlib.errors import IndexUnwritable
from searchlib.indexing.schema import article_schema

_WHOOSHS: Final = re.compile(rf"{INDEX_NAME}_[0-9a-z]{{16}}\.(seg|trm|pst|vps|.+\.col)", re.ASCII)
"""Files of segments in Whoosh's own format: taken in before the first commit of ours after a stock writer's."""
_OURS: Final = (f"{INDEX_NAME}_", f"_{INDEX_NAME}_")
_ENDINGS: Final = (SUFFIX, ".manifest", ".toc", TEMPORARY)


def commit(
    path: Path, generation: int, *, rows: Sequence[SegmentRow], spared: Collection[str] = frozenset()
) -> Manifest:
    """Make *rows* the newest generation of the index in *path*; the files of the segments are there already.

    Files whose names are *spared* belong to none, and stay.

    Returns:
        The manifest that was written.

    Raises:
        IndexUnwritable: the disk refuses, or there is no higher number; the index is at its last generation then.
    """
    if generation > LAST_GENERATION:
        raise IndexUnwritable(path, "no number is left for another commit")
    name, contents = table_of_contents(generation, rows)
    manifest = Manifest(generation, tuple(rows), crc32(contents))
    write_file(path / manifest_name(generation), pack(manifest))
    sync_folder(path)
    write_file(path / name, contents)
    sync_folder(path)
    clear(path, manifest, spared=spared)
    return manifest


def table_of_contents(generation: int, rows: Sequence[SegmentRow]) -> tuple[str, bytes]:
    """Give name and bytes of Whoosh's table of contents, which has the schema and the segments pickled."""
    segments = [
        SearchlibSegment(
            row.name.removeprefix(f"{INDEX_NAME}_"),
            doc_count=row.doc_count,
            deleted=frozenset(row.deleted),
            duplicates=frozenset(row.duplicates),
        )
        for row in rows
    ]
    memory = RamStorage()
    TOC(article_schema(), segments, generation).write(memory, INDEX_NAME)
    (name,) = memory.list()
    return name, bytes(memory.files[name])


def clear(path: Path, manifest: Manifest, *, spared: Collection[str] = frozenset()) -> None:
    """Remove the files of other generations and what a crash left; what cannot be removed stays for next time."""
    kept = {f"{row.name}{SUFFIX}" for row in manifest.segments}
    kept |= {manifest_name(manifest.generation), toc_name(manifest.generation)}
    names = [name for name in os.listdir(path) if _is_ours(name)]
    # Tables of contents go first, from the oldest: never is there one whose manifest or segments are gone already.
    for name in sorted(names, key=_clearing_order):
        if name not in kept and name not in spared:
            remove(path / name)


def _is_ours(name: str) -> bool:
    return (name.startswith(_OURS) and name.endswith(_ENDINGS)) or _WHOOSHS.fullmatch(name) is not None


def _clearing_order(name: str) -> tuple[bool, int]:
    generation = toc_generation(name)
    return generation is None, generation or 0
