"""Here is one sentence of the narrator, give me who is said to say what in it.

The cues are read from left to right. Each is tried in turn as looking back ("…," Lee said), looking
ahead (Lee said that …), or going on with the speaker before it (…, adding that …).
"""

from bisect import bisect_left, bisect_right
from typing import Final

from searchlib.extract.cues import ASK, HEARER, MIND, PLAIN, QUOTE, Cue
from searchlib.extract.lexicon import ADV, AUX, CONJ, DAY, DET, NEG, POSS, PREP, REL, SUB, SUBJ, TIME, wordset
from searchlib.extract.quotes_according import according
from searchlib.extract.quotes_behind import Found, State, backward, comma_before, cue_span, quote_before
from searchlib.extract.quotes_claimed import after_inverted, after_said, is_claimed
from searchlib.extract.quotes_content import Opening, opening
from searchlib.extract.quotes_end import content_end
from searchlib.extract.quotes_front import goes_through, is_lead, speaks_behind
from searchlib.extract.quotes_group import group_start
from searchlib.extract.quotes_joint import joined_before, joined_behind
from searchlib.extract.quotes_shy import is_inside_a_name, is_shouted
from searchlib.extract.quotes_source import Source, is_first_person, source_before, widened
from searchlib.extract.quotes_subject import source_after, unit_subject
from searchlib.extract.quotes_units import Reading, Unit, cues_at
from searchlib.extract.words import Words

_LONGEST_LEAD: Final = 3
_LONGEST_QUOTED: Final = 16
_ONLY_VERBS: Final = frozenset(("say", "add", "tell", "write", "insist", "argue", "think", "believe", "know"))
"""Their s-form is no plural noun, unlike "claims", "notes" and "figures"."""
_NOUNS: Final = frozenset(("rule", "hear"))
"""Their form in -ing is a noun: "a ruling", "a hearing"."""


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
    state = State(0, None)
    after = 0
    words = reading.words
    cues = _cue_items(reading, unit)
    if not cues or is_shouted(words, unit.items):
        return found
    for at in cues:
        if at < after:
            continue
        result = _read(reading, unit, at, state=state)
        if result is None:
            continue
        made, end = result
        if _is_stance(reading, made) and _is_told_of(reading, unit, end):
            continue
        found.append(made._replace(unit=number))
        if not _is_aside(reading, unit, made.source):
            state = State(end, state.subject if _is_told_about(reading, unit, made.source) else made.source)
        after = max(end, at + 1)
    return found


def _is_told_about(reading: Reading, unit: Unit, source: Source | None) -> bool:
    """Say whether a preposition governs who speaks: "vented about Lee vowing to stay and said"."""
    if source is None or not source.begin:
        return source is None
    return reading.words.lows[unit.items[source.begin - 1]] in wordset("about")


def _is_told_of(reading: Reading, unit: Unit, end: int) -> bool:
    """Say whether an attribution closes the sentence at item *end*: "Gunmen attacked a market, Lee said."."""
    words, items = reading.words, unit.items
    while end < len(items) and (words.bits[items[end]] & DAY or words.lows[items[end]] == "on"):
        end += 1
    if end + 1 >= len(items) or words.forms[items[end]] != ",":
        return False
    after = after_said(reading, unit, end + 1) or after_inverted(reading, unit, end + 1)
    return after is not None and _closes(reading, unit, after)


def _is_stance(reading: Reading, made: Found) -> bool:
    """Say whether a finding may as well be part of what another says: a deed, or what "I" think."""
    return made.pattern == "thing" or is_first_person(reading, made.source)


def _cue_items(reading: Reading, unit: Unit) -> list[int]:
    """Give the items of a sentence that may be cues: few of its words are."""
    items, cues = unit.items, reading.cues
    first = bisect_left(cues, items[0])
    places = cues[first : bisect_right(cues, items[-1], first)]
    found = [(bisect_left(items, place), place) for place in places]
    return [at for at, place in found if items[at] == place]


