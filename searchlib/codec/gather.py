"""Here are values, document after document, give me their columns."""

from array import array
from collections.abc import Iterable
from itertools import accumulate

from searchlib.codec.assemble import SectionWriter
from searchlib.codec.columns import MISSING, write_rows
from searchlib.codec.stored import record
from searchlib.codec.terms import encoded, write_dictionary


class NumberGatherer:
    """One signed 64 bit integer a document, MISSING where it has none."""

    def __init__(self) -> None:
        self._numbers = array("q")

    def add(self, doc: int, number: int) -> None:
        """Take the number of the document *doc*; documents come in ascending order."""
        self._pad(doc)
        self._numbers.append(number)

    def write(self, out: SectionWriter, name: str, *, doc_count: int) -> None:
        """Write the column."""
        self._pad(doc_count)
        out.add(name, "q", data=self._numbers)

    def _pad(self, doc: int) -> None:
        self._numbers.extend(array("q", [MISSING]) * (doc - len(self._numbers)))


class RowGatherer:
    """Any number of unsigned 32 bit integers a document."""

    def __init__(self) -> None:
        self.values, self._starts = array("I"), array("I", [0])

    def add(self, doc: int, numbers: Iterable[int]) -> None:
        """Take the numbers of the document *doc*; documents come in ascending order."""
        self._pad(doc)
        self.values.extend(array("I", numbers))
        self._starts.append(len(self.values))

    def write(self, out: SectionWriter, name: str, *, doc_count: int) -> None:
        """Write the column."""
        self._pad(doc_count)
        write_rows(out, name, starts=self._starts, values=self.values)

    def _pad(self, doc: int) -> None:
        self._starts.extend(array("I", [self._starts[-1]]) * (doc + 1 - len(self._starts)))


class LabelGatherer:
    """Any number of distinct texts a document."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}
        self._rows = RowGatherer()

    def add(self, doc: int, labels: Iterable[str]) -> None:
        """Take the labels of the document *doc*, each once; documents come in ascending order."""
        numbers = self._numbers
        self._rows.add(doc, (numbers.setdefault(label, len(numbers)) for label in dict.fromkeys(labels)))

    def write(self, out: SectionWriter, name: str, *, doc_count: int) -> None:
        """Write the column and its dictionary, in which values stand in order."""
        values = sorted(self._numbers)
        ordinals = array("I", bytes(4 * len(values)))
        for ordinal, value in enumerate(values):
            ordinals[self._numbers[value]] = ordinal
        self._rows.values = array("I", map(ordinals.__getitem__, self._rows.values))
        write_dictionary(out, name, terms=map(encoded, values))
        self._rows.write(out, name, doc_count=doc_count)


class StoredGatherer:
    """One text a document."""

    def __init__(self) -> None:
        self._records: list[bytes] = []
        self.size = 0

    def add(self, doc: int, text: str) -> None:
        """Take the text of the document *doc*; documents come in ascending order."""
        self._records.extend([b""] * (doc - len(self._records)))
        self._records.append(record(text))
        self.size += len(self._records[-1])

    def write(self, out: SectionWriter, name: str, *, doc_count: int) -> None:
        """Write the column."""
        self._records.extend([b""] * (doc_count - len(self._records)))
        out.add(f"{name}.ends", "Q", data=array("Q", accumulate(map(len, self._records), initial=0)))
        with out.section(f"{name}.data", "B") as section:
            for data in self._records:
                section.write(data)
