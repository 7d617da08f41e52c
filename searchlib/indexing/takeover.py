"""Here is an index of stock Whoosh's, whatever its schema, give me its articles.

Its stored fields are read, nothing of it is unpickled or run (see `searchlib.codec.whoosh_pickle`). An index that
`searchlib export` wrote, or one of ours, gives back the very articles that went into it.
"""

import json
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, time
from decimal import Decimal
from pathlib import Path
from typing import Any, Final, NamedTuple

from searchlib.codec.segment import SUFFIX, Segment
from searchlib.codec.whoosh_commit import OURS
from searchlib.codec.whoosh_stored import W3, stored_documents
from searchlib.codec.whoosh_toc import Contents, WhooshSegment, newest_tables, read_contents
from searchlib.errors import SchemaMismatch, UsageError
from searchlib.model import Article, Failure
from searchlib.read.records import USUAL

FIELDS: Final = Article._fields
RECORD: Final = ("body", "meta")
"""Stored fields that hold an article as it was handed in: its text, and the rest as JSON."""
_ALSO: Final = {"body": "text"}
_NAMES_SHOWN: Final = 20


class Source(NamedTuple):
    """An index of Whoosh's and what is to be taken of it."""

    path: Path
    contents: Contents
    columns: dict[str, str]
    """Field of the article → stored field; none where the record is taken as it is."""

    def documents(self) -> int:
        """Give the number of documents that are not deleted."""
        return sum(segment.doc_count - len(segment.deleted) for segment in self.contents.segments)


def source(
    path: str | os.PathLike[str], *, columns: Mapping[str, str] | None = None, name: str | None = None
) -> Source:
    """Open an index of Whoosh's.

    Args:
        path: Its folder.
        columns: Field of the article → stored field; ``body`` means ``text``. Others are guessed by their usual names.
        name: Of the index, where the folder has several.

    Raises:
        IndexMissing: there is no index.
        IndexDamaged: its table of contents cannot be read.
        SchemaMismatch: it is of another version, or names classes that are not Whoosh's own.
        UsageError: a field that is mapped is not there or not stored, or none can be guessed for the text.
    """
    path = Path(path)
    contents = read_contents(_table(path, name))
    whole = columns is None and all(_stores(contents, field) for field in RECORD)
    return Source(path, contents, {} if whole else _chosen(contents, columns or {}))


def articles(found: Source) -> Iterator[Article | Failure]:
    """Give the article of every document that is not deleted.

    Raises:
        IndexDamaged: a segment cannot be read.
        SchemaMismatch: a segment was written by another codec of Whoosh's.
    """
    for segment in found.contents.segments:
        for doc, stored in documents(found.path, segment):
            place = f"{found.path / segment.name}, document {doc}"
            if isinstance(stored, str):
                yield Failure(place, stored)
            else:
                yield _mapped(stored, found.columns, place) if found.columns else handed_in(stored, place)


def _table(path: Path, name: str | None) -> Path:
    tables = newest_tables(path)
    if name is None and len(tables) > 1:
        raise UsageError("--whoosh-name", "nothing", f"one of the indexes in {path}: {', '.join(sorted(tables))}")
    if name is not None and name not in tables:
        raise UsageError("--whoosh-name", name, f"one of the indexes in {path}: {', '.join(sorted(tables))}")
    return tables[name or next(iter(tables))]


def _stores(contents: Contents, name: str) -> bool:
    field = contents.field(name)
    return field is not None and field.stored


