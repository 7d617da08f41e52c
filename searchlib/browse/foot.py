"""Here are the keys of a screen, show them at its foot: all of them, on a narrow one in rows."""

from typing import Final

from textual.app import ComposeResult
from textual.widgets import Footer

NARROW: Final = 50
"""Columns up to which one row has no room for the keys."""
_CELL: Final = 11
"""Columns of a key with its word."""


class Foot(Footer):
    """The keys that have a meaning now."""

    DEFAULT_CSS = """
    Foot.rows { layout: grid; grid-rows: 1; height: auto; }
    """

    def compose(self) -> ComposeResult:
        """Lay the keys out."""
        yield from super().compose()
        self._lay_out()

    def on_resize(self) -> None:
        """Lay the keys out anew."""
        self._lay_out()

    def _lay_out(self) -> None:
        narrow = self.app.size.width <= NARROW
        self.set_class(narrow, "rows")
        self.compact = narrow
        if narrow:
            self.styles.grid_size_columns = max(1, self.app.size.width // _CELL)
