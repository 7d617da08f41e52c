"""Here is what indexing did or what an index is, draw a summary."""

from dataclasses import dataclass

from rich.console import Console, ConsoleOptions, RenderableType, RenderResult
from rich.text import Text

from searchlib.model import Check, Report, Stats, Upkeep
from searchlib.present import styles
from searchlib.present.amounts import counted, size
from searchlib.present.drawing import SEPARATOR, pairs, prose, whole
from searchlib.present.hanging import Whole
from searchlib.present.safe import line

_CHANGES = ("added", "updated", "unchanged", "removed")


@dataclass(frozen=True, slots=True)
class ReportView:
    """What indexing did, in a line or two."""

    report: Report

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """Yield what rich prints."""
        report = self.report
        counts = [(name, getattr(report, name)) for name in _CHANGES]
        parts = [f"{count:,} {name}" for name, count in counts if count] or ["nothing changed"]
        if report.duplicates:
            parts.append(f"{counted(report.duplicates, 'duplicate')} counted once")
        yield Text(SEPARATOR.join(parts), style=styles.TITLE)
        if report.quotes:
            yield Text(f"{counted(report.quotes, 'quotation')} by {counted(report.speakers, 'speaker')} found")
        if report.failed:
            yield Text(f"{counted(len(report.failed), 'input')} failed", style=styles.LEVELS["error"])


@dataclass(frozen=True, slots=True)
class StatsView:
    """The state of an archive."""

    stats: Stats

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """Yield what rich prints."""
        stats = self.stats
        dated = f"{stats.dated:,} of {stats.articles:,}"
        span = f"{stats.earliest} to {stats.latest}" if stats.earliest else ""
        rows: tuple[tuple[str, RenderableType], ...] = (
            ("index", whole(stats.path, style=styles.TITLE)),
            ("articles", Text(f"{stats.articles:,}")),
            ("duplicates", Text(f"{stats.duplicates:,}")),
            ("quotations", Text(f"{stats.quotes:,}")),
            ("speakers", Text(f"{stats.speakers:,}")),
            ("dated", prose(f"{dated}{', ' if span else ''}{span}")),
            ("size", Text(f"{size(stats.bytes)} in {counted(stats.segments, 'segment')}")),
            ("generation", Text(f"{stats.generation:,}")),
            ("kernel", prose(stats.kernel)),
        )
        if stats.outdated:
            rows += (("outdated", Text(f"{stats.outdated:,}: searchlib index --refresh")),)
        if stats.aside:
            rows += (("put aside", Text(_aside(stats.aside))),)
        yield pairs(rows)


@dataclass(frozen=True, slots=True)
class CheckView:
    """Whether an index is what was written."""

    check: Check

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """Yield what rich prints."""
        check = self.check
        seen = f"{counted(check.articles, 'article')} in {counted(check.files, 'file')}, {size(check.bytes)}"
        if check.problems:
            yield Text(f"{counted(len(check.problems), 'problem')}: {line(seen)}", style=styles.LEVELS["error"])
        else:
            yield Text(f"the index is sound: {line(seen)}", style=styles.GOOD)
        if check.aside:
            yield Text(f"put aside by repairs: {_aside(check.aside)}")


def _aside(amount: int) -> str:
    return f"{size(amount)} of damaged files; remove them with: searchlib compact --clear-damaged"


@dataclass(frozen=True, slots=True)
class UpkeepView:
    """What was done to an index as a whole."""

    upkeep: Upkeep

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """Yield what rich prints."""
        upkeep = self.upkeep
        done = f"{counted(upkeep.articles, 'article')} {line(upkeep.done)}, {size(upkeep.bytes)}: "
        yield Whole(prose(upkeep.path, style=styles.TITLE), Text(done, style=styles.TITLE))
        if upkeep.bytes_before != upkeep.bytes:
            yield Text(f"the index had {size(upkeep.bytes_before)}")
        if upkeep.as_of:
            yield Text(f"as of {line(upkeep.as_of)}")
        if upkeep.lost:
            yield Text(f"{counted(len(upkeep.lost), 'loss')}", style=styles.LEVELS["error"])
