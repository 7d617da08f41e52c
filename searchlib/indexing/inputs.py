"""Here is what a user named - paths, ``-`` for standard input, or articles -, give me articles and failures."""

import os
import re
import sys
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Final, TypeAlias

from searchlib.errors import UsageError
from searchlib.model import Article, Failure
from searchlib.read.limits import MAX_ARTICLE
from searchlib.read.lines import from_stream, left_of
from searchlib.read.meter import Meter
from searchlib.read.options import ReadOptions
from searchlib.read.walk import articles, expected

STDIN: Final = "-"
_LONE_SURROGATE: Final = re.compile("[\ud800-\udfff]")
_ISO_LENGTHS: Final = (4, 7, 10)
Inputs: TypeAlias = "str | os.PathLike[str] | Iterable[str | os.PathLike[str] | Article]"
"""One path, or any number of paths and articles."""


def listed(inputs: Inputs) -> Iterator[str | Article]:
    """Give one path or article after the other.

    Raises:
        UsageError: something is neither a path nor an `Article`.
    """
    if isinstance(inputs, (str, os.PathLike, Article)):
        inputs = (inputs,)
    for item in inputs:
        if isinstance(item, (Article, str)):
            yield item
        elif isinstance(item, os.PathLike):
            yield os.fspath(item)
        else:
            raise UsageError("inputs", item, "paths, or Articles")


def read_inputs(inputs: Iterable[str | Article], options: ReadOptions) -> Iterator[Article | Failure]:
    """Read what was named, in order; what is too long for an article is a failure."""
    for item in _read(inputs, options):
        yield _too_long(item) if isinstance(item, Article) and len(item.text) > MAX_ARTICLE else item


def _too_long(article: Article) -> Failure:
    reason = f"{len(article.text):,} characters: an article has at most {MAX_ARTICLE:,}; split it"
    return Failure(article.path or article.id or "article", reason)


def _read(inputs: Iterable[str | Article], options: ReadOptions) -> Iterator[Article | Failure]:
    """A run of paths is read together, so that an id found twice among them is noticed."""
    paths: list[Path] = []
    for item in inputs:
        if isinstance(item, str) and item != STDIN:
            paths.append(Path(item))
            continue
        if paths:
            yield from articles(paths, options=options)
            paths = []
        if isinstance(item, Article):
            yield item
        else:
            yield from from_stream(sys.stdin.buffer, options=options)
    if paths:
        yield from articles(paths, options=options)


def ahead(inputs: Iterable[str | Article]) -> tuple[int | None, int | None]:
    """Say what `read_inputs` will read: about how many articles and failures, how many bytes of files; None: unknown.

    The bytes tell the time left where the number is not known, or was guessed too low. Where articles are handed in
    beside files, they tell nothing of these.
    """
    if not isinstance(inputs, list):
        return None, None
    paths = [Path(item) for item in inputs if isinstance(item, str) and item != STDIN]
    given = sum(isinstance(item, Article) for item in inputs)
    total, size = expected(paths)
    if STDIN in inputs:
        piped = left_of(sys.stdin.buffer)
        return None, None if piped is None or given else size + piped
    return None if total is None else total + given, None if given else size


def read_options(columns: Mapping[str, str] | None, meter: Meter) -> ReadOptions:
    """Give how to read for an index."""
    return ReadOptions(map=columns, meter=meter)


def date_hint(published: str | None) -> str | None:
    """Give back a day, month or year that an operator named.

    Raises:
        UsageError: it is none.

    Example:
        >>> date_hint("2015-11")
        '2015-11'
    """
    if published is not None:
        try:
            if len(published) not in _ISO_LENGTHS or not published.isascii():
                raise ValueError
            date.fromisoformat(published + "-01-01"[len(published) - 4 :])
        except ValueError as error:
            raise UsageError("published", published, "a date such as 2015, 2015-11 or 2015-11-02") from error
    return published


def whole(article: Article) -> Article:
    """Give *article* with every lone surrogate replaced by U+FFFD; offsets stay.

    Example:
        >>> whole(Article("a\\ud800b")).text
        'a�b'
    """
    text, *others = article
    return Article(_LONE_SURROGATE.sub("�", text), *(value and _LONE_SURROGATE.sub("�", value) for value in others))
