"""Here are the sizes of segments in their order, give me the neighbours that should become one.

Sizes fall into levels, each `FACTOR` times the one below. As soon as `FACTOR` segments of one level stand together,
smaller ones between them aside, they become one segment, of the next level. So a document is copied about once a
level, and there are fewer than `FACTOR` segments of each level.
"""

from collections.abc import Sequence
from typing import Final, NamedTuple

FACTOR: Final = 4
SMALL: Final = 1 << 20
"""Bytes; all segments below are of the lowest level."""
LARGEST: Final = 1 << 31
"""Bytes; never is a larger segment made, so that offsets of 32 bits suffice."""
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


def next_merge(sizes: Sequence[Size]) -> tuple[int, int] | None:
    """Give start and end of the neighbours to merge next, None where all is well.

    Example:
        >>> next_merge([Size(1 << 24, 9, 0)] + 4 * [Size(1000, 1, 0)])
        (1, 5)
        >>> next_merge(3 * [Size(1000, 1, 0)]) is None
        True
    """
    for start in range(len(sizes)):
        end = _run(sizes, start)
        if end:
            return start, end
    for start, size in enumerate(sizes):
        if size.deleted > size.documents * MOST_DELETED:
            return start, start + 1
    return None


def _run(sizes: Sequence[Size], start: int) -> int:
    """Give the end of a run of segments from *start* that is to be merged, 0 where there is none."""
    level, total, alike = _level(sizes[start]), 0, 0
    for place in range(start, len(sizes)):
        here = _level(sizes[place])
        total += sizes[place].left
        if here > level or total > LARGEST:
            return 0
        alike += here == level
        if alike == FACTOR:
            return place + 1
    return 0


def _level(size: Size) -> int:
    level, top = 0, SMALL
    while size.left >= top:
        level, top = level + 1, top * FACTOR
    return level
