"""Here is a source, give me those who say it too: "Ann Lee and Tom Reed said", "said Lee, Reed and Mary Hill"."""

from bisect import bisect_left
from typing import Final

from searchlib.extract.lexicon import ADV, AUX, CONJ, CUE, SUB, TIME, VERB
from searchlib.extract.quotes_source import Source, named_before
from searchlib.extract.quotes_units import Reading, Unit

_MOST: Final = 8
_ANDS: Final = frozenset(("and", "&"))


def joined_before(reading: Reading, unit: Unit, source: Source) -> Source:
    """Give *source* with the persons whom commas and "and" join to it in front, where a clause may begin with them.

    Cost: at most 8 persons are read.
    """
    words, items = reading.words, unit.items
    others: list[Source] = []
    kept, begin = 0, source.begin
    while source.kind == "mention" and len(others) < _MOST and begin > 1:
        joint = items[begin - 1]
        if words.lows[joint] not in _ANDS and not (others and words.forms[joint] == ","):
            break
        behind = begin - 2 - (words.forms[items[begin - 2]] == "," and words.lows[joint] in _ANDS)
        if behind < 0 or items[behind] in reading.pairs or (other := named_before(reading, unit, behind)) is None:
            break
        others.append(other)
        begin = other.begin
        if _may_begin(reading, items, begin):
            kept = len(others)
    if not kept or (kept == 1 and words.forms[items[source.begin - 2]] == ","):
        return source
    beside = tuple(other._replace(after=source.after) for other in reversed(others[:kept]))
    return source._replace(begin=beside[0].begin, beside=beside)


def joined_behind(reading: Reading, unit: Unit, source: Source) -> Source:
    """Give *source* with the persons whom commas and "and" join to it behind, where they are no subject of their own.

    Cost: at most 8 persons are read.
    """
    words, items = reading.words, unit.items
    others: list[Source] = []
    after = source.after
    while source.kind == "mention" and len(others) < _MOST and after + 1 < len(items):
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
