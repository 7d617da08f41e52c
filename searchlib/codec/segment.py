"""Here is the file of a segment, give me its postings, columns and stored texts.

A segment never changes once written. It is mapped into memory; what it gives are views of the file, which stay
valid as long as they are held, even when a later commit has removed the file.
"""

import mmap
import os
from collections.abc import Iterator

from searchlib.codec.columns import LABELS, LIST, MISSING, NUMBER, Labels, PackedRows, Rows, open_rows
from searchlib.codec.plain_file import if_refused, open_plain
from searchlib.codec.plain_json import loads
from searchlib.codec.sections import Sections
from searchlib.codec.stored import STORED, StoredTexts
from searchlib.errors import IndexDamaged
from searchlib.hints import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from searchlib.codec.forms import Form
    from searchlib.codec.postings import PostingLists, Postings

FIELD: Final = "field/"
ABOUT: Final = "about"
SUFFIX: Final = ".slseg"
MOST_DOCUMENTS: Final = 2**31


class Segment:
    """One open segment: documents are numbered from 0 up to ``doc_count``.

    Raises:
        IndexDamaged: on any access, where the file is not what was written.
        SchemaMismatch: the file is of a format that this version cannot read.
    """

    def __init__(self, data: memoryview, *, file: str) -> None:
        self.name = os.path.basename(file).removesuffix(SUFFIX)
        self.file = file
        self.sections = Sections(data, file=file)
        self.size, self.fingerprint = len(data), self.sections.fingerprint
        self.doc_count, self._totals = _about(self.sections, self.size)
        self._lists: dict[str, PostingLists | None] = {}
        self._numbers: dict[str, memoryview] = {}
        self._labels: dict[str, Labels] = {}
        self._rows: dict[str, PackedRows | Rows] = {}
        self._stored: dict[str, StoredTexts] = {}
        self.opened: dict[str, object] = {}
        """What the kernel has open of this segment (see `searchlib.codec.kernel`)."""

    @classmethod
    def from_bytes(cls, data: bytes, *, name: str) -> "Segment":
        """Open a segment that stands in memory.

        Example:
            >>> from searchlib.codec.build import build
            >>> Segment.from_bytes(build([]), name="empty").doc_count
            0
        """
        return cls(memoryview(data), file=name + SUFFIX)

    @classmethod
    def open(cls, file: str | os.PathLike[str]) -> "Segment":
        """Map the segment in *file*."""
        return cls(mapped(file), file=os.fspath(file))

    def __repr__(self) -> str:
        return f"<Segment {self.name}: {self.doc_count} documents>"

    def let_go(self) -> None:
        """Give back the memory of what was read; what is asked for again comes from the file, as it did."""
        advise = getattr(self.sections.data.obj, "madvise", None)
        if advise is not None:  # not on every system
            advise(mmap.MADV_DONTNEED)

    # ── postings ──

    def fields(self) -> tuple[str, ...]:
        """Give the names of the fields that have postings, sorted."""
        return tuple(self._totals)

    def lists(self, field: str) -> "PostingLists | None":
        """Give the posting lists of *field*, None where the segment has no such field."""
        if field not in self._lists:
            found = field in self._totals
            self._lists[field] = self._open_lists(field) if found else None
        return self._lists[field]

    def _open_lists(self, field: str) -> "PostingLists":
        from searchlib.codec.postings import PostingLists  # noqa: PLC0415  # where there is a kernel, it reads them

        return PostingLists(self.sections, FIELD + field, doc_count=self.doc_count)

    def postings(self, field: str, term: bytes) -> "Postings | None":
        """Give the postings of *term*, None where the field has no such term."""
        lists = self.lists(field)
        return lists.find(term) if lists is not None else None

    def doc_frequency(self, field: str, term: bytes) -> int:
        """Give the number of documents that hold *term* without touching its postings."""
        lists = self.lists(field)
        number = lists.terms.number(term) if lists is not None else None
        return lists.doc_frequency(number) if lists is not None and number is not None else 0

    def terms(self, field: str, start: bytes = b"") -> Iterator[bytes]:
        """Give the terms of *field* in order, from the first that is not below *start*."""
        lists = self.lists(field)
        return lists.terms.walk(lists.terms.find(start)) if lists is not None else iter(())

    def forms(self, field: str, start: str = "") -> "Iterator[Form]":
        """Give the surface forms of *field* in the order of code points, from the first that is not below *start*."""
        lists = self.lists(field)
        return lists.walk_forms(start) if lists is not None else iter(())

    def form_names(self, field: str, term: bytes) -> tuple[str, ...]:
        """Give the surface forms of *term* in the order of their numbers; none where there is no such term."""
        lists = self.lists(field)
        number = lists.terms.number(term) if lists is not None else None
        return lists.form_names(number) if lists is not None and number is not None else ()

    def lengths(self, field: str) -> memoryview:
        """Give the length byte of each document: uint8, shape (doc_count,); zeros in a field without positions."""
        return self._column(f"{FIELD}{field}/lengths", "B", missing=0)

    def exact_lengths(self, field: str) -> memoryview:
        """Give the length of each document in distinct positions: uint8, uint16 or uint32, shape (doc_count,)."""
        return self._column(f"{FIELD}{field}/lengths.exact", "BHI", missing=0)

    def total_length(self, field: str) -> int:
        """Give the sum of the exact lengths of all documents."""
        return self._totals.get(field, 0)

    # ── columns ──

    def numbers(self, column: str) -> memoryview:
        """Give the number of each document: int64, shape (doc_count,), MISSING where it has none."""
        return self._column(NUMBER + column, "q", missing=MISSING)

    def number(self, column: str, doc: int) -> int:
        """Give the number of one document; no more of the column is verified than that takes."""
        if NUMBER + column not in self.sections:
            return MISSING
        section = self.sections.section(NUMBER + column, "q")
        return int(section.items(doc, doc + 1)[0])

    def labels(self, column: str) -> Labels:
        """Give the labels of a facet column."""
        if column not in self._labels:
            self._labels[column] = Labels(self.sections, LABELS + column, doc_count=self.doc_count)
        return self._labels[column]

    def list(self, column: str, doc: int) -> memoryview:
        """Give the numbers of one document: uint32."""
        return self.rows(column).of(doc)

    def rows(self, column: str) -> "PackedRows | Rows":
        """Give a column of lists."""
        if column not in self._rows:
            self._rows[column] = open_rows(self.sections, LIST + column, doc_count=self.doc_count)
        return self._rows[column]

    def stored(self, column: str, doc: int) -> str:
        """Give a stored text, "" where the document has none."""
        return self.stored_texts(column).text(doc)

    def stored_texts(self, column: str) -> StoredTexts:
        """Give a stored column."""
        if column not in self._stored:
            texts = StoredTexts(self.sections, STORED + column, doc_count=self.doc_count)
            if texts.beside is not None:
                texts.lean_on(self.stored_texts(texts.beside.column))
            self._stored[column] = texts
        return self._stored[column]

    def columns(self, kind: str) -> tuple[str, ...]:
        """Give the names of the columns of a *kind*: NUMBER, LABELS, LIST or STORED."""
        names = (name.removeprefix(kind) for name in self.sections.names() if name.startswith(kind))
        return tuple(dict.fromkeys(name.partition(".")[0] for name in names))

    def _column(self, name: str, typecodes: str, *, missing: int) -> memoryview:
        if name not in self._numbers:
            self._numbers[name] = self._open_column(name, typecodes, missing)
        return self._numbers[name]

    def _open_column(self, name: str, typecodes: str, missing: int) -> memoryview:
        if name not in self.sections:
            absent = missing.to_bytes(8 if typecodes == "q" else 1, "little", signed=missing < 0)
            return memoryview(absent * self.doc_count).cast(typecodes[0])  # type: ignore[call-overload,no-any-return]
        section = self.sections.section(name, typecodes)
        if len(section) != self.doc_count:
            raise section.damaged(f"{len(section)} items for {self.doc_count} documents")
        return section.all()


def mapped(file: str | os.PathLike[str]) -> memoryview:
    """Map *file* read-only.

    Raises:
        IndexUnreadable: the system refuses.
        IndexDamaged: the file is gone, empty or no plain file.
    """
    try:
        with open_plain(file) as opened:
            return memoryview(mmap.mmap(opened.fileno(), 0, access=mmap.ACCESS_READ))
    except OSError as error:
        if_refused(file, error)
        raise IndexDamaged(file, "file", error.strerror or str(error)) from error
    except ValueError as error:
        raise IndexDamaged(file, "file", str(error)) from error


def _about(sections: Sections, most: int) -> tuple[int, dict[str, int]]:
    """Give the number of documents, which take a byte each at least, and the total length of each field."""
    section = sections.section(ABOUT, "B")
    try:
        about: dict[str, Any] = loads(bytes(section.all()))
        documents, totals = about["documents"], about["fields"]
        if not all(isinstance(number, int) for number in (documents, *totals.values())):
            raise TypeError("no numbers")
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError) as error:
        raise section.damaged(str(error)) from error
    if not 0 <= documents <= min(most, MOST_DOCUMENTS):
        raise section.damaged(f"{documents} documents")
    return documents, totals
