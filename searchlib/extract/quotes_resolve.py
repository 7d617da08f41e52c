"""Here is the source of a quotation, give me the person: full name, surname, role or pronoun."""

from collections.abc import Sequence
from typing import Final, NamedTuple

from searchlib.extract.lexicon import FEM, MASC
from searchlib.extract.people_groups import Mention
from searchlib.extract.quotes_shy import is_organisation
from searchlib.extract.quotes_source import Source
from searchlib.extract.quotes_units import Reading

_HE: Final = {"he": MASC, "she": FEM}
_WINDOW: Final = 14


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

    Cost: looks back over at most 14 mentions.
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
    """Give the person whom "he" or "she" means: the last speaker or the last one named, of that gender."""
    gender = _HE.get(reading.words.lows[source.first])
    if gender is None:
        return NOBODY
    figures = reading.people.figures
    if last_speaker is not None and figures[last_speaker].gender in (gender, 0):
        figure = figures[last_speaker]
        return Speaker(figure.name, last_speaker, "pronoun", 0.85 if figure.gender else 0.75)
    for mention in reversed(_before(reading.people.mentions, source.first)):
        figure = figures[mention.figure]
        if figure.gender == gender:
            return Speaker(figure.name, mention.figure, "pronoun", 0.75)
    return NOBODY


def _before(mentions: Sequence[Mention], place: int) -> Sequence[Mention]:
    low, high = 0, len(mentions)
    while low < high:
        middle = (low + high) // 2
        low, high = (middle + 1, high) if mentions[middle].last <= place else (low, middle)
    return mentions[max(0, low - _WINDOW) : low]


def _organisation(reading: Reading, source: Source) -> Speaker:
    """Give an organisation by its words as they stand, without its article."""
    words = reading.words
    first = source.first
    if words.lows[first] == "the":
        first += 1
    if not is_organisation(words, first, source.last):
        return NOBODY
    return Speaker(words.slice(first, source.last), None, "organisation", 0.8)
