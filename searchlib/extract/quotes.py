"""Here is prose and its persons, give me its quotations: the words said, who said them, the evidence."""

from bisect import bisect_left
from collections.abc import Iterator
from itertools import chain
from typing import Final, NamedTuple

from searchlib.extract.cues import MIND
from searchlib.extract.lexicon import PLURAL, ROLE
from searchlib.extract.people import People
from searchlib.extract.quotes_behind import Found
from searchlib.extract.quotes_confidence import confidence, properties_of
from searchlib.extract.quotes_follow import with_followers
from searchlib.extract.quotes_resolve import NOBODY, Speaker, resolve
from searchlib.extract.quotes_shy import is_sure_without_marks
from searchlib.extract.quotes_source import is_first_person
from searchlib.extract.quotes_transcript import TURN, turns
from searchlib.extract.quotes_units import Reading, read
from searchlib.extract.reported import attributions
from searchlib.extract.roles import Role, role_at
from searchlib.model import Prose, Quote, Span

_LEAST: Final = {
    "wide": {"direct": 0.27, "mixed": 0.23, "indirect": 0.27},
    "precise": {"direct": 0.65, "mixed": 0.5, "indirect": 0.5},
}
"""The confidence below which a quotation of a kind is not given."""


def find_quotes(prose: Prose, people: People, *, mode: str = "wide") -> tuple[Quote, ...]:
    """Find the quotations of an article and who said them.

    Args:
        prose: The clean text with the way back to the raw text.
        people: What `find_people` found in the same prose.
        mode: ``wide`` gives every quotation, stances and plans too; ``precise`` only words said, with a source.

    Returns:
        Quotations in order of appearance, spans in the raw text; a direct quotation takes its marks along.
        ``speaker`` is a person's full name, or an organisation by its words, or None.

    Raises:
        Nothing, whatever the text holds.

    Example:
        >>> from searchlib.extract.people import find_people
        >>> from searchlib.model import Piece
        >>> text = "“We agree,” President Ann Lee said."
        >>> prose = Prose(text, (), (Piece(0, 0, len(text)),), ())
        >>> [(quote.speaker, quote.text) for quote in find_quotes(prose, find_people(prose))]
        [('Ann Lee', '“We agree,”')]

    Cost: linear in the length of the text.
    """
    reading = read(people)
    quotes = [
        quote(prose, reading, candidate, sure=sure)
        for candidate in candidates(reading)
        if (sure := confidence(properties_of(reading, candidate.made, candidate.kind))) >= _LEAST[mode][candidate.kind]
        and (mode == "wide" or _is_said(candidate.made))
        and not _is_own_stance(reading, candidate.made)
        and (not reading.words.bare or is_sure_without_marks(candidate.made))
    ]
    return tuple(sorted(quotes, key=lambda quote: quote.spans[0]))


class Candidate(NamedTuple):
    """A quotation before anybody has asked how sure it is."""

    made: Found
    kind: str
    """direct, indirect or mixed."""
    speaker: Speaker


def candidates(reading: Reading) -> list[Candidate]:
    """Give every quotation that a pattern finds, with its speaker."""
    found: list[Candidate] = []
    last_speaker: int | None = None
    for made in chain.from_iterable(map(_spread, with_followers(reading, list(_told(reading))))):
        speaker = resolve(reading, made.source, last_speaker=last_speaker) if made.source else NOBODY
        last_speaker = speaker.figure if speaker.figure is not None else last_speaker
        found.append(Candidate(made, _type(reading, made), speaker))
    return found


def _told(reading: Reading) -> Iterator[Found]:
    """Find what the sentences tell; a turn of a debate is one whole, whatever is told in it."""
    spoken = turns(reading)
    for number, unit in enumerate(reading.units):
        turn = spoken.get(unit.block)
        if turn is None:
            yield from attributions(reading, number)
        elif not number or reading.units[number - 1].block != unit.block:
            yield turn._replace(unit=number)


def _spread(made: Found) -> Iterator[Found]:
    """Give what several say together once for each of them: a quotation has one speaker."""
    if made.source is None or not made.source.beside:
        yield made
        return
    for source in sorted((made.source._replace(beside=()), *made.source.beside)):
        yield made._replace(source=source)


def _is_own_stance(reading: Reading, made: Found) -> bool:
    """Say whether the writer of a letter, who is not named, praises or plans something: "I support the bill"."""
    return is_first_person(reading, made.source) and made.pattern.rpartition(" ")[2] in ("thing", "infin")


def _is_said(made: Found) -> bool:
    """Say whether words were said, and somebody is named: no stance, no thought, no plan."""
    return made.source is not None and not made.classes & MIND and made.pattern.rpartition(" ")[2] != "thing"


def quote(prose: Prose, reading: Reading, candidate: Candidate, *, sure: float) -> Quote:
    """Give the value that leaves this room: spans in the raw text, names instead of numbers."""
    words, made, speaker = reading.words, candidate.made, candidate.speaker
    role = _role(reading, candidate)

    def raw(first: int, last: int) -> Span:
        return prose.raw_span(words.starts[first], words.ends[last - 1])

    return Quote(
        speaker=speaker.name,
        speaker_span=raw(made.source.first, made.source.last) if made.source else None,
        role=role.text if role else None,
        role_span=raw(role.first, role.last) if role else None,
        cue=words.slice(*made.cue) if made.cue else None,
        cue_span=raw(*made.cue) if made.cue else None,
        type=candidate.kind,
        spans=tuple(raw(first, last) for first, last in made.spans),
        text=" ".join(words.slice(first, last) for first, last in made.spans),
        confidence=sure,
        pattern=made.pattern,
        how=speaker.how,
    )


def _role(reading: Reading, candidate: Candidate) -> Role | None:
    """Give the role of who speaks; where nobody is named, the one by which the source goes: "the judge said"."""
    if candidate.speaker.figure is not None:
        return reading.people.figures[candidate.speaker.figure].role
    source = candidate.made.source
    if candidate.speaker.name is not None or source is None or source.kind != "phrase":
        return None
    role = role_at(reading.words, source.first, last=source.last)
    if role is None or role.last != source.last:
        return None
    bits = reading.words.bits[role.first : role.last]
    return None if any(each & ROLE and each & PLURAL for each in bits) else role


def _type(reading: Reading, made: Found) -> str:
    """Say whether all, some or none of the words stand in quotation marks; a turn of a debate needs none."""
    if made.pattern == TURN:
        return "direct"
    opens, forms = reading.opens, reading.words.forms
    if all(bisect_left(opens, last) == bisect_left(opens, first) for first, last in made.spans) and any(
        forms[place][0].isalnum() for first, last in made.spans for place in range(first, last)
    ):
        return "indirect"
    quoted = total = 0
    for first, last in made.spans:
        place = first
        while place < last:
            end = reading.end(place)
            quoted += (end - place) * (end > place + 1)
            total += end - place if end > place + 1 or reading.words.forms[place][0].isalnum() else 0
            place = end
    return "direct" if quoted == total else "mixed" if quoted else "indirect"
