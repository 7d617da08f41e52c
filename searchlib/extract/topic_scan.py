"""Here is a stretch of text, give me the aliases of topics in it: one lookup a word, one more for its neighbour."""

import re
from bisect import bisect_right
from collections.abc import Iterable
from itertools import accumulate, compress, count
from typing import Final, NamedTuple

from searchlib.extract.chunks import Columns, Rule, columns
from searchlib.extract.topic_lexicon import Alias, lexicon, word_key
from searchlib.model import Person, Prose

_WORD: Final = re.compile(r"([^\W_]+(?:[’'][^\W\d_]+)*)")
_JOINTS: Final = frozenset(("and", "or"))
_GAPS: Final = frozenset((" ", "-", "‑", ". ", "’ ", "' ", ".", "/"))


class Hit(NamedTuple):
    """An alias at its place in the clean text, with what the place weighs."""

    alias: Alias
    start: int
    end: int
    weight: float


class Row(NamedTuple):
    """The words of a stretch in small letters, their places, and the word of the lexicon that each is a form of."""

    text: str
    starts: list[int]
    ends: list[int]
    words: list[str]
    keys: list[str]

    def written(self, place: int) -> str:
        """Give the word at *place* as the text has it, without a possessive."""
        return self.text[self.starts[place] : self.ends[place]].removesuffix("’s").removesuffix("'s")


class Names:
    """The words of the people's names, and where in the raw text their mentions stand."""

    def __init__(self, prose: Prose, persons: Iterable[Person]) -> None:
        people = tuple(persons)
        self.prose = prose
        self.words = {word for person in people for word in _WORD.findall(person.name.lower())}
        spans = sorted(span for person in people for span in person.mentions)
        self.starts = [start for start, _ in spans]
        self.ends = [end for _, end in spans]

    def hold(self, start: int, end: int) -> bool:
        """Tell whether the clean span lies in a mention."""
        raw, _ = self.prose.raw_span(start, end)
        place = bisect_right(self.starts, raw) - 1
        return place >= 0 and raw < self.ends[place]


def row_of(text: str, lows: str, *, start: int, end: int, names: Names | None) -> Row:
    """Cut a stretch into words; those of people's names are blotted out in their mentions.

    Args:
        text: The clean text.
        lows: The same in small letters, of the same length.
        start: First character of the stretch.
        end: Its end.
        names: The people, if any.

    Example:
        >>> row_of("The Police", "the police", start=0, end=10, names=None).keys
        ['the', 'police']

    Cost: O(end - start).
    """
    words, keys, starts, ends = columns(KEYED, lows[start:end], offset=start)
    row = Row(text, starts, ends, words, keys)
    if names is not None:
        known = names.words
        doubtful = {word for word in {*words} if word.partition("’")[0] in known}
        for place in compress(count(), map(doubtful.__contains__, words)):
            if row.written(place)[0].isupper() and names.hold(row.starts[place], row.ends[place]):
                row.keys[place] = ""
    return row


def _defined(lows: str) -> Columns:
    """Give the words, what each is a form of in the lexicon, starts and ends."""
    pieces = _WORD.split(lows)
    offsets = list(accumulate(map(len, pieces)))
    words = pieces[1::2]
    return words, list(map(word_key, words)), offsets[:-1:2], offsets[1::2]


KEYED: Final = Rule(_defined, 2)
"""The words of a text in small letters."""


def scan(row: Row, weight: float) -> list[Hit]:
    """Find the aliases in a row of words, the longest first; one word speaks once for a topic.

    Example:
        >>> text = "the police chief"
        >>> [hit.alias.words for hit in scan(row_of(text, text, start=0, end=16, names=None), 1.0)]
        [('police', 'chief')]

    Cost: O(number of words).
    """
    table, keys = lexicon(), row.keys
    aliases, openings, speaking, longest = table.aliases, table.openings, table.speaking, table.longest
    heard = _Heard([], {}, weight)
    end = len(keys) - 1
    for place in compress(count(), map(speaking.__contains__, keys)):
        key = keys[place]
        if place < end and key in openings and (after := keys[place + 1]):
            words = f"{key} {after}"
            if words in longest or row.words[place + 1] in _JOINTS:
                for length, phrase in _phrases(row, place, words):
                    if phrase in aliases:
                        _speak(row, place, length, found=aliases[phrase], heard=heard)
        if key in aliases:
            _speak(row, place, 1, found=aliases[key], heard=heard)
    return heard.hits


class _Heard(NamedTuple):
    """What has been found in a row, up to which word each topic has spoken, and what a place weighs."""

    hits: list[Hit]
    spoken: dict[str, int]
    weight: float


def _speak(row: Row, place: int, count: int, *, found: tuple[Alias, ...], heard: _Heard) -> None:
    """Add the aliases *found* at *place*, *count* words long, whose topics have not spoken there."""
    for alias in found:
        if place + count <= heard.spoken.get(alias.code, 0):
            continue
        if alias.is_particular and not _is_written_so(alias, row, place):
            continue
        heard.spoken[alias.code] = place + count
        if alias.weight:
            heard.hits.append(Hit(alias, row.starts[place], row.ends[place + count - 1], heard.weight))


def _phrases(row: Row, place: int, words: str) -> list[tuple[int, str]]:
    """Give the phrases that begin with the two *words* at *place*, longest first, with their number of words.

    "human and drug smuggling" gives *human smuggling*, too: what is joined shares its head.
    """
    most = lexicon().longest.get(words)
    if most is None:
        return _joined(row, place)
    phrases: list[tuple[int, str]] = []
    for other in range(place + 1, min(place + most, len(row.keys))):
        if not row.keys[other] or row.text[row.ends[other - 1] : row.starts[other]] not in _GAPS:
            break
        words = f"{words} {row.keys[other]}" if phrases else words
        phrases.append((other - place + 1, words))
    phrases.reverse()
    return phrases


def _joined(row: Row, place: int) -> list[tuple[int, str]]:
    keys, head = row.keys, place + 3
    words = f"{keys[place]} {keys[head]}" if head < len(keys) else ""
    return [(4, words)] if words in lexicon().longest else []


def _is_written_so(alias: Alias, row: Row, place: int) -> bool:
    """Tell whether the text has the capitals of *alias*, and, where it is one word in the plural, the plural."""
    if len(alias.words) == 1 and alias.words[0].lower().endswith("s") and not row.words[place].endswith("s"):
        return False
    return all(_has_capitals(word, row, place + step) for step, word in enumerate(alias.words) if not word.islower())


def _has_capitals(word: str, row: Row, place: int) -> bool:
    """Tell whether the text has the capitals and, the plural apart, the spelling of *word*: Labour is not Labor."""
    written = row.written(place) if place < len(row.words) else ""
    if len(word) > 1 and word.isupper() and not written.rstrip("s").isupper():
        return False
    return written[:1].isupper() and written.lower().rstrip("s") == word.lower().rstrip("s")
