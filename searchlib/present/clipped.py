"""Here is a text of any length, draw as many lines of it as there is room for."""

from dataclasses import dataclass

from rich.console import Console, ConsoleOptions, RenderResult
from rich.measure import Measurement
from rich.text import Text


@dataclass(frozen=True, slots=True)
class Clipped:
    """The first lines of a text, with an ellipsis where more was cut off."""

    text: Text
    lines: int

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """Yield what rich prints."""
        width = options.max_width
        # A wide sign takes two columns, a character of no width none: the bound is generous, the wrapping is exact.
        head = self.text[: 4 * width * self.lines] if len(self.text) > 4 * width * self.lines else self.text
        rows = head.wrap(console, width)
        if len(rows) <= self.lines and len(head) == len(self.text):
            yield self.text
            return
        last = rows[self.lines - 1].copy()
        last.rstrip()
        last.truncate(max(1, width - 2))
        last.append(" …")
        yield Text("\n").join([*rows[: self.lines - 1], last])

    def __rich_measure__(self, console: Console, options: ConsoleOptions) -> Measurement:
        """Say how wide it may be."""
        return Measurement.get(console, options, self.text[: 4 * options.max_width * self.lines])
