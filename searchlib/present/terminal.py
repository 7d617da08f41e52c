"""Here is an answer, print it on a screen. The front of the half of this room that imports rich."""

from typing import Final, Literal, NamedTuple, TextIO, TypeAlias, assert_never, cast

from rich.console import Console, Group, RenderableType
from rich.text import Text
from rich.theme import Theme

from searchlib.model import ArticleView, Bench, Check, Page, QuotePage, Report, Stats, Timeline, Total, Upkeep, Values
from searchlib.present import styles
from searchlib.present.article import FullArticle
from searchlib.present.bars import timeline_view, values_view
from searchlib.present.bench import BenchView
from searchlib.present.drawing import prose
from searchlib.present.facts import ExtractionView
from searchlib.present.links import Linker, no_link
from searchlib.present.listed import ListingView
from searchlib.present.listing import Listing
from searchlib.present.page import PageView
from searchlib.present.quotes import QuotesView
from searchlib.present.report import CheckView, ReportView, StatsView, UpkeepView
from searchlib.present.shown import Extraction, Shown

ColorDepth: TypeAlias = Literal["standard", "256", "truecolor"]


class Look(NamedTuple):
    """How styles appear."""

    theme: str = "auto"
    """A key of `styles.THEMES`."""
    depth: str = "standard"
    """standard, 256 or truecolor."""


PLAIN: Final = Look()

_NARROWEST = 20
"""Columns below which nothing could be read: on a narrower screen its own lines break."""


def titled(title: str, drawn: RenderableType) -> RenderableType:
    """Draw an answer under the question, of which there are many."""
    return Group(prose(title, style=styles.HEADING), drawn, Text())


def view(value: Shown, *, links: Linker = no_link) -> RenderableType:
    """Give what rich prints of *value*; *links* leads from an article to its file."""
    match value:
        case Page():
            return PageView(value, links)
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
        case Upkeep():
            return UpkeepView(value)
        case Bench():
            return BenchView(value)
        case Total():
            return Text(str(value.total))
        case Listing():
            return ListingView(value)
        case _:
            assert_never(value)


def screen(stream: TextIO, *, style: str, width: int | None = None, look: Look = PLAIN) -> Console:
    """Open a screen on *stream*.

    Args:
        stream: Where to print.
        style: ``colour``, ``mono`` (bold and italic, no colour) or ``bare`` (no escape sequence at all).
        width: Columns; None asks the terminal.
        look: Theme and depth of colour.
    """
    console = Console(
        file=stream,
        width=width,
        force_terminal=style != "bare",
        color_system=None if style == "bare" else cast(ColorDepth, look.depth),
        no_color=style != "colour",
        theme=Theme(styles.THEMES[look.theme]),
        highlight=False,
        markup=False,
        emoji=False,
        legacy_windows=False,
    )
    if console.width < _NARROWEST:
        console.width = _NARROWEST
    return console
