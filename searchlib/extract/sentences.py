"""Here are the words of a text, give me its sentences.

Own rules: a full stop after an abbreviation or an initial ends nothing, marks that close go with
the sentence, and sentences glued without a blank (``levels.As``) are two.
"""

from bisect import bisect_left
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from searchlib.extract.bare import divides, is_party
from searchlib.extract.lexicon import CLOSED, HONORIFIC, MONTH, TITLE
from searchlib.extract.words import Words, is_short, tokenise

_STOPS: Final = frozenset((".", "?", "!", "…", "..."))
_TRAILERS: Final = frozenset(("”", "’", "»", '"', "'", ")", "]", "›", "''", "’’"))
_BRACKETS: Final = ("(", "[")
"""Behind an abbreviation they go on: "Ann Lee, M.D. (R-Ohio)"."""
_OPENERS: Final = frozenset("“‘«\"'([„‹—–-＂") | {"''", "``", "‘‘"}


def find_sentences(text: str) -> tuple[tuple[int, int], ...]:
    """Give the sentences of *text* as spans of code points, without the blanks between them.

    Args:
        text: Clean text, paragraphs split by newlines.

    Returns:
        Half-open spans in order; none for a text without words.

    Raises:
        Nothing.

    Example:
        >>> text = "Sen. J. Doe left at levels.As of now, no."
        >>> [text[a:b] for a, b in find_sentences(text)]
        ['Sen. J. Doe left at levels.', 'As of now, no.']

    Cost: linear in the length of *text*.
    """
    words = tokenise(text)
    spans = split(words, paragraphs(words))
    return tuple((words.starts[first], words.ends[last - 1]) for first, last in spans)


def paragraphs(words: Words) -> list[tuple[int, int]]:
    """Give first token, and last token plus one, of each paragraph: a newline divides them."""
    starts = words.starts
    bounds = [0]
    newline = words.text.find("\n")
    while newline >= 0:
        bounds.append(bisect_left(starts, newline, bounds[-1]))
        newline = words.text.find("\n", newline + 1)
    bounds.append(len(starts))
    return [(first, last) for first, last in pairwise(bounds) if last > first]


def split(words: Words, blocks: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Give first token, and last token plus one, of each sentence of *blocks*."""
    found: list[tuple[int, int]] = []
    stops = iter([*words.stops, len(words.forms)])
    stop = next(stops)
    for first, last in blocks:
        start = after = first
        while stop < last:
            if stop >= after:
                after, ends = sentence_end(words, stop, last=last)
                if ends:
                    found.append((start, after))
                    start = after
            stop = next(stops)
        if start < last:
            found.append((start, last))
    return _at_breaks(words, found) if words.breaks else found


def _at_breaks(words: Words, spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Divide *spans* also where a lost mark stood in front of a capital."""
    cuts = [place for place in sorted(words.breaks) if words.caps[place] and _begins_sentence(words, place)]
    found: list[tuple[int, int]] = []
    for first, last in spans:
        inside = cuts[bisect_left(cuts, first + 1) : bisect_left(cuts, last)]
        found.extend(pairwise([first, *inside, last]))
    return found


def _begins_sentence(words: Words, place: int) -> bool:
    """Say whether a lost mark in front of the capital at *place* ended a sentence: not "Lee  D OH", "Board  FRB "."""
    if not divides(words, place) or (words.caps[place - 1] and is_party(words, place)):
        return False
    return not (words.caps[place - 1] and words.forms[place].isupper() and place + 1 in words.breaks)


def sentence_end(words: Words, place: int, *, last: int) -> tuple[int, bool]:
    """Give the token after the stop at *place* and its marks, and whether a sentence ends there."""
    end = place + 1
    while end < last and words.forms[end] in _STOPS:
        end += 1
    short = words.forms[place] not in _STOPS or (words.forms[place] == "." and is_short(words, place))
    if end == place + 1 and short and not _after_short(words, end, last):
        return end, False
    while end < last and words.forms[end] in _TRAILERS and words.starts[end] == words.ends[end - 1]:
        end += 1
    return end, end >= last or _begins(words, end, last)


def _begins(words: Words, place: int, last: int) -> bool:
    """Say whether a sentence may begin at *place*: a capital, a number or a mark in front of them."""
    if words.forms[place] in _OPENERS and place + 1 < last:
        place += 1
    form = words.forms[place]
    return words.caps[place] or form[0].isdigit() or (form[0].isalpha() and not form[0].isascii())


def _after_short(words: Words, place: int, last: int) -> bool:
    """Say whether a sentence begins after an abbreviation: the next word is one that opens sentences."""
    if place >= last:
        return True
    if words.forms[place] in _OPENERS and words.starts[place] > words.ends[place - 1]:
        return place + 1 < last and words.caps[place + 1] and words.forms[place] not in _BRACKETS
    before = words.bits[place - 2] if place > 1 else 0
    if words.forms[place - 2] == "no":
        return words.caps[place]  # "said no. Police", not "no. 5"
    if before & (HONORIFIC | TITLE | MONTH) or not words.caps[place]:
        return False
    return bool(words.bits[place] & CLOSED) and len(words.forms[place]) > 1
