"""Here is the folder of an index, give me one snapshot of it, held open."""

import os
from types import TracebackType

from searchlib.codec.snapshot import Snapshot, newest_generation, open_snapshot
from searchlib.errors import WhooshWrote
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
        self._snapshot = snapshot
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
            IndexMissing, IndexDamaged, SchemaMismatch.
        """
        opened = cls(Snapshot(0, (), os.fspath(path) or os.curdir))
        opened.refresh()
        return opened

    @property
    def path(self) -> "Path":
        """The folder, or the file, that was opened."""
        from pathlib import Path  # noqa: PLC0415  # slow to load, and a search has no use for it

        return Path(self._snapshot.path)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the files; they are unmapped when the last value that shows them is gone."""
        self._snapshot, self._earlier = Snapshot(self._snapshot.generation, (), self._snapshot.path), ()
        if self._drafts is not None:
            self._drafts.drop()

    def refresh(self) -> None:
        """Move to the newest commit; pages of before go on as they were, for as long as four such moves."""
        path, before = self._snapshot.path, self._snapshot
        if self._borrowed_at and newest_generation(path) == self._borrowed_at:
            return
        try:
            self._snapshot, self._borrowed_at, self.untaken = open_snapshot(path, self._snapshot), 0, 0
        except WhooshWrote as error:
            from searchlib.indexing.borrow import borrowed  # noqa: PLC0415  # a search needs nothing of this side

            self._borrowed_at, self.untaken = newest_generation(path), error.documents
            self._snapshot = borrowed(self.path)
        if GAVE_CURSOR in before.opened and before.generation != self._snapshot.generation:
            self._earlier = (before, *self._earlier)[:KEPT]
