"""Here is an answer, print it on a screen. The front of the half of this room that imports rich."""

from typing import TextIO, assert_never

from rich.console import Console, RenderableType

from searchlib.model import ArticleView, Bench, Check, Page, QuotePage, Report, Stats, Timeline, Values
from searchlib.present.article import FullArticle
from searchlib.present.bars import timeline_view, values_view
from searchlib.present.bench import BenchView
from searchlib.present.facts import ExtractionView
from searchlib.present.page import PageView
from searchlib.present.quotes import QuotesView
from searchlib.present.report import CheckView, ReportView, StatsView
from searchlib.present.shown import Extraction, Shown


def view(value: Shown) -> RenderableType:
    """Give what rich prints of *value*."""
    match value:
        case Page():
            return PageView(value)
        case QuotePage():
            return QuotesView(value)
        case ArticleView():
            return FullArticle(value)
        case Extraction():
            return ExtractionView(value)
        case Values():
            return values_view(value)
        case Timeline():
            return timeline_view(value)
        case Report():
            return ReportView(value)
        case Stats():
            return StatsView(value)
        case Check():
            return CheckView(value)
        case Bench():
            return BenchView(value)
        case _:
            assert_never(value)


def screen(stream: TextIO, *, style: str, width: int | None = None) -> Console:
    """Open a screen on *stream*.

    Args:
        stream: Where to print.
        style: ``colour``, ``mono`` (bold and italic, no colour) or ``bare`` (no escape sequence at all).
        width: Columns; None asks the terminal.
    """
    return Console(
        file=stream,
        width=width,
        force_terminal=style != "bare",
        color_system=None if style == "bare" else "standard",
        no_color=style != "colour",
        highlight=False,
        markup=False,
        emoji=False,
        legacy_windows=False,
    )
