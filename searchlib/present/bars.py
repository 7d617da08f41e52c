"""Here are counts, draw them as bars."""

from collections.abc import Sequence
from dataclasses import dataclass

from rich.cells import cell_len
from rich.console import Console, ConsoleOptions, RenderResult
from rich.table import Table
from rich.text import Text

from searchlib.model import Timeline, Values
from searchlib.present import styles
from searchlib.present.drawing import prose

_EIGHTHS = " ▏▎▍▌▋▊▉"
_LONGEST_BAR = 60
_SHORTEST_BAR = 4


def bar(count: int, most: int, *, width: int, ascii_only: bool = False) -> str:
    """Draw *count* as a share of *most* in at most *width* columns; what is not nothing is seen.

    Example:
        >>> bar(3, 4, width=8), bar(1, 1000, width=8), bar(0, 4, width=8), bar(2, 4, width=8, ascii_only=True)
        ('██████', '▏', '', '####')
    """
    if count <= 0 or most <= 0:
        return ""
    eighths = max(1, round(8 * width * min(count, most) / most))
    if ascii_only:
        return "#" * max(1, eighths // 8)
    return "█" * (eighths // 8) + _EIGHTHS[eighths % 8].strip()


@dataclass(frozen=True, slots=True)
class BarsView:
    """Rows of a name, a bar and a count; the last rows may stand apart, faint."""

    rows: Sequence[tuple[str, int]]
    apart: Sequence[tuple[str, int]] = ()

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """Yield what rich prints."""
        rows = (*self.rows, *self.apart)
        if not rows:
            return
        most = max(count for _, count in rows)
        named = max(cell_len(prose(name).plain) for name, _ in rows)
        digits = len(f"{most:,}")
        room = options.max_width - min(named, options.max_width // 2) - digits - 4
        width = max(_SHORTEST_BAR, min(_LONGEST_BAR, room))
        grid = Table.grid(padding=(0, 2))
        grid.add_column(max_width=max(options.max_width - width - digits - 4, 8), overflow="fold")
        grid.add_column(justify="right", no_wrap=True)
        grid.add_column(no_wrap=True, style=styles.BAR)
        for place, (name, count) in enumerate(rows):
            style = "" if place < len(self.rows) else styles.FAINT
            drawn = bar(count, most, width=width, ascii_only=options.ascii_only)
            grid.add_row(prose(name, style=style), Text(f"{count:,}"), Text(drawn, style=style))
        yield grid


def bars(rows: Sequence[tuple[str, int]]) -> BarsView:
    """Draw values and their counts, all on one scale."""
    return BarsView(tuple(rows))


def values_view(values: Values) -> BarsView:
    """Draw the values of a field."""
    return BarsView(values.values)


def timeline_view(timeline: Timeline) -> BarsView:
    """Draw articles over time; those without a date stand apart below."""
    return BarsView(timeline.buckets, (("undated", timeline.undated),) if timeline.undated else ())
