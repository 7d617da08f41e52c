"""Here is the folder of an index, give me one snapshot of it, held open."""

import os
from pathlib import Path
from types import TracebackType
from typing import Self

from searchlib.codec.snapshot import Snapshot, open_snapshot


class Opened:
    """One snapshot of an index; it stays what it is until `refresh`."""

    def __init__(self, path: Path, snapshot: Snapshot) -> None:
        self.path = path
        self._snapshot = snapshot

    @classmethod
    def open(cls, path: str | os.PathLike[str]) -> Self:
        """Open the newest commit of the index in *path*; nothing is written and nothing is unpickled.

        Args:
            path: A folder, or a file that `Archive.snapshot` wrote, which can only be read.

        Raises:
            IndexMissing, IndexDamaged, SchemaMismatch.
        """
        return cls(Path(path), open_snapshot(Path(path)))

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the files; they are unmapped when the last value that shows them is gone."""
        self._snapshot = Snapshot(self._snapshot.generation, (), self.path)

    def refresh(self) -> None:
        """Move to the newest commit."""
        self._snapshot = open_snapshot(self.path, self._snapshot)
