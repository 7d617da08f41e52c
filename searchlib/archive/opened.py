"""Here is the folder of an index, give me one snapshot of it, held open."""

import os
from types import TracebackType

from searchlib.codec.snapshot import Snapshot, newest_generation, open_snapshot
from searchlib.errors import ArchiveClosed, UsageError, WhooshWrote
from searchlib.hints import TYPE_CHECKING, Final, Self

if TYPE_CHECKING:
    from pathlib import Path

    from searchlib.indexing.draft import Drafts


GAVE_CURSOR: Final = "gave a cursor"
"""Noted in a snapshot (`Snapshot.opened`) of which a page may go on."""
KEPT: Final = 4
"""Earlier snapshots that stay open, for pages that go on where one of theirs ended."""


class Opened:
    """One snapshot of an index; it stays what it is until `refresh`."""

    def __init__(self, snapshot: Snapshot) -> None:
        if not isinstance(snapshot, Snapshot):  # a path is what somebody tries first
            raise UsageError(type(self).__name__, snapshot, f"{type(self).__name__}.open(PATH), or create(PATH)")
        self._held: Snapshot | None = snapshot
        """None once it is closed."""
        self._path = snapshot.path
        self._earlier: tuple[Snapshot, ...] = ()
        """Snapshots of before that gave a cursor, the last one first."""
        self._drafts: Drafts | None = None
        """What writing has left under way; None before anything was written."""
        self._borrowed_at = 0
        """The generation of a stock Whoosh's commit that was opened, 0 where it was one of ours."""
        self.untaken = 0
        """Documents that a stock Whoosh has added and no writer of ours has taken in yet: at each opening they are
        read, and understood, anew."""

    @classmethod
    def open(cls, path: str | os.PathLike[str]) -> Self:
        """Open the newest commit of the index in *path*; nothing is written and nothing is unpickled.

        Args:
            path: A folder, or a file that `Archive.snapshot` wrote, which can only be read.

        What a stock Whoosh has added is read as our next commit will take it in, which takes longer (see ``untaken``).

        Raises:
            IndexMissing, IndexUnreadable, IndexDamaged, SchemaMismatch.
        """
        opened = cls(Snapshot(0, (), os.fspath(path) or os.curdir))
        opened.refresh()
        return opened

    @property
    def _snapshot(self) -> Snapshot:
        """What every question is put to.

        Raises:
            ArchiveClosed: it has been let go of; an answer would be that there is nothing.
        """
        if self._held is None:
            raise ArchiveClosed(self._path)
        return self._held

    @property
    def path(self) -> "Path":
        """The folder, or the file, that was opened."""
        from pathlib import Path  # noqa: PLC0415  # slow to load, and a search has no use for it

        return Path(self._path)

    def __repr__(self) -> str:
        held = self._held
        state = f"generation {held.generation}, {held.live_count()} articles" if held is not None else "closed"
        return f"<{type(self).__name__} {self._path!r}: {state}>"

    def __enter__(self) -> Self:
        _ = self._snapshot
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the files; they are unmapped when the last value that shows them is gone.

        Pages, hits and other answers stay readable; another question, or a change, is an `ArchiveClosed`.
        """
        self._held, self._earlier = None, ()
        if self._drafts is not None:
            self._drafts.drop()

    def refresh(self) -> None:
        """Move to the newest commit; pages of before go on as they were, for as long as four such moves."""
        path, before = self._path, self._snapshot
        if self._borrowed_at and newest_generation(path) == self._borrowed_at:
            return
        try:
            now, self._borrowed_at, self.untaken = open_snapshot(path, before), 0, 0
        except WhooshWrote as error:
            from searchlib.indexing.borrow import borrowed  # noqa: PLC0415  # a search needs nothing of this side

            self._borrowed_at, self.untaken = newest_generation(path), error.documents
            now = borrowed(self.path)
        self._held = now
        if GAVE_CURSOR in before.opened and before.generation != now.generation:
            self._earlier = (before, *self._earlier)[:KEPT]
