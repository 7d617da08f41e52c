"""Here is the table of contents of an index of Whoosh's, give me its fields and segments; nothing is unpickled.

It is three sizes, a number that shows the order of bytes, versions, the pickled schema, the generation and the
pickled segments. The pickles are read by `whoosh_pickle`, which calls nothing, so that the index may be a stranger's.
"""

import re
import struct
from collections.abc import Iterator
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any, Final, NamedTuple

from searchlib.codec.plain_file import names_in, whole_file
from searchlib.codec.whoosh_pickle import PickleError, Remnant, UnlistedClass, values
from searchlib.errors import IndexDamaged, IndexMissing, SchemaMismatch

VERSION: Final = -111
"""Of the table of contents, since Whoosh 2.5."""
_BYTE_ORDER: Final = -12345
_SECTION: Final = "table of contents"
_TOC: Final = re.compile(r"_(?P<name>.+)_(?P<generation>[0-9]{1,18})\.toc", re.ASCII | re.DOTALL)
_EXPECTED: Final = "expected the folder of an index of Whoosh's, with a file such as _MAIN_1.toc"


class WhooshField(NamedTuple):
    """A field of a schema."""

    name: str
    kind: str
    """The class, such as TEXT."""
    stored: bool
    analyser: str
    """The class of the analyser, "" where there is none."""
    pattern: bool = False
    """Whether the name is a pattern that names of fields may fit."""


class WhooshSegment(NamedTuple):
    """A segment as the table of contents has it."""

    name: str
    """What its files begin with."""
    kind: str
    """The class, with its module."""
    doc_count: int
    compound: bool
    deleted: frozenset[int]
    duplicates: frozenset[int]
    """In no answer either, but not deleted: known of our own segments alone."""


class Contents(NamedTuple):
    """What a table of contents says."""

    file: Path
    generation: int
    fields: tuple[WhooshField, ...]
    segments: tuple[WhooshSegment, ...]

    def field(self, name: str) -> WhooshField | None:
        """Give the field of that name, or the one whose pattern it fits; None where there is none."""
        exact = (field for field in self.fields if not field.pattern and field.name == name)
        fitting = (field for field in self.fields if field.pattern and fnmatchcase(name, field.name))
        return next(exact, None) or next(fitting, None)


def newest_tables(path: Path) -> dict[str, Path]:
    """Give the newest table of contents of each index in the folder *path*, by the name of the index.

    Raises:
        IndexMissing: there is none.
    """
    newest: dict[str, tuple[int, Path]] = {}
    for found in filter(None, map(_TOC.fullmatch, names_in(path, way_out=_EXPECTED))):
        entry = int(found["generation"]), path / found[0]
        newest[found["name"]] = max(newest.get(found["name"], entry), entry)
    if not newest:
        raise IndexMissing(path, way_out=_EXPECTED)
    return {name: file for name, (_, file) in newest.items()}


def read_contents(file: Path) -> Contents:
    """Read a table of contents.

    Raises:
        IndexDamaged: it is torn, altered, or no table of contents.
        SchemaMismatch: it is of another version, or names classes that are not Whoosh's own.
    """
    try:
        data = whole_file(file)
    except OSError as error:
        raise IndexDamaged(file, _SECTION, str(error)) from error
    try:
        return _contents(data, file)
    except UnlistedClass as error:
        raise SchemaMismatch(file, f"a table of contents that {error}", "those alone") from error
    except (PickleError, struct.error, IndexError, KeyError, TypeError, AttributeError, ValueError) as error:
        raise IndexDamaged(file, _SECTION, f"{type(error).__name__}: {error}") from error


def _contents(data: bytes, file: Path) -> Contents:
    place = 0
    for _ in range(3):  # sizes of C's types where it was written; nothing that follows depends on them
        _, place = _varint(data, place)
    order, version = struct.unpack_from("!ii", data, place)
    if order != _BYTE_ORDER:
        raise ValueError("does not begin as a table of contents does")
    if version != VERSION:
        raise SchemaMismatch(file, f"a table of contents of version {version}", f"version {VERSION}")
    place += 8
    for _ in range(3):  # the release of Whoosh
        _, place = _varint(data, place)
    size, place = _varint(data, place)
    schema, (generation, _) = values(data[place : place + size]), struct.unpack_from("!ii", data, place + size)
    segments = values(data[place + size + 8 :])
    return Contents(file, generation, tuple(_fields(schema)), tuple(_segments(segments, most=len(data))))


def _varint(data: bytes, place: int) -> tuple[int, int]:
    """Read a number of seven bits a byte; give it and where the next thing begins."""
    number = shift = 0
    while True:
        byte = data[place]
        number |= (byte & 127) << shift
        place, shift = place + 1, shift + 7
        if byte < 128:
            return number, place
        if shift > 63:
            raise ValueError("a number without an end")


def _fields(schema: Remnant) -> list[WhooshField]:
    _expect(schema, "whoosh.fields.Schema", "whoosh.fields.SchemaClass")
    fields = [_field(name, field) for name, field in schema.state["_fields"].items()]
    patterns = schema.state.get("_dyn_fields") or {}
    return fields + [_field(name, field)._replace(pattern=True) for name, (_, field) in patterns.items()]


def _field(name: str, field: Remnant) -> WhooshField:
    if not isinstance(name, str) or not isinstance(field, Remnant):
        raise PickleError("has a field that is none")
    analyser = field.state.get("analyzer")
    return WhooshField(
        name,
        field.name.rpartition(".")[2],
        field.state.get("stored") is True or field.name.endswith(".STORED"),
        analyser.name if isinstance(analyser, Remnant) else "",
    )


def _segments(segments: list[Remnant], *, most: int) -> Iterator[WhooshSegment]:
    """Give the segments, which do not name more documents than the table has bytes: several may refer to one set."""
    for segment in segments:
        found = _segment(segment)
        most -= len(found.deleted) + len(found.duplicates)
        if most < 0:
            raise PickleError("deletes more documents than it can name")
        yield found


def _segment(segment: Remnant) -> WhooshSegment:
    if not isinstance(segment, Remnant):
        raise PickleError("has a segment that is none")
    state: dict[str, Any] = segment.state
    count = state["_doc_count" if "_doc_count" in state else "_doccount"]
    deleted, duplicates = frozenset(state.get("_deleted") or ()), frozenset(state.get("_duplicates") or ())
    name = f"{state['indexname']}_{state['segid']}"
    if not isinstance(count, int) or count < 0 or "/" in name or "\\" in name or "\0" in name:
        raise PickleError("has a segment whose name or size is none")
    if not all(isinstance(doc, int) and 0 <= doc < count for doc in (*deleted, *duplicates)):
        raise PickleError("deletes documents that are not there")
    compound = state.get("compound") is True
    return WhooshSegment(name, segment.name, count, compound, deleted, duplicates - deleted)


def _expect(value: object, *names: str) -> None:
    if not isinstance(value, Remnant) or value.name not in names:
        found = value.name if isinstance(value, Remnant) else type(value).__name__
        raise PickleError(f"has {found} where {names[0]} should be")
