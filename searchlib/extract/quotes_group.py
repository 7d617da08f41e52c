"""Here is a cue, give me where its verbs begin: "has also said", "two weeks ago said", "has in the past described"."""

from typing import Final

from searchlib.extract.lexicon import ADV, AUX, CUE, DAY, NEG, PREP, REL, SUB, SUBJ, TIME, wordset
from searchlib.extract.quotes_units import Reading, Unit

_LONGEST_INSIDE: Final = 9
_HAVE: Final = frozenset(("has", "have", "had"))


def group_start(reading: Reading, unit: Unit, number: int) -> int:
    """Give the item where the verb group of the cue at item *number* begins: "has also said"."""
    words, items = reading.words, unit.items
    start = _before_adjunct(reading, items, number)
    while start > 0:
        place = items[start - 1]
        low, bits = words.lows[place], words.bits[place]
        if low == "ago":
            start -= 1 + _span_of_time(reading, items, start - 1)
        elif (
            bits & (AUX | NEG)
            or (bits & ADV and (start == number or not bits & SUB))
            or (low.endswith("ly") and not words.caps[place])
            or low in wordset("reflexives")
        ):
            start -= 1
        elif bits & DAY and start > 1 and words.lows[items[start - 2]] == "on":
            start -= 2
        elif start == number and (spent := _time_before(reading, items, start)):
            start -= spent
        elif low == "to" and (raiser := _raiser(reading, unit, start - 1)) is not None:
            start = raiser
        else:
            break
    return start


def _before_adjunct(reading: Reading, items: list[int], number: int) -> int:
    """Give the item of "has" in "has in the past described", where *number* is that of the cue; else *number*."""
    words = reading.words
    first = items[max(0, number - _LONGEST_INSIDE)]
    if items[number] - first > _LONGEST_INSIDE or _HAVE.isdisjoint(words.lows[first : items[number]]):
        return number
    for back in range(number - 2, max(-1, number - _LONGEST_INSIDE), -1):
        place = items[back]
        if (
            place in reading.pairs
            or not words.forms[place][0].isalnum()
            or words.bits[place] & (SUBJ | SUB | REL | CUE)
        ):
            break
        if words.lows[place] in _HAVE:
            inside = words.bits[items[back + 1]] & PREP and words.lows[items[back + 1]] != "to"
            return back if inside else number
    return number


def _span_of_time(reading: Reading, items: list[int], number: int) -> int:
    """Give how many items in front of "ago", item *number*, tell how long: "less than two weeks ago"."""
    lows = reading.words.lows
    back = number
    while back > max(0, number - _LONGEST_INSIDE) and (
        lows[items[back - 1]] in wordset("spans") or lows[items[back - 1]].isdigit()
    ):
        back -= 1
    return number - back


def _time_before(reading: Reading, items: list[int], start: int) -> int:
    """Give how many items in front of *start* only say when: "Lee last night said", "Lee yesterday said"."""
    words = reading.words
    if not words.bits[items[start - 1]] & TIME or items[start - 1] in reading.pairs:
        return 0
    if start > 2 and words.lows[items[start - 2]] in wordset("which time"):
        return 2
    return int(start > 1 and words.lows[items[start - 1]] in wordset("days near"))


def _raiser(reading: Reading, unit: Unit, number: int) -> int | None:
    """Give the item of "went" in "went on to say", where *number* is that of "to"."""
    words, items = reading.words, unit.items
    for back in (1, 2):
        if number >= back and words.lows[items[number - back]] in wordset("raisers"):
            return number - back
    return None
