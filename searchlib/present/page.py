"""Here is a page of hits, draw it so that it can be skimmed."""

from collections.abc import Iterator
from dataclasses import dataclass

from rich.console import Console, ConsoleOptions, RenderableType, RenderResult
from rich.text import Text

from searchlib.model import Hit, HitQuote, Page, Snippet
from searchlib.present import styles
from searchlib.present.bars import bars
from searchlib.present.clipped import Clipped
from searchlib.present.drawing import (
    bulleted,
    cutting,
    date_text,
    heading,
    indented,
    joined,
    linked,
    names,
    numbered,
    prose,
)
from searchlib.present.excerpt import with_ellipses
from searchlib.present.hanging import Whole
from searchlib.present.links import Linker, no_link
from searchlib.present.safe import line

_QUOTE_CHARACTERS = 240
_SNIPPETS = 3
TITLE_LINES = 2
"""Titles that were handed in may be as long as an article."""


@dataclass(frozen=True, slots=True)
class PageView:
    """Hits of one question: rank, title, date, speakers, topics, best quotation, snippets."""

    page: Page
    links: Linker = no_link

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """Yield what rich prints."""
        for place, hit in enumerate(self.page):
            if place:
                yield Text()
            yield numbered(hit.rank, hit_lines(hit, self.links))
        for field, values in self.page.facets.items():
            yield Text()
            yield heading(line(field))
            yield bars(values)


def hit_lines(hit: Hit, links: Linker = no_link) -> Iterator[RenderableType]:
    """Draw one hit, line by line."""
    yield Clipped(_title(hit), TITLE_LINES)
    topics = names([topic.label for topic in hit.topics], style=styles.TOPIC)
    yield joined((date_text(hit.dates), names(hit.speakers, style=styles.SPEAKER), topics))
    if hit.quotes:
        yield _quote(hit.quotes[0])
    snippets = _worth_showing(hit)
    if snippets:
        yield bulleted(prose(*with_ellipses(snippet.text, snippet.marks)) for snippet in snippets)
    yield Whole(joined(_places(hit, links)))
    if hit.folded:
        yield prose(f"+{hit.folded:,} similar", style=styles.FAINT)
    if hit.explanation:
        for reason in hit.explanation.splitlines():
            yield indented(prose(reason, style=styles.FAINT))


def _places(hit: Hit, links: Linker) -> Iterator[Text]:
    """Give the path, and the id that `show` takes where the path does not end with it."""
    path = hit.path or ""
    if path != hit.id and not path.endswith(f"/{hit.id}"):
        yield prose(hit.id, style=styles.FAINT)
    if path:
        yield linked(prose(path, style=styles.FAINT), links(path))


def _worth_showing(hit: Hit) -> list[Snippet]:
    """Choose snippets that say something new beside the title and the quotation above them."""
    body = [snippet for snippet in hit.snippets if snippet.field != "title"]
    if not hit.quotes:
        return body[:_SNIPPETS]
    said = line(hit.quotes[0].text)
    around = [snippet for snippet in body if line(snippet.text) not in said]
    new = [snippet for snippet in around if said not in line(snippet.text)]
    return (new or around)[: _SNIPPETS - 1]


def _title(hit: Hit) -> Text:
    style = styles.DERIVED if hit.title_derived else styles.TITLE
    marks = next((snippet.marks for snippet in hit.snippets if _is_whole_title(snippet, hit)), ())
    if hit.title_derived:
        return prose(*with_ellipses(hit.title, marks), style=style)
    return prose(hit.title or hit.id, marks if hit.title else (), style=style)


def _is_whole_title(snippet: Snippet, hit: Hit) -> bool:
    return snippet.field == "title" and snippet.text == hit.title


def _quote(quote: HitQuote) -> Text:
    said = cutting(quote.text, quote.marks, limit=_QUOTE_CHARACTERS)
    who = prose(quote.speaker, style=styles.SPEAKER) if quote.speaker else Text("nobody named", style=styles.FAINT)
    return Text.assemble(who, ": ", said)
