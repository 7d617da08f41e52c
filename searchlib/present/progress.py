"""Here are events of a long run, draw a bar with its rate and the time left on standard error."""

from collections.abc import Iterator
from types import TracebackType
from typing import Self

from rich.console import Console, RenderableType
from rich.progress import BarColumn, ProgressColumn, Task
from rich.progress import Progress as Bar
from rich.text import Text

from searchlib.model import Progress
from searchlib.present import styles
from searchlib.present.amounts import counted


class _Lines(Bar):
    """A bar, and below it what has been found."""

    def get_renderables(self) -> Iterator[RenderableType]:
        """Yield what is drawn at each moment."""
        yield self.make_tasks_table(self.tasks)
        yield from (
            Text(task.fields["found"], style=styles.FAINT, no_wrap=True, overflow="ellipsis") for task in self.tasks
        )


class ProgressBar:
    """A bar that lives while it is entered, and takes the events of an archive as a callback."""

    __slots__ = ("_bar", "_task")

    def __init__(self, console: Console) -> None:
        self._bar = _Lines(*_columns(console.width), console=console, transient=True, refresh_per_second=8)
        self._task = self._bar.add_task("", total=None, found="", done=0, of=None)

    def __enter__(self) -> Self:
        self._bar.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._bar.stop()

    def __call__(self, event: Progress) -> None:
        """Draw *event*: by articles, or by bytes where these alone are known beforehand."""
        by_bytes = event.total is None and event.size
        completed, total = (event.read, event.size) if by_bytes else (event.done, event.total)
        self._bar.update(
            self._task, completed=completed, total=total, found=found(event), done=event.done, of=event.total
        )


def found(event: Progress) -> str:
    """Say what the run has found so far.

    Example:
        >>> found(Progress(done=3, total=None, articles=3, quotes=11, failed=1, path="a.txt", speakers=2))
        '3 articles, 1 failed, 11 quotations by 2 speakers'
        >>> found(Progress(done=1, total=None, articles=1, quotes=1, failed=0, path="a.txt", speakers=1))
        '1 article, 1 quotation by 1 speaker'
    """
    failed = [f"{event.failed:,} failed"] if event.failed else []
    articles = counted(event.articles, "article")
    # What fails is named early, so that a narrow screen shows it, too.
    said = f"{counted(event.quotes, 'quotation')} by {counted(event.speakers, 'speaker')}"
    return ", ".join([articles, *failed, said])


class _Rate(ProgressColumn):
    """Inputs a second."""

    def render(self, task: Task) -> Text:
        """Draw the rate of *task*."""
        speed = task.finished_speed or task.speed
        if not speed or not task.completed:
            return Text("")
        return Text(f"{speed * task.fields['done'] / task.completed:,.0f}/s", style=styles.FAINT)


class _Count(ProgressColumn):
    """Inputs done, of how many where that is known."""

    def render(self, task: Task) -> Text:
        """Draw the count of *task*."""
        of = task.fields["of"]
        return Text(f"{task.fields['done']:,}{'' if of is None else f'/{of:,}'}")


class _Left(ProgressColumn):
    """The time left, where it is known, else the time so far; also when all is read and is still being written."""

    max_refresh = 0.5

    def render(self, task: Task) -> Text:
        """Draw the time of *task*."""
        left = task.time_remaining
        if left:
            return Text(f"{clock(left)} left")
        return Text(clock(task.elapsed or 0), style=styles.FAINT)


def clock(seconds: float) -> str:
    """Give a time as minutes and seconds, of which a bar has room.

    Example:
        >>> clock(9), clock(754), clock(7300)
        ('0:09', '12:34', '2:01:40')
    """
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


def _columns(width: int) -> tuple[ProgressColumn, ...]:
    return BarColumn(bar_width=max(8, min(40, width // 4))), _Count(), _Rate(), _Left()
