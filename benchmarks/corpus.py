"""Here is a number, give me as many articles: made up, without any data, the same for everyone.

The model: words follow Zipf and Mandelbrot over 12,000 ranks; one in seventy comes from a tail without end (exponent
1.6), so that the vocabulary grows as Heaps' law has it and never stops. Function words are English, the others are
spelled from their rank and inflected, so that a stemmer has work; one word in ten is followed by its partner, so that
there are phrases. Each article has a headline, a dateline, paragraphs of about 420 words, quotations by persons who
return (Zipf again), a date between 2000 and 2024, and words of one topic. Article *n* depends on the seed and on *n*
alone.

    python -m benchmarks.corpus --documents 1000 --out articles.jsonl     (without --out: how the vocabulary grows)
"""

import argparse
import json
import re
import sys
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from functools import cache
from itertools import accumulate, chain, islice
from pathlib import Path
from random import Random
from typing import Final, NamedTuple

from searchlib.model import Article
from searchlib.read.walk import articles as read_articles

SEED: Final = 20151102
CORE: Final = 12_000
"""Ranks of the common vocabulary."""
TAIL_SHARE: Final = 0.015
TAIL: Final = 1.6
"""Exponent of the tail: new words come as tokens to the power of 1 / 1.6."""
SHIFT: Final = 2.7
"""Mandelbrot's shift of the ranks."""
TOPIC_SHARE: Final = 0.03
PAIR_SHARE: Final = 0.1
PERSONS: Final = 1.4
"""Exponent of how often a person is quoted."""
QUOTED: Final = 0.3
"""Share of sentences that are quotations."""
FIRST_DAY: Final = date(2000, 1, 1)
DAYS: Final = 25 * 365
_ONSETS: Final = "b c d f g h j k l m n p r s t v w z br cl gr pl st tr ch sh th".split()  # noqa: SIM905
_SYLLABLES: Final = tuple(onset + vowel for onset in _ONSETS for vowel in "aeiou")
_CODAS: Final = ("", "n", "r", "t", "l", "m", "d")
_PLACES: Final = frozenset({"function", "first", "role", "cue"})
"""Lists of words that are no theme."""
_INFLECTIONS: Final = ("", "", "", "", "s", "s", "ed", "ing")


class Words(NamedTuple):
    """The vocabulary that has an end, and the lists that fill the places of an article."""

    core: tuple[str, ...]
    function: frozenset[str]
    partners: dict[str, str]
    """Word → the word that makes a phrase with it."""
    weights: tuple[float, ...]
    """Running sums, as `random.choices` likes them."""
    first: tuple[str, ...]
    roles: tuple[str, ...]
    cues: tuple[str, ...]
    topics: tuple[tuple[str, ...], ...]


def generated(documents: int, *, seed: int = SEED) -> Iterator[Article]:
    """Make up *documents* articles.

    Returns:
        Articles with id, title, date, source and text; the same for the same seed, on any machine.

    Example:
        >>> [article.id for article in generated(2)]
        ['made-up/0', 'made-up/1']

    Cost: about 0.4 ms an article.
    """
    return (made_up(number, seed=seed) for number in range(documents))


def made_up(number: int, *, seed: int = SEED) -> Article:
    """Make up article *number* of the corpus of *seed*."""
    chance, words = Random(seed << 32 | number), vocabulary()
    topic = chance.choice(words.topics)
    title = " ".join(_tokens(chance, words, topic, chance.randint(6, 10))).capitalize()
    day = FIRST_DAY + timedelta(chance.randrange(DAYS))
    city = spelled(CORE + chance.randrange(200)).upper()
    paragraphs = [_paragraph(chance, words, topic) for _ in range(chance.randint(4, 12))]
    text = f"{title}\n\n{city}, {day.strftime('%b')}. {day.day} – " + "\n\n".join(paragraphs)
    source = f"The {spelled(2 * CORE + chance.randrange(40)).capitalize()} Post"
    return Article(text, id=f"made-up/{number}", title=title, date=day.isoformat(), source=source)


def load(data: Path, documents: int | None = None) -> Iterator[Article]:
    """Give the first *documents* press releases of the data folder, all for None; more than there are are made up."""
    path = data / "news" / "press_releases.jsonl.xz"
    real = (item for item in read_articles([path]) if isinstance(item, Article))
    return real if documents is None else islice(chain(real, generated(documents)), documents)


