"""Here are pieces of an answer, give me what rich prints of them. Every text goes through `safe` here."""

from collections.abc import Iterable, Sequence

from rich.console import RenderableType
from rich.constrain import Constrain
from rich.padding import Padding
from rich.style import Style
from rich.text import Text

from searchlib.model import Date, Span
from searchlib.present import styles
from searchlib.present.excerpt import excerpt
from searchlib.present.hanging import Hanging, Whole
from searchlib.present.safe import line, marked
from searchlib.present.when import UNKNOWN, when

SEPARATOR = " · "
_MOST_NAMES = 4


def prose(text: str, marks: Iterable[Span] = (), *, style: str = "") -> Text:
    """Draw hostile text on one line that wraps at words, with its marks."""
    return _stylized(*marked(text, marks), style=style)


def cutting(text: str, marks: Iterable[Span], *, limit: int) -> Text:
    """Draw at most about *limit* characters of hostile text around its first mark."""
    return _stylized(*excerpt(*marked(text, marks), limit=limit))


def linked(text: Text, link: str) -> Text:
    """Let a whole text lead to *link*, which `links` has made; "" leads nowhere."""
    if link:
        text.stylize(Style(link=link))
    return text


def heading(text: str) -> Text:
    """Draw the head of a section."""
    return Text(text, style=styles.HEADING)


def date_text(dates: Sequence[Date]) -> Text:
    """Draw the date of an article with its precision; faint where it is not known."""
    said = when(dates)
    return Text(said, style=styles.FAINT if said == UNKNOWN else styles.DATE)


def names(values: Sequence[str], *, style: str) -> Text:
    """Draw the first of *values*, and how many more there are; some topics have commas in their names."""
    few = values[:_MOST_NAMES]
    between = "; " if any("," in value for value in few) else ", "
    shown = _between((between, ""), [prose(value, style=style) for value in few])
    more = len(values) - _MOST_NAMES
    return Text.assemble(shown, (f" and {more} more", styles.FAINT)) if more > 0 else shown


def joined(parts: Iterable[Text]) -> Text:
    """Draw parts in a row, those that are empty left out."""
    return _between((SEPARATOR, styles.FAINT), [part for part in parts if part.plain])


def numbered(rank: int, lines: Iterable[RenderableType]) -> RenderableType:
    """Draw lines under each other beside their rank."""
    return Constrain(Hanging([(Text(f"{rank:>2}", style=styles.FAINT), [*lines])]), styles.WIDEST)


def bulleted(rows: Iterable[Text]) -> RenderableType:
    """Draw rows, each behind a dot, so that one is told from the next where they wrap."""
    return Hanging([(Text("·", style=styles.FAINT), [row]) for row in rows])


def indented(drawn: RenderableType, *, by: int = 2) -> Padding:
    """Draw something further to the right."""
    return Padding(drawn, (0, 0, 0, by))


def pairs(rows: Iterable[tuple[str, RenderableType]]) -> RenderableType:
    """Draw names and values as two columns."""
    return Constrain(
        Hanging([(Text(line(name), style=styles.FAINT), [value]) for name, value in rows], 2), styles.WIDEST
    )


def whole(text: str, *, style: str = "") -> Whole:
    """Draw hostile text that people copy, on one line that is not broken."""
    return Whole(prose(text, style=style))


def _between(separator: tuple[str, str], parts: Sequence[Text]) -> Text:
    """Join parts; unlike `Text.join` the style of the separator stays its own."""
    return Text.assemble(*[piece for part in parts for piece in (separator, part)][1:])


def _stylized(text: str, marks: Iterable[Span], *, style: str = "") -> Text:
    drawn = Text(text, style=style)
    for start, end in marks:
        drawn.stylize(styles.MARK, start, end)
    return drawn
