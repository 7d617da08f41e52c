"""Here are the persons of a text, give me the places where only their role is named.

"The Rwandan leader" is the one who leads Rwanda, "the president of the police body" the president
of an organisation and not of a country, "the minister" the minister named last.
"""

from bisect import bisect_right
from collections.abc import Sequence
from itertools import compress, count
from typing import Final

from searchlib.extract.lexicon import PLURAL, ROLE, country_of, wordset
from searchlib.extract.people_groups import Figure, Mention
from searchlib.extract.roles import Role, role_at
from searchlib.extract.words import Words

_LONGEST: Final = 14


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
        One mention a phrase, in order; a phrase that fits nobody named before it gives none.

    Raises:
        Nothing.

    Cost: each phrase is read within 14 words and compared with the persons who hold a role.
    """
    holders = [number for number, figure in enumerate(figures) if figure.roles]
    if not holders:
        return []
    taken = {place for mention in mentions for place in range(mention.first, mention.last)}
    seen: list[int] = []
    upcoming = iter([*mentions, None])
    ahead = next(upcoming)
    found: list[Mention] = []
    ends = [last for _, last in sentences]
    posts = list(compress(count(), map(ROLE.__and__, words.bits)))
    for place in compress(count(), map("the".__eq__, words.lows)):
        if place in taken:
            continue
        while ahead is not None and ahead.first < place:
            _note(seen, ahead.figure)
            ahead = next(upcoming)
        post = bisect_right(posts, place)
        if post == len(posts) or posts[post] >= place + _LONGEST:
            continue
        last = ends[bisect_right(ends, place)]
        mention = _nominal(words, place, last, holders=(figures, seen))
        if mention is not None and not any(spot in taken for spot in range(mention.first, mention.last)):
            found.append(mention)
    return found


def _note(seen: list[int], number: int) -> None:
    if number in seen:
        seen.remove(number)
    seen.append(number)
    del seen[:-12]


def _nominal(words: Words, place: int, last: int, *, holders: tuple[Sequence[Figure], list[int]]) -> Mention | None:
    figures, seen = holders
    role = role_at(words, place, last=min(last, place + _LONGEST))
    if role is None or (role.last < last and words.caps[role.last] and not role.complement):
        return None
    if any(words.bits[spot] & ROLE and words.bits[spot] & PLURAL for spot in range(role.first, role.last)):
        return None
    for number in reversed(seen):
        if any(_same(words, role, other) for other in figures[number].roles):
            return Mention(role.first, role.last, number, "role", role.first)
    return None


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
