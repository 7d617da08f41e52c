"""Here is a surface form, give me its term; here is a term, give me its forms, numbered.

Sections of a field whose forms are not simply its terms:

    form.text, form.ends   the dictionary of forms; a form that stands for two terms is in it twice
    form.terms             for each form the number of its term
    form.numbers           for each form its number among the forms of its term
    term.forms             for each term where its forms start in by_term, and the end
    by_term                numbers of forms, grouped by term, in the order of their numbers

A field without these sections has one form a term, the term itself.
"""

from array import array
from collections.abc import Iterator, Sequence
from itertools import accumulate
from operator import itemgetter
from typing import NamedTuple

from searchlib.codec.assemble import SectionWriter
from searchlib.codec.narrow import narrowed, typecode_for
from searchlib.codec.sections import Section, Sections
from searchlib.codec.terms import Dictionary, decoded, encoded, write_dictionary, write_texts


class Form(NamedTuple):
    """A surface form, the term it stands for, and its number among the forms of that term."""

    form: str
    term: str
    number: int


def write_forms(out: SectionWriter, field: str, *, forms_of: Sequence[Sequence[str]]) -> None:
    """Write the forms of each term; *forms_of* has one ascending sequence of forms a term, in order of the terms."""
    entries = sorted((form, term, number) for term, forms in enumerate(forms_of) for number, form in enumerate(forms))
    write_dictionary(out, f"{field}/form", terms=(encoded(form) for form, _, _ in entries))
    out.add(f"{field}/form.terms", "I", data=array("I", map(itemgetter(1), entries)))
    typecode = number_typecode(forms_of)
    out.add(f"{field}/form.numbers", typecode, data=narrowed(array("I", map(itemgetter(2), entries)), typecode))
    out.add(f"{field}/term.forms", "I", data=array("I", accumulate(map(len, forms_of), initial=0)))
    by_term = sorted(range(len(entries)), key=lambda place: entries[place][1:])
    out.add(f"{field}/by_term", "I", data=array("I", by_term))


class SortedForms(NamedTuple):
    """The forms of a field as the kernel gives them: a text, and u32."""

    text: bytes
    ends: bytes
    terms: bytes
    numbers: bytes
    term_forms: bytes
    by_term: bytes


def write_sorted_forms(out: SectionWriter, field: str, forms: SortedForms) -> None:
    """Write what the kernel has put in order."""
    write_texts(out, f"{field}/form", text=forms.text, ends=forms.ends)
    out.add(f"{field}/form.terms", "I", data=forms.terms)
    numbers = array("I", forms.numbers)
    typecode = typecode_for(max(numbers, default=0))
    out.add(f"{field}/form.numbers", typecode, data=narrowed(numbers, typecode))
    out.add(f"{field}/term.forms", "I", data=forms.term_forms)
    out.add(f"{field}/by_term", "I", data=forms.by_term)


def number_typecode(forms_of: Sequence[Sequence[str]]) -> str:
    """Give the type of the items that number the forms of a term."""
    return typecode_for(max(map(len, forms_of), default=1) - 1)


class FormLists:
    """The forms of one field of an open segment."""

    __slots__ = ("_by_term", "_dictionary", "_numbers", "_term_forms", "_terms")

    def __init__(self, sections: Sections, field: str) -> None:
        self._dictionary = Dictionary(sections, f"{field}/form")
        self._terms = _sized(sections.section(f"{field}/form.terms", "I"), len(self._dictionary))
        self._numbers = _sized(sections.section(f"{field}/form.numbers", "BHI"), len(self._dictionary))
        self._by_term = sections.section(f"{field}/by_term", "I")
        self._term_forms = sections.section(f"{field}/term.forms", "I")

    def given(self) -> "tuple[object, object]":
        """Give what the kernel reads the dictionary of the forms by."""
        return self._dictionary.given()

    def terms(self) -> memoryview:
        """Give the number of the term of each form, in the order of the forms."""
        return self._terms.all()

    def __len__(self) -> int:
        return len(self._dictionary)

    def walk(self, start: str, terms: Dictionary) -> Iterator[Form]:
        """Give the forms in order from the first that is not below *start*."""
        first = self._dictionary.find(encoded(start))
        count = len(self._dictionary)
        numbered = zip(self._terms.items(first, count), self._numbers.items(first, count), strict=True)
        for form, (term, number) in zip(self._dictionary.walk(first), numbered, strict=True):
            yield Form(decoded(form), decoded(terms[term]), number)

    def names(self, term: int) -> tuple[str, ...]:
        """Give the forms of the term with this number, in the order of their numbers."""
        return tuple(decoded(self._dictionary[form]) for form in self.entries(term))

    def entries(self, term: int) -> memoryview:
        """Give where the forms of the term with this number stand in the dictionary of forms."""
        start, end = self._term_forms.items(term, term + 2)
        return self._by_term.items(start, end)

    def starts(self) -> memoryview:
        """Give for each term where its forms start in `by_term`, and the end."""
        return self._term_forms.all()

    def by_term(self) -> memoryview:
        """Give where the forms stand in their dictionary, grouped by term: as written, whoever reads it looks."""
        return self._by_term.all()

    def pairs(self) -> Iterator[tuple[bytes, int]]:
        """Give the forms in order, each with the number of its term."""
        return zip(self._dictionary.walk(), self._terms.all(), strict=True)


def _sized(section: Section, size: int) -> Section:
    if len(section) != size:
        raise section.damaged(f"{len(section)} items, but expected {size}")
    return section
