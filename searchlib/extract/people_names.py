"""Here are the words of a text, give me the runs of capitals that may name a person.

A run loses what stands in front as title, body or sentence opener; what remains is the name.
"""

from collections.abc import Iterator, Sequence
from functools import cache
from itertools import compress, count
from operator import not_
from typing import Final, NamedTuple

from searchlib.extract.bare import PARTIES, divides, is_party
from searchlib.extract.lexicon import (
    CLOSED,
    CUE,
    DEMONYM,
    DET,
    FEM,
    GIVEN,
    HONORIFIC,
    MASC,
    MEDIUM,
    MONTH,
    PARTICLE,
    PLACE,
    PREP,
    ROLE,
    TITLE,
    VERB,
    rows,
    wordset,
)
from searchlib.extract.people_evidence import (
    NOT_NAMES,
    evidence,
    is_given_behind,
    is_no_person,
    is_post_nominal,
    is_titled,
    is_word_of_names,
    no_persons,
    speaks,
)
from searchlib.extract.people_nicknames import CLOSERS, OPENERS, nickname_end, nickname_start
from searchlib.extract.people_titles import Titles, titles_of
from searchlib.extract.words import Words, is_short

_LONGEST_NAME: Final = 4
_SURE: Final = 2
_GOES_ON: Final = OPENERS | frozenset(".")
_TRADES: Final = ("er", "or", "ist", "ian", "man", "woman")
"""How words for those who do something end."""
_SUFFIXES: Final = frozenset(("jr", "sr", "ii", "iii", "iv"))
_HEADLINE_SHARE: Final = 0.6
_STOPPED_HEADLINE_SHARE: Final = 0.85
_LONGEST_HEADLINE: Final = 40
_LONGEST_ACRONYM: Final = 3
_PARTY: Final = 2
_LEAST_LOWERS: Final = 10
_NUMBERS_OF_A_CONTACT: Final = 3


class Name(NamedTuple):
    """Words that may name a person: tokens *first* to *last*, with what stands before and behind."""

    first: int
    last: int
    parts: tuple[str, ...]
    """The name's words in lower case, without suffix, initials and dots."""
    titles: Titles
    evidence: int
    """How much speaks for a person: 0 nothing, 1 a little, 2 enough."""
    gender: int = 0
    """`MASC`, `FEM` or 0, by title or given name."""


@cache
def surnames() -> frozenset[str]:
    """Give the surnames that other lists hold as words."""
    return frozenset(word for row in rows("surnames.txt") for word in row[0].split())


def find_names(words: Words, blocks: Sequence[tuple[int, int]], sentences: Sequence[tuple[int, int]]) -> list[Name]:
    """Find the names of persons among the capitals.

    Args:
        words: The tokens of the text.
        blocks: Its paragraphs as tokens, half open.
        sentences: Its sentences as tokens, half open.

    Returns:
        The names in order; those without evidence may still repeat a name that has some.

    Raises:
        Nothing.

    Cost: linear; what stands around a name is read within fixed bounds.
    """
    openers = {first for first, _ in sentences}
    lowers = set(compress(words.lows, map(not_, words.caps)))
    capitals = list(compress(count(), words.caps))
    capitals.append(len(words.caps))
    number = 0
    names: list[Name] = []
    doubtful: list[tuple[int, tuple[int, int]]] = []
    for first, last in blocks:
        if capitals[number] >= last:
            continue
        headline = _is_headline(words, first, last)
        after = first
        while capitals[number] < last:
            place = capitals[number]
            number += 1
            if place < after:
                continue
            after = place + 1
            if after < last and (words.caps[after] or words.bits[after] & PARTICLE or words.forms[after] in _GOES_ON):
                after = _run_end(words, place, last)
            start = place + 1 if place in openers and _is_opener(words, place, lowers) else place
            name = _name_in(words, start, after, block=(first, last), lowers=lowers) if start < after else None
            if name is not None:
                if start > place and len(name.parts) > 1 and words.lows[place] in wordset("trades"):
                    name = name._replace(evidence=_SURE)
                doubted = headline or (len(lowers) > _LEAST_LOWERS and _is_shouted(words, name))
                names.append(name._replace(evidence=0) if doubted and not _is_plain_there(words, name) else name)
            elif not headline:
                doubtful.append((after - 1, (first, last)))
    return sorted([*names, *_repeated(words, doubtful, names)]) if doubtful and names else names


