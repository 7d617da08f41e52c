"""Here is an e-mail, give me its article: the subject is the title, who sent it the author, the day its date.

Of what is sent in several forms the plain text is read, else the page. What is attached is left out.
"""

import re
from collections.abc import Iterator
from contextlib import suppress
from email.errors import HeaderParseError
from email.header import decode_header, make_header
from email.message import Message
from itertools import count
from typing import Final, NamedTuple

from searchlib.errors import ReadError
from searchlib.model import Failure
from searchlib.read.decode import SAMPLE, clean_surrogates, decode_as, encoding_of
from searchlib.read.html import text_of
from searchlib.read.limits import MAX_DEPTH, MAX_HTML, MAX_PARTS, MAX_TEXT
from searchlib.read.markup_encoding import markup_encoding, named_encoding
from searchlib.read.mime import content, parts, split
from searchlib.read.options import AS_GIVEN, ReadOptions
from searchlib.read.records import finished
from searchlib.read.source import Found, Input, read_bounded

_STUB: Final = 400
"""Characters of a plain text that may only say that there is a page."""
_NAMED: Final = re.compile(r'"?([^<>"]{1,200})"?\s*<[^<>]{0,400}>')
_FLOWING: Final = re.compile(r"(?<!^--) \r?\n(?!>)", re.MULTILINE)
"""The end of a line that the next one goes on, where the e-mail says that its lines flow (RFC 3676)."""
_USUAL: Final = ("from", "subject", "date", "to", "message-id", "mime-version", "received")
"""Lines of a head of which an e-mail has one at least."""


class _Text(NamedTuple):
    """What is read of an e-mail, and what is doubtful about it."""

    words: str = ""
    doubt: str = ""


class _Part(NamedTuple):
    """A message, or a part of one."""

    head: Message
    body: bytes
    place: str
    numbers: Iterator[int]
    """Count the parts of the message, this one and all others."""
    depth: int = 0

    def below(self, data: bytes) -> "_Part":
        return _Part(*split(data), self.place, self.numbers, self.depth + 1)


def read(entry: Input, options: ReadOptions) -> Iterator[Found | Failure]:
    """Give the article of an e-mail that was saved as a file.

    Raises:
        ReadError: it is none, there is no text in it, it is damaged, or larger than `MAX_TEXT`.
    """
    yield from articles(read_bounded(entry, MAX_TEXT), entry, row=0, options=options)


def articles(data: bytes, entry: Input, *, row: int, options: ReadOptions) -> Iterator[Found | Failure]:
    """Give the article of an e-mail, the *row*-th of *entry* (0: its only one), whose ``place`` names it.

    Raises:
        ReadError: it is none, there is no text in it, or it is damaged.
    """
    head, body = split(data)
    if not any(name in head for name in _USUAL):
        raise ReadError(entry.place, "no e-mail: it does not begin with lines such as Subject: and From:")
    found = _text(_Part(head, body, entry.place, count()))
    if not found.words.strip():
        raise ReadError(entry.place, "an e-mail without text, or whose text is all attached")
    values = {
        "text": found.words.replace("\r\n", "\n"),
        "title": _line(head, "subject"),
        "date": _line(head, "date"),
        "author": _sender(_line(head, "from")),
    }
    yield Found(finished(values, entry, row=row, options=options), entry.place, row)
    if found.doubt:
        yield Failure(entry.place, found.doubt)


def _text(part: _Part) -> _Text:
    if part.depth > MAX_DEPTH or next(part.numbers) > MAX_PARTS:
        raise ReadError(part.place, f"an e-mail of more than {MAX_PARTS:,} parts, or of parts {MAX_DEPTH} deep")
    kind = part.head.get_content_type()
    if part.head.get_content_disposition() == "attachment":
        return _Text()
    if kind == "multipart/alternative":
        return _best(part)
    if kind.startswith("multipart/"):
        return _all(part)
    if kind == "message/rfc822":
        return _text(part.below(content(part.head, part.body, part.place)))
    return _decoded(part, kind) if kind in ("text/plain", "text/html") else _Text()


def _best(part: _Part) -> _Text:
    """Read the first of several forms of one text, which is the plainest, unless it is hardly more than a hint."""
    best = _Text()
    for data in parts(part.head, part.body):
        found = _text(part.below(data))
        best = max(best, found, key=lambda text: len(text.words))
        if len(best.words) > _STUB:
            break
    return best


def _all(part: _Part) -> _Text:
    below = [_text(part.below(data)) for data in parts(part.head, part.body)]
    words = "\n\n".join(found.words for found in below if found.words.strip())
    return _Text(words, next((found.doubt for found in below if found.doubt), ""))


def _decoded(part: _Part, kind: str) -> _Text:
    data = content(part.head, part.body, part.place)
    if not data.strip():
        return _Text()
    if kind == "text/html" and len(data) > MAX_HTML:
        raise ReadError(part.place, f"a page larger than {MAX_HTML >> 20} MB, which is the most that one may hold")
    told = markup_encoding(data, part.place) if kind == "text/html" else encoding_of(data[:SAMPLE], part.place)
    named = named_encoding(part.head.get_content_charset() or "", told)
    words, doubt = decode_as(data, named if data.isascii() or not told.startswith("utf") else told, options=AS_GIVEN)
    if str(part.head.get_param("format", "")).lower() == "flowed":
        words = _FLOWING.sub(" ", words)
    return _Text(text_of(words) if kind == "text/html" else words, doubt)


def _line(head: Message, name: str) -> str | None:
    """Give a line of the head, words of other letters written out."""
    value = str(head.get(name) or "")
    with suppress(HeaderParseError, LookupError, ValueError):  # then it is taken as it stands
        value = str(make_header(decode_header(value)))
    return " ".join(clean_surrogates(value).split()) or None


def _sender(line: str | None) -> str | None:
    """Give the names of those who sent it, their addresses where they have none.

    Example:
        >>> _sender('"Lindh, Anna" <anna@ministry.example>'), _sender("<desk@herald.example>")
        ('Lindh, Anna', 'desk@herald.example')
    """
    names = (name.strip(" ,;'") for name in _NAMED.findall(line or ""))
    return "; ".join(filter(None, names)) or (line or "").strip("<> ") or None
