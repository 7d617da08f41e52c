"""Here is a document, give me its value: numbers, labels and lists of numbers, a column each.

number/<column>          signed 64 bit integers, one a document; MISSING where there is none
labels/<column>.text     the dictionary of the values (see `searchlib.codec.terms`)
labels/<column>.ends
labels/<column>.starts   for each document where its ordinals start, and the end
labels/<column>.values   numbers of values in the dictionary, in the order in which the document gives them
list/<column>.starts     for each document where its numbers start, and the end
list/<column>.values     unsigned 32 bit integers
"""

from array import array
from collections.abc import Iterator, Sequence
from typing import Final, overload

from searchlib.codec.assemble import SectionWriter
from searchlib.codec.sections import Section, Sections
from searchlib.codec.terms import Dictionary, decoded

MISSING: Final = -(2**63)
"""A missing number."""

NUMBER, LABELS, LIST = "number/", "labels/", "list/"


def write_rows(out: SectionWriter, name: str, *, starts: "array[int]", values: "array[int]") -> None:
    """Write the numbers of all documents; *starts* has one more item than there are documents."""
    out.add(f"{name}.starts", "I", data=starts)
    out.add(f"{name}.values", "I", data=values)


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


class Labels:
    """A facet column: the distinct values, sorted, and the ordinals of each document."""

    __slots__ = ("_rows", "values")

    def __init__(self, sections: Sections, name: str, *, doc_count: int) -> None:
        self.values: Sequence[str] = Values(Dictionary(sections, name)) if f"{name}.ends" in sections else ()
        self._rows = Rows(sections, name, doc_count=doc_count)

    def of(self, doc: int) -> memoryview:
        """Give the ordinals of one document into ``values``: uint32, distinct, in the order of the document."""
        return self._rows.of(doc)


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