def _repeated(words: Words, doubtful: Sequence[tuple[int, tuple[int, int]]], names: Sequence[Name]) -> Iterator[Name]:
    """Find the surnames that are words of other lists, too, where they speak after the full name: "Hill said"."""
    sure = [name for name in names if len(name.parts) > 1 and name.evidence > 1]
    known = {name.parts[-2 if is_given_behind(words, name.last - 1) else -1] for name in sure}
    for place, block in doubtful:
        if words.lows[place] not in known or not speaks(words, (place, place + 1), block=block):
            continue
        titles = titles_of(words, (place, place + 1), block=block)
        if titles.start == block[0] or not (words.bits[titles.start - 1] & DET or words.caps[titles.start - 1]):
            yield Name(place, place + 1, (words.lows[place],), titles, 0, titles.gender)


def _is_plain_there(words: Words, name: Name) -> bool:
    """Say whether a name is one even in a headline: "Mrs Lee", "Senator Ann Lee"."""
    if _is_shouted(words, name):
        return len(name.parts) > 1 and bool(words.bits[name.first] & GIVEN) and not _is_headline_word(words, name)
    known = len(name.parts) > 1 and words.bits[name.first] & GIVEN
    return name.titles.honorific or bool(known and name.titles.role)


def _is_shouted(words: Words, name: Name) -> bool:
    """Say whether a name is written in capitals in a text that is not."""
    form = words.forms[name.last - 1]
    return len(form) > _LONGEST_ACRONYM and form.isupper()


def _is_headline_word(words: Words, name: Name) -> bool:
    """Say whether further words in capitals stand beside the name: it is a piece of a headline."""
    before = words.forms[name.titles.start - 1] if name.titles.start else ""
    after = words.forms[name.last] if name.last < len(words.forms) else ""
    return any(len(form) > 1 and form.isupper() for form in (before, after))


def _is_headline(words: Words, first: int, last: int) -> bool:
    """Say whether a paragraph is written in capitals throughout, as headlines are."""
    if last - first > _LONGEST_HEADLINE:
        return False
    long = [place for place in range(first, last) if len(words.forms[place]) > 3]
    capitals = sum(words.caps[place] for place in long)
    if sum(words.forms[place][0].isdigit() for place in range(first, last)) >= _NUMBERS_OF_A_CONTACT:
        return False
    if words.forms[last - 1][-1] in ".?!:":
        small = [place for place in long if not words.caps[place] and len(words.forms[place]) > 5]
        return len(long) > 4 and not small and capitals > _STOPPED_HEADLINE_SHARE * len(long)
    return len(long) > 2 and capitals > _HEADLINE_SHARE * len(long)


def _is_opener(words: Words, place: int, lowers: set[str]) -> bool:
    """Say whether a capital is only that of a sentence's first word."""
    bits, low = words.bits[place], words.lows[place]
    if low == "said":
        return True
    if bits & (GIVEN | TITLE | HONORIFIC | PLACE | DEMONYM):
        return False
    return bool(bits & (CLOSED | CUE)) or low in lowers or low.endswith("ing") or _is_trade(words, place)


def _is_trade(words: Words, place: int) -> bool:
    """Say whether an unknown word in front of a given name and a surname is what somebody does: "Beekeeper Ann Lee"."""
    if words.bare:
        return False
    two = words.caps[place + 1 : place + 3] == [True, True]
    given = any(bits & GIVEN for bits in words.bits[place + 1 : place + 2])
    if words.lows[place] in wordset("trades"):
        return two or given
    return two and given and words.lows[place].endswith(_TRADES)


