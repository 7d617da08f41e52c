"""Here are the positions of words in one document, give me where they form a phrase or are near each other.

Pure functions on positions; a place is the tuple of positions of the tokens that take part, in ascending order.
"""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from itertools import islice

from searchlib.hints import Final, TypeAlias

Place: TypeAlias = tuple[int, ...]

MOST_PLACES: Final = 10_000
"""Places of one clause in one document; a text that has more is made up, and counts as if it had so many."""


def phrase_places(words: Sequence[Sequence[int]], slop: int) -> list[Place]:
    """Find a phrase.

    Args:
        words: For each word of the phrase its positions, ascending.
        slop: How many moves the words may be away from standing side by side. The shifted position of a word
            is its position less its place in the phrase; side by side all shifted positions are equal, and the
            moves are the difference of the greatest and the least. So two words swapped are two moves.

    Returns:
        One place for each shifted position from which on, within *slop*, every word finds a token of its own.

    Raises:
        Nothing.

    Example:
        >>> phrase_places([[0, 5], [1, 9]], 0), phrase_places([[3], [2]], 2)
        ([(0, 1)], [(2, 3)])

    Cost: without slop linear in the positions. Source: Lucene's SloppyPhraseMatcher, made exhaustive.
    """
    if not slop:
        starts = set(words[0])
        for place, positions in enumerate(words[1:], 1):
            starts &= {position - place for position in positions}
            if not starts:
                return []
        return [tuple(range(start, start + len(words))) for start in sorted(starts)]
    shifted = sorted({position - place for place, positions in enumerate(words) for position in positions})
    found = (_assigned(words, first, slop) for first in shifted)
    return list(islice(filter(None, found), MOST_PLACES))


def _assigned(words: Sequence[Sequence[int]], first: int, slop: int) -> Place | None:
    """Give every word a token of its own whose shifted position lies in the window, None where that cannot be."""
    choices = []
    for place, positions in enumerate(words):
        low = bisect_left(positions, first + place)
        high = bisect_left(positions, first + place + slop + 1)
        if low == high:
            return None
        choices.append(positions[low:high])
    if len(choices) == 2 and choices[0][0] != choices[1][0]:
        return tuple(sorted((choices[0][0], choices[1][0])))
    holder: dict[int, int] = {}
    for word in range(len(choices)):
        if not _seat(word, choices, holder, set()):
            return None
    return tuple(sorted(holder))


def _seat(word: int, choices: Sequence[Sequence[int]], holder: dict[int, int], tried: set[int]) -> bool:
    """Find a token for *word*, moving other words to other tokens where needed (Kuhn's matching)."""
    for position in choices[word]:
        if position in tried:
            continue
        tried.add(position)
        if position not in holder or _seat(holder[position], choices, holder, tried):
            holder[position] = word
            return True
    return False


def near_places(first: Sequence[Place], second: Sequence[Place], distance: int) -> list[Place]:
    """Pair places that are at most *distance* words apart, whichever comes first; they share no token.

    The distance of two places is from the last position of the one to the first of the other; 0 where they interlock.

    Example:
        >>> near_places([(4,)], [(1, 2), (9,)], 3)
        [(1, 2, 4)]
    """
    return _paired(first, second, (distance, distance))


def before_places(first: Sequence[Place], second: Sequence[Place], distance: int) -> list[Place]:
    """Pair places where the first ends at most *distance* words before the second begins.

    Example:
        >>> before_places([(4,)], [(1, 2), (5,)], 3)
        [(4, 5)]
    """
    return _paired(first, second, (-1, distance))


def _paired(first: Sequence[Place], second: Sequence[Place], reach: tuple[int, int]) -> list[Place]:
    behind, ahead = reach
    widest = max((place[-1] - place[0] for place in second), default=0)
    pairs = (
        tuple(sorted(left + right))
        for left in first
        for right in _around(second, left[0] - max(behind, 0) - widest, left[-1] + ahead)
        if _apart(left, right, behind, ahead)
    )
    return sorted(set(islice(pairs, MOST_PLACES)))


def _around(places: Sequence[Place], low: int, high: int) -> Iterable[Place]:
    """Give the places that begin between two positions; places ascend by their first position."""
    return islice(places, bisect_left(places, (low,)), bisect_left(places, (high + 1,)))


def _apart(left: Place, right: Place, behind: int, ahead: int) -> bool:
    if right[0] > left[-1]:
        return right[0] - left[-1] <= ahead
    if behind < 0 or not set(left).isdisjoint(right):
        return False
    return left[0] <= right[-1] or left[0] - right[-1] <= behind


def merged(groups: Iterable[Sequence[Place]]) -> list[Place]:
    """Put the places of alternatives together, in order, each once."""
    return sorted({place for places in groups for place in places})


def in_unit(place: Place, starts: Sequence[int]) -> int | None:
    """Give the number of the window in which a place lies; None where it lies in several or before the first.

    Example:
        >>> in_unit((20, 21), [0, 18]), in_unit((17, 18), [0, 18])
        (1, None)
    """
    unit = _unit(place[0], starts)
    return unit if unit >= 0 and _unit(place[-1], starts) == unit else None


def _unit(position: int, starts: Sequence[int]) -> int:
    return bisect_left(starts, position + 1) - 1
