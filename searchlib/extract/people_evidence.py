"""Here is a run of capitals that may be a name, give me how much speaks for a person.

A title, a known given name, an initial, an age or a verb of saying beside it speak for one. What the
text also writes small, what is a place and what is on the list of no persons does not become one so easily.
"""

import re
from functools import cache
from typing import Final

from searchlib.extract.bare import PARTIES
from searchlib.extract.cues import cue_forms
from searchlib.extract.lexicon import (
    ADV,
    AUX,
    BODY,
    CLOSED,
    CUE,
    DAY,
    DEMONYM,
    DET,
    GIVEN,
    HONORIFIC,
    MONTH,
    ORG,
    PLACE,
    PLURAL,
    ROLE,
    TITLE,
    places,
    rows,
    tags,
    title_forms,
    wordset,
)
from searchlib.extract.people_titles import Titles
from searchlib.extract.words import ENDS, Words

NOT_NAMES: Final = ORG | BODY | DEMONYM | DAY | MONTH | TITLE | HONORIFIC | PLACE
_SAYS: Final = frozenset(("says", "adds", "tells", "writes", "insists", "argues"))
"""No plural nouns, unlike "claims", "notes" and "states"."""
_GROUPS: Final = ("ers", "ors", "ours", "ists", "ants", "ents", "ians")
"""How plurals of those who do something end: "Villagers said". A surname that ends so stands behind a full name."""
_SEVERAL: Final = ("men", "women")
_LEAST_PLURAL: Final = 2
_LONGEST_CONSTITUENCY: Final = 6
_BEHIND_SAINT: Final = frozenset((".", "St"))
_ADVERBS: Final = ("tely", "ously", "ently", "antly", "ably", "ibly", "ingly", "edly", "arily", "ively")
"""How adverbs end that open sentences; where the full stop in front is lost, they look like names."""
_SYLLABLE: Final = "(?:[ctkpsz]h|hs|ts|[bcdfghjklmnpqrstwxyz])?[aeiouwy]{1,3}(?:ng|[nmklprth])?"
_IN_TWO: Final = re.compile(f"(?!(?:co|by|two|sit)-){_SYLLABLE}-{_SYLLABLE}", re.I)
"""How a given name of China or Korea is written in two syllables: "Jin-ho", "Mei-ling"."""
_FULL: Final = 2
_NO_SUBJECT: Final = frozenset(("for", "at", "by", "from", "of", "with", "in", "to"))
"""Behind these stands no subject: "a spokesman for Severn Trent said", "a poll by Ipsos showed"."""
_AGE: Final = 3
"""Tokens of ", 19," behind a name."""
_MOST_INITIALS: Final = 2
_LONGEST_STATE: Final = 5


@cache
def no_persons() -> frozenset[str]:
    """Give words and groups of words, in lower case, that look like names of persons and are none."""
    return frozenset(row[0] for row in rows("nopersons.txt")) | wordset("no persons")


def is_word_of_names(words: Words, place: int) -> bool:
    """Say whether the form at *place* may stand in a name at all: no digit, no "I've", no "S.Con", no "D-Austin"."""
    form = words.forms[place]
    if form.isalpha():
        return not is_plural_acronym(form)
    if names_party(form):
        return False
    if not form.replace("-", "").replace("’", "").replace("'", "").replace("‑", "").replace("‐", "").isalpha():
        return False
    joined = form.split("-")[1:] if not place or not words.bits[place - 1] & GIVEN else ()
    if joined and is_given_behind(words, place):
        return True
    if any(piece[:1].islower() or _is_of_bodies(piece.lower()) for piece in joined):
        return False
    before = words.lows[place].replace("’", "'").partition("'")[0]
    return len(before) == len(form) or not _is_contracted(before)


def names_party(form: str) -> bool:
    """Say whether a form is a party with its state: "D-Austin"."""
    return form[1:2] == "-" and form[0] in PARTIES and form[2:3].isupper()


def is_given_behind(words: Words, place: int) -> bool:
    """Say whether a given name of two syllables stands at *place* behind its surname: "Park Jin-ho", "Lau Mei-ling"."""
    if not place or words.lows[place - 1] not in wordset("surnames in front") or not words.caps[place - 1]:
        return False
    return any(map(_IN_TWO.fullmatch, words.forms[place : place + 1]))


def is_plural_acronym(form: str) -> bool:
    """Say whether a form means several: "MPs", "GPs"."""
    return form[-1] == "s" and len(form) > _LEAST_PLURAL and form[:-1].isupper()


def _is_of_bodies(low: str) -> bool:
    """Say whether a word behind a hyphen makes no name: "Affairs-Housing"."""
    return bool(tags().get(low, 0) & (ORG | BODY | MONTH | DAY))