def _run_end(words: Words, first: int, last: int) -> int:
    """Give the end of the run of capitals at *first*; particles, initials and short titles may stand inside."""
    place = first + 1
    if words.bits[first] & CLOSED and not words.bits[first] & GIVEN:
        return place
    while place < last and not (words.bare and _ends_bare(words, first, place)):
        bits = words.bits[place]
        if words.caps[place]:
            if bits & CLOSED and not bits & (GIVEN | MONTH) and not _is_initial(words, place, last):
                break
            if place > first + 1 and _ends_shouting(words, place):
                break
        elif words.forms[place] == ".":
            if not is_short(words, place) or place + 1 >= last:
                break
            if not words.caps[place + 1] and not nickname_end(words, place + 1, last):
                break
        elif close := nickname_end(words, place, last):
            place = close
        elif not bits & PARTICLE or not _particles_lead_on(words, place, last):
            break
        place += 1
    return place


def _is_initial(words: Words, place: int, last: int) -> bool:
    """Say whether "A" or "I" is an initial: "Barbara A. Lee"."""
    after = place + 1 if words.bare else place + 2
    return len(words.forms[place]) == 1 and after < last and words.forms[after - 1] in (".", words.forms[place])


def _ends_shouting(words: Words, place: int) -> bool:
    """Say whether a headline in capitals ends in front of *place*: "MAYOR MEETS WORKERS Mayor Ann Lee"."""
    shouted = all(len(form) > 2 and form.isupper() for form in words.forms[place - 2 : place])
    return shouted and len(words.forms[place]) > 1 and not words.forms[place].isupper()


def _ends_bare(words: Words, first: int, place: int) -> bool:
    """Say whether a text without marks ends the run in front of *place*: a lost mark, a party, the next name."""
    if divides(words, place) or words.lows[first] != words.lows[place] == words.lows[place - 1]:
        return True
    if words.forms[place] in PARTIES and any(map(_is_state, words.forms[place + 1 : place + 2])):
        return True
    if place < first + 2 or words.bits[place - 1] & TITLE or words.bits[place - 2] & (TITLE | HONORIFIC):
        return False
    if words.forms[place] in PARTIES:
        return True
    known = words.bits[place] & GIVEN and not words.bits[place - 1] & GIVEN
    after = place + 1
    if not known or after >= len(words.caps) or not words.caps[after] or divides(words, after):
        return False
    return words.forms[after] not in PARTIES or not any(map(_is_state, words.forms[after + 1 : after + 2]))


def _is_state(form: str) -> bool:
    """Say whether a form is the sign of a state: "AL"."""
    return len(form) == _PARTY and form.isupper()


def _particles_lead_on(words: Words, place: int, last: int) -> bool:
    after = place + 1
    if after < last and words.bits[after] & PARTICLE:
        after += 1
    return after < last and words.caps[after]


def _name_in(words: Words, first: int, last: int, *, block: tuple[int, int], lowers: set[str]) -> Name | None:
    """Give the name at the end of a run, where there is one."""
    if last == first + 1 and (len(words.forms[first]) == 1 or _is_other(words.bits[first])):
        return None
    start, last = _name_span(words, first, last, block=block)
    if start == last:
        return None
    parts = _parts(words, start, last)
    if not parts or len(parts) - _particles(words, start, last) > _LONGEST_NAME:
        return None
    if is_no_person(words, (start, last), parts):
        return None
    if words.lows[last - 1] in _SUFFIXES and words.forms[last : last + 1] == ["."] and is_short(words, last):
        last += 1
    titles = titles_of(words, (start, last), block=block)
    bits = words.bits[start] & (MASC | FEM) if len(parts) > 1 and words.bits[start] & GIVEN else 0
    told = evidence(words, (start, last), titles=titles, block=block, lowers=lowers)
    return Name(start, last, parts, titles, told, titles.gender or bits)


def _particles(words: Words, first: int, last: int) -> int:
    """Count the particles of a long name: "Hassan bin Ali Al Thani" has two."""
    if last - first <= _LONGEST_NAME:
        return 0
    return sum(bool(bits & PARTICLE) for bits in words.bits[first:last])


def _is_other(bits: int) -> bool:
    """Say whether a word alone is no name for sure: a day, a body, a demonym, "The"."""
    return bool(bits & (NOT_NAMES | CLOSED)) and not bits & (GIVEN | PARTICLE | PLACE)


