"""Here is a segment, give me what the compiled kernel reads of it. The kernel is the C++ beside this file.

What is opened of a segment is kept with the segment. The calls are in `_kernel.pyi`, loading is in `codec.compiled`.
"""

from functools import lru_cache
from typing import TYPE_CHECKING, Final

from searchlib.codec.columns import LABELS, MISSING, NUMBER
from searchlib.codec.compiled import SWITCH, available, description, kernel, loaded, run
from searchlib.codec.segment import FIELD, Segment

if TYPE_CHECKING:
    from searchlib.codec.kernel._kernel import Column, Field, Labels, Section

__all__ = ["SWITCH", "available", "bits", "column", "description", "field", "kernel", "labels", "loaded", "run"]
DEEPEST: Final = 200
"""How deep the clauses of a program may be nested."""
_OF_FIELD: Final = (
    "term.text", "term.ends", "term.docs", "docs", "freqs", "freqs.at", "freqs.high", "term.positions", "positions",
    "lengths", "form.text", "form.ends", "form.terms", "form.numbers", "term.forms", "term.formed", "formed",
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


def labels(segment: Segment, name: str) -> "Labels":
    """Open a facet column."""
    key = LABELS + name
    if key not in segment.opened:
        segment.labels(name)  # looks at the sizes
        names = [f"{key}.{part}" for part in ("text", "ends", "starts", "values")]
        sections = [_section(segment, one) if one in segment.sections else None for one in names]
        segment.opened[key] = run(lambda module: module.open_labels(*sections))
    return segment.opened[key]  # type: ignore[return-value]


@lru_cache(maxsize=64)
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
