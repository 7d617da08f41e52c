"""Here is a model of the user's own topics and an article, give me its topics: what the article was learnt to be about.

A model is a table of words: what each weighs for each label. It replaces the IPTC lexicon where it is given.
"""

from math import exp
from typing import Final, NamedTuple

from searchlib.extract.topic_words import Weighed, weighed
from searchlib.model import Prose, Span, Title, Topic

MOST_EVIDENCE: Final = 24
_MOST_WORDS: Final = 12
"""Words that are given as evidence for one label, those that weigh most."""


class Label(NamedTuple):
    """A label, and what the sum of an article's words must come to."""

    name: str
    slope: float
    """Sure is 1 / (1 + exp(-(slope * sum + offset)))."""
    offset: float
    least: float
    """How sure one must be: found on articles that were not learnt from."""


class TopicModel(NamedTuple):
    """Labels of one scheme, and the weight of words for each by its number."""

    scheme: str
    labels: tuple[Label, ...]
    words: dict[str, tuple[tuple[int, float], ...]]


def own_topics(prose: Prose, title: Title | None, model: TopicModel) -> tuple[Topic, ...]:
    """Find which labels of *model* an article deserves.

    Args:
        prose: Its clean text.
        title: Its headline, if any.
        model: What was learnt.

    Returns:
        Topics, surest first; ``code`` is the scheme and the label, ``score`` how sure, ``evidence`` the raw spans of
        the words that speak most for it. Nothing where nothing is certain enough.

    Raises:
        Nothing.

    Cost: linear in the text.
    """
    found = weighed(prose.text, title.text if title and not title.derived else "")
    sums = sums_of(found, model)
    sure = [(sureness(label, sums[number]), number) for number, label in enumerate(model.labels)]
    chosen = sorted((pair for pair in sure if pair[0] >= model.labels[pair[1]].least), key=lambda pair: -pair[0])
    topics = (_topic(prose, found, model, number=number, score=score) for score, number in chosen)
    return tuple(topic for topic in topics if topic.evidence)


def sums_of(found: Weighed, model: TopicModel) -> list[float]:
    """Add up, for each label, what the words of an article weigh."""
    sums = [0.0] * len(model.labels)
    for word, weight in found.weights.items():
        for number, speaks in model.words.get(word, ()):
            sums[number] += weight * speaks
    return sums


def sureness(label: Label, total: float) -> float:
    """Give how sure the sum of its words makes a label, from 0 to 1.

    Example:
        >>> sureness(Label("rain", slope=2.0, offset=0.0, least=0.5), 0.0)
        0.5
    """
    value = max(-60.0, min(60.0, label.slope * total + label.offset))
    return 1.0 / (1.0 + exp(-value))


def _topic(prose: Prose, found: Weighed, model: TopicModel, *, number: int, score: float) -> Topic:
    label = model.labels[number].name
    return Topic(f"{model.scheme}:{label}", label, round(score, 3), _evidence(prose, found, model, number=number))


def _evidence(prose: Prose, found: Weighed, model: TopicModel, *, number: int) -> tuple[Span, ...]:
    speaking: list[tuple[float, str]] = []
    for word in found.places:
        weight = found.weights[word] * dict(model.words.get(word, ())).get(number, 0.0)
        if weight > 0:
            speaking.append((-weight, word))
    spans = [span for _, word in sorted(speaking)[:_MOST_WORDS] for span in found.places[word]]
    return tuple(prose.raw_span(*span) for span in sorted(spans[:MOST_EVIDENCE]))
