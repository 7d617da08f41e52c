"""Here are the persons of a text, give me the places where only their role is named.

"The Rwandan leader" is the one who leads Rwanda, "the president of the police body" the president
of an organisation and not of a country, "the minister" the minister named last. "The judge" may be named
later, where the article has but one; and "the doctor" is the only one whom it calls "Dr".
"""

from bisect import bisect_right
from collections.abc import Sequence
from functools import cache
from itertools import compress, count
from typing import Final, NamedTuple

from searchlib.extract.lexicon import ADV, AUX, CUE, HONORIFIC, PLURAL, PREP, ROLE, VERB, country_of, rows, wordset
from searchlib.extract.people_groups import Figure, Mention
from searchlib.extract.roles import Role, role_at
from searchlib.extract.words import Words

_LONGEST: Final = 14
_REMEMBERED: Final = 12


class _Holders(NamedTuple):
    """Who may be meant by a role."""

    posts: Sequence[Sequence[Role]]
    """The different roles of each person; a text may tell one a thousand times."""
    seen: list[int]
    """Those named before, the last one last."""
    latest: dict[int, int]
    """The token of each one's last mention."""
    called: dict[str, set[int]]
    """A noun that is no post on the lists, and the persons who are called so: "the plaintiff", "Dr"."""
    heads: dict[str, set[int]]
    """The word that names a post, and those who hold it."""


def nominal_mentions(
    words: Words, sentences: Sequence[tuple[int, int]], *, figures: Sequence[Figure], mentions: Sequence[Mention]
) -> list[Mention]:
    """Give the definite role phrases that mean one of *figures*.

    Args:
        words: The tokens of the text.
        sentences: Its sentences as tokens, half open.
        figures: Its persons.
        mentions: Where they are named, in order.

    Returns:
        One mention a phrase, in order; a phrase that fits nobody, or two who stand in one sentence, gives none.

    Raises:
        Nothing.

    Cost: each phrase is read within 14 words and compared with the persons who hold a role.
    """
    called = _called(words, figures, mentions)
    if not called and not any(figure.roles for figure in figures):
        return []
    taken = {place for mention in mentions for place in range(mention.first, mention.last)}
    holders = _Holders([_different(figure.roles) for figure in figures], [], {}, called, _heads(figures))
    upcoming = iter([*mentions, None])
    ahead = next(upcoming)
    found: list[Mention] = []
    ends = [last for _, last in sentences]
    posts = list(compress(count(), map(ROLE.__and__, words.bits)))
    for place in compress(count(), map("the".__eq__, words.lows)):
        if place in taken:
            continue
        while ahead is not None and ahead.first < place:
            _note(holders, ahead)
            ahead = next(upcoming)
        post = bisect_right(posts, place)
        near = post < len(posts) and posts[post] < place + _LONGEST
        noun = words.lows[place + 1] if place + 1 < len(words.lows) else ""
        if not near and noun not in called:
            continue
        last = ends[bisect_right(ends, place)]
        mention = _only_called(words, place, last, holders=holders) if noun in called else None
        if mention is None and near:
            mention = _nominal(words, place, (ends, last), holders=holders)
        if mention is not None and not any(spot in taken for spot in range(mention.first, mention.last)):
            found.append(mention)
    return found


def _note(holders: _Holders, mention: Mention) -> None:
    seen, number = holders.seen, mention.figure
    if number in seen:
        seen.remove(number)
    seen.append(number)
    del seen[:-_REMEMBERED]
    holders.latest[number] = mention.first


def _different(roles: Sequence[Role]) -> list[Role]:
    """Give *roles* without those that mean the same as one before."""
    return list({(role.head, role.leads, role.title, role.body): role for role in roles}.values())


def _heads(figures: Sequence[Figure]) -> dict[str, set[int]]:
    found: dict[str, set[int]] = {}
    for number, figure in enumerate(figures):
        for role in figure.roles:
            found.setdefault(role.head, set()).add(number)
    return found


