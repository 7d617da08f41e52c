"""Here is a segment, give me what the compiled kernel reads of it. The kernel is the C++ beside this file.

What is opened of a segment is kept with the segment, what it takes of all segments with the snapshot. The
calls are in `_kernel.pyi`, loading is in `searchlib.compiled`.
"""

from searchlib.codec.columns import LABELS, LIST, MISSING, NUMBER
from searchlib.codec.segment import FIELD, Segment
from searchlib.codec.snapshot import Snapshot
from searchlib.compiled import SWITCH, available, description, kernel, loaded, run
from searchlib.hints import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from searchlib.codec.kernel._kernel import Column, Field, Labels, Rows, Section, Segments

__all__ = [
    "SWITCH", "available", "bits", "column", "columns", "description", "field", "kernel", "labels", "lists", "loaded",
    "part", "rows", "run", "segments",
]  # fmt: skip
DEEPEST: Final = 200
"""How deep the clauses of a program may be nested."""
_OF_FIELD: Final = (
    "term.text", "term.ends", "term.docs", "docs", "freqs", "freqs.at", "freqs.high", "term.positions", "positions",
    "lengths", "form.text", "form.ends", "form.terms", "form.numbers", "term.forms", "term.formed", "formed",
    "packets", "term.at", "term.also",
)  # fmt: skip


def field(segment: Segment, name: str) -> "Field | None":
    """Open the postings of a field; None where the segment has no such field."""
    key = FIELD + name
    if key not in segment.opened:
        names = segment.sections.names() if name in segment.fields() else ()
        found = {part: _section(segment, f"{key}/{part}") for part in _OF_FIELD if f"{key}/{part}" in names}
        sections = tuple(map(found.get, _OF_FIELD))
        segment.opened[key] = run(lambda module: module.open_field(segment.doc_count, sections)) if found else None
    return segment.opened[key]  # type: ignore[return-value]


def column(segment: Segment, name: str) -> "Column":
    """Open a column of numbers; all are missing where nobody wrote it."""
    key = NUMBER + name
    if key not in segment.opened:
        if key in segment.sections:
            section = _section(segment, key)
        else:
            section = (MISSING.to_bytes(8, "little", signed=True) * segment.doc_count, None, None, 8, b"", b"")
        segment.opened[key] = run(lambda module: module.open_column(section))
    return segment.opened[key]  # type: ignore[return-value]


def rows(snapshot: Snapshot, name: str) -> "tuple[Rows, ...]":
    """Open a column of lists in all segments."""
    key = LIST + name
    if key not in snapshot.opened:
        snapshot.opened[key] = tuple(lists(live.segment, name) for live in snapshot.segments)
    return snapshot.opened[key]  # type: ignore[return-value]


def lists(segment: Segment, name: str) -> "Rows":
    """Open a column of lists."""
    key = LIST + name
    if key not in segment.opened:
        segment.rows(name)  # looks at the sizes
        names = (
            (f"{key}.at", f"{key}.rows") if f"{key}.rows" in segment.sections else (f"{key}.starts", f"{key}.values")
        )
        sections = [_section(segment, one) if one in segment.sections else None for one in names]
        segment.opened[key] = run(lambda module: module.open_rows(*sections))
    return segment.opened[key]  # type: ignore[return-value]


def labels(segment: Segment, name: str) -> "Labels":
    """Open a facet column."""
    key = LABELS + name
    if key not in segment.opened:
        segment.labels(name)  # looks at the sizes
        names = [f"{key}.{part}" for part in ("text", "ends", "starts", "values")]
        sections = [_section(segment, one) if one in segment.sections else None for one in names]
        segment.opened[key] = run(lambda module: module.open_labels(*sections))
    return segment.opened[key]  # type: ignore[return-value]


def segments(snapshot: Snapshot) -> "Segments":
    """Give number and hidden documents of all segments."""
    if "segments" not in snapshot.opened:
        snapshot.opened["segments"] = tuple(
            (live.segment.doc_count, bits(live.hidden, live.segment.doc_count) if live.hidden else None)
            for live in snapshot.segments
        )
    return snapshot.opened["segments"]  # type: ignore[return-value]


def part(snapshot: Snapshot, name: str) -> "tuple[Field | None, ...]":
    """Open the postings of a field in all segments."""
    key = FIELD + name
    if key not in snapshot.opened:
        snapshot.opened[key] = tuple(field(live.segment, name) for live in snapshot.segments)
    return snapshot.opened[key]  # type: ignore[return-value]


def columns(snapshot: Snapshot, name: str) -> "tuple[Column, ...]":
    """Open a column of numbers in all segments."""
    key = NUMBER + name
    if key not in snapshot.opened:
        snapshot.opened[key] = tuple(column(live.segment, name) for live in snapshot.segments)
    return snapshot.opened[key]  # type: ignore[return-value]


def bits(documents: frozenset[int], doc_count: int) -> bytes:
    """Give a set of documents as the kernel takes it: a bit each.

    Example:
        >>> bits(frozenset((0, 9)), 12)
        b'\\x01\\x02'
    """
    made = bytearray(-(-doc_count // 8))
    for doc in documents:
        made[doc // 8] |= 1 << doc % 8
    return bytes(made)


def _section(segment: Segment, name: str) -> "Section":
    return segment.sections.section(name, "BHIQq").unverified()
