"""Here is a word of a query, tell whether it is an operator."""

import re
from typing import Final, NamedTuple

_BINARY: Final = {"AND": "AND", "&&": "AND", "OR": "OR", "||": "OR", "NOT": "NOT", "ANDNOT": "ANDNOT",
                  "ANDMAYBE": "ANDMAYBE", "REQUIRE": "REQUIRE"}  # fmt: skip
"""Only in capitals: and, or, not are words."""
_NEARNESS: Final = r"([nN][eE][aA][rR]|[wW]|[pP][rR][eE]|)/(\d{1,5}|[spSP])"  # compiled when a slash is typed
_NEAR_BY_HABIT: Final = 10


class Operator(NamedTuple):
    """What to do with the operands on both sides."""

    name: str
    """AND, OR, NOT, ANDNOT, ANDMAYBE, REQUIRE, NEAR, BEFORE, sentence or paragraph."""
    distance: int = 0


def operator(word: str) -> Operator | None:
    """Read an operator.

    Example:
        >>> operator("w/5"), operator("/s"), operator("and")
        (Operator(name='NEAR', distance=5), Operator(name='sentence', distance=0), None)
    """
    if word in _BINARY:
        return Operator(_BINARY[word])
    if word == "NEAR":
        return Operator("NEAR", _NEAR_BY_HABIT)
    found = re.fullmatch(_NEARNESS, word) if "/" in word else None
    if not found:
        return None
    kind, reach = found[1].lower(), found[2].lower()
    if reach in "sp":
        return Operator("sentence" if reach == "s" else "paragraph")
    return Operator("BEFORE" if kind == "pre" else "NEAR", int(reach))