@cache
def vocabulary() -> Words:
    """Give the vocabulary; built once, 30 ms."""
    lists = _lists()
    function = tuple(lists["function"].split())
    core = function + tuple(spelled(rank) for rank in range(len(function), CORE))
    weights = tuple(accumulate(1 / (rank + SHIFT) for rank in range(CORE)))
    others = list(core[len(function) :])
    Random(SEED).shuffle(others)
    return Words(
        core,
        frozenset(function),
        dict(zip(core[len(function) :], others, strict=True)),
        weights,
        tuple(lists["first"].split()),
        tuple(lists["role"].split("|")),
        tuple(lists["cue"].split("|")),
        tuple(themes().values()),
    )


@cache
def themes() -> dict[str, tuple[str, ...]]:
    """Give the words of each theme; an article has one."""
    return {name: tuple(words.split()) for name, words in _lists().items() if name not in _PLACES}


def _lists() -> dict[str, str]:
    rows = (Path(__file__).parent / "corpus_words.tsv").read_text("utf-8").splitlines()
    return dict(row.split("\t") for row in rows)


def spelled(rank: int) -> str:
    """Spell the word of a rank; frequent words are short.

    Example:
        >>> [spelled(rank) for rank in (0, 99, 12345, 10**9)]
        ['ba', 'clum', 'rabred', 'pabripubebor']
    """
    letters, left = "", rank
    while left or not letters:
        left, digit = divmod(left, len(_SYLLABLES))
        letters += _SYLLABLES[digit]
    return letters + _CODAS[rank * 5 % len(_CODAS)]


def _tokens(chance: Random, words: Words, topic: tuple[str, ...], count: int) -> list[str]:
    tokens = chance.choices(words.core, cum_weights=words.weights, k=count)
    for place in range(count):
        roll = chance.random()
        if roll < TAIL_SHARE:
            tokens[place] = spelled(int(CORE * (1 - chance.random()) ** (-1 / (TAIL - 1))))
        elif roll < TAIL_SHARE + TOPIC_SHARE:
            tokens[place] = chance.choice(topic)
        elif roll < TAIL_SHARE + TOPIC_SHARE + PAIR_SHARE:
            tokens[place] = words.partners.get(tokens[place - 1], tokens[place])
        elif roll > 0.6 and tokens[place] not in words.function:
            tokens[place] += chance.choice(_INFLECTIONS)
    return tokens


def _paragraph(chance: Random, words: Words, topic: tuple[str, ...]) -> str:
    return " ".join(_sentence(chance, words, topic) for _ in range(chance.randint(2, 4)))


def _sentence(chance: Random, words: Words, topic: tuple[str, ...]) -> str:
    tokens = _tokens(chance, words, topic, chance.randint(8, 26))
    tokens[0] = tokens[0].capitalize()
    if len(tokens) > 14:
        tokens[len(tokens) // 2] += ","
    clause = " ".join(tokens)
    if chance.random() > QUOTED:
        return f"{clause}."
    name, role = _person(chance, words)
    cue = chance.choice(words.cues)
    if chance.random() < 0.5:
        return f"“{clause},” {cue} {name}, {role}."
    return f"{name} {cue}: “{clause}.”"


def _person(chance: Random, words: Words) -> tuple[str, str]:
    number = int((1 - chance.random()) ** (-1 / (PERSONS - 1))) % (1 << 40)
    surname = spelled(3 * CORE + number * 7).capitalize()
    return f"{words.first[number % len(words.first)]} {surname}", words.roles[number % len(words.roles)]


def growth(articles: Iterable[Article]) -> Iterator[tuple[int, int, int]]:
    """Give articles, tokens and different words so far, at each power of ten and at the end."""
    seen: set[str] = set()
    tokens = number = 0
    for number, article in enumerate(articles, 1):
        found = re.findall(r"\w+", article.text.lower())
        tokens += len(found)
        seen.update(found)
        if str(number).strip("0") == "1":
            yield number, tokens, len(seen)
    yield number, tokens, len(seen)


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--documents", type=int, default=10_000)
    arguments.add_argument("--seed", type=int, default=SEED)
    arguments.add_argument("--out", type=Path, help="write JSONL there, - for stdout")
    options = arguments.parse_args()
    articles = generated(options.documents, seed=options.seed)
    if options.out is None:
        for number, tokens, words in growth(articles):
            print(f"{number:>9,} articles {tokens:>12,} tokens {words:>9,} words")
        return
    with sys.stdout if str(options.out) == "-" else options.out.open("w", encoding="utf-8") as file:
        for article in articles:
            record = {name: value for name, value in article._asdict().items() if value is not None}
            file.write(json.dumps(record, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
