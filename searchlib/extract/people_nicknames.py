"""Here is a mark or a bracket inside a run of capitals, give me the nickname: "Frank “Tank” Lee", "Ann (Nan) Roe".

A nickname stands between the given name, or an initial, and the surname. It is part of the mention, not of
the name, and what its marks hold is no speech.
"""

from typing import Final

from searchlib.extract.lexicon import GIVEN
from searchlib.extract.words import Words

_PARTNERS: Final = {"“": "”", '"': '"', "‘": "’", "'": "'", "``": "''", "(": ")"}
OPENERS: Final = frozenset(_PARTNERS)
CLOSERS: Final = frozenset(_PARTNERS.values())
_LONGEST: Final = 3


def nickname_end(words: Words, place: int, last: int) -> int:
    """Give the token that closes the nickname opened at *place*, before *last*; 0 where none stands there.

    Example:
        >>> from searchlib.extract.words import tokenise
        >>> nickname_end(tokenise("Frank “The Tank” Lee"), 1, 6), nickname_end(tokenise("Ann Lee (Green) Tom"), 2, 6)
        (4, 0)

    Cost: constant.
    """
    partner = _PARTNERS.get(words.forms[place])
    if partner is None or not place or not _is_given(words, place - 1):
        return 0
    for close in range(place + 2, min(last - 1, place + _LONGEST + 2)):
        if words.forms[close] == partner:
            known = partner != ")" or (close == place + 2 and words.bits[place + 1] & GIVEN)
            return close if known and words.caps[close + 1] else 0
        if not words.caps[close - 1]:
            return 0
    return 0


def nickname_start(words: Words, close: int, first: int) -> int | None:
    """Give the token that opens the nickname closed at *close*, not before *first*; None where none ends there."""
    opens = range(close - 2, max(first, close - _LONGEST - 1) - 1, -1)
    return next((place for place in opens if nickname_end(words, place, close + 2) == close), None)


def _is_given(words: Words, place: int) -> bool:
    """Say whether a given name or an initial stands at *place*."""
    if words.forms[place] == ".":
        return place > 0 and len(words.forms[place - 1]) == 1 and words.caps[place - 1]
    return bool(words.bits[place] & GIVEN) or (len(words.forms[place]) == 1 and words.caps[place])
