"""What can be shown: the answers of the archive, and the stream that an extraction is."""

from collections.abc import Iterable, Iterator
from typing import TypeAlias

from searchlib.model import (
    Article,
    ArticleView,
    Bench,
    Check,
    Facts,
    Failure,
    Page,
    QuotePage,
    Report,
    Stats,
    Stored,
    Timeline,
    Total,
    Upkeep,
    Values,
)
from searchlib.present.listing import Listing


class Extraction:
    """A stream of articles with their facts; what failed is known once it has run out."""

    __slots__ = ("_items", "failed", "found")

    def __init__(self, items: Iterable[tuple[Article, Facts] | Failure]) -> None:
        self._items = items
        self.failed: list[Failure] = []
        self.found = 0

    def __iter__(self) -> Iterator[Stored]:
        for item in self._items:
            if isinstance(item, Failure):
                self.failed.append(item)
            else:
                self.found += 1
                yield Stored(*item)


Shown: TypeAlias = (
    Page
    | QuotePage
    | ArticleView
    | Extraction
    | Timeline
    | Values
    | Report
    | Stats
    | Check
    | Upkeep
    | Bench
    | Total
    | Listing
)
