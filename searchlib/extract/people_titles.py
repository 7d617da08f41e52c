"""Here is a name, give me the titles and roles that stand before and behind it."""

from typing import Final, NamedTuple

from searchlib.extract.bare import divides
from searchlib.extract.lexicon import (
    BODY,
    CLOSED,
    CONJ,
    CUE,
    DEMONYM,
    DET,
    FEM,
    GIVEN,
    HONORIFIC,
    MASC,
    ORG,
    PLACE,
    POSS,
    PREP,
    ROLE,
    TITLE,
    VERB,
    wordset,
)
from searchlib.extract.roles import Role, is_inside_title, role_at, role_before, role_described
from searchlib.extract.words import POSSESSIVE_S, Words, is_short

_LONGEST_TITLE: Final = 10
_LONGEST_ACRONYM: Final = 3
_LONGEST_PREPOSED: Final = 12
_TOLD: Final = 3
_UNDER: Final = frozenset(("secretary", "sec", "secretaries"))
_LONGEST_APPOSITION: Final = 24
_NAMED_POST: Final = TITLE | HONORIFIC


class Titles(NamedTuple):
    """What stands around a name."""

    start: int
    """The token where the titles in front of the name begin."""
    role: Role | None
    """From the titles in front."""
    preposed: Role | None
    """From a phrase in front, divided by a comma."""
    behind: Role | None
    """From an apposition behind."""
    described: Role | None
    """From an apposition behind whose noun may as well be a thing's: it does not make a person."""
    honorific: bool
    gender: int
    """`MASC`, `FEM` or 0, from Mr, Mrs and the like."""


def titles_of(words: Words, name: tuple[int, int], *, block: tuple[int, int]) -> Titles:
    """Read the titles around the name at the tokens *name*.

    Cost: bounded: it looks at most 24 words ahead and 12 back.
    """
    first, last = name
    if _stands_alone(words, name, block):
        return Titles(first, None, None, None, None, honorific=False, gender=0)
    start = _title_start(words, first, block[0])
    kinds = [words.lows[place] for place in range(start, first) if words.bits[place] & HONORIFIC]
    posts = any(words.bits[place] & ROLE for place in range(start, first))
    apposition = _apposition(words, last, block[1])
    behind = None if apposition is None else _behind(words, apposition, block[1])
    return Titles(
        start=start,
        role=role_before(words, start, name=first) if posts else None,
        preposed=_preposed(words, start, last, block=block),
        behind=behind,
        described=None if behind or apposition is None else _described(words, apposition, block[1]),
        honorific=bool(kinds),
        gender=MASC if wordset("men") & set(kinds) else FEM if wordset("women") & set(kinds) else 0,
    )


def _stands_alone(words: Words, name: tuple[int, int], block: tuple[int, int]) -> bool:
    """Say whether nothing beside the name can be a title: no comma, no capital, no word of posts. Most names do."""
    first, last = name
    if last < block[1] and words.forms[last] == ",":
        return False
    before = first - 1
    if before < block[0]:
        return True
    return not words.caps[before] and words.forms[before] not in (",", ".") and not words.bits[before] & _NAMED_POST


def _title_start(words: Words, first: int, floor: int) -> int:
    """Give the token where "Rwandan President" begins in front of a name."""
    start, titled, bodied = first, False, False
    floor = max(floor, first - _LONGEST_TITLE)
    while start > floor:
        place = start - 1
        bits = words.bits[place]
        if words.bare and (divides(words, start) or (titled and not _is_plain_body(words, place))):
            break
        if words.lows[place] == "under" and words.lows[start] not in _UNDER:
            break
        is_of = words.lows[place - 1] == "of" and place - 2 >= floor and words.caps[place]
        if is_of and words.bits[place - 2] & ROLE and not _is_titular(words, place):
            if not _follows_body(words, first):
                break
            titled, place = True, place - 2
        elif (bits & (TITLE | HONORIFIC) and not (bits & (CUE | PREP) and not words.caps[place])) or (
            titled and is_inside_title(words, place, first)
        ):
            if bodied:
                break
            titled = True
        elif words.forms[place] == ".":
            if not is_short(words, place):
                break
        elif (of := _of_title(words, place, floor)) is not None and _follows_body(words, first):
            titled, place = True, of
        elif not titled or not _is_body(words, place, floor):
            break
        else:
            bodied = True
        if is_of and start < first and place == start - 1 and not bits & DEMONYM and _begins_body(words, place - 2):
            bodied, place = True, place - 2
        start = place
    return start if titled else first


def _is_titular(words: Words, place: int) -> bool:
    """Say whether *place* begins somebody's title, not what a post is of: "an aide of President Lee"."""
    return bool(words.bits[place] & (ROLE | HONORIFIC)) and words.lows[place] != "justice"


def _begins_body(words: Words, place: int) -> bool:
    """Say whether "of" behind *place* stands inside a body: "Bank of England governor", not "Supporters of"."""
    named = words.caps[place] and not words.bare and words.forms[place + 1] == "of"
    return named and bool(words.bits[place] & (ORG | BODY)) and words.forms[place][-1] != "s"


