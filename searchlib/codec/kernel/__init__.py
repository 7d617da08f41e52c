"""Here is a segment, give me what the compiled kernel reads of it; here is a program, run it (see `_kernel.pyi`).

The kernel is small, optional and in C++: the files beside this one. It is loaded when first asked for. What it opens of
a segment is kept with the segment. SEARCHLIB_KERNEL=off leaves it out, =require makes its absence an error.
"""

import os
from collections.abc import Callable
from functools import cache, lru_cache
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Final, TypeVar

from searchlib.codec.columns import LABELS, MISSING, NUMBER
from searchlib.codec.segment import FIELD, Segment
from searchlib.errors import IndexDamaged

if TYPE_CHECKING:
    from searchlib.codec.kernel._kernel import Column, Field, Labels, Section

Given = TypeVar("Given")

SWITCH: Final = "SEARCHLIB_KERNEL"
DEEPEST: Final = 200
"""How deep the clauses of a program may be nested."""
_OF_FIELD: Final = (
    "term.text", "term.ends", "term.docs", "docs", "freqs", "freqs.at", "freqs.high", "term.positions", "positions",
    "lengths", "form.text", "form.ends", "form.terms", "form.numbers", "term.forms", "term.formed", "formed",
)  # fmt: skip


@cache
def kernel() -> ModuleType | None:
    """Load the kernel.

    Returns:
        The compiled module; None where it is switched off or was not built.

    Raises:
        ImportError: it is required, and is not there.
    """
    wish = os.environ.get(SWITCH, "")
    if wish == "off":
        return None
    try:
        return import_module("searchlib.codec.kernel._kernel")
    except ImportError:
        if wish == "require":
            raise
        return None


def loaded() -> ModuleType:
    """Give the kernel.

    Raises:
        ImportError: it is not there.
    """
    module = kernel()
    if module is None:
        raise ImportError("the kernel is not there")
    return module


def available() -> bool:
    """Tell whether the kernel is there and switched on."""
    return kernel() is not None


def description() -> str:
    """Say in a few words which reader answers, for ``stats``.

    Example:
        >>> description().startswith(("compiled", "none"))
        True
    """
    if available():
        return "compiled"
    return "none: switched off" if os.environ.get(SWITCH, "") == "off" else "none: not built, queries are slower"


def run(call: Callable[[ModuleType], Given]) -> Given:
    """Have the kernel do something.

    Raises:
        IndexDamaged: a segment is not what was written.
        ImportError: the kernel is not there.
    """
    module = loaded()
    try:
        return call(module)
    except module.Damaged as error:
        file, section, reason = (part.decode("utf-8", "replace") for part in error.args)
        raise IndexDamaged(Path(file), section, reason) from error


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
