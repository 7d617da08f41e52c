"""Here are names in order, give me each with the title that it shares: "Sens. Ann Lee (D-MI) and Mary Roe"."""

from typing import Final

from searchlib.extract.lexicon import PLURAL, ROLE
from searchlib.extract.people_evidence import names_party
from searchlib.extract.people_names import Name
from searchlib.extract.roles import Role
from searchlib.extract.words import Words

_LONGEST_BETWEEN: Final = 12
_JOINTS: Final = frozenset((",", "and", "&", "/"))
_LONGEST_STATE: Final = 5
_SURE: Final = 2
_FULL: Final = 2


def with_shared_titles(words: Words, names: list[Name]) -> list[Name]:
    """Give *names* with a title for several ("Senators") also on those that only follow it.

    Raises:
        Nothing.

    Cost: one pass; between two names at most 12 words are read.
    """
    found: list[Name] = []
    shared: Role | None = None
    for name in names:
        own = name.titles
        if own.role is not None or own.honorific or not found or not _follows(words, found[-1].last, own.start):
            shared = own.role if own.role is not None and _is_plural(words, own.role) else None
        elif shared is not None:
            shouted = words.forms[name.last - 1].isupper()
            name = name._replace(titles=own._replace(role=shared), evidence=name.evidence if shouted else _SURE)
        elif len(name.parts) > 1 and _is_written_so(words, found[-1], name):
            name = name._replace(evidence=_SURE)
        found.append(name)
    return found


def _is_written_so(words: Words, before: Name, name: Name) -> bool:
    """Say whether a name unknown is joined by "and" to a full one: "Ann Lee and Brenden Timpe", not "and the Roads"."""
    if before.evidence < _SURE or len(before.parts) < _FULL or words.lows[before.last] != "and":
        return False
    return name.titles.start == before.last + 1 == name.first and all(part.isalpha() for part in name.parts)


def _is_plural(words: Words, role: Role) -> bool:
    return any(words.bits[place] & ROLE and words.bits[place] & PLURAL for place in range(role.first, role.last))


def _behind_party(words: Words, first: int) -> int:
    """Give the comma or "and" behind ", R-N.H." at *first*; *first* itself where no party stands there."""
    if words.forms[first] != "," or not names_party(words.forms[first + 1]):
        return first
    behind = range(first + 2, min(len(words.forms), first + 2 + _LONGEST_STATE))
    return next((place for place in behind if words.lows[place] in _JOINTS), first)


def _follows(words: Words, first: int, last: int) -> bool:
    """Say whether only commas, "and" and brackets stand at the tokens from *first* to *last*."""
    if not first < last <= first + _LONGEST_BETWEEN:
        return False
    bracketed = joined = False
    first = _behind_party(words, first)
    for place in range(first, last):
        form = words.forms[place]
        if form in ("(", ")"):
            bracketed = form == "("
        elif words.lows[place] in _JOINTS and not bracketed:
            joined = True
        elif words.bare and last in words.breaks:
            joined = True
            if not words.caps[place] or len(form) > _LONGEST_STATE:
                return False
        elif not bracketed and not (words.bare and words.caps[place] and len(form) <= _LONGEST_STATE):
            return False
    return joined
