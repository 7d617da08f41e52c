"""Here is text of an article, give me text that a terminal only prints.

Control characters, escape sequences, bidirectional overrides and lone surrogates are made visible
instead of removed: an attack is evidence, and offsets into the text still hold.
"""

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable
from functools import cache
from operator import itemgetter

from searchlib.model import Span

_UNSAFE = "[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]"
"""What a terminal, or a reader's eye, would obey instead of show; to Python none of it is printable."""
_BLANK = "\t\n\v\f\r\x85\u2028\u2029"
_RUN = re.compile(r"\s+")


def visible(text: str) -> str:
    r"""Put one harmless character in the place of each that a terminal would obey.

    Returns:
        A text of the same length: line ends and tabs are blanks, other ASCII controls their pictures,
        the rest U+FFFD.

    Example:
        >>> visible("\x1b[2J gone\nC1:\x9b")
        '␛[2J gone C1:�'
    """
    return with_unsafe(_picture, text)


def with_unsafe(instead: Callable[[re.Match[str]], str], text: str) -> str:
    r"""Put something *instead* of each unsafe character of *text*.

    Example:
        >>> with_unsafe(lambda match: "?", "one\x1btwo")
        'one?two'
    """
    return text if text.isprintable() else unsafe().sub(instead, text)


@cache
def unsafe() -> "re.Pattern[str]":
    """Give the pattern of what is unsafe, compiled when it is asked for: that takes a hundredth of a search."""
    return re.compile(_UNSAFE)


def line(text: str) -> str:
    r"""Give *text* on one line: `visible`, with runs of white space as one blank.

    Example:
        >>> line("  KIGALI,\n   Rwanda ")
        'KIGALI, Rwanda'
    """
    return " ".join(visible(text).split())


def marked(text: str, marks: Iterable[Span]) -> tuple[str, tuple[Span, ...]]:
    r"""Give the `line` of *text* and its marks there.

    Args:
        text: Any text.
        marks: Half open spans of *text*; those that are no spans of it are left out.

    Example:
        >>> marked("one\n\n  two three", [(7, 10)])
        ('one two three', ((4, 7),))

    Cost: one pass over *text*, a binary search for each mark.
    """
    runs = [(-1, 0, 0)]
    gone = 0
    for run in _RUN.finditer(shown := visible(text)):
        kept = 0 if run.start() == 0 or run.end() == len(shown) else 1
        gone += run.end() - run.start() - kept
        runs.append((run.start(), run.end(), gone))

    def place(offset: int) -> int:
        _, end, removed = runs[bisect_left(runs, offset, key=itemgetter(0)) - 1]
        return max(offset, end) - removed

    spans = [(place(start), place(end)) for start, end in marks if 0 <= start < end <= len(text)]
    flat = " ".join(shown.split())
    return flat, tuple((start, min(end, len(flat))) for start, end in spans if start < min(end, len(flat)))


def paragraphs(text: str, marks: Iterable[Span]) -> list[tuple[str, tuple[Span, ...]]]:
    r"""Split *text* at its line ends and give each line that is not empty, `marked`.

    Example:
        >>> paragraphs("One.\n \n Two.", [(8, 11)])
        [('One.', ()), ('Two.', ((0, 3),))]

    Cost: O(len(text) + marks x log(lines)).
    """
    rows = []
    spans = sorted(marks)
    start, first = 0, 0
    for raw in text.split("\n"):
        end = start + len(raw)
        while first < len(spans) and spans[first][1] <= start:
            first += 1
        inside, place = [], first
        while place < len(spans) and spans[place][0] < end:
            inside.append((max(spans[place][0], start) - start, min(spans[place][1], end) - start))
            place += 1
        if raw.strip():
            rows.append(marked(raw, inside))
        start = end + 1
    return rows


def _picture(match: re.Match[str]) -> str:
    character = match.group()
    if character in _BLANK:
        return " "
    code = ord(character)
    if code < 0x20:
        return chr(0x2400 + code)
    return "␡" if code == 0x7F else "�"
