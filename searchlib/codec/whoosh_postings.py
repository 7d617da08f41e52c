"""Here are our postings, walk them for Whoosh: one document after the other, no block ever skipped.

Whoosh's skipping by block quality is wrong in several of its matchers (searchlib/ARCHITECTURE.md), so the matcher says
that it knows no block quality, and that any document may score without bound.
"""

from bisect import bisect_left
from collections.abc import Iterator
from math import inf

from whoosh.formats import Format
from whoosh.matching.mcore import LeafMatcher, ReadTooFar
from whoosh.reading import TermInfo
from whoosh.scoring import BaseScorer

from searchlib.codec.lengths import byte_to_length
from searchlib.codec.postings import Postings

Term = tuple[str, bytes]


class PostingMatcher(LeafMatcher):  # type: ignore[misc]  # Whoosh has no types
    """Whoosh's matcher over the postings of one term."""

    def __init__(self, postings: Postings, term: Term, *, format: Format, scorer: BaseScorer | None) -> None:
        self.format, self.scorer, self._term = format, scorer, term
        self._postings, self._docs, self._place = postings, postings.docs, 0

    def is_active(self) -> bool:
        """Say whether there is a document here."""
        return self._place < len(self._docs)

    def reset(self) -> None:
        """Go back to the first document."""
        self._place = 0

    def copy(self) -> "PostingMatcher":
        """Give a matcher at the same place that moves by itself."""
        other = PostingMatcher(self._postings, self._term, format=self.format, scorer=self.scorer)
        other._place = self._place
        return other

    def replace(self, minquality: float = 0) -> "PostingMatcher":
        """Give this matcher: there is no simpler one."""
        return self

    def id(self) -> int:
        """Give the document."""
        return int(self._docs[self._place])

    def all_ids(self) -> Iterator[int]:
        """Give all documents from the first."""
        return iter(self._docs)

    def all_items(self) -> Iterator[tuple[int, bytes]]:
        """Give all documents with their encoded positions."""
        return ((doc, self._encoded(place)) for place, doc in enumerate(self._docs))

    def next(self) -> bool:
        """Go to the next document."""
        if not self.is_active():
            raise ReadTooFar
        self._place += 1
        return False

    def skip_to(self, id: int) -> bool:
        """Go to the first document that is not below *id*, never backwards."""
        if not self.is_active():
            raise ReadTooFar
        self._place = bisect_left(self._docs, id, self._place)
        return False

    def weight(self) -> float:
        """Give the frequency of the term, times the boost of the field."""
        return float(self._postings.freqs[self._place] * self.format.field_boost)

    def value(self) -> bytes:
        """Give the positions in the encoding of the field's format."""
        return self._encoded(self._place)

    def value_as(self, astype: str) -> object:
        """Give the positions without the way through an encoding where that is all that is asked for."""
        if astype == "positions":
            return self._postings.positions(self._place).tolist()
        return super().value_as(astype)

    def _encoded(self, place: int) -> bytes:
        positions = self._postings.positions(place).tolist()
        return bytes(self.format.encode(positions)) if positions else b""

    def supports_block_quality(self) -> bool:
        """Say no: nothing is to be skipped."""
        return False

    def max_quality(self) -> float:
        """Give no bound."""
        return inf

    def block_quality(self) -> float:
        """Give no bound."""
        return inf


def term_info(postings: Postings, *, lengths: memoryview, tokens: float) -> TermInfo:
    """Give what Whoosh wants to know of a term; lengths are those that the length bytes stand for."""
    docs = postings.docs
    seen = {lengths[doc] for doc in docs}
    return TermInfo(
        weight=tokens,
        df=len(docs),
        minlength=byte_to_length(min(seen)),
        maxlength=byte_to_length(max(seen)),
        maxweight=float(max(postings.freqs)),
        minid=docs[0],
        maxid=docs[-1],
    )
