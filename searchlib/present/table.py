"""Here is an answer, give me its CSV: a header and a row a hit, quotation, value, bucket or query.

Cells are one line each. A cell of text that a spreadsheet would run as a formula starts with an apostrophe.
"""

import csv
from collections.abc import Iterable, Iterator, Sequence
from typing import TypeAlias, assert_never

from searchlib.model import (
    ArticleView,
    Bench,
    Check,
    Date,
    Hit,
    Page,
    QueryTimes,
    Quote,
    QuotePage,
    QuoteRow,
    Report,
    Stats,
    Stored,
    Timeline,
    Values,
)
from searchlib.present.safe import line
from searchlib.present.shown import Extraction, Shown
from searchlib.present.when import article_date

Cell: TypeAlias = str | int | float | None

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_DATE = ("earliest", "latest", "pattern")
_HIT = ("rank", "score", "id", "title", *_DATE, "speakers", "topics", "path", "snippet")
_ROW = ("rank", "score", "id", "title", *_DATE, "speaker", "role", "cue", "type", "confidence", "text")
_QUOTE = ("id", "speaker", "role", "cue", "type", "confidence", "text")


def lines(value: Shown, query: str = "") -> Iterator[str]:
    """Give *value* as the lines of a CSV file.

    Example:
        >>> list(lines(Values("speaker", (("=1+1", 2), ("Lee, Ann", 1)))))
        ['value,count', "'=1+1,2", '"Lee, Ann",1']
    """
    lines_written = _Lines()
    writer = csv.writer(lines_written, lineterminator="")
    for row in _rows(value):
        writer.writerow([_harmless(cell) for cell in row])
        yield lines_written.last


class _Lines:
    """The file that `csv.writer` asks for: it keeps the last line."""

    last = ""

    def write(self, text: str) -> None:
        self.last = text


def _harmless(cell: Cell) -> Cell:
    if not isinstance(cell, str):
        return cell
    # Looked at before white space is collapsed: a leading tab is one of the dangers.
    shown = line(cell)
    return f"'{shown}" if cell.startswith(_FORMULA) or shown.startswith(_FORMULA) else shown


def _rows(value: Shown) -> Iterator[Sequence[Cell]]:
    match value:
        case Page():
            return _under(_HIT, map(_hit, value.hits))
        case QuotePage():
            return _under(_ROW, map(_quote_row, value.rows))
        case ArticleView():
            return _under(_QUOTE, _quotes(Stored(value.article, value.facts)))
        case Extraction():
            return _under(_QUOTE, (row for kept in value for row in _quotes(kept)))
        case Values():
            return _under(("value", "count"), value.values)
        case Timeline():
            return _under(("start", "count"), (*value.buckets, ("undated", value.undated)))
        case Report():
            return _under((*value._fields[:-1], "failed"), [(*value[:-1], len(value.failed))])
        case Check():
            return _under((*value._fields[:-1], "problems"), [(*value[:-1], len(value.problems))])
        case Stats():
            return _under(value._fields, [value])
        case Bench():
            return _under(QueryTimes._fields, value.queries)
        case _:
            assert_never(value)


def _under(header: Sequence[str], rows: Iterable[Sequence[Cell]]) -> Iterator[Sequence[Cell]]:
    yield header
    yield from rows


def _hit(hit: Hit) -> Sequence[Cell]:
    topics = "; ".join(topic.label for topic in hit.topics)
    body = [snippet.text for snippet in hit.snippets if snippet.field != "title"]
    return (
        *(hit.rank, hit.score, hit.id, hit.title),
        *_date(hit.dates),
        *("; ".join(hit.speakers), topics, hit.path, " … ".join(body)),
    )


def _quote_row(row: QuoteRow) -> Sequence[Cell]:
    return (row.rank, row.score, row.id, row.title, *_date(row.dates), *_quote(row.quote))


def _quotes(kept: Stored) -> Iterator[Sequence[Cell]]:
    for quote in kept.facts.quotes:
        yield (kept.article.id, *_quote(quote))


def _quote(quote: Quote) -> Sequence[Cell]:
    return (quote.speaker, quote.role, quote.cue, quote.type, quote.confidence, quote.text)


def _date(dates: Sequence[Date]) -> Sequence[Cell]:
    date = article_date(dates)
    return (date.earliest, date.latest, date.pattern) if date else (None, None, None)
