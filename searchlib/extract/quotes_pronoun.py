"""Here is "he" or "she", give me the person: who was the subject shortly before, or has just been speaking.

Every person named shortly before is weighed: nearer, as a subject, of the known gender and the last
speaker count for one, a possessive and another level of quotation against.
"""

from bisect import bisect_left, bisect_right
from typing import Final, NamedTuple

from searchlib.extract.lexicon import AUX, DET, FEM, MASC, PLURAL, PREP, ROLE, VERB, wordset
from searchlib.extract.people_groups import Mention
from searchlib.extract.quotes_units import Reading
from searchlib.extract.words import POSSESSIVES, Words

HE: Final = {"he": MASC, "she": FEM, "him": MASC, "her": FEM}
_WINDOW: Final = 16
_FARTHEST: Final = 6
_NEAR: Final = 2
_LONGEST_NOUN: Final = 5
_STOPS: Final = frozenset((".", "?", "!", ";", ":"))
_MARKS: Final = frozenset(("“", '"', "‘", "'"))
_SENTENCE_MENTIONS: Final = 8


class _Weights(NamedTuple):
    sentence: float = -1.0
    """For each sentence between."""
    subject: float = 1.6
    known: float = 0.8
    """The gender is known, and fits."""
    speaker: float = 1.0
    """Spoke last."""
    speech: float = 3.0
    """Spoke last, and the pronoun stands right behind a quotation."""
    possessive: float = -1.2
    level: float = -4.0
    """Stands inside a quotation, the pronoun outside, or the other way round."""


_WEIGHTS: Final = _Weights()


class _Place(NamedTuple):
    """Where the pronoun stands."""

    token: int
    sentence: int
    pair: int
    """The mark that opens the quotation around it, or -1."""
    behind_speech: bool
    before: int
    """The last token in front of the quotation behind which it stands, or of the pronoun."""


def antecedent(reading: Reading, token: int, *, last_speaker: int | None) -> int | None:
    """Give the number of the person whom the pronoun at *token* means.

    Args:
        reading: The text.
        token: The pronoun.
        last_speaker: Who spoke last before, as a number of a figure.

    Returns:
        A figure; None for other pronouns than he and she, and where nobody fits.

    Raises:
        Nothing.

    Cost: at most 16 mentions are weighed.
    """
    gender = HE.get(reading.words.lows[token])
    if gender is None:
        return None
    place = _place(reading, token)
    figures = reading.people.figures
    if place.behind_speech and _introduced(reading, place, gender) not in (None, last_speaker):
        place = place._replace(behind_speech=False)  # the quotation is no more of the speech before
    best, most = None, 0.0
    if last_speaker is not None and figures[last_speaker].gender in (gender, 0):
        best, most = last_speaker, _WEIGHTS.sentence * _FARTHEST + _speaking(place)
    for mention in _before(reading, token):
        figure = figures[mention.figure]
        if figure.gender not in (gender, 0):
            continue
        weight = _weight(reading, mention, place)
        weight += _WEIGHTS.known if figure.gender else 0.0
        weight += _speaking(place) if mention.figure == last_speaker else 0.0
        if best is None or weight > most:
            best, most = mention.figure, weight
    return None if best is not None and _unnamed(reading, place) > most else best


def topical(reading: Reading, token: int) -> int | None:
    """Give the person named outside speech in the sentence of *token* and the two in front, if just one is."""
    floor = reading.people.sentences[max(0, _sentence(reading, token) - _NEAR)][0]
    near = {
        mention.figure
        for mention in _before(reading, token)
        if mention.first >= floor and _pair(reading, mention.first) < 0
    }
    return near.pop() if len(near) == 1 else None


def _introduced(reading: Reading, place: _Place, gender: int) -> int | None:
    """Give the person who is the subject of the sentence in front of the quotation: "Roe came. “I won,” she said."."""
    if place.before < 0 or _pair(reading, place.before) >= 0:
        return None
    first, last = reading.people.sentences[_sentence(reading, place.before)]
    mentions = reading.people.mentions
    number = bisect_left(mentions, first, key=lambda mention: mention.first)
    for mention in mentions[number : number + _SENTENCE_MENTIONS]:
        if mention.first >= last:
            break
        if reading.people.figures[mention.figure].gender in (gender, 0) and _is_subject(reading, mention):
            return mention.figure
    return None


