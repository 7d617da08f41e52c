"""Here is what stands between quotation marks, say what of it means nothing there or something else.

Patterns and fuzzy words keep their meaning in a phrase, punctuation has none in any text. What outside the marks
would be an operator, a field, a function, a range, a boost or a sign is read as the words in it.
"""

import re
from typing import Final

from searchlib.query.fields import ALIASES, NAMES
from searchlib.query.nested import MARKS
from searchlib.query.notes import Notes
from searchlib.query.operators import operator

_SHOWN: Final = 40
"""Characters of the query in a note."""
OPENING: Final = "(¿¡'‘‹" + MARKS
CLOSING: Final = ")'’›.,;:!?…" + MARKS
"""Punctuation around a word of a phrase."""
FUZZ: Final = re.compile(r"(\S*[\w*?\]])~(\d{0,6}(?:\.\d{1,6})?)")
"""A fuzzy word, without punctuation around it."""
_FIELD: Final = re.compile(r"([^\W\d]\w*+)(?::|[<>])")
_FUNCTION: Final = re.compile(r"(?i:atleast\d{1,6}|lead|caps|allcaps|nocaps|exact)\(")
_RANGE: Final = re.compile(r"[\[{][^\[\]{}]*(?<!\S)TO(?!\S)[^\[\]{}]*[\]}]|[\[{]TO\s[^\[\]{}]*[\]}]")
_BOOST: Final = re.compile(r"\^\d{1,6}(?:\.\d{1,6})?$")
_SIGN: Final = re.compile(r"[+!-](?=\w)")
_APART: Final = 'leave a gap: "a b"~1'
_QUESTION: Final = "the question mark at the end is not read as a pattern"


def tell(text: str, start: int, notes: Notes) -> None:
    """Note each piece of a phrase that is read otherwise than it would be without quotation marks.

    Args:
        text: What stands between the marks.
        start: Where it stands in the query.
        notes: Takes the diagnostics.

    Example:
        >>> notes = Notes()
        >>> tell("night ferry^2", 1, notes)
        >>> notes.all()[0][:4]
        ('warning', '^2 between quotation marks is read as a word', 12, 14)

    In a headline, all of it capitals, AND and OR are words to anyone, and nothing is said.

    Cost: linear in the text.
    """
    capitals = text.isupper() and any(map(_is_plain, text.split()))
    for found in _RANGE.finditer(text):
        span = (start + found.start(), start + found.end())
        notes.warn("a range between quotation marks is read as words", span, "as in date:[2015-11 TO 2016-02]")
    chunks = list(re.finditer(r"\S+", text))
    for found in chunks:
        if found[0].isalpha() and (capitals or not found[0].isupper()):
            continue
        _tell_of_chunk(found[0], start + found.start(), notes)
        _tell_of_marks(found[0], start + found.start(), notes=notes, last=found is chunks[-1])


def _is_plain(word: str) -> bool:
    return word.isalpha() and word != "TO" and operator(word) is None


def _tell_of_chunk(chunk: str, start: int, notes: Notes) -> None:
    """Note operators, regular expressions, fields, functions, boosts and signs."""
    bare = chunk.strip("()")
    at = start + chunk.find(bare)
    if operator(bare) is not None or bare == "|" or (len(bare) > 2 and bare[0] == bare[-1] == "/"):
        _as_word(bare, at, notes, 'as in "a b" OR "a c"')
        return
    core = chunk.strip(OPENING)
    at = start + chunk.find(core)
    if field := _FIELD.match(core):
        name = field[1].lower()
        if name in NAMES or name in ALIASES:
            _as_word(field[0], at, notes, f'in front of the marks: {name}:"a b"')
    elif function := _FUNCTION.match(core):
        _as_word(function[0], at, notes, f"in front of the marks: {function[0][:_SHOWN]}...)")
    elif sign := _SIGN.match(core):
        notes.warn(f"a {sign[0]} between quotation marks has no meaning", (at, at + 1), f'in front: {sign[0]}"a b"')
    boosted = chunk.rstrip(CLOSING)
    if boost := _BOOST.search(boosted):
        _as_word(boost[0], start + boost.start(), notes, 'behind the marks: "a b"^2')


def _as_word(piece: str, at: int, notes: Notes, hint: str) -> None:
    message = f"{piece[:_SHOWN]} between quotation marks is read as a word"
    notes.warn(message, (at, at + len(piece)), hint)


def _tell_of_marks(chunk: str, start: int, *, notes: Notes, last: bool) -> None:
    """Note ``*``, ``?`` and ``~`` that make no pattern and no fuzzy word."""
    if chunk.strip("*") == "" or chunk == "*:*" or (chunk == "?" and not last):
        sign = chunk if chunk == "*:*" else chunk[0]
        notes.warn(
            f"a lone {sign} stands for no word in a phrase; it was left out", (start, start + len(chunk)), _APART
        )
        return
    bare = chunk.rstrip(CLOSING)
    if "?" in chunk[len(bare) :]:
        at = start + len(bare) + chunk[len(bare) :].find("?")
        notes.info(_QUESTION, (at, at + 1), "write a letter or * behind it")
    if "~" in bare and not FUZZ.fullmatch(bare.lstrip(OPENING)):
        at = start + bare.find("~")
        notes.warn("~ is for a word or a phrase", (at, at + 1), 'as in kagme~1 or "a b"~3')
