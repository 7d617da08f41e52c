"""Here is a text, give me its words as columns: the kernel remembers what stands between two blanks, Python defines it.

A rule that never looks beyond a blank gives the same for a text and for its stretches one by one. So each stretch is
taken apart by the rule once, and of all others the kernel knows what they become.
"""

import os
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from itertools import accumulate, islice
from types import ModuleType
from typing import TYPE_CHECKING, Any, Final, NamedTuple, TypeAlias

from searchlib.compiled import kernel

if TYPE_CHECKING:
    from searchlib.codec.kernel import _kernel

REMEMBERED: Final = 1 << 17
"""Distinct stretches whose outcome is kept; then the memo starts afresh, so that memory stays bounded."""
LONGEST: Final = 40
"""Bytes of a stretch that is remembered; a text whose stretches are longer throughout is left to the rule."""

Columns: TypeAlias = tuple[Any, ...]
"""Lists of equal length, a row a word; the last two are where it starts and ends, in characters of the text."""


class Rule(NamedTuple):
    """How a text becomes columns. What stands beyond a blank or a line's end must make no difference to it."""

    define: Callable[[str], Columns]
    width: int
    """Number of columns without the two last ones."""


def columns(rule: Rule, text: str, *, offset: int = 0) -> Columns:
    """Give the columns of *text*, from the kernel where there is one.

    Args:
        rule: The definition, and what it gives.
        text: Any text.
        offset: The number of its first character.

    Raises:
        Nothing.

    Example:
        >>> rule = Rule(lambda text: (text.split(), [0, 2], [1, 3]), 1)
        >>> columns(rule, "a b")
        (['a', 'b'], [0, 2], [1, 3])

    Cost: linear; a stretch that is known costs a look-up.
    """
    module = kernel()
    if module is not None and (text.count(" ") + text.count("\n")) * LONGEST >= len(text):
        found: Columns = module.chunked(_opened(rule, module), text, offset)
        return found
    *objects, starts, ends = rule.define(text)
    if offset:
        starts, ends = list(map(offset.__add__, starts)), list(map(offset.__add__, ends))
    return (*objects, starts, ends)


@cache
def _opened(rule: Rule, module: ModuleType) -> "_kernel.Chunks":
    seed = int.from_bytes(os.urandom(8), "little", signed=True)

    def ask(stretches: list[str]) -> tuple[tuple[tuple[object, ...], ...], ...]:
        return tuple(_rows(rule, stretches))

    opened: _kernel.Chunks = module.open_chunks(ask, rule.width, LONGEST, REMEMBERED, seed)
    return opened


def _rows(rule: Rule, stretches: Sequence[str]) -> Iterator[tuple[tuple[object, ...], ...]]:
    """Give the rows of each stretch, all of them taken apart as one text."""
    *objects, starts, ends = rule.define("\n".join(stretches))
    rows = zip(*objects, starts, ends, strict=True)
    begins = accumulate((len(stretch) + 1 for stretch in stretches), initial=0)
    place = 0
    for begin, stretch in zip(begins, stretches, strict=False):
        count = 0
        while place + count < len(starts) and starts[place + count] < begin + len(stretch):
            count += 1
        place += count
        yield tuple((*row[:-2], row[-2] - begin, row[-1] - begin) for row in islice(rows, count))
