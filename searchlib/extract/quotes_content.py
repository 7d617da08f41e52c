"""Here is a cue, give me the words that it introduces: where they begin behind it, and where they end."""

from typing import Final, NamedTuple

from searchlib.extract.cues import ASK, HEARER, INFIN, MIND, MUST, PLAIN, QUOTE, THAT, THING, Cue
from searchlib.extract.lexicon import (
    ADV,
    AUX,
    CONJ,
    CUE,
    DAY,
    DET,
    OBJ,
    POSS,
    PREP,
    REL,
    SUB,
    SUBJ,
    TIME,
    VERB,
    wordset,
)
from searchlib.extract.quotes_units import Reading, Unit

_STOPS: Final = frozenset((".", "?", "!", "…", "..."))
_LONGEST_HEARER: Final = 8
_LONGEST_ADJUNCT: Final = 14
_FINITE_WITHIN: Final = 30


class Opening(NamedTuple):
    """Where the words said begin: a number in the unit's items, and what told so."""

    begin: int
    shape: str
    """that, clause, quote, colon, ask, infin or thing."""


def opening(reading: Reading, unit: Unit, number: int, *, cue: Cue) -> Opening | None:
    """Give where the words begin that the cue, whose last item is *number* - 1, introduces."""
    direct = _at(reading, unit, number, cue)
    if direct is not None and direct.shape != "clause":
        return direct
    ahead = _words_ahead(reading, unit, number, cue)
    if ahead is not None:
        return ahead
    if cue.classes & HEARER:
        heard = _after_hearer(reading, unit, number, cue)
        if heard is not None and (direct is None or heard.shape != "clause" or cue.classes & MUST):
            return heard
        if cue.classes & MUST:
            direct = None
    if direct is None or _is_adjunct(reading, unit.items[number]):
        direct = _after_adjunct(reading, unit, number, cue) or direct
    if direct is None and cue.classes & THING:
        return _thing(reading, unit, number)
    return direct


def _words_ahead(reading: Reading, unit: Unit, number: int, cue: Cue) -> Opening | None:
    """Read "told the Associated Press (AP), “…”" and "said, through her lawyer, that …": no verb stands between."""
    words, items = reading.words, unit.items
    aside = number < len(items) and (
        cue.classes & HEARER or _is_adjunct(reading, items[number]) or words.forms[items[number]] == ","
    )
    for later in range(number + 1, min(len(items), number + _LONGEST_ADJUNCT + 4)):
        place = items[later]
        if place in reading.pairs:
            form = words.forms[items[later - 1]]
            sure = cue.classes & (QUOTE | THING) if form == ":" else cue.classes & QUOTE and form == ","
            return Opening(later, "quote" if form == "," else "colon") if sure else None
        bits = words.bits[place]
        if words.lows[place] == "that" and aside and cue.classes & THAT and _is_conjunction(reading, items, later):
            return Opening(later, "that")
        if words.forms[place] in _STOPS or bits & (AUX | SUBJ) or words.lows[place] == "that":
            return None
        if bits & (VERB | CUE) and not words.caps[place] and not words.bits[items[later - 1]] & (DET | POSS | PREP):
            return None
    return None


def _is_adjunct(reading: Reading, place: int) -> bool:
    words = reading.words
    return bool(words.bits[place] & (PREP | ADV | TIME)) or words.lows[place].endswith("ly")


def _at(reading: Reading, unit: Unit, number: int, cue: Cue) -> Opening | None:
    """Read what stands at item *number* itself."""
    words, items = reading.words, unit.items
    if number >= len(items):
        return None
    place = items[number]
    low = words.lows[place]
    following = items[number + 1] if number + 1 < len(items) else -1
    if low in wordset("reflexives"):
        return None
    if place in reading.pairs:
        return Opening(number, "quote") if cue.classes & QUOTE else None
    if low in (":", ",") and following in reading.pairs:
        return Opening(number + 1, "quote" if low == "," else "colon") if cue.classes & QUOTE or low == ":" else None
    if low == ":":
        return Opening(number + 1, "colon") if following >= 0 and cue.classes & QUOTE else None
    if low == "that":
        if cue.classes & THAT and _is_conjunction(reading, items, number):
            return Opening(number, "that")
        points = following >= 0 and cue.classes & PLAIN == PLAIN and words.bits[following] & AUX
        return Opening(number, "clause") if points and not cue.classes & MIND else None
    if low in wordset("asks") and cue.classes & ASK:
        return Opening(number, "ask")
    if low == "to" and cue.classes & INFIN and following >= 0 and _is_verb_said(reading, following):
        return Opening(number, "infin")
    if cue.classes & PLAIN and opens_clause(reading, unit, number):
        return None if cue.classes & THING and _is_broken(reading, unit, number) else Opening(number, "clause")
    return None


