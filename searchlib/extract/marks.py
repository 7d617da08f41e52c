"""Here are the words of a text, give me its quotation marks in pairs, in one pass.

A pair is outermost: marks inside it are part of what was said. An apostrophe is no mark, and an
opening mark that nothing closes is text, except that a paragraph may leave its speech open when
the next paragraph opens it again.
"""

from bisect import bisect_left
from collections.abc import Sequence
from itertools import compress, count
from typing import Final, NamedTuple

from searchlib.extract.lexicon import CUE, DET, POSS, SUB, wordset
from searchlib.extract.words import ENDS, POSSESSIVE_S, Words

_PARTNERS: Final = {"“": "”", "«": "»", "„": "“", "‹": "›", "``": "''", "‘‘": "’’"}
_CLOSERS: Final = frozenset("”»›")
_STRAIGHT: Final = frozenset(('"', "＂", "''", "’’"))
_APOSTROPHES: Final = frozenset("'’")
MARKS: Final = frozenset(("“", "”", "«", "»", "„", "‹", "›", "'", "’", "‘", "``", "‘‘")) | _STRAIGHT
_ELISIONS: Final = frozenset(("em", "til", "cause", "bout", "n", "tis", "twas", "round", "cuz"))
_OPENING_COMPANY: Final = frozenset('([{—–-/“"«')
_TITLE_WORDS: Final = 5
_SENTENCE_STOPS: Final = frozenset(".,")


class Pair(NamedTuple):
    """Quotation marks at the tokens *open* and *close*; *close* is the last word where speech goes on."""

    open: int
    close: int
    runs_on: bool = False
    """The paragraph ends without a closing mark, and the next one opens again."""


def pair_marks(words: Words, blocks: Sequence[tuple[int, int]]) -> list[list[Pair]]:
    """Pair the quotation marks of each block.

    Args:
        words: The tokens of the text.
        blocks: First token, and last token plus one, of each paragraph.

    Returns:
        For each block its outermost pairs, in order.

    Raises:
        Nothing: a mark without a partner is text.

    Cost: one pass over the marks.
    """
    found: list[list[Pair]] = []
    places = list(compress(count(), map(MARKS.__contains__, words.forms)))
    for number, (first, last) in enumerate(blocks):
        marks = places[bisect_left(places, first) : bisect_left(places, last)]
        pairs, open_at = _pair_block(words, marks) if marks else ([], None)
        if open_at is not None and number + 1 < len(blocks):
            following = blocks[number + 1]
            if following[0] < following[1] and words.forms[following[0]] == words.forms[open_at]:
                _settle(pairs, Pair(open_at, last - 1, runs_on=True))
        found.append(pairs)
    return found


def _pair_block(words: Words, marks: list[int]) -> tuple[list[Pair], int | None]:
    """Give the pairs of one block, and the first double mark that is still open at its end."""
    pairs: list[Pair] = []
    opened: list[int] = []
    after = 0
    for number, place in enumerate(marks):
        form = words.forms[place]
        if place < after:
            continue
        if form in _APOSTROPHES or form == "‘":
            close = -1 if opened else _single_close(words, marks, number)
            if close >= 0:
                pairs.append(Pair(place, close))
                after = close + 1
        elif opened and (form == _PARTNERS.get(words.forms[opened[-1]]) or _closes(words, place)):
            _settle(pairs, Pair(opened.pop(), place))
        elif form in _PARTNERS or _leads(words, place):
            if opened and form == words.forms[opened[-1]] and words.forms[place - 1] in ENDS:
                _settle(pairs, Pair(opened.pop(), place - 1, runs_on=True))  # its paragraphs stand on one line
            opened.append(place)
    return pairs, opened[0] if opened else None


def _settle(pairs: list[Pair], pair: Pair) -> None:
    """Add *pair*, and take out the pairs that stand inside it."""
    while pairs and pairs[-1].open > pair.open:
        pairs.pop()
    pairs.append(pair)


def _closes(words: Words, place: int) -> bool:
    form = words.forms[place]
    return form in _CLOSERS or (form in _STRAIGHT and not (_leads(words, place) and _touches_next(words, place)))


def _leads(words: Words, place: int) -> bool:
    """Say whether white space, a bracket or a dash stands in front of the mark."""
    if not place or words.starts[place] > words.ends[place - 1]:
        return True
    return words.forms[place - 1] in _OPENING_COMPANY


def _touches_next(words: Words, place: int) -> bool:
    return place + 1 < len(words.forms) and words.starts[place + 1] == words.ends[place]


def _single_close(words: Words, marks: list[int], number: int) -> int:
    """Give where the single mark at ``marks[number]`` closes, or -1 where it is an apostrophe."""
    if not _opens_single(words, marks[number]):
        return -1
    doubtful = -1
    for later in range(number + 1, len(marks)):
        place, form = marks[later], words.forms[marks[later]]
        if form == "‘" or (form in _APOSTROPHES and _opens_single(words, place)):
            break
        if form not in _APOSTROPHES or words.starts[place] != words.ends[place - 1]:
            continue
        if not _plural_possessive(words, place):
            return place
        if doubtful < 0:
            doubtful = place
    return doubtful


def _opens_single(words: Words, place: int) -> bool:
    if words.forms[place] == "‘":
        return place + 1 < len(words.forms)
    if not _leads(words, place) or not _touches_next(words, place):
        return False
    return words.lows[place + 1] not in _ELISIONS and not words.forms[place + 1][0].isdigit()


def _plural_possessive(words: Words, place: int) -> bool:
    """Say whether the mark may belong to a plural: ``the voters’ choice``."""
    follows = place + 1 < len(words.forms) and words.starts[place + 1] > words.ends[place]
    return words.lows[place - 1].endswith("s") and follows and words.forms[place + 1][0].isalpha()


def is_title(words: Words, pair: Pair) -> bool:
    """Say whether a pair holds the title of something, not speech: ‘Vision 2030: Growing together’.

    A title opens with a capital or a number, follows a word and not a comma, a colon or a cue, ends
    without a stop, and has a colon near its beginning or capitals throughout. It may stand behind
    "told", which needs somebody who hears: then a stop at its end is the sentence's.
    """
    first, last = pair.open + 1, pair.close
    before = pair.open - 1
    told = pair.open and words.lows[before] in wordset("tells")
    if told and last - first > 1 and words.forms[last - 1] in _SENTENCE_STOPS:
        last -= 1
    if pair.runs_on or last - first < 1 or not words.forms[last - 1][0].isalnum() or not pair.open:
        return False
    noun = before and words.bits[before - 1] & (DET | POSS)
    owned = words.forms[before] in POSSESSIVE_S and "," not in words.forms[first:last]
    if not (words.forms[before][0].isalpha() or owned) or (words.bits[before] & (CUE | SUB) and not (noun or told)):
        return False
    if not (words.caps[first] or words.forms[first][0].isdigit()):
        return False
    if ":" in words.forms[first : first + _TITLE_WORDS]:
        return not told
    long = [place for place in range(first, last) if len(words.forms[place]) > 3]
    return last - first > 1 and len(long) > (not told) and all(words.caps[place] for place in long)
