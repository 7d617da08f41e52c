"""Here are the tokens of one field, document after document, give me its postings.

Tokens are gathered by surface form, because a form has one term almost always: a token costs one look-up and one
number in the array of its form. What is written then comes out of these arrays, term by term.
"""

from array import array
from collections import Counter, defaultdict, deque
from collections.abc import Collection, Iterable
from itertools import chain
from typing import Final, NamedTuple

from searchlib.codec.assemble import SectionWriter
from searchlib.codec.forms import write_forms
from searchlib.codec.lengths import length_to_byte
from searchlib.codec.narrow import narrowed, typecode_for
from searchlib.codec.packet_writer import write_terms
from searchlib.codec.packets import Lists
from searchlib.codec.terms import encoded, write_dictionary
from searchlib.model import Tokens

Pair = tuple[str, str]
_TOKEN: Final = 16
"""Bytes of memory that a token takes until it is written: its number, its document, its position, room to grow."""
_FORM: Final = 300
"""Bytes of memory that a form takes: its texts, two entries and an array."""


def _numbers() -> "array[int]":
    return array("I")


class TextInverter:
    """Gathers the tokens of a field with positions."""

    def __init__(self) -> None:
        self._token_count = 0
        self._term_of: dict[str, str] = {}
        self._tokens_of: defaultdict[str, array[int]] = defaultdict(_numbers)
        self._odd: defaultdict[Pair, array[int]] = defaultdict(_numbers)
        self._positions, self._docs, self._lengths = array("I"), array("I"), array("I")

    def add(self, doc: int, tokens: Tokens) -> None:
        """Take the tokens of the document *doc*; documents come in ascending order.

        Raises:
            ValueError: the positions do not ascend, or the columns differ in length.
            OverflowError: a position does not fit 32 bits. Nothing has been taken then.
        """
        terms, forms, positions = list(tokens.terms), list(tokens.forms), tokens.positions
        if not len(terms) == len(forms) == len(positions):
            raise ValueError("columns of tokens differ in length")
        if list(positions) != sorted(positions):
            raise ValueError("positions of tokens do not ascend")
        taken = array("I", positions)
        first, self._token_count = self._token_count, self._token_count + len(terms)
        self._positions.extend(taken)
        self._docs.extend(array("I", [doc]) * len(terms))
        self._lengths.extend(bytes(doc - len(self._lengths)))
        self._lengths.append(len(set(positions)))
        if list(map(self._term_of.setdefault, forms, terms)) == terms:
            appended = map(array.append, map(self._tokens_of.__getitem__, forms), range(first, self._token_count))
            deque(appended, maxlen=0)
        else:
            self._add_odd(first, tokens)

    def _add_odd(self, first: int, tokens: Tokens) -> None:
        """Take tokens of which some have a form that stood for another term before."""
        for number, form, term in zip(range(first, self._token_count), tokens.forms, tokens.terms, strict=True):
            usual = self._term_of[form] == term
            (self._tokens_of[form] if usual else self._odd[form, term]).append(number)

    @property
    def cost(self) -> int:
        """About how many bytes of memory it takes."""
        return self._token_count * _TOKEN + (len(self._term_of) + len(self._odd)) * _FORM

    def write(self, out: SectionWriter, field: str, *, doc_count: int) -> int:
        """Write the sections of the field; returns the sum of its lengths."""
        forms_of, tokens_of = self._by_term()
        terms = sorted(forms_of)
        write_dictionary(out, f"{field}/term", terms=map(encoded, terms))
        lists = [forms_of[term] for term in terms]
        if any(forms != [term] for forms, term in zip(lists, terms, strict=True)):
            write_forms(out, field, forms_of=lists)
        self._lengths.extend(bytes(doc_count - len(self._lengths)))
        lengths = write_lengths(out, field, lengths=self._lengths)
        form_of = array("I", bytes(4 * self._token_count))
        by_form = ([tokens_of[form, term] for form in forms] for term, forms in zip(terms, lists, strict=True))
        write_terms(out, field, (self._inverted(tokens, form_of) for tokens in by_form), lengths=lengths.as_bytes)
        return lengths.total

    def also_in(self, other: "TextInverter", doc_count: int) -> "array[int]":
        """Count for each term, in order, the documents that have it in another field, too."""
        documents = self._documents()
        others = other._documents(among=documents.keys())
        return array("I", (len(documents[term] & others.get(term, set())) for term in sorted(documents)))

    def _documents(self, among: Collection[str] | None = None) -> dict[str, set[int]]:
        """Give the documents of each term, or of some."""
        documents: defaultdict[str, set[int]] = defaultdict(set)
        for (_, term), tokens in self._by_term()[1].items():
            if among is None or term in among:
                documents[term].update(map(self._docs.__getitem__, tokens))
        return documents

    def _inverted(self, by_form: list["array[int]"], form_of: "array[int]") -> Lists:
        """Give the postings of a term by the tokens of each of its forms."""
        several = len(by_form) > 1
        numbers = _interleaved(by_form, form_of) if several else by_form[0]
        freqs = Counter(map(self._docs.__getitem__, numbers))
        positions = array("I", map(self._positions.__getitem__, numbers))
        formed = array("I", map(form_of.__getitem__, numbers if several else ()))
        return Lists(array("I", freqs), array("I", freqs.values()), positions, formed)

    def _by_term(self) -> tuple[dict[str, list[str]], dict[Pair, "array[int]"]]:
        """Give the sorted forms of each term, and the tokens of each pair of form and term."""
        tokens_of = {(form, self._term_of[form]): tokens for form, tokens in self._tokens_of.items()} | self._odd
        forms_of: defaultdict[str, list[str]] = defaultdict(list)
        for form, term in sorted(tokens_of):
            forms_of[term].append(form)
        return forms_of, tokens_of