def _read(reading: Reading, unit: Unit, at: int, *, state: State) -> tuple[Found, int] | None:
    """Read the cue at item *at*; give what it attributes and the item where all is told."""
    words, items = reading.words, unit.items
    place = items[at]
    if place in reading.pairs or place in reading.starting or is_inside_a_name(reading, unit, at):
        return None
    if words.lows[place] == "according" and at + 1 < len(items) and words.lows[items[at + 1]] == "to":
        return according(reading, unit, at, state=state)
    for cue in cues_at(words, place):
        result = _cued(reading, unit, at, cue=cue, state=state)
        if result is not None:
            return result
    return None


def _cued(reading: Reading, unit: Unit, at: int, *, cue: Cue, state: State) -> tuple[Found, int] | None:
    words, items = reading.words, unit.items
    start = group_start(reading, unit, at)
    group = [words.lows[item] for item in items[start:at]]
    passive = cue.shape == "past" and any(word in wordset("be") for word in group)
    if cue.classes & ASK and cue.shape == "past" and start and words.lows[items[start - 1]] in wordset("contracted be"):
        return None  # "I’m asked"
    if cue.lemma == "quote" and start >= state.covered:
        source = source_before(reading, unit, at) if passive else source_after(reading, unit, at)
        if source is not None:
            return _quoted(reading, unit, at, cue=cue, source=source, state=state)
    if passive and cue.classes & HEARER and start >= state.covered:
        return _told_by(reading, unit, at, cue=cue)
    if passive or start < state.covered:
        return None
    if cue.shape == "ing" and cue.lemma in _NOUNS:
        return None  # "a landmark ruling"
    if cue.shape == "ing" and not any(word in wordset("be") for word in group):
        return _going_on(reading, unit, at, cue=cue, state=state)
    if cue.shape == "base" and "to" in group and start == at:
        return None
    source = source_before(reading, unit, at)
    if source is not None and source.kind == "relative" and not source.begin:
        return None  # "Who would have thought it?"
    if source is not None and source.begin >= state.covered:
        if speaks_behind(reading, unit, at, source=source, state=state):
            return _inverted(reading, unit, at, cue=cue, state=state)
        source = joined_before(reading, unit, source)
        return _with_subject(reading, unit, at, cue=cue, source=source, state=state)
    if start and words.bits[items[start - 1]] & CONJ:
        return _going_on(reading, unit, at, cue=cue, state=state)
    return _inverted(reading, unit, at, cue=cue, state=state)


def _with_subject(
    reading: Reading, unit: Unit, at: int, *, cue: Cue, source: Source, state: State
) -> tuple[Found, int] | None:
    """Read S V: what was said stands in front of it or behind it."""
    if cue.shape == "base" and not source.beside and not _takes_base(reading, unit, at, source):
        return None
    if cue.shape == "base" and not cue.classes & PLAIN and source.kind == "phrase":
        return None
    behind = at + 1 + bool(cue.particle)
    source = widened(reading, unit, source, floor=state.covered)
    begin = source.begin
    if cue.lemma == "put it" and begin and reading.words.lows[unit.items[begin - 1]] == "as":
        begin -= 1
    if cue.classes & QUOTE and quote_before(reading, unit, begin, floor=state.covered) is not None:
        return backward(reading, unit, (begin, behind), cue=cue, source=source, state=state)
    ahead = opening(reading, unit, behind, cue=cue)
    if ahead is not None and goes_through(reading, unit, source, cue=cue, ahead=ahead, state=state):
        until = source._replace(after=ahead.begin - (reading.words.forms[unit.items[ahead.begin - 1]] == ","))
        return backward(reading, unit, (source.begin, behind), cue=cue, source=until, state=state)
    if ahead is not None and not _is_noun(reading, unit, ahead, cue=cue, source=source):
        return _forward(reading, unit, at, cue=cue, source=source, ahead=ahead)
    if source.begin and reading.words.forms[unit.items[source.begin - 1]] == "?" and cue.classes & QUOTE:
        result = backward(reading, unit, (source.begin, behind), cue=cue, source=source, state=state)
        return result and (result[0]._replace(pattern="asked"), result[1])
    if (
        cue.classes & PLAIN == PLAIN
        and not cue.classes & MIND
        and comma_before(reading, unit, source.begin, floor=state.covered)
    ):
        result = backward(reading, unit, (source.begin, behind), cue=cue, source=source, state=state)
        leads = result is not None and len(result[0].spans) == 1
        return None if leads and is_lead(reading, unit, (state.covered, source.begin - 1)) else result
    return None


