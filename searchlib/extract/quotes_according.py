"""Here is "according to", give me who is named behind it and what is said in front of it or behind a comma."""

from typing import Final

from searchlib.extract.cues import PLAIN
from searchlib.extract.quotes_behind import Found, State, quote_before, skip_signs
from searchlib.extract.quotes_end import content_end
from searchlib.extract.quotes_joint import joined_behind
from searchlib.extract.quotes_source import Source
from searchlib.extract.quotes_subject import source_after
from searchlib.extract.quotes_units import Reading, Unit

_SHORTEST_LEFT: Final = 3
_LONGEST_SOURCE: Final = 40


def according(reading: Reading, unit: Unit, at: int, *, state: State) -> tuple[Found, int] | None:
    """Read "according to S"."""
    words, items = reading.words, unit.items
    source = _object_after(reading, unit, at + 2) or source_after(reading, unit, at + 1)
    if source is None:
        return None
    source = joined_behind(reading, unit, source)
    cue = (items[at], items[at + 1] + 1)
    begin = skip_signs(reading, items, state.covered, end=at)
    if at - begin >= _SHORTEST_LEFT or quote_before(reading, unit, at, floor=state.covered) is not None:
        end = at - 1 if words.forms[items[at - 1]] == "," else at
        spans = ((items[begin], reading.end(items[end - 1])),)
        return Found(spans, source, cue, "according to", PLAIN, "according", 0), source.after
    comma = next(
        (
            n
            for n in range(source.after, min(len(items), source.after + _LONGEST_SOURCE))
            if words.forms[items[n]] == "," and items[n] not in reading.pairs
        ),
        None,
    )
    if comma is None or comma + 1 >= len(items):
        return None
    source, comma = _apposed(reading, unit, source, comma=comma)
    shape = "quote" if items[comma + 1] in reading.pairs else "clause"
    end = content_end(reading, unit, comma + 1, shape=shape)
    if end <= comma + 1:
        return None
    spans = ((items[comma + 1], reading.end(items[end - 1])),)
    return Found(spans, source, cue, "according to", PLAIN, "according", 0), end


def _object_after(reading: Reading, unit: Unit, number: int) -> Source | None:
    """Read the pronoun of "according to her", not of "according to her lawyer"."""
    words, items = reading.words, unit.items
    if number >= len(items) or words.lows[items[number]] not in ("him", "her"):
        return None
    if number + 1 < len(items) and words.forms[items[number + 1]][0].isalnum():
        return None
    return Source(unit.items[number], unit.items[number] + 1, "pronoun", number, number + 1)


def _apposed(reading: Reading, unit: Unit, source: Source, *, comma: int) -> tuple[Source, int]:
    """Read what stands between commas behind *source*: "the minister, Ann Lee, …", "Ann Lee, the minister, …"."""
    words, items = reading.words, unit.items
    last = next((n for n in range(comma + 1, len(items) - 1) if words.forms[items[n]] == ","), None)
    if last is None:
        return source, comma
    first, end = items[comma + 1], items[last]
    named, heard = reading.starting.get(first), reading.starting.get(source.first)
    if named is not None and named.last == end and (heard is None or heard.figure == named.figure):
        return Source(named.first, named.last, "mention", comma + 1, last), last
    if heard is None or first in reading.pairs:
        return source, comma
    figure = reading.people.figures[heard.figure]
    described = any((role.first, role.last) == (first, end) for role in figure.roles)
    return source, last if described or words.lows[first] == "who" else comma
