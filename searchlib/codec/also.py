"""Here are two fields that are asked as one, tell me of each term of the first how many documents have it in both.

field/<first>/term.also    a number a term

So it is known how many documents have a word in the one or the other before any of its documents is read. Segments of
before there was this section do without.
"""

from array import array
from collections.abc import Sequence
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING, Final

from searchlib.codec.assemble import SectionWriter
from searchlib.codec.narrow import narrowed, typecode_for
from searchlib.codec.renumber import GONE, Source
from searchlib.codec.segment import FIELD, Segment
from searchlib.compiled import kernel, run

if TYPE_CHECKING:
    from searchlib.codec.merge_plan import Pairs
    from searchlib.codec.postings import PostingLists

ALSO: Final = "term.also"


def write_also(out: SectionWriter, field: str, *, counts: "array[int]") -> None:
    """Write the section of the first field."""
    typecode = typecode_for(max(counts, default=0))
    out.add(f"{FIELD}{field}/{ALSO}", typecode, data=narrowed(counts, typecode))


def kept(segment: Segment, field: str) -> "memoryview | None":
    """Give what a segment keeps, None where it is one of before there was this section.

    Raises:
        IndexDamaged: it is not what was written.
    """
    name, lists = f"{FIELD}{field}/{ALSO}", segment.lists(field)
    if name not in segment.sections or lists is None:
        return None
    section = segment.sections.section(name, "BHI")
    if len(section) != len(lists.terms):
        raise section.damaged(f"{len(section)} items for {len(lists.terms)} terms")
    return section.all()


def counted(segment: Segment, field: str, beside: str, *, numbers: "array[int] | None" = None) -> "array[int]":
    """Count, for each term of a field, the documents that have it in the field *beside* it, too.

    Args:
        segment: Where both fields are; where one is missing, or has no positions, nothing is common.
        field: The first field.
        beside: The other.
        numbers: New numbers of the documents; those that are `GONE` are not counted.

    Raises:
        IndexDamaged: the segment is not what was written.

    Cost: one pass over the postings of the terms that both have.
    """
    one, other = segment.lists(field), segment.lists(beside)
    if one is None:
        return array("I")
    if other is None or not (one.positional and other.positional):
        return array("I", bytes(4 * len(one.terms)))
    if kernel() is not None and one.packed is not None and other.packed is not None:
        given = _given(segment, field), _given(segment, beside)
        return array("I", run(lambda module: module.also_in(segment.doc_count, *given, numbers)))
    return array("I", (_common(one, term, other, numbers) for term in range(len(one.terms))))


def merged(plan: "Pairs", numbered: Sequence[Source], *, field: str, beside: str) -> "array[int]":
    """Count for the terms of a merged field what the segments have kept; in those with deleted documents anew."""
    counts = [_of_source(source, field, beside) for source in numbered]
    each = map(lambda place, term: counts[place][term], plan.places, plan.terms)
    ends = list(accumulate(each, initial=0))
    return array("I", (ends[last] - ends[first] for first, last in pairwise(plan.starts)))


def _of_source(source: Source, field: str, beside: str) -> Sequence[int]:
    known = kept(source.segment, field) if source.numbers is None else None
    return known if known is not None else counted(source.segment, field, beside, numbers=source.numbers)


def _given(segment: Segment, field: str) -> tuple[object, ...]:
    """Give the terms of a packed field as the kernel takes them."""
    name = f"{FIELD}{field}/term"
    texts = segment.sections.section(f"{name}.text", "B"), segment.sections.section(f"{name}.ends", "I")
    packets = segment.sections.section(f"{FIELD}{field}/packets", "B"), segment.sections.section(f"{name}.at", "I")
    return tuple(section.unverified() for section in (*texts, *packets))


def _common(one: "PostingLists", term: int, other: "PostingLists", numbers: "array[int] | None") -> int:
    number = other.terms.number(one.terms[term])
    common = set(one.docs(term)).intersection(other.docs(number)) if number is not None else ()
    return len(common) if numbers is None else sum(numbers[doc] != GONE for doc in common)
