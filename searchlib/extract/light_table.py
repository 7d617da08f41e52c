"""Here are thousands of named tuples by a word, keep them so that Python's collector of garbage has nothing to visit.

It visits each named tuple, however plain, with each collection of the whole heap; plain tuples of texts and numbers it
leaves out from the second time on. So these are kept, and named when somebody looks them up: a few for each article.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, TypeVar

Row = TypeVar("Row", bound=tuple[object, ...])
Plain = TypeVar("Plain", bound=tuple[object, ...])


class LightTable(Mapping[str, tuple[Row, ...]]):
    """Named tuples of one kind by a word.

    Example:
        >>> from typing import NamedTuple
        >>> Word = NamedTuple("Word", [("text", str), ("bits", int)])
        >>> table = LightTable(Word._make, {"said": [Word("say", 1)]})
        >>> table["said"], table.get("sang")
        ((Word(text='say', bits=1),), None)
    """

    __slots__ = ("_make", "_table")

    def __init__(self, make: Callable[[Plain], Row], table: Mapping[str, Sequence[Plain]]) -> None:
        """Keep *table*; *make* makes a named tuple of what is kept for it."""
        self._make: Callable[[Any], Row] = make
        self._table = {word: tuple(map(tuple, rows)) for word, rows in table.items()}

    def __getitem__(self, word: str) -> tuple[Row, ...]:
        return tuple(map(self._make, self._table[word]))

    def __contains__(self, word: object) -> bool:
        return word in self._table

    def __iter__(self) -> Iterator[str]:
        return iter(self._table)

    def __len__(self) -> int:
        return len(self._table)
