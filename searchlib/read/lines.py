"""Here are lines of JSON, give me their articles: one object a line, a bad line harms no other."""

import io
import json
import os
import stat
from collections.abc import Iterable, Iterator
from typing import BinaryIO, Final, cast

from searchlib.errors import ReadError
from searchlib.model import Article, Failure
from searchlib.read.decode import decode_as
from searchlib.read.limits import MAX_LINE, MAX_VALUES
from searchlib.read.meter import Meter
from searchlib.read.once import once
from searchlib.read.options import AS_GIVEN, ReadOptions
from searchlib.read.records import article
from searchlib.read.source import Found, Input, capped, reason
from searchlib.read.stream import lines, with_encoding

STDIN: Final = "-"
"""Name of the standard input in ids and messages."""
_DEFAULT: Final = ReadOptions()


def from_stream(stream: BinaryIO, *, options: ReadOptions = _DEFAULT) -> Iterator[Article | Failure]:
    """Read JSONL from *stream*, e.g. ``sys.stdin.buffer``, as it comes.

    Returns:
        Articles without ``path``; those without id and URL are named ``-#LINE``. A `Failure` for each bad line.

    Raises:
        Nothing.

    Example:
        >>> [article.id for article in from_stream(io.BytesIO(b'{"text": "Rain fell."}'))]
        ['-#1']
    """
    wrapped = stream if isinstance(stream, io.BufferedReader) else io.BufferedReader(cast(io.RawIOBase, stream))
    buffered: io.BufferedReader = wrapped
    found = _guarded(Input(STDIN, "", STDIN, buffered), options)
    return once(_metered(found, buffered, options.meter) if options.meter else found, options=options)


def left_of(stream: BinaryIO) -> int | None:
    """Give how many bytes are still to be read of *stream*; None where it is no regular file, as of a pipe.

    Example:
        >>> left_of(io.BytesIO(b"no file"))
    """
    try:
        found = os.fstat(stream.fileno())
        return max(0, found.st_size - stream.tell()) if stat.S_ISREG(found.st_mode) else None
    except (OSError, ValueError):  # a stream that somebody put in place of the usual one
        return None


def read(entry: Input, options: ReadOptions) -> Iterator[Found | Failure]:
    """Give an article for each line of *entry*, a `Failure` for each that holds none."""
    entry, encoding = with_encoding(entry)
    return rows(entry, lines(entry), encoding=encoding, options=options)


def rows(
    entry: Input, numbered: Iterable[tuple[int, bytes | None]], *, encoding: str, options: ReadOptions
) -> Iterator[Found | Failure]:
    """Give the articles of *numbered* lines."""
    found = (
        item
        for number, line in numbered
        if line is None or not line.isspace()
        for item in _row(entry.at(number), line, number=number, encoding=encoding, options=options)
    )
    placed = (item._replace(place=entry.place) if isinstance(item, Found) else item for item in found)
    return capped(placed, entry.place)


def _row(
    entry: Input, line: bytes | None, *, number: int, encoding: str, options: ReadOptions
) -> Iterator[Found | Failure]:
    if line is None:
        yield Failure(entry.place, f"a line of more than {MAX_LINE >> 20} MB; skipped")
        return
    text, doubt = decode_as(line, encoding, options=AS_GIVEN)
    try:
        record = an_object(parsed(text, entry.place), entry.place)
        yield Found(article(record, entry, row=number, options=options), entry.place, number)
    except ReadError as error:
        yield Failure(error.path, error.reason)
        return
    if doubt:
        yield Failure(entry.place, doubt)


def parsed(text: str, place: str) -> object:
    """Parse one JSON value.

    Raises:
        ReadError: it is none, nested too deeply, or has more parts than `MAX_VALUES`.
    """
    if len(text) > MAX_VALUES and sum(map(text.count, ",[{")) > MAX_VALUES:
        raise ReadError(place, f"JSON of more than {MAX_VALUES:,} values, which is the most that is read at once")
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        where = f"line {error.lineno}, " if error.lineno > 1 else ""
        raise ReadError(
            place, f"not JSON: {error.msg[:1].lower()}{error.msg[1:]} ({where}column {error.colno})"
        ) from error
    except RecursionError as error:
        raise ReadError(place, "JSON nested too deeply") from error
    except ValueError as error:
        raise ReadError(place, f"not JSON that is read: {reason(error).partition(': value')[0]}") from error


def an_object(value: object, place: str) -> dict[str, object]:
    """Give *value* back if it is an object.

    Raises:
        ReadError: it is another value.
    """
    if isinstance(value, dict):
        return value
    raise ReadError(place, f"a JSON {_KINDS.get(type(value).__name__, 'value')}, not an object with a text")


def _guarded(entry: Input, options: ReadOptions) -> Iterator[Found | Failure]:
    try:
        yield from read(entry, options)
    except ReadError as error:
        yield Failure(error.path, error.reason)
    except OSError as error:
        yield Failure(entry.place, reason(error))


def _metered(found: Iterator[Found | Failure], stream: io.BufferedReader, meter: Meter) -> Iterator[Found | Failure]:
    """Note how far a stream has been read that is a file; of others nobody knows how much there is."""
    size = left_of(stream)
    begun = 0 if size is None else stream.tell()
    for item in found:
        if size is not None:
            meter.at(stream.tell() - begun)
        yield item
    meter.ended(size or 0)


_KINDS = {
    "list": "array",
    "str": "string",
    "int": "number",
    "float": "number",
    "bool": "truth value",
    "NoneType": "null",
}
