"""Here are rows of the program's own, draw them as a table."""

from dataclasses import dataclass

from rich.console import Console, ConsoleOptions, RenderResult
from rich.constrain import Constrain
from rich.table import Table

from searchlib.present import styles
from searchlib.present.drawing import prose
from searchlib.present.listing import Listing


@dataclass(frozen=True, slots=True)
class ListingView:
    """Rows under faint names."""

    listing: Listing

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """Yield what rich prints."""
        table = Table(box=None, padding=(0, 2, 0, 0), header_style=styles.FAINT)
        for name in self.listing.columns:
            table.add_column(name, overflow="fold")
        for row in self.listing.rows:
            table.add_row(*(prose("" if field is None else str(field)) for field in row))
        yield Constrain(table, styles.WIDEST)
