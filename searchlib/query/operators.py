"""Here is a word of a query, tell whether it is an operator."""

import re
from typing import Final, NamedTuple

_BINARY: Final = {"AND": "AND", "&&": "AND", "OR": "OR", "||": "OR", "NOT": "NOT", "ANDNOT": "ANDNOT",
                  "ANDMAYBE": "ANDMAYBE", "REQUIRE": "REQUIRE"}  # fmt: skip
"""Only in capitals: and, or, not are words."""
_NEARNESS: Final = r"(?i:(near|w|pre|)/(\d{1,5}|s|p|sent|para))"  # compiled when a slash is typed
_JOINED: Final = r"(?i:(near|adj)(\d{1,3}))"  # as Factiva has them
_NEAR_BY_HABIT: Final = 10


class Operator(NamedTuple):
    """What to do with the operands on both sides."""

    name: str
    """AND, OR, NOT, ANDNOT, ANDMAYBE, REQUIRE, NEAR, BEFORE, sentence or paragraph."""
    distance: int = 0


def operator(word: str) -> Operator | None:
    """Read an operator.

    Example:
        >>> operator("near5") == operator("w/5"), operator("/s"), operator("and")
        (True, Operator(name='sentence', distance=0), None)
    """
    if word in _BINARY:
        return Operator(_BINARY[word])
    if word == "NEAR":
        return Operator("NEAR", _NEAR_BY_HABIT)
    if "/" not in word and not word[-1:].isdecimal():
        return None
    found = re.fullmatch(_NEARNESS if "/" in word else _JOINED, word)
    if not found:
        return None
    kind, reach = found[1].lower(), found[2].lower()
    if reach[0] in "sp":
        return Operator("sentence" if reach[0] == "s" else "paragraph")
    return Operator("BEFORE" if kind in ("pre", "adj") else "NEAR", int(reach))
