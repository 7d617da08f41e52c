"""Here is a folded English word, give me its stem."""

from functools import cache, lru_cache

import Stemmer

from searchlib.hints import Final

_REMEMBERED: Final = 1 << 16
OWN: Final = "!"
"""In front of the terms of text that is not English; no word begins so."""


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


def own_term(form: str) -> str:
    """Give the term of a folded word in a text that is not English: the word itself, kept apart from English stems.

    Example:
        >>> own_term("portes"), stem("portes")
        ('!portes', 'port')
    """
    return OWN + form


def stems(forms: list[str]) -> list[str]:
    """Stem several forms at once; nothing is remembered.

    Example:
        >>> stems(["policing", "s"])
        ['polic', 's']
    """
    stemmed: list[str] = _stemmer().stemWords(forms)
    return stemmed if all(stemmed) else [stem or form for stem, form in zip(stemmed, forms, strict=True)]


@cache
def _stemmer() -> Stemmer.Stemmer:
    return Stemmer.Stemmer("english", 0)  # 0: no memo of its own, ours is bounded
