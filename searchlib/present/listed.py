"""Here are rows of the program's own, draw them as a table, or under each other where the screen is narrow."""

from collections.abc import Iterator
from dataclasses import dataclass

from rich.console import Console, ConsoleOptions, RenderableType, RenderResult
from rich.constrain import Constrain
from rich.table import Table
from rich.text import Text

from searchlib.present import styles
from searchlib.present.drawing import pairs, prose
from searchlib.present.hanging import Whole
from searchlib.present.listing import Listing

_BETWEEN = 2
_NARROWEST = 24
"""Columns below which a sentence is not read."""


@dataclass(frozen=True, slots=True)
class ListingView:
    """Rows under faint names."""

    listing: Listing

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """Yield what rich prints."""
        rows = [[prose("" if field is None else str(field)) for field in row] for row in self.listing.rows]
        if self._least(rows) <= min(options.max_width, styles.WIDEST):
            yield self._table(rows)
        else:
            yield from self._records(rows)

    def _least(self, rows: list[list[Text]]) -> int:
        """The columns of a table in which only prose is broken."""
        taken = 0
        for place, name in enumerate(self.listing.columns):
            widest = max(len(name), *(row[place].cell_len for row in rows)) if rows else len(name)
            taken += _BETWEEN + (min(widest, _NARROWEST) if name in self.listing.prose else widest)
        return taken

    def _table(self, rows: list[list[Text]]) -> RenderableType:
        table = Table(box=None, padding=(0, _BETWEEN, 0, 0), header_style=styles.FAINT)
        for name in self.listing.columns:
            table.add_column(name, overflow="fold", no_wrap=name not in self.listing.prose)
        for row in rows:
            table.add_row(*row)
        return Constrain(table, styles.WIDEST)

    def _records(self, rows: list[list[Text]]) -> Iterator[RenderableType]:
        for place, row in enumerate(rows):
            if place:
                yield Text()
            named = zip(self.listing.columns, row, strict=True)
            yield pairs((name, text if name in self.listing.prose else Whole(text)) for name, text in named if text)
