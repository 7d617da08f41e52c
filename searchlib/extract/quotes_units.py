"""Here are words and paired marks, give me the narrator's sentences: each quotation one item.

A sentence of the narrator goes on through a quotation that holds several sentences: what counts is
where the words outside the marks end.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import compress, count
from operator import not_
from typing import Final, NamedTuple

from searchlib.extract.cues import MIND, QUOTE, Cue, cue_forms
from searchlib.extract.lexicon import CUE, wordset
from searchlib.extract.marks import Pair, is_title, pair_marks
from searchlib.extract.people import People
from searchlib.extract.people_groups import Mention
from searchlib.extract.sentences import sentence_end
from searchlib.extract.words import POSSESSIVE_S, Words

_STOPS: Final = frozenset((".", "?", "!", "…", "..."))
_JOINS: Final = POSSESSIVE_S | frozenset(".")
_WEAK: Final = frozenset((",", "—", "–", "-", "--"))
_ATTRIBUTION_WORDS: Final = 9
_LONGEST_NICKNAME: Final = 4
_LONGEST_TITLED: Final = 16
_ATTRIBUTION_REACH: Final = 24
_ADJUNCT_CLAUSES: Final = frozenset(("when", "after", "before", "during", "while"))
_OPENERS: Final = frozenset(
    ("that", "to", "if", "whether", "how", "why", "what", "who", "he", "she", "it", "they", "we")
)


class Unit(NamedTuple):
    """A sentence of the narrator."""

    items: list[int]
    """Tokens outside quotation marks; a quotation is one item, the token of its opening mark."""
    block: int
    last: int
    """The token after the unit."""


class Reading(NamedTuple):
    """One text as the quotation finder sees it."""

    words: Words
    people: People
    pairs: dict[int, Pair]
    """Opening mark → pair."""
    units: list[Unit]
    starting: dict[int, Mention]
    """First token of a mention → the mention."""
    ending: dict[int, Mention]
    """Last token of a mention → the mention."""
    opens: list[int]
    """The opening marks, in order."""
    closes: frozenset[int]
    """The tokens with which a quotation ends."""
    cues: list[int]
    """The tokens that may be cues, in order."""
    surnames: dict[str, list[int]]
    """Last part of a full name → the persons who have it, as numbers of figures."""
    inner_names: frozenset[str]
    """Forms that have a capital inside a sentence, and are never written small."""

    def end(self, item: int) -> int:
        """Give the token after *item*, a quotation taken whole."""
        pair = self.pairs.get(item)
        return pair.close + 1 if pair else item + 1


def read(people: People) -> Reading:
    """Divide a text into the narrator's sentences.

    Raises:
        Nothing.

    Cost: linear in the number of tokens.
    """
    words = people.words
    paired = pair_marks(words, people.blocks)
    starting = {mention.first: mention for mention in people.mentions}
    spoken = {
        pair.open: pair
        for pairs in (() if words.bare else paired)
        for pair in pairs
        if not is_title(words, pair) and not _is_nickname(pair, starting)
    }
    reading = Reading(
        words=words,
        people=people,
        pairs=spoken,
        opens=list(spoken),
        closes=frozenset(pair.close for pair in spoken.values()),
        cues=_cue_tokens(words),
        surnames=_surnames(people),
        inner_names=_inner_names(people),
        units=[],
        starting=starting,
        ending={mention.last - 1: mention for mention in people.mentions},
    )
    if words.bare:
        reading.units.extend(_bare_units(people))
        return reading
    for number, (first, last) in enumerate(people.blocks):
        reading.units.extend(_units(reading, first, last, number=number))
    return reading


def _is_nickname(pair: Pair, starting: dict[int, Mention]) -> bool:
    """Say whether a pair stands inside a person's name: "Frank “The Tank” Lee"."""
    if pair.close - pair.open > _LONGEST_NICKNAME:
        return False
    mentions = (starting.get(place) for place in range(pair.open - 1, pair.open - _LONGEST_TITLED, -1))
    return any(mention is not None and mention.last > pair.close for mention in mentions)


def _cue_tokens(words: Words) -> list[int]:
    cues = list(compress(count(), map(CUE.__and__, words.bits)))
    if "according" in words.lows:
        cues = sorted({*cues, *(place for place, low in enumerate(words.lows) if low == "according")})
    return cues


def _surnames(people: People) -> dict[str, list[int]]:
    owners: dict[str, list[int]] = {}
    for number, figure in enumerate(people.figures):
        if len(figure.parts) > 1:
            owners.setdefault(figure.parts[-1], []).append(number)
    return owners


