"""Here is the folder of an index, change it: the writing side of an open archive, loaded when it is first needed."""

import os
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from searchlib.codec.disk import make_folder
from searchlib.codec.one_file import refuse_one_file
from searchlib.codec.snapshot import Snapshot, newest_generation, open_snapshot, read_manifest
from searchlib.errors import IndexDamaged, IndexMissing, UsageError
from searchlib.indexing.aside import clear_aside
from searchlib.indexing.commit import commit
from searchlib.indexing.draft import Drafts
from searchlib.indexing.identity import id_digest
from searchlib.indexing.inputs import STDIN, Inputs, ahead, date_hint, listed, read_inputs, read_options
from searchlib.indexing.lock import WriteLock
from searchlib.indexing.pipeline import AddOptions, Watch, add
from searchlib.indexing.topic_files import topic_model
from searchlib.indexing.writer import Writer
from searchlib.model import Article, Check, Failure, Report, Upkeep
from searchlib.read.meter import Meter
from searchlib.read.seen import Seen

if TYPE_CHECKING:
    from searchlib.indexing.takeover import Source


class Session:
    """The writing side of the index in one folder."""

    def __init__(
        self, path: str | os.PathLike[str], held: Snapshot | None = None, drafts: Drafts | None = None
    ) -> None:
        """Begin.

        Args:
            path: The folder.
            held: A snapshot that is open anyway, of which writers take over what is still there.
            drafts: What an earlier session of the same archive has left under way.
        """
        self.path, self._held = Path(path), held
        self.drafts = drafts or Drafts()
        """What `add` and `remove` leave under way."""

    def create(self, *, wait: float = 0.0) -> None:
        """Make an empty index where there is none.

        Raises:
            ArchiveError: the folder cannot be written, is locked, or holds a foreign or damaged index.
        """
        Writer(self.path, wait=wait, create=True).cancel()

    def replace(self, *, wait: float = 0.0) -> None:
        """Put an empty index in the place of the one that is there, whole or damaged.

        Raises:
            SchemaMismatch: what is there is not ours to throw away.
            ArchiveError: the folder cannot be written, or is locked.
        """
        refuse_one_file(self.path)
        make_folder(self.path)
        lock = WriteLock(self.path, wait=wait)
        try:
            generation = _own_generation(self.path)
            commit(self.path, generation + 1, rows=())
        finally:
            lock.release()

    def add(
        self,
        inputs: Inputs,
        *,
        jobs: int = 1,
        prune: bool = False,
        wait: float = 0.0,
        published: str | None = None,
        columns: Mapping[str, str] | None = None,
        topics: str | None = None,
        watch: Watch | None = None,
    ) -> Report:
        """Add articles and commit; the arguments are those of `searchlib.Archive.add`.

        Raises:
            ArchiveError: the index cannot be written; what was committed before stays.
            UsageError: an argument has no meaning.
        """
        _refuse_no_number(jobs)
        named = list(listed(inputs)) if isinstance(inputs, (str, os.PathLike, list, tuple, set)) else listed(inputs)
        total, bytes_ = ahead(named) if watch else (None, None)
        meter = Meter()
        options = AddOptions(jobs, date_hint(published), total=total, topics=_model(topics), size=bytes_, meter=meter)
        with Writer(self.path, wait=wait, held=self._held, drafts=self.drafts) as writer, Seen() as seen:
            articles = read_inputs(named, read_options(columns, meter))
            report = add(writer, articles, seen=seen, options=options, watch=watch)
            if prune:
                gone = _gone(writer, _folders(named), seen=seen, failed=report.failed)
                report = report._replace(removed=_remove(writer, gone))
        return report

    def renew(
        self, *, jobs: int = 1, wait: float = 0.0, topics: str | None = None, watch: Watch | None = None
    ) -> Report:
        """Understand anew, from what the index keeps, the articles that an older version understood; commit.

        With *topics*, also those whose topics are not of this model.

        Raises:
            ArchiveError: the index cannot be written; what was committed before stays.
            UsageError: some have topics of the user's own, and no model was named; or *jobs* is no number.
        """
        _refuse_no_number(jobs)
        from searchlib.indexing import renewal  # noqa: PLC0415  # what is seldom asked for takes time to load

        renewed, model = Report(), topic_model(topics).digest if topics else None
        with Writer(self.path, wait=wait, held=self._held) as writer:
            snapshot = open_snapshot(self.path)
            for hint, total in renewal.hints(snapshot, model).items():
                options = AddOptions(jobs, hint, total=total, topics=topics)
                articles = renewal.articles(snapshot, hint, model=model)
                with Seen() as seen:
                    report = add(writer, articles, seen=seen, options=options, watch=watch)
                renewed = _together(renewed, report)
        return renewed

    def take_over(
        self, found: "Source", *, options: AddOptions, wait: float = 0.0, watch: Watch | None = None
    ) -> Report:
        """Add the articles of an index of Whoosh's and commit.

        Raises:
            ArchiveError: an index cannot be read or written; what was committed before stays.
            UsageError: an argument has no meaning.
        """
        from searchlib.indexing import takeover  # noqa: PLC0415

        _refuse_no_number(options.jobs)
        options = options._replace(published=date_hint(options.published), total=found.documents())
        with Writer(self.path, wait=wait, held=self._held) as writer, Seen() as seen:
            return add(writer, takeover.articles(found), seen=seen, options=options, watch=watch)

    def compact(self, *, wait: float = 0.0, clear: Literal["nothing", "damaged"] = "nothing") -> Upkeep:
        """Write the index anew without what has been deleted; the arguments are those of `searchlib.Archive.compact`.

        Raises:
            ArchiveError: the index cannot be read or written; it stays as it was.
        """
        refuse_one_file(self.path)
        before = folder_size(self.path)
        with Writer(self.path, wait=wait, held=self._held) as writer:
            writer.compact()
            if clear == "damaged":
                clear_aside(self.path)
        snapshot = open_snapshot(self.path)
        articles = sum(live.segment.doc_count - len(live.deleted) for live in snapshot.segments)
        return Upkeep("compacted", str(self.path), articles, folder_size(self.path), before)

    def repair(self, *, wait: float = 0.0) -> Upkeep:
        """Make a damaged index whole again; the arguments are those of `searchlib.Archive.repair`.

        Raises:
            ArchiveError: there is no index of ours, or it cannot be written; it stays as it was.
        """
        from searchlib.indexing.repair import repair  # noqa: PLC0415
        from searchlib.indexing.wreck import wreck  # noqa: PLC0415

        refuse_one_file(self.path)
        wreck(self.path)
        before = folder_size(self.path)
        lock = WriteLock(self.path, wait=wait)
        try:
            lost = repair(self.path)
        finally:
            lock.release()
        articles = self.check().articles
        return Upkeep("repaired", str(self.path), articles, folder_size(self.path), before, lost=lost)

    def remove(self, ids: Iterable[str], *, wait: float = 0.0) -> Report:
        """Remove articles and commit; an unknown id is a failure in the report."""
        with Writer(self.path, wait=wait, held=self._held, drafts=self.drafts) as writer:
            outcomes = {key: writer.remove(key) for key in dict.fromkeys(ids)}
        failed = tuple(Failure(key, "no article with this id") for key, removed in outcomes.items() if not removed)
        return Report(removed=sum(outcomes.values()), failed=failed)

    def check(self) -> Check:
        """Verify every checksum and invariant of the index."""
        from searchlib.indexing.check import check  # noqa: PLC0415

        return check(self.path)


