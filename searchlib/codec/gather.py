"""Here are values, document after document, give me their columns."""

from array import array
from collections.abc import Iterable, Mapping
from itertools import pairwise

from searchlib.codec.assemble import Run, SectionWriter
from searchlib.codec.columns import MISSING, write_packed_rows, write_rows
from searchlib.codec.rows import row
from searchlib.codec.stored import Beside, record
from searchlib.codec.terms import encoded, write_dictionary
from searchlib.compiled import kernel


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
        self.values, self.starts = array("I"), array("I", [0])

    def add(self, doc: int, numbers: Iterable[int]) -> None:
        """Take the numbers of the document *doc*; documents come in ascending order."""
        self.pad(doc)
        self.values.extend(array("I", numbers))
        self.starts.append(len(self.values))

    def write(self, out: SectionWriter, name: str, *, doc_count: int) -> None:
        """Write the column."""
        self.pad(doc_count)
        module = kernel()
        if module is None:
            rows = (row(self.values[start:end]) for start, end in pairwise(self.starts))
            write_packed_rows(out, name, rows=((data, (len(data),)) for data in rows))
            return
        packed, ends = module.pack_rows(self.starts, self.values)
        out.add(f"{name}.rows", "B", data=packed)
        out.add(f"{name}.at", "I", data=array("I", [0]) + array("I", ends))

    def pad(self, doc: int) -> None:
        """Give no numbers to the documents before *doc* that have none yet."""
        self.starts.extend(array("I", [self.starts[-1]]) * (doc + 1 - len(self.starts)))


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
        self._rows.pad(doc_count)
        write_dictionary(out, name, terms=map(encoded, values))
        write_rows(out, name, starts=self._rows.starts, values=array("I", map(ordinals.__getitem__, self._rows.values)))


class StoredGatherer:
    """One text a document, which may lean on another (see `searchlib.codec.stored`)."""

    def __init__(self, beside: Beside | None = None) -> None:
        self._beside = beside
        self._records: list[bytes] = []
        self.size = 0

    def add(self, doc: int, text: str, *, texts: Mapping[str, str]) -> None:
        """Take the text of the document *doc*, one of its *texts*; documents come in ascending order."""
        self._records.extend([b""] * (doc - len(self._records)))
        beside = self._beside
        self._records.append(record(text, beside.dictionary(encoded(texts.get(beside.column, ""))) if beside else b""))
        self.size += len(self._records[-1])

    def write(self, out: SectionWriter, name: str, *, doc_count: int) -> None:
        """Write the column."""
        self._records.extend([b""] * (doc_count - len(self._records)))
        write_records(out, name, records=((data, (len(data),)) for data in self._records), beside=self._beside)


def write_records(out: SectionWriter, name: str, *, records: Iterable[Run], beside: Beside | None) -> None:
    """Write the records of a stored column, one a document."""
    with out.section(f"{name}.data", "B") as section:
        ends = section.write_runs(records)
    typecode = "I" if ends[-1] < 1 << 32 else "Q"
    out.add(f"{name}.ends", typecode, data=array("I", ends) if typecode == "I" else ends)
    if beside is not None:
        out.add(f"{name}.beside", "B", data=beside.packed())
