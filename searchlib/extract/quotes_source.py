"""Here is a cue, give me whose words it brings: the subject in front of it or behind it."""

from typing import Final, NamedTuple

from searchlib.extract.bare import is_party
from searchlib.extract.lexicon import (
    ADV,
    AUX,
    CONJ,
    CUE,
    DET,
    MODIFIER,
    NEG,
    OBJ,
    POSS,
    PREP,
    REL,
    ROLE,
    SUB,
    SUBJ,
    TIME,
    VERB,
    wordset,
)
from searchlib.extract.people_evidence import is_post_nominal
from searchlib.extract.quotes_group import group_start
from searchlib.extract.quotes_units import Reading, Unit
from searchlib.extract.words import POSSESSIVES, Words

_LONGEST: Final = 30
_LONGEST_CLAUSE: Final = 20
_LONGEST_NOUN: Final = 4
_PARTY: Final = 3
_MOST_COMMAS: Final = 6
_INSIDE: Final = POSSESSIVES | frozenset("£$€%")
_BREAKS: Final = frozenset((",", ";", ":", "—", "–", "-", "--", "(", ")", "[", "]", "…", "...", ".", "?", "!"))
_LONGEST_DESCRIPTION: Final = 6
_NO_DESCRIPTION: Final = AUX | NEG | PREP | REL | SUB | SUBJ | TIME | VERB | CUE | OBJ
_RELATIVES: Final = frozenset(("who", "whose"))
_TAIL_PREPS: Final = frozenset(("of", "for", "from", "at", "with", "in"))


class Source(NamedTuple):
    """The words that name a speaker: tokens, half open."""

    first: int
    last: int
    kind: str
    """mention, pronoun, relative or phrase."""
    begin: int
    """Number in the unit's items where the subject begins."""
    after: int
    """Number in the unit's items after the cue or the subject, whichever comes last."""
    beside: tuple["Source", ...] = ()
    """Others who say the same."""


def is_first_person(reading: Reading, source: Source | None) -> bool:
    """Say whether "I" or "we" speak."""
    return source is not None and reading.words.lows[source.first] in ("i", "we")


def source_before(reading: Reading, unit: Unit, number: int) -> Source | None:
    """Give the subject in front of the cue at item *number*, or None where none stands there."""
    words, items = reading.words, unit.items
    start = group_start(reading, unit, number)
    if not start:
        return None
    end = start - 1
    place = items[end]
    if place in reading.pairs:
        return None
    if words.forms[place] == "," and end:
        return _apposed(reading, unit, end, after=number + 1)
    end = _before_bracket(reading, items, end)
    if reading.ending.get(items[end]) is not None:
        return _before_clause(reading, unit, _named(reading, unit, end, after=number + 1))
    place = items[end]
    if words.bits[place] & REL or (words.lows[place] == "that" and _continues(reading, items, end)):
        return Source(place, place + 1, "relative", end, number + 1)
    if words.bits[place] & SUBJ:
        return Source(place, place + 1, "pronoun", end, number + 1)
    found = _described(reading, unit, _phrase(reading, unit, end, after=number + 1))
    return found and _before_clause(reading, unit, found)


def _before_clause(reading: Reading, unit: Unit, source: Source) -> Source:
    """Give the officials for the Post in "officials who spoke with the Post said": its verb is spent, and no comma."""
    words, items = reading.words, unit.items
    spent = False
    for back in range(source.begin - 1, max(0, source.begin - _LONGEST_CLAUSE), -1):
        place = items[back]
        if place in reading.pairs or not (words.forms[place][0].isalnum() or words.forms[place] in _INSIDE):
            break
        if words.lows[place].endswith("ing") and _is_participle(reading, items, back):
            return _owner(reading, unit, back - 1, after=source.after) or source
        if words.lows[place] == "who":
            owner = _owner(reading, unit, back - 1, after=source.after) if spent else None
            return owner or source
        if words.bits[place] & (SUB | SUBJ | CONJ) or (back == source.begin - 1 and words.bits[place] & CUE):
            break
        spent = spent or bool(words.bits[place] & (VERB | CUE | AUX)) or words.lows[place].endswith("ed")
    return source


