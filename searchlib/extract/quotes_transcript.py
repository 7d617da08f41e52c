"""Here is a text of speeches, give me who says each: lines that begin with a name and a colon, questions and answers.

"SMITH: I never voted for it." is what Smith says where the text has several such lines, in the first or the second
person. "A:" is the one person named ahead of the first "Q:". A line "Note:" or "Photo:" names nobody and is no turn.
"""

from typing import Final, NamedTuple

from searchlib.extract.cues import QUOTE
from searchlib.extract.lexicon import wordset
from searchlib.extract.quotes_behind import Found
from searchlib.extract.quotes_source import Source
from searchlib.extract.quotes_units import Reading

TURN: Final = "turn"
"""The pattern of what is found here."""

_LONGEST_LABEL: Final = 10
_SHORTEST_SPEECH: Final = 4
_FEWEST_TURNS: Final = 2
_CLOSERS: Final = frozenset('.?!…”"’')


class _Turn(NamedTuple):
    """A paragraph with a label: tokens of the label and of the words behind it."""

    block: int
    first: int
    colon: int
    last: int
    source: Source | None
    """The label as a source where it names a person."""


def turns(reading: Reading) -> dict[int, Found]:
    """Give what is said in the paragraphs of a debate or an interview, by the number of the paragraph.

    Args:
        reading: The text, divided.

    Returns:
        One finding a paragraph, in marks or not taken as said word for word; none for a text that is no transcript.

    Raises:
        Nothing.

    Cost: at most ten words of each paragraph, and the words of those with a label.
    """
    words = reading.words
    if words.bare or ":" not in words.forms:
        return {}
    labelled = [turn for number, bounds in enumerate(reading.people.blocks) if (turn := _turn(reading, number, bounds))]
    if len(labelled) < _FEWEST_TURNS:
        return {}
    named = [turn for turn in labelled if turn.source is not None]
    asked = [turn for turn in labelled if turn.source is None and words.lows[turn.first] in wordset("questions")]
    found: list[tuple[_Turn, Source]] = []
    if len(named) + len(asked) >= _FEWEST_TURNS and _are_spoken(reading, named, asked=asked):
        found = [(turn, turn.source) for turn in named if turn.source is not None]
    elif len(asked) >= _FEWEST_TURNS and (answering := _answering(reading, asked[0].first)) is not None:
        found = [(turn, answering) for turn in labelled if words.lows[turn.first] in wordset("answers")]
    return {
        turn.block: Found(((turn.colon + 1, turn.last),), source, None, "", QUOTE, TURN, 0) for turn, source in found
    }


def _turn(reading: Reading, number: int, bounds: tuple[int, int]) -> _Turn | None:
    """Read a paragraph that begins with a label and a colon, and goes on with a sentence outside marks."""
    words, (first, last) = reading.words, bounds
    colon = next((at for at in range(first, min(last, first + _LONGEST_LABEL)) if words.forms[at] == ":"), None)
    if colon is None or colon == first or colon + 1 in reading.pairs or last - colon <= _SHORTEST_SPEECH:
        return None
    if words.forms[last - 1][-1] not in _CLOSERS or not words.caps[first]:
        return None
    source = _named(reading, first, colon)
    return _Turn(number, first, colon, last, source) if source is not None or colon <= first + 2 else None


def _named(reading: Reading, first: int, colon: int) -> Source | None:
    """Give the person of the text whom a label names: "Ann Lee", "Sen. Lee (D-Ohio)", "LEE"."""
    mention = reading.starting.get(first)
    if mention is not None and mention.how != "role":
        whole = mention.last == colon or reading.words.forms[colon - 1] == ")"
        return Source(first, mention.last, "mention", 0, 0) if whole else None
    known = colon == first + 1 and len(reading.surnames.get(reading.words.lows[first], ())) == 1
    return Source(first, colon, "phrase", 0, 0) if known else None


def _are_spoken(reading: Reading, named: list[_Turn], *, asked: list[_Turn]) -> bool:
    """Say whether most turns speak; one is enough where somebody asks, or all names stand in capitals."""
    spoken = sum(_is_spoken(reading, turn) for turn in named)
    plain = asked or all(reading.words.forms[turn.colon - 1].isupper() for turn in named)
    return 2 * spoken > len(named) or (spoken > 0 and bool(plain))


def _is_spoken(reading: Reading, turn: _Turn) -> bool:
    """Say whether a turn is in the first or second person, or asks: else it may describe whom it names."""
    lows = reading.words.lows[turn.colon + 1 : turn.last]
    return "?" in lows or not wordset("speech").isdisjoint(lows)


def _answering(reading: Reading, place: int) -> Source | None:
    """Give the first full mention of the one person who is named in front of *place*."""
    ahead = [mention for mention in reading.people.mentions if mention.last <= place]
    full = [mention for mention in ahead if mention.how == "full name"]
    if not full or len({mention.figure for mention in ahead}) > 1:
        return None
    return Source(full[0].first, full[0].last, "mention", 0, 0)
