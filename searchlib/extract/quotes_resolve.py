"""Here is the source of a quotation, give me the person: full name, surname, role or pronoun."""

from typing import Final, NamedTuple

from searchlib.extract.lexicon import ADV, DET, wordset
from searchlib.extract.people_groups import Mention
from searchlib.extract.quotes_pronoun import antecedent, topical
from searchlib.extract.quotes_shy import is_organisation
from searchlib.extract.quotes_source import Source
from searchlib.extract.quotes_units import Reading
from searchlib.extract.words import Words


class Speaker(NamedTuple):
    """Who speaks, as far as the text says."""

    name: str | None
    figure: int | None
    how: str | None
    trust: float
    """How often a speaker found this way is the right one, 0 to 1."""


NOBODY: Final = Speaker(None, None, None, 0.5)
_TRUST: Final = {"full name": 0.98, "title": 0.97, "surname": 0.96, "given name": 0.9, "role": 0.85}


def resolve(reading: Reading, source: Source, *, last_speaker: int | None) -> Speaker:
    """Give the speaker whom *source* names.

    Args:
        reading: The text.
        source: The words that name the speaker.
        last_speaker: The person who spoke last before, as a number of a figure.

    Returns:
        The person; an organisation by its words; nobody where the text leaves it open.

    Raises:
        Nothing.

    Cost: looks back over at most 16 mentions.
    """
    if source.kind == "mention":
        mention = reading.ending.get(source.last - 1) or reading.starting.get(source.first)
        return _person(reading, mention, mention.how) if mention else NOBODY
    if source.kind == "pronoun":
        return _pronoun(reading, source, last_speaker)
    if source.kind == "relative":
        before = source.first - 1
        if before > 0 and reading.words.forms[before] == ",":
            before -= 1
        mention = reading.ending.get(before)
        return _person(reading, mention, mention.how) if mention else NOBODY
    return _organisation(reading, source)


def _person(reading: Reading, mention: Mention, how: str) -> Speaker:
    figure = reading.people.figures[mention.figure]
    return Speaker(figure.name, mention.figure, how, _TRUST.get(how, 0.8))


def _pronoun(reading: Reading, source: Source, last_speaker: int | None) -> Speaker:
    """Give the person whom "he" or "she" means."""
    number = antecedent(reading, source.first, last_speaker=last_speaker)
    if number is None:
        return NOBODY
    figure = reading.people.figures[number]
    return Speaker(figure.name, number, "pronoun", 0.85 if figure.gender else 0.75)


def _organisation(reading: Reading, source: Source) -> Speaker:
    """Give an organisation by its words as they stand, without its article."""
    words = reading.words
    first = source.first
    namesake = _namesake(reading, source)
    if namesake is not None:
        return Speaker(reading.people.figures[namesake].name, namesake, "surname", _TRUST["surname"])
    while first < source.last - 1 and words.bits[first] & ADV and not words.bits[first] & DET:
        first += 1  # "Even Apple said"
    if words.lows[first] == "the":
        first += 1
    first = _behind_kind(words, first, source.last)
    if not is_organisation(reading, first, source.last):
        return _described(reading, source) if first > source.first else NOBODY
    return Speaker(words.slice(first, source.last), None, "organisation", 0.8)


def _behind_kind(words: Words, first: int, last: int) -> int:
    """Give where the name begins in "the Israeli newspaper Haaretz" and "Mumbai-based Zentrica"."""
    for place in range(last - 1, first, -1):
        if not words.caps[place - 1] or words.lows[place - 1].endswith("-based"):
            told = words.lows[place - 1].endswith("-based") or words.lows[place - 1] in wordset("kinds of bodies")
            return place if told and words.caps[place] else first
    return first


def _described(reading: Reading, source: Source) -> Speaker:
    """Give the only one named nearby for "the 28-year-old" and "the former nurse"."""
    words, second = reading.words, min(source.first + 1, source.last - 1)
    aged = words.lows[source.last - 1] == "year-old" and words.forms[second][0].isdigit()
    if not (aged or words.lows[second] in ("former", "ex")) or words.lows[source.last - 1].endswith("s"):
        return NOBODY
    number = topical(reading, source.first)
    if number is None:
        return NOBODY
    return Speaker(reading.people.figures[number].name, number, "description", _TRUST["role"])


def _namesake(reading: Reading, source: Source) -> int | None:
    """Give the one person whose surname is all there is of a source: a headline's "Lee Announces Funds"."""
    if source.last - source.first > 1 or not reading.words.caps[source.first]:
        return None
    low = reading.words.lows[source.first]
    owners = reading.surnames.get(low, ())
    return owners[0] if len(owners) == 1 else None
