"""Which line breaks are mere wrapping: lines in, groups of lines that read on as one out.

A document whose paragraphs are marked (blank lines, indents) may wrap its lines; one without any mark is taken
as one paragraph a line, unless most lines plainly run on. So cleaning a clean text changes nothing.
"""

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Final, NamedTuple

from searchlib.clean.draft import Draft, words_of

WIDEST_WRAP: Final = 130
"""Columns; text wrapped wider than this is not wrapped by hand or by a mailer."""
NARROWEST_WRAP: Final = 40

_ENDS: Final = frozenset(".!?:;”\"’')]…")
_SHORT_TITLE: Final = re.compile(
    r"(?<![^\W_])(?:Sens?|Reps?|Govs?|Mr|Mrs|Ms|Drs?|Prof|Gen|Lt|Col|Sgt|Capt|Rev|Hon)\.\Z"
)
_BULLET: Final = re.compile(r"[-–—•*·▪]|\(?\d{1,3}[.)]\s|\(?[a-z][.)]\s")


class Line(NamedTuple):
    """A line without its margins; ``after_blank`` when an empty line stands above it."""

    words: str
    start: int
    indent: int
    after_blank: bool

    @property
    def end(self) -> int:
        """Give the offset after the last character."""
        return self.start + len(self.words)


def joined(lines: Sequence[Line]) -> list[list[Line]]:
    """Group *lines* into paragraphs, in order.

    Example:
        >>> one = Line("It was said", 4, 4, False), Line("by him.", 16, 0, False), Line("No.", 25, 2, False)
        >>> [len(group) for group in joined(one)]
        [2, 1]

    Cost: O(lines · log lines), for the width.
    """
    if not lines:
        return []
    reads_on = _reader(lines)
    groups = [[lines[0]]]
    for above, line in pairwise(lines):
        if (not line.after_blank and reads_on(above, line)) or is_cut_short(above.words):
            groups[-1].append(line)
        else:
            groups.append([line])
    return groups


def runs_on(above: str, below: str) -> bool:
    """Whether *below* continues a sentence of *above*: no stop above, a small letter below."""
    return below[:1].islower() and above[-1:] not in _ENDS and not _BULLET.match(below)


def is_cut_short(above: str) -> bool:
    """Whether *above* ends in the short form of a title: its name stands on the next line."""
    return above.endswith(".") and _SHORT_TITLE.search(above, max(0, len(above) - 8)) is not None


def rejoined(draft: Draft) -> Draft:
    """Join strips that break off after a title's short form, or, where most do, inside a sentence.

    Cost: O(len(draft.text)).
    """
    rows = [words_of(draft, strip) for strip in draft.strips]
    is_running = _mostly_running(rows)
    if not is_running and not any(is_cut_short(row) for row in rows):
        return draft
    strips = [draft.strips[0]]
    for (above, below), strip in zip(pairwise(rows), draft.strips[1:], strict=True):
        if is_cut_short(above) or (is_running and _is_broken(above, below)):
            strips[-1] = strips[-1]._replace(spans=strips[-1].spans + strip.spans)
        else:
            strips.append(strip)
    return draft._replace(strips=tuple(strips))


class _Reader(NamedTuple):
    width: int
    is_marked: bool
    is_running: bool

    def __call__(self, above: Line, line: Line) -> bool:
        if not self.is_marked:
            return self.is_running and _is_broken(above.words, line.words)
        if line.indent > above.indent + 1 or _BULLET.match(line.words):
            return False
        return runs_on(above.words, line.words) or self._is_full(above, line)

    def _is_full(self, above: Line, line: Line) -> bool:
        """Whether the first word of *line* had no room on the line above."""
        return 0 < self.width < len(above.words) + 1 + len(line.words.split(None, 1)[0])


def _reader(lines: Sequence[Line]) -> _Reader:
    lengths = sorted(len(line.words) for line in lines)
    width = lengths[len(lengths) * 19 // 20]
    is_marked = any(line.after_blank or line.indent > 1 for line in lines[1:])
    is_running = not is_marked and _mostly_running([line.words for line in lines])
    return _Reader(width if NARROWEST_WRAP <= width <= WIDEST_WRAP else 0, is_marked, is_running)


def _mostly_running(rows: Sequence[str]) -> bool:
    """Whether at least half of the breaks between *rows* fall inside a sentence."""
    breaks = sum(_is_broken(above, below) for above, below in pairwise(rows))
    return 0 < breaks >= (len(rows) - 1) / 2


def _is_broken(above: str, below: str) -> bool:
    return len(above) >= NARROWEST_WRAP and runs_on(above, below) and len(" ".join(above.split())) >= NARROWEST_WRAP
