"""Here are the segments of an index while a writer changes it: which documents are deleted, which are duplicates.

Segments are in the order in which their documents were added, and merges join neighbours alone. So the first of
several articles of the same text is simply the one that comes first.
"""

from collections.abc import Iterable, Iterator
from itertools import chain
from typing import Final, NamedTuple

from searchlib.codec.columns import MISSING
from searchlib.codec.manifest import SegmentRow
from searchlib.codec.segment import Segment
from searchlib.codec.snapshot import LiveSegment
from searchlib.codec.terms import encoded

ID: Final = "id"
TEXT_DIGEST: Final = "text_digest"
RECORD_DIGEST: Final = "record_digest"
_FEW: Final = 16
"""Digests that are looked for one by one, in C; for more the column is walked once."""


class Holding:
    """One segment with the documents that are in no answer; these may change until the commit."""

    def __init__(self, segment: Segment, *, deleted: Iterable[int] = (), duplicates: Iterable[int] = ()) -> None:
        self.segment = segment
        self.deleted, self.duplicates = set(deleted), set(duplicates)

    @classmethod
    def of(cls, live: LiveSegment) -> "Holding":
        """Take over a segment of a snapshot."""
        return cls(live.segment, deleted=live.deleted, duplicates=live.hidden - live.deleted)

    def row(self) -> SegmentRow:
        """Give what the manifest says of this segment."""
        segment = self.segment
        hidden = tuple(sorted(self.deleted)), tuple(sorted(self.duplicates))
        return SegmentRow(segment.name, segment.doc_count, segment.size, segment.fingerprint, *hidden)

    def find(self, article_id: str) -> int | None:
        """Give the document of an article that is not deleted, None where it is not here."""
        postings = self.segment.postings(ID, encoded(article_id))
        docs = postings.docs if postings is not None else ()
        return next((doc for doc in docs if doc not in self.deleted), None)

    def undeleted(self) -> Iterator[int]:
        """Give the documents that are not deleted, in order."""
        return (doc for doc in range(self.segment.doc_count) if doc not in self.deleted)


class Place(NamedTuple):
    """Where an article stands."""

    holding: Holding
    doc: int

    def digest(self, column: str) -> int:
        """Give one of the digests of the article."""
        return self.holding.segment.number(column, self.doc)


class Holdings:
    """The segments of an index in order, and the texts whose duplicates have to be looked at again."""

    def __init__(self, segments: Iterable[LiveSegment]) -> None:
        self.rows: list[Holding] = list(map(Holding.of, segments))
        self._touched: set[int] = set()

    def add(self, holding: Holding) -> None:
        """Add a new segment after the others."""
        self._touched.update(holding.segment.numbers(TEXT_DIGEST))
        self.rows.append(holding)

    def find(self, article_id: str) -> Place | None:
        """Give the place of an article that is not deleted, None where there is none."""
        for holding in reversed(self.rows):
            doc = holding.find(article_id)
            if doc is not None:
                return Place(holding, doc)
        return None

    def delete(self, place: Place) -> None:
        """Delete an article."""
        place.holding.deleted.add(place.doc)
        place.holding.duplicates.discard(place.doc)
        self._touched.add(place.digest(TEXT_DIGEST))

    def replace(self, start: int, end: int, *, by: tuple[Holding, ...]) -> None:
        """Put a merged segment, or none, in the place of some neighbours."""
        self.rows[start:end] = by

    def mark_duplicates(self) -> None:
        """Let the first article of each text that was touched since the last call answer for the others.

        Cost: one pass over the digests of all documents.
        """
        touched, seen = self._touched - {MISSING}, set[int]()
        for holding in self.rows if touched else ():
            digests = holding.segment.numbers(TEXT_DIGEST)
            for doc in _standing(digests, touched):
                if doc in holding.deleted:
                    continue
                (holding.duplicates.add if digests[doc] in seen else holding.duplicates.discard)(doc)
                seen.add(digests[doc])
            if len(touched) > _FEW:
                holding.segment.let_go()
        self._touched.clear()

    def manifest_rows(self) -> tuple[SegmentRow, ...]:
        """Give what the manifest says of the segments."""
        return tuple(holding.row() for holding in self.rows)


def _standing(numbers: memoryview, wanted: set[int]) -> list[int]:
    """Give where in a column of numbers (int64) one of some stands, ascending."""
    if len(wanted) > _FEW:
        return [place for place, number in enumerate(numbers) if number in wanted]
    data = numbers.tobytes()
    return sorted(chain.from_iterable(_places(data, number.to_bytes(8, "little", signed=True)) for number in wanted))


def _places(data: bytes, number: bytes) -> Iterator[int]:
    place = data.find(number)
    while place >= 0:
        if place % len(number) == 0:
            yield place // len(number)
        place = data.find(number, place + 1)
