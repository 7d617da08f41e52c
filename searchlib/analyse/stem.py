"""Here is a folded English word, give me its stem."""

from functools import cache, lru_cache
from typing import Final

import Stemmer

_REMEMBERED: Final = 1 << 16


@lru_cache(_REMEMBERED)
def stem(form: str) -> str:
    """Stem *form* by Snowball's English rules; what is no English word comes back nearly as it is.

    Example:
        >>> stem("globalization"), stem("policing"), stem("3.5")
        ('global', 'polic', '3.5')

    Source: snowballstem.org, algorithm "english", as built into PyStemmer.
    """
    stemmed: str = _stemmer().stemWord(form)
    return stemmed or form


@cache
def _stemmer() -> Stemmer.Stemmer:
    return Stemmer.Stemmer("english", 0)  # 0: no memo of its own, ours is bounded