def _owner(reading: Reading, unit: Unit, end: int, *, after: int) -> Source | None:
    """Give the subject that a clause with "who" describes: a person, or a noun phrase, that ends at item *end*."""
    comma = end > 0 and reading.words.forms[unit.items[end]] == ","
    named = named_before(reading, unit, end - comma)
    if named is not None:
        return named._replace(after=after)
    return None if comma else _phrase(reading, unit, end, after=after)


def _is_participle(reading: Reading, items: list[int], number: int) -> bool:
    """Say whether the word at item *number* tells what the subject does: "Experts studying the seas off Wales said"."""
    words = reading.words
    if not number or words.caps[items[number]] or words.bits[items[number]] & (PREP | TIME | CUE | SUB):
        return False
    begin = number - 1
    if words.bits[items[begin]] & (VERB | AUX | SUBJ | PREP | DET | POSS | SUB | CONJ | ADV | CUE | OBJ):
        return False
    while begin and words.forms[items[begin - 1]][0].isalnum() and number - begin < _LONGEST_NOUN:
        begin -= 1
    return not begin or (items[begin - 1] not in reading.pairs and words.forms[items[begin - 1]] == ",")


def _described(reading: Reading, unit: Unit, source: Source | None) -> Source | None:
    """Give Lee where the phrase is her role behind a comma that none closes: "Ann Lee, director of the port said"."""
    items = unit.items
    if source is None or source.begin < _PARTY - 1 or reading.words.forms[items[source.begin - 1]] != ",":
        return source
    mention = reading.ending.get(items[source.begin - 2])
    if mention is None or mention.how == "role":
        return source
    if not any(role.first == source.first for role in reading.people.figures[mention.figure].roles):
        return source
    return _named(reading, unit, source.begin - 2, after=source.after)


def named_before(reading: Reading, unit: Unit, end: int) -> Source | None:
    """Give the person named up to item *end*, a bracket left out; None where nobody is."""
    end = _before_bracket(reading, unit.items, end)
    if reading.ending.get(unit.items[end]) is None:
        return None
    source = _named(reading, unit, end, after=end + 1)
    return source if source.kind == "mention" else None


def widened(reading: Reading, unit: Unit, source: Source, *, floor: int) -> Source:
    """Begin a source right behind a quotation where only capitals or a description stand between.

    “…,” ABC This Week’s Lee; “…,” former deckhand and poet Ann Lee; not “…,” the man sobbed and Lee.
    """
    words, items = reading.words, unit.items
    begin = capital = source.begin
    plain = source.kind == "mention" and not words.bits[items[begin]] & (DET | POSS)
    while begin > floor and items[begin - 1] not in reading.pairs:
        place = items[begin - 1]
        if not (words.caps[place] or (plain and _describes(words, place))):
            return source
        begin -= 1
        capital = begin if words.caps[place] and capital == begin + 1 else capital
        plain = plain and not words.bits[place] & (DET | POSS)
    if not floor < begin < source.begin <= begin + _LONGEST_DESCRIPTION:
        return source
    lows = [words.lows[item] for item in items[begin : source.begin]]
    joined = "and" in lows and any(low.endswith("ed") for low in lows)
    told = (words.bits[items[begin]] | words.bits[source.first]) & (DET | MODIFIER | ROLE) and not joined
    return source._replace(begin=begin) if told or capital == begin else source


def _describes(words: Words, place: int) -> bool:
    """Say whether a word may stand in a description of the name behind it: a plain word, "and"."""
    if words.lows[place] == "and":
        return True
    return words.forms[place].isalpha() and not words.bits[place] & _NO_DESCRIPTION


def _named(reading: Reading, unit: Unit, end: int, *, after: int) -> Source:
    """Give the person whose mention ends at item *end*."""
    words, items = reading.words, unit.items
    mention = reading.ending[items[end]]
    begin = end
    while begin and items[begin - 1] >= mention.first:
        begin -= 1
    first = items[begin]
    if begin and words.lows[items[begin - 1]] in _TAIL_PREPS and _continues(reading, items, begin - 1):
        return _phrase(reading, unit, end, after=after) or Source(first, items[end] + 1, "mention", begin, after)
    while begin and _belongs(reading, items, begin - 1):
        begin -= 1
    return Source(first, items[end] + 1, "mention", begin, after)


