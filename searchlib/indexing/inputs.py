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
from searchlib.read.options import ReadOptions, refuse_unknown
from searchlib.read.walk import articles, expected

STDIN: Final = "-"
_LONE_SURROGATE: Final = re.compile("[\ud800-\udfff]")
_ISO_LENGTHS: Final = (4, 7, 10)
Inputs: TypeAlias = "str | os.PathLike[str] | Article | Iterable[str | os.PathLike[str] | Article]"
"""One path or article, or any number of them."""
_EXPECTED: Final = "paths, or Articles"
_TEXTS: Final = {"date": "a text such as 2015-11-02"}
_MOST_SHOWN: Final = 80


def listed(inputs: Inputs) -> Iterator[str | Article]:
    """Give one path or article after the other.

    Raises:
        UsageError: something is neither a path nor an `Article`.
    """
    if isinstance(inputs, (str, os.PathLike, Article)):
        inputs = (inputs,)
    if isinstance(inputs, bytes) or not isinstance(inputs, Iterable):
        raise UsageError("inputs", inputs, _EXPECTED)
    for item in inputs:
        named = os.fspath(item) if isinstance(item, os.PathLike) else item
        if not isinstance(named, (Article, str)):
            raise UsageError("inputs", item, _EXPECTED)
        if named == "":  # of a variable that is not set, most likely
            raise UsageError("inputs", named, "files and folders; this folder is called .")
        yield named


def read_inputs(inputs: Iterable[str | Article], options: ReadOptions) -> Iterator[Article | Failure]:
    """Read what was named, in order; what is too long for an article, or has no texts for its fields, is a failure."""
    for item in _read(inputs, options):
        reason = _no_article(item) if isinstance(item, Article) else ""
        yield Failure(str(item.path or item.id or "article"), reason) if isinstance(item, Article) and reason else item


def _no_article(article: Article) -> str:
    """Say why what was handed in as an article is none; "" where it is one."""
    for name, value in zip(article._fields, article, strict=True):
        if not (isinstance(value, str) or (value is None and name != "text")):
            return f"{name}: {_shortened(repr(value))}, but expected {_TEXTS.get(name, 'a text')}"
    if len(article.text) > MAX_ARTICLE:
        return f"{len(article.text):,} characters: an article has at most {MAX_ARTICLE:,}; split it"
    return ""


def _shortened(shown: str) -> str:
    return shown if len(shown) <= _MOST_SHOWN else f"{shown[:_MOST_SHOWN]}…"


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
    """Give how to read for an index.

    Raises:
        UsageError: *columns* name a field that no article has.
    """
    refuse_unknown(columns)
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
            if not isinstance(published, str) or len(published) not in _ISO_LENGTHS or not published.isascii():
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
