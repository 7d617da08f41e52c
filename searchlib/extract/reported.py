"""Here is one sentence of the narrator, give me who is said to say what in it.

The cues are read from left to right. Each is tried in turn as looking back ("…," Lee said), looking
ahead (Lee said that …), or going on with the speaker before it (…, adding that …).
"""

from typing import Final, NamedTuple

from searchlib.extract.cues import MIND, PLAIN, QUOTE, Cue
from searchlib.extract.lexicon import ADV, AUX, CONJ, NEG, PREP, REL, SUB, SUBJ, TIME, wordset
from searchlib.extract.quotes_content import Opening, content_end, opening
from searchlib.extract.quotes_source import Source, group_start, source_after, source_before
from searchlib.extract.quotes_units import Reading, Unit, cues_at

_SHORTEST_LEFT: Final = 3
_LONGEST_TAIL: Final = 16


class Found(NamedTuple):
    """Words said, by tokens: what one cue of one sentence brings."""

    spans: tuple[tuple[int, int], ...]
    source: Source | None
    cue: tuple[int, int] | None
    lemma: str
    classes: int
    pattern: str
    unit: int


class _State(NamedTuple):
    """What the cues before have left: up to which item all is told, and whose words came last."""

    covered: int
    subject: Source | None


def attributions(reading: Reading, number: int) -> list[Found]:
    """Find what the cues of unit *number* attribute, in order.

    Returns:
        The findings; content is not searched again, so nothing is nested.

    Raises:
        Nothing.

    Cost: each cue reads within fixed bounds, and content once.
    """
    unit = reading.units[number]
    found: list[Found] = []
    state = _State(0, None)
    at = 0
    while at < len(unit.items):
        result = _read(reading, unit, at, state=state)
        if result is None:
            at += 1
            continue
        made, end = result
        found.append(made._replace(unit=number))
        state = _State(end, made.source or state.subject)
        at = max(end, at + 1)
    return found


def _read(reading: Reading, unit: Unit, at: int, *, state: _State) -> tuple[Found, int] | None:
    """Read the cue at item *at*; give what it attributes and the item where all is told."""
    words, items = reading.words, unit.items
    place = items[at]
    if place in reading.pairs:
        return None
    if words.lows[place] == "according" and at + 1 < len(items) and words.lows[items[at + 1]] == "to":
        return _according(reading, unit, at, state=state)
    for cue in cues_at(words, place):
        result = _cued(reading, unit, at, cue=cue, state=state)
        if result is not None:
            return result
    return None


def _cued(reading: Reading, unit: Unit, at: int, *, cue: Cue, state: _State) -> tuple[Found, int] | None:
    words, items = reading.words, unit.items
    start = group_start(reading, unit, at)
    group = [words.lows[item] for item in items[start:at]]
    passive = cue.shape == "past" and any(word in wordset("be") for word in group)
    if passive or start < state.covered:
        return None
    if cue.shape == "ing" and not any(word in wordset("be") for word in group):
        return _going_on(reading, unit, at, cue=cue, state=state)
    if cue.shape == "base" and "to" in group and start == at:
        return None
    source = source_before(reading, unit, at)
    if source is not None and source.begin >= state.covered:
        return _with_subject(reading, unit, at, cue=cue, source=source, state=state)
    if start and words.bits[items[start - 1]] & CONJ:
        return _going_on(reading, unit, at, cue=cue, state=state)
    return _inverted(reading, unit, at, cue=cue, state=state)


def _with_subject(
    reading: Reading, unit: Unit, at: int, *, cue: Cue, source: Source, state: _State
) -> tuple[Found, int] | None:
    """Read S V: what was said stands in front of it or behind it."""
    if cue.shape == "base" and not _takes_base(reading, unit, at, source):
        return None
    if cue.shape == "base" and not cue.classes & PLAIN and source.kind == "phrase":
        return None
    behind = at + 1 + bool(cue.particle)
    if cue.classes & QUOTE and _quote_before(reading, unit, source.begin, floor=state.covered) is not None:
        return _backward(reading, unit, (source.begin, behind), cue=cue, source=source, state=state)
    ahead = opening(reading, unit, behind, cue)
    if ahead is not None and not (ahead.shape == "thing" and _may_be_noun(reading, cue, source)):
        return _forward(reading, unit, at, cue=cue, source=source, ahead=ahead)
    if (
        cue.classes & PLAIN == PLAIN
        and not cue.classes & MIND
        and _comma_before(reading, unit, source.begin, state.covered)
    ):
        return _backward(reading, unit, (source.begin, behind), cue=cue, source=source, state=state)
    return None