def _belongs(reading: Reading, items: list[int], number: int) -> bool:
    """Say whether the word at item *number* describes the name behind it: "screenwriter Cole Haddon", "first mate"."""
    words = reading.words
    place = items[number]
    if place in reading.pairs:
        return False
    if words.forms[place] == "-":
        return number > 0 and words.starts[place] == words.ends[place - 1]
    if not (words.forms[place][0].isalnum() or words.forms[place] in POSSESSIVES):
        return False
    if words.bits[place] & (PREP | TIME):
        return False
    return bool(words.bits[place] & MODIFIER) or not _bounds(reading, items, number)


def _apposed(reading: Reading, unit: Unit, comma: int, *, after: int) -> Source | None:
    """Give the subject in front of an apposition that ends at the item *comma*."""
    words, items = reading.words, unit.items
    floor = max(0, comma - _LONGEST)
    ending = reading.ending.get(items[comma - 1])
    aside = _before_relative(reading, unit, comma, after=after)
    if aside is not None:
        return aside
    phrase = None
    commas = 0
    for back in range(comma - 1, floor - 1, -1):
        place = items[back]
        form = words.forms[place]
        if place in reading.pairs or form in (";", ":", "—", "--"):
            break
        if form != "," or not back:
            continue
        commas += 1
        if commas > _MOST_COMMAS:
            break
        before = _before_bracket(reading, items, back - 1)
        mention = reading.ending.get(items[before])
        if mention is not None and (ending is None or ending.figure != mention.figure or ending.how == "role"):
            if ending is not None and words.lows[mention.first - 1] in _TAIL_PREPS and back + 1 < comma:
                return _role_and_name(reading, unit, comma, after=after)
            return _named(reading, unit, before, after=after)
        if ending is not None and back + 1 < comma:
            return _role_and_name(reading, unit, comma, after=after)
        if phrase is None and _opens_apposition(reading, items[back + 1]):
            phrase = _phrase(reading, unit, before, after=after)
        elif phrase is None and items[back + 1] in reading.starting:
            phrase = _phrase(reading, unit, comma - 1, after=after)  # "the mayor, Ann Lee of Troy, said"
    if phrase is None and ending is not None:
        return _role_and_name(reading, unit, comma, after=after)
    return phrase


def _before_relative(reading: Reading, unit: Unit, comma: int, *, after: int) -> Source | None:
    """Give Lee of "Lee, who was seen by the mayor, Tom Reed, said": the clause between ends at the item *comma*."""
    words, items = reading.words, unit.items
    first, last = items[max(0, comma - _LONGEST)], items[comma]
    if last - first <= _LONGEST and _RELATIVES.isdisjoint(words.lows[first:last]):
        return None
    for back in range(comma - 1, max(0, comma - _LONGEST), -1):
        place = items[back]
        if place in reading.pairs or words.forms[place] != ",":
            continue
        if words.bits[items[back + 1]] & CONJ:
            return None
        if words.lows[items[back + 1]] in _RELATIVES:
            named = named_before(reading, unit, back - 1) or _before_party(reading, unit, back)
            return named._replace(after=after) if named is not None else None
    return None


def _before_party(reading: Reading, unit: Unit, comma: int) -> Source | None:
    """Give Torres of "Mia Torres, D-Austin, who"."""
    items = unit.items
    if comma < _PARTY or reading.words.forms[items[comma - 2]] != ",":
        return None
    return named_before(reading, unit, comma - 3)


def _before_bracket(reading: Reading, items: list[int], number: int) -> int:
    """Give the item in front of a party or letters that end at item *number*: "Ann Moore (D-Wis.)", "Ann Lee QC"."""
    words = reading.words
    if number and is_post_nominal(words, items[number]) and items[number - 1] in reading.ending:
        return number - 1
    if words.bare and number > 1 and items[number - 2] in reading.ending and is_party(words, items[number - 1]):
        return number - 2
    if words.forms[items[number]] != ")":
        return number
    opened = next((back for back in range(number, max(0, number - 8), -1) if words.forms[items[back]] == "("), 0)
    return opened - 1 if opened else number


def _opens_apposition(reading: Reading, place: int) -> bool:
    """Say whether an apposition may begin at *place*: "a broker", "speaking on", "22", "who"."""
    words = reading.words
    if words.bits[place] & (DET | ROLE | MODIFIER | REL | POSS | PREP) or words.forms[place][0].isdigit():
        return True
    return words.lows[place].endswith(("ing", "ed"))


