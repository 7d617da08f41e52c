"""Here is the folder of an index, change what it holds."""

import os
from collections.abc import Iterable, Mapping

from searchlib.archive.opened import Opened
from searchlib.errors import UsageError
from searchlib.hints import TYPE_CHECKING, Literal, Self

if TYPE_CHECKING:
    from collections.abc import Callable

    from searchlib.codec.snapshot import Snapshot
    from searchlib.indexing.draft import Drafts
    from searchlib.indexing.inputs import Inputs
    from searchlib.indexing.session import Session
    from searchlib.model import Check, Progress, Report


class Changing(Opened):
    """What writes to the index, or looks at all of its files."""

    @classmethod
    def create(
        cls, path: str | os.PathLike[str], *, exist: Literal["open", "replace"] = "open", wait: float = 0.0
    ) -> Self:
        """Open the index in *path*, made empty where there is none.

        Args:
            path: A folder; it and its parents are made.
            exist: What becomes of an index that is there: ``replace`` puts an empty one there, even for a damaged one.
            wait: Seconds to wait for another writer.

        Raises:
            IndexUnwritable, IndexLocked, IndexUnreadable, IndexDamaged, SchemaMismatch.
            UsageError: *exist* is neither.
        """
        session = _session(path)
        made = {"open": session.create, "replace": session.replace}.get(exist)
        if made is None:
            raise UsageError("exist", exist, "open, replace")
        made(wait=wait)
        return cls.open(path)

    def add(
        self,
        inputs: "Inputs",
        *,
        jobs: int = 1,
        prune: bool = False,
        wait: float = 0.0,
        published: str | None = None,
        columns: Mapping[str, str] | None = None,
        topics: str | None = None,
        progress: "Callable[[Progress], object] | None" = None,
    ) -> "Report":
        """Add articles: new ones, changed ones in the place of the old, unchanged ones not at all.

        Args:
            inputs: Files, folders, ``-`` for JSONL on standard input, or any number of `Article`.
            jobs: Processes that read and understand; the index is the same whatever their number.
            prune: Remove the articles below the folders given whose files are gone.
            wait: Seconds to wait for another writer.
            published: When these articles appeared, where they do not say: a day, month or year.
            columns: Field of the article → the column or key that holds it, for CSV and JSON.
            topics: A model made by `train_topics`; its labels stand in the place of IPTC's topics.
            progress: Called now and then with how far it has come.

        Returns:
            What was done; inputs that could not be read are in ``failed`` and stop nothing.

        Raises:
            ArchiveError: the index cannot be written; what was committed before stays.
            UsageError: an argument has no meaning.
        """
        session = self._writing()
        report = session.add(
            inputs,
            jobs=jobs,
            prune=prune,
            wait=wait,
            published=published,
            columns=columns,
            topics=topics,
            watch=progress,
        )
        self.refresh()
        return report

    def renew(
        self,
        *,
        jobs: int = 1,
        wait: float = 0.0,
        topics: str | None = None,
        progress: "Callable[[Progress], object] | None" = None,
    ) -> "Report":
        """Understand anew what an older version of searchlib understood, from the texts that the index keeps.

        Articles that today's version understood are left as they are, so it can be repeated after a break.

        Args:
            jobs, wait, progress: As for `add`.
            topics: Likewise; with it, articles whose topics are not of this model are done anew, too.

        Returns:
            What was done: the articles understood anew are ``updated``.

        Raises:
            ArchiveError: the index cannot be written; what was committed before stays.
            UsageError: some articles have topics of the user's own, and *topics* names no model.
        """
        report = _session(self._path, self._snapshot).renew(jobs=jobs, wait=wait, topics=topics, watch=progress)
        self.refresh()
        return report

    def remove(self, ids: str | Iterable[str], *, wait: float = 0.0) -> "Report":
        """Remove articles by id; an unknown id is in ``failed``.

        Raises:
            ArchiveError: the index cannot be written.
        """
        session = self._writing()
        report = session.remove((ids,) if isinstance(ids, str) else ids, wait=wait)
        self.refresh()
        return report

    @staticmethod
    def check_files(path: str | os.PathLike[str]) -> "Check":
        """Verify every checksum and invariant of the index in *path*, also of one that is too damaged to open."""
        return _session(path).check()

    def _writing(self) -> "Session":
        """Give the writing side, which takes up what it has left under way."""
        session = _session(self._path, self._snapshot, self._drafts)
        self._drafts = session.drafts
        return session

    def check(self) -> "Check":
        """Verify every checksum and invariant of the index."""
        return self.check_files(self.path)


def _session(path: str | os.PathLike[str], held: "Snapshot | None" = None, drafts: "Drafts | None" = None) -> "Session":
    from searchlib.indexing.session import Session  # noqa: PLC0415  # a search needs nothing of the writing side

    return Session(path, held, drafts)
