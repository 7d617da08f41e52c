"""Here is an answer, give me its rows and columns: what CSV shows, and what ``--fields`` chooses from in any form.

A column is a function of the row, so that what is not asked for is not worked out.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from operator import attrgetter, itemgetter
from typing import Final, NamedTuple, TypeAlias, TypeVar, assert_never

from searchlib.contract import Json, shape
from searchlib.errors import UsageError
from searchlib.model import (
    ArticleView,
    Bench,
    Check,
    Date,
    Facts,
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
    Total,
    Upkeep,
    Values,
)
from searchlib.present.listing import Listing
from searchlib.present.shown import Extraction, Shown
from searchlib.present.when import article_date, iso

Row = TypeVar("Row")
Columns: TypeAlias = Mapping[str, Callable[[Row], Json]]
Cells: TypeAlias = Callable[[str], Json]
"""The value of one row in the column of a name."""


class Sheet(NamedTuple):
    """Rows under columns."""

    names: tuple[str, ...]
    """Every column that can be asked for."""
    shown: tuple[str, ...]
    """Those shown where nobody asks."""
    rows: Iterable[Cells]

    def chosen(self, fields: Sequence[str]) -> tuple[str, ...]:
        """Give the columns to show: *fields*, or those shown unasked.

        Raises:
            UsageError: there is no such column.
        """
        for name in fields:
            if name not in self.names:
                raise UsageError("--fields", name, f"some of {', '.join(self.names)}")
        return tuple(fields) or self.shown


def sheet(value: Shown) -> Sheet:
    """Give *value* as rows and columns.

    Example:
        >>> rain = sheet(Values("speaker", (("Ann Lee", 2),)))
        >>> rain.shown, [[cells(name) for name in rain.shown] for cells in rain.rows]
        (('value', 'count'), [['Ann Lee', 2]])
    """
    match value:
        case Page():
            return _sheet(_HIT, value.hits, shown=_HIT_SHOWN)
        case QuotePage():
            return _sheet(_QUOTE_ROW, value.rows, shown=_QUOTE_ROW_SHOWN)
        case ArticleView():
            return _sheet(_SAID, _said([Stored(value.article, value.facts)]), shown=_SAID_SHOWN)
        case Extraction():
            return _sheet(_SAID, _said(value), shown=_SAID_SHOWN)
        case Values():
            return _sheet(_pair("value", "count"), value.values)
        case Timeline():
            return _sheet(_pair("start", "count"), (*value.buckets, ("undated", value.undated)))
        case Report() | Stats() | Check() | Upkeep():
            return _sheet({name: partial(_counted, name) for name in value._fields}, [value])
        case Bench():
            return _sheet(_attributes(QueryTimes._fields), value.queries)
        case Total():
            return _sheet({"total": attrgetter("total")}, [value])
        case Listing():
            return _sheet({name: itemgetter(place) for place, name in enumerate(value.columns)}, value.rows)
        case _:
            assert_never(value)


def _sheet(columns: Columns[Row], rows: Iterable[Row], *, shown: tuple[str, ...] = ()) -> Sheet:
    names = tuple(columns)
    return Sheet(names, shown or names, (partial(_cell, columns, row) for row in rows))


def _cell(columns: Columns[Row], row: Row, name: str) -> Json:
    return columns[name](row)


def _attributes(names: Iterable[str]) -> Columns[object]:
    return {name: partial(_attribute, name) for name in names}


def _attribute(name: str, row: object) -> Json:
    return shape(getattr(row, name))


def _counted(name: str, row: object) -> Json:
    found = getattr(row, name)
    return len(found) if isinstance(found, tuple) else shape(found)


def _pair(first: str, second: str) -> Columns[tuple[str, int]]:
    return {first: itemgetter(0), second: itemgetter(1)}


def _snippet(hit: Hit) -> Json:
    return " … ".join(snippet.text for snippet in hit.snippets if snippet.field != "title")


def _dated(part: str, dates: Sequence[Date]) -> Json:
    date = article_date(dates)
    return shape(getattr(date, part)) if date else None


def _date_columns(dates: Callable[[Row], Sequence[Date]]) -> Columns[Row]:
    def column(part: str) -> Callable[[Row], Json]:
        return lambda row: _dated(part, dates(row))

    return {name: column(name) for name in ("earliest", "latest", "pattern", "precision")} | {
        "date": lambda row: iso(dates(row))
    }


def _said(articles: Iterable[Stored]) -> Iterable[tuple[str | None, Quote, Facts]]:
    return ((kept.article.id, quote, kept.facts) for kept in articles for quote in kept.facts.quotes)


def _of_quote(name: str) -> Callable[[tuple[str | None, Quote, Facts]], Json]:
    return lambda row: shape(getattr(row[1], name))


def _of_row(name: str) -> Callable[[QuoteRow], Json]:
    return lambda row: shape(getattr(row.quote, name))


_DATED = ("earliest", "latest", "pattern")
_HIT: Final[Columns[Hit]] = {
    **_attributes(Hit._fields),
    **_date_columns(lambda hit: hit.dates),
    "snippet": _snippet,
    "quote": lambda hit: hit.quotes[0].text if hit.quotes else None,
    "quote_speaker": lambda hit: hit.quotes[0].speaker if hit.quotes else None,
}
_HIT_SHOWN = ("rank", "score", "id", "title", *_DATED, "speakers", "topics", "path", "snippet")
# The pattern of a quotation is left to JSON: as a column, ``pattern`` is that of the date.
_QUOTE_ROW: Final[Columns[QuoteRow]] = {
    **_attributes(("rank", "score", "id", "title", "dates", "marks")),
    **_date_columns(lambda row: row.dates),
    **{name: _of_row(name) for name in Quote._fields if name != "pattern"},
}
_WORDS = ("speaker", "role", "cue", "type", "confidence", "text")
_QUOTE_ROW_SHOWN = ("rank", "score", "id", "title", *_DATED, *_WORDS)
_SAID: Final[Columns[tuple[str | None, Quote, Facts]]] = {
    "id": itemgetter(0),
    "title": lambda row: row[2].title.text if row[2].title else None,
    **_date_columns(lambda row: row[2].dates),
    **{name: _of_quote(name) for name in Quote._fields if name != "pattern"},
}
_SAID_SHOWN = ("id", *_WORDS)