def _inner_names(people: People) -> frozenset[str]:
    words = people.words
    forms = words.forms
    openers = {first for first, _ in people.sentences}
    small = set(compress(words.lows, map(not_, words.caps)))
    inner = {
        forms[place]
        for place in compress(count(), words.caps)
        if place not in openers and place and (forms[place - 1][0].isalnum() or forms[place - 1] == ",")
    }
    return frozenset(form for form in inner if form.lower() not in small)


def _bare_units(people: People) -> list[Unit]:
    """Give the sentences of a text without marks: what few marks it has divide nothing."""
    begins = [first for first, _ in people.blocks]
    return [Unit(list(range(first, last)), bisect_right(begins, first) - 1, last) for first, last in people.sentences]


def _units(reading: Reading, first: int, last: int, *, number: int) -> list[Unit]:
    """Divide one paragraph: leap from one stop or quotation to the next."""
    words, pairs = reading.words, reading.pairs
    units: list[Unit] = []
    items: list[int] = []
    place = start = first  # what stands from start on is not among the items yet
    for event in _events(reading, first, last):
        if event < place:
            continue
        pair = pairs.get(event)
        if pair is not None:
            items.extend(range(start, event + 1))
            place = start = pair.close + 1
            ends = place >= last or (words.forms[pair.close - 1] in _STOPS and not _goes_on(words, pairs, place, last))
        else:
            place, ends = sentence_end(words, event, last=last)
            if place > event + 1 and any(spot in pairs for spot in range(event + 1, place)):
                place, ends = event + 1, True
        if ends:
            items.extend(range(start, place))
            units.append(Unit(items, number, place))
            items, start = [], place
    items.extend(range(start, last))
    if items:
        units.append(Unit(items, number, last))
    return units


def _events(reading: Reading, first: int, last: int) -> list[int]:
    """Give the tokens of a paragraph where a sentence may end or a quotation opens."""
    stops, opens = reading.words.stops, reading.opens
    return sorted(
        {
            *stops[bisect_left(stops, first) : bisect_left(stops, last)],
            *opens[bisect_left(opens, first) : bisect_left(opens, last)],
        }
    )


def _goes_on(words: Words, pairs: dict[int, Pair], place: int, last: int) -> bool:
    """Say whether the sentence goes on behind a quotation that ends with a stop: `"Why?" Lee asked.`"""
    if words.forms[place] in _WEAK or words.forms[place][0].islower():
        return True
    for spot in range(place, min(last, place + _ATTRIBUTION_WORDS)):
        if words.bits[spot] & CUE:
            full = words.forms[place - 2] == "." and words.forms[place - 1] not in _STOPS
            return _attributes(words, pairs, spot, last=last, full=full)
        if spot in pairs or (not words.forms[spot][0].isalnum() and words.forms[spot] not in _JOINS):
            return False
    return False


def _attributes(words: Words, pairs: dict[int, Pair], spot: int, *, last: int, full: bool) -> bool:
    """Say whether the cue at *spot* looks back: nothing that it could introduce follows."""
    if not any(
        cue.classes & QUOTE and not cue.classes & MIND and cue.shape in ("past", "s")
        for cue in cue_forms()[words.lows[spot]]
    ):
        return False
    after = spot + 1
    if full:
        return after >= last or words.forms[after] == "."
    if after >= last or not (words.forms[after][0].isalnum() or after in pairs):
        return True
    return words.lows[after] in wordset("adjuncts") or _introduces_nothing(words, pairs, after, last=last)


def _introduces_nothing(words: Words, pairs: dict[int, Pair], after: int, *, last: int) -> bool:
    """Say whether the sentence ends behind a cue without anything said: `Lee asked reporters on Monday.`"""
    for spot in range(after, min(last, after + _ATTRIBUTION_REACH)):
        if words.forms[spot] in _STOPS or words.lows[spot] in _ADJUNCT_CLAUSES:
            return True
        if spot in pairs or words.forms[spot] == ":" or words.lows[spot] in _OPENERS:
            return False
    return False


def cues_at(words: Words, place: int) -> tuple[Cue, ...]:
    """Give the cues that the word at *place* may be; those with a particle only where it follows."""
    if not words.bits[place] & CUE:
        return ()
    after = words.lows[place + 1] if place + 1 < len(words.lows) else ""
    return tuple(cue for cue in cue_forms()[words.lows[place]] if not cue.particle or cue.particle == after)


def outside(reading: Reading, items: Sequence[int]) -> list[int]:
    """Give the items that are words, not quotations."""
    return [item for item in items if item not in reading.pairs]