def _may_be_noun(reading: Reading, cue: Cue, source: Source) -> bool:
    """Say whether an s-form behind a bare noun phrase may be its plural noun: "pressing security challenges"."""
    return cue.shape == "s" and source.kind == "phrase" and not reading.words.caps[source.last - 1]


def _takes_base(reading: Reading, unit: Unit, at: int, source: Source) -> bool:
    """Say whether a base form is a finite verb behind this subject: "they say", "voters say", "did say"."""
    words = reading.words
    before = unit.items[at - 1]
    if words.bits[before] & (AUX | NEG | ADV) or words.lows[before] == "to":
        return True
    last = words.lows[source.last - 1]
    if source.kind == "pronoun":
        return last in ("i", "we", "you", "they")
    return (
        source.kind == "relative"
        or (last.endswith("s") and not last.endswith("ss"))
        or last in ("people", "men", "women", "police")
    )


def _quote_before(reading: Reading, unit: Unit, number: int, *, floor: int) -> int | None:
    """Give the item of the quotation right in front of item *number*, a comma or dash between allowed."""
    words, items = reading.words, unit.items
    for back in range(number - 1, max(floor, number - 3) - 1, -1):
        if items[back] in reading.pairs:
            return back
        if words.forms[items[back]] not in (",", "—", "–", "-", "--", "."):
            return None
    return None


def _comma_before(reading: Reading, unit: Unit, number: int, floor: int) -> bool:
    words, items = reading.words, unit.items
    return number - floor > 1 and words.forms[items[number - 1]] in (",", "—", "–", "--", "-")


def _inverted(reading: Reading, unit: Unit, at: int, *, cue: Cue, state: _State) -> tuple[Found, int] | None:
    """Read V S: "…," said Lee."""
    if cue.shape not in ("past", "s") or not cue.classes & QUOTE:
        return None
    quoted = _quote_before(reading, unit, at, floor=state.covered) is not None
    plain = cue.classes & PLAIN == PLAIN and not cue.classes & MIND
    if not quoted and not (plain and _comma_before(reading, unit, at, state.covered)) and at != state.covered:
        return None
    source = source_after(reading, unit, at)
    if source is None:
        return None
    if at == state.covered and not quoted:
        ahead = opening(reading, unit, source.after, cue)
        return (
            _forward(reading, unit, at, cue=cue, source=source, ahead=ahead)
            if ahead and ahead.shape in ("colon", "quote")
            else None
        )
    if not _closes(reading, unit, source.after):
        return None
    return _backward(reading, unit, (at, source.after), cue=cue, source=source, state=state)


def _closes(reading: Reading, unit: Unit, number: int) -> bool:
    """Say whether nothing behind item *number* needs the cue: the sentence ends or only tells how."""
    words, items = reading.words, unit.items
    if number >= len(items):
        return True
    place = items[number]
    return (
        place in reading.pairs
        or not words.forms[place][0].isalnum()
        or bool(words.bits[place] & (PREP | TIME | SUB | REL | ADV | CONJ))
    )


def _backward(
    reading: Reading, unit: Unit, span: tuple[int, int], *, cue: Cue, source: Source, state: _State
) -> tuple[Found, int] | None:
    """Take what stands in front of the attribution, items *span*, and what goes on behind it."""
    items = unit.items
    quoted = _quote_before(reading, unit, span[0], floor=state.covered)
    begin = state.covered
    end = quoted + 1 if quoted is not None else span[0] - 1
    if quoted is not None:
        begin = _quote_begin(reading, unit, begin, quoted)
    begin = _skip(reading, items, begin, end)
    if begin >= end:
        return None
    spans = [(items[begin], reading.end(items[end - 1]))]
    after = max(span[1], source.after)
    more, told = _goes_on(reading, unit, after, quoted=quoted is not None)
    if more is not None:
        spans.append(more)
    inverted = source.after > span[1] - 1 and source.begin >= span[0] and items[source.begin] > items[span[0]]
    pattern = ("inversion" if inverted else "after") if len(spans) == 1 else "around"
    at = span[0] if inverted else span[1] - 1 - bool(cue.particle)
    return Found(tuple(spans), source, _cue_span(reading, unit, at, cue), cue.lemma, cue.classes, pattern, 0), told


def _quote_begin(reading: Reading, unit: Unit, begin: int, quoted: int) -> int:
    """Give where the words said begin that end with the quotation at item *quoted*."""
    words, items = reading.words, unit.items
    for number in range(quoted - 1, begin - 1, -1):
        if words.forms[items[number]] in (":", ";") and items[number] not in reading.pairs:
            return number + 1
    return begin


