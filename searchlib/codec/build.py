"""Here are documents, give me the file of one segment. The same documents give the same bytes."""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from io import BytesIO
from typing import TYPE_CHECKING, BinaryIO, Protocol, Self

from searchlib.codec.also import write_also
from searchlib.codec.assemble import SectionWriter
from searchlib.codec.columns import LABELS, LIST, NUMBER
from searchlib.codec.compiled_inverter import CompiledInverter
from searchlib.codec.gather import LabelGatherer, NumberGatherer, RowGatherer, StoredGatherer
from searchlib.codec.invert import TermInverter, TextInverter
from searchlib.codec.segment import ABOUT, FIELD
from searchlib.codec.stored import STORED, Beside
from searchlib.compiled import kernel
from searchlib.model import Document, Tokens
from searchlib.model.fields import BESIDE

if TYPE_CHECKING:
    from array import array


def build(documents: Iterable[Document], leaning: Mapping[str, Beside] | None = None) -> bytes:
    """Give the file of a segment that holds *documents*, numbered from 0.

    Args:
        documents: What is indexed and stored.
        leaning: What the texts of stored columns are deflated beside (see `searchlib.codec.stored`).

    Raises:
        ValueError: a name is no identifier, a field is both of tokens and of terms, positions do not ascend.
        OverflowError: a number does not fit its column.

    Example:
        >>> build([]) == build([])
        True
    """
    builder = Builder(leaning)
    for document in documents:
        builder.add(document)
    out = BytesIO()
    builder.write(out)
    return out.getvalue()


class _Column(Protocol):
    """What writes itself once all documents are known."""

    def write(self, out: SectionWriter, name: str, *, doc_count: int) -> None: ...


class _Inverter(Protocol):
    """What gathers the tokens of a field; all of a builder are of one kind."""

    @property
    def cost(self) -> int: ...
    def add(self, doc: int, tokens: Tokens) -> None: ...
    def write(self, out: SectionWriter, field: str, *, doc_count: int) -> int: ...
    def also_in(self, other: Self, doc_count: int) -> "array[int]": ...


class Builder:
    """A segment that grows in memory until it is written once."""

    def __init__(self, leaning: Mapping[str, Beside] | None = None) -> None:
        """Begin; *leaning* names stored columns whose texts have most of their words from another text."""
        self.doc_count = 0
        self._leaning = leaning or {}
        self._texts: defaultdict[str, _Inverter] = defaultdict(_text_inverter)
        self._terms: defaultdict[str, TermInverter] = defaultdict(TermInverter)
        self._numbers: defaultdict[str, NumberGatherer] = defaultdict(NumberGatherer)
        self._labels: defaultdict[str, LabelGatherer] = defaultdict(LabelGatherer)
        self._lists: defaultdict[str, RowGatherer] = defaultdict(RowGatherer)
        self._stored: dict[str, StoredGatherer] = {}

    def add(self, document: Document) -> int:
        """Take a document and give its number."""
        doc, self.doc_count = self.doc_count, self.doc_count + 1
        for field, tokens in document.tokens.items():
            self._texts[field].add(doc, tokens)
        for field, terms in document.terms.items():
            self._terms[field].add(doc, terms)
        for column, number in document.numbers.items():
            self._numbers[column].add(doc, number)
        for column, labels in document.labels.items():
            self._labels[column].add(doc, labels)
        for column, numbers in document.lists.items():
            self._lists[column].add(doc, numbers)
        for column, text in document.stored.items():
            gatherer = self._stored.get(column)
            if gatherer is None:
                gatherer = self._stored[column] = StoredGatherer(self._leaning.get(column))
            gatherer.add(doc, text, texts=document.stored)
        return doc

    @property
    def cost(self) -> int:
        """About how many bytes of memory the documents take."""
        fields = sum(field.cost for field in self._texts.values()) + sum(field.cost for field in self._terms.values())
        return fields + sum(column.size for column in self._stored.values())

    def write(self, out: BinaryIO) -> None:
        """Write the file; the builder is spent afterwards."""
        self._check_names()
        sections = SectionWriter(out)
        totals = dict.fromkeys(sorted((*self._texts, *self._terms)), 0)
        for field in totals:
            if field in self._texts:
                totals[field] = self._texts[field].write(sections, FIELD + field, doc_count=self.doc_count)
            else:
                self._terms[field].write(sections, FIELD + field)
        for field, beside in BESIDE.items():
            if field in self._texts and beside in self._texts:
                write_also(sections, field, counts=self._texts[field].also_in(self._texts[beside], self.doc_count))
        for name, column in sorted(self._columns().items()):
            column.write(sections, name, doc_count=self.doc_count)
        write_about(sections, self.doc_count, totals=totals)
        sections.close()

    def _columns(self) -> dict[str, _Column]:
        """Give all columns by the names of their sections."""
        kinds: tuple[tuple[str, Mapping[str, _Column]], ...] = (
            (NUMBER, self._numbers),
            (LABELS, self._labels),
            (LIST, self._lists),
            (STORED, self._stored),
        )
        return {kind + name: column for kind, columns in kinds for name, column in columns.items()}

    def _check_names(self) -> None:
        """Names are parts of the names of sections, and a field has one kind of postings."""
        both = self._texts.keys() & self._terms.keys()
        names = [*self._texts, *self._terms, *(name.partition("/")[2] for name in self._columns())]
        wrong = sorted(both) or [name for name in names if not name.isidentifier()]
        if wrong:
            raise ValueError(f"no name for a field or column: {wrong[0]!r}")


def _text_inverter() -> _Inverter:
    module = kernel()
    return TextInverter() if module is None else CompiledInverter(module)


def write_about(out: SectionWriter, doc_count: int, *, totals: dict[str, int]) -> None:
    """Write how many documents the segment has, and the total length of each field."""
    about = {"documents": doc_count, "fields": totals}
    out.add(ABOUT, "B", data=json.dumps(about, separators=(",", ":"), sort_keys=True).encode())
