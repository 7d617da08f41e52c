"""Here is the form that was asked for, give me the function that makes its lines, loaded when it is asked for."""

from collections.abc import Callable, Iterator
from functools import partial

from searchlib.hints import Final
from searchlib.present import machine
from searchlib.present.shown import Shown
from searchlib.present.wish import Wish

MACHINE: Final = ("json", "jsonl", "csv")
CITATIONS: Final = ("bibtex", "ris", "markdown")
Lines = Callable[[Shown, str], Iterator[str]]


def lines_of(form: str, wish: Wish) -> Lines:
    """Give the function from an answer and its query to the lines of *form*."""
    if form == "csv" or wish.fields:
        return _by_columns(form, wish)
    if form == "json":
        return machine.lines
    if form == "jsonl":
        return machine.records
    from searchlib.present import plain  # noqa: PLC0415  # a JSON search needs it not

    return plain.lines


def _by_columns(form: str, wish: Wish) -> Lines:
    from searchlib.present import selected, table  # noqa: PLC0415  # a JSON search needs them not

    if form == "csv":
        rows = table.raw_rows if wish.cells == "raw" else table.rows
        return lambda value, query: rows(value, fields=wish.fields)
    if form == "json":
        return partial(selected.json_lines, fields=wish.fields)
    if form == "jsonl":
        return partial(selected.records, fields=wish.fields)
    plain = selected.verbatim_lines if wish.end == "\0" else selected.plain_lines
    return lambda value, query: plain(value, fields=wish.fields)
