"""Here are names, give me the persons: the names that mean the same one, gathered."""

from collections.abc import Iterator
from typing import Final, NamedTuple

from searchlib.extract.lexicon import DET
from searchlib.extract.people_names import Name
from searchlib.extract.people_nicknames import OPENERS, nickname_end
from searchlib.extract.people_short import with_one_given_name
from searchlib.extract.roles import Role
from searchlib.extract.words import POSSESSIVE_S, Words

_FULL: Final = 2


class Mention(NamedTuple):
    """A place where a person is meant: tokens, half open."""

    first: int
    last: int
    figure: int
    how: str
    """full name, surname, title, given name or role."""
    head: int
    """The token where the name itself begins."""


class Figure(NamedTuple):
    """A person as the article draws them."""

    name: str
    parts: tuple[str, ...]
    roles: tuple[Role, ...]
    """Those that say what they are a post of first."""
    gender: int
    """`MASC`, `FEM` or 0 where the text does not say."""
    names: int
    """How often the full name stands in the text."""

    @property
    def role(self) -> Role | None:
        """The role that says most: the first with its body, else the first."""
        return self.roles[0] if self.roles else None


class _Groups(NamedTuple):
    full: dict[tuple[str, str], list[Name]]
    """First and last part of a full name → the names."""
    single: list[Name]


def gather(words: Words, names: list[Name]) -> tuple[list[Figure], list[Mention]]:
    """Give the persons whom *names* mean, and each place where they do.

    Returns:
        The persons in order of first mention; the mentions in order, their ``figure`` counting persons.

    Raises:
        Nothing.

    Cost: linear; names are joined through a table.
    """
    names = with_one_given_name(words, _completed(names))
    groups = _group(words, names)
    owners = _owners(groups)
    if words.bare:
        _without_apostrophes(owners)
    members: dict[tuple[str, str], list[tuple[Name, str]]] = {}
    for name in names:
        found = _owner(name, groups, owners)
        if found is not None:
            members.setdefault(found[0], []).append((name, found[1]))
    figures: list[Figure] = []
    mentions: list[Mention] = []
    for number, (key, owned) in enumerate(members.items()):
        figures.append(_figure(words, key, owned))
        for name, how in owned:
            mentions.extend(_mentions(words, name, number, how))
    return figures, sorted(mentions)


def _completed(names: list[Name]) -> list[Name]:
    """Give the end of a longer name as that name: "Suu Kyi" for "Aung San Suu Kyi"."""
    whole: dict[tuple[str, ...], tuple[str, ...]] = {}
    for name in names:
        if name.evidence > 1:
            for first in range(1, len(name.parts) - 1):
                whole.setdefault(name.parts[first:], name.parts)
    return [name._replace(parts=whole.get(name.parts, name.parts)) for name in names] if whole else names


def _group(words: Words, names: list[Name]) -> _Groups:
    """Sort the names by full name; a name without evidence counts only where another has some."""
    full: dict[tuple[str, str], list[Name]] = {}
    sure = {_key(name) for name in names if len(name.parts) > 1 and name.evidence > 1}
    sure |= set(_addressed(words, names))
    alone = {name.parts[0] for name in names if len(name.parts) == 1 and name.evidence > 0}
    for name in names:
        if len(name.parts) > 1 and (_key(name) in sure or (name.evidence == 1 and name.parts[-1] in alone)):
            full.setdefault(_key(name), []).append(name)
    return _Groups(full, [name for name in names if len(name.parts) == 1])


def _addressed(words: Words, names: list[Name]) -> Iterator[tuple[str, str]]:
    """Give the full names of unknown words whose surname is elsewhere a person's: "Ms Okoro", "Okoro said"."""
    single = [name for name in names if len(name.parts) == 1]
    addressed = {name.parts[0] for name in single if name.titles.honorific}
    named = addressed | {name.parts[0] for name in single if name.evidence > 0 and not words.bare}
    small = {low for low, capital in zip(words.lows, words.caps, strict=True) if not capital} if named else set()
    for name in names if named else ():
        if len(name.parts) < _FULL or name.parts[1] not in named or any(words.bits[name.first : name.last]):
            continue
        if len(name.parts) == _FULL and (name.parts[1] in addressed or name.parts[0] not in small):
            yield _key(name)


def _key(name: Name) -> tuple[str, str]:
    return name.parts[0], name.parts[-1]


