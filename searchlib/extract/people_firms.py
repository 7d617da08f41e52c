"""Here are the single words that may be surnames, give me those that the text treats as a firm: "Zylotech shares fell".

"Zylotech said" is written as "Okoro said" is. What stands beside the word elsewhere tells them apart: what firms
have, "said its", who works there, what kind of body it is.
"""

from collections.abc import Sequence
from typing import Final

from searchlib.extract.lexicon import CUE, DET, wordset
from searchlib.extract.people_names import Name
from searchlib.extract.words import POSSESSIVE_S, Words

_LONGEST_KIND: Final = 6
_SUFFIXES: Final = ("tech", "soft", "corp", "pharma", "media", "works", "systems", "labs", "chem")
_LEAST_LETTERS: Final = 6
_TOLD: Final = 3


def firms(words: Words, names: Sequence[Name]) -> frozenset[str]:
    """Give the single words among *names* that speak, and that the text treats as a firm and never as a person.

    Returns:
        The words in lower case.

    Raises:
        Nothing.

    Example:
        >>> from searchlib.extract.people_titles import Titles
        >>> from searchlib.extract.words import tokenise
        >>> bare = Titles(0, None, None, None, None, honorific=False, gender=0)
        >>> sorted(firms(tokenise("Zylotech shares fell."), [Name(0, 1, ("zylotech",), bare, 1)]))
        ['zylotech']

    Cost: a few words beside each name.
    """
    bodies: set[str] = set()
    persons: set[str] = set()
    speaking = {name.parts[0] for name in names if len(name.parts) == 1 and name.evidence > 0}
    for name in names if speaking else ():
        role = name.titles.role
        if role is not None and role.body and role.head in wordset("heads of firms"):
            bodies.add(role.body.lower())
        if len(name.parts) == 1:
            if name.titles.honorific or name.titles.role is not None:
                persons.add(name.parts[0])
            elif name.parts[0] in speaking and _is_firm(words, name.first, name.last):
                bodies.add(name.parts[0])
        elif name.evidence > 1:
            persons.add(name.parts[-1])
    return frozenset(bodies - persons)


def _is_firm(words: Words, first: int, last: int) -> bool:
    """Say whether what stands around the word tells a firm."""
    low = words.lows[first]
    if low.endswith(_SUFFIXES) and len(low) >= _LEAST_LETTERS:
        return True
    return _has_what_firms_have(words, last) or _is_said_of_a_firm(words, first) or _is_told_what_it_is(words, last)


def _has_what_firms_have(words: Words, last: int) -> bool:
    """Read "Zylotech shares", "Zylotech’s customers", "Zylotech said its"."""
    lows = words.lows[last : last + 4]
    if lows[:1] and lows[0] in POSSESSIVE_S:
        return any(low in wordset("firms have") for low in lows[1:2])
    if lows[:1] and lows[0] in wordset("firms have"):
        return True
    if len(lows) > 1 and words.bits[last] & CUE and lows[1] == "its":
        return True
    if len(lows) < _TOLD or not words.bits[last] & CUE or lows[1] != "it" or lows[2] not in wordset("firms do"):
        return False
    return lows[3:4] == [] or lows[3] not in wordset("what it does")  # "said it would be", "it had been"


def _is_said_of_a_firm(words: Words, first: int) -> bool:
    """Read "shares in Zylotech", "the carmaker Zylotech", "the company, Zylotech,"."""
    before = [words.lows[place] for place in range(max(0, first - 2), first)]
    if not before:
        return False
    if before[-1] in wordset("kinds of bodies"):
        return True
    if len(before) > 1 and before[-1] == "," and before[0] in wordset("kinds of bodies"):
        return True
    return len(before) > 1 and before[-1] in ("in", "of", "at") and before[0] in wordset("what one has of firms")


def _is_told_what_it_is(words: Words, last: int) -> bool:
    """Read "Zylotech, which", "Zylotech, based in", "Zylotech, a maker"."""
    if words.forms[last : last + 1] != [","]:
        return False
    after = words.lows[last + 1 : last + 2]
    if not after or after[0] in ("which", "based", "headquartered"):
        return bool(after)
    if not words.bits[last + 1] & DET:
        return False
    for place in range(last + 2, min(len(words.lows), last + 2 + _LONGEST_KIND)):
        if words.lows[place] in wordset("kinds of bodies"):
            return words.lows[place] not in ("firm", "company") or words.lows[place - 1] not in POSSESSIVE_S
        if not words.forms[place].replace("-", "").isalpha() or words.lows[place] in ("of", "for", "at", "who", "with"):
            return False
    return False
