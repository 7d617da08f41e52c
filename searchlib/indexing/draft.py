"""Here are neighbours that are to be one segment, write it: at once, or some of it with each commit.

A merge that would take too long for one commit is drafted: its file grows from commit to commit, and nobody sees it
until it is whole. What is deleted meanwhile is deleted in it, too. A draft lives in memory and in a file that is not
whole: with the archive it is gone, and the first commit of the next one merges at once.
"""

import os
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import BinaryIO, Final

from searchlib.codec.disk import TEMPORARY, new_file, refusals
from searchlib.codec.manifest import INDEX_NAME
from searchlib.codec.merge import KEPT, Replaced, merging
from searchlib.codec.segment import SUFFIX, Segment
from searchlib.indexing.holdings import Holding

_UP_TO_ITS_END: Final = 1 << 62


def new_name() -> str:
    """A name that no file of the index ever had: readers may still hold an old one."""
    return f"{INDEX_NAME}_{os.urandom(8).hex()}{SUFFIX}"


def merged(folder: Path, holdings: Sequence[Holding], numbers: Replaced = KEPT) -> Holding:
    """Write one segment from some, with other numbers where they are given.

    Raises:
        IndexDamaged: one of the segments is not what was written.
        IndexUnwritable: the disk refuses.
    """
    draft = Draft(folder, holdings, numbers)
    draft.go_on(_UP_TO_ITS_END)
    return draft.finished(holdings)


class Draft:
    """A segment that is being put together from neighbours."""

    def __init__(self, folder: Path, holdings: Sequence[Holding], numbers: Replaced = KEPT) -> None:
        self.file = folder / new_name()
        self._process = os.getpid()
        self._segments = [holding.segment for holding in holdings]
        self._deleted = [frozenset(holding.deleted) for holding in holdings]
        self._open = ExitStack()
        self._out: BinaryIO = self._open.enter_context(new_file(self.file))
        self._steps = merging(list(zip(self._segments, self._deleted, strict=True)), self._out, numbers)

    @property
    def names(self) -> list[str]:
        """The names of the segments that it is made of."""
        return [segment.name for segment in self._segments]

    @property
    def size(self) -> int:
        """The bytes of these segments."""
        return sum(segment.size for segment in self._segments)

    @property
    def temporary(self) -> str:
        """The name of the file as long as it is not whole."""
        return self.file.name + TEMPORARY

    def is_sound(self) -> bool:
        """Tell whether it can go on: not in a forked process, nor where another writer has removed the file."""
        return self._process == os.getpid() and self.file.with_name(self.temporary).exists()

    def go_on(self, room: int) -> int:
        """Write about so many bytes more; gives how many are left of them, some if all is written."""
        try:
            with refusals(self.file):
                end = self._out.tell() + room
                is_whole = not any(self._out.tell() >= end for _ in self._steps)
                self._out.flush()  # or a process that is forked would write the rest once more
                return max(1, end - self._out.tell()) if is_whole else 0
        except BaseException:
            self.drop()
            raise

    def finished(self, holdings: Sequence[Holding]) -> Holding:
        """Give the segment in the place of *holdings*: those that it is made of, as they are now."""
        self._open.close()
        deleted = self._numbers([holding.deleted for holding in holdings])
        duplicates = self._numbers([holding.duplicates for holding in holdings])
        return Holding(Segment.open(self.file), deleted=deleted, duplicates=duplicates)

    def drop(self) -> None:
        """Forget it, and remove its file."""
        self._open.__exit__(GeneratorExit, GeneratorExit(), None)

    def _numbers(self, hidden: Sequence[set[int]]) -> Iterator[int]:
        """Give the new numbers of some documents of each segment, of those that are in it."""
        base = 0
        for segment, left_out, some in zip(self._segments, self._deleted, hidden, strict=True):
            gone = sorted(left_out)
            yield from (base + doc - bisect_left(gone, doc) for doc in some if doc not in left_out)
            base += segment.doc_count - len(gone)


class Drafts:
    """What an archive that stays open has under way between its commits, the least first."""

    def __init__(self) -> None:
        self.under_way: list[Draft] = []
        self.generation: int | None = None
        """The last commit of this archive; None before its first, which may be its only one and leaves nothing."""

    def resume(self, generation: int) -> None:
        """Drop what is under way where the index has another generation than when it was left, or a file is gone."""
        if self.generation != generation or not all(draft.is_sound() for draft in self.under_way):
            self.drop()

    def begin(self, folder: Path, holdings: Sequence[Holding]) -> None:
        """Begin to put neighbours together."""
        self.under_way.append(Draft(folder, holdings))
        self.under_way.sort(key=lambda draft: draft.size)

    def taken(self) -> set[str]:
        """Give the names of all segments that are being put together."""
        return {name for draft in self.under_way for name in draft.names}

    def spared(self) -> set[str]:
        """Give the names of the files that are not whole and have to stay."""
        return {draft.temporary for draft in self.under_way}

    def drop(self) -> None:
        """Forget what is under way."""
        while self.under_way:
            self.under_way.pop().drop()
