"""Here is a word, does it say anything? The stop list: indexed all the same, left out of ranking."""

from functools import cache
from pathlib import Path


@cache
def stopwords() -> frozenset[str]:
    """Give the stop words as folded forms, as the tokens of a text have them.

    Example:
        >>> "the" in stopwords(), "dont" in stopwords(), "us" in stopwords()
        (True, True, False)

    Source: Snowball's English stop list (stopwords.txt).
    """
    lines = Path(__file__).with_name("stopwords.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())
