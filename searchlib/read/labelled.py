"""Here is JSONL whose records also say what they are about, give me each article with its labels."""

import os
import sys
from collections.abc import Iterator
from typing import NamedTuple

from searchlib.errors import ReadError
from searchlib.model import Article, Failure
from searchlib.read.decode import clean_surrogates, decode_as
from searchlib.read.limits import MAX_LINE
from searchlib.read.lines import STDIN, an_object, parsed
from searchlib.read.options import AS_GIVEN, ReadOptions
from searchlib.read.packed import PACKED, unpacked
from searchlib.read.records import article
from searchlib.read.source import Input, open_regular, printable, reason
from searchlib.read.stream import lines, with_encoding

KEYS = ("topics", "topic", "labels", "label", "categories", "category")
"""The first of these that a record has holds its labels."""
_DEFAULT = ReadOptions()


class Labelled(NamedTuple):
    """An article and what somebody says it is about."""

    article: Article
    labels: tuple[str, ...]


def labelled(path: str) -> Iterator[Labelled | Failure]:
    """Read labelled articles, one JSON object a line: ``{"title": …, "text": …, "topics": ["harbour", …]}``.

    Args:
        path: A file, perhaps compressed, or ``-`` for standard input.

    Returns:
        Articles with their labels; one that has none speaks against all. A `Failure` for each bad line.

    Raises:
        ReadError: the file cannot be opened or read.
    """
    try:
        if path == STDIN:
            yield from _rows(Input(STDIN, "", STDIN, sys.stdin.buffer))  # type: ignore[arg-type]  # buffered, whatever its class
            return
        with open_regular(path) as stream:
            entry = Input(path, path, printable(path), stream)
            suffix = os.path.splitext(path)[1].lower()
            yield from _rows(entry._replace(stream=unpacked(entry, suffix)) if suffix in PACKED else entry)
    except (OSError, EOFError) as error:
        raise ReadError(printable(path), reason(error)) from error


def _rows(entry: Input) -> Iterator[Labelled | Failure]:
    entry, encoding = with_encoding(entry)
    for number, line in lines(entry):
        place = entry.at(number)
        if line is None:
            yield Failure(place.place, f"a line of more than {MAX_LINE >> 20} MB; skipped")
        elif not line.isspace():
            try:
                text, _ = decode_as(line, encoding, options=AS_GIVEN)
                record = an_object(parsed(text, place.place), place.place)
                labels = _labels(record, place.place)
                yield Labelled(article(record, place, row=number, options=_DEFAULT), labels)
            except ReadError as error:
                yield Failure(error.path, error.reason)


def _labels(record: dict[str, object], place: str) -> tuple[str, ...]:
    """The labels of a record, each once.

    Raises:
        ReadError: it has no such key, or something else than words there.
    """
    key = next((key for key in KEYS if key in record), None)
    if key is None:
        raise ReadError(place, 'no "topics"; expected a list of labels')
    value = record[key]
    values = value if isinstance(value, list) else [value]
    if not all(isinstance(item, str) for item in values):
        raise ReadError(place, f'"{key}" is no list of labels')
    names = (" ".join(clean_surrogates(str(item)).split()) for item in values)
    return tuple(dict.fromkeys(name for name in names if name))
