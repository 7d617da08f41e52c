"""Here are the tokens of one field, document after document, give me its postings.

Tokens are gathered by surface form, because a form has one term almost always: a token costs one look-up and one
number in the array of its form. What is written then comes out of these arrays, term by term.
"""

from array import array
from collections import Counter, defaultdict, deque
from collections.abc import Iterable
from itertools import accumulate, chain

from searchlib.codec.assemble import SectionWriter
from searchlib.codec.forms import number_typecode, write_forms
from searchlib.codec.lengths import length_to_byte
from searchlib.codec.narrow import narrowed, typecode_for
from searchlib.codec.postings import ESCAPE
from searchlib.codec.terms import encoded, write_dictionary
from searchlib.model import Tokens

Pair = tuple[str, str]


def _numbers() -> "array[int]":
    return array("I")


class TextInverter:
    """Gathers the tokens of a field with positions."""

    def __init__(self) -> None:
        self.token_count = 0
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
        terms, forms, positions = tokens.terms, tokens.forms, tokens.positions
        if not len(terms) == len(forms) == len(positions):
            raise ValueError("columns of tokens differ in length")
        if list(positions) != sorted(positions):
            raise ValueError("positions of tokens do not ascend")
        taken = array("I", positions)
        first, self.token_count = self.token_count, self.token_count + len(terms)
        self._positions.extend(taken)
        self._docs.extend(array("I", [doc]) * len(terms))
        self._lengths.extend(bytes(doc - len(self._lengths)))
        self._lengths.append(len(set(positions)))
        if list(map(self._term_of.setdefault, forms, terms)) == terms:
            appended = map(array.append, map(self._tokens_of.__getitem__, forms), range(first, self.token_count))
            deque(appended, maxlen=0)
        else:
            self._add_odd(first, tokens)

    def _add_odd(self, first: int, tokens: Tokens) -> None:
        """Take tokens of which some have a form that stood for another term before."""
        for number, form, term in zip(range(first, self.token_count), tokens.forms, tokens.terms, strict=True):
            usual = self._term_of[form] == term
            (self._tokens_of[form] if usual else self._odd[form, term]).append(number)

    def write(self, out: SectionWriter, field: str, *, doc_count: int) -> int:
        """Write the sections of the field; returns the sum of its lengths."""
        forms_of, tokens_of = self._by_term()
        terms = sorted(forms_of)
        write_dictionary(out, f"{field}/term", terms=map(encoded, terms))
        lists = [forms_of[term] for term in terms]
        written = _Postings()
        form_of = array("I", bytes(4 * self.token_count))
        for term, forms in zip(terms, lists, strict=True):
            by_form = [tokens_of[form, term] for form in forms]
            numbers = by_form[0] if len(by_form) == 1 else _interleaved(by_form, form_of)
            if len(by_form) > 1:
                written.formed.extend(map(form_of.__getitem__, numbers))
            written.add(list(map(self._docs.__getitem__, numbers)), map(self._positions.__getitem__, numbers))
        written.write(out, field)
        if any(forms != [term] for forms, term in zip(lists, terms, strict=True)):
            write_forms(out, field, forms_of=lists)
            written.write_formed(out, field, typecode=number_typecode(lists))
        self._lengths.extend(bytes(doc_count - len(self._lengths)))
        return write_lengths(out, field, lengths=self._lengths)

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


class _Postings:
    """The sections of a field, growing term by term."""

    def __init__(self) -> None:
        self.starts, self.position_starts, self.formed_starts = array("I", [0]), array("I", [0]), array("I", [0])
        self.docs, self.positions, self.formed = array("I"), array("I"), array("I")
        self.freqs, self.at, self.high = bytearray(), array("I"), array("I")

    def add(self, docs: list[int], positions: Iterable[int]) -> None:
        """Append a term by the document and the position of each of its tokens; its ``formed`` stand already."""
        freqs = Counter(docs)
        most = max(freqs.values()) if len(docs) >= ESCAPE else 1
        if most >= ESCAPE:
            self._escape(list(freqs.values()))
        self.freqs.extend(freqs.values() if most < ESCAPE else (min(freq, ESCAPE) for freq in freqs.values()))
        self.docs.extend(freqs)
        self.positions.extend(positions)
        self.starts.append(len(self.docs))
        self.position_starts.append(len(self.positions))
        self.formed_starts.append(len(self.formed))

    def _escape(self, freqs: list[int]) -> None:
        for place, freq in enumerate(freqs, len(self.docs)):
            if freq >= ESCAPE:
                self.at.append(place)
                self.high.append(freq)

    def write(self, out: SectionWriter, field: str) -> None:
        """Write postings and positions."""
        out.add(f"{field}/term.docs", "I", data=self.starts)
        out.add(f"{field}/docs", "I", data=self.docs)
        out.add(f"{field}/freqs", "B", data=self.freqs)
        out.add(f"{field}/freqs.at", "I", data=self.at)
        out.add(f"{field}/freqs.high", "I", data=self.high)
        out.add(f"{field}/term.positions", "I", data=self.position_starts)
        typecode = typecode_for(max(self.positions, default=0))
        out.add(f"{field}/positions", typecode, data=narrowed(self.positions, typecode))

    def write_formed(self, out: SectionWriter, field: str, *, typecode: str) -> None:
        """Write the numbers of the forms."""
        out.add(f"{field}/term.formed", "I", data=self.formed_starts)
        out.add(f"{field}/formed", typecode, data=narrowed(self.formed, typecode))


def write_lengths(out: SectionWriter, field: str, *, lengths: "array[int]") -> int:
    """Write the exact length of each document and its byte; returns their sum."""
    out.add(f"{field}/lengths", "B", data=bytes(map(length_to_byte, lengths)))
    typecode = typecode_for(max(lengths, default=0))
    out.add(f"{field}/lengths.exact", typecode, data=narrowed(lengths, typecode))
    return sum(lengths)


class TermInverter:
    """Gathers the terms of a field without positions."""

    def __init__(self) -> None:
        self.token_count = 0
        self._docs_of: defaultdict[bytes, array[int]] = defaultdict(_numbers)

    def add(self, doc: int, terms: Iterable[bytes]) -> None:
        """Take the terms of the document *doc*; documents come in ascending order."""
        for term in dict.fromkeys(terms):
            self._docs_of[term].append(doc)
            self.token_count += 1

    def write(self, out: SectionWriter, field: str) -> None:
        """Write the sections of the field."""
        terms = sorted(self._docs_of)
        write_dictionary(out, f"{field}/term", terms=terms)
        lists = [self._docs_of[term] for term in terms]
        out.add(f"{field}/term.docs", "I", data=array("I", accumulate(map(len, lists), initial=0)))
        out.add(f"{field}/docs", "I", data=array("I", chain.from_iterable(lists)))
