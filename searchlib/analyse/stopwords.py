"""Here is a word, does it say anything? The stop list: indexed all the same, left out of ranking."""

import os
from functools import cache


@cache
def stopwords() -> frozenset[str]:
    """Give the stop words as folded forms, as the tokens of a text have them.

    Example:
        >>> "the" in stopwords(), "dont" in stopwords(), "us" in stopwords()
        (True, True, False)

    Source: Snowball's English stop list (stopwords.txt).
    """
    with open(os.path.join(os.path.dirname(__file__), "stopwords.txt"), encoding="utf-8") as lines:
        return frozenset(word for line in lines if not line.startswith("#") for word in line.split())
