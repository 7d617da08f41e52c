"""Here is the folder of an index, give me its newest commit, open for reading.

Nothing is unpickled and Whoosh is not loaded: of Whoosh's table of contents only the name is looked at.
"""

import os
from collections.abc import Callable, Mapping
from types import MappingProxyType

from searchlib.codec.manifest import Manifest, SegmentRow, manifest_name, toc_generation, unpack
from searchlib.codec.plain_file import names_in, whole_file
from searchlib.codec.segment import SUFFIX, Segment
from searchlib.codec.terms import encoded
from searchlib.errors import IndexDamaged, IndexMissing, SchemaMismatch, UsageError, WhooshWrote
from searchlib.hints import TYPE_CHECKING, Final
from searchlib.model.record import Record

if TYPE_CHECKING:
    from searchlib.codec.whoosh_toc import WhooshSegment

_ATTEMPTS: Final = 10
"""How often to look again when a writer has removed, since we looked, what we were about to open."""


NONE_KNOWN: Final[Mapping[str, Segment]] = MappingProxyType({})


class LiveSegment(Record):
    """A segment and those of its documents that are in no answer."""

    segment: Segment
    hidden: frozenset[int]
    """Deleted documents and exact duplicates."""
    deleted: frozenset[int]
    """Documents that have been removed or replaced."""


class Tally(Record):
    """What scores were counted by in another generation, for a query that goes on from there."""

    documents: int
    lengths: Mapping[str, int]
    """Field → its total length."""
    frequencies: Mapping[tuple[object, ...], int]
    """Word, as the query knows it → number of documents that had it; none had one that is not there."""
    floor: tuple[float, int | None] | None = None
    """Where among the scores pairs of words were looked at no more (see `searchlib.query.pool`)."""


class Snapshot:
    """One generation of an index. It does not change, whatever is committed later."""

    __slots__ = ("generation", "opened", "path", "segments", "tally")

    def __init__(self, generation: int, segments: tuple[LiveSegment, ...], path: str = os.curdir) -> None:
        self.generation, self.segments, self.path = generation, segments, path
        self.tally: Tally | None = None
        """What scores are counted by, where that is not what these segments hold."""
        self.opened: dict[str, object] = {}
        """What every query asks of this snapshot, worked out once: most of it for the kernel (see `codec.kernel`)."""

    def counted_by(self, tally: Tally) -> "Snapshot":
        """Give the same snapshot, in which an article that has not changed scores as it did in another one."""
        other = Snapshot(self.generation, self.segments, self.path)
        other.opened, other.tally = self.opened, tally
        return other

    def by_name(self) -> dict[str, Segment]:
        """Give the open segments by their names: a later generation has most of them, too."""
        return {live.segment.name: live.segment for live in self.segments}

    def doc_count(self) -> int:
        """Give the number of documents, hidden ones too: statistics count them until they are merged away."""
        return sum(live.segment.doc_count for live in self.segments)

    def live_count(self) -> int:
        """Give the number of documents that can be in an answer."""
        return sum(live.segment.doc_count - len(live.hidden) for live in self.segments)

    def doc_frequency(self, field: str, term: bytes) -> int:
        """Give the number of documents that hold *term*, hidden ones too."""
        return sum(live.segment.doc_frequency(field, term) for live in self.segments)

    def total_length(self, field: str) -> int:
        """Give the sum of the lengths of *field* in all documents, hidden ones too."""
        return sum(live.segment.total_length(field) for live in self.segments)

    def average_length(self, field: str) -> float:
        """Give the average length of *field* over all documents, 0.0 where there is none."""
        if self.tally is not None:
            return self.tally.lengths.get(field, 0) / (self.tally.documents or 1)
        return self.total_length(field) / (self.doc_count() or 1)

    def find(self, article_id: str) -> tuple[int, int] | None:
        """Give the place of the segment and the document of an article, a duplicate too; None where it is not.

        Raises:
            UsageError: *article_id* is no text.

        Cost: one look-up in the dictionary of each segment.
        """
        if not isinstance(article_id, str):
            raise UsageError("id", article_id, "a text")
        term = encoded(article_id)
        for place in reversed(range(len(self.segments))):
            segment, _, deleted = self.segments[place]
            postings = segment.postings("id", term)
            for doc in postings.docs if postings is not None else ():
                if doc not in deleted:
                    return place, doc
        return None


