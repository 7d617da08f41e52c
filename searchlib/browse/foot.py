"""Here are the keys of a screen, show them at its foot: all of them, on a narrow one in rows."""

from typing import Final

from textual.app import ComposeResult
from textual.widget import Widget
from textual.widgets import Footer
from textual.widgets._footer import FooterKey

_AROUND: Final = 3
"""Blanks before and behind a key and behind its word."""


class Foot(Footer):
    """The keys that have a meaning now."""

    DEFAULT_CSS = """
    Foot.rows { layout: grid; grid-rows: 1; height: auto; }
    """

    _widths: tuple[int, ...] = ()

    def compose(self) -> ComposeResult:
        """Lay the keys out."""
        keys: list[Widget] = [*super().compose()]
        self._widths = tuple(
            len(key.key_display) + len(key.description) + _AROUND for key in keys if isinstance(key, FooterKey)
        )
        self._lay_out()
        yield from keys

    def on_resize(self) -> None:
        """Lay the keys out anew."""
        self._lay_out()

    def _lay_out(self) -> None:
        width = self.app.size.width
        narrow = sum(self._widths) > width
        self.set_class(narrow, "rows")
        self.compact = narrow
        if narrow:
            self.styles.grid_size_columns = max(1, width // (max(self._widths) - 1))
