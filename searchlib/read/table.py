"""Here is a table, give me an article for each of its rows."""

import csv
import re
from collections.abc import Iterator
from itertools import chain
from typing import TYPE_CHECKING, Final, NamedTuple

from searchlib.errors import ReadError
from searchlib.model import Failure
from searchlib.read.decode import decode_as
from searchlib.read.limits import MAX_LINE
from searchlib.read.options import AS_GIVEN, ReadOptions
from searchlib.read.records import columns, finished
from searchlib.read.source import Found, Input, capped
from searchlib.read.stream import lines, with_encoding

if TYPE_CHECKING:
    from _csv import Reader

_DELIMITERS: Final = ",;\t|"
_LINES: Final = re.compile(r"[^\r\n]*(?:\r\n?|\n)|[^\r\n]+")
"""Also those of old Macintosh files, which end with a carriage return alone."""


class _Table(NamedTuple):
    entry: Input
    header: list[str]
    chosen: dict[str, int]
    """Field of the article → number of its column."""
    options: ReadOptions


def read(entry: Input, options: ReadOptions) -> Iterator[Found | Failure]:
    """Give an article for each row of *entry* below its header; rows of another width are reported.

    A row that lacks cells at its end is taken in if its text is there; one with too many is not, as its text is cut.

    Raises:
        ReadError: the header has no column for the text, or a cell is longer than `MAX_LINE`.
    """
    entry, encoding = with_encoding(entry)
    _allow_long_cells()
    doubts: list[Failure] = []
    texts = _decoded(entry, encoding, doubts)
    first = next(texts, "")
    if first.lower().startswith("sep="):
        first = next(texts, "")
    rows = csv.reader(chain([first], texts), delimiter=_delimiter(first))
    try:
        header = [name.strip() for name in next(rows, [])]
        names = columns(header, entry.place, options=options)
        table = _Table(entry, header, {field: header.index(name) for field, name in names.items()}, options)
        yield from capped(_rows(table, rows), entry.place)
    except csv.Error as error:
        yield Failure(entry.at(rows.line_num).place, _why_ended(error))
    yield from capped(iter(doubts), entry.place)


def _rows(table: _Table, rows: "Reader") -> Iterator[Found | Failure]:
    line = rows.line_num + 1
    for cells in rows:
        if any(cells):
            yield from _row(table, cells, line, rows.line_num)
        line = rows.line_num + 1


def _row(table: _Table, cells: list[str], line: int, last: int) -> Iterator[Found | Failure]:
    width, here = len(table.header), table.entry.at(line)
    while len(cells) > width and not cells[-1]:
        cells.pop()
    if len(cells) > width or table.chosen["text"] >= len(cells):
        spans = f", down to line {last}; perhaps a quotation mark is not closed" if last > line else ""
        yield Failure(here.place, f"{len(cells)} cells where the header has {width}{spans}")
        return
    values = {field: cells[column] for field, column in table.chosen.items() if column < len(cells)}
    stripped = {field: value if field == "text" else value.strip() or None for field, value in values.items()}
    try:
        yield Found(finished(stripped, here, row=line, options=table.options), table.entry.place, line)
    except ReadError as error:
        yield Failure(error.path, error.reason)
        return
    if len(cells) < width:
        yield Failure(here.place, f"{len(cells)} cells where the header has {width}; read with the last ones empty")


def _decoded(entry: Input, encoding: str, doubts: list[Failure]) -> Iterator[str]:
    """Give the lines as text; what is wrong with one goes to *doubts*, as the reader of tables takes text alone."""
    for number, line in lines(entry):
        if line is None:
            doubts.append(Failure(entry.at(number).place, f"a line of more than {MAX_LINE >> 20} MB; skipped"))
            continue
        text, doubt = decode_as(line, encoding, options=AS_GIVEN)
        if doubt:
            doubts.append(Failure(entry.at(number).place, doubt))
        yield from _LINES.findall(text) if "\r" in text.rstrip("\r\n") else (text,)


def _why_ended(error: csv.Error) -> str:
    if "limit" in str(error):
        return f"a cell of more than {MAX_LINE >> 20} MB ends the table; perhaps a quotation mark is not closed"
    return f"the table ends here: {error}"


def _delimiter(header: str) -> str:
    """The mark that stands most often in the header, outside of quotation marks.

    Example:
        >>> _delimiter('title;"text, all of it";date')
        ';'
    """
    bare = re.sub(r'"[^"]*"', "", header)
    return max(_DELIMITERS, key=bare.count)


def _allow_long_cells() -> None:
    """Raise the limit of the csv module, which is one for the whole process; never lower it."""
    if csv.field_size_limit() < MAX_LINE:
        csv.field_size_limit(MAX_LINE)