def _is_contracted(low: str) -> bool:
    """Say whether "they" of "they've" is a small word, or the rest of "can't" one."""
    return low in wordset("contracted")


def is_titled(words: Words, place: int) -> bool:
    """Say whether a title of persons ends at *place*: "Sen.", "Senator", "Mrs"."""
    if words.forms[place] == ".":
        place -= 1
    return place >= 0 and bool(words.bits[place] & HONORIFIC or words.lows[place] in _titles())


@cache
def _titles() -> frozenset[str]:
    return frozenset((*title_forms(), *(title.lower() for title in title_forms().values())))


def is_no_person(words: Words, span: tuple[int, int], parts: tuple[str, ...]) -> bool:
    """Say whether these words are surely a place, an address or on the list of no persons."""
    first, last = span
    if all(len(part) < 2 for part in parts) or " ".join(parts) in no_persons():
        return True
    if words.bare and words.forms[first : first + 2] == ["U", "S"]:
        return True
    if (words.forms[first - 1] in _BEHIND_SAINT and _is_of_saint(words, first)) or (
        parts[-1].endswith(_ADVERBS) and not words.bits[first] & GIVEN
    ):
        return True
    if parts[-1] in wordset("streets") and (len(words.forms[first]) == 1 or words.forms[first - 1][0].isdigit()):
        return True
    if words.bare and len(words.forms[first]) == 1 and words.bits[last - 1] & (ORG | PLACE):
        return True
    if parts[-1] in no_persons() and not words.bits[first] & GIVEN:
        return True
    if words.bare and len(words.forms[first]) == 1 and len(parts) == 2 and len(parts[-1]) <= _LONGEST_STATE:
        return True
    initials = (len(words.forms[place]) == 1 and words.caps[place] for place in range(first, last))
    if last - first > _MOST_INITIALS and sum(initials) > _MOST_INITIALS:
        return True
    if len(parts) == 1:
        return False
    return parts[0] in wordset("place openers") or " ".join(parts) in places()


def _is_of_saint(words: Words, first: int) -> bool:
    """Say whether "St" stands in front and no name before it: "the St. Louis Gateway Arch", "St John Ambulance"."""
    saint = first - 1 - (words.forms[first - 1] == ".")
    if saint < 0 or words.forms[saint] != "St":
        return False
    return not saint or not words.caps[saint - 1] or bool(words.bits[saint - 1] & CLOSED)


def evidence(words: Words, span: tuple[int, int], *, titles: Titles, block: tuple[int, int], lowers: set[str]) -> int:
    """Give how much speaks for a person: 0 nothing, 1 a little, 2 enough.

    Args:
        words: The tokens of the text.
        span: The name, without its titles.
        titles: What stands around it.
        block: The paragraph.
        lowers: The words that the text writes small somewhere.

    Cost: constant.
    """
    first, last = span
    if titles.start < first and _is_brand(words, titles.start, last):
        return 0
    several = last > first + 1 and sum(form[0].isalpha() for form in words.forms[first:last]) > 1
    if titles.honorific or (several and (titles.role or titles.behind or titles.preposed)):
        return 2
    if titles.role is not None and _is_no_title(words, titles.start, span, end=block[1]):
        return 0
    if titles.role is not None:
        return 2 if is_titled(words, first - 1) or words.lows[first] not in lowers else 0
    if _inside_a_name(words, first, block[0]):
        return 0
    if several:
        return _of_several(words, span, block=block, lowers=lowers)
    if words.bare or words.bits[first] & NOT_NAMES or words.lows[first] in lowers:
        return 0
    if first > block[0] and words.caps[first - 1] and words.bits[first - 1] & ORG and titles.start == first:
        return 0  # "Air Deccan"
    if words.lows[first] in wordset("regions") or _joined(words, first, block[0]):
        return 0
    after = words.lows[last] if last < block[1] else ""
    opens = first == block[0] or words.forms[first - 1][-1] in ENDS
    noun = opens and after.endswith("s") and after not in _SAYS
    group = words.lows[first].endswith(_GROUPS) and (opens or not words.forms[first - 1][-1].isalnum())
    group = group or (words.lows[first].endswith(_SEVERAL) and not words.bits[first] & GIVEN)
    return 1 if not noun and not group and after not in wordset("be") and speaks(words, span, block=block) else 0


def _is_no_title(words: Words, start: int, span: tuple[int, int], *, end: int) -> bool:
    """Say whether what looks like a title of one word is none: "a major Delta hub", "Senators Wary Of New Deal"."""
    first, last = span
    if words.lows[first - 1] == "major" and not words.caps[first - 1]:
        return True
    if not any(words.bits[place] & ROLE and words.bits[place] & PLURAL for place in range(start, first)):
        return False
    return last < end and bool(words.bits[last] & CLOSED) and words.lows[last] != "and"