def _refuse_no_number(jobs: int) -> None:
    if not isinstance(jobs, int) or isinstance(jobs, bool) or jobs < 1:
        raise UsageError("jobs", jobs, "a number from 1 up")


def _model(topics: str | None) -> str | None:
    """Give back the file of a model, once it is known to be one: before anything is written.

    Raises:
        UsageError: it is none.
    """
    if topics is not None:
        topic_model(topics)
    return topics


def folder_size(path: Path) -> int:
    """Give the bytes of all files in a folder."""
    return sum(entry.stat().st_size for entry in os.scandir(path) if entry.is_file(follow_symlinks=False))


def _together(one: Report, other: Report) -> Report:
    """Add two reports up; a speaker who is in both counts twice."""
    return Report(
        added=one.added + other.added,
        updated=one.updated + other.updated,
        duplicates=one.duplicates + other.duplicates,
        quotes=one.quotes + other.quotes,
        speakers=one.speakers + other.speakers,
        failed=one.failed + other.failed,
    )


def _own_generation(path: Path) -> int:
    """The newest generation of an index of ours, 0 where there is none."""
    try:
        generation = newest_generation(path)
        read_manifest(path, generation)
    except IndexMissing:
        return 0
    except IndexDamaged:
        pass
    return generation


def _folders(named: Iterable[str | Article]) -> tuple[str, ...]:
    """The paths that were named, each with a separator at its end so that a/b is not below a/bc."""
    paths = (item for item in named if isinstance(item, str) and item != STDIN)
    return tuple(os.path.join(os.path.abspath(path), "") for path in paths)


def _gone(writer: Writer, folders: tuple[str, ...], *, seen: Seen, failed: tuple[Failure, ...]) -> list[str]:
    """The ids of articles below *folders* that the run did not meet; those of a file that failed are not gone.

    Nor are those below a folder that failed: a drive that is not there has not been emptied.
    """
    unread = tuple(failure.path for failure in failed)
    closed = tuple(os.path.join(os.path.abspath(path), "") for path in unread)
    gone = []
    for key, path in writer.paths():
        place = path and os.path.join(os.path.abspath(path), "")
        if not place or not place.startswith(folders) or place.startswith(closed):
            continue
        if id_digest(key) not in seen and not any(name.startswith(path) for name in unread):
            gone.append(key)
    return gone


def _remove(writer: Writer, ids: Iterable[str]) -> int:
    return sum(writer.remove(key) for key in ids)
