"""Here is a term, give me the documents that hold it, how often, and where.

Terms are a dictionary, ``term.text`` and ``term.ends`` (see `searchlib.codec.terms`), and each has a packet (see
`searchlib.codec.packet_writer`); segments of format 1 keep postings in columns (see `searchlib.codec.first_format`).
"""

from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import Protocol, TypeAlias

from searchlib.codec.first_format import PlainTerms
from searchlib.codec.forms import Form, FormLists
from searchlib.codec.packed_terms import PackedTerms
from searchlib.codec.sections import Sections
from searchlib.codec.terms import Dictionary, decoded, encoded
from searchlib.errors import IndexDamaged

DocIds: TypeAlias = "memoryview"
"""Document numbers: uint32, shape (n,), strictly increasing."""
Freqs: TypeAlias = "memoryview"
"""Tokens of a term in each document: uint8 or uint32, shape (n,)."""
Positions: TypeAlias = "memoryview"
"""Positions of a term in one document: uint8, uint16 or uint32, ascending."""
FormNumbers: TypeAlias = "memoryview"
"""Number of the surface form at each of these positions: uint8, uint16 or uint32."""


class _Kept(Protocol):
    """How the postings of a field are kept. Terms go by number."""

    @property
    def positional(self) -> bool: ...
    def doc_frequency(self, term: int) -> int: ...
    def token_count(self, term: int) -> int: ...
    def docs(self, term: int) -> DocIds: ...
    def freqs(self, term: int) -> Freqs: ...
    def positions(self, term: int) -> Positions: ...
    def formed(self, term: int) -> FormNumbers: ...


class Postings:
    """The postings of one term. Nothing is read before it is asked for."""

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

    __slots__ = ("_field", "_kept", "_sections", "forms", "terms")

    def __init__(self, sections: Sections, field: str, *, doc_count: int) -> None:
        self.terms = Dictionary(sections, f"{field}/term")
        self._sections, self._field = sections, field
        self._kept: _Kept
        if f"{field}/packets" in sections:
            self._kept = PackedTerms(sections, field, doc_count=doc_count)
        else:
            self._kept = PlainTerms(sections, field, doc_count=doc_count)
        self.forms = FormLists(sections, field) if f"{field}/form.terms" in sections else None

    @property
    def positional(self) -> bool:
        """Whether the field has positions."""
        return self._kept.positional

    @property
    def packed(self) -> PackedTerms | None:
        """The packets of the field; None in format 1."""
        return self._kept if isinstance(self._kept, PackedTerms) else None

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
        return self._kept.doc_frequency(term)

    def token_count(self, term: int) -> int:
        """Give the number of tokens of the term with this number in all documents."""
        return self._kept.token_count(term)

    def docs(self, term: int) -> DocIds:
        """Give the documents that hold the term with this number."""
        return self._kept.docs(term)

    def freqs(self, term: int) -> Freqs:
        """Give the frequencies of the term with this number."""
        return self._kept.freqs(term)

    def positions(self, term: int) -> Positions:
        """Give the positions of the term with this number in all documents, one after the other."""
        return self._kept.positions(term)

    def position_ends(self, term: int, freqs: Freqs) -> list[int]:
        """Give where the positions of each document end in `positions`, with a leading zero."""
        if not self.positional:
            return [0] * (len(freqs) + 1)
        ends = list(accumulate(freqs, initial=0))
        if ends[-1] != self.token_count(term):
            reason = f"{self.token_count(term)} positions of a term, but {ends[-1]} counted"
            raise IndexDamaged(self._sections.file, self._field, reason)
        return ends

    def formed(self, term: int) -> FormNumbers:
        """Give the form numbers of the term at all positions; empty where it has one form."""
        return self._kept.formed(term)
