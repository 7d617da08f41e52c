"""What a hit made by hand is read from."""

from collections.abc import Callable
from typing import NamedTuple

from searchlib.model import HitDetails, Snippet


class Source(NamedTuple):
    """Stands for a `HitSource`."""

    kept: Callable[[str], str]
    snippets: Callable[[], tuple[Snippet, ...]]
    details: Callable[[], HitDetails]
    folded: Callable[[], int] = int