def _unnamed(reading: Reading, place: _Place) -> float:
    """Give the weight of the nearest subject that is a person without a name: "A villager told us so. She …"."""
    words = reading.words
    for back in range(_NEAR + 1):
        number = place.sentence - back
        if number < 0:
            break
        first, last = reading.people.sentences[number]
        if words.forms[first] in _MARKS:
            first += 1
        if first >= place.token or (_pair(reading, first) >= 0) != (place.pair >= 0):
            continue
        if _is_unnamed(reading, first, min(last, place.token)):
            return _WEIGHTS.sentence * back + _WEIGHTS.subject + _WEIGHTS.known
    return _WEIGHTS.sentence * 2 * _FARTHEST


def _is_unnamed(reading: Reading, first: int, last: int) -> bool:
    """Say whether a sentence begins with an article and a post or a person, and no mention covers them."""
    words = reading.words
    if not words.bits[first] & DET or first in reading.starting:
        return False
    for spot in range(first + 1, min(last, first + _LONGEST_NOUN)):
        if spot in reading.starting or words.bits[spot] & (PREP | VERB | AUX):
            return False
        if words.lows[spot] in wordset("somebody") or (words.bits[spot] & ROLE and not words.bits[spot] & PLURAL):
            after = spot + 1
            return after not in reading.starting and not (after < last and words.forms[after] in (*POSSESSIVES, ","))
    return False


def _place(reading: Reading, token: int) -> _Place:
    behind = token - 1
    while behind > 0 and reading.words.forms[behind] in (",", "—", "–", "-", "--"):
        behind -= 1
    last = _pair(reading, behind)
    ends = last >= 0 and reading.pairs[last].close == behind
    before = (reading.pairs[last].open if ends else token) - 1
    return _Place(token, _sentence(reading, token), _pair(reading, token), ends, before)


def _speaking(place: _Place) -> float:
    if place.pair >= 0:
        return 0.0
    return _WEIGHTS.speech if place.behind_speech else _WEIGHTS.speaker


def _before(reading: Reading, token: int) -> list[Mention]:
    """Give the mentions in front of *token*, the nearest first."""
    mentions = reading.people.mentions
    end = bisect_left(mentions, token, key=lambda mention: mention.first)
    return [mention for mention in reversed(mentions[max(0, end - _WINDOW) : end]) if mention.last <= token]


def _weight(reading: Reading, mention: Mention, place: _Place) -> float:
    words = reading.words
    weight = _WEIGHTS.sentence * min(_FARTHEST, place.sentence - _sentence(reading, mention.first))
    if (_pair(reading, mention.first) >= 0) != (place.pair >= 0):
        weight += _WEIGHTS.level
    if mention.last < len(words.forms) and words.forms[mention.last] in POSSESSIVES:
        return weight + (_WEIGHTS.subject if _leads(words, mention, place) else _WEIGHTS.possessive)
    return weight + (_WEIGHTS.subject if _is_subject(reading, mention) else 0.0)


def _leads(words: Words, mention: Mention, place: _Place) -> bool:
    """Say whether nothing but an opening phrase stands between: "During Ann Lee’s speech on Monday, she said"."""
    between = words.forms[mention.last : place.token]
    return between[-1:] == [","] and between.count(",") == 1 and not any(form in _STOPS for form in between)


def _is_subject(reading: Reading, mention: Mention) -> bool:
    """Say whether no preposition stands in front of the mention, and it is the first in its sentence without one."""
    first = reading.people.sentences[_sentence(reading, mention.first)][0]
    mentions = reading.people.mentions
    number = bisect_left(mentions, first, key=lambda other: other.first)
    for other in mentions[number : number + _SENTENCE_MENTIONS]:
        if other.first == first or not reading.words.bits[other.first - 1] & PREP:
            return other == mention
    return False


def _sentence(reading: Reading, token: int) -> int:
    return bisect_right(reading.people.sentences, token, key=lambda sentence: sentence[0]) - 1


def _pair(reading: Reading, token: int) -> int:
    """Give the mark that opens the quotation around *token*, or -1."""
    number = bisect_right(reading.opens, token) - 1
    if number < 0:
        return -1
    opened = reading.opens[number]
    return opened if token <= reading.pairs[opened].close else -1