def _follows_body(words: Words, first: int) -> bool:
    """Say whether a name begins at *first* behind "President of Rwanda": not "Rovers" of "coach of Leeds Rovers"."""
    if words.bits[first] & GIVEN or words.bits[first - 1] & (TITLE | HONORIFIC):
        return True
    several = first + 1 < len(words.caps) and words.caps[first + 1]
    return bool(words.bits[first - 1] & PLACE) and several


def _is_body(words: Words, place: int, floor: int) -> bool:
    """Say whether *place* goes on a body in front of a title: INTERPOL, Rwandan, Rwanda’s."""
    if words.lows[place] == "dear":
        return False
    if words.forms[place] in POSSESSIVE_S or words.forms[place] == "&":
        return place > floor and words.caps[place - 1]
    if words.forms[place].isupper() and place > floor and words.forms[place - 1].isupper() and _is_long(words, place):
        return False
    return bool(words.bits[place] & DEMONYM) or (words.caps[place] and not words.bits[place] & CLOSED)


def _is_long(words: Words, place: int) -> bool:
    """Say whether the word at *place* and the one in front are too long for an acronym."""
    return min(len(words.forms[place]), len(words.forms[place - 1])) > _LONGEST_ACRONYM


def _is_plain_body(words: Words, place: int) -> bool:
    """Say whether *place* goes on a title in a text without marks: another title, "U S", a place, a demonym."""
    form = words.forms[place]
    if len(form) == 1:
        return (form, words.forms[place - 1]) == ("S", "U") or (form, words.forms[place + 1]) == ("U", "S")
    return bool(words.bits[place] & (TITLE | HONORIFIC | PLACE | DEMONYM)) and words.lows[place] != "washington"


def _of_title(words: Words, place: int, floor: int) -> int | None:
    """Give where "President of Rwanda" begins when *place* is the last word of its body."""
    if not words.caps[place] or words.bits[place] & CLOSED:
        return None
    of = place
    while of > floor and (words.caps[of] or words.lows[of] in ("the", "and")):
        of -= 1
    if of > floor and words.lows[of] == "of" and words.bits[of - 1] & ROLE:
        return of - 1
    return None


def _apposition(words: Words, last: int, end: int) -> int | None:
    """Give where an apposition behind the name may begin: behind its comma, and an age."""
    if last + 1 >= end or words.forms[last] != ",":
        return None
    first = last + 1
    return first + 2 if words.forms[first].isdigit() and first + 2 < end and words.forms[first + 1] == "," else first


def _behind(words: Words, first: int, end: int) -> Role | None:
    """Read an apposition behind the name: "Rwanda’s Minister of Justice"."""
    if words.bits[first] & (VERB | CUE) and not words.caps[first]:
        return None
    role = role_at(words, first, last=min(end, first + _LONGEST_APPOSITION))
    if role is None or (role.last < end and words.caps[role.last] and not words.bits[role.last] & CLOSED):
        return None
    return role


def _described(words: Words, first: int, end: int) -> Role | None:
    """Read an apposition that no list knows: "the harbour master"."""
    return role_described(words, first, last=min(end, first + _LONGEST_APPOSITION))


def _before_bracket(words: Words, place: int, floor: int) -> int:
    """Give where an acronym in brackets begins in front of *place*, else *place*: "the Inspector General (IGP), "."""
    return place - 3 if place - 3 > floor and words.forms[place - 3] == "(" and words.forms[place - 1] == ")" else place


def _is_definite(words: Words, role: Role) -> bool:
    """Say whether a role without a body is told well enough to stand in front of a name: "the transport minister"."""
    return words.lows[role.first] == "the" and role.last - role.first >= _TOLD


def _is_enclosed(words: Words, start: int, last: int, end: int) -> bool:
    """Say whether a name of several words stands between commas and opens no list: "the mayor, Ann Lee, said"."""
    if last + 1 >= end or words.forms[last] != ",":
        return False
    return last - start > 1 and words.lows[last + 1] not in ("and", "or")


def _preposed(words: Words, start: int, last: int, *, block: tuple[int, int]) -> Role | None:
    """Read a phrase in front of the name: "Rwanda’s Inspector General of Police, "."""
    comma = start - 1
    if comma <= block[0] or words.forms[comma] != "," or (last < block[1] and words.forms[last] != ","):
        return None
    comma = first = _before_bracket(words, comma, block[0])
    floor = max(block[0], comma - _LONGEST_PREPOSED)
    while first > floor and (
        words.forms[first - 1][0].isalnum()
        or words.forms[first - 1] in POSSESSIVE_S
        or (words.forms[first - 1] == "-" and words.lows[first] == "year-old")
    ):
        first -= 1
    for begin in range(first, comma):
        goes_on = begin > first and words.bits[begin] & ROLE and words.bits[begin - 1] & CONJ
        if words.caps[begin] or words.bits[begin] & (DET | POSS) or goes_on:
            role = role_at(words, begin, last=comma)
            if role is None or role.last != comma:
                continue
            if role.body or role.complement or _is_definite(words, role) or _is_enclosed(words, start, last, block[1]):
                return role
    return None