def _told_by(reading: Reading, unit: Unit, at: int, *, cue: Cue) -> tuple[Found, int] | None:
    """Read "were told by Lee that …"."""
    words, items = reading.words, unit.items
    if at + 1 >= len(items) or words.lows[items[at + 1]] != "by":
        return None
    source = source_after(reading, unit, at + 1)
    if source is None or source.after >= len(items) or words.lows[items[source.after]] not in ("that", "to"):
        return None
    ahead = opening(reading, unit, source.after, cue=cue)
    return _forward(reading, unit, at, cue=cue, source=source, ahead=ahead) if ahead is not None else None


def _quoted(
    reading: Reading, unit: Unit, at: int, *, cue: Cue, source: Source, state: State
) -> tuple[Found, int] | None:
    """Read "was quoted as saying …" and "…, the agency quoted Lee as saying": not who quotes speaks."""
    words, items = reading.words, unit.items
    teller = source_before(reading, unit, at)
    begin = min(source.begin, teller.begin if teller is not None else at)
    for number in range(max(at + 1, source.after), min(len(items) - 1, at + _LONGEST_QUOTED)):
        if words.lows[items[number]] == "as" and words.lows[items[number + 1]] in ("saying", "telling"):
            saying = cues_at(words, items[number + 1])[0]
            ahead = opening(reading, unit, number + 2, cue=saying)
            if ahead is not None:
                return _forward(reading, unit, at, cue=cue, source=source, ahead=ahead)
            return backward(reading, unit, (begin, number + 2), cue=cue, source=source, state=state)
    return None


def _is_noun(reading: Reading, unit: Unit, ahead: Opening, *, cue: Cue, source: Source) -> bool:
    """Say whether an s-form behind a bare noun phrase is its plural noun: "security challenges", "figures from"."""
    if cue.shape != "s" or source.kind != "phrase":
        return False
    if ahead.shape == "thing":
        return not reading.words.caps[source.last - 1]
    place = unit.items[ahead.begin]
    if ahead.shape != "clause" or cue.lemma in _ONLY_VERBS or reading.words.lows[place] == "against":
        return False
    past = reading.words.forms[place].endswith("ed") and not reading.words.caps[place]
    return past or bool(reading.words.bits[place] & (PREP | AUX))


def _takes_base(reading: Reading, unit: Unit, at: int, source: Source) -> bool:
    """Say whether a base form is a finite verb behind this subject: "they say", "voters say", "did say"."""
    words = reading.words
    before = unit.items[at - 1]
    if words.bits[before] & (AUX | NEG | ADV) or words.lows[before] == "to":
        return True
    last = words.lows[source.last - 1]
    if source.kind == "pronoun":
        return last in ("i", "we", "you", "they")
    return source.kind == "relative" or _is_several(last) or _is_several(words.lows[_head(words, source)])


def _is_several(low: str) -> bool:
    return (low.endswith("s") and not low.endswith("ss")) or low in ("people", "men", "women", "police")


def _head(words: Words, source: Source) -> int:
    """Give the noun that the verb goes with: that of "attorneys for Ann Lee"."""
    places = range(source.first + 1, source.last)
    return next((place for place in places if words.lows[place] == "for"), source.last) - 1


def _inverted(reading: Reading, unit: Unit, at: int, *, cue: Cue, state: State) -> tuple[Found, int] | None:
    """Read V S: "…," said Lee."""
    if cue.shape not in ("past", "s") or not cue.classes & QUOTE:
        return None
    quoted = quote_before(reading, unit, at, floor=state.covered) is not None
    plain = cue.classes & PLAIN == PLAIN and not cue.classes & MIND
    if not quoted and not (plain and comma_before(reading, unit, at, floor=state.covered)) and at != state.covered:
        return None
    source = source_after(reading, unit, at)
    if source is None:
        return None
    source = joined_behind(reading, unit, source)
    if at == state.covered and not quoted:
        ahead = opening(reading, unit, source.after, cue=cue)
        return (
            _forward(reading, unit, at, cue=cue, source=source, ahead=ahead)
            if ahead and ahead.shape in ("colon", "quote")
            else None
        )
    if not _closes(reading, unit, source.after):
        return None
    return backward(reading, unit, (at, source.after), cue=cue, source=source, state=state)


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


