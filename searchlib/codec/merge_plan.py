"""Here are the dictionaries of one field of several segments: which of their terms make up each new term?"""

from array import array
from collections.abc import Generator, Iterable, Iterator, Sequence
from heapq import merge
from itertools import chain, groupby
from operator import itemgetter
from typing import Final, NamedTuple, TypeAlias, TypeVar

from searchlib.codec.postings import PostingLists
from searchlib.codec.renumber import Source

_FEW: Final = 100_000
"""Entries of dictionaries that may be in memory at once."""
_Entry = TypeVar("_Entry", tuple[bytes, int, int], tuple[bytes, int, int, int])


class Part(NamedTuple):
    """A term of one segment that goes into a new term."""

    source: Source
    lists: PostingLists
    term: int
    place: int
    """Of the source among all sources."""


class Field(NamedTuple):
    """One field of the segments that are merged."""

    name: str
    numbered: Sequence[Source]
    lists: Sequence[PostingLists | None]
    """Of each segment, None where it has no such field."""

    @classmethod
    def of(cls, numbered: Sequence[Source], name: str) -> "Field":
        """Open the field *name* of the segments."""
        return cls(name, numbered, [source.segment.lists(name) for source in numbered])

    @property
    def positional(self) -> bool:
        """Whether the field has positions.

        Raises:
            ValueError: it has them in some of the segments only.
        """
        kinds = {lists.positional for lists in self.lists if lists is not None}
        if len(kinds) > 1:
            raise ValueError(f"field {self.name!r} has positions in some segments only")
        return kinds == {True}

    @property
    def formed(self) -> bool:
        """Whether some of the segments have forms that are not the terms."""
        return any(lists is not None and lists.forms is not None for lists in self.lists)

    def lengths(self) -> "array[int]":
        """Give the lengths of the documents that are left."""
        columns = ((source.segment.exact_lengths(self.name), source.runs()) for source in self.numbered)
        return array("I", chain.from_iterable(column[start:end] for column, runs in columns for start, end in runs))


class Pairs(NamedTuple):
    """What new terms are made of: pairs of a segment, by its place, and of a term there."""

    starts: Sequence[int]
    """For each new term where its pairs start, and the end."""
    places: Sequence[int]
    terms: Sequence[int]


Steps: TypeAlias = Generator[None, None, tuple[int, Pairs]]
"""The merge of a field, step by step; at its end the sum of the lengths, and what the terms are made of."""


def in_order(walks: Iterable[Iterable[_Entry]], size: int) -> Iterable[_Entry]:
    """Merge walks through dictionaries, each in order; *size* says how many entries they have together.

    Few are sorted, which finds the runs and compares them in C; of many but one of each walk is in memory.
    """
    return sorted(chain.from_iterable(walks)) if size <= _FEW else merge(*walks)


class TermPlan:
    """Which terms of which segments make up each new term, in order."""

    def __init__(self, field: Field) -> None:
        self.numbered, self.lists = field.numbered, field.lists
        self.places, self.terms, self.starts = array("I"), array("I"), array("I", [0])

    def __len__(self) -> int:
        return len(self.starts) - 1

    def merged(self) -> Iterator[bytes]:
        """Give the new terms in order, and take down what they are made of."""
        walks = (self._walk(place, lists) for place, lists in enumerate(self.lists) if lists is not None)
        for term, parts in groupby(in_order(walks, self._size()), key=itemgetter(0)):
            before = len(self.terms)
            for _, place, number in parts:
                if self._survives(place, number):
                    self.places.append(place)
                    self.terms.append(number)
            if len(self.terms) > before:
                self.starts.append(len(self.terms))
                yield term

    def pairs(self) -> Pairs:
        """Give what the new terms are made of, once all have been given."""
        return Pairs(self.starts, self.places, self.terms)

    def _size(self) -> int:
        return sum(len(lists.terms) for lists in self.lists if lists is not None)

    def parts(self, term: int) -> Iterator[Part]:
        """Give what a new term is made of, in the order of the segments."""
        for at in range(self.starts[term], self.starts[term + 1]):
            place = self.places[at]
            lists = self.lists[place]
            if lists is not None:
                yield Part(self.numbered[place], lists, self.terms[at], place)

    def __iter__(self) -> Iterator[Iterator[Part]]:
        return map(self.parts, range(len(self)))

    @staticmethod
    def _walk(place: int, lists: PostingLists) -> Iterator[tuple[bytes, int, int]]:
        return ((term, place, number) for number, term in enumerate(lists.terms.walk()))

    def _survives(self, place: int, number: int) -> bool:
        source, lists = self.numbered[place], self.lists[place]
        return lists is not None and (source.numbers is None or len(source.renumbered(lists.docs(number))) > 0)
