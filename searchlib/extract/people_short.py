"""Here are names, give me them with one given name a person: Jim Inhofe is James Inhofe where the article has both."""

from functools import cache
from itertools import combinations, pairwise
from typing import Final

from searchlib.extract.lexicon import rows, wordset
from searchlib.extract.people_names import Name
from searchlib.extract.words import Words

_SURE: Final = 2
_BESIDE: Final = 12
"""Tokens between two names that are looked at for what makes them two persons."""
_MOST_BEARERS: Final = 8
"""Given names with one surname that are compared."""


def with_one_given_name(words: Words, names: list[Name]) -> list[Name]:
    """Give a short form of a given name as the whole one where both stand with the same surname.

    Three of one surname that may be each other (Chris, Christine and Christopher Roe) stay as they are, and so do two
    who stand together: "James Roe and his son Jim Roe".

    Raises:
        Nothing.

    Cost: linear; of each surname at most eight given names are compared.
    """
    given: dict[str, dict[str, list[Name]]] = {}
    for name in names:
        if len(name.parts) > 1 and name.evidence >= _SURE:
            given.setdefault(name.parts[-1], {}).setdefault(name.parts[0], []).append(name)
    whole: dict[tuple[str, str], str] = {}
    for surname, bearers in given.items():
        if 1 < len(bearers) <= _MOST_BEARERS:
            alike = [pair for pair in combinations(bearers, 2) if _may_be_one(*pair)]
            if len(alike) == 1 and not _stand_together(words, bearers[alike[0][0]], bearers[alike[0][1]]):
                one, other = alike[0]
                whole[other, surname] = one
    if not whole:
        return names
    return [
        name._replace(parts=(whole.get((name.parts[0], name.parts[-1]), name.parts[0]), *name.parts[1:]))
        if len(name.parts) > 1
        else name
        for name in names
    ]


def _may_be_one(one: str, other: str) -> bool:
    """Say whether two given names have a whole form in common: Bill and William, Bill and Billy."""
    return not _whole_forms(one).isdisjoint(_whole_forms(other))


def _whole_forms(given: str) -> frozenset[str]:
    return _table().get(given, frozenset()) | {given}


@cache
def _table() -> dict[str, frozenset[str]]:
    """Give the whole forms of each short one."""
    found: dict[str, set[str]] = {}
    for whole, forms in rows("shortforms.tsv"):
        for form in forms.split():
            found.setdefault(form, set()).add(whole)
    return {form: frozenset(names) for form, names in found.items()}


def _stand_together(words: Words, some: list[Name], others: list[Name]) -> bool:
    """Say whether a name of each stands side by side with "and" or a word of kinship between them."""
    for one, other in pairwise(sorted([*some, *others], key=_first)):
        near = one.parts[0] != other.parts[0] and one.last <= other.first <= one.last + _BESIDE
        if near and not wordset("kin").isdisjoint(words.lows[one.last : other.first]):
            return True
    return False


def _first(name: Name) -> int:
    return name.first
