"""Here is a document of one of our segments, give Whoosh its lengths, columns and stored fields."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any, Final

from whoosh.codec.base import PerDocumentReader
from whoosh.columns import Column, ColumnReader, NumericColumn
from whoosh.util.numeric import to_sortable
from whoosh.util.times import datetime_to_long

from searchlib.codec.columns import MISSING, NUMBER
from searchlib.codec.lengths import byte_to_length
from searchlib.codec.override import override
from searchlib.codec.segment import Segment
from searchlib.codec.stored import STORED

DAYS: Final = "_earliest"
"""A field without a number column of its own may have one of days with this ending: it is a date."""


STORED_AS: Final = {"text": "body"}
"""Stored columns that Whoosh knows by another name: that of the field that is made of them."""


class DocumentReader(PerDocumentReader):  # type: ignore[misc]  # Whoosh has no types
    """Whoosh's view of the documents of a segment; *deletions* knows which of them are deleted."""

    def __init__(self, segment: Segment, deletions: Any) -> None:
        self._segment, self._deletions = segment, deletions

    def doc_count(self) -> int:
        """Give the number of documents that are not deleted."""
        return self._segment.doc_count - int(self._deletions.deleted_count())

    def doc_count_all(self) -> int:
        """Give the number of documents."""
        return self._segment.doc_count

    def has_deletions(self) -> bool:
        """Say whether some document is deleted."""
        return bool(self._deletions.deleted_count())

    def is_deleted(self, docnum: int) -> bool:
        """Say whether a document is deleted."""
        return bool(self._deletions.is_deleted(docnum))

    def deleted_docs(self) -> Iterator[int]:
        """Give the documents that are deleted."""
        return iter(self._deletions.deleted_docs())

    # ── lengths ──

    @override
    def doc_field_length(self, docnum: int, fieldname: str, default: int = 0) -> int:
        """Give the length that stands for that of a field, *default* where it has none."""
        return byte_to_length(self._segment.lengths(fieldname)[docnum]) or default

    def field_length(self, fieldname: str) -> int:
        """Give the sum of the exact lengths of a field."""
        return self._segment.total_length(fieldname)

    def min_field_length(self, fieldname: str) -> int:
        """Give the shortest length of a field."""
        return byte_to_length(min(self._segment.lengths(fieldname), default=0))

    def max_field_length(self, fieldname: str) -> int:
        """Give the longest length of a field."""
        return byte_to_length(max(self._segment.lengths(fieldname), default=0))

    # ── columns and stored fields ──

    def supports_columns(self) -> bool:
        """Say that there are columns."""
        return True

    def has_column(self, fieldname: str) -> bool:
        """Say whether a field can be sorted by."""
        return self._column_name(fieldname) is not None

    def list_columns(self) -> list[str]:
        """Give the names of the fields that can be sorted by."""
        return [name.removesuffix(DAYS) for name in self._segment.columns(NUMBER)]

    def column_reader(self, fieldname: str, column: Column) -> "NumberReader":
        """Give a column in Whoosh's sortable numbers."""
        name = self._column_name(fieldname)
        numbers = self._segment.numbers(name or fieldname)
        days = name is not None and name != fieldname
        default = column.default_value() if isinstance(column, NumericColumn) else 0
        return NumberReader([default if n == MISSING else _sortable(n, days=days) for n in numbers], default)

    def stored_fields(self, docnum: int) -> dict[str, str]:
        """Give the stored texts of a document; Whoosh shows those that its schema names."""
        columns = self._segment.columns(STORED)
        texts = ((STORED_AS.get(column, column), self._segment.stored(column, docnum)) for column in columns)
        return {name: text for name, text in texts if text}

    def _column_name(self, fieldname: str) -> str | None:
        columns = self._segment.columns(NUMBER)
        return next((name for name in (fieldname, fieldname + DAYS) if name in columns), None)


class NumberReader(ColumnReader):  # type: ignore[misc]
    """A column of numbers that stands in memory."""

    def __init__(self, numbers: list[int], default: int) -> None:
        self._numbers, self._default, self._reverse = numbers, default, False

    def __getitem__(self, docnum: int) -> int:
        return self._numbers[docnum]

    def __len__(self) -> int:
        return len(self._numbers)

    def sort_key(self, docnum: int) -> int:
        """Give what Whoosh sorts a document by."""
        return -self._numbers[docnum] if self._reverse else self._numbers[docnum]

    def set_reverse(self) -> None:
        """Sort the other way round."""
        self._reverse = True

    def default_value(self, reverse: bool = False) -> int:
        """Give the value of a document that has none."""
        return -self._default if reverse else self._default


def _sortable(number: int, *, days: bool) -> int:
    if days:
        number = datetime_to_long(datetime.fromordinal(number))
    return int(to_sortable(int, 64, True, number))
