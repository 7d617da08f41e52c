"""Here is an answer and the names of some of its columns, give me only these: as JSON, or as lines for a pipe."""

from collections.abc import Iterator, Sequence
from typing import Final

from searchlib.contract import SCHEMA_VERSION, Json, shape
from searchlib.errors import UsageError
from searchlib.model import Bench, Page, QuotePage, Timeline, Values
from searchlib.present import machine
from searchlib.present.listing import Listing
from searchlib.present.machine import Object, dumps
from searchlib.present.safe import line
from searchlib.present.sheet import sheet
from searchlib.present.shown import Extraction, Shown
from searchlib.present.table import cell_of

VERBATIM: Final = ("id", "path")
"""What another program takes back: not a character of these may change on the way."""


def json_lines(value: Shown, query: str = "", *, fields: Sequence[str]) -> Iterator[str]:
    """Give *value* as one JSON object whose rows have *fields* alone.

    Raises:
        UsageError: there is no such field.

    Example:
        >>> list(json_lines(Values("speaker", (("Ann Lee", 2),)), fields=["value"]))
        ['{"schema_version": 1, "query": "", "field": "speaker", "values": [{"value": "Ann Lee"}], "diagnostics": []}']
    """
    rows = picked_objects(value, query, fields=fields)
    key = _rows_of(value)
    if isinstance(value, Extraction):
        articles: list[Json] = [*rows]
        yield dumps({"schema_version": SCHEMA_VERSION, "articles": articles, "failed": shape(tuple(value.failed))})
    elif key:
        chosen: list[Json] = [*rows]
        yield dumps(machine.whole(_without_hits(value), query) | {key: chosen})
    else:
        yield from (dumps({"schema_version": SCHEMA_VERSION} | row) for row in rows)


def records(value: Shown, query: str = "", *, fields: Sequence[str]) -> Iterator[str]:
    """Give each row of *value* as a JSON object of *fields* alone.

    Raises:
        UsageError: there is no such field.
    """
    return map(dumps, picked_objects(value, query, fields=fields))


def plain_lines(value: Shown, *, fields: Sequence[str]) -> Iterator[str]:
    """Give *fields* of each row between tabs, each on one line.

    Raises:
        UsageError: there is no such field.
    """
    found = sheet(value)
    names = found.chosen(fields)
    for cells in found.rows:
        yield "\t".join(line(_text(cells(name))) for name in names)


def verbatim_lines(value: Shown, *, fields: Sequence[str]) -> Iterator[str]:
    """Give the same for a program that reads up to a NUL: `VERBATIM` fields are as they are in the index.

    Raises:
        UsageError: there is no such field.
    """
    found = sheet(value)
    names = found.chosen(fields)
    for cells in found.rows:
        texts = ((name, _text(cells(name))) for name in names)
        yield "\t".join(text.replace("\0", "") if name in VERBATIM else line(text) for name, text in texts)


def _text(value: Json) -> str:
    cell = cell_of(value)
    return "" if cell is None else str(cell)


def picked_objects(value: Shown, query: str, *, fields: Sequence[str]) -> Iterator[Object]:
    """Give the objects of `records` before they are text.

    Raises:
        UsageError: there is no such field.
    """
    if _rows_of(value):
        found = sheet(value)
        names = found.chosen(fields)
        return ({name: cells(name) for name in names} for cells in found.rows)
    return (_picked(whole, fields) for whole in machine.objects(value, query))


def _picked(whole: Object, fields: Sequence[str]) -> Object:
    for name in fields:
        if name not in whole:
            raise UsageError("--fields", name, f"some of {', '.join(whole)}")
    return {name: whole[name] for name in fields}


def _rows_of(value: Shown) -> str:
    """Name the array of rows in the JSON of *value*; "" where the object as a whole is the record."""
    match value:
        case Page():
            return "hits"
        case QuotePage():
            return "rows"
        case Values():
            return "values"
        case Timeline():
            return "buckets"
        case Bench():
            return "queries"
        case Listing():
            return value.kind
        case _:
            return ""


def _without_hits(value: Shown) -> Page | QuotePage | Values | Timeline | Bench | Listing:
    """Give the frame of an answer; of a page without its rows, which cost most to work out."""
    match value:
        case Page():
            notes, facets = value.diagnostics, value.facets
            return Page(
                value.query,
                (),
                total=value.total,
                took_ms=value.took_ms,
                diagnostics=notes,
                next=lambda: value.next,
                facets=facets,
            )
        case QuotePage():
            notes = value.diagnostics
            return QuotePage(
                value.query, (), total=value.total, took_ms=value.took_ms, diagnostics=notes, next=lambda: value.next
            )
        case Values() | Timeline() | Bench() | Listing():
            return value
        case _:
            raise TypeError(f"no rows in {type(value).__name__}")