def _called(words: Words, figures: Sequence[Figure], mentions: Sequence[Mention]) -> dict[str, set[int]]:
    """Give the nouns that are on no list of posts, each with the persons who are called so."""
    found: dict[str, set[int]] = {}
    for number, figure in enumerate(figures):
        for role in figure.roles:
            if role.head and not any(words.bits[place] & ROLE for place in range(role.first, role.last)):
                found.setdefault(role.head, set()).add(number)
    for mention in mentions:
        for place in range(mention.first, mention.head):
            if words.bits[place] & HONORIFIC:
                for noun in _nouns_of_honorifics().get(words.lows[place], ()):
                    found.setdefault(noun, set()).add(mention.figure)
    return found


@cache
def _nouns_of_honorifics() -> dict[str, tuple[str, ...]]:
    """Give the nouns by which a text goes on to call those with an honorific: "Justice Rao", "the judge"."""
    return {honorific: tuple(nouns.split()) for honorific, nouns in rows("honorifics.tsv")}


def _only_called(words: Words, place: int, last: int, *, holders: _Holders) -> Mention | None:
    """Give the only one whom the text calls so: "the plaintiff said"."""
    noun, after = place + 1, place + 2
    numbers = holders.called.get(words.lows[noun], ()) if noun < last else ()
    if len(numbers) != 1 or after >= last:
        return None
    goes_on = words.forms[after][0].isalnum() and not words.bits[after] & (CUE | VERB | AUX | ADV | PREP)
    if goes_on or words.lows[after] == "of" or words.caps[noun]:
        return None
    (number,) = numbers
    rivals = holders.heads.get(words.lows[noun], set())
    if number not in holders.seen or any(other != number and other in rivals for other in holders.seen):
        return None
    return Mention(place, after, number, "role", place)


def _nominal(words: Words, place: int, ends: tuple[Sequence[int], int], *, holders: _Holders) -> Mention | None:
    last = ends[1]
    role = role_at(words, place, last=min(last, place + _LONGEST))
    if role is None or (role.last < last and words.caps[role.last] and not role.complement):
        return None
    if any(words.bits[spot] & ROLE and words.bits[spot] & PLURAL for spot in range(role.first, role.last)):
        return None
    fitting = [
        number for number in reversed(holders.seen) if any(_same(words, role, other) for other in holders.posts[number])
    ]
    if not fitting:
        fitting = _named_later(role, holders)
    elif len(fitting) > 1 and role.last - role.first == 2 and _stand_together(ends[0], fitting, holders):
        return None
    return Mention(role.first, role.last, fitting[0], "role", role.first) if fitting else None


def _named_later(role: Role, holders: _Holders) -> list[int]:
    """Give the only one of the article who holds the post of a bare phrase, "the judge"."""
    if role.body or role.complement or role.last - role.first != 2 or role.head == "leader":
        return []
    found = holders.heads.get(role.head, set())
    return list(found) if len(found) == 1 else []


def _stand_together(ends: Sequence[int], fitting: Sequence[int], holders: _Holders) -> bool:
    """Say whether the two who fit best were last named in one sentence: "lawyer Ann Lee and lawyer Tom Roe"."""
    one, other = (bisect_right(ends, holders.latest[number]) for number in fitting[:2])
    return one == other


def _same(words: Words, role: Role, other: Role) -> bool:
    """Say whether a phrase names the post *other*."""
    body = _country(role.body)
    if role.head == "leader" and not role.complement:
        return bool(body) and other.leads and _country(other.body) == body
    if role.head != other.head:
        return False
    if not role.complement:
        return not body or body == _country(other.body) or not other.body
    return _same_body(words, role, other)


def _same_body(words: Words, role: Role, other: Role) -> bool:
    """Compare what a phrase is a post of, ``the police body``, with the body of a known post."""
    tail = [words.lows[place] for place in range(role.first, role.last)]
    of = tail.index("of") if "of" in tail else 0
    named = " ".join(tail[of + 1 :]).removeprefix("the ")
    body = (other.body or _tail(other)).lower().removeprefix("the ")
    if named == body:
        return True
    is_country = _is_country(body)
    if tail[-1] in wordset("bodies"):
        return bool(body) and not is_country
    return tail[-1] in wordset("countries") and is_country


def _tail(role: Role) -> str:
    return role.title.partition(" of ")[2]


def _country(body: str) -> str:
    return country_of().get(body.lower(), body.lower())


def _is_country(body: str) -> bool:
    return body in {country.lower() for country in country_of().values()}