def _skip(reading: Reading, items: list[int], begin: int, end: int) -> int:
    """Leave out signs, and "and", in front of what was said."""
    words = reading.words
    while (
        begin < end
        and items[begin] not in reading.pairs
        and not words.forms[items[begin]][0].isalnum()
        and words.forms[items[begin]] not in ("$", "(", "[", "£", "€", "#", "@")
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
            before = words.forms[items[number - 1]]
            return (
                ((place, reading.end(place)), number + 1)
                if before in (",", ":", "—", "–", "--", "-", ".")
                else (None, after)
            )
        if cues_at(words, place) and number > after:
            break
    if quoted or after >= len(items) or words.forms[items[after]] != "," or len(items) - after < 5:
        return None, after
    first = items[after + 1]
    if (
        first in reading.pairs
        or words.bits[first] & (REL | CONJ | SUB)
        or words.lows[first].endswith("ing")
        or cues_at(words, first)
    ):
        return None, after
    end = content_end(reading, unit, after + 1, limit=len(items))
    return (first, reading.end(items[end - 1])), end


def _forward(
    reading: Reading, unit: Unit, at: int, *, cue: Cue, source: Source | None, ahead: Opening
) -> tuple[Found, int] | None:
    """Take what the cue introduces."""
    items = unit.items
    end = content_end(reading, unit, ahead.begin, limit=len(items))
    if end <= ahead.begin:
        return None
    span = (items[ahead.begin], reading.end(items[end - 1]))
    pattern = ahead.shape if source is not None else "going on " + ahead.shape
    return Found((span,), source, _cue_span(reading, unit, at, cue), cue.lemma, cue.classes, pattern, 0), end


def _cue_span(reading: Reading, unit: Unit, at: int, cue: Cue) -> tuple[int, int]:
    """Give the tokens of the cue, "went to add" and "pointed out" as wholes."""
    items = unit.items
    first = at
    if at and reading.words.lows[items[at - 1]] == "to":
        first = group_start(reading, unit, at)
    return items[first], items[at] + 1 + bool(cue.particle)


def _going_on(reading: Reading, unit: Unit, at: int, *, cue: Cue, state: _State) -> tuple[Found, int] | None:
    """Read ", adding that …" and "and said …": the subject is that of the verb before."""
    source = state.subject or _unit_subject(reading, unit, at)
    if source is None:
        return None
    ahead = opening(reading, unit, at + 1 + bool(cue.particle), cue)
    if ahead is None:
        return None
    made = _forward(reading, unit, at, cue=cue, source=source, ahead=ahead)
    return (made[0]._replace(pattern="going on " + ahead.shape), made[1]) if made else None


def _unit_subject(reading: Reading, unit: Unit, at: int) -> Source | None:
    """Give the first person or pronoun of the sentence: mostly its subject."""
    words, items = reading.words, unit.items
    for number in range(at):
        place = items[number]
        mention = reading.starting.get(place)
        after_preposition = number and words.bits[items[number - 1]] & PREP
        if (
            mention is not None
            and not after_preposition
            and words.forms[mention.last : mention.last + 1] not in (["’s"], ["'s"])
        ):
            return Source(mention.first, mention.last, "mention", number, at)
        if words.bits[place] & SUBJ and not words.bits[place] & REL:
            return Source(place, place + 1, "pronoun", number, at)
    return None


def _according(reading: Reading, unit: Unit, at: int, *, state: _State) -> tuple[Found, int] | None:
    """Read "according to S"."""
    words, items = reading.words, unit.items
    source = source_after(reading, unit, at + 1)
    if source is None:
        return None
    cue = (items[at], items[at + 1] + 1)
    begin = _skip(reading, items, state.covered, at)
    if at - begin >= _SHORTEST_LEFT:
        end = at - 1 if words.forms[items[at - 1]] == "," else at
        spans = ((items[begin], reading.end(items[end - 1])),)
        return Found(spans, source, cue, "according to", PLAIN, "according", 0), source.after
    comma = next(
        (n for n in range(source.after, len(items)) if words.forms[items[n]] == "," and items[n] not in reading.pairs),
        None,
    )
    if comma is None or comma + 1 >= len(items):
        return None
    end = content_end(reading, unit, comma + 1, limit=len(items))
    if end <= comma + 1:
        return None
    spans = ((items[comma + 1], reading.end(items[end - 1])),)
    return Found(spans, source, cue, "according to", PLAIN, "according", 0), end
