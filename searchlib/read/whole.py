"""Here is a JSON file, give me its articles: one object, an array of them, or a wrapper around an array."""

import json
from collections.abc import Iterator
from itertools import chain
from typing import Final

from searchlib.errors import ReadError
from searchlib.model import Failure
from searchlib.read import lines as json_lines
from searchlib.read.decode import decode_as
from searchlib.read.limits import MAX_JSON
from searchlib.read.options import AS_GIVEN, ReadOptions
from searchlib.read.records import article
from searchlib.read.source import Found, Input, capped
from searchlib.read.stream import lines, with_encoding

WRAPPERS: Final = ("articles", "items", "docs", "documents", "results", "data", "entries", "records", "rows", "stories")
"""Keys under which an object may hold the array of its articles."""


def read(entry: Input, options: ReadOptions) -> Iterator[Found | Failure]:
    """Give an article for each object of *entry*, a `Failure` for each value that is none.

    Raises:
        ReadError: it is no JSON, larger than `MAX_JSON`, or holds no objects.

    Memory: the file and its parsed value; files of one object a line are read by line.
    """
    entry, encoding = with_encoding(entry)
    first = entry.stream.readline(MAX_JSON + 1)
    if _is_object(first) and entry.stream.peek(1):
        rest = ((number + 1, line) for number, line in lines(entry))
        yield from json_lines.rows(entry, chain([(1, first)], rest), encoding=encoding, options=options)
        return
    data = first + entry.stream.read(MAX_JSON + 1 - len(first))
    if len(data) > MAX_JSON:
        raise ReadError(entry.place, f"larger than {MAX_JSON >> 20} MB; write one object a line and name it .jsonl")
    if not data.strip():
        raise ReadError(entry.place, "empty file")
    text, doubt = decode_as(data, encoding, options=AS_GIVEN)
    yield from capped(_items(json_lines.parsed(text, entry.place), entry, options), entry.place)
    if doubt:
        yield Failure(entry.place, doubt)


def _items(value: object, entry: Input, options: ReadOptions) -> Iterator[Found | Failure]:
    rows = _rows(value, options)
    if rows is None:
        yield Found(article(json_lines.an_object(value, entry.place), entry, row=0, options=options), entry.place)
        return
    for number, row in enumerate(rows, 1):
        here = entry.at(number)
        if options.meter:
            options.meter.done(number, of=len(rows))
        try:
            record = json_lines.an_object(row, here.place)
            yield Found(article(record, here, row=number, options=options), entry.place, number)
        except ReadError as error:
            yield Failure(error.path, error.reason)


def _rows(value: object, options: ReadOptions) -> list[object] | None:
    """The array of articles, or None where *value* is one article itself."""
    if isinstance(value, list):
        return value
    if not isinstance(value, dict) or (options.map or {}).get("text", "text") in value:
        return None
    for name in WRAPPERS:
        inner = value.get(name)
        if isinstance(inner, list) and (not inner or any(isinstance(item, dict) for item in inner)):
            return inner
    return None


def _is_object(line: bytes) -> bool:
    try:
        return line.lstrip()[:1] == b"{" and isinstance(json.loads(line), dict)
    except (ValueError, RecursionError):
        return False
