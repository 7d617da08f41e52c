"""Here is the folder of an index that may be damaged, tell me what was committed last, as far as that can be read.

The newest generation is asked for its manifest, then for Whoosh's table of contents, which names the same segments
without their checksums; then the one before it. Where none can be read, every segment in the folder is taken, the
oldest file first, and what had been removed is not known.
"""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final, NamedTuple
from zlib import crc32

from searchlib.codec.manifest import INDEX_NAME, Manifest, manifest_name, toc_generation, toc_name, unpack
from searchlib.codec.plain_file import names_in, whole_file
from searchlib.codec.segment import SUFFIX
from searchlib.codec.whoosh_commit import OURS
from searchlib.codec.whoosh_toc import WhooshSegment, read_contents
from searchlib.errors import IndexDamaged, IndexMissing, SchemaMismatch
from searchlib.model import Failure

_MANIFEST: Final = ".manifest"


class Part(NamedTuple):
    """A segment that was committed, and what is known of it."""

    name: str
    doc_count: int | None = None
    fingerprint: int | None = None
    deleted: frozenset[int] = frozenset()


class Wreck(NamedTuple):
    """What was committed, and the files that do not say so any longer."""

    newest: int
    """The highest generation that any file has in its name."""
    parts: tuple[Part, ...]
    foreign: tuple[WhooshSegment, ...]
    """Segments in Whoosh's own format."""
    broken: Mapping[str, str]
    """Names of tables of contents and manifests that cannot be read, and why."""
    fallen_back: bool
    """Whether an older state, or a guess, stands for the newest."""


def wreck(path: Path) -> Wreck:
    """Find out what was committed.

    Raises:
        IndexMissing: there is no file of an index of ours.
        SchemaMismatch: a manifest is whole, but of a version that this searchlib does not read.
    """
    names = _names(path)
    tables = {number: name for name in names if (number := toc_generation(name)) is not None}
    manifests = {number: name for name in names if (number := _manifest_generation(name)) is not None}
    if not manifests and not any(name.endswith(SUFFIX) for name in names):
        raise IndexMissing(path)
    newest = max((*tables, *manifests), default=0)
    broken: dict[str, str] = {}
    # Without its table a manifest was not committed: it comes into question after those that have one.
    for generation in (*sorted(tables, reverse=True), *sorted(manifests.keys() - tables.keys(), reverse=True)):
        said = _said(path, generation, broken)
        if said is not None:
            is_older = tables.keys() and generation < max(tables)
            return Wreck(newest, *said, broken, fallen_back=bool(is_older) or generation not in tables)
    found = sorted((name for name in names if name.endswith(SUFFIX)), key=lambda name: (_age(path / name), name))
    return Wreck(newest, tuple(Part(name.removesuffix(SUFFIX)) for name in found), (), broken, fallen_back=True)


def failures(path: Path, found: Wreck) -> Iterator[Failure]:
    """Say what is wrong with tables and manifests, and what follows from it."""
    for name, reason in found.broken.items():
        yield Failure(str(path / name), reason)
    if found.fallen_back:
        yield Failure(str(path), "the newest commit cannot be read; articles removed since may be back, new ones gone")


def _names(path: Path) -> list[str]:
    return [name for name in names_in(path) if name.startswith((f"{INDEX_NAME}_", f"_{INDEX_NAME}_"))]


def _manifest_generation(name: str) -> int | None:
    return toc_generation(f"{name.removesuffix(_MANIFEST)}.toc") if name.endswith(_MANIFEST) else None


def _age(file: Path) -> int:
    return file.stat().st_mtime_ns


def _said(
    path: Path, generation: int, broken: dict[str, str]
) -> tuple[tuple[Part, ...], tuple[WhooshSegment, ...]] | None:
    """Give the segments of a generation, None where neither of its files can be read; these are added to *broken*."""
    name, table = manifest_name(generation), toc_name(generation)
    manifest = _manifest(path / name, generation, broken)
    if manifest is not None:
        if not _is_table(path / table, manifest.toc_checksum):
            broken[table] = "table of contents: is gone, or its checksum is wrong"
        return tuple(
            Part(row.name, row.doc_count, row.fingerprint, frozenset(row.deleted)) for row in manifest.segments
        ), ()
    try:
        segments = read_contents(path / table).segments
    except (IndexDamaged, SchemaMismatch) as error:
        broken[table] = f"table of contents: {getattr(error, 'reason', error)}"
        return None
    ours = (segment for segment in segments if segment.kind == OURS)
    parts = tuple(Part(one.name, one.doc_count, None, frozenset(one.deleted)) for one in ours)
    return parts, tuple(segment for segment in segments if segment.kind != OURS)


def _manifest(file: Path, generation: int, broken: dict[str, str]) -> Manifest | None:
    try:
        manifest = unpack(whole_file(file), file)
    except FileNotFoundError:
        return None  # a commit of a stock writer has none; where another file is gone, its own reader says so
    except OSError as error:
        broken[file.name] = f"manifest: {error.strerror}"
    except IndexDamaged as error:
        broken[file.name] = f"manifest: {error.reason}"
    else:
        if manifest.generation == generation:
            return manifest
        broken[file.name] = f"manifest: is of generation {manifest.generation}"
    return None


def _is_table(file: Path, checksum: int) -> bool:
    try:
        return crc32(whole_file(file)) == checksum
    except OSError:
        return False
