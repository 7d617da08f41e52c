"""Here is a clean text, give me its words: columns of forms, bits and offsets, tokenised once.

Everything after this works on token numbers; offsets come back at the very end.
"""

import re
from itertools import accumulate, compress, count, repeat
from operator import itemgetter
from typing import Final, NamedTuple

from searchlib.extract import cues
from searchlib.extract.chunks import Columns, Rule, columns
from searchlib.extract.lexicon import ABBREVIATION, bits_of_given

# Initials with full stops (U.S.), numbers, words that may hold hyphens, apostrophes, ampersands or a dot before
# a small letter (Amazon.com), 's on its own, dashes and dots in runs, any other sign on its own.
_TOKEN: Final = re.compile(
    r"([A-Za-z]{2,}+(?=[ ,\n])"  # most words, found at once
    r"|(?:[^\W\d_]\.){2,6}(?![^\W_])"
    r"|\d+(?:[.,:/]\d+)+[a-z]{1,7}(?![^\W_])"  # $17.6m, 3.5km, 11.30am
    r"|\d+(?:[.,:/]\d+)*(?:st|nd|rd|th|s|%)?(?![^\W\d_])"
    r"|['’]{2}|[`‘]{2}"
    r"|(?<=\w)['’][sS]\b"
    r"|[^\W_]+(?:(?:['’](?![sS]\b)|[-‐‑&@]|\.(?=[a-z]{2}))[^\W_]+)*"
    r"|-{2,}|\.{2,}|[^\w\s]|_+)"
)

_ARTICLES: Final = frozenset(("al-", "el-", "as-", "ar-", "an-", "ul-"))
_FIRST: Final = itemgetter(0)
_LAST: Final = itemgetter(-1)
ENDS: Final = frozenset(".?!…")
COMMAS: Final = frozenset(",")
DASHES: Final = frozenset(("-", "--", "---", "–", "—", "―"))
POSSESSIVE_S: Final = frozenset(("'s", "’s"))
POSSESSIVES: Final = POSSESSIVE_S | frozenset(("'", "’"))
"""Behind a plural an apostrophe alone: "ministers’"."""


class Words(NamedTuple):
    """The tokens of one text as columns of equal length."""

    text: str
    forms: list[str]
    lows: list[str]
    """The forms in lower case."""
    bits: list[int]
    """What each word can be: see `lexicon`."""
    starts: list[int]
    ends: list[int]
    caps: list[bool]
    """The form begins with a capital letter, or with an Arabic article: al-Bashir."""
    stops: list[int]
    """The tokens at which a sentence may end."""
    bare: bool = False
    """The text has lost its marks: see `bare`."""
    breaks: frozenset[int] = frozenset()
    """In such a text, the tokens in front of which one may have stood."""

    def slice(self, first: int, last: int) -> str:
        """Give the text from token *first* up to and without token *last*."""
        return self.text[self.starts[first] : self.ends[last - 1]] if last > first else ""


def tokenise(text: str) -> Words:
    """Cut *text* into tokens and look each up once.

    Raises:
        Nothing.

    Example:
        >>> tokenise("Rwanda’s I-Checkit, says U.S. Sen. O’Neil.").forms
        ['Rwanda', '’s', 'I-Checkit', ',', 'says', 'U.S.', 'Sen', '.', 'O’Neil', '.']

    Cost: one pass of one regular expression, each alternative bounded; with the kernel a look-up a word.
    """
    forms, lows, bits, caps, ending, starts, ends = columns(TOKENS, text)
    return Words(
        text=text,
        forms=forms,
        lows=lows,
        bits=bits,
        starts=starts,
        ends=ends,
        caps=caps,
        stops=list(compress(count(), ending)),
    )


def _defined(text: str) -> Columns:
    """Give forms, lower-case forms, bits, whether each has a capital and may end a sentence, starts and ends."""
    pieces = _TOKEN.split(text)  # gap, token, gap, token … gap: much faster than a match a token
    offsets = list(accumulate(map(len, pieces)))
    forms = pieces[1::2]
    lows = list(map(str.lower, forms))
    caps = list(map(str.isupper, map(_FIRST, forms)))
    if any(article in text for article in _ARTICLES):
        caps = [
            capital or (form[2:3] == "-" and form[:3] in _ARTICLES) for form, capital in zip(forms, caps, strict=True)
        ]
    bits = list(map(cues.tagged().get, lows, repeat(0)))
    if not text.isascii() or "-" in text:
        bits = [
            known if known or (low.isascii() and "-" not in low) else bits_of_given(low)
            for known, low in zip(bits, lows, strict=True)
        ]
    ending = list(map(ENDS.__contains__, map(_LAST, forms)))
    return forms, lows, bits, caps, ending, offsets[:-1:2], offsets[1::2]


TOKENS: Final = Rule(_defined, 5)
"""A token reaches over no blank, and what it can be depends on nothing around it."""


def is_short(words: Words, place: int) -> bool:
    """Say whether the full stop at *place* belongs to an abbreviation or an initial in front of it."""
    if not place or words.starts[place] != words.ends[place - 1]:
        return False
    form = words.forms[place - 1]
    initial = (len(form) == 1 or form[-2] == "-") and form[-1].isupper()  # "J.", and "R-S.C." of a party and a state
    return bool(words.bits[place - 1] & ABBREVIATION) or initial