def _forward(
    reading: Reading, unit: Unit, at: int, *, cue: Cue, source: Source | None, ahead: Opening
) -> tuple[Found, int] | None:
    """Take what the cue introduces."""
    items = unit.items
    if is_claimed(reading, unit, ahead.begin):
        return None
    end = content_end(reading, unit, ahead.begin, shape=ahead.shape)
    if _is_aside(reading, unit, source):
        end = _aside_end(reading, unit, ahead.begin, end=end)
    if source is not None and _is_subordinate(reading, unit, source):
        end = _clause_end(reading, unit, ahead.begin, end=end)
    if end <= ahead.begin:
        return None
    span = (items[ahead.begin], reading.end(items[end - 1]))
    pattern = ahead.shape if source is not None else "going on " + ahead.shape
    return Found((span,), source, cue_span(reading, unit, at, cue=cue), cue.lemma, cue.classes, pattern, 0), end


def _is_aside(reading: Reading, unit: Unit, source: Source | None) -> bool:
    """Say whether the cue stands in a clause between commas: "Lee, who opposed the law, said"."""
    if source is None or source.kind != "relative" or not source.begin:
        return False
    return reading.words.forms[unit.items[source.begin - 1]] == ","


def _aside_end(reading: Reading, unit: Unit, begin: int, *, end: int) -> int:
    """Give where a clause between commas ends."""
    words, items = reading.words, unit.items
    for number in range(begin, end):
        pair = reading.pairs.get(items[number])
        if words.forms[items[number]] == "," or (pair is not None and words.forms[pair.close - 1] == ","):
            return number + (pair is not None)
    return end


def _is_subordinate(reading: Reading, unit: Unit, source: Source) -> bool:
    """Say whether the cue stands in a clause in front of the main one: "When Lee said that it rained, we left"."""
    if not source.begin:
        return False
    low = reading.words.lows[unit.items[source.begin - 1]]
    return low in wordset("subordinators") and source.begin < _LONGEST_LEAD


def _clause_end(reading: Reading, unit: Unit, begin: int, *, end: int) -> int:
    """Give where a subordinate clause ends: at the comma in front of a new subject."""
    words, items = reading.words, unit.items
    for number in range(begin + 1, end - 1):
        place = items[number]
        pair = reading.pairs.get(place)
        inner = words.forms[pair.close - 1] if pair is not None else words.forms[place]
        after = items[number + 1]
        if inner == "," and (after in reading.starting or words.bits[after] & (SUBJ | DET | POSS)):
            return number + (pair is not None)
    return end


def _going_on(reading: Reading, unit: Unit, at: int, *, cue: Cue, state: State) -> tuple[Found, int] | None:
    """Read ", adding that …" and "and said …": the subject is that of the verb before."""
    source = _beside(reading, unit, at, cue=cue) or state.subject or unit_subject(reading, unit, at)
    if source is None:
        return None
    ahead = opening(reading, unit, at + 1 + bool(cue.particle), cue=cue)
    if ahead is None:
        return None
    made = _forward(reading, unit, at, cue=cue, source=source, ahead=ahead)
    return (made[0]._replace(pattern="going on " + ahead.shape), made[1]) if made else None


def _beside(reading: Reading, unit: Unit, at: int, *, cue: Cue) -> Source | None:
    """Give the subject of a clause with a participle: "with one of her ads asking"."""
    if cue.shape != "ing":
        return None
    source = source_before(reading, unit, at)
    if source is None or not source.begin:
        return None
    before = reading.words.lows[unit.items[source.begin - 1]]
    return source if before == "with" or (source.kind == "mention" and before in wordset("about")) else None
