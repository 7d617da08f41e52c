"""Here is a file, give me its articles: which reader takes which suffix, also inside compressed files.

A new kind of file is a module, a row in `READERS` and a test.
"""

import os
from collections.abc import Callable, Iterator
from contextlib import closing
from typing import Final, TypeAlias

from searchlib.errors import ReadError
from searchlib.late import load
from searchlib.model import Failure
from searchlib.read.options import ReadOptions
from searchlib.read.packed import PACKED, unpacked
from searchlib.read.source import Found, Input, Source, open_regular, printable, reason
from searchlib.read.unnamed import LOOKED_AT, begins_as_page, is_page, may_be_page

Reader: TypeAlias = Callable[[Input, ReadOptions], Iterator[Found | Failure]]
"""``read(entry, options)``: raises `ReadError`, and what the stream raises when it is read."""

READERS: Final = {
    ".txt": "text",
    ".md": "markdown",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".mhtml": "mhtml",
    ".mht": "mhtml",
    ".eml": "message",
    ".mbox": "mailbox",
    ".xml": "feed",
    ".rss": "feed",
    ".atom": "feed",
    ".json": "whole",
    ".jsonl": "lines",
    ".ndjson": "lines",
    ".csv": "table",
    ".tsv": "table",
}
"""Suffix → the module that reads it, which is loaded for the first file of its kind: pages take 20 ms along."""
ZIP: Final = ".zip"
ONE_ARTICLE: Final = frozenset((".txt", ".md", ".html", ".htm", ".xhtml", ".mhtml", ".mht", ".eml"))
"""Suffixes of files that hold one article; the others hold any number."""


def readable(name: str) -> bool:
    """Say whether *name* has a suffix that is read.

    Example:
        >>> [readable(name) for name in ("a/b.TXT", "a.jsonl.xz", "a.zip", "a.png", "a.tar.gz")]
        [True, True, True, False, False]
    """
    stem, suffix = _split(name)
    return suffix in READERS or suffix == ZIP or (suffix in PACKED and _split(stem)[1] in READERS)


def readable_file(path: str) -> bool:
    """Say whether the file at *path* is of a kind that is read: by its name, or as it is a page."""
    return readable(path) or is_page(path)


def holds_one(name: str) -> bool:
    """Say whether a file of this *name* holds one article.

    Example:
        >>> [holds_one(name) for name in ("a.txt", "a.html.gz", "a.csv", "a.zip")]
        [True, True, False, False]
    """
    stem, suffix = _split(name)
    return (_split(stem)[1] if suffix in PACKED else suffix) in ONE_ARTICLE


def read(source: Source, *, options: ReadOptions) -> Iterator[Found | Failure]:
    """Read the articles of one file; what goes wrong is a `Failure`, also after some articles.

    Raises:
        Nothing.
    """
    path = printable(source.path)
    try:
        with open_regular(source.path) as stream:
            for item in _any(Input(source.id, path, path, stream), source.path, options):
                if options.meter:
                    options.meter.at(stream.raw.tell())
                yield item
    except ReadError as error:
        yield Failure(printable(error.path), error.reason)
    except (OSError, ValueError) as error:
        yield Failure(path, reason(error))
    if options.meter:
        options.meter.ended(source.size)


def _any(entry: Input, name: str, options: ReadOptions) -> Iterator[Found | Failure]:
    stem, suffix = _split(name)
    if suffix == ZIP:
        from searchlib.read.zipped import members  # noqa: PLC0415

        for member in members(entry):
            if isinstance(member, Failure):
                yield member
            elif readable(member.id) or _is_page(member, member.id):
                yield from _member(member, options)
    elif suffix in PACKED:
        yield from _plain(entry._replace(stream=unpacked(entry, suffix)), stem, options)
    else:
        yield from _plain(entry, name, options)


def _member(entry: Input, options: ReadOptions) -> Iterator[Found | Failure]:
    """Read one member of a zip file; its failure ends with it."""
    if options.meter:
        options.meter.began()
    try:
        with closing(entry.stream):
            yield from _plain(entry, entry.id, options)
    except ReadError as error:
        yield Failure(error.path, error.reason)


def _plain(entry: Input, name: str, options: ReadOptions) -> Iterator[Found | Failure]:
    suffix = _split(name)[1]
    if suffix in PACKED or suffix == ZIP:
        raise ReadError(entry.place, "a compressed file inside a compressed file, which is not opened")
    kind = READERS.get(suffix) or ("html" if _is_page(entry, name) else None)
    if kind is None:
        raise ReadError(entry.place, f"not a kind of file that is read ({' '.join([*READERS, *PACKED, ZIP])})")
    reader: Reader = load(f"{__package__}.{kind}").read
    yield from reader(entry, options)


def _is_page(entry: Input, name: str) -> bool:
    try:
        return may_be_page(name) and begins_as_page(entry.stream.peek(LOOKED_AT))
    except ReadError:  # a member that cannot be unpacked, and whose name says nothing
        return False


def _split(name: str) -> tuple[str, str]:
    stem, suffix = os.path.splitext(name)
    return stem, suffix.lower()
