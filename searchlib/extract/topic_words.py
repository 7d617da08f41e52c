"""Here is an article's clean text and title, give me its words with what they weigh: for topics that are learnt."""

import re
from math import log2, sqrt
from typing import Final, NamedTuple

from searchlib.model import Span

TITLE_TIMES: Final = 3
"""A word of the title counts like so many of the text."""
LONGEST_WORD: Final = 40
_WORD: Final = re.compile(r"[^\W\d_]{2,}")


class Weighed(NamedTuple):
    """The words of one article in small letters."""

    weights: dict[str, float]
    """The sum of their squares is 1, so that long articles weigh no more."""
    places: dict[str, list[Span]]
    """Where each stands in the clean text; one that stands in the title alone has no place."""


def weighed(text: str, title: str) -> Weighed:
    """Weigh the words of an article.

    Args:
        text: Clean text.
        title: Its headline, which may stand in the text too; "" where it has none.

    Returns:
        Every word of two letters and more; one said often weighs less each time.

    Raises:
        Nothing.

    Example:
        >>> found = weighed("Rain, rain and wind.", "")
        >>> {word: round(weight, 2) for word, weight in found.weights.items()}, found.places["rain"]
        ({'rain': 0.75, 'and': 0.47, 'wind': 0.47}, [(0, 4), (6, 10)])

    Cost: linear.
    """
    places: dict[str, list[Span]] = {}
    for found in _WORD.finditer(text):
        if found.end() - found.start() <= LONGEST_WORD:
            places.setdefault(found[0].lower(), []).append(found.span())
    counts = {word: len(spans) for word, spans in places.items()}
    for word in _WORD.findall(title.lower()):
        if len(word) <= LONGEST_WORD:
            counts[word] = counts.get(word, 0) + TITLE_TIMES
    weights = {word: log2(1 + count) for word, count in counts.items()}
    length = sqrt(sum(weight * weight for weight in weights.values())) or 1.0
    return Weighed({word: weight / length for word, weight in weights.items()}, places)
