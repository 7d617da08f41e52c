"""Here is the folder of an index, tell me whether every byte of its newest commit is what was written."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from zlib import crc32

from searchlib.codec.manifest import Manifest, SegmentRow, manifest_name, toc_name
from searchlib.codec.one_file import open_one_file
from searchlib.codec.plain_file import whole_file
from searchlib.codec.segment import SUFFIX, Segment
from searchlib.codec.snapshot import newest_generation, read_manifest
from searchlib.codec.verify import problems
from searchlib.errors import IndexDamaged, SchemaMismatch
from searchlib.indexing.aside import bytes_aside
from searchlib.indexing.holdings import ID
from searchlib.model import Check, Failure


def check(path: Path) -> Check:
    """Verify every checksum and invariant of the index in *path*.

    Returns:
        What was looked at, and the problems, none where all is well. ``path`` of a problem is the file.

    Raises:
        IndexMissing: there is no index.
        IndexUnreadable: the system refuses to read a file of it.

    Cost: reads all files of the newest commit.
    """
    if path.is_file():
        return _check_one_file(path)
    return _check_folder(path)._replace(aside=bytes_aside(path))


def _check_folder(path: Path) -> Check:
    generation = newest_generation(path)
    toc = path / toc_name(generation)
    try:
        manifest = read_manifest(path, generation)
    except IndexDamaged as error:
        return Check(2, 0, 0, (Failure(str(error.file), f"{error.section}: {error.reason}"),))
    except SchemaMismatch as error:
        return Check(1, 0, 0, (Failure(str(error.path), f"{error.found}, but expected {error.expected}"),))
    files = [toc, path / manifest_name(generation), *(_file(path, row) for row in manifest.segments)]
    found = (*_toc_problems(toc, manifest), *_segment_problems(path, manifest))
    size = sum(file.stat().st_size for file in files if file.exists())
    return Check(len(files), size, manifest.articles, tuple(found))


def _check_one_file(path: Path) -> Check:
    """Verify a snapshot in one file."""
    size = path.stat().st_size
    try:
        opened = open_one_file(path)
    except IndexDamaged as error:
        return Check(1, size, 0, (Failure(str(path), f"{error.section}: {error.reason}"),))
    except SchemaMismatch as error:
        return Check(1, size, 0, (Failure(str(path), f"{error.found}, but expected {error.expected}"),))
    found = [Failure(str(path), f"{name}: {reason}") for one in opened.segments for name, reason in problems(one)]
    if not opened.is_padded:
        found.append(Failure(str(path), "padding: bytes that belong to nothing are not zero"))
    return Check(1, size, opened.manifest.articles, tuple(found))


def _file(path: Path, row: SegmentRow) -> Path:
    return path / f"{row.name}{SUFFIX}"


def _toc_problems(toc: Path, manifest: Manifest) -> Iterator[Failure]:
    try:
        if crc32(whole_file(toc)) != manifest.toc_checksum:
            yield Failure(str(toc), "table of contents: checksum is wrong")
    except OSError as error:
        yield Failure(str(toc), f"table of contents: {error.strerror}")


def _segment_problems(path: Path, manifest: Manifest) -> Iterator[Failure]:
    live: Counter[bytes] = Counter()
    for row in manifest.segments:
        file = _file(path, row)
        try:
            segment = Segment.open(file)
            if (segment.size, segment.fingerprint, segment.doc_count) != (row.size, row.fingerprint, row.doc_count):
                yield Failure(str(file), "header: this is not the file that was committed under this name")
                continue
            found = [Failure(str(file), f"{section}: {reason}") for section, reason in problems(segment)]
            yield from found
            if not found:
                live.update(_live_ids(segment, row))
        except IndexDamaged as error:
            yield Failure(str(error.file), f"{error.section}: {error.reason}")
        except SchemaMismatch as error:
            yield Failure(str(error.path), f"{error.found}, but expected {error.expected}")
    for article_id, count in live.items():
        if count > 1:
            yield Failure(str(path), f"{count} live articles have the id {article_id.decode('utf-8', 'replace')!r}")


def _live_ids(segment: Segment, row: SegmentRow) -> Iterator[bytes]:
    deleted = frozenset(row.deleted)
    for term in segment.terms(ID):
        postings = segment.postings(ID, term)
        if postings is not None:
            yield from (term for doc in postings.docs if doc not in deleted)
