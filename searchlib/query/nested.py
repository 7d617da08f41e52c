"""Here is a quotation mark of a query, give me where its phrase ends.

The outer pair holds the phrase; pairs inside it are punctuation, as apostrophes are: “he said "never"”. A mark
closes what its own kind opened. One of another kind at the end of a word closes, too, as keyboards mix them: “a b".
"""

import re
from typing import Final, NamedTuple

MARKS: Final = '"“”„‟«»＂〝〞〟「」『』'
"""Quotation marks; any of them opens a phrase."""
_CLOSING: Final = {
    '"': '"＂', "＂": '＂"', "“": "”", "„": "“”‟", "‟": "”", "”": "”", "«": "»", "»": "«»",
    "〝": "〞〟", "「": "」", "『": "』",
}  # fmt: skip
"""The marks that close each as typesetters have it; German, French and Swedish ones face either way."""
_AHEAD: Final = frozenset("([{:=<>+-!¿¡'‘‹" + MARKS)
_BEHIND: Final = frozenset(")]}^~,.;:!?…'’›" + MARKS)
_DEEPEST: Final = 8
"""Pairs inside pairs; further in, a mark is told to have no partner."""
_MARK: Final = re.compile(rf"\\\S|[{MARKS}]")


class Enclosed(NamedTuple):
    """Where a phrase ends, behind its closing mark."""

    end: int
    closed: bool
    alone: tuple[int, ...]
    """Places of marks inside it that have no partner."""


def enclosed(text: str, start: int) -> Enclosed:
    r"""Find the end of the phrase that the mark at *start* opens; marks behind a backslash are letters.

    Args:
        text: A query.
        start: Where its mark stands.

    Returns:
        The end of the text where it is not closed.

    Raises:
        Nothing.

    Example:
        >>> enclosed('«he said "never"» again', 0)
        Enclosed(end=17, closed=True, alone=())
        >>> enclosed('"he said “never" again”', 0)
        Enclosed(end=16, closed=True, alone=(9,))

    Cost: linear in what it takes.
    """
    waiting, alone = [start], list[int]()
    for found in _MARK.finditer(text, start + 1):
        if found[0][0] == "\\":
            continue
        at = found.start()
        level = _closed_by(text, at, waiting)
        if level < 0:
            (waiting if len(waiting) < _DEEPEST else alone).append(at)
            continue
        alone += waiting[level + 1 :]
        del waiting[level:]
        if not waiting:
            return Enclosed(at + 1, True, tuple(sorted(alone)))
    return Enclosed(len(text), False, tuple(sorted(alone + waiting[1:])))


def _closed_by(text: str, at: int, waiting: list[int]) -> int:
    """Tell which of the marks that wait for a partner the one at *at* closes; -1 where it opens."""
    mark, last = text[at], len(waiting) - 1
    opens = begins(text, at)
    if mark in _partners(text[waiting[last]]) and not (opens and text[waiting[last]] + mark == "„“"):
        return last
    if not opens:
        for level in range(last - 1, -1, -1):
            if mark in _partners(text[waiting[level]]):
                return level
    return last if ends(text, at) and waiting[last] < at - 1 else -1


def _partners(mark: str) -> str:
    return _CLOSING.get(mark, mark)


def begins(text: str, at: int) -> bool:
    """Tell whether the mark at *at* stands where a word begins."""
    before, after = text[at - 1 : at] if at else "", text[at + 1 : at + 2]
    return (not before.strip() or before in _AHEAD) and after.strip() != "" and after not in _BEHIND


def ends(text: str, at: int) -> bool:
    """Tell whether the mark at *at* stands where a word ends."""
    before, after = text[at - 1 : at] if at else "", text[at + 1 : at + 2]
    return before.strip() != "" and (not after.strip() or after in _BEHIND)
