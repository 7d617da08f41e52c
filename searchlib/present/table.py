"""Here is an answer, give me its CSV: a header and a row a hit, quotation, value, bucket or query.

Cells are one line each. A cell of text that a spreadsheet would run as a formula starts with an apostrophe.
"""

import csv
import re
from collections.abc import Iterator, Sequence
from typing import TypeAlias

from searchlib.contract import Json
from searchlib.present.machine import dumps
from searchlib.present.safe import line
from searchlib.present.sheet import sheet
from searchlib.present.shown import Shown

Cell: TypeAlias = str | int | float | None

_FORMULA = re.compile(r"(?:^|(?<=;))(?=[\s\xad\u200b-\u200f\u2060\ufeff]*[=+\-@＝＋－＠﹦﹢﹣﹫])")
"""In front of what a spreadsheet takes for the beginning of a formula; some of them the wide and small forms, too.

Where numbers have a decimal comma, a semicolon begins another cell, whatever marks are around it.
"""
_BEGINS_BADLY = ("\t", "\r")


def lines(value: Shown, query: str = "") -> Iterator[str]:
    """Give *value* as the lines of a CSV file.

    Example:
        >>> from searchlib.model import Values
        >>> list(lines(Values("speaker", (("=1+1", 2), ("Lee, Ann", 1)))))
        ['value,count', "'=1+1,2", '"Lee, Ann",1']
    """
    return rows(value, fields=())


def rows(value: Shown, *, fields: Sequence[str]) -> Iterator[str]:
    """Give the columns *fields* of *value*, or those shown unasked, as CSV that no spreadsheet runs.

    Raises:
        UsageError: there is no such column.
    """
    return (written([harmless(cell) for cell in row]) for row in table(value, fields=fields))


def raw_rows(value: Shown, *, fields: Sequence[str]) -> Iterator[str]:
    """Give the same with text that looks like a formula as it is."""
    return (written([raw(cell) for cell in row]) for row in table(value, fields=fields))


def table(value: Shown, *, fields: Sequence[str]) -> Iterator[Sequence[Cell]]:
    """Give the header and the rows of *value* as cells.

    Raises:
        UsageError: there is no such column.
    """
    found = sheet(value)
    names = found.chosen(fields)
    yield names
    for cells in found.rows:
        yield [cell_of(cells(name)) for name in names]


def cell_of(value: Json) -> Cell:
    """Give a value as one cell: names and topics as a list, what has more parts as JSON.

    Example:
        >>> cell_of(["Ann Lee", "Bo"]), cell_of([{"code": "1", "label": "crime"}]), cell_of([[0, 4]])
        ('Ann Lee; Bo', 'crime', '[[0, 4]]')
    """
    if isinstance(value, bool):
        return dumps(value)
    if value is None or isinstance(value, (str, int, float)):
        return value
    if isinstance(value, list):
        parts = [item.get("label") if isinstance(item, dict) else item for item in value]
        if all(isinstance(part, str) for part in parts):
            return "; ".join(map(str, parts))
    return dumps(value)


def harmless(cell: Cell) -> Cell:
    """Put an apostrophe before text that a spreadsheet would run.

    Example:
        >>> harmless("@SUM(A1)"), harmless("Ann Lee"), harmless("Ann; =1+1"), harmless(-1)
        ("'@SUM(A1)", 'Ann Lee', "Ann;' =1+1", -1)
    """
    if not isinstance(cell, str):
        return cell
    # Looked at before white space is collapsed: a leading tab is one of the dangers.
    shown = _FORMULA.sub("'", line(cell))
    return f"'{shown}" if cell.startswith(_BEGINS_BADLY) and not shown.startswith("'") else shown


def raw(cell: Cell) -> Cell:
    """Leave text that a spreadsheet would run as it is; what a terminal would obey is shown all the same."""
    return line(cell) if isinstance(cell, str) else cell


def written(row: Sequence[Cell]) -> str:
    """Write one line of CSV, without its end."""
    kept = _Kept()
    csv.writer(kept, lineterminator="").writerow(row)
    return kept.last


class _Kept:
    """The file that `csv.writer` asks for: it keeps the last line."""

    last = ""

    def write(self, text: str) -> None:
        self.last = text
