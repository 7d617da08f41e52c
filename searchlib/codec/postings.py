"""Here is a term, give me the documents that hold it, how often, and where.

Sections of a field:

    term.text, term.ends   the dictionary of terms
    term.docs              for each term where its postings start in docs and freqs, and the end
    docs                   document numbers, strictly increasing within a term
    freqs                  tokens of the term in the document, one byte; 255 stands for 255 and more
    freqs.at, freqs.high   the postings with 255 and more, and how many
    term.positions         for each term where its positions start, and the end
    positions              positions, ascending within a posting; as many as the frequency says

A field without positions has term.text, term.ends, term.docs and docs alone.
"""

from array import array
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import Final, TypeAlias

from searchlib.codec.forms import Form, FormLists
from searchlib.codec.sections import Section, Sections
from searchlib.codec.terms import Dictionary, decoded, encoded

ESCAPE: Final = 255
"""The frequency byte that sends the reader to freqs.at."""

DocIds: TypeAlias = "memoryview"
"""Document numbers: uint32, shape (n,), strictly increasing."""
Freqs: TypeAlias = "memoryview"
"""Tokens of a term in each document: uint8 or uint32, shape (n,)."""
Positions: TypeAlias = "memoryview"
"""Positions of a term in one document: uint16 or uint32, ascending."""
FormNumbers: TypeAlias = "memoryview"
"""Number of the surface form at each of these positions: uint8, uint16 or uint32."""


class Postings:
    """The postings of one term. Nothing is copied, and nothing read before it is asked for."""

    __slots__ = ("_ends", "_formed", "_freqs", "_lists", "_positions", "_term", "docs")

    def __init__(self, lists: "PostingLists", term: int) -> None:
        self._lists, self._term = lists, term
        self.docs: DocIds = lists.docs(term)
        self._freqs: Freqs | None = None
        self._ends: list[int] | None = None
        self._positions: Positions | None = None
        self._formed: FormNumbers | None = None

    def __len__(self) -> int:
        return len(self.docs)

    @property
    def freqs(self) -> Freqs:
        """How many tokens of the term each document of ``docs`` has; 1 in a field without positions."""
        if self._freqs is None:
            self._freqs = self._lists.freqs(self._term)
        return self._freqs

    def positions(self, place: int) -> Positions:
        """Give the positions in the document ``docs[place]``; none in a field without positions."""
        if self._positions is None:
            self._positions = self._lists.positions(self._term)
        start, end = self._range(place)
        return self._positions[start:end]

    def forms(self, place: int) -> FormNumbers:
        """Give the number of the form at each of ``positions(place)``."""
        start, end = self._range(place)
        if self._formed is None:
            self._formed = self._lists.formed(self._term)
        return self._formed[start:end] if len(self._formed) else memoryview(bytes(end - start))

    def _range(self, place: int) -> tuple[int, int]:
        if self._ends is None:
            self._ends = self._lists.position_ends(self._term, self.freqs)
        return self._ends[place], self._ends[place + 1]


class PostingLists:
    """The postings of one field of an open segment."""

    __slots__ = ("_at", "_docs", "_freqs", "_high", "_position_starts", "_positions", "_starts", "forms", "terms")

    def __init__(self, sections: Sections, field: str) -> None:
        self.terms = Dictionary(sections, f"{field}/term")
        self._starts = sections.section(f"{field}/term.docs", "I")
        self._docs = sections.section(f"{field}/docs", "I")
        self._position_starts: Section | None = None
        self.forms: FormLists | None = None
        if f"{field}/positions" in sections:
            self._position_starts = sections.section(f"{field}/term.positions", "I")
            self._positions = sections.section(f"{field}/positions", "BHI")
            self._freqs = sections.section(f"{field}/freqs", "B")
            self._at, self._high = (sections.section(f"{field}/freqs.{part}", "I") for part in ("at", "high"))
            if f"{field}/form.terms" in sections:
                self.forms = FormLists(sections, field)

    @property
    def positional(self) -> bool:
        """Whether the field has positions."""
        return self._position_starts is not None

    @property
    def position_typecode(self) -> str:
        """The type of the items that are positions."""
        return self._positions.typecode

    def find(self, term: bytes) -> Postings | None:
        """Give the postings of *term*, None where the field has no such term."""
        number = self.terms.number(term)
        return None if number is None else Postings(self, number)

    def walk_forms(self, start: str) -> Iterator[Form]:
        """Give the forms in order from the first that is not below *start*."""
        if self.forms is not None:
            return self.forms.walk(start, self.terms)
        words = map(decoded, self.terms.walk(self.terms.find(encoded(start))))
        return (Form(word, word, 0) for word in words)

    def form_names(self, term: int) -> tuple[str, ...]:
        """Give the forms of the term with this number, in the order of their numbers."""
        return self.forms.names(term) if self.forms is not None else (decoded(self.terms[term]),)

    def form_count(self) -> int:
        """Give the number of forms of all terms."""
        return len(self.forms) if self.forms is not None else len(self.terms)

    def form_pairs(self) -> Iterator[tuple[bytes, int]]:
        """Give the forms in order, each with the number of its term."""
        return self.forms.pairs() if self.forms is not None else ((term, n) for n, term in enumerate(self.terms.walk()))

    def form_entries(self, term: int) -> Sequence[int]:
        """Give where the forms of the term with this number stand among all forms."""
        return self.forms.entries(term) if self.forms is not None else (term,)

    def doc_frequency(self, term: int) -> int:
        """Give the number of documents that hold the term with this number."""
        start, end = self._starts.items(term, term + 2)
        return int(end - start)

    def token_count(self, term: int) -> int:
        """Give the number of tokens of the term with this number in all documents."""
        if self._position_starts is None:
            return self.doc_frequency(term)
        start, end = self._position_starts.items(term, term + 2)
        return int(end - start)

    def docs(self, term: int) -> DocIds:
        """Give the documents that hold the term with this number."""
        start, end = self._starts.items(term, term + 2)
        return self._docs.items(start, end)

    def freqs(self, term: int) -> Freqs:
        """Give the frequencies of the term with this number: zero-copy where none needs the escape."""
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
        for place, freq in zip(at[first:last], high[first:last], strict=True):
            wide[place - start] = freq
        return memoryview(wide)

    def positions(self, term: int) -> Positions:
        """Give the positions of the term with this number in all documents, one after the other."""
        if self._position_starts is None:
            return memoryview(b"")
        start, end = self._position_starts.items(term, term + 2)
        return self._positions.items(start, end)

    def position_ends(self, term: int, freqs: Freqs) -> list[int]:
        """Give where the positions of each document end in `positions`, with a leading zero."""
        if self._position_starts is None:
            return [0] * (len(freqs) + 1)
        ends = list(accumulate(freqs, initial=0))
        if ends[-1] != self.token_count(term):
            raise self._positions.damaged(f"{self.token_count(term)} positions of a term, but {ends[-1]} counted")
        return ends

    def formed(self, term: int) -> FormNumbers:
        """Give the form numbers of the term at all positions; empty where it has one form."""
        return self.forms.at_positions(term) if self.forms is not None else memoryview(b"")
