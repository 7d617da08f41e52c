"""Here are segments with deleted documents, give me the numbers of their documents once they are merged."""

from array import array
from collections.abc import Iterator
from typing import Final, NamedTuple

from searchlib.codec.segment import Segment

GONE: Final = 2**32 - 1
"""The new number of a deleted document."""


class Source(NamedTuple):
    """One segment of a merge."""

    segment: Segment
    base: int
    """What to add to a number, where nothing is deleted."""
    numbers: "array[int] | None"
    """Old to new numbers, `GONE` for deleted ones; None where nothing is deleted."""

    def kept(self) -> Iterator[int]:
        """Give the documents that are left, by their old numbers."""
        if self.numbers is None:
            return iter(range(self.segment.doc_count))
        return (old for old, new in enumerate(self.numbers) if new != GONE)

    def runs(self) -> Iterator[tuple[int, int]]:
        """Give the documents that are left as runs: the first, and the one behind the last."""
        if self.numbers is None:
            yield 0, self.segment.doc_count
            return
        start = 0
        for end in (*(old for old, new in enumerate(self.numbers) if new == GONE), len(self.numbers)):
            if start < end:
                yield start, end
            start = end + 1

    def renumbered(self, docs: memoryview) -> "array[int]":
        """Give the new numbers of those of *docs* that are left."""
        if self.numbers is None:
            base = self.base
            return array("I", docs) if not base else array("I", [doc + base for doc in docs])
        moved = map(self.numbers.__getitem__, docs)
        return array("I", [doc for doc in moved if doc != GONE])

    def places(self, docs: memoryview) -> "list[int] | None":
        """Give the places in *docs* of those that are left; None where all are."""
        if self.numbers is None:
            return None
        places = [place for place, doc in enumerate(docs) if self.numbers[doc] != GONE]
        return None if len(places) == len(docs) else places


def sources(segments: "list[tuple[Segment, frozenset[int]]]") -> tuple[list[Source], int]:
    """Number the documents of *segments*, given with their deleted documents; returns their total too."""
    base, numbered = 0, []
    for segment, deleted in segments:
        if not deleted:
            numbered.append(Source(segment, base, None))
            base += segment.doc_count
            continue
        numbers = array("I", [GONE]) * segment.doc_count
        for doc in range(segment.doc_count):
            if doc not in deleted:
                numbers[doc] = base
                base += 1
        numbered.append(Source(segment, 0, numbers))
    return numbered, base
