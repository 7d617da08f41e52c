"""Here is a source, give me those who say it too: "Ann Lee and Tom Reed said", "said Lee, Reed and Mary Hill"."""

from bisect import bisect_left
from typing import Final

from searchlib.extract.lexicon import ADV, AUX, CONJ, CUE, DET, MODIFIER, POSS, ROLE, SUB, TIME, VERB
from searchlib.extract.people_evidence import names_party
from searchlib.extract.quotes_source import Source, named_before
from searchlib.extract.quotes_units import Reading, Unit
from searchlib.extract.words import Words

_MOST: Final = 8
_LONGEST_APPOSITION: Final = 14
_ANDS: Final = frozenset(("and", "&"))


def joined_before(reading: Reading, unit: Unit, source: Source) -> Source:
    """Give *source* with the persons whom commas and "and" join to it in front, where a clause may begin with them.

    Cost: at most 8 persons are read.
    """
    words, items = reading.words, unit.items
    others: list[Source] = []
    meant = {_figure(reading, source)}
    kept, begin = 0, source.begin
    while source.kind == "mention" and len(others) < _MOST and begin > 1:
        joint = items[begin - 1]
        if words.lows[joint] not in _ANDS and not (others and words.forms[joint] == ","):
            break
        comma = begin - 1 if words.forms[joint] == "," else begin - 2
        other = _before_apposition(reading, unit, comma) if words.forms[items[comma]] == "," else None
        if other is None:
            other = _named(reading, unit, begin - 2 - (comma == begin - 2 and words.forms[items[comma]] == ","))
        if other is None or _figure(reading, other) in meant:
            break
        meant.add(_figure(reading, other))
        others.append(other)
        begin = other.begin
        if _may_begin(reading, items, begin):
            kept = len(others)
    if not kept or (kept == 1 and words.forms[items[source.begin - 2]] == "," and others[0].after + 1 < source.begin):
        return source
    beside = tuple(other._replace(after=source.after) for other in reversed(others[:kept]))
    return source._replace(begin=beside[0].begin, beside=beside)


def _figure(reading: Reading, source: Source) -> int | None:
    mention = reading.starting.get(source.first)
    return mention.figure if mention is not None else None


def _named(reading: Reading, unit: Unit, number: int) -> Source | None:
    """Give who is named up to item *number*."""
    return None if number < 0 or unit.items[number] in reading.pairs else named_before(reading, unit, number)


def _before_apposition(reading: Reading, unit: Unit, comma: int) -> Source | None:
    """Give Lee of "Ann Lee, the mayor, and Tom Reed": what stands between the commas tells who she is."""
    words, items = reading.words, unit.items
    for back in range(comma - 1, max(0, comma - _LONGEST_APPOSITION), -1):
        if items[back] in reading.pairs or words.lows[items[back]] in _ANDS:
            return None
        if words.forms[items[back]] == ",":
            tells = back + 1 < comma and _tells_who(words, items[back + 1]) and not _is_named(reading, items, back + 1)
            found = _named(reading, unit, back - 1) if tells else None
            return found._replace(after=comma + 1) if found is not None else None
    return None


def _tells_who(words: Words, place: int) -> bool:
    """Say whether an apposition begins at *place*: "the mayor", "sheriff of Cook County", "who", "61"."""
    return bool(words.bits[place] & (DET | ROLE | MODIFIER | POSS)) or (
        words.lows[place] == "who" or words.forms[place].isdigit() or names_party(words.forms[place])
    )


def _is_named(reading: Reading, items: list[int], number: int) -> bool:
    """Say whether a person named with a title begins at item *number*, one of a list: "Sen. Ann Lee, Sen. Tom Roe"."""
    mention = reading.starting.get(items[number])
    return mention is not None and mention.how != "role"


def joined_behind(reading: Reading, unit: Unit, source: Source) -> Source:
    """Give *source* with the persons whom commas and "and" join to it behind, where they are no subject of their own.

    Cost: at most 8 persons are read.
    """
    words, items = reading.words, unit.items
    others: list[Source] = []
    after = source.after
    while source.kind == "mention" and len(others) < _MOST and after + 1 < len(items):
        after = _behind_apposition(reading, unit, after)
        joint = words.lows[items[after]]
        mention = reading.starting.get(items[after + 1])
        if mention is None or not (joint in _ANDS or joint == ","):
            break
        begin = after + 1
        after = bisect_left(items, mention.last, begin)
        others.append(Source(mention.first, mention.last, "mention", begin, after))
        if joint in _ANDS:
            speaks = after < len(items) and words.bits[items[after]] & (CUE | VERB | AUX | ADV)
            return source if speaks else source._replace(after=after, beside=tuple(others))
    return source


def _may_begin(reading: Reading, items: list[int], number: int) -> bool:
    """Say whether a subject may begin at item *number*: nothing in front governs it."""
    if not number:
        return True
    place = items[number - 1]
    if place in reading.pairs or not reading.words.forms[place][0].isalnum():
        return True
    return bool(reading.words.bits[place] & (SUB | TIME | CONJ))


def _behind_apposition(reading: Reading, unit: Unit, comma: int) -> int:
    """Give the item of "and" in "Lee, the mayor, and Tom Reed" for that of its first comma; else the item itself."""
    words, items = reading.words, unit.items
    if words.forms[items[comma]] != "," or not _tells_who(words, items[comma + 1]):
        return comma
    for number in range(comma + 1, min(len(items) - 2, comma + _LONGEST_APPOSITION)):
        if items[number] in reading.pairs or words.lows[items[number]] in _ANDS:
            return comma
        if words.forms[items[number]] == ",":
            joins = words.lows[items[number + 1]] in _ANDS and items[number + 2] in reading.starting
            return number + 1 if joins else comma
    return comma
