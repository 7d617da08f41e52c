"""Here is a commit, give me its manifest; here is a manifest, give me what was committed.

A manifest is a line ``searchlib manifest <version> crc32 <eight hex digits>`` and a JSON object; the checksum is that
of the object and of what stands before it in the line, in version 1 of the object alone. It says which segments make up
one generation of an index, what each of them must be, and which of their documents are deleted or hidden. It is named
after the table of contents that Whoosh keeps of the same generation: ``_MAIN_7.toc`` has ``_MAIN_7.manifest``.
"""

import os
from zlib import crc32

from searchlib.codec.plain_json import loads
from searchlib.errors import IndexDamaged, SchemaMismatch
from searchlib.hints import Any, Final
from searchlib.model.record import Record

VERSION: Final = 2
"""What is written; all up to it are read."""
SCHEMA: Final = 1
"""What fields and columns an article has; an index of another schema has to be built again."""
INDEX_NAME: Final = "MAIN"
LAST_GENERATION: Final = 2**31 - 1
"""The highest number that Whoosh's table of contents has room for; what has a higher one in its name is none."""

_HEAD: Final = b"searchlib manifest "
_SUM: Final = b" crc32 "
_MOST_DIGITS: Final = 9


class SegmentRow(Record):
    """One segment of a generation. Document numbers are strictly increasing."""

    name: str
    doc_count: int
    size: int
    """Bytes of the file."""
    fingerprint: int
    """Checksum of the header, which has that of the table, which has those of all sections."""
    deleted: tuple[int, ...] = ()
    duplicates: tuple[int, ...] = ()
    """Not deleted, but of the same text as an earlier article, which answers for them."""


class Manifest(Record):
    """What one generation consists of."""

    generation: int
    segments: tuple[SegmentRow, ...] = ()
    toc_checksum: int = 0
    """CRC-32 of Whoosh's table of contents of this generation."""

    @property
    def articles(self) -> int:
        """Articles that are not deleted, duplicates among them."""
        return sum(row.doc_count - len(row.deleted) for row in self.segments)

    @property
    def duplicates(self) -> int:
        """Articles that another one answers for."""
        return sum(len(row.duplicates) for row in self.segments)


def manifest_name(generation: int) -> str:
    """Give the name of the manifest of a generation.

    Example:
        >>> manifest_name(7)
        '_MAIN_7.manifest'
    """
    return f"_{INDEX_NAME}_{generation}.manifest"


def toc_name(generation: int) -> str:
    """Give the name of the table of contents of a generation, as Whoosh has it.

    Example:
        >>> toc_name(7)
        '_MAIN_7.toc'
    """
    return f"_{INDEX_NAME}_{generation}.toc"


def toc_generation(name: str) -> int | None:
    """Give the generation of the table of contents called *name*, None where it is none.

    Example:
        >>> toc_generation("_MAIN_7.toc"), toc_generation("_MAIN_07.toc"), toc_generation("MAIN_a.slseg")
        (7, None, None)
    """
    digits = name.removeprefix(f"_{INDEX_NAME}_").removesuffix(".toc")
    if not (digits.isascii() and digits.isdecimal() and len(digits) <= len(str(LAST_GENERATION))):
        return None
    number = int(digits)
    return number if number <= LAST_GENERATION and name == toc_name(number) else None


def pack(manifest: Manifest) -> bytes:
    """Give the file of *manifest*."""
    import json  # noqa: PLC0415  # slow to load, and few commit

    counts = {"articles": manifest.articles, "duplicates": manifest.duplicates}
    rows = [row._asdict() for row in manifest.segments]
    head = {"generation": manifest.generation, "schema": SCHEMA, "toc_checksum": manifest.toc_checksum}
    value = {**head, "counts": counts, "segments": rows}
    body = json.dumps(value, separators=(",", ":")).encode()
    return sealed(body, version=VERSION)


def sealed(body: bytes, *, version: int) -> bytes:
    """Give the file whose JSON object is *body*.

    Example:
        >>> sealed(b"{}", version=2)
        b'searchlib manifest 2 crc32 7d3a74b8\\n{}'
    """
    head = b"%s%d%s" % (_HEAD, version, _SUM)
    return b"%s%08x\n%s" % (head, crc32(body, _start(head, version)), body)


def _start(head: bytes, version: int) -> int:
    """Give the checksum of what stands before the JSON object and counts."""
    return 0 if version == 1 else crc32(head)


def unpack(data: bytes, file: str | os.PathLike[str]) -> Manifest:
    """Give back the manifest that stands in *data*.

    Raises:
        IndexDamaged: it is not what was written.
        SchemaMismatch: it is, but of a version or schema that this version of searchlib does not read.
    """
    line, _, body = data.partition(b"\n")
    digits = line.removeprefix(_HEAD).partition(_SUM)[0]
    if not line.startswith(_HEAD) or not digits.isdigit() or len(digits) > _MOST_DIGITS:
        raise IndexDamaged(file, "manifest", "does not begin as a manifest does")
    version = int(digits)
    if data != sealed(body, version=version):
        raise IndexDamaged(file, "manifest", "checksum is wrong")
    if not 1 <= version <= VERSION:
        raise SchemaMismatch(file, f"manifest version {version}", f"versions 1 to {VERSION}")
    try:
        value = loads(body)
        schema, manifest = value["schema"], _manifest(value)
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError) as error:
        raise IndexDamaged(file, "manifest", f"{type(error).__name__}: {error}") from error
    if schema != SCHEMA:
        raise SchemaMismatch(file, f"an index of schema {schema!r}", f"schema {SCHEMA}")
    return manifest


def _manifest(value: dict[str, Any]) -> Manifest:
    segments = tuple(map(_segment_row, value["segments"]))
    return Manifest(_natural(value["generation"]), segments, _natural(value["toc_checksum"]))


def _segment_row(value: dict[str, Any]) -> SegmentRow:
    name, doc_count = value["name"], _natural(value["doc_count"])
    if not isinstance(name, str) or not name.removeprefix(f"{INDEX_NAME}_").isalnum() or not name.isascii():
        raise ValueError(f"no name of a segment: {name!r}")
    deleted, duplicates = _docs(value["deleted"], doc_count), _docs(value["duplicates"], doc_count)
    return SegmentRow(name, doc_count, _natural(value["size"]), _natural(value["fingerprint"]), deleted, duplicates)


def _docs(value: list[int], doc_count: int) -> tuple[int, ...]:
    if not all(isinstance(doc, int) and 0 <= doc < doc_count for doc in value):
        raise ValueError("documents outside the segment")
    return tuple(value)


def _natural(value: object) -> int:
    if not isinstance(value, int) or value < 0:
        raise ValueError(f"no natural number: {value!r}")
    return value
