"""Here is an answer, print it on a screen. The front of the half of this room that imports rich."""

from typing import Final, Literal, NamedTuple, TextIO, TypeAlias, cast

from rich.console import Console, Group, RenderableType
from rich.text import Text
from rich.theme import Theme

from searchlib.model import Page
from searchlib.present import styles
from searchlib.present.drawing import prose
from searchlib.present.links import Linker, no_link
from searchlib.present.page import PageView
from searchlib.present.shown import Shown

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
    if isinstance(value, Page):
        return PageView(value, links)
    from searchlib.present.views import view_of  # noqa: PLC0415  # a search shows nothing but its page

    return view_of(value)


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