def _is_broken(reading: Reading, unit: Unit, number: int) -> bool:
    """Say whether a noun phrase at item *number* ends before a verb comes: "announced a deal after he had gone"."""
    words, items = reading.words, unit.items
    end = min(len(items), number + _FINITE_WITHIN)
    later = number + 1
    while later < end:
        place = items[later]
        if place in reading.pairs or _finite(reading, place):
            return False
        if words.forms[place] == "," and later + 1 < end and words.bits[items[later + 1]] & REL:
            comma = next((spot for spot in range(later + 1, end) if words.forms[items[spot]] == ","), end)
            later = comma  # "kicking from Roe, who missed, had been decisive"
            if comma == end:
                return True
        elif words.forms[place] == "," or words.bits[place] & (SUB | REL):
            return True
        later += 1
    return False


def _is_conjunction(reading: Reading, items: list[int], number: int) -> bool:
    """Say whether "that" opens a clause here, and does not point: "to that tweet", "that night"; nor "so that"."""
    words = reading.words
    if words.bits[items[number - 1]] & PREP or words.lows[items[number - 1]] == "so":
        return False
    return number + 1 < len(items) and not words.bits[items[number + 1]] & (TIME | AUX)


def _is_bare_verb(reading: Reading, place: int) -> bool:
    words = reading.words
    return place not in reading.pairs and not words.caps[place] and not words.bits[place] & (DET | POSS | SUBJ | PREP)


def _is_verb_said(reading: Reading, place: int) -> bool:
    """Say whether a verb in its bare form stands at *place*, in marks or not: "vowed to fight", "to “fight on”"."""
    pair = reading.pairs.get(place)
    return _is_bare_verb(reading, place if pair is None else min(pair.open + 1, pair.close))


def opens_clause(reading: Reading, unit: Unit, number: int) -> bool:
    """Say whether a clause without "that" begins at item *number*: a subject, then a finite verb."""
    words, items = reading.words, unit.items
    place = items[number]
    bits = words.bits[place]
    if bits & SUBJ:
        return True
    if bits & (PREP | SUB) and words.lows[place] in wordset("clause openers"):
        return _comma_then_subject(reading, unit, number)
    if (bits & (REL | CONJ | OBJ | TIME | AUX) and not bits & (DET | POSS)) or not words.forms[place][0].isalnum():
        return False
    for later in range(number + 1, min(len(items), number + _FINITE_WITHIN)):
        spot = items[later]
        if spot in reading.pairs:
            return True
        if words.forms[spot] in _STOPS or words.forms[spot] == ";":
            return False
        if _finite(reading, spot) and not _makes_a_noun(reading, items[later - 1], spot):
            return True
    return False


def _makes_a_noun(reading: Reading, before: int, place: int) -> bool:
    """Say whether the word at *place* is none of a verb behind the one at *before*: "the attack", but "no one came"."""
    words = reading.words
    if words.lows[before] in wordset("pronouns too") and words.bits[place] & (AUX | VERB):
        return False
    return bool(words.bits[before] & (DET | POSS | PREP))


def _finite(reading: Reading, place: int) -> bool:
    words = reading.words
    bits, low = words.bits[place], words.lows[place]
    if words.caps[place]:
        return False
    return bool(bits & (AUX | VERB)) or bool(bits & CUE) or (low.endswith("ed") and len(low) > 4)


def _comma_then_subject(reading: Reading, unit: Unit, number: int) -> bool:
    words, items = reading.words, unit.items
    for later in range(number + 1, min(len(items) - 1, number + _FINITE_WITHIN)):
        if words.forms[items[later]] == "," and items[later + 1] in reading.pairs:
            return True
        if words.forms[items[later]] == ",":
            return opens_clause(reading, unit, later + 1) if not words.bits[items[later + 1]] & (PREP | SUB) else False
    return words.lows[items[number]] in ("if", "when")


