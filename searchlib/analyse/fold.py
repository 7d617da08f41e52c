"""Here is a token as typed, give me its folded form: lower case, no accents, one spelling of each letter."""

from collections.abc import Callable
from functools import cache

from searchlib.hints import TYPE_CHECKING, Final, Literal

if TYPE_CHECKING:
    import re

LONGEST: Final = 64
"""Characters of a token; longer ones (addresses, broken encodings) are cut, nothing is dropped."""
_LETTERS: Final = str.maketrans(
    {"ø": "o", "đ": "d", "ð": "d", "ł": "l", "ħ": "h", "ŧ": "t", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th", "ŋ": "ng"}
)
"""Letters that Unicode does not take apart (casefold has already written ß as ss)."""
_MARKS: Final = "[\u0300-\u036f\u0591-\u05c7\u064b-\u065f\u0670\u00ad\u200c\u200d\u2060\ufeff]"
"""Accents, points of Hebrew and Arabic, soft hyphens and joiners; vowel signs of Indic scripts are letters."""
_TRANSLITERATED: Final = r"(?<!q)([aou])e(?!$|l$)"
"""ae, oe, ue for ä, ö, ü: not at the end (Joe), not in -el (Michael, Samuel), not after q (Enrique)."""


def fold(text: str) -> str:
    """Fold *text*: lower case, accents off, ligatures and full-width letters spelled out.

    Args:
        text: Any text; what is no letter stays as it is.

    Returns:
        The folded text; folding twice is folding once.

    Raises:
        Nothing.

    Example:
        >>> fold("Jürgen Weiß"), fold("Øresund"), fold("ﬁne ＡＢ")
        ('jurgen weiss', 'oresund', 'fine ab')

    Cost: linear; ASCII is one call to `str.lower`.
    """
    if text.isascii():
        return text.lower()
    return _normalize()("NFKC", _bare(_bare(text)))


def name_key(form: str) -> str:
    """Give the key of a folded word of a name, so that Juergen, Jürgen and Jurgen are one.

    The transliterations ae, oe and ue lose their e. Only fields of names (speaker, author, place …) are
    compared by it; running text is not, where it would merge words such as duel and dul.

    Example:
        >>> name_key("juergen"), name_key("michael"), name_key("goebbels")
        ('jurgen', 'michael', 'gobbels')
    """
    return _transliterated().sub(r"\1", form) if "e" in form else form


def _bare(text: str) -> str:
    plain = _normalize()("NFKD", text.casefold())
    return _marks().sub("", plain.casefold()).translate(_LETTERS)


@cache
def _transliterated() -> "re.Pattern[str]":
    import re  # noqa: PLC0415  # slow to load, and a query of running text needs none

    return re.compile(_TRANSLITERATED)


@cache
def _normalize() -> Callable[[Literal["NFKC", "NFKD"], str], str]:
    from unicodedata import normalize  # noqa: PLC0415  # ASCII needs none

    return normalize


@cache
def _marks() -> "re.Pattern[str]":
    import re  # noqa: PLC0415  # likewise

    return re.compile(_MARKS)
