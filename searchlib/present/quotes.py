"""Here are quotations, draw who said what, when, and how sure that is."""

from collections.abc import Iterator
from dataclasses import dataclass

from rich.console import Console, ConsoleOptions, RenderableType, RenderResult
from rich.text import Text

from searchlib.model import Quote, QuotePage, QuoteRow, Span
from searchlib.present import styles
from searchlib.present.drawing import SEPARATOR, date_text, joined, numbered, prose
from searchlib.present.hanging import Whole


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
    """Draw who spoke and how, then the words; *style* is the speaker's own."""
    who = (
        prose(quote.speaker, style=style or styles.SPEAKER)
        if quote.speaker
        else Text("nobody named", style=styles.FAINT)
    )
    role = prose(quote.role or "")
    how = prose(f"{quote.cue or ''} ({quote.type}, {quote.confidence:.0%})", style=styles.FAINT)
    yield joined((who, role, how))
    yield prose(quote.text, marks)


def row_lines(row: QuoteRow) -> Iterator[RenderableType]:
    """Draw one quotation with its article, line by line."""
    yield from quote_lines(row.quote, row.marks)
    yield Whole(prose(row.id, style=styles.FAINT), joined((date_text(row.dates), prose(row.title))), SEPARATOR)
