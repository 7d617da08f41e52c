"""Here is a text, give me its words that are also written together: I-Checkit is icheckit, O’Brien is obrien.

A query for the form written together must know where its parts end: in a text they take a position each.
"""

from collections.abc import Iterator
from functools import lru_cache
from itertools import chain

from searchlib.analyse.tokens import english
from searchlib.hints import Final

_MARKS: Final = "'’‘ʼ＇‐‑-"
"""Marks inside a word between what may also be written together (see `analyse.split`)."""
_REACH: Final = 64
"""Characters on each side of a mark that are looked at."""
_REMEMBERED: Final = 1 << 15


def apart(text: str) -> list[str]:
    """Find the words of a text that have a form written together, and what that consists of.

    Args:
        text: Any text.

    Returns:
        For each, once: the term of the form written together, a blank, and its parts with blanks between them; sorted.

    Raises:
        Nothing.

    Example:
        >>> apart("The I-Checkit initiative, O’Brien said; don’t.")
        ['icheckit i checkit', 'obrien o brien']

    Cost: linear; about 5 us for an article of 3,000 characters.
    """
    found: set[str] = set()
    end = 0
    for place in sorted(chain.from_iterable(_places(text, mark) for mark in _MARKS if mark in text)):
        head, tail = text[max(end, place - _REACH) : place].split(), text[place : place + _REACH].split(None, 1)
        if place < end or not head or len(tail[0]) < 2 or text[place - 1].isspace():
            continue
        end = place + len(tail[0])
        found.update(_of_run(head[-1] + tail[0]))
    return sorted(found)


def _places(text: str, mark: str) -> Iterator[int]:
    place = text.find(mark)
    while place >= 0:
        yield place
        place = text.find(mark, place + 1)


@lru_cache(_REMEMBERED)
def _of_run(run: str) -> tuple[str, ...]:
    tokens = english(run)
    places = range(len(tokens.terms))
    together = {place for place in places[1:] if tokens.positions[place] == tokens.positions[place - 1]}
    found: list[str] = []
    for whole in sorted(together):
        start, end = tokens.starts[whole], tokens.ends[whole]
        parts = [
            tokens.forms[place]
            for place in places
            if place not in together and start <= tokens.starts[place] and tokens.ends[place] <= end
        ]
        if "".join(parts) == tokens.forms[whole]:  # of example.com the form has the point, so a query has its parts
            found.append(" ".join((tokens.terms[whole], *parts)))
    return tuple(found)
