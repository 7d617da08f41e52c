"""Here is a query and what was not understood of it, give me the lines that point at the place."""

import unicodedata
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from searchlib.model import Diagnostic, Span
from searchlib.present.safe import line, visible

MOST_SHOWN = 8
"""A query of many faults is not explained fault by fault."""


class Caret(NamedTuple):
    """One diagnostic, drawn: what is wrong, the query, the carets below it and the way out."""

    level: str
    message: str
    excerpt: str
    pointer: str
    hint: str


def carets(query: str, diagnostics: Sequence[Diagnostic], *, width: int) -> Iterator[Caret]:
    """Draw the first diagnostics of *query*, and say how many are left.

    Args:
        query: As typed.
        diagnostics: In the order to show them.
        width: Columns of the screen.

    Example:
        >>> one, = carets("who: kagame", [Diagnostic("warning", "nobody is named", 0, 4)], width=80)
        >>> print(one.excerpt, one.pointer, sep=chr(10))
        who: kagame
        ^^^^
    """
    for diagnostic in diagnostics[:MOST_SHOWN]:
        yield _drawn(query, diagnostic, width=max(width - 4, 16))
    if len(diagnostics) > MOST_SHOWN:
        rest = len(diagnostics) - MOST_SHOWN
        yield Caret("info", f"and {rest} more of this kind; all are in the output of --json", "", "", "")


def lines(query: str, diagnostics: Sequence[Diagnostic], *, width: int = 80) -> Iterator[str]:
    """Give the lines of `carets` as plain text.

    Example:
        >>> list(lines("", [Diagnostic("info", "only stop words", 0, 0, "type a rarer word")]))
        ['info: only stop words', '  type a rarer word']
    """
    for caret in carets(query, diagnostics, width=width):
        yield f"{caret.level}: {caret.message}"
        yield from (f"  {part}" for part in (caret.excerpt, caret.pointer, caret.hint) if part)


def columns(text: str) -> int:
    """Count the columns that *text* takes on a terminal.

    Example:
        >>> columns("abc"), columns("東京"), columns("é")
        (3, 4, 1)
    """
    return sum(map(_columns, text))


def _columns(character: str) -> int:
    if character.isascii():
        return 1
    if unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def _drawn(query: str, diagnostic: Diagnostic, *, width: int) -> Caret:
    level, message, hint = (line(text) for text in (diagnostic.level, diagnostic.message, diagnostic.hint))
    start = min(max(diagnostic.start, 0), len(query))
    end = min(max(diagnostic.end, start), len(query))
    if not query.strip() or not end:
        return Caret(level, message, "", "", hint)
    left, tail = _window(query, start, width=width)
    head = "…" if left else ""
    before = columns(head + visible(query[left:start]))
    place = max(1, columns(visible(query[start : min(end, tail)])))
    excerpt = f"{head}{visible(query[left:tail])}{'…' if tail < len(query) else ''}"
    return Caret(level, message, excerpt, f"{' ' * before}{'^' * place}", hint)


def _window(query: str, start: int, *, width: int) -> Span:
    """Choose the part of *query* that fits the screen and holds the place *start*."""
    if len(query) <= width and columns(query) <= width:
        return 0, len(query)
    left = max(0, start - width // 3)
    return left, _fitting(query, left, room=width - 2)


def _fitting(query: str, left: int, *, room: int) -> int:
    """Give the end of the longest slice from *left* that takes at most *room* columns."""
    taken = 0
    for place in range(left, len(query)):
        taken += _columns(query[place])
        if taken > room:
            return place
    return len(query)