def _interleaved(by_form: list["array[int]"], form_of: "array[int]") -> list[int]:
    """Give the tokens of all forms of a term in ascending order, and note the number of the form of each."""
    for form, tokens in enumerate(by_form):
        for token in tokens if form else ():
            form_of[token] = form
    return sorted(chain.from_iterable(by_form))


class Lengths(NamedTuple):
    """The lengths of a field in all documents."""

    total: int
    as_bytes: bytes


def write_lengths(out: SectionWriter, field: str, *, lengths: "array[int]") -> Lengths:
    """Write the exact length of each document and its byte."""
    as_bytes = length_bytes(lengths)
    out.add(f"{field}/lengths", "B", data=as_bytes)
    typecode = typecode_for(max(lengths, default=0))
    out.add(f"{field}/lengths.exact", typecode, data=narrowed(lengths, typecode))
    return Lengths(sum(lengths), as_bytes)


def length_bytes(lengths: "array[int]") -> bytes:
    """Give the byte that stands for each length."""
    byte_of = {length: length_to_byte(length) for length in set(lengths)}
    return bytes(map(byte_of.__getitem__, lengths))


class TermInverter:
    """Gathers the terms of a field without positions."""

    def __init__(self) -> None:
        self.cost = 0
        self._docs_of: defaultdict[bytes, array[int]] = defaultdict(_numbers)

    def add(self, doc: int, terms: Iterable[bytes]) -> None:
        """Take the terms of the document *doc*; documents come in ascending order."""
        before = len(self._docs_of)
        for term in dict.fromkeys(terms):
            self._docs_of[term].append(doc)
            self.cost += _TOKEN
        self.cost += (len(self._docs_of) - before) * _FORM

    def write(self, out: SectionWriter, field: str) -> None:
        """Write the sections of the field."""
        terms = sorted(self._docs_of)
        write_dictionary(out, f"{field}/term", terms=terms)
        write_terms(out, field, (Lists(self._docs_of[term]) for term in terms), lengths=None)
