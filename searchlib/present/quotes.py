"""Here are quotations, draw who said what, when, and how sure that is."""

from collections.abc import Iterator
from dataclasses import dataclass

from rich.console import Console, ConsoleOptions, RenderableType, RenderResult
from rich.text import Text

from searchlib.model import Quote, QuotePage, QuoteRow, Span
from searchlib.present import styles
from searchlib.present.drawing import SEPARATOR, cutting, date_text, joined, numbered, prose
from searchlib.present.hanging import Whole
from searchlib.present.safe import line

_CHARACTERS = 1000
"""One quotation in fifty is longer; a speech that is quoted in full would hide those below it."""


@dataclass(frozen=True, slots=True)
class QuotesView:
    """Quotations of one question, each with its article."""

    page: QuotePage

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """Yield what rich prints."""
        for place, row in enumerate(self.page):
            if place:
                yield Text()
            yield numbered(row.rank, row_lines(row))


def quote_lines(quote: Quote, marks: tuple[Span, ...] = (), *, style: str | None = None) -> Iterator[RenderableType]:
    """Draw who spoke and how, then all the words; *style* is the speaker's own."""
    yield _who(quote, style)
    yield prose(quote.text, marks)


def row_lines(row: QuoteRow) -> Iterator[RenderableType]:
    """Draw one quotation with its article, line by line; of a very long one what is around its first mark."""
    yield _who(row.quote)
    yield cutting(row.quote.text, row.marks, limit=_CHARACTERS)
    if (characters := len(line(row.quote.text))) > _CHARACTERS:
        yield Text(f"{characters:,} characters, of which show has all", style=styles.FAINT)
    yield Whole(prose(row.id, style=styles.FAINT), joined((date_text(row.dates), prose(row.title))), SEPARATOR)


def _who(quote: Quote, style: str | None = None) -> Text:
    who = (
        prose(quote.speaker, style=style or styles.SPEAKER)
        if quote.speaker
        else Text("nobody named", style=styles.FAINT)
    )
    role = prose(quote.role or "")
    how = prose(f"{quote.cue or ''} ({quote.type}, {quote.confidence:.0%})", style=styles.FAINT)
    return joined((who, role, how))
