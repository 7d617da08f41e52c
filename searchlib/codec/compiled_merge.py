"""Here is one field of several segments, give me its postings and forms in one: `codec.merge_fields`, compiled.

The bytes are those of the definition. Segments of format 1, whose postings are not packed, are left to it.
"""

from array import array
from collections.abc import Iterator
from typing import NamedTuple

from searchlib.codec.assemble import SectionWriter
from searchlib.codec.forms import SortedForms, write_sorted_forms
from searchlib.codec.invert import write_lengths
from searchlib.codec.merge_plan import Field, Pairs, Steps
from searchlib.codec.packed_terms import PackedTerms
from searchlib.codec.packet_writer import Piece, writing_pieces
from searchlib.codec.postings import PostingLists
from searchlib.codec.renumber import Source
from searchlib.codec.terms import write_texts
from searchlib.compiled import kernel, run


class _Part(NamedTuple):
    """A field of one segment."""

    source: Source
    lists: PostingLists
    packed: PackedTerms
    left: tuple[bytes | None, bytes | None]
    """A flag for each term and for each form, by their terms, that documents which are left have; None: all."""


class _Forms(NamedTuple):
    """How many forms each new term has, u32; of each segment the new numbers of its forms, by their terms."""

    counts: bytes
    new_numbers: list[bytes]


def can_merge(field: Field) -> bool:
    """Tell whether the kernel is there and reads the postings of *field*."""
    return kernel() is not None and all(lists is None or lists.packed is not None for lists in field.lists)


def merge_field(out: SectionWriter, name: str, field: Field) -> Steps:
    """Write the sections of *field* step by step; returns the sum of its lengths, and what its terms are made of.

    Raises:
        ValueError: the field has positions in some of the segments only.
    """
    positional = field.positional
    parts = [_part(source, lists) for source, lists in zip(field.numbered, field.lists, strict=True)]
    plan = _write_terms(out, name, parts)
    yield
    if not positional:
        yield from writing_pieces(out, name, _pieces(parts, plan, None, lengths=None))
        return 0, plan
    forms = _write_forms(out, name, parts, plan=plan) if field.formed else None
    yield
    lengths = write_lengths(out, name, lengths=field.lengths())
    yield from writing_pieces(out, name, _pieces(parts, plan, forms, lengths=lengths.as_bytes))
    return lengths.total, plan


def _part(source: Source, lists: PostingLists | None) -> _Part | None:
    if lists is None or lists.packed is None:
        return None
    if source.numbers is None:
        return _Part(source, lists, lists.packed, (None, None))
    starts = lists.forms.starts() if lists.forms is not None else None
    given = (*lists.packed.given(), source.numbers, 0, source.segment.doc_count, starts, None)
    left = run(lambda module: module.used_terms(given, lists.positional, lists.form_count()))
    return _Part(source, lists, lists.packed, left)


def _write_terms(out: SectionWriter, name: str, parts: list[_Part | None]) -> Pairs:
    walks = (part and (*part.lists.terms.given(), part.left[0]) for part in parts)
    text, ends, *plan = run(lambda module: module.merge_dictionaries(*walks))
    write_texts(out, f"{name}/term", text=text, ends=ends)
    return Pairs(*(memoryview(numbers).cast("I") for numbers in plan))


def _write_forms(out: SectionWriter, name: str, parts: list[_Part | None], *, plan: Pairs) -> _Forms:
    walks = tuple(part and _form_walk(part) for part in parts)
    *sorted_forms, counts, new_numbers = run(lambda module: module.merge_forms(walks, *plan))
    write_sorted_forms(out, name, SortedForms(*sorted_forms))
    return _Forms(counts, new_numbers)


def _form_walk(part: _Part) -> tuple[object, ...]:
    forms, count = part.lists.forms, len(part.lists.terms)
    if forms is None:
        return *part.lists.terms.given(), count, None, None, None
    return *forms.given(), count, forms.terms(), forms.by_term(), part.left[1]


def _pieces(parts: list[_Part | None], plan: Pairs, forms: _Forms | None, *, lengths: bytes | None) -> Iterator[Piece]:
    """Have the kernel put the postings together, some terms at a time."""
    numbers = forms.new_numbers if forms is not None else [None] * len(parts)
    given = tuple(part and _postings(part, new) for part, new in zip(parts, numbers, strict=True))
    counts, done, size = forms.counts if forms is not None else None, 0, len(plan.starts) - 1
    while done < size:
        first = done
        packets, ends = run(lambda module: module.merge_terms(given, *plan, counts, lengths, first))  # noqa: B023
        piece = packets, array("I", ends)
        done += len(piece[1])
        yield piece


def _postings(part: _Part, new_numbers: bytes | None) -> tuple[object, ...]:
    source, forms = part.source, part.lists.forms
    starts = forms.starts() if forms is not None and new_numbers is not None else None
    return *part.packed.given(), source.numbers, source.base, source.segment.doc_count, starts, new_numbers
