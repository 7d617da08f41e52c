"""Here is a word, give me what it can be: closed classes, titles, places, given names, as bits.

One table serves every lookup: a text is tokenised once and each lower-case form is looked up once.
The word lists are data files beside this module; their first lines say how they are read.
"""

import unicodedata
from collections.abc import Iterator
from functools import cache
from importlib import resources
from typing import Final

DET: Final = 1 << 0
POSS: Final = 1 << 1
SUBJ: Final = 1 << 2
REL: Final = 1 << 3
SUB: Final = 1 << 4
CONJ: Final = 1 << 5
PREP: Final = 1 << 6
AUX: Final = 1 << 7
NEG: Final = 1 << 8
ADV: Final = 1 << 9
TIME: Final = 1 << 10
VERB: Final = 1 << 11
MEDIUM: Final = 1 << 12
OBJ: Final = 1 << 13
MASC: Final = 1 << 14
FEM: Final = 1 << 15
PLURAL: Final = 1 << 16
MONTH: Final = 1 << 17
DAY: Final = 1 << 18
CUE: Final = 1 << 19
HONORIFIC: Final = 1 << 20
ROLE: Final = 1 << 21
MODIFIER: Final = 1 << 22
LEADER: Final = 1 << 23
GIVEN: Final = 1 << 24
PLACE: Final = 1 << 25
DEMONYM: Final = 1 << 26
ORG: Final = 1 << 27
BODY: Final = 1 << 28
PARTICLE: Final = 1 << 29
ABBREVIATION: Final = 1 << 30
CUENOUN: Final = 1 << 31
TITLE: Final = ROLE | LEADER | MODIFIER
CLOSED: Final = DET | POSS | SUBJ | REL | SUB | CONJ | PREP | AUX | NEG | ADV | OBJ

_CLASSES: Final = {
    "det": DET, "poss": POSS, "subj": SUBJ, "rel": REL, "sub": SUB, "conj": CONJ, "prep": PREP, "aux": AUX,
    "neg": NEG, "adv": ADV, "time": TIME, "verb": VERB, "medium": MEDIUM, "obj": OBJ, "masc": MASC, "fem": FEM,
    "plural": PLURAL, "month": MONTH, "day": DAY, "honorific": HONORIFIC, "role": ROLE, "leader": LEADER | ROLE,
    "roles": ROLE | PLURAL, "modifier": MODIFIER, "cuenoun": CUENOUN,
}  # fmt: skip
_PLAIN: Final = str.maketrans("øłıđð", "olidd")
"""Letters that are none with an accent to Unicode."""
_BEFORE_POSTS: Final = frozenset(("vice", "ex", "co", "then", "deputy", "sub", "under", "arch"))
"""What a hyphen joins to a post: "vice-director", "ex-president"."""
_GENDERS: Final = {"m": GIVEN | MASC, "f": GIVEN | FEM, "n": GIVEN}


def rows(name: str) -> Iterator[list[str]]:
    """Give the rows of the data file *name* as lists of cells; comments and blank lines are left out."""
    text = resources.files(__package__).joinpath(name).read_text(encoding="utf-8")
    for line in text.splitlines():
        if line.strip() and not line.startswith("#"):
            yield line.split("\t")


@cache
def tags() -> dict[str, int]:
    """Give the bits of every word that the lists know, by its lower-case form."""
    table: dict[str, int] = {}

    def put(word: str, bits: int) -> None:
        for spelt in {word, word.replace("'", "’") if word[0] != "'" else word}:
            table[spelt] = table.get(spelt, 0) | bits

    for name in ("words.tsv", "titles.tsv"):
        for tag, words in rows(name):
            for word in words.split():
                put(word, _CLASSES[tag])
    for name, bits in (
        ("abbreviations.txt", ABBREVIATION),
        ("organisations.txt", ORG),
        ("bodies.txt", BODY),
        ("particles.txt", PARTICLE),
    ):
        for (words,) in rows(name):
            for word in words.split():
                put(word, bits)
    _put_names(table)
    return table


def bits_of_given(word: str) -> int:
    """Give what an unknown word is as a given name or a post: by its plain letters, or in two halves with a hyphen.

    Of two the first says whose it is; Jean does not: a woman's name in English, a man's in French.

    Example:
        >>> bits_of_given("benoît") == bits_of_given("jean-benoît") == GIVEN | MASC
        True
    """
    first, hyphen, second = word.partition("-")
    if hyphen and first in _BEFORE_POSTS and tags().get(second, 0) & ROLE:
        return tags()[second] & (ROLE | LEADER)
    if hyphen:
        one, other = _given(first), _given(second)
        return (one if one & (MASC | FEM) else other) if one and other else 0
    return 0 if word.isascii() else _given(word)


def _given(word: str) -> int:
    letters = unicodedata.normalize("NFD", word.translate(_PLAIN))
    plain = "".join(letter for letter in letters if not unicodedata.combining(letter))
    bits = tags().get(plain, 0)
    return bits & (GIVEN | MASC | FEM) if bits & GIVEN else 0


def _put_names(table: dict[str, int]) -> None:
    genders: dict[str, int] = {}
    for gender, names in rows("given.tsv"):
        for name in names.split():
            genders[name] = _GENDERS["n"] if name in genders or gender == "n" else _GENDERS[gender]
    for name, bits in genders.items():
        table[name] = table.get(name, 0) | bits
    for country, demonyms in countries().items():
        for word in demonyms:
            table[word.lower()] = table.get(word.lower(), 0) | DEMONYM
        if " " not in country:
            table[country.lower()] = table.get(country.lower(), 0) | PLACE
    for place in places():
        if " " not in place:
            table[place] = table.get(place, 0) | PLACE


@cache
def countries() -> dict[str, tuple[str, ...]]:
    """Give each country or region with its demonyms."""
    return {row[0]: tuple(row[1].split()) if len(row) > 1 else () for row in rows("countries.tsv")}


@cache
def country_of() -> dict[str, str]:
    """Give the country of each demonym in lower case: ``rwandan`` → ``Rwanda``."""
    return {word.lower(): country for country, words in countries().items() for word in words}


@cache
def places() -> frozenset[str]:
    """Give the known places in lower case, countries included; several words are joined by a blank."""
    names = {row[0] for row in rows("places.txt")} | countries().keys()
    return frozenset(name.lower() for name in names)


@cache
def title_forms() -> dict[str, str]:
    """Give the normal form of each shortened title: ``sen`` → ``Senator``."""
    return {row[0]: row[1] for row in rows("titleforms.tsv")}


@cache
def wordset(name: str) -> frozenset[str]:
    """Give a small set of words that one rule asks for, by its name in ``wordsets.tsv``."""
    return next(frozenset(words.split()) for found, words in rows("wordsets.tsv") if found == name)