def _after_hearer(reading: Reading, unit: Unit, number: int, cue: Cue) -> Opening | None:
    """Read "told reporters that", "urged Clinton to", "told him: "."""
    words, items = reading.words, unit.items
    if number >= len(items) or not _hears(reading, items[number]):
        return None
    for later in range(number + 1, min(len(items), number + _LONGEST_HEARER)):
        place = items[later]
        bits = words.bits[place]
        found = _at(reading, unit, later, cue)
        if found is not None and (found.shape != "clause" or _opens_behind_hearer(reading, items, later)):
            if found.shape == "infin":
                return Opening(number, "hearer infin")
            return found
        if (
            place in reading.pairs
            or words.forms[place] in _STOPS
            or bits & (SUB | AUX | CONJ)
            or (words.forms[place] == "," and words.lows[items[min(later + 1, len(items) - 1)]] != "that")
        ):
            return None
    return None


def _opens_behind_hearer(reading: Reading, items: list[int], number: int) -> bool:
    """Say whether a clause may begin at item *number*: "told her the", "told reporters there".

    Behind those who always hear, any noun may open it: "told reporters police had come".
    """
    words = reading.words
    place = items[number]
    if words.bits[place] & (SUBJ | DET | POSS) or place in reading.starting or words.lows[place] == "there":
        return True
    return words.lows[items[number - 1]] in wordset("hearers") and not words.bits[place] & (PREP | ADV | TIME)


def _hears(reading: Reading, place: int) -> bool:
    words = reading.words
    bits = words.bits[place]
    return (
        place not in reading.pairs and words.forms[place][0].isalnum() and not bits & (PREP | SUB | AUX | CONJ | TIME)
    )


def _after_adjunct(reading: Reading, unit: Unit, number: int, cue: Cue) -> Opening | None:
    """Read "said in a statement that", "said Tuesday the", "tweeted on Monday: "."""
    words, items = reading.words, unit.items
    if number >= len(items):
        return None
    place = items[number]
    timely = bool(words.bits[place] & TIME)
    if not _is_adjunct(reading, place):
        return None
    for later in range(number + 1, min(len(items), number + _LONGEST_ADJUNCT)):
        place = items[later]
        bits = words.bits[place]
        if bits & TIME:
            timely = True
            continue
        found = _at(reading, unit, later, cue)
        named = words.lows[unit.items[number]] == "to" and words.caps[unit.items[later - 1]]  # "explained to CBS why"
        if found is not None and (
            found.shape not in (("clause",) if named else ("clause", "ask"))
            or ((timely or bits & SUBJ) and _opens(reading, items, later))
            or (words.bits[items[later - 1]] & DAY and not bits & (PREP | SUB | ADV | CONJ))
        ):
            return found
        named = place in reading.pairs and later + 1 < len(items) and words.lows[items[later + 1]] == "that"
        if (place in reading.pairs and not named) or words.forms[place] in _STOPS or bits & (AUX | CONJ):
            return None
        if bits & CUE and words.forms[items[later - 1]] == ",":
            return None
    return None


def _opens(reading: Reading, items: list[int], number: int) -> bool:
    """Say whether a clause may begin at item *number*, not only the noun of a preposition."""
    words = reading.words
    place, before = items[number], items[number - 1]
    if words.bits[before] & (PREP | DET | POSS):
        return False
    return bool(words.bits[place] & (SUBJ | DET | POSS)) or place in reading.starting or words.caps[place]


def _thing(reading: Reading, unit: Unit, number: int) -> Opening | None:
    """Read the noun phrase that is praised, denied, called for."""
    words, items = reading.words, unit.items
    if number >= len(items) - 1:
        return None
    place = items[number]
    bits = words.bits[place]
    if (
        place in reading.pairs
        or _is_way(reading, items, number)
        or not words.forms[place][0].isalnum()
        or bits & (PREP | SUB | AUX | CONJ | TIME | REL) & ~(SUB if bits & DET else 0)
    ):
        return None
    following = words.lows[items[number + 1]]
    if following == "by" and words.lows[place].endswith("ed"):
        return None
    return Opening(number, "thing")


def _is_way(reading: Reading, items: list[int], number: int) -> bool:
    """Say whether item *number* tells where a ball went: "slammed well over the bar", "blasted wide"."""
    words, after = reading.words, items[number + 1]
    if words.lows[items[number]] not in wordset("ways of a ball"):
        return False
    return bool(words.bits[after] & PREP) or not words.forms[after][0].isalnum()
