"""Here are articles with their labels, learn what their words say: naive Bayes for each label against all others.

What a word weighs for a label is how much likelier it is among its articles than among the rest. How sure a sum of
weights makes, and from where a label is given, is found by learning from four fifths of the articles and judging the
last fifth, five times over: nothing is judged by a model that has seen it.
"""

from collections.abc import Iterable, Sequence
from math import log
from typing import Final, NamedTuple

from searchlib.extract.topic_fit import fitted, threshold
from searchlib.extract.topic_model import Label, TopicModel, sums_of, sureness
from searchlib.extract.topic_words import Weighed
from searchlib.model import LabelFigures

FOLDS: Final = 5
LEAST_ARTICLES: Final = 5
"""Of a label; with fewer there is nothing to hold out."""
SMOOTHING: Final = 0.1
LEAST_WEIGHT: Final = 0.05
"""A word that says less than this for a label is left out of its table."""
MOST_WORDS: Final = 4000
"""Words kept for each label, those that say most."""


class Example(NamedTuple):
    """The words of one article and its labels."""

    words: Weighed
    labels: frozenset[str]


class Learnt(NamedTuple):
    """A model, and how well it does on articles that it has not seen."""

    model: TopicModel
    figures: tuple[LabelFigures, ...]
    articles: int
    rare: tuple[str, ...]
    """Labels that too few articles have; they were not learnt."""


class _Counts(NamedTuple):
    """How much of each word some articles have, and how much of all words together."""

    words: dict[str, float]
    total: float


def learn(examples: Sequence[Example], *, scheme: str) -> Learnt:
    """Learn labels.

    Args:
        examples: Articles in any order; the same order gives the same model.
        scheme: What the labels are called together; the first part of their codes.

    Returns:
        The model with the labels that enough articles have, in order of their names; none where there are none. Words
        that a single article has are not learnt.

    Raises:
        Nothing.

    Cost: linear in the words of all articles times the labels, six times over.
    """
    names = sorted(set().union(*(example.labels for example in examples)) if examples else ())
    counted = {name: sum(name in example.labels for example in examples) for name in names}
    known = tuple(name for name in names if LEAST_ARTICLES <= counted[name] < len(examples))
    sums = _held_out(examples, known)
    labels, figures = [], []
    for number, name in enumerate(known):
        truth = [name in example.labels for example in examples]
        scores = [row[number] for row in sums]
        slope, offset = fitted(scores, truth)
        label = Label(name, slope, offset, least=0.5)
        sure = [sureness(label, score) if score else 0.0 for score in scores]  # no word known: no evidence, no topic
        label = label._replace(least=threshold(sure, truth))
        labels.append(label)
        figures.append(_figures(label, sure, truth))
    weights = _weights(examples, known)
    rare = tuple(name for name in names if name not in known)
    return Learnt(TopicModel(scheme, tuple(labels), weights), tuple(figures), len(examples), rare)


def _held_out(examples: Sequence[Example], names: Sequence[str]) -> list[list[float]]:
    """Give the sums for each article by a model that was learnt without it and a fifth of the others."""
    sums: list[list[float]] = [[] for _ in examples]
    plain = tuple(Label(name, 1.0, 0.0, 0.5) for name in names)
    for fold in range(FOLDS):
        rest = [example for place, example in enumerate(examples) if place % FOLDS != fold]
        model = TopicModel("", plain, _weights(rest, names))
        for place in range(fold, len(examples), FOLDS):
            sums[place] = sums_of(examples[place].words, model)
    return sums


def _weights(examples: Sequence[Example], names: Sequence[str]) -> dict[str, tuple[tuple[int, float], ...]]:
    whole = _counted(examples)
    common = _twice(examples)
    table: dict[str, list[tuple[int, float]]] = {}
    for number, name in enumerate(names):
        inside = _counted(example for example in examples if name in example.labels)
        weighed = _against(inside, whole, common)
        kept = sorted(weighed, key=lambda pair: (-abs(pair[1]), pair[0]))[:MOST_WORDS]
        for word, weight in kept:
            table.setdefault(word, []).append((number, weight))
    return {word: tuple(table[word]) for word in sorted(table)}


def _twice(examples: Iterable[Example]) -> set[str]:
    """The words that two articles have."""
    seen: set[str] = set()
    again: set[str] = set()
    for example in examples:
        words = example.words.weights.keys()
        again.update(words & seen)
        seen.update(words)
    return again


def _counted(examples: Iterable[Example]) -> _Counts:
    words: dict[str, float] = {}
    for example in examples:
        for word, weight in example.words.weights.items():
            words[word] = words.get(word, 0.0) + weight
    return _Counts(words, sum(words.values()))


def _against(inside: _Counts, whole: _Counts, words: set[str]) -> list[tuple[str, float]]:
    """How much more likely each word is inside than outside, as a logarithm."""
    room = SMOOTHING * len(words)
    within, without = log(inside.total + room), log(max(0.0, whole.total - inside.total) + room)
    found: list[tuple[str, float]] = []
    for word in words:
        here = inside.words.get(word, 0.0)
        there = max(0.0, whole.words[word] - here)
        weight = round(log(here + SMOOTHING) - within - log(there + SMOOTHING) + without, 4)
        if abs(weight) >= LEAST_WEIGHT:
            found.append((word, weight))
    return found


def _figures(label: Label, sure: Sequence[float], truth: Sequence[bool]) -> LabelFigures:
    given = [score >= label.least for score in sure]
    right = sum(is_given and is_true for is_given, is_true in zip(given, truth, strict=True))
    return LabelFigures(
        label=label.name,
        articles=sum(truth),
        precision=round(right / sum(given), 4) if any(given) else 0.0,
        recall=round(right / sum(truth), 4),
        least=round(label.least, 4),
    )
