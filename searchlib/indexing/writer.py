"""Here are documents, one after the other: put them into the index, each in the place of an older one of its id.

A writer holds the lock of its index. What it is given is gathered in memory and written as segments of its own
when it grows too large; nobody sees any of it before `Writer.commit`.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from itertools import islice
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Final, NamedTuple, Self

from searchlib.codec.blame import blame
from searchlib.codec.build import Builder
from searchlib.codec.disk import make_folder, new_file
from searchlib.codec.manifest import Manifest, toc_name
from searchlib.codec.merge import KEPT, Replaced
from searchlib.codec.one_file import refuse_one_file
from searchlib.codec.segment import Segment
from searchlib.codec.snapshot import Snapshot, committed, newest_generation, snapshot_of
from searchlib.errors import ArchiveError, IndexMissing, IndexUnwritable
from searchlib.indexing.commit import clear, commit
from searchlib.indexing.draft import Drafts, merged, new_name
from searchlib.indexing.holdings import RECORD_DIGEST, Holding, Holdings
from searchlib.indexing.leaders import ALIKE, Leaders, afresh
from searchlib.indexing.leaning import LEANING
from searchlib.indexing.lock import WriteLock
from searchlib.indexing.policy import SLICE, TAKEN, Size, fitting, newest, next_merge, room_for, slice_for
from searchlib.model import Document

if TYPE_CHECKING:
    from searchlib.codec.whoosh_toc import WhooshSegment

MEMORY: Final = 96 << 20
"""Bytes that gathered documents may take before they are written as a segment."""
_AT_ONCE: Final = 1 << 12
"""Documents of which something is read before its memory is given back."""


class _Pending(NamedTuple):
    """An article that is gathered but not written yet."""

    doc: int
    record_digest: int
    path: str


class Writer:
    """The one writer of an index. As a context it commits at the end, and cancels on an error.

    Args:
        path: The folder of the index.
        wait: Seconds to wait for another writer to end.
        create: Make an empty index where there is none.
        held: A snapshot of the index: its segments are open, and what was read of them has been verified.
        drafts: What the archive that writes has under way; without it all merges that are due are done at once.

    Raises:
        IndexMissing: there is no index, and *create* was not asked for.
        IndexLocked: another writer is at work.
        IndexUnwritable: the folder cannot be written.
        IndexDamaged, SchemaMismatch: the index cannot be read.

    Example:
        >>> from tempfile import TemporaryDirectory
        >>> with TemporaryDirectory() as folder, Writer(Path(folder), create=True) as writer:
        ...     writer.put(Document({}, {"id": [b"a"]}, {}, {}, {}, {"id": "a"}))
        ...     writer.remove("a"), writer.remove("b")
        (True, False)
    """

    def __init__(
        self,
        path: Path,
        *,
        wait: float = 0.0,
        create: bool = False,
        held: Snapshot | None = None,
        drafts: Drafts | None = None,
    ) -> None:
        self.path, self._drafts = path, drafts or Drafts()
        self._stays_open = self._drafts.generation is not None
        self._written = self._flushed = 0
        """Bytes and segments, since the last `join`."""
        refuse_one_file(path)
        if create:
            make_folder(path)
        else:
            newest_generation(path)
        self._lock = WriteLock(path, wait=wait)
        try:
            if create:
                _create_if_missing(path)
            self._manifest, foreign = committed(path, newest_generation(path))
            self._start({} if held is None else held.by_name())
            self._drafts.resume(self._manifest.generation)
            self._take_in(foreign)
        except BaseException:
            self._lock.release()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        if error is None:
            try:
                self.commit()
            except BaseException as refused:
                self._give_up(refused)
                raise
            self._lock.release()
        else:
            self._give_up(error)

    def _give_up(self, error: BaseException) -> None:
        """Change nothing; where a segment led to the error, say so."""
        segments = [holding.segment for holding in self._holdings.rows]
        self.cancel()
        blame(error, segments)

    # ── what is asked of a writer ──

    def put(self, document: Document) -> None:
        """Add *document*, in the place of the one that has the same id; its id is ``document.stored["id"]``."""
        article_id = document.stored["id"]
        document = self._alike().joined(document)
        self.remove(article_id)
        self._changed = True
        doc = self._builder.doc_count
        try:
            self._builder.add(document)
        except BaseException:
            self._dropped.add(doc)
            raise
        digest = document.numbers.get(RECORD_DIGEST, 0)
        self._pending[article_id] = _Pending(doc, digest, document.stored.get("path", ""))
        if self._builder.cost >= MEMORY:
            self._flush()

    def remove(self, article_id: str) -> bool:
        """Remove an article; returns whether there was one."""
        pending = self._pending.pop(article_id, None)
        if pending is not None:
            self._dropped.add(pending.doc)
            return True
        place = self._holdings.find(article_id)
        if place is None:
            return False
        self._holdings.delete(place)
        self._changed = True
        return True

    def record_digest(self, article_id: str) -> int | None:
        """Give the digest of an article as it was put, committed or not; None where there is no such article."""
        pending = self._pending.get(article_id)
        if pending is not None:
            return pending.record_digest
        place = self._holdings.find(article_id)
        return place.digest(RECORD_DIGEST) if place is not None else None

    def paths(self) -> Iterator[tuple[str, str]]:
        """Give the id and the path of every article that has a path, committed or not."""
        for holding in self._holdings.rows:
            segment = holding.segment
            for doc in holding.undeleted():
                path = segment.stored("path", doc)
                if path:
                    yield segment.stored("id", doc), path
                if doc % _AT_ONCE == 0:
                    segment.let_go()
        yield from ((article_id, pending.path) for article_id, pending in self._pending.items() if pending.path)

    def ids(self) -> Iterator[str]:
        """Give the ids of the articles that have a path, committed or not."""
        return (article_id for article_id, _ in self.paths())

    def let_go(self) -> None:
        """Give back the memory of what was read of the index (see `Segment.let_go`)."""
        for holding in self._holdings.rows:
            holding.segment.let_go()

    def duplicates(self) -> int:
        """Give how many articles another one answers for, as of the last commit."""
        return self._manifest.duplicates

    def commit(self) -> int:
        """Make all changes since the last commit visible, together or not at all.

        Returns:
            The generation of the index; the old one where nothing has changed.

        Raises:
            IndexUnwritable: the disk refuses. The index stays as it was, and what was put since can only be cancelled.
        """
        if self._changed:
            self._flush()
            self._holdings.mark_duplicates()
            self._merge()
            generation = self._manifest.generation + 1
            rows = self._holdings.manifest_rows()
            self._manifest = commit(self.path, generation, rows=rows, spared=self._drafts.spared())
            self._drafts.generation = generation
            self._changed = False
        return self._manifest.generation

    def compact(self) -> int:
        """Write all segments anew as one, or as few as fit, without what has been deleted; commit as `commit` does."""
        self._flush()
        self._holdings.mark_duplicates()
        start, clustered = 0, afresh(tuple(self._holdings.rows))
        while start < len(self._holdings.rows):
            end = fitting(self._sizes(), start)
            columns = list(islice(clustered, end - start))
            merged = self._merged(self._holdings.rows[start:end], {ALIKE: columns})
            self._holdings.replace(start, end, by=merged)
            start += len(merged)
            self._changed = True
        return self.commit()

    def join(self) -> int:
        """Commit; then make one segment, or as few as fit, of what was written, with as many before it as are due.

        Does no more than `commit` where one segment at most was written since the last time. All is committed before:
        whatever breaks this off, nothing but the joining is lost.
        """
        self.commit()
        start = newest(self._sizes(), room=room_for(self._written)) if self._flushed > 1 else len(self._holdings.rows)
        with suppress(IndexUnwritable):  # no room on the disk for both: the segments stay as they are
            while start < len(self._holdings.rows):
                end = fitting(self._sizes(), start)
                if end > start + 1:
                    self._holdings.replace(start, end, by=self._merged(self._holdings.rows[start:end]))
                    self._changed = True
                start += 1
        self._written, self._flushed = 0, 0
        return self.commit()

    def cancel(self) -> None:
        """Forget all changes since the last commit, and let others write."""
        self._drafts.drop()
        if not self._foreign:  # of a stock writer's commit nothing is known that may go
            with suppress(ArchiveError):  # where no commit can be read, nothing may go
                clear(self.path, self._committed())
        self._lock.release()

    def _committed(self) -> Manifest:
        """Give the last commit; one that broke off while it cleared away the one before is all there is."""
        if (self.path / toc_name(self._manifest.generation)).exists():
            return self._manifest
        return committed(self.path, newest_generation(self.path))[0]

    # ── how it is done ──

    def _start(self, known: Mapping[str, Segment]) -> None:
        self._holdings = Holdings(snapshot_of(self.path, self._manifest, known).segments)
        self._changed = False
        self._leaders: Leaders | None = None
        self._fresh()

    def _take_in(self, foreign: "Sequence[WhooshSegment]") -> None:
        """Put what a stock Whoosh has added in our own format, before anything else is done."""
        self._foreign = foreign
        if not foreign:
            return
        from searchlib.indexing.absorb import absorbed  # noqa: PLC0415  # hardly ever, and it loads the extraction

        for document in absorbed(self.path, foreign):
            self.put(document)
        self._changed = True
        self.commit()
        self._foreign = ()

    def _alike(self) -> Leaders:
        """The leaders, taken from the index with the first article that is put."""
        if self._leaders is None:
            self._leaders = Leaders(self._holdings.rows)
        return self._leaders

    def _fresh(self) -> None:
        self._builder = Builder(LEANING)
        self._pending: dict[str, _Pending] = {}
        self._dropped: set[int] = set()

    def _flush(self) -> None:
        """Write what is gathered as a segment."""
        if self._pending:
            file = self.path / new_name()
            with new_file(file) as out:
                self._builder.write(out)
            segment = Segment.open(file)
            self._holdings.add(Holding(segment, deleted=self._dropped))
            self._written += segment.size
            self._flushed += 1
        self._fresh()

    def _merge(self) -> None:
        """Join neighbours until the policy is content, or as much was copied as becomes what was written."""
        room = (slice_for if self._stays_open else room_for)(self._written)
        while span := next_merge(self._sizes(), room=room):
            start, end = span
            cost, holdings = sum(size.left for size in self._sizes()[start:end]), self._holdings.rows[start:end]
            if self._stays_open and cost > room:
                self._drafts.begin(self.path, holdings)
                continue
            # one segment written anew counts for what it is: where each commit replaces articles, drafts go on, too
            room -= max(cost, SLICE) if self._stays_open and end > start + 1 else cost
            self._holdings.replace(start, end, by=self._merged(holdings))
        self._go_on(room)

    def _go_on(self, room: int) -> None:
        """Write more of what is drafted, the least first, and put what is whole in the place of its parts."""
        while self._drafts.under_way and room > 0:
            draft = self._drafts.under_way[0]
            room = draft.go_on(room)
            if room:
                names = [holding.segment.name for holding in self._holdings.rows]
                start, end = names.index(draft.names[0]), names.index(draft.names[-1]) + 1
                self._holdings.replace(start, end, by=(draft.finished(self._holdings.rows[start:end]),))
                self._drafts.under_way.pop(0)

    def _sizes(self) -> list[Size]:
        """Give the sizes of the segments; those that are being put together are too large for anything else."""
        taken = self._drafts.taken()
        return [TAKEN if row.segment.name in taken else _size(row) for row in self._holdings.rows]

    def _merged(self, holdings: list[Holding], numbers: Replaced = KEPT) -> tuple[Holding, ...]:
        """Write one segment from some, with other numbers where they are given; none where all are deleted."""
        if all(len(holding.deleted) == holding.segment.doc_count for holding in holdings):
            return ()
        return (merged(self.path, holdings, numbers),)


def _create_if_missing(path: Path) -> None:
    """Commit an empty generation where there is none at all."""
    try:
        newest_generation(path)
    except IndexMissing:
        commit(path, 0, rows=())


def _size(holding: Holding) -> Size:
    return Size(holding.segment.size, holding.segment.doc_count, len(holding.deleted))
