"""Here is a cue, give me the subject behind it, or the one of the whole sentence."""

from typing import Final

from searchlib.extract.lexicon import (
    ADV,
    AUX,
    CONJ,
    CUE,
    DET,
    MODIFIER,
    OBJ,
    POSS,
    PREP,
    REL,
    ROLE,
    SUB,
    SUBJ,
    TIME,
    VERB,
)
from searchlib.extract.quotes_source import Source
from searchlib.extract.quotes_units import Reading, Unit
from searchlib.extract.words import POSSESSIVES

_LONGEST: Final = 30
_LONGEST_LEAD: Final = 60
_LONGEST_OPENING: Final = 12
_SHORTEST_PAST: Final = 4
_LINKS: Final = frozenset(
    "likewise moreover however meanwhile still instead later then also indeed back late".split()  # noqa: SIM905
)


def source_after(reading: Reading, unit: Unit, number: int) -> Source | None:
    """Give the subject behind the cue at item *number*: "said Secretary General Stock"."""
    words, items = reading.words, unit.items
    begin = number + 1
    if begin >= len(items):
        return None
    place = items[begin]
    mention = reading.starting.get(place)
    if mention is not None:
        last = begin
        while last < len(items) and items[last] < mention.last:
            last += 1
        if last >= len(items) or not _describes(reading, items[last]):
            return Source(place, mention.last, "mention", begin, last)
    if words.bits[place] & SUBJ and not words.bits[place] & OBJ:
        return Source(place, place + 1, "pronoun", begin, begin + 1)
    if words.bits[place] & (PREP | SUB | AUX | CONJ | TIME | OBJ) or not words.forms[place][0].isalnum():
        return None
    found = _phrase_after(reading, unit, begin)
    if words.bits[place] & ADV and (found is None or found.kind != "mention"):
        return None  # "said first officer Ann Lee", not "said first"
    return found


def _describes(reading: Reading, place: int) -> bool:
    """Say whether the word goes on a noun phrase: "said Concord resident Ann Lee"."""
    words = reading.words
    if words.forms[place] in POSSESSIVES:
        return True
    bound = DET | PREP | TIME | SUB | REL | ADV | CONJ | AUX | SUBJ | OBJ | VERB | CUE
    return place not in reading.pairs and words.forms[place][0].islower() and not words.bits[place] & bound


def _phrase_after(reading: Reading, unit: Unit, begin: int) -> Source | None:
    """Give the noun phrase that begins at item *begin*; a person named at its end speaks."""
    items = unit.items
    last = begin
    while last < min(len(items), begin + _LONGEST) and _goes_on(reading, items[last], first=last == begin):
        last += 1
    if last == begin:
        return None
    mention = reading.ending.get(items[last - 1])
    if mention is not None and mention.first > items[begin]:
        return Source(mention.first, mention.last, "mention", begin, last)
    if mention is None and last + 1 < len(items) and reading.words.forms[items[last]] == ",":
        named = reading.starting.get(items[last + 1])
        after = _after(unit, named.last, begin=last + 1) if named is not None else last
        if named is not None and _stands_alone(reading, unit, after):
            return Source(named.first, named.last, "mention", begin, after)
    return Source(items[begin], items[last - 1] + 1, "phrase", begin, last)


def _after(unit: Unit, token: int, *, begin: int) -> int:
    """Give the item, from *begin* on, where *token* is reached."""
    return next((number for number in range(begin, len(unit.items)) if unit.items[number] >= token), len(unit.items))


def _stands_alone(reading: Reading, unit: Unit, number: int) -> bool:
    """Say whether a name that ends in front of item *number* is an apposition, not the subject of what follows."""
    return number >= len(unit.items) or not reading.words.forms[unit.items[number]][0].isalnum()


def _goes_on(reading: Reading, place: int, *, first: bool) -> bool:
    """Say whether the word at *place* belongs to the noun phrase in front of it."""
    words = reading.words
    bits = words.bits[place]
    if words.forms[place] in POSSESSIVES:
        return True
    if words.forms[place] == "-":
        return words.starts[place] == words.ends[place - 1]
    if not words.forms[place][0].isalnum() or place in reading.pairs:
        return False
    if (bits & (VERB | CUE) or _is_past(words.forms[place])) and not first and not words.caps[place]:
        return bool(words.bits[place - 1] & (DET | POSS))
    if bits & PREP:
        return words.lows[place] in ("of", "for")
    if words.lows[place] == "and" and not first:
        return place + 1 < len(words.bits) and bool(words.bits[place - 1] & words.bits[place + 1] & ROLE)
    return bool(bits & MODIFIER) or not bits & (SUB | REL | AUX | SUBJ | CONJ | TIME | ADV)


def _is_past(form: str) -> bool:
    return form.endswith("ed") and len(form) > _SHORTEST_PAST


def unit_subject(reading: Reading, unit: Unit, at: int) -> Source | None:
    """Give the first person or pronoun in front of item *at*, else the phrase that opens the sentence: its subject."""
    words, items = reading.words, unit.items
    for number in range(min(at, _LONGEST_LEAD)):
        place = items[number]
        mention = reading.starting.get(place)
        after_preposition = number and words.bits[items[number - 1]] & PREP
        if mention is not None and not after_preposition and not _possesses(reading, mention.last):
            return Source(mention.first, mention.last, "mention", number, at)
        if words.bits[place] & SUBJ and not words.bits[place] & REL:
            return Source(place, place + 1, "pronoun", number, at)
    begin = _lead(reading, unit, at)
    if at - begin < 2 or (words.bits[items[begin]] & (PREP | SUB | CONJ) and not words.bits[items[begin]] & DET):
        return None
    found = _phrase_after(reading, unit, begin)
    return found._replace(after=at) if found is not None and found.after < at else None


def _lead(reading: Reading, unit: Unit, at: int) -> int:
    """Give the item where the main clause begins: behind "At Sunday’s debate," and "Likewise,"."""
    words, items = reading.words, unit.items
    low = words.lows[items[0]]
    if not (words.bits[items[0]] & (PREP | SUB | TIME) or low.endswith(("ly", "ing")) or low in _LINKS):
        return 0
    comma = next((number for number in range(1, min(at, _LONGEST_OPENING)) if words.forms[items[number]] == ","), -1)
    return comma + 1 if 0 <= comma < at - 2 else 0


def _possesses(reading: Reading, place: int) -> bool:
    return place < len(reading.words.forms) and reading.words.forms[place] in POSSESSIVES
