"""Here is a term of one of our segments, give Whoosh what it asks for: its place in order, its numbers, its matcher."""

from collections.abc import Iterator

from whoosh.codec.base import FieldCursor, TermsReader
from whoosh.fields import FieldType
from whoosh.formats import Format
from whoosh.reading import TermInfo, TermNotFound
from whoosh.scoring import BaseScorer

from searchlib.codec.override import override
from searchlib.codec.postings import Postings
from searchlib.codec.segment import Segment
from searchlib.codec.whoosh_postings import PostingMatcher, Term, term_info


class TermReader(TermsReader):  # type: ignore[misc]  # Whoosh has no types
    """Whoosh's view of the dictionaries and postings of a segment."""

    def __init__(self, segment: Segment) -> None:
        self._segment = segment

    def __contains__(self, term: Term) -> bool:
        return self._segment.doc_frequency(*term) > 0

    def indexed_field_names(self) -> tuple[str, ...]:
        """Give the names of the fields that have terms."""
        return self._segment.fields()

    def cursor(self, fieldname: str, fieldobj: FieldType) -> "TermCursor":
        """Give a cursor over the terms of a field."""
        return TermCursor(self, fieldname, fieldobj)

    def terms(self) -> Iterator[Term]:
        """Give all terms of all fields in order."""
        return ((field, term) for field in self._segment.fields() for term in self._segment.terms(field))

    def terms_from(self, fieldname: str, prefix: bytes) -> Iterator[Term]:
        """Give the terms in order from one of *fieldname*, those of later fields too."""
        fields = [field for field in self._segment.fields() if field >= fieldname]
        starts = [prefix if field == fieldname else b"" for field in fields]
        pairs = zip(fields, starts, strict=True)
        return ((field, term) for field, start in pairs for term in self._segment.terms(field, start))

    def items(self) -> Iterator[tuple[Term, TermInfo]]:
        """Give all terms in order with what is known of them."""
        return ((term, self.term_info(*term)) for term in self.terms())

    def items_from(self, fieldname: str, prefix: bytes) -> Iterator[tuple[Term, TermInfo]]:
        """Give the terms in order from one of *fieldname* with what is known of them."""
        return ((term, self.term_info(*term)) for term in self.terms_from(fieldname, prefix))

    def term_info(self, fieldname: str, text: bytes) -> TermInfo:
        """Give what is known of a term; raises Whoosh's TermNotFound where there is none."""
        lengths, tokens = self._segment.lengths(fieldname), self.frequency(fieldname, text)
        return term_info(self._postings(fieldname, text), lengths=lengths, tokens=tokens)

    def frequency(self, fieldname: str, text: bytes) -> float:
        """Give the number of tokens of a term, 0 where there is none."""
        lists = self._segment.lists(fieldname)
        number = lists.terms.number(text) if lists is not None else None
        return float(lists.token_count(number)) if lists is not None and number is not None else 0.0

    def doc_frequency(self, fieldname: str, text: bytes) -> int:
        """Give the number of documents of a term, deleted ones too."""
        return self._segment.doc_frequency(fieldname, text)

    @override
    def matcher(self, fieldname: str, text: bytes, format_: Format, scorer: BaseScorer | None = None) -> PostingMatcher:
        """Give a matcher over the postings of a term; raises TermNotFound where there is none."""
        postings = self._postings(fieldname, text)
        return PostingMatcher(postings, (fieldname, text), format=format_, scorer=scorer)

    def _postings(self, fieldname: str, text: bytes) -> Postings:
        postings = self._segment.postings(fieldname, text)
        if postings is None:
            raise TermNotFound(f"No term {fieldname}:{text!r}")
        return postings


class TermCursor(FieldCursor):  # type: ignore[misc]
    """Walks the terms of one field for Whoosh's automata, which speak in texts."""

    def __init__(self, reader: TermReader, fieldname: str, fieldobj: FieldType) -> None:
        self._reader, self._fieldname, self._fieldobj = reader, fieldname, fieldobj
        self.first()

    def first(self) -> str | None:
        """Go to the first term."""
        return self.find(b"")

    def find(self, term: str | bytes) -> str | None:
        """Go to the first term that is not below *term*."""
        start = term if isinstance(term, bytes) else self._fieldobj.to_bytes(term)
        self._terms = self._reader.terms_from(self._fieldname, start)
        return self.next()

    def next(self) -> str | None:
        """Go to the next term; None after the last one."""
        field, term = next(self._terms, ("", b""))
        self._term: bytes | None = term if field == self._fieldname else None
        return self.text()

    def text(self) -> str | None:
        """Give the term as text."""
        return None if self._term is None else str(self._fieldobj.from_bytes(self._term))

    def term_info(self) -> TermInfo | None:
        """Give what is known of the term."""
        return None if self._term is None else self._reader.term_info(self._fieldname, self._term)

    def is_valid(self) -> bool:
        """Say whether there is a term here."""
        return self._term is not None