def _is_brand(words: Words, first: int, last: int) -> bool:
    """Say whether title and name together are a company's: "General Mills", "Dr. Pepper"."""
    parts = [low for low in words.lows[first:last] if low != "."]
    return len(parts) > 1 and words.caps[first] and " ".join(parts) in _brands()


@cache
def _brands() -> frozenset[str]:
    return frozenset(row[0] for row in rows("brands.txt"))


def _of_several(words: Words, span: tuple[int, int], *, block: tuple[int, int], lowers: set[str]) -> int:
    first, last = span
    small = [words.lows[place] in lowers for place in range(first, last) if len(words.forms[place]) > 1]
    if words.bits[first] & GIVEN or is_given_behind(words, last - 1):
        return 0 if all(small) else 2
    initial = any(
        len(words.forms[place]) == 1 and words.caps[place] and (words.bare or words.forms[place + 1] == ".")
        for place in range(first, last - 1)
    )
    junior = words.forms[last - 1] == "." and words.lows[last - 2] in ("jr", "sr")
    if initial or junior or _has_age(words, last, block[1]):
        return 0 if all(small) else 2
    if words.bare or any(small) or (first > block[0] and words.lows[first - 1] in wordset("kinds of bodies")):
        return 0
    return 2 if speaks(words, span, block=block) else 0


def _inside_a_name(words: Words, first: int, floor: int) -> bool:
    """Say whether an article stands in front, or "of" behind a capital: "the Potomac", "University of Virginia"."""
    if first <= floor:
        return False
    low = words.lows[first - 1]
    return low in ("the", "a", "an") or (low == "of" and first - 1 > floor and words.caps[first - 2])


def _joined(words: Words, first: int, floor: int) -> bool:
    return first > floor + 1 and words.lows[first - 1] in ("and", "&", "of", "for") and words.caps[first - 2]


def is_post_nominal(words: Words, place: int) -> bool:
    """Say whether letters of an honour or a degree stand at *place*: "Fiona Hale QC"."""
    return words.forms[place][-1].isupper() and words.lows[place] in wordset("post-nominals")


def speaks(words: Words, span: tuple[int, int], *, block: tuple[int, int]) -> bool:
    """Say whether a verb of saying stands beside the name: "X said", ", said X", "X, who"."""
    first, last = span
    if last < block[1] and is_post_nominal(words, last):
        if _is_constituency(words, first, block[0]):
            return False
        last += 1
    if last + _AGE < block[1] and words.forms[last + 1].isdigit() and words.forms[last] == words.forms[last + 2] == ",":
        last += _AGE
    if first > block[0] and words.lows[first - 1] in _NO_SUBJECT:
        return False
    after = last + _stands_in_commas(words, span, block)
    while after < block[1] and after < last + 2 and words.bits[after] & (ADV | AUX):
        after += 1
    if after < block[1] and words.bits[after] & CUE and words.lows[after][-1] in "deks":
        return after > last or any(cue.shape in ("past", "s") for cue in cue_forms()[words.lows[after]])
    if last + 1 < block[1] and words.forms[last] == "," and words.lows[last + 1] == "who":
        return True
    before = first - 1
    return (
        before > block[0]
        and words.lows[before] in ("said", "says", "added", "asked", "wrote")
        and not words.forms[before - 1][0].isalnum()
    )


def _is_constituency(words: Words, first: int, floor: int) -> bool:
    """Say whether an article stands in front of the capitals: "the Glasgow Kelvin MP"."""
    floor = max(floor, first - _LONGEST_CONSTITUENCY)
    while first > floor and words.caps[first - 1] and not words.bits[first - 1] & DET:
        first -= 1
    return first > floor and bool(words.bits[first - 1] & DET)


def _stands_in_commas(words: Words, span: tuple[int, int], block: tuple[int, int]) -> bool:
    """Say whether a name of several words stands between commas behind a noun: "her brother, Mohan Lal, said"."""
    first, last = span
    if last - first < _FULL or first < block[0] + 2 or last >= block[1]:
        return False
    if not words.forms[first - 1] == words.forms[last] == ",":
        return False
    noun = first - 2
    return not words.caps[noun] and not words.bits[noun] & CLOSED and words.lows[noun] not in wordset("kinds of bodies")


def _has_age(words: Words, last: int, end: int) -> bool:
    return (
        last + 2 < end
        and words.forms[last] == ","
        and words.forms[last + 1].isdigit()
        and len(words.forms[last + 1]) == 2
    )
