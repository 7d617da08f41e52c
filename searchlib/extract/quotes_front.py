"""Here are the words in front of "Lee said", give me whether they are said, too, or only tell when and where."""

from bisect import bisect_left
from typing import Final

from searchlib.extract.cues import MIND, PLAIN, Cue
from searchlib.extract.lexicon import ADV, AUX, CUE, DET, POSS, PREP, REL, SUB, SUBJ, TIME, VERB, wordset
from searchlib.extract.quotes_behind import State, comma_before, skip_signs
from searchlib.extract.quotes_content import Opening
from searchlib.extract.quotes_source import Source
from searchlib.extract.quotes_units import Reading, Unit, cues_at

_NO_STATEMENT: Final = PREP | TIME | SUB | ADV
_LONGEST: Final = 60
_PAST: Final = 4
"""Letters of "used", the shortest past form that counts."""


def is_lead(reading: Reading, unit: Unit, span: tuple[int, int]) -> bool:
    """Say whether the items *span* only tell when or where: "Late last month, Lee said", "As he had hoped, Lee said".

    Cost: the words of the span.
    """
    words, items = reading.words, unit.items
    if span[1] - span[0] > _LONGEST:
        return False
    begin = skip_signs(reading, items, span[0], end=span[1])
    if begin >= span[1] or items[begin] in reading.pairs:
        return False
    bits, low = words.bits[items[begin]], words.lows[items[begin]]
    if not (bits & (PREP | TIME | SUB | ADV) and not bits & DET) and low != "late":
        return False
    inside = range(begin, span[1])
    if not bits & SUB or bits & PREP:
        return not any(_is_finite(reading, items, number) for number in inside)
    return low in wordset("manners") and not any(words.forms[items[number]] == "," for number in inside)


def _is_finite(reading: Reading, items: list[int], number: int) -> bool:
    """Say whether a verb that may have a subject stands at item *number*."""
    words, place = reading.words, items[number]
    if place in reading.pairs or words.caps[place]:
        return False
    form = words.forms[place]
    past = form.endswith("ed") and len(form) >= _PAST
    known = words.bits[place] & (AUX | VERB | SUBJ) or any(cue.shape in ("past", "s") for cue in cues_at(words, place))
    return bool(known or past) and not (number and words.bits[items[number - 1]] & (DET | POSS))


def goes_through(reading: Reading, unit: Unit, source: Source, *, cue: Cue, ahead: Opening, state: State) -> bool:
    """Say whether an attribution stands inside what is said: "The plan, Lee said, “is dead”", "It is, he said, that".

    Cost: the words in front.
    """
    words, items = reading.words, unit.items
    begin, end = state.covered, source.begin - 1
    if end - begin > _LONGEST:
        return False
    if cue.classes & PLAIN != PLAIN or cue.classes & MIND:
        return False
    if not comma_before(reading, unit, source.begin, floor=begin) or is_lead(reading, unit, (begin, end)):
        return False
    begin = skip_signs(reading, items, begin, end=end)
    first = items[begin]
    if words.bits[first] & _NO_STATEMENT and not words.bits[first] & DET and words.lows[first] != "there":
        return False
    if any(item in reading.pairs for item in items[begin:end]):
        return False
    told = any(_is_finite(reading, items, number) for number in range(begin, end))
    behind = items[ahead.begin - 1]
    if ahead.shape == "that":
        return told and words.forms[behind] == ","
    if ahead.shape != "quote" or ":" in words.forms[first : items[end]]:
        return False
    inner = min(items[ahead.begin] + 1, len(words.forms) - 1)
    if words.caps[inner] or not words.forms[inner][0].isalpha():
        return False
    return told or (bool(words.bits[inner] & (AUX | VERB | CUE)) and not words.bits[inner] & PREP)


def speaks_behind(reading: Reading, unit: Unit, at: int, *, source: Source | None, state: State) -> bool:
    """Say whether "said Lee" stands at item *at*, behind a whole clause: "The rest would be cut, said Lee, who left".

    The noun phrase that a comma divides from the cue is then the subject of that clause, and does not speak.
    """
    words, items = reading.words, unit.items
    if source is None or source.kind != "phrase" or at + 1 >= len(items) or words.forms[items[at - 1]] != ",":
        return False
    mention = reading.starting.get(items[at + 1])
    if mention is None:
        return False
    after = bisect_left(items, mention.last, at + 1)
    if after < len(items) and words.forms[items[after]] not in (",", "."):
        return False
    floor = max(state.covered, at - _LONGEST)
    commas = (number + 1 for number in range(at - 2, floor - 1, -1) if words.forms[items[number]] == ",")
    clause = next(commas, floor)
    if clause > at - 2 or words.bits[items[clause]] & REL:
        return False
    return any(
        words.bits[items[number]] & (AUX | VERB) and not words.caps[items[number]]
        for number in range(clause + 1, at - 1)
    )