def _owners(groups: _Groups) -> dict[str, list[tuple[str, str]]]:
    """Give for each single word the full names that it may stand for, the most frequent first."""
    owners: dict[str, list[tuple[str, str]]] = {}
    for key in sorted(groups.full, key=lambda key: -len(groups.full[key])):
        owners.setdefault(key[1], []).append(key)
    for key, named in groups.full.items():
        parts = named[0].parts
        if "-" in parts[-1] and len(parts) > _FULL and parts[-2] not in owners:
            owners[parts[-2]] = [key]  # Lau is the surname of Winnie Lau Mei-ling
        if key[0] not in owners:
            owners.setdefault("given " + key[0], []).append(key)
    for name in groups.single:
        part = name.parts[0]
        known = part in owners or len(owners.get("given " + part, ())) == 1
        if name.evidence > 0 and not known and not _hyphenated(part, groups) and not _joins(part, owners):
            owners.setdefault(name.parts[0], [("", name.parts[0])])
    return owners


def _joins(part: str, owners: dict[str, list[tuple[str, str]]]) -> bool:
    """Say whether a hyphen joins surnames of several persons: "the Lee-Miller bill"."""
    pieces = part.split("-")
    return len(pieces) > 1 and any(piece in owners for piece in pieces)


def _without_apostrophes(owners: dict[str, list[tuple[str, str]]]) -> None:
    """Give "Clintons" to Clinton where the text has lost its apostrophes."""
    for part in [part for part in owners if part.endswith("s") and part[:-1] in owners]:
        if owners[part] == [("", part)]:
            owners[part] = owners[part[:-1]]
    for part in [part for part in owners if part + "s" not in owners and " " not in part]:
        owners[part + "s"] = owners[part]


def _hyphenated(part: str, groups: _Groups) -> tuple[str, str] | None:
    """Give the full name that a hyphen joins to one word: Anne-Smith for Anne Smith."""
    first, hyphen, last = part.rpartition("-")
    return (first, last) if hyphen and (first, last) in groups.full else None


def _owner(name: Name, groups: _Groups, owners: dict[str, list[tuple[str, str]]]) -> tuple[tuple[str, str], str] | None:
    """Give the full name that *name* stands for, and how."""
    if len(name.parts) > 1:
        return (_key(name), "full name") if _key(name) in groups.full else None
    part = name.parts[0]
    joined = _hyphenated(part, groups)
    if joined:
        return joined, "full name"
    how = "title" if name.titles.start < name.first else "surname"
    if part in owners:
        return _fitting(name, owners[part], groups), how
    given = owners.get("given " + part, [])
    return (given[0], "given name") if len(given) == 1 else None


def _fitting(name: Name, keys: list[tuple[str, str]], groups: _Groups) -> tuple[str, str]:
    """Choose among persons of one surname: the title's gender decides, else the most frequent."""
    gender = name.titles.gender
    if gender and len(keys) > 1:
        for key in keys:
            if any(other.gender == gender for other in groups.full.get(key, ())):
                return key
    return keys[0]


def _figure(words: Words, key: tuple[str, str], owned: list[tuple[Name, str]]) -> Figure:
    full = [name for name, how in owned if how == "full name" and len(name.parts) > 1] or [name for name, _ in owned]
    best = (
        max(full, key=lambda name: (name.last - name.first, -name.first))
        if not key[0]
        else min(full, key=lambda name: words.slice(name.first, name.last).isupper())
    )
    roles = [name.titles.role for name, _ in owned]
    roles += [role for name, _ in owned for role in (name.titles.preposed, name.titles.behind)]
    if not any(roles):
        roles = [name.titles.described for name, _ in owned]
    return Figure(
        name=_shown(words, best),
        parts=best.parts,
        roles=tuple(sorted((role for role in roles if role is not None), key=_says_little)),
        gender=_gender(owned),
        names=len(full) if key[0] else 0,
    )


def _says_little(role: Role) -> bool:
    return not (role.body or role.complement)


def _shown(words: Words, name: Name) -> str:
    """Give the words of a name without a nickname in marks or brackets: "Frank “The Tank” Lee" is Frank Lee."""
    shown: list[str] = []
    place = name.first
    for opened in range(name.first + 1, name.last - 1):
        close = nickname_end(words, opened, name.last) if words.forms[opened] in OPENERS else 0
        if close:
            shown.append(words.slice(place, opened))
            place = close + 1
    return " ".join((*shown, words.slice(place, name.last)))


def _gender(owned: list[tuple[Name, str]]) -> int:
    told = [name.titles.gender for name, _ in owned if name.titles.gender]
    return next(iter(told), 0) or next((name.gender for name, _ in owned if name.gender), 0)


def _mentions(words: Words, name: Name, number: int, how: str) -> list[Mention]:
    """Give the mentions that a name makes: itself with its titles, and a definite phrase in front of it."""
    found = [Mention(name.titles.start, name.last, number, how, name.first)]
    preposed = name.titles.preposed
    if preposed is not None and _definite(words, preposed):
        found.append(Mention(preposed.first, preposed.last, number, "role", preposed.first))
    return found


def _definite(words: Words, role: Role) -> bool:
    bits = words.bits[role.first]
    return bool(bits & DET) or any(form in POSSESSIVE_S for form in words.forms[role.first : role.last])
