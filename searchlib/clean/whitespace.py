"""Every odd blank becomes a plain one, every line break a newline; lines become paragraphs."""

import re
from typing import Final

from searchlib.clean.draft import PARAGRAPH, Draft, Strip
from searchlib.clean.mojibake import NOTHING, mended
from searchlib.clean.wrapped import Line, joined

_BLANKS: Final = " " + NOTHING
_BREAKS: Final = "\u000b\u000c\u001c\u001d\u001e\u0085\u2028\u2029"
_INVISIBLE: Final = (
    "\u00ad\u180e\u200b\u200e\u200f\u202a\u202b\u202c\u202d\u202e"
    "\u2060\u2061\u2062\u2063\u2064\u2066\u2067\u2068\u2069\ufeff"
)
_ODD: Final = re.compile(
    "[\u0000-\u0009\u000b-\u001f\u007f-\u00a0\u00ad\u1680\u180e\u2000-\u200b\u200e\u200f"
    "\u2028-\u202f\u205f-\u206f\u3000\ufeff\ud800-\udfff]"
)
_PLAIN: Final = dict.fromkeys(_BREAKS, "\n") | dict.fromkeys(_INVISIBLE, NOTHING)
_COLUMN_GAP: Final = re.compile(rf"(?<=[^{_BLANKS}])[{_BLANKS}]{{5,}}(?=[A-Z\d“\"‘(])")
_STRAY: Final = re.compile(r"Â(?=\s)")
"""What a no-break blank leaves behind when UTF-8 was read as Latin-1."""


def levelled(raw: str) -> str:
    """Give *raw* with every kind of blank, break and invisible character made plain, at the same length.

    Args:
        raw: Any text, hostile ones too.

    Returns:
        A text of the same length: blanks and control characters are a blank, line breaks of every
        kind a newline, characters without width are `NOTHING`.

    Raises:
        Nothing.

    Example:
        >>> levelled("a\\u00a0b\\r\\nc")
        'a b \\nc'

    Cost: one pass, O(len(raw)).
    """
    text = mended(raw).replace("\r\n", " \n").replace("\r", "\n")
    text = _ODD.sub(lambda odd: _PLAIN.get(odd.group(), " "), text)
    return _STRAY.sub(" ", text) if "Â" in text else text


def paragraphs(raw: str) -> Draft:
    """Cut *raw* into paragraphs: at blank lines, indented lines, wide gaps, and line breaks that are no wrapping.

    Example:
        >>> paragraphs("One\\n\\nTwo").strips
        (Strip(spans=((0, 3),), kind='paragraph', indent=0), Strip(spans=((5, 8),), kind='paragraph', indent=0))

    Cost: O(len(raw)).
    """
    text = levelled(raw)
    groups = joined(_lines(text))
    return Draft(text, tuple([_strip(group) for group in groups]))


def _strip(group: list[Line]) -> Strip:
    first = group[0]
    if len(group) == 1:
        return Strip(((first.start, first.start + len(first.words)),), PARAGRAPH, first.indent)
    return Strip(tuple([(line.start, line.start + len(line.words)) for line in group]), PARAGRAPH, first.indent)


def _lines(text: str) -> list[Line]:
    lines: list[Line] = []
    offset, after_blank = 0, False
    for row in text.split("\n"):
        words = row.strip(_BLANKS)
        if words:
            indent = len(row) - len(row.lstrip(_BLANKS))
            if "     " in words:
                lines += _columns(words, offset + indent, indent=indent, after_blank=after_blank)
            else:
                lines.append(Line(words, offset + indent, indent, after_blank))
        after_blank = not words
        offset += len(row) + 1
    return lines


def _columns(words: str, start: int, *, indent: int, after_blank: bool) -> list[Line]:
    """Cut a line at gaps of five blanks before a capital: a stripped page left its paragraphs there."""
    lines, begin = [], 0
    for gap in _COLUMN_GAP.finditer(words):
        lines.append(Line(words[begin : gap.start()], start + begin, indent, after_blank or begin > 0))
        begin = gap.end()
    lines.append(Line(words[begin:], start + begin, indent, after_blank or begin > 0))
    return lines
