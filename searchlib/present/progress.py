"""Here are events of a long run, draw a bar with its rate and the time left on standard error."""

from types import TracebackType
from typing import Self

from rich.console import Console
from rich.progress import BarColumn, ProgressColumn, Task, TextColumn, TimeRemainingColumn
from rich.progress import Progress as Bar
from rich.text import Text

from searchlib.model import Progress
from searchlib.present import styles
from searchlib.present.safe import line

_NARROW = 100
"""Columns below which only the bar, the count and the time are drawn."""


class ProgressBar:
    """A bar that lives while it is entered, and takes the events of an archive as a callback."""

    __slots__ = ("_bar", "_task")

    def __init__(self, console: Console) -> None:
        self._bar = Bar(*_columns(console.width), console=console, transient=True, refresh_per_second=8)
        self._task = self._bar.add_task("", total=None, found="", path="")

    def __enter__(self) -> Self:
        self._bar.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._bar.stop()

    def __call__(self, event: Progress) -> None:
        """Draw *event*."""
        self._bar.update(self._task, completed=event.done, total=event.total, found=found(event), path=line(event.path))


def found(event: Progress) -> str:
    """Say what the run has found so far.

    Example:
        >>> found(Progress(done=3, total=None, articles=3, quotes=11, failed=1, path="a.txt", speakers=2))
        '3 articles, 11 quotations by 2 speakers, 1 failed'
    """
    parts = [f"{event.articles:,} articles", f"{event.quotes:,} quotations by {event.speakers:,} speakers"]
    return ", ".join([*parts, f"{event.failed:,} failed"] if event.failed else parts)


class _Rate(ProgressColumn):
    """Inputs a second."""

    def render(self, task: Task) -> Text:
        """Draw the rate of *task*."""
        speed = task.finished_speed or task.speed
        return Text(f"{speed:,.0f}/s" if speed else "", style=styles.FAINT)


class _Count(ProgressColumn):
    """Inputs done, of how many where that is known."""

    def render(self, task: Task) -> Text:
        """Draw the count of *task*."""
        total = "" if task.total is None else f"/{task.total:,.0f}"
        return Text(f"{task.completed:,.0f}{total}")


def _columns(width: int) -> tuple[ProgressColumn, ...]:
    short = (BarColumn(bar_width=max(8, min(40, width // 4))), _Count(), _Rate(), TimeRemainingColumn(compact=True))
    if width < _NARROW:
        return short
    return (*short, TextColumn("{task.fields[found]}", style=styles.FAINT, markup=False))