def open_snapshot(path: str | os.PathLike[str], reuse: Snapshot | None = None) -> Snapshot:
    """Open the newest commit of the index in *path*.

    Args:
        path: The folder, or a file that `Archive.snapshot` wrote.
        reuse: An older snapshot of the same folder, of which segments that are still there are taken over.

    Raises:
        IndexMissing: there is no index.
        IndexUnreadable: the system refuses to read it.
        IndexDamaged: a file is gone, torn or altered.
        SchemaMismatch: an index, but not one that this version reads.
    """
    if os.path.isfile(path):
        return _of_one_file(path)
    known = reuse.by_name() if reuse is not None else {}
    return newest(path, lambda generation: snapshot_of(path, read_manifest(path, generation), known))


def newest(path: str | os.PathLike[str], read: Callable[[int], Snapshot]) -> Snapshot:
    """Read the newest commit by its generation; another one where a writer has taken its files away meanwhile.

    Raises:
        IndexMissing: there is no index.
        FileNotFoundError, IndexDamaged, SchemaMismatch: as *read* does, while no newer commit comes.
    """
    for _ in range(_ATTEMPTS):
        generation = newest_generation(path)
        try:
            return read(generation)
        except (FileNotFoundError, IndexDamaged, SchemaMismatch):
            if newest_generation(path) == generation:
                raise
    return read(newest_generation(path))


def _of_one_file(path: str | os.PathLike[str]) -> Snapshot:
    from searchlib.codec.one_file import open_one_file  # noqa: PLC0415  # most indexes are folders

    opened = open_one_file(path)
    rows = zip(opened.segments, opened.manifest.segments, strict=True)
    live = (LiveSegment(one, frozenset((*row.deleted, *row.duplicates)), frozenset(row.deleted)) for one, row in rows)
    return Snapshot(opened.manifest.generation, tuple(live), os.fspath(path))


def newest_generation(path: str | os.PathLike[str]) -> int:
    """Give the generation of the newest commit.

    Raises:
        IndexMissing: there is none.
        IndexUnreadable: the system refuses to look.
    """
    generations = [number for name in names_in(path) if (number := toc_generation(name)) is not None]
    if not generations:
        raise IndexMissing(path)
    return max(generations)


def read_manifest(path: str | os.PathLike[str], generation: int) -> Manifest:
    """Read the manifest of a generation, or what stands for it after a commit of stock Whoosh's.

    Raises:
        IndexDamaged: it is torn or altered.
        SchemaMismatch: it is of another version; or there is none and the index is not ours.
        WhooshWrote: there is none, and Whoosh has added documents in its own format.
    """
    manifest, foreign = committed(path, generation)
    if foreign:
        raise WhooshWrote(path, sum(segment.doc_count - len(segment.deleted) for segment in foreign))
    return manifest


def committed(path: str | os.PathLike[str], generation: int) -> "tuple[Manifest, tuple[WhooshSegment, ...]]":
    """Read what was committed: our segments as the manifest has them, and those in Whoosh's own format.

    Raises:
        IndexDamaged, SchemaMismatch: as for `read_manifest`.
    """
    file = os.path.join(path, manifest_name(generation))
    try:
        manifest = unpack(whole_file(file), file)
    except FileNotFoundError:
        from searchlib.codec.whoosh_commit import stock_commit  # noqa: PLC0415  # hardly ever, and slow to load

        return stock_commit(path, generation)
    except OSError as error:
        raise IndexDamaged(file, "manifest", error.strerror or str(error)) from error
    if manifest.generation != generation:
        raise IndexDamaged(file, "manifest", f"is of generation {manifest.generation}")
    return manifest, ()


def snapshot_of(
    path: str | os.PathLike[str], manifest: Manifest, known: Mapping[str, Segment] = NONE_KNOWN
) -> Snapshot:
    """Open the segments of a manifest; of those that are *known*, by name, the open ones are taken.

    Raises:
        IndexDamaged: a file is gone, torn or altered.
        SchemaMismatch: a segment is of a format that this version cannot read.
    """
    rows = (_live(path, row, known.get(row.name)) for row in manifest.segments)
    return Snapshot(manifest.generation, tuple(rows), os.fspath(path))


def _live(path: str | os.PathLike[str], row: SegmentRow, known: Segment | None) -> LiveSegment:
    segment = known
    if segment is None or segment.fingerprint != row.fingerprint:
        segment = Segment.open(os.path.join(path, row.name + SUFFIX))
    if (segment.fingerprint, segment.size, segment.doc_count) != (row.fingerprint, row.size, row.doc_count):
        raise IndexDamaged(segment.file, "header", "this is not the file that was committed under this name")
    deleted = frozenset(row.deleted)
    return LiveSegment(segment, deleted.union(row.duplicates), deleted)
