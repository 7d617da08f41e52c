"""Here are values, give me what the lists of the screen show; every text has passed `searchlib.present.safe`."""

from collections.abc import Iterable, Iterator, Sequence

from rich.console import Group, RenderableType
from rich.text import Text

from searchlib.browse.question import FACETS, Answer, Pick
from searchlib.model import Article, Bucket, Facets, Hit, QuoteRow, Span
from searchlib.present import styles
from searchlib.present.amounts import counted, duration
from searchlib.present.bars import bar
from searchlib.present.drawing import SEPARATOR, numbered, prose
from searchlib.present.hanging import Hanging, Whole
from searchlib.present.page import hit_lines
from searchlib.present.quotes import row_lines
from searchlib.present.safe import line, paragraphs

MOST_PARAGRAPHS = 400
"""Shown of an article at a time, as each costs 2 ms when it is shown."""
LONGEST = 2000
"""Characters of a paragraph; a longer one, say a text without line ends, is shown in pieces, as each is drawn whole."""
CURRENT = "reverse"
_VALUES = 8
_BAR = 12


def hit_row(hit: Hit) -> RenderableType:
    """Draw one hit."""
    return numbered(hit.rank, [*_folded(hit_lines(hit)), Text()])


def quote_row(row: QuoteRow) -> RenderableType:
    """Draw one quotation."""
    return Group(*_folded(row_lines(row)), Text())


def facet_rows(facets: Facets, picked: Sequence[Pick]) -> Iterator[tuple[Pick | None, RenderableType]]:
    """Draw the values to narrow by under the names of their fields; what is picked stands first, with a mark.

    Returns:
        Each row with what it picks; the head of a field picks nothing.
    """
    for field in FACETS:
        counts = dict(facets.get(field, ()))
        chosen = [pick.value for pick in picked if pick.field == field]
        values = [*chosen, *[value for value in counts if value not in chosen][:_VALUES]]
        if values:
            yield None, Text(field, style=styles.HEADING)
        for value in values:
            mark = Text("✓" if value in chosen else " ")
            count = Text(f" {counts.get(value, 0):,}", style=styles.FAINT)
            yield Pick(field, value), Hanging([(mark, [Text.assemble(prose(value, style=_style(field)), count)])])


def timeline_text(buckets: Sequence[Bucket]) -> Text:
    """Draw the years, or the months, that have articles."""
    most = max((bucket.count for bucket in buckets), default=0)
    rows = [
        Text.assemble(
            (line(bucket.start), styles.DATE),
            f" {bucket.count:>6,} ",
            (bar(bucket.count, most, width=_BAR), styles.BAR),
        )
        for bucket in buckets
        if bucket.count
    ]
    return Text("\n").join(rows)


def status_text(answer: Answer) -> Text:
    """Say how much there is, what it is narrowed to and what of the query was not understood."""
    page = answer.page
    parts = [f"{counted(page.total, 'article')} in {duration(page.took_ms)}"]
    parts += [f"{pick.field}: {line(pick.value)}" for pick in answer.question.picks]
    if answer.asked != answer.question:
        parts.insert(0, f"for {line(answer.asked.query)}")
    text = Text(SEPARATOR.join(parts), style=styles.FAINT)
    for found in page.diagnostics[:2]:
        hint = f" ({line(found.hint)})" if found.hint else ""
        text.append(f"\n{line(found.level)}: {line(found.message)}{hint}", style=styles.LEVELS.get(found.level, ""))
    return text


def article_rows(article: Article, marks: Sequence[Span]) -> list[tuple[str, tuple[Span, ...]]]:
    """Give the paragraphs of an article with what matched in each."""
    return [piece for text, inside in paragraphs(article.text, marks) for piece in _pieces(text, inside)]


def _pieces(text: str, marks: Sequence[Span]) -> Iterator[tuple[str, tuple[Span, ...]]]:
    """Cut a long paragraph at blanks, and nowhere in a match; each match is in the piece where it begins."""
    start, first = 0, 0
    while start < len(text):
        end, last = len(text), len(marks)
        if end - start > LONGEST:
            end = max(text.rfind(" ", start, start + LONGEST) + 1, start + LONGEST // 2)
            last = next((place for place in range(first, len(marks)) if marks[place][0] >= end), len(marks))
            end = max(end, marks[last - 1][1]) if last > first else end
        yield text[start:end], tuple((left - start, right - start) for left, right in marks[first:last])
        start, first = end, last


def paragraph_text(text: str, marks: Sequence[Span], *, current: int | None = None) -> Text:
    """Draw one paragraph with its matches, the match number *current* so that it is seen."""
    drawn = prose(text, marks)
    if current is not None:
        drawn.stylize(CURRENT, *marks[current])
    return drawn


def _folded(lines: Iterable[RenderableType]) -> Iterator[RenderableType]:
    return (drawn.folded() if isinstance(drawn, Whole) else drawn for drawn in lines)


def _style(field: str) -> str:
    return {"speaker": styles.SPEAKER, "topic": styles.TOPIC}.get(field, styles.DATE)
