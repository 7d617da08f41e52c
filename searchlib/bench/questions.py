"""Here is an index, give me queries of every kind, made of its own words: the same ones each time.

Articles are drawn with a fixed seed. Their words, in the order of how many articles have them, give rare, middling and
common ones; words that stand side by side in an article give phrases; speakers and dates are those of the articles.
So nearly every query has an answer, and nobody chose those that are fast.
"""

from collections.abc import Callable, Iterator, Sequence
from itertools import islice, pairwise
from random import Random
from typing import Final, NamedTuple

from searchlib.analyse.stopwords import stopwords
from searchlib.analyse.tokens import english
from searchlib.codec.columns import MISSING
from searchlib.codec.segment import Segment
from searchlib.codec.snapshot import Snapshot
from searchlib.codec.terms import encoded
from searchlib.query.days import day_of
from searchlib.query.kept import stored

SEED: Final = 20151102
ARTICLES: Final = 200
"""Articles drawn."""
EACH: Final = 2
"""Queries of a kind."""
_LEAST_LETTERS: Final = 4
_ATTEMPTS: Final = 50


class Question(NamedTuple):
    """A query, and what kind it is."""

    query: str
    kind: str = "given"


class _Words(NamedTuple):
    """What queries are made of."""

    rare: Sequence[str]
    middling: Sequence[str]
    common: Sequence[str]
    neighbours: Sequence[tuple[str, str]]
    said: Sequence[tuple[str, str]]
    """A speaker, and a word that he said."""
    years: Sequence[int]


def drawn(snapshot: Snapshot, *, seed: int = SEED) -> tuple[Question, ...]:
    """Make queries of the words of an index.

    Args:
        snapshot: The index.
        seed: The same seed gives the same queries of the same index.

    Returns:
        Up to `EACH` of each of `KINDS`; fewer where the index is too small, none where it is empty.

    Cost: reads at most `ARTICLES` articles.
    """
    random = Random(seed)
    words = _words(snapshot, random)
    made = (Question(make(words, random), kind) for kind, make in KINDS.items() for _ in range(_ATTEMPTS))
    several = [question for question in dict.fromkeys(made) if question.query]
    return tuple(question for kind in KINDS for question in islice((one for one in several if one.kind == kind), EACH))


def _words(snapshot: Snapshot, random: Random) -> _Words:
    counts: dict[str, int] = {}
    neighbours: list[tuple[str, str]] = []
    said: list[tuple[str, str]] = []
    years: list[int] = []
    for segment, doc in _articles(snapshot, random):
        kept = stored(segment, doc)
        forms = english(kept.article.text).forms
        for form in forms:
            if form not in counts:
                counts[form] = _frequency(form, snapshot) if _says_something(form) else 0
        neighbours += [(first, second) for first, second in pairwise(forms) if counts[first] and counts[second]]
        for quote in kept.facts.quotes:
            words = [form for form in english(quote.text).forms if counts.get(form)]
            if quote.speaker and words and '"' not in quote.speaker:
                said.append((quote.speaker, words[0]))
        latest = segment.numbers("date_latest")[doc]
        years += [day_of(latest).year] if latest != MISSING else []
    ranked = sorted((form for form, count in counts.items() if count), key=lambda form: (counts[form], form))
    share = max(1, len(ranked) // 20)
    middle = len(ranked) * 3 // 4
    return _Words(ranked[:share], ranked[middle : middle + share], ranked[-share:], neighbours, said, years)


def _articles(snapshot: Snapshot, random: Random) -> Iterator[tuple[Segment, int]]:
    """Draw articles that can be in an answer."""
    places = [(live, doc) for live in snapshot.segments for doc in _sample(live.segment.doc_count, random)]
    visible = [(live.segment, doc) for live, doc in places if doc not in live.hidden]
    random.shuffle(visible)
    return islice(visible, ARTICLES)


def _sample(count: int, random: Random) -> list[int]:
    return random.sample(range(count), min(count, 2 * ARTICLES))


def _says_something(form: str) -> bool:
    return len(form) >= _LEAST_LETTERS and form.isalpha() and form not in stopwords()


def _frequency(form: str, snapshot: Snapshot) -> int:
    """Count the articles that have a word, in any form, in their body."""
    return snapshot.doc_frequency("body", encoded(english(form).terms[0]))


def _one(words: Sequence[str], random: Random) -> str:
    return random.choice(words) if words else ""


def _beside(words: _Words, random: Random) -> tuple[str, str]:
    return random.choice(words.neighbours) if words.neighbours else ("", "")


def _joined(*parts: str) -> str:
    """Join what a query is made of; nothing where a part is missing."""
    return " ".join(parts) if all(parts) else ""


def _phrase(words: _Words, random: Random) -> str:
    first, second = _beside(words, random)
    return f'"{first} {second}"' if first else ""


def _said(words: _Words, random: Random) -> str:
    speaker, word = random.choice(words.said) if words.said else ("", "")
    return f'speaker:"{speaker}" said:{word}' if speaker else ""


def _dated(words: _Words, random: Random) -> str:
    year = f"date:{random.choice(words.years)}" if words.years else ""
    return _joined(_one(words.common, random), year)


def _prefix(words: _Words, random: Random) -> str:
    word = _one(words.middling, random)
    return f"{word[:3]}*" if word else ""


def _wildcard(words: _Words, random: Random) -> str:
    word = _one(words.middling, random)
    return f"{word[0]}?{word[2:]}" if word else ""


def _fuzzy(words: _Words, random: Random) -> str:
    word = _one(words.middling, random)
    return f"{word}~1" if word else ""


KINDS: Final[dict[str, Callable[[_Words, Random], str]]] = {
    "rare word": lambda words, random: _one(words.rare, random),
    "common word": lambda words, random: _one(words.common, random),
    "AND": lambda words, random: _joined(*_beside(words, random)),
    "OR": lambda words, random: _joined(_one(words.common, random), "OR", _one(words.middling, random)),
    "NOT": lambda words, random: _joined(_one(words.common, random), "NOT", _one(words.middling, random)),
    "phrase": _phrase,
    "near": lambda words, random: " NEAR/5 ".join(filter(None, _beside(words, random))),
    "prefix": _prefix,
    "wildcard": _wildcard,
    "fuzzy": _fuzzy,
    "speaker and words said": _said,
    "word and date": _dated,
}
"""Name of a kind → what makes a query of it, "" where it cannot."""
