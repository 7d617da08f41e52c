"""Here are the words of a text, give me the runs of capitals that may name a person.

A run loses what stands in front as title, body or sentence opener; what remains is the name.
"""

from collections.abc import Sequence
from functools import cache
from typing import Final, NamedTuple

from searchlib.extract.lexicon import (
    ADV,
    AUX,
    BODY,
    CLOSED,
    CUE,
    DAY,
    DEMONYM,
    FEM,
    GIVEN,
    HONORIFIC,
    MASC,
    MONTH,
    ORG,
    PARTICLE,
    PLACE,
    TITLE,
    places,
    rows,
    wordset,
)
from searchlib.extract.people_titles import Titles, titles_of
from searchlib.extract.words import Words, is_short

_LONGEST_NAME: Final = 5
_SUFFIXES: Final = frozenset(("jr", "sr", "ii", "iii", "iv"))
_NOT_NAMES: Final = ORG | BODY | DEMONYM | DAY | MONTH | TITLE | HONORIFIC | PLACE
_HEADLINE_SHARE: Final = 0.6
_STOPPED_HEADLINE_SHARE: Final = 0.85
_LONGEST_HEADLINE: Final = 40


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
    lowers = {low for low, capital in zip(words.lows, words.caps, strict=True) if not capital}
    capitals = [place for place, capital in enumerate(words.caps) if capital]
    capitals.append(len(words.caps))
    number = 0
    names: list[Name] = []
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
            after = _run_end(words, place, last)
            start = place + 1 if place in openers and _is_opener(words, place, lowers) else place
            name = _name_in(words, start, after, block=(first, last))
            if name is not None:
                names.append(name._replace(evidence=0) if headline and not name.titles.honorific else name)
    return names


def _is_headline(words: Words, first: int, last: int) -> bool:
    """Say whether a paragraph is written in capitals throughout, as headlines are."""
    if last - first > _LONGEST_HEADLINE:
        return False
    long = [place for place in range(first, last) if len(words.forms[place]) > 3]
    capitals = sum(words.caps[place] for place in long)
    if words.forms[last - 1][-1] in ".?!":
        small = [place for place in long if not words.caps[place] and len(words.forms[place]) > 5]
        return len(long) > 4 and not small and capitals > _STOPPED_HEADLINE_SHARE * len(long)
    return len(long) > 2 and capitals > _HEADLINE_SHARE * len(long)


def _is_opener(words: Words, place: int, lowers: set[str]) -> bool:
    """Say whether a capital is only that of a sentence's first word."""
    bits, low = words.bits[place], words.lows[place]
    if bits & (GIVEN | TITLE | HONORIFIC | PLACE | DEMONYM):
        return False
    return bool(bits & (CLOSED | CUE)) or low in lowers or low.endswith("ing")


def _run_end(words: Words, first: int, last: int) -> int:
    """Give the end of the run of capitals at *first*; particles, initials and short titles may stand inside."""
    place = first + 1
    if words.bits[first] & CLOSED and not words.bits[first] & GIVEN:
        return place
    while place < last:
        bits = words.bits[place]
        if words.caps[place]:
            if bits & CLOSED and not bits & (GIVEN | MONTH):
                break
        elif words.forms[place] == ".":
            if not is_short(words, place) or place + 1 >= last or not words.caps[place + 1]:
                break
        elif not bits & PARTICLE or not _particles_lead_on(words, place, last):
            break
        place += 1
    return place


def _particles_lead_on(words: Words, place: int, last: int) -> bool:
    after = place + 1
    if after < last and words.bits[after] & PARTICLE:
        after += 1
    return after < last and words.caps[after]


def _name_in(words: Words, first: int, last: int, *, block: tuple[int, int]) -> Name | None:
    """Give the name at the end of a run, where there is one."""
    start = last
    while start > first and _name_like(words, start - 1, first):
        start -= 1
    while start < last and ((words.bits[start] & PARTICLE and not words.caps[start]) or words.forms[start] == "."):
        start += 1
    parts = _parts(words, start, last)
    if not parts or len(parts) > _LONGEST_NAME or _is_place(parts) or all(len(part) < 2 for part in parts):
        return None
    titles = titles_of(words, (start, last), block=block)
    bits = words.bits[start] & (MASC | FEM) if len(parts) > 1 and words.bits[start] & GIVEN else 0
    evidence = _evidence(words, (start, last), parts, titles=titles, block=block)
    return Name(start, last, parts, titles, evidence, titles.gender or bits)


def _name_like(words: Words, place: int, first: int) -> bool:
    form, bits = words.forms[place], words.bits[place]
    if form == ".":
        return is_short(words, place) and len(words.forms[place - 1]) == 1
    if not form[0].isalpha():
        return False
    if words.lows[place] in _SUFFIXES:
        return place > first
    if bits & (_NOT_NAMES | CLOSED) and not bits & GIVEN:
        before = place - 1 if place > first and words.forms[place - 1] != "." else place - 2
        known = before >= first and (words.bits[before] & GIVEN or len(words.forms[before]) == 1)
        return bool(bits & PARTICLE) or bool(words.lows[place] in surnames() and known)
    return bool(bits & GIVEN) or not (form.isupper() and 1 < len(form) < 6)


def _parts(words: Words, first: int, last: int) -> tuple[str, ...]:
    parts = [words.lows[place] for place in range(first, last) if words.forms[place] != "."]
    while parts and parts[-1] in _SUFFIXES:
        parts.pop()
    long = [part for part in parts if len(part) > 1]
    return tuple(long if len(long) > 1 or len(parts) < 2 else parts)


def _is_place(parts: tuple[str, ...]) -> bool:
    if len(parts) > 1 and parts[0] in wordset("place openers"):
        return True
    return " ".join(parts) in places()


def _evidence(
    words: Words, span: tuple[int, int], parts: tuple[str, ...], *, titles: Titles, block: tuple[int, int]
) -> int:
    first, last = span
    if titles.role is not None or titles.honorific or titles.behind is not None or titles.preposed is not None:
        return 2
    determined = first > block[0] and words.lows[first - 1] in ("the", "a", "an")
    if determined:
        return 0
    if len(parts) > 1:
        known = words.bits[first] & GIVEN or any(len(words.forms[place]) == 1 for place in range(first, last))
        return 2 if known or _speaks(words, span, block=block) or _has_age(words, last, block[1]) else 0
    joined = first > block[0] + 1 and words.lows[first - 1] in ("and", "of", "for") and words.caps[first - 2]
    if joined or words.bits[first] & _NOT_NAMES:
        return 0
    return 1 if _speaks(words, span, block=block) else 0


def _speaks(words: Words, span: tuple[int, int], *, block: tuple[int, int]) -> bool:
    """Say whether a cue stands beside the name: "X said", ", said X", "X, who"."""
    first, last = span
    after = last
    while after < block[1] and after < last + 2 and words.bits[after] & (ADV | AUX):
        after += 1
    if after < block[1] and words.bits[after] & CUE and words.lows[after][-1] in "deks":
        return True
    if last + 1 < block[1] and words.forms[last] == "," and words.lows[last + 1] == "who":
        return True
    before = first - 1
    return (
        before > block[0]
        and words.lows[before] in ("said", "says", "added", "asked", "wrote")
        and not words.forms[before - 1][0].isalnum()
    )


def _has_age(words: Words, last: int, end: int) -> bool:
    return (
        last + 2 < end
        and words.forms[last] == ","
        and words.forms[last + 1].isdigit()
        and len(words.forms[last + 1]) == 2
    )
