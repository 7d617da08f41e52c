"""Here are records, give me questions of every class, chosen by document frequency on a fixed seed.

Words are of ASCII letters alone and no stop words, so that the analyses of the engines agree as far as they can.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable
from functools import cache, lru_cache
from pathlib import Path
from random import Random
from typing import Final, NamedTuple

import Stemmer

from benchmarks.peers.peer import Question, Record

SEED: Final = 2015
SAMPLE: Final = 4_000
"""Articles from which words that stand together are taken."""
RARE: Final = (0.0, 0.001)
COMMON: Final = (0.05, 0.5)
MIDDLING: Final = (0.005, 0.3)
"""Shares of all articles that hold a word of the class; rare is at least two articles."""
STOP: Final = frozenset((Path(__file__).parent / "stop_words.txt").read_text("utf-8").split())
_WORD: Final = re.compile(r"(?<![^\s“(])[A-Za-z]{3,}(?![^\s”,.;:)?!])")
_PAIR: Final = re.compile(r"(?<![^\s“])([A-Za-z]{3,}) ([A-Za-z]{3,})(?: ([A-Za-z]{3,}))?(?![^\s,.;:])")


class Corpus(NamedTuple):
    """What choosing questions needs to know of the records."""

    size: int
    frequency: Counter[str]
    """Stem → number of articles with a word of it."""
    sample: tuple[Record, ...]
    days: tuple[int, ...]
    """Of the sample, ascending, the dated ones."""


def survey(records: Iterable[Record], *, seed: int = SEED) -> Corpus:
    """Count words and keep a fair sample, in one pass (Vitter's reservoir)."""
    frequency: Counter[str] = Counter()
    sample: list[Record] = []
    chance, size = Random(seed), 0
    for size, record in enumerate(records, 1):
        frequency.update(set(map(stem, words_of(record))))
        if size <= SAMPLE:
            sample.append(record)
        elif (place := chance.randrange(size)) < SAMPLE:
            sample[place] = record
    days = tuple(sorted(record.day for record in sample if record.day > 1))
    return Corpus(size, frequency, tuple(sample), days or (1,))


@lru_cache(maxsize=1 << 20)
def stem(word: str) -> str:
    """Give the stem by which searchlib and tantivy know *word*."""
    return str(_stemmer().stemWord(word))


@cache
def _stemmer() -> Stemmer.Stemmer:
    return Stemmer.Stemmer("english")


def words_of(record: Record) -> list[str]:
    """Give the plain words of title and body in small letters, without stop words."""
    found = _WORD.findall(f"{record.title} {record.body}")
    return [word for word in map(str.lower, found) if word not in STOP]


def questions(corpus: Corpus, count: int, *, seed: int = SEED) -> dict[str, list[Question]]:
    """Choose *count* questions of every class of `CLASSES`, each once if there are enough."""
    return {name: _some(choose, corpus, count, Random(f"{seed} {name}")) for name, choose in CLASSES.items()}


def _some(choose: "Choose", corpus: Corpus, count: int, chance: Random) -> list[Question]:
    found: dict[Question, None] = {}
    for _ in range(50 * count):
        question = choose(corpus, chance)
        if question:
            found[question] = None
        if len(found) == count:
            break
    return list(found)


Choose = Callable[[Corpus, Random], Question | None]


def _one(shares: tuple[float, float], kind: str) -> Choose:
    def choose(corpus: Corpus, chance: Random) -> Question | None:
        word = _word(corpus, chance, shares)
        return Question(kind, (word,)) if word else None

    return choose


def _together(kind: str, least: int, most: int) -> Choose:
    """Words of one article, so that they can be found together."""

    def choose(corpus: Corpus, chance: Random) -> Question | None:
        candidates = [word for word in words_of(chance.choice(corpus.sample)) if _within(corpus, word, MIDDLING)]
        words = tuple(dict.fromkeys(chance.choices(candidates, k=chance.randint(least, most)))) if candidates else ()
        return Question(kind, words) if len(words) >= least else None

    return choose


def _phrase(corpus: Corpus, chance: Random) -> Question | None:
    record = chance.choice(corpus.sample)
    found = [match.groups() for match in _PAIR.finditer(record.body)]
    whole = [tuple(word.lower() for word in words if word) for words in found]
    fit = [words for words in whole if not STOP.intersection(words) and _within(corpus, words[0], MIDDLING)]
    return Question("phrase", chance.choice(fit)) if fit else None


def _prefix(corpus: Corpus, chance: Random) -> Question | None:
    found = _stem(corpus, chance)
    return Question("prefix", (found[: chance.randint(3, 5)] + "*",)) if len(found) > 5 else None


def _wildcard(corpus: Corpus, chance: Random) -> Question | None:
    found = _stem(corpus, chance)
    return Question("wildcard", (f"{found[:3]}*{found[-2:]}",)) if len(found) > 5 else None


def _fuzzy(corpus: Corpus, chance: Random) -> Question | None:
    """A word that lacks a letter."""
    found = _stem(corpus, chance)
    if len(found) < 6:
        return None
    place = chance.randrange(2, len(found) - 1)
    return Question("fuzzy", (found[:place] + found[place + 1 :],))


def _stem(corpus: Corpus, chance: Random) -> str:
    """A stem, of which patterns are made, as the peers hold no other forms; "" where there is none."""
    return stem(_word(corpus, chance, MIDDLING) or "")


def _range(corpus: Corpus, chance: Random) -> Question | None:
    word = _word(corpus, chance, COMMON)
    since, until = sorted(chance.choices(corpus.days, k=2))
    return Question("range", (word,), since, until) if word else None


def _word(corpus: Corpus, chance: Random, shares: tuple[float, float]) -> str | None:
    """A word of a random article whose frequency is within *shares*."""
    fit = [word for word in words_of(chance.choice(corpus.sample)) if _within(corpus, word, shares)]
    return chance.choice(fit) if fit else None


def _within(corpus: Corpus, word: str, shares: tuple[float, float]) -> bool:
    return max(2, shares[0] * corpus.size) <= corpus.frequency[stem(word)] <= max(2, shares[1] * corpus.size)


CLASSES: Final[dict[str, Choose]] = {
    "rare": _one(RARE, "word"),
    "common": _one(COMMON, "word"),
    "AND of 2-3": _together("and", 2, 3),
    "OR of 2-5": _together("or", 2, 5),
    "phrase": _phrase,
    "prefix": _prefix,
    "wildcard": _wildcard,
    "fuzzy": _fuzzy,
    "term + dates": _range,
    "sort by date": _one(COMMON, "sort"),
    "facets": _one(COMMON, "facets"),
    "ten snippets": _one(COMMON, "snippets"),
}
