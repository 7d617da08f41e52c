"""Here is an attribution, give me what was said in front of it: "…," Lee said; …, said Lee; …, Lee said, …."""

from typing import Final, NamedTuple

from searchlib.extract.cues import Cue
from searchlib.extract.lexicon import AUX, CONJ, REL, SUB, SUBJ, VERB
from searchlib.extract.quotes_claimed import is_claimed
from searchlib.extract.quotes_end import content_end
from searchlib.extract.quotes_group import group_start
from searchlib.extract.quotes_source import Source
from searchlib.extract.quotes_units import Reading, Unit, cues_at

_LONGEST_TAIL: Final = 30
_SHORTEST_REST: Final = 5
_SHORTEST_THAT: Final = 3
_QUESTIONS: Final = ("?", "!")
_DASHES: Final = ("—", "–", "-", "--")
_KEPT_SIGNS: Final = ("$", "(", "[", "£", "€", "#", "@")


class Found(NamedTuple):
    """Words said, by tokens: what one cue of one sentence brings."""

    spans: tuple[tuple[int, int], ...]
    source: Source | None
    cue: tuple[int, int] | None
    lemma: str
    classes: int
    pattern: str
    unit: int


class State(NamedTuple):
    """What the cues before have left: up to which item all is told, and whose words came last."""

    covered: int
    subject: Source | None


def quote_before(reading: Reading, unit: Unit, number: int, *, floor: int) -> int | None:
    """Give the item of the quotation right in front of item *number*, a comma or dash between allowed."""
    words, items = reading.words, unit.items
    for back in range(number - 1, max(floor, number - 3) - 1, -1):
        if items[back] in reading.pairs:
            return back
        if words.forms[items[back]] not in (",", *_DASHES, "."):
            return None
    return None


def comma_before(reading: Reading, unit: Unit, number: int, *, floor: int) -> bool:
    """Say whether a comma, a dash or a question mark stands in front of item *number*, and words before it."""
    words, items = reading.words, unit.items
    return number - floor > 1 and words.forms[items[number - 1]] in (",", *_QUESTIONS, *_DASHES)


def backward(
    reading: Reading, unit: Unit, span: tuple[int, int], *, cue: Cue, source: Source, state: State
) -> tuple[Found, int] | None:
    """Take what stands in front of the attribution, items *span*, and what goes on behind it."""
    items = unit.items
    quoted = quote_before(reading, unit, span[0], floor=state.covered)
    begin = state.covered
    asked = reading.words.forms[items[span[0] - 1]] in _QUESTIONS if span[0] else False
    end = quoted + 1 if quoted is not None else span[0] - (not asked)
    if quoted is not None:
        begin = _quote_begin(reading, unit, begin, quoted)
    begin = skip_signs(reading, items, begin, end=end)
    if begin >= end:
        return None
    spans = [(items[begin], reading.end(items[end - 1]))]
    after = max(span[1], source.after)
    inverted = source.after > span[1] - 1 and source.begin >= span[0] and items[source.begin] > items[span[0]]
    more, told = _goes_on(reading, unit, after, quoted=quoted is not None)
    if more is not None and inverted and _is_apposition(reading, unit, (after, told)):
        more, told = None, after
    if more is not None:
        spans.append(more)
    pattern = ("inversion" if inverted else "after") if len(spans) == 1 else "around"
    at = span[0] if inverted else span[1] - 1 - bool(cue.particle)
    return Found(tuple(spans), source, cue_span(reading, unit, at, cue=cue), cue.lemma, cue.classes, pattern, 0), told


def _is_apposition(reading: Reading, unit: Unit, span: tuple[int, int]) -> bool:
    """Say whether the items *span* tell who Lee is in "…, said Lee, chief of the port": they hold no verb of theirs."""
    words = reading.words
    return not any(
        item in reading.pairs or words.bits[item] & (AUX | SUBJ) or (words.bits[item] & VERB and not words.caps[item])
        for item in unit.items[span[0] : span[1]]
    )


def _quote_begin(reading: Reading, unit: Unit, begin: int, quoted: int) -> int:
    """Give where the words said begin that end with the quotation at item *quoted*."""
    words, items = reading.words, unit.items
    before = quoted - 1 - (quoted > begin and words.forms[items[quoted - 1]] == ",")
    if before >= begin and cues_at(words, items[before]) and is_claimed(reading, unit, quoted):
        return quoted
    for number in range(quoted - 1, begin - 1, -1):
        if words.forms[items[number]] in (":", ";") and items[number] not in reading.pairs:
            return number + 1
    return begin


def skip_signs(reading: Reading, items: list[int], begin: int, *, end: int) -> int:
    """Leave out signs, and "and", in front of what was said."""
    words = reading.words
    while (
        begin < end
        and items[begin] not in reading.pairs
        and not words.forms[items[begin]][0].isalnum()
        and words.forms[items[begin]] not in _KEPT_SIGNS
    ):
        begin += 1
    if begin and begin < end and words.lows[items[begin]] in ("and", "but") and not words.caps[items[begin]]:
        begin += 1
    return begin


def _goes_on(reading: Reading, unit: Unit, after: int, *, quoted: bool) -> tuple[tuple[int, int] | None, int]:
    """Give what goes on behind an attribution: `"…," Lee said, "…"` or "…, Lee said, …"."""
    words, items = reading.words, unit.items
    for number in range(after, min(len(items), after + _LONGEST_TAIL)):
        place = items[number]
        if place in reading.pairs:
            if number == after or words.forms[items[number - 1]] in (",", ":", *_DASHES, "."):
                if is_claimed(reading, unit, number):
                    return None, after
                end = number + 1 if quoted else content_end(reading, unit, number, shape="clause")
                return (place, reading.end(items[end - 1])), end
            break
        if cues_at(words, place) and number > after and not words.caps[place]:
            break
    if after + 1 >= len(items) or words.forms[items[after]] != ",":
        return None, after
    first = items[after + 1]
    if len(items) - after < (_SHORTEST_REST if words.lows[first] != "that" else _SHORTEST_THAT):
        return None, after
    if quoted and words.lows[first] != "that":
        return None, after
    if (
        first in reading.pairs
        or (words.bits[first] & (REL | CONJ | SUB) and words.lows[first] != "that")
        or words.lows[first].endswith("ing")
        or cues_at(words, first)
    ):
        return None, after
    end = content_end(reading, unit, after + 1, shape="clause")
    return (first, reading.end(items[end - 1])), end


def cue_span(reading: Reading, unit: Unit, at: int, *, cue: Cue) -> tuple[int, int]:
    """Give the tokens of the cue, "went to add" and "pointed out" as wholes."""
    items = unit.items
    first = at
    if at and reading.words.lows[items[at - 1]] == "to":
        first = group_start(reading, unit, at)
    return items[first], items[at] + 1 + bool(cue.particle)
