"""Here is a clean text, give me its language: English by its small words, any other by a detector, else unknown.

English comes first and costs a set look-up a word, so that the detector is asked about few articles and English is
hardly ever taken for something else. What cannot be told is None, and is read as English: its rules find little in
lists of names and figures, and stemming changes no name that a query does not change alike.
"""

import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import gcld3

UNDETERMINED: Final = "und"
"""Not English, for it is not written in Latin letters; which language nobody can tell."""

_SAMPLE: Final = 2000
"""Characters from the top that are looked at: a text is in the language in which it begins."""
_WORD: Final = re.compile(r"[^\W\d_]+")
_LEAST_SHARE: Final = 0.06
"""Of words that only English has: news has .13 to .25 of them, other languages with English names below .03."""
_LEAST_WORDS: Final = 2
_LEAST_SURE: Final = 0.9
_LEAST_LETTERS: Final = 38
"""Of a text in Latin letters that is called another language than English."""
_LEAST_SMALL: Final = 3
"""Different words in small letters, likewise: a list of names has none."""
_OTHER_CODES: Final = {"iw": "he", "in": "id", "ji": "yi"}


def language(text: str) -> str | None:
    """Tell the language of *text*.

    Args:
        text: Clean text of one article.

    Returns:
        An ISO 639 code, ``und`` for a text in other letters than Latin that nobody can name, None where it cannot be
        told: too short, or hardly a sentence.

    Raises:
        Nothing.

    Example:
        >>> language("The minister said that they would not resign.")
        'en'
        >>> language("Le maire a déclaré que les travaux ne commenceront pas avant le printemps.")
        'fr'
        >>> language("Kagame")

    Cost: O(1), the first 2,000 characters.
    """
    top = text[:_SAMPLE]
    if _is_surely_english(top.split()):
        return "en"
    words = _WORD.findall(top)
    if _is_plainly_english(words):
        return "en"
    letters = sum(map(len, words))
    latin = sum(len(word) for word in words if word[0] < "\u0250")
    if 2 * latin >= letters and not _is_running_text(words, letters):
        return None
    code, sure = _detected(" ".join(words))
    if sure >= _LEAST_SURE and "-" not in code:
        return _OTHER_CODES.get(code, code)
    return None if 2 * latin >= letters else UNDETERMINED


def _is_surely_english(pieces: list[str]) -> bool:
    """Say so from what stands between blanks, signs and all, where twice the share is reached: most news does."""
    found = list(filter(_english_words().__contains__, pieces))
    return len(set(found)) >= _LEAST_WORDS and len(found) >= 2 * _LEAST_SHARE * len(pieces)


def _is_plainly_english(words: list[str]) -> bool:
    known = _english_words()
    found = [word for word in words if word in known or word.lower() in known]
    return len(set(found)) >= _LEAST_WORDS and len(found) >= _LEAST_SHARE * len(words)


def _is_running_text(words: list[str], letters: int) -> bool:
    return letters >= _LEAST_LETTERS and len({word for word in words if word.islower()}) >= _LEAST_SMALL


@cache
def _english_words() -> frozenset[str]:
    lines = Path(__file__).with_name("english.txt").read_text("utf8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())


def _detected(text: str) -> tuple[str, float]:
    found = _detector().FindLanguage(text.encode("utf8", "replace").decode("utf8"))
    return found.language, found.probability


@cache
def _detector() -> "gcld3.NNetLanguageIdentifier":
    import gcld3  # noqa: PLC0415  # few articles need it

    return gcld3.NNetLanguageIdentifier(min_num_bytes=0, max_num_bytes=4 * _SAMPLE)