def _name_span(words: Words, first: int, last: int, *, block: tuple[int, int]) -> tuple[int, int]:
    """Give the words of a run that go on a name, from its end; a place alone may be a surname where it speaks."""
    while last > first + 1 and len(words.forms[last - 1]) == 1 and words.forms[last - 1] != "X":
        last -= 1
    while last > first + 1 and words.bits[last - 1] & PARTICLE and not words.caps[last - 1]:
        last -= 1
    while last > first + 2 and is_post_nominal(words, last - 1):
        last -= 1
    if words.bare:
        named = max((place for place in range(first, last) if words.bits[place] & (TITLE | HONORIFIC)), default=first)
        last = next((place for place in range(named + 1, last) if _is_of_headlines(words, place, last)), last)
    start = last
    while start > first:
        if _name_like(words, start - 1, first):
            start -= 1
        elif words.forms[start - 1] in CLOSERS and (opened := nickname_start(words, start - 1, first)) is not None:
            start = opened
        else:
            break
    while start < last - 2 and words.lows[start] in no_persons() and words.bits[start + 1] & GIVEN:
        start += 1
    if start == last == first + 1 and words.bits[first] & PLACE and speaks(words, (first, last), block=block):
        return first, last
    if words.bare and last - start > _PARTY and is_party(words, start):
        start += _PARTY
    while start < last and ((words.bits[start] & PARTICLE and not words.caps[start]) or words.forms[start] == "."):
        start += 1
    return start, last


def _is_of_headlines(words: Words, place: int, last: int) -> bool:
    """Say whether a capital may be that of a headline: "Lee Announces Funds", "Lee Statement", not "Ann See"."""
    bits = words.bits[place]
    goes_on = last < len(words.caps) and words.caps[last] and bool(words.bits[last] & (PREP | DET))  # "Comments On"
    if place == last - 1 and words.bits[place - 1] & GIVEN and not bits & MEDIUM and not goes_on:
        return False
    return bool(bits & (CUE | VERB | MEDIUM)) and not bits & (GIVEN | PLACE)


def _name_like(words: Words, place: int, first: int) -> bool:
    form, bits = words.forms[place], words.bits[place]
    if form == ".":
        saint = place > first + 1 and words.forms[place - 1] == "St"  # "Eva St. Claire"
        return saint or (is_short(words, place) and len(words.forms[place - 1]) == 1)
    if not is_word_of_names(words, place):
        return False
    if words.lows[place] in _SUFFIXES:
        return place > first
    if len(form) == 1:
        return words.caps[place] and (words.bare or not bits & CLOSED or words.forms[place + 1 : place + 2] == ["."])
    if bits & (NOT_NAMES | CLOSED) and not bits & GIVEN:
        return bool(bits & PARTICLE) or _is_surname(words, place, first) or is_given_behind(words, place + 1)
    return bool(bits & GIVEN) or not (form.isupper() and 1 < len(form) < 6)


def _is_surname(words: Words, place: int, first: int) -> bool:
    """Say whether a word of the other lists is a surname here: "Mark Dayton", "Sen. Dayton", "Ann Brooks"."""
    before = place - 1 if place > first and words.forms[place - 1] != "." else place - 2
    if place == first or before < first:
        return False
    bits = words.bits[place]
    listed = words.lows[place] in surnames()
    initial = len(words.forms[before]) == 1 and (words.bare or before == place - 2)
    if listed and words.bits[before] & HONORIFIC and not bits & HONORIFIC:
        return True
    if listed and not words.bits[before] and before > first and words.bits[before - 1] & ROLE:
        return True  # "MP Oona King"
    if words.bits[before] & GIVEN or initial:
        return listed or (bits & NOT_NAMES == PLACE and not words.bits[before] & PLACE)
    return bits & NOT_NAMES == PLACE and is_titled(words, before)


def _parts(words: Words, first: int, last: int) -> tuple[str, ...]:
    parts = [words.lows[place] for place in range(first, last) if words.forms[place][0].isalnum()]
    while parts and parts[-1] in _SUFFIXES:
        parts.pop()
    long = [part for part in parts if len(part) > 1]
    return tuple(long if len(long) > 1 or len(parts) < 2 else parts)
