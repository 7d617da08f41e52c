"""Here are the times of queries, draw a table of them and where the time went."""

from dataclasses import dataclass

from rich.console import Console, ConsoleOptions, RenderResult
from rich.constrain import Constrain
from rich.table import Table
from rich.text import Text

from searchlib.model import Bench, QueryTimes
from searchlib.present import styles
from searchlib.present.amounts import counted, milliseconds
from searchlib.present.bars import bar
from searchlib.present.drawing import SEPARATOR, prose
from searchlib.present.steps import STEPS, dominant, percent

_BAR = 20
_WIDE = 70
"""Columns from which on there is room for what takes most of a query."""


@dataclass(frozen=True, slots=True)
class BenchView:
    """All queries in a line, each in a row, and where the time went."""

    bench: Bench

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """Yield what rich prints."""
        bench, overall = self.bench, self.bench.overall
        parts = [f"{name} {milliseconds(ms)} ms" for name, ms in _percentiles(overall)]
        yield Text(SEPARATOR.join([*parts, f"{overall.qps:,.0f} queries a second"]), style=styles.TITLE)
        yield prose(
            f"{counted(len(bench.queries), 'query', plural='queries')}, {counted(bench.rounds, 'round')} of "
            f"{counted(bench.limit, 'hit')} after {bench.warm_up} to warm up{SEPARATOR}"
            f"{counted(bench.articles, 'article')} in {counted(bench.segments, 'segment')}{SEPARATOR}"
            f"kernel {bench.kernel}",
            style=styles.FAINT,
        )
        yield Text()
        yield Constrain(_table(bench.queries, wide=options.max_width >= _WIDE), styles.WIDEST)
        yield Text()
        yield _shares(overall, ascii_only=options.ascii_only)


def _percentiles(times: QueryTimes) -> tuple[tuple[str, float], ...]:
    return (("p50", times.p50_ms), ("p95", times.p95_ms), ("p99", times.p99_ms))


def _table(queries: tuple[QueryTimes, ...], *, wide: bool) -> Table:
    table = Table(box=None, padding=(0, 1, 0, 0), header_style=styles.FAINT)
    table.add_column("query", overflow="fold")
    for name in ("matches", "p50 ms", "p95 ms", "p99 ms"):
        table.add_column(name, justify="right", no_wrap=True)
    if wide:
        table.add_column("most of it", style=styles.FAINT)
    kind = ""
    for times in queries:
        if times.kind not in (kind, "given"):
            kind = times.kind
            table.add_row(Text(kind, style=styles.FAINT))
        figures = [f"{times.matches:,}", *(milliseconds(ms) for _, ms in _percentiles(times))]
        table.add_row(prose(times.query), *figures, *([dominant(times)] if wide else []))
    return table


def _shares(times: QueryTimes, *, ascii_only: bool) -> Table:
    grid = Table.grid(padding=(0, 2))
    grid.add_column()
    grid.add_column(justify="right", no_wrap=True)
    grid.add_column(no_wrap=True, style=styles.BAR)
    for name, said in STEPS.items():
        share = getattr(times, name)
        drawn = bar(round(1000 * share), 1000, width=_BAR, ascii_only=ascii_only)
        grid.add_row(Text(said), Text(percent(share)), Text(drawn))
    return grid