def _chosen(contents: Contents, asked: Mapping[str, str]) -> dict[str, str]:
    """Find the stored field for each field of an article: as mapped, else by its usual names."""
    asked = {_ALSO.get(field, field): name for field, name in asked.items()}
    stored = [field.name for field in contents.fields if field.stored and not field.pattern]
    for field, name in asked.items():
        if field not in FIELDS:
            raise UsageError("--map", f"{field}={name}", f"FIELD=STORED with FIELD one of {' '.join(FIELDS)}")
        if not _stores(contents, name):
            raise UsageError("--map", f"{field}={name}", _why_not(contents, name))
    folded = {"".join(filter(str.isalnum, name)).lower(): name for name in reversed(stored)}
    usual = {**USUAL, "path": ("path", "filename", "file")}
    guessed = {field: next((folded[word] for word in usual[field] if word in folded), "") for field in FIELDS}
    chosen = {field: name for field in FIELDS if (name := asked.get(field) or guessed[field])}
    if "text" not in chosen:
        unstored = [name for name in (field.name for field in contents.fields) if name.lower() in USUAL["text"]]
        raise UsageError("--map", "nothing for the text", _why_not(contents, next(iter(unstored), "")))
    return chosen


def _why_not(contents: Contents, name: str) -> str:
    stored = [field.name for field in contents.fields if field.stored]
    names = ", ".join(stored[:_NAMES_SHOWN]) or "none"
    expected = f"a stored field, which are here: {names}"
    if contents.field(name) is None:
        return expected
    return f"{expected}; {name} is searchable but its text was not stored, so it is to be indexed from its source"


def documents(path: Path, segment: WhooshSegment) -> Iterator[tuple[int, Mapping[str, Any] | str]]:
    """Give the stored fields of every document of a segment that is not deleted, or why they cannot be read.

    Raises:
        IndexDamaged: the segment cannot be read.
        SchemaMismatch: it was written by another codec than Whoosh's W3 or ours.
    """
    if segment.kind == W3:
        return stored_documents(path, segment)
    if segment.kind == OURS:
        return _own_documents(Segment.open(path / f"{segment.name}{SUFFIX}"), segment)
    raise SchemaMismatch(path, f"{segment.name} is a {segment.kind}", "what Whoosh's W3Codec writes")


def _own_documents(opened: Segment, segment: WhooshSegment) -> Iterator[tuple[int, Mapping[str, Any]]]:
    for doc in range(opened.doc_count):
        if doc not in segment.deleted:
            yield doc, {"body": opened.stored("text", doc), "meta": opened.stored("meta", doc)}


def handed_in(stored: Mapping[str, Any], place: str) -> Article | Failure:
    """Give an article as it was handed in; what is in its place may be hostile."""
    try:
        text, meta = stored.get("body", ""), json.loads(stored["meta"])
        fields = {field: value for field, value in meta.items() if field in FIELDS and field != "text"}
        if not all(isinstance(value, str) for value in (text, *fields.values())):
            raise TypeError("a field is no text")
        return Article(text, **fields)
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError) as error:
        return Failure(place, f"is no article: {type(error).__name__}: {error}")


def values(stored: Mapping[str, Any], columns: Mapping[str, str]) -> dict[str, str]:
    """Give the fields of an article that are stored, as texts; *columns*: field → stored field."""
    texts = ((field, _text(stored.get(name))) for field, name in columns.items())
    return {field: text if field == "text" else text.strip() for field, text in texts if text and text.strip()}


def _mapped(stored: Mapping[str, Any], columns: Mapping[str, str], place: str) -> Article | Failure:
    found = values(stored, columns)
    if "text" not in found:
        return Failure(place, f"nothing is stored as {columns['text']!r}")
    return Article(**found)


def _text(value: object) -> str | None:
    """Give a stored value as text; what has none, such as a mapping, is left out."""
    match value:
        case str():
            return value
        case bool() | None:
            return None
        case datetime() if value.time() != time():
            return value.isoformat()
        case date():
            return date(value.year, value.month, value.day).isoformat()
        case int() | float() | Decimal():
            return str(value)
        case bytes():
            return value.decode("utf8", "replace")
        case list() | tuple() | set() | frozenset():
            return _joined(value if isinstance(value, Sequence) else sorted(map(str, value)))
        case _:
            return None


def _joined(items: Iterable[object]) -> str | None:
    return ", ".join(str(item) for item in items if isinstance(item, (str, int, float))) or None
