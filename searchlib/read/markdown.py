"""Here is Markdown, give me its article: front matter as metadata, the words without their markup."""

import re
from collections.abc import Iterator
from typing import Final

from searchlib.model import Failure
from searchlib.read.decode import decode
from searchlib.read.limits import MAX_TEXT
from searchlib.read.options import ReadOptions
from searchlib.read.records import columns, finished
from searchlib.read.source import Found, Input, read_bounded

_FRONT: Final = re.compile(r"\A---[ \t]*\r?\n(.{0,20000}?)^(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.DOTALL | re.MULTILINE)
_FRONT_LINE: Final = re.compile(r"""^([A-Za-z][\w -]{0,40}):[ \t]+["']?(.*?)["']?[ \t]*\r?$""", re.MULTILINE)
_HEADING: Final = re.compile(r"^#[ \t]+(.+?)[ \t#]*$", re.MULTILINE)
_MARKUP: Final = (
    (re.compile(r"<!--.{0,20000}?-->", re.DOTALL), ""),
    (re.compile(r"!\[([^\[\]\n]{0,1000})\]\([^()\s]{0,2000}(?:[ \t]+\"[^\"\n]{0,500}\")?\)"), r"\1"),
    (re.compile(r"\[([^\[\]\n]{1,1000})\]\([^()\s]{0,2000}(?:[ \t]+\"[^\"\n]{0,500}\")?\)"), r"\1"),
    (re.compile(r"\[([^\[\]\n]{1,1000})\]\[[^\[\]\n]{0,200}\]"), r"\1"),
    (re.compile(r"^[ ]{0,3}\[[^\[\]\n]{1,200}\]:[ \t]\S{1,2000}[^\n]{0,500}$", re.MULTILINE), ""),
    (re.compile(r"^[ ]{0,3}(?:#{1,6}[ \t]+|>[ \t]?|(?:```|~~~)[^\n]*$)", re.MULTILINE), ""),
    (re.compile(r"^[ ]{0,3}[-*_](?:[ \t]*[-*_]){2,40}[ \t]*$", re.MULTILINE), ""),
    (re.compile(r"(\*\*|__)(?=\S)([^\n*_]{1,2000}?)(?<=\S)\1"), r"\2"),
    (re.compile(r"(?<![\w*])(\*|_)(?=\S)([^\n*_]{1,2000}?)(?<=\S)\1(?![\w*])"), r"\2"),
)  # fmt: skip


def read(entry: Input, options: ReadOptions) -> Iterator[Found | Failure]:
    """Give *entry* as one article; its title is the front matter's, else the only heading of the first level."""
    text, doubt = decode(read_bounded(entry, MAX_TEXT), entry.place, options=options)
    front = _FRONT.match(text)
    pairs = dict(_FRONT_LINE.findall(front.group(1))) if front else {}
    body = text[front.end() :] if front else text
    values: dict[str, str | None] = _metadata(pairs, entry, options)
    headings = _HEADING.findall(body)
    if not values.get("title") and len(headings) == 1:
        values["title"] = plain(headings[0])
    yield Found(finished({**values, "text": plain(body)}, entry, row=0, options=options), entry.place)
    if doubt:
        yield Failure(entry.place, doubt)


def plain(text: str) -> str:
    """Take the markup away, keep the words.

    Example:
        >>> plain("## The *first* [visit](http://example.org/a)")
        'The first visit'

    Cost: one pass for each kind of markup, each match bounded.
    """
    for markup, words in _MARKUP:
        text = markup.sub(words, text)
    return text


def _metadata(pairs: dict[str, str], entry: Input, options: ReadOptions) -> dict[str, str | None]:
    chosen = columns([*pairs, "text"], entry.place, options=options._replace(map=None))
    return {field: pairs.get(name) or None for field, name in chosen.items() if field != "text"}
