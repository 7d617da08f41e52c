"""Here are the sizes of segments in their order, give me the neighbours that should become one.

As soon as `FACTOR` segments of like size stand together, smaller ones between them aside, they become one segment,
about `FACTOR` times as large. So a document is copied once for each power of `FACTOR` that the index grows by, and
there are fewer than `FACTOR` segments of about any size.

A run that has written several segments joins them when it ends, and as many of those before them as it may copy for
what it wrote: whoever adds many articles at once finds them in one segment.
"""

from collections.abc import Sequence
from typing import Final, NamedTuple

FACTOR: Final = 4
SMALL: Final = 1 << 16
"""Bytes; all segments below are alike: a few articles, which cost next to nothing to copy again."""
LIKE: Final = 2
"""Segments are alike when neither is more than this many times as large as the other."""
SLICE: Final = 1 << 19
"""Bytes that a commit of an archive that stays open may copy however little it wrote; one merge at once is as dear,
however small, as it writes sixty sections."""
LARGEST: Final = 1 << 31
"""Bytes; never is a larger segment made, so that offsets of 32 bits suffice."""
MOST_DOCUMENTS: Final = 1 << 20
"""Never are more put together, as the dictionary of their ids is in memory meanwhile: 80 bytes each."""
MOST_DELETED: Final = 0.25
"""A segment with a larger share of deleted documents is written anew without them."""


class Size(NamedTuple):
    """What the policy looks at in a segment."""

    bytes: int
    documents: int
    deleted: int

    @property
    def left(self) -> int:
        """About how many bytes it has without the deleted documents."""
        return self.bytes * (self.documents - self.deleted) // (self.documents or 1)

    def and_(self, other: "Size") -> "Size":
        """Give the size of both in one, without the deleted documents."""
        documents = self.documents - self.deleted + other.documents - other.deleted
        return Size(self.left + other.left, documents, 0)

    @property
    def is_too_large(self) -> bool:
        """Whether no segment is made as large."""
        return self.left > LARGEST or self.documents - self.deleted > MOST_DOCUMENTS


NOTHING: Final = Size(0, 0, 0)
TAKEN: Final = Size(LARGEST + 1, 1, 0)
"""Stands for a segment that is being merged."""


def room_for(written: int) -> int:
    """Give how many bytes a commit may copy for the sake of fewer segments when it has *written* so many.

    A commit begins one such merge at least, so none is put off for long; but one article more is not made to wait for
    all the merges that follow from each other.
    """
    return max(1, FACTOR * written)


def slice_for(written: int) -> int:
    """Give how many bytes a commit of an archive that stays open may copy at most when it has *written* so many.

    More than `room_for` gives, as no merge takes more than that: each article is copied once for each power of `FACTOR`
    that there are articles, so that this keeps up with eight of them.
    """
    return max(SLICE, 2 * FACTOR * written)


def next_merge(sizes: Sequence[Size], *, room: int = LARGEST) -> tuple[int, int] | None:
    """Give start and end of the neighbours to merge next, None where all is well.

    Args:
        sizes: The segments in their order.
        room: Bytes that may still be copied for the sake of fewer segments; the last merge may take more. Segments with
            many deleted documents are written anew in any case.

    Returns:
        Of several runs of neighbours the one that costs least.

    Example:
        >>> next_merge([Size(1 << 24, 9, 0)] + 4 * [Size(1000, 1, 0)])
        (1, 5)
        >>> next_merge(3 * [Size(1000, 1, 0)]) is None
        True
    """
    ends = enumerate(_run(sizes, start) for start in range(len(sizes) if room > 0 else 0))
    runs = [(start, end) for start, end in ends if end]
    if runs:
        return min(runs, key=lambda run: sum(size.left for size in sizes[run[0] : run[1]]))
    for start, size in enumerate(sizes):
        if size.deleted > size.documents * MOST_DELETED:
            return start, start + 1
    return None


def newest(sizes: Sequence[Size], *, room: int) -> int:
    """Give where the newest segments begin that are no more than *room* bytes together; the end where there are none.

    Example:
        >>> newest([Size(5000, 9, 0), Size(1000, 9, 0), Size(1000, 9, 0)], room=4000)
        1
    """
    start = len(sizes)
    while start and sizes[start - 1].left <= room:
        start -= 1
        room -= sizes[start].left
    return start


def fitting(sizes: Sequence[Size], start: int) -> int:
    """Give the end of the longest run of segments from *start* that one segment can hold; at least one.

    Example:
        >>> fitting([Size(1 << 30, 9, 0), Size(1 << 30, 9, 0), Size(1 << 10, 9, 0)], 0)
        2
    """
    total, end = NOTHING, start
    while end < len(sizes) and (end == start or not total.and_(sizes[end]).is_too_large):
        total = total.and_(sizes[end])
        end += 1
    return end


def _run(sizes: Sequence[Size], start: int) -> int:
    """Give the end of a run of segments from *start* that is to be merged, 0 where there is none."""
    first, total, alike = max(sizes[start].left, SMALL), NOTHING, 0
    for place in range(start, len(sizes)):
        here = sizes[place].left
        total = total.and_(sizes[place])
        if here > first * LIKE or total.is_too_large:
            return 0
        alike += max(here, SMALL) * LIKE >= first
        if alike == FACTOR:
            return place + 1
    return 0
