"""Here are the dictionaries of one field of several segments: which of their terms make up each new term?"""

from array import array
from collections.abc import Iterable, Iterator, Sequence
from heapq import merge
from itertools import chain, groupby
from operator import itemgetter
from typing import Final, NamedTuple, TypeVar

from searchlib.codec.postings import PostingLists
from searchlib.codec.renumber import Source
from searchlib.compiled import kernel, run

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


class Used(NamedTuple):
    """What documents that are left use: a byte each."""

    terms: bytes
    forms: bytes
    """Of all terms, in their order."""
    form_starts: memoryview | None
    """For each term where its forms start among these."""


def used(source: Source, lists: PostingLists | None) -> Used | None:
    """Ask the kernel which terms and forms are still used; None where it cannot say, or nothing is deleted."""
    module = kernel()
    if module is None or lists is None or lists.packed is None or source.numbers is None:
        return None
    starts = lists.forms.by_term()[0] if lists.forms is not None else None
    part = (*lists.packed.given(), source.numbers, 0, source.segment.doc_count, starts, None)
    terms, forms = run(lambda module: module.used_terms(part, lists.positional, lists.form_count()))
    return Used(terms, forms, starts)


def in_order(walks: Iterable[Iterable[_Entry]], size: int) -> Iterable[_Entry]:
    """Merge walks through dictionaries, each in order; *size* says how many entries they have together.

    Few are sorted, which finds the runs and compares them in C; of many but one of each walk is in memory.
    """
    return sorted(chain.from_iterable(walks)) if size <= _FEW else merge(*walks)


class TermPlan:
    """Which terms of which segments make up each new term, in order."""

    def __init__(self, numbered: Sequence[Source], lists: Sequence[PostingLists | None]) -> None:
        self.numbered, self.lists = numbered, lists
        self.used = [used(source, one) for source, one in zip(numbered, lists, strict=True)]
        """Of each segment with deleted documents what documents that are left use, where the kernel says so."""
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
        source, lists, used = self.numbered[place], self.lists[place], self.used[place]
        if used is not None:
            return used.terms[number] > 0
        return lists is not None and (source.numbers is None or len(source.renumbered(lists.docs(number))) > 0)
