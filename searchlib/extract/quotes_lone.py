"""Here is a quotation without a cue beside it, give me who is named before a colon or behind a dash.

"He said:" may end the paragraph in front, "Lee put it this way:" may hold no known cue, and a
collection of voices signs each with a dash and a name.
"""

from typing import Final

from searchlib.extract.cues import QUOTE
from searchlib.extract.lexicon import ADV, CUE, TIME, wordset
from searchlib.extract.quotes_behind import Found
from searchlib.extract.quotes_source import Source, source_before
from searchlib.extract.quotes_subject import unit_subject
from searchlib.extract.quotes_units import Reading, Unit, cues_at

_DASHES: Final = frozenset(("―", "—", "–", "--", "-"))
_LONGEST_SIGNATURE: Final = 14


def signed(reading: Reading, number: int, span: tuple[int, int]) -> Found | None:
    """Read "“…” ― Ann Lee": the sentence behind unit *number* is a dash and a name."""
    units = reading.units
    if number + 1 >= len(units) or units[number + 1].block != units[number].block:
        return None
    items = units[number + 1].items
    words = reading.words
    if len(items) > _LONGEST_SIGNATURE or len(items) < 2 or words.forms[items[0]] not in _DASHES:
        return None
    if items[1] in reading.pairs or not words.caps[items[1]]:
        return None
    mention = reading.starting.get(items[1])
    last = mention.last if mention is not None else items[1] + 1
    while mention is None and last < units[number + 1].last and words.caps[last]:
        last += 1
    source = Source(items[1], last, "mention" if mention is not None else "phrase", 1, len(items))
    return Found((span,), source, None, "", QUOTE, "signed", number)


def announced(reading: Reading, number: int, span: tuple[int, int]) -> Found | None:
    """Read "He said:" at the end of the unit in front of unit *number*."""
    if not number:
        return None
    unit = reading.units[number - 1]
    last = unit.items[-1]
    if last in reading.pairs:
        return None
    if reading.words.forms[last] == ":":
        return _colon(reading, unit, len(unit.items) - 1, span=span, number=number)
    return _stated(reading, unit, span=span, number=number) if reading.words.forms[last] == "." else None


def introduced(reading: Reading, number: int) -> Found | None:
    """Read "As Lee put it: “…”" in unit *number*, whatever the verb."""
    unit = reading.units[number]
    words, items = reading.words, unit.items
    for at in range(1, len(items) - 1):
        if words.forms[items[at]] == ":" and items[at] not in reading.pairs and items[at + 1] in reading.pairs:
            span = (items[at + 1], reading.end(items[at + 1]))
            return _colon(reading, unit, at, span=span, number=number)
    return None


def asked(reading: Reading, number: int) -> Found | None:
    """Read "Why now? Lee asks.": unit *number* holds nothing but who speaks, the one in front of it is a question."""
    if not number or reading.units[number - 1].block != reading.units[number].block:
        return None
    words, items, question = reading.words, reading.units[number].items, reading.units[number - 1].items
    if len(items) > _LONGEST_SIGNATURE or words.forms[question[-1]] != "?":
        return None
    if any(item in reading.pairs for item in (*items, *question)):
        return None
    for at in range(1, len(items)):
        cue = next(
            (cue for cue in cues_at(words, items[at]) if cue.classes & QUOTE and cue.shape in ("past", "s")), None
        )
        source = source_before(reading, reading.units[number], at) if cue is not None else None
        if cue is not None and source is not None and source.begin == 0:
            behind = [item for item in items[at + 1 :] if words.forms[item][0].isalnum()]
            if all(words.bits[item] & (ADV | TIME) for item in behind):
                span = (question[0], question[-1] + 1)
                return Found((span,), source, (items[at], items[at] + 1), cue.lemma, cue.classes, "asked", number)
    return None


def _stated(reading: Reading, unit: Unit, *, span: tuple[int, int], number: int) -> Found | None:
    """Read "Lee released the following statement today." in front of the quotation at *span*."""
    words, items = reading.words, unit.items
    for at, place in enumerate(items[:-1]):
        if words.lows[place] == "following" and words.lows[items[at + 1]] in wordset("statements"):
            source = unit_subject(reading, unit, at)
            return Found((span,), source, None, "", QUOTE, "colon", number) if source is not None else None
    return None


def _colon(reading: Reading, unit: Unit, at: int, *, span: tuple[int, int], number: int) -> Found | None:
    """Give the quotation at *span* to the subject of the words in front of the colon at item *at*."""
    words, items = reading.words, unit.items
    stated = _stated(reading, unit, span=span, number=number)
    if stated is not None:
        return stated
    for place in range(at - 1, -1, -1):
        if items[place] in reading.pairs or not words.bits[items[place]] & CUE:
            continue
        for cue in cues_at(words, items[place]):
            source = source_before(reading, unit, place) if cue.classes & QUOTE and cue.shape != "base" else None
            if source is not None:
                spoken = (items[place], items[place] + 1 + bool(cue.particle))
                return Found((span,), source, spoken, cue.lemma, cue.classes, "colon", number)
    source = unit_subject(reading, unit, at)
    return Found((span,), source, None, "", QUOTE, "colon", number) if source is not None else None
