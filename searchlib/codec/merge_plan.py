"""Here are the dictionaries of one field of several segments: which of their terms make up each new term?"""

from array import array
from collections.abc import Iterator, Sequence
from heapq import merge as merged_in_order
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple

from searchlib.codec.postings import PostingLists
from searchlib.codec.renumber import Source


class Part(NamedTuple):
    """A term of one segment that goes into a new term."""

    source: Source
    lists: PostingLists
    term: int
    place: int
    """Of the source among all sources."""


class TermPlan:
    """Which terms of which segments make up each new term, in order."""

    def __init__(self, numbered: Sequence[Source], lists: Sequence[PostingLists | None]) -> None:
        self.numbered, self.lists = numbered, lists
        self._places, self._terms, self._starts = array("H"), array("I"), array("I", [0])

    def __len__(self) -> int:
        return len(self._starts) - 1

    def merged(self) -> Iterator[bytes]:
        """Give the new terms in order, and take down what they are made of."""
        walks = (self._walk(place, lists) for place, lists in enumerate(self.lists) if lists is not None)
        for term, parts in groupby(merged_in_order(*walks), key=itemgetter(0)):
            before = len(self._terms)
            for _, place, number in parts:
                if self._survives(place, number):
                    self._places.append(place)
                    self._terms.append(number)
            if len(self._terms) > before:
                self._starts.append(len(self._terms))
                yield term

    def parts(self, term: int) -> Iterator[Part]:
        """Give what a new term is made of, in the order of the segments."""
        for at in range(self._starts[term], self._starts[term + 1]):
            place = self._places[at]
            lists = self.lists[place]
            if lists is not None:
                yield Part(self.numbered[place], lists, self._terms[at], place)

    def __iter__(self) -> Iterator[Iterator[Part]]:
        return map(self.parts, range(len(self)))

    @staticmethod
    def _walk(place: int, lists: PostingLists) -> Iterator[tuple[bytes, int, int]]:
        return ((term, place, number) for number, term in enumerate(lists.terms.walk()))

    def _survives(self, place: int, number: int) -> bool:
        source, lists = self.numbered[place], self.lists[place]
        return lists is not None and (source.numbers is None or len(source.renumbered(lists.docs(number))) > 0)
