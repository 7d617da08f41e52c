"""Here is a document, give me its value: numbers, labels and lists of numbers, a column each.

number/<column>          signed 64 bit integers, one a document; MISSING where there is none
labels/<column>.text     the dictionary of the values (see `searchlib.codec.terms`)
labels/<column>.ends
labels/<column>.starts   for each document where its ordinals start, and the end
labels/<column>.values   numbers of values in the dictionary, in the order in which the document gives them
list/<column>.at         for each document where its row begins, and the end
list/<column>.rows       a row of unsigned 32 bit integers a document (see `searchlib.codec.rows`)

Format 1 has lists as labels have their ordinals, in ``list/<column>.starts`` and ``list/<column>.values``.
"""

from array import array
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate
from operator import sub

from searchlib.codec.sections import Section, Sections, run_of
from searchlib.codec.terms import Dictionary, decoded
from searchlib.compiled import kernel
from searchlib.hints import TYPE_CHECKING, Final, overload

if TYPE_CHECKING:
    from searchlib.codec.assemble import Run, SectionWriter

MISSING: Final = -(2**63)
"""A missing number."""

NUMBER, LABELS, LIST = "number/", "labels/", "list/"


def write_rows(out: "SectionWriter", name: str, *, starts: "array[int]", values: "array[int]") -> None:
    """Write the numbers of all documents; *starts* has one more item than there are documents."""
    out.add(f"{name}.starts", "I", data=starts)
    out.add(f"{name}.values", "I", data=values)


def write_packed_rows(out: "SectionWriter", name: str, *, rows: Iterable["Run"]) -> None:
    """Write the rows of all documents."""
    with out.section(f"{name}.rows", "B") as section:
        ends = section.write_runs(rows)
    out.add(f"{name}.at", "I", data=array("I", ends))


class PackedRows:
    """Any number of unsigned 32 bit integers a document, packed."""

    __slots__ = ("_ends", "_rows")

    def __init__(self, sections: Sections, name: str, *, doc_count: int) -> None:
        self._ends = sections.section(f"{name}.at", "I")
        self._rows = sections.section(f"{name}.rows", "B")
        if len(self._ends) != doc_count + 1:
            raise self._ends.damaged(f"{len(self._ends)} items for {doc_count} documents")

    def of(self, doc: int) -> memoryview:
        """Give the numbers of one document."""
        data, module = self.row(doc), kernel()
        try:
            if module is not None:
                return memoryview(module.unpack_row(data)).cast("I")
            from searchlib.codec.rows import numbers_of  # noqa: PLC0415  # the kernel has its own

            return memoryview(array("I", numbers_of(data)))
        except ValueError as error:
            raise self._rows.damaged(f"document {doc}: {error}") from error

    def row(self, doc: int) -> memoryview:
        """Give the row of one document as it is kept."""
        start, end = self._ends.items(doc, doc + 2)
        return self._rows.items(start, end)

    def run(self, start: int, end: int) -> "Run":
        """Give the rows of the documents from *start* up to *end* as they are kept, for merging."""
        return run_of(self._rows, self._ends, start=start, end=end)


class Rows:
    """Any number of unsigned 32 bit integers a document; none for a column that nobody wrote."""

    __slots__ = ("_starts", "_values")

    def __init__(self, sections: Sections, name: str, *, doc_count: int) -> None:
        self._starts: Section | None = None
        if f"{name}.starts" in sections:
            self._starts = sections.section(f"{name}.starts", "I")
            self._values = sections.section(f"{name}.values", "I")
            if len(self._starts) != doc_count + 1:
                raise self._starts.damaged(f"{len(self._starts)} items for {doc_count} documents")

    def of(self, doc: int) -> memoryview:
        """Give the numbers of one document."""
        if self._starts is None:
            return memoryview(b"").cast("I")
        start, end = self._starts.items(doc, doc + 2)
        return self._values.items(start, end)

    def row(self, doc: int) -> bytes:
        """Give the numbers of one document as a packed row."""
        from searchlib.codec.rows import row  # noqa: PLC0415  # merging alone asks for it

        return row(self.of(doc).tolist())

    def run(self, start: int, end: int) -> "Run":
        """Give the rows of the documents from *start* up to *end* packed, for merging."""
        rows = list(map(self.row, range(start, end)))
        return b"".join(rows), list(accumulate(map(len, rows)))

    def joined(self, start: int, end: int) -> tuple[memoryview, "list[int]"]:
        """Give the numbers of the documents from *start* up to *end*, one after the other, and how many each has."""
        if self._starts is None:
            return memoryview(b"").cast("I"), [0] * (end - start)
        starts = self._starts.items(start, end + 1)
        counts = list(map(sub, starts[1:], starts))
        if min(counts, default=0) < 0:
            raise self._starts.damaged("out of order")
        return self._values.items(starts[0], starts[-1]), counts


def open_rows(sections: Sections, name: str, *, doc_count: int) -> "PackedRows | Rows":
    """Open a list, of whatever format."""
    kind = PackedRows if f"{name}.rows" in sections else Rows
    return kind(sections, name, doc_count=doc_count)


class Labels:
    """A facet column: the distinct values, sorted, and the ordinals of each document."""

    __slots__ = ("_rows", "values")

    def __init__(self, sections: Sections, name: str, *, doc_count: int) -> None:
        self.values: Sequence[str] = Values(Dictionary(sections, name)) if f"{name}.ends" in sections else ()
        self._rows = Rows(sections, name, doc_count=doc_count)

    def of(self, doc: int) -> memoryview:
        """Give the ordinals of one document into ``values``: uint32, distinct, in the order of the document."""
        return self._rows.of(doc)

    def joined(self, start: int, end: int) -> tuple[memoryview, "list[int]"]:
        """Give the ordinals of the documents from *start* up to *end*, and how many each has."""
        return self._rows.joined(start, end)


class Values(Sequence[str]):
    """The texts of a dictionary."""

    __slots__ = ("_dictionary",)

    def __init__(self, dictionary: Dictionary) -> None:
        self._dictionary = dictionary

    def __len__(self) -> int:
        return len(self._dictionary)

    @overload
    def __getitem__(self, place: int) -> str: ...
    @overload
    def __getitem__(self, place: slice) -> tuple[str, ...]: ...
    def __getitem__(self, place: int | slice) -> str | tuple[str, ...]:
        if isinstance(place, slice):
            return tuple(self[number] for number in range(*place.indices(len(self))))
        if place < 0:
            place += len(self)
        if not 0 <= place < len(self):
            raise IndexError(place)
        return decoded(self._dictionary[place])

    def __iter__(self) -> Iterator[str]:
        return map(decoded, self._dictionary.walk())
