"""Here is a term of a segment of format 1, give me its postings. Format 1 is read, never written.

    term.docs              for each term where its postings start in docs and freqs, and the end
    docs                   document numbers, strictly increasing within a term
    freqs                  tokens of the term in the document, one byte; 255 stands for 255 and more
    freqs.at, freqs.high   the postings with 255 and more, and how many
    term.positions         for each term where its positions start, and the end
    positions              positions, ascending within a posting; as many as the frequency says
    term.formed            for each term where its positions start in formed, and the end
    formed                 the number of the form at each position, only of terms with more than one form

A field without positions has term.docs and docs alone.
"""

from array import array
from bisect import bisect_left
from typing import Final

from searchlib.codec.sections import Section, Sections

ESCAPE: Final = 255
"""The frequency byte that sends the reader to freqs.at."""


class PlainTerms:
    """The postings of one field. Nothing is copied, and nothing read before it is asked for."""

    __slots__ = (
        "_at",
        "_doc_count",
        "_docs",
        "_formed",
        "_formed_starts",
        "_freqs",
        "_high",
        "_position_starts",
        "_positions",
        "_starts",
    )

    def __init__(self, sections: Sections, field: str, *, doc_count: int) -> None:
        self._doc_count = doc_count
        self._starts = sections.section(f"{field}/term.docs", "I")
        self._docs = sections.section(f"{field}/docs", "I")
        self._position_starts: Section | None = None
        self._formed: Section | None = None
        if f"{field}/positions" in sections:
            self._position_starts = sections.section(f"{field}/term.positions", "I")
            self._positions = sections.section(f"{field}/positions", "BHI")
            self._freqs = sections.section(f"{field}/freqs", "B")
            self._at, self._high = (sections.section(f"{field}/freqs.{part}", "I") for part in ("at", "high"))
            if f"{field}/form.terms" in sections:
                self._formed_starts = sections.section(f"{field}/term.formed", "I")
                self._formed = sections.section(f"{field}/formed", "BHI")

    @property
    def positional(self) -> bool:
        """Whether the field has positions."""
        return self._position_starts is not None

    def doc_frequency(self, term: int) -> int:
        """Give the number of documents that hold the term with this number."""
        start, end = self._starts.items(term, term + 2)
        return int(end - start)

    def token_count(self, term: int) -> int:
        """Give the number of tokens of the term in all documents."""
        if self._position_starts is None:
            return self.doc_frequency(term)
        start, end = self._position_starts.items(term, term + 2)
        return int(end - start)

    def docs(self, term: int) -> memoryview:
        """Give the documents that hold the term."""
        start, end = self._starts.items(term, term + 2)
        docs = self._docs.items(start, end)
        if max(docs, default=-1) >= self._doc_count:
            raise self._docs.damaged(f"a document that is not there, of {self._doc_count}")
        return docs

    def freqs(self, term: int) -> memoryview:
        """Give the frequencies of the term: zero-copy where none needs the escape."""
        start, end = self._starts.items(term, term + 2)
        if self._position_starts is None:
            return memoryview(b"\1" * (end - start))
        freqs = self._freqs.items(start, end)
        if not len(self._at):
            return freqs
        at, high = self._at.all(), self._high.all()
        first, last = bisect_left(at, start), bisect_left(at, end)
        if first == last:
            return freqs
        wide = array("I", freqs.tolist())
        for place, freq in zip(at[first:last], high[first:last], strict=False):
            if not start <= place < end:
                raise self._at.damaged("places out of order")
            wide[place - start] = freq
        return memoryview(wide)

    def positions(self, term: int) -> memoryview:
        """Give the positions of the term in all documents, one after the other."""
        if self._position_starts is None:
            return memoryview(b"")
        start, end = self._position_starts.items(term, term + 2)
        return self._positions.items(start, end)

    def formed(self, term: int) -> memoryview:
        """Give the number of the form at each position; empty where the term has one form."""
        if self._formed is None:
            return memoryview(b"")
        start, end = self._formed_starts.items(term, term + 2)
        return self._formed.items(start, end)
