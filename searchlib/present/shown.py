"""What can be shown: the answers of the archive, and the stream that an extraction is."""

from collections.abc import Iterable, Iterator

from searchlib import model
from searchlib.hints import TypeAlias
from searchlib.model import Article, Facts, Page, Stored
from searchlib.present.listing import Listing


class Extraction:
    """A stream of articles with their facts; what failed is known once it has run out."""

    __slots__ = ("_items", "failed", "found")

    def __init__(self, items: "Iterable[tuple[Article, Facts] | model.Failure]") -> None:
        self._items = items
        self.failed: list[model.Failure] = []
        self.found = 0

    def __iter__(self) -> Iterator[Stored]:
        for item in self._items:
            if isinstance(item, model.Failure):
                self.failed.append(item)
            else:
                self.found += 1
                yield Stored(*item)


OtherThanPage: TypeAlias = (
    "model.QuotePage | model.ArticleView | Extraction | model.Timeline | model.Values | model.Report"
    " | model.Stats | model.Check | model.Upkeep | model.Bench | model.Total | Listing"
)
Shown: TypeAlias = "Page | OtherThanPage"
