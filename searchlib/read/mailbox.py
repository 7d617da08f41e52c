"""Here is a mailbox in one file (mbox), give me its e-mails; a bad one harms no other."""

import re
from collections.abc import Iterator
from typing import Final

from searchlib.errors import ReadError
from searchlib.model import Failure
from searchlib.read import message
from searchlib.read.limits import MAX_TEXT
from searchlib.read.options import ReadOptions
from searchlib.read.source import Found, Input, capped
from searchlib.read.stream import lines

_BEGINS: Final = re.compile(rb"From [^\n]{0,400}\d\d?:\d\d[^\n]{0,60}\b(?:19|20)\d\d\b")
"""The line above an e-mail; a sentence that begins so names no time and year."""
_QUOTED: Final = re.compile(rb">+From ")


def read(entry: Input, options: ReadOptions) -> Iterator[Found | Failure]:
    """Give an article for each e-mail of *entry*, a `Failure` for each that holds none.

    Raises:
        ReadError: it does not begin as a mailbox does.

    Memory: one e-mail, at most `MAX_TEXT`.
    """
    yield from capped(_articles(entry, options), entry.place)


def _articles(entry: Input, options: ReadOptions) -> Iterator[Found | Failure]:
    for number, data in enumerate(_messages(entry), 1):
        here = entry.at(number)
        if data is None:
            yield Failure(here.place, f"an e-mail of more than {MAX_TEXT >> 20} MB; skipped")
            continue
        try:
            for item in message.articles(data, here, row=number, options=options):
                yield item._replace(place=entry.place) if isinstance(item, Found) else item
        except ReadError as error:
            yield Failure(error.path, error.reason)


def _messages(entry: Input) -> Iterator[bytes | None]:
    """Cut a mailbox into its e-mails; None for one that is too large."""
    kept: list[bytes] = []
    size, above = 0, b""
    for number, line in lines(entry):
        begins = line is not None and not above.strip() and _BEGINS.match(line)
        if number == 1 and not begins:
            raise ReadError(entry.place, "no mailbox: it does not begin with a line From SENDER DATE")
        if begins and number > 1:
            yield b"".join(kept) if size <= MAX_TEXT else None
            kept, size = [], 0
        elif not begins:
            size += MAX_TEXT if line is None else len(line)
            if line is not None and size <= MAX_TEXT:
                kept.append(line[1:] if _QUOTED.match(line) else line)
        above = line or b"too long"
    yield b"".join(kept) if size <= MAX_TEXT else None
