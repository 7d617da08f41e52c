"""Here are words, give me whether their marks are lost, and where they stood.

Many archives keep texts from which every full stop, comma and quotation mark was stripped. Where one stood,
the raw text often has a wider gap; nothing more is known of it.
"""

from typing import Final

from searchlib.extract.lexicon import ABBREVIATION, GIVEN, HONORIFIC, TITLE
from searchlib.extract.words import Words
from searchlib.model import Prose

_MARKS: Final = frozenset('.,;:?!"“”…')
_LEAST_WORDS: Final = 40
_WORDS_A_MARK: Final = 50
_LONGEST_STATE: Final = 4
_LONGEST_SIGN: Final = 2
PARTIES: Final = frozenset(("D", "R", "I"))


def with_breaks(words: Words, prose: Prose) -> Words:
    """Give *words* with `breaks` where *prose* has lost its marks, else as they are.

    Raises:
        Nothing.

    Cost: one pass over the words of a text.
    """
    if not is_bare(words):
        return words
    places = {start: place for place, start in enumerate(words.starts)}
    found = {places[piece.start] for piece in prose.pieces if piece.start in places}
    return words._replace(bare=True, breaks=frozenset(found - {0}))


def is_bare(words: Words) -> bool:
    """Say whether the words are many and the marks among them next to none.

    Example:
        >>> from searchlib.extract.words import tokenise
        >>> is_bare(tokenise("U S Senator Ann Lee said today that it rains " * 5)), is_bare(tokenise("It rains. " * 40))
        (True, False)
    """
    if len(words.forms) < _LEAST_WORDS:
        return False
    if words.forms.count(".") * _WORDS_A_MARK >= len(words.forms):
        return False
    return sum(map(_MARKS.__contains__, words.forms)) * _WORDS_A_MARK < len(words.forms)


def divides(words: Words, place: int) -> bool:
    """Say whether a lost mark in front of *place* divides: it was no full stop of a title or an initial."""
    if place not in words.breaks:
        return False
    before = place - 1
    short = len(words.forms[before]) == 1 and words.caps[before]
    if words.bits[before] & GIVEN and len(words.forms[place]) == 1 and words.caps[place : place + 2] == [True, True]:
        return False  # "Mary  L  Landrieu"
    return not short and not words.bits[before] & (ABBREVIATION | HONORIFIC | TITLE)


def is_party(words: Words, place: int) -> bool:
    """Say whether a party and a state stand at *place* in a text without marks: "R Ky"."""
    state = place + 1
    if words.forms[place] not in PARTIES or state >= len(words.forms):
        return False
    form = words.forms[state]
    signed = len(form) == _LONGEST_SIGN and form.isupper()  # "AL", not Al
    return signed or (len(form) <= _LONGEST_STATE and not words.bits[state] & GIVEN)