def _role_and_name(reading: Reading, unit: Unit, comma: int, *, after: int) -> Source:
    """Give "Rwanda’s Inspector General of Police, Emmanuel Gasana": a role, a comma, and the name."""
    source = _named(reading, unit, comma - 1, after=after)
    if source.begin > 1:
        role = reading.ending.get(unit.items[source.begin - 2])
        mention = reading.ending[unit.items[comma - 1]]
        if role is not None and role.figure == mention.figure and role.how == "role":
            begin = source.begin - 2
            while begin and unit.items[begin] > role.first:
                begin -= 1
            return source._replace(first=role.first, begin=begin)
    return source


def _phrase(reading: Reading, unit: Unit, end: int, *, after: int) -> Source | None:
    """Give the noun phrase that ends at item *end*: "a spokesman for the campaign"."""
    words, items = reading.words, unit.items
    if end >= 0 and words.lows[items[end]] in wordset("some people") and not _is_bound(reading, items, end):
        return Source(items[end], items[end] + 1, "phrase", end, after)
    if end < 0 or not words.forms[items[end]][0].isalnum() or words.bits[items[end]] & (PREP | DET | POSS | SUB | CONJ):
        return None
    if words.bits[items[end]] & (OBJ | VERB | ADV) and not words.caps[items[end]]:
        return None
    begin = end
    while begin > max(0, end - _LONGEST):
        place = items[begin - 1]
        bits = words.bits[place]
        if place in reading.pairs or words.forms[place] in _BREAKS:
            if words.forms[place] not in (".", "-") or words.starts[place] != words.ends[items[max(0, begin - 2)]]:
                break
        elif _bounds(reading, items, begin - 1):
            break
        begin -= 1
        if bits & DET and not (begin and words.bits[items[begin - 1]] & (PREP | DET)):
            break
    while begin < end and words.bits[items[begin]] & (PREP | CONJ | ADV):
        begin += 1
    mention = reading.starting.get(items[begin])
    if mention is not None and mention.last < items[end] and words.lows[mention.last] in _TAIL_PREPS:
        return Source(mention.first, mention.last, "mention", begin, after)
    return Source(items[begin], items[end] + 1, "phrase", begin, after)


def _is_bound(reading: Reading, items: list[int], number: int) -> bool:
    """Say whether a preposition or an article stands in front of the item: "of most", "the others"."""
    return bool(number) and bool(reading.words.bits[items[number - 1]] & (PREP | DET | POSS))


def _bounds(reading: Reading, items: list[int], number: int) -> bool:
    """Say whether the word at item *number* is no part of the noun phrase behind it."""
    words = reading.words
    place = items[number]
    bits, capital = words.bits[place], words.caps[place]
    if words.forms[place] in POSSESSIVES or _joins_a_name(words, place):
        return False
    if bits & (SUB | REL | AUX | SUBJ | CONJ) or (bits & (ADV | NEG) and not bits & DET):
        return True
    if not capital and (bits & VERB or (bits & CUE and _is_verb(reading, items, number))):
        return True
    return bool(bits & PREP) and (words.lows[place] not in _TAIL_PREPS or not _continues(reading, items, number))


def _joins_a_name(words: Words, place: int) -> bool:
    """Say whether "&" stands inside a name: "Bell & Sons"."""
    return words.forms[place] == "&" and words.caps[place - 1 : place + 2 : 2] == [True, True]


def _continues(reading: Reading, items: list[int], number: int) -> bool:
    """Say whether a noun stands in front of the preposition at item *number*."""
    words = reading.words
    if not number:
        return False
    place = items[number - 1]
    verb = 0 if words.caps[place] and number > 1 else CUE  # "the Court of Appeals for the District"
    return words.forms[place][0].isalnum() and not words.bits[place] & (
        VERB | AUX | SUB | CONJ | ADV | PREP | verb | SUBJ
    )


def _is_verb(reading: Reading, items: list[int], number: int) -> bool:
    """Say whether the cue form at item *number* is a verb there, not a noun behind an article."""
    words = reading.words
    if not number:
        return True
    before = items[number - 1]
    return not (words.bits[before] & (DET | POSS | PREP) or words.forms[before] in POSSESSIVES)
