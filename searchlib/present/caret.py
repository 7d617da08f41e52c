"""Here is a query and what was not understood of it, give me the lines that point at the place."""

import unicodedata
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from searchlib.model import Diagnostic, Span
from searchlib.present.safe import line, visible

MOST_SHOWN = 8
"""A query of many faults is not explained fault by fault."""
MOST_SAID = 16
"""Sentences about one picture of the query."""


class Caret(NamedTuple):
    """One diagnostic, or several about parts of one query, drawn: what there is to say, the query, carets below it."""

    level: str
    says: tuple[tuple[str, str], ...]
    """Sentences, each with its way out."""
    excerpt: str
    pointer: str


def carets(query: str, diagnostics: Sequence[Diagnostic], *, width: int) -> Iterator[Caret]:
    """Draw the first diagnostics of *query*, and say how many are left.

    Args:
        query: As typed.
        diagnostics: In the order to show them; neighbours that only inform share one picture of the query.
        width: Columns of the screen.

    Example:
        >>> one, = carets("who: kagame", [Diagnostic("warning", "nobody is named", 0, 4)], width=80)
        >>> print(one.excerpt, one.pointer, sep=chr(10))
        who: kagame
        ^^^^
    """
    room = max(width - 4, 16)
    groups = [[*some] for _, some in groupby(diagnostics, key=lambda one: one.level)]
    if _fits(query, room):
        drawn = [part for some in groups for part in ([some] if some[0].level == "info" else ([one] for one in some))]
    else:
        drawn = [[one] for some in groups for one in some]
    for some in drawn[:MOST_SHOWN]:
        yield _drawn(query, some[:MOST_SAID], width=room)
    if rest := len(diagnostics) - sum(len(some[:MOST_SAID]) for some in drawn[:MOST_SHOWN]):
        yield Caret("info", ((f"and {rest} more of this kind; all are in the output of --json", ""),), "", "")


def lines(query: str, diagnostics: Sequence[Diagnostic], *, width: int = 80) -> Iterator[str]:
    """Give the lines of `carets` as plain text.

    Example:
        >>> list(lines("", [Diagnostic("info", "only stop words", 0, 0, "type a rarer word")]))
        ['info: only stop words', '  type a rarer word']
    """
    for caret in carets(query, diagnostics, width=width):
        picture = [f"  {part}" for part in (caret.excerpt, caret.pointer) if part]
        if len(caret.says) > 1:
            yield from picture
            yield from (f"{caret.level}: {'; '.join(filter(None, said))}" for said in caret.says)
        else:
            (message, hint), *_ = caret.says
            yield from (f"{caret.level}: {message}", *picture, *([f"  {hint}"] if hint else []))


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


def _drawn(query: str, some: Sequence[Diagnostic], *, width: int) -> Caret:
    says = tuple((line(one.message), line(one.hint)) for one in some)
    placed = [_span(one, query) for one in some]
    # A caret below a part of what another is about says more; that of both together would hide it.
    spans = sorted({span for span in placed if span[1] and not any(_within(other, span) for other in placed)})
    if not query.strip() or not spans:
        return Caret(line(some[0].level), says, "", "")
    left, tail = _window(query, spans[0][0], width=width)
    head = "…" if left else ""
    pointer = ""
    for start, end in spans:
        before = columns(head + visible(query[left:start]))
        place = max(1, columns(visible(query[start : min(end, tail)])))
        pointer += " " * (before - len(pointer)) + "^" * place
    excerpt = f"{head}{visible(query[left:tail])}{'…' if tail < len(query) else ''}"
    return Caret(line(some[0].level), says, excerpt, pointer)


def _span(diagnostic: Diagnostic, query: str) -> Span:
    start = min(max(diagnostic.start, 0), len(query))
    return start, min(max(diagnostic.end, start), len(query))


def _within(inner: Span, outer: Span) -> bool:
    return inner != outer and outer[0] <= inner[0] < inner[1] <= outer[1]


def _fits(query: str, width: int) -> bool:
    return len(query) <= width and columns(query) <= width


def _window(query: str, start: int, *, width: int) -> Span:
    """Choose the part of *query* that fits the screen and holds the place *start*."""
    if _fits(query, width):
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
