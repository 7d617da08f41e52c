"""Here are segments, give me one segment with all of their documents that are not deleted.

The order of documents is kept, so that merging what was built in parts gives the contents that building the whole
would have given. The work goes section by section, term by term: what is in memory at once is the postings of a
term, the numbers of the terms, and one column.
"""

from array import array
from collections import deque
from collections.abc import Generator, Iterable, Iterator, Mapping, Sequence
from heapq import merge as heap_merge
from itertools import accumulate, chain, compress, count, groupby, repeat
from operator import itemgetter
from types import MappingProxyType
from typing import BinaryIO, Final, TypeAlias

from searchlib.codec import compiled_merge, merge_fields
from searchlib.codec.also import merged, write_also
from searchlib.codec.assemble import Run, SectionWriter
from searchlib.codec.blame import SUSPICIOUS, blame
from searchlib.codec.build import write_about
from searchlib.codec.columns import LABELS, LIST, NUMBER, write_packed_rows, write_rows
from searchlib.codec.gather import write_records
from searchlib.codec.merge_plan import Field
from searchlib.codec.renumber import Source, sources
from searchlib.codec.segment import FIELD, Segment
from searchlib.codec.stored import STORED, Beside, record
from searchlib.codec.terms import encoded, write_dictionary
from searchlib.model.fields import BESIDE

Replaced: TypeAlias = "Mapping[str, Sequence[array[int]]]"
"""Columns of numbers that are to be other than they are: of each segment, a number for each document."""
KEPT: Final[Replaced] = MappingProxyType({})
_AT_ONCE: Final = 1 << 12
"""Documents whose values are copied together."""


def merge(segments: Sequence[tuple[Segment, frozenset[int]]], out: BinaryIO, replaced: Replaced = KEPT) -> None:
    """Write one segment from *segments*, each given with its deleted documents.

    Args:
        segments: In order.
        out: The file.
        replaced: Columns of numbers that are written in the place of those of the segments.

    Raises:
        IndexDamaged: one of the segments is not what was written.
    """
    deque(merging(segments, out, replaced), maxlen=0)


def merging(
    segments: Sequence[tuple[Segment, frozenset[int]]], out: BinaryIO, replaced: Replaced = KEPT
) -> Iterator[None]:
    """Do what `merge` does, a step with each item that is asked for; the file is whole when there are no more."""
    try:
        for _ in _steps(segments, out, replaced):
            for segment, _ in segments:
                segment.let_go()
            yield
    except SUSPICIOUS as error:
        blame(error, (segment for segment, _ in segments))
        raise


def _steps(
    segments: Sequence[tuple[Segment, frozenset[int]]], out: BinaryIO, replaced: Replaced
) -> Generator[None, None, None]:
    numbered, doc_count = sources(list(segments))
    sections = SectionWriter(out)
    totals = {}
    fields = _union(source.segment.fields() for source in numbered)
    for field in fields:
        old = Field.of(numbered, field)
        merge_field = compiled_merge.merge_field if compiled_merge.can_merge(old) else merge_fields.merge_field
        totals[field], plan = yield from merge_field(sections, FIELD + field, old)
        yield
        if BESIDE.get(field) in fields:
            write_also(sections, field, counts=merged(plan, numbered, field=field, beside=BESIDE[field]))
    for column in _columns(numbered, LABELS):
        _merge_labels(sections, numbered, column)
        yield
    for column in _columns(numbered, LIST):
        write_packed_rows(sections, LIST + column, rows=_rows(numbered, column))
        yield
    for column in _columns(numbered, NUMBER):
        given: Sequence[array[int] | memoryview] = replaced.get(column) or [
            source.segment.numbers(column) for source in numbered
        ]
        with sections.section(NUMBER + column, "q") as section:
            for source, numbers in zip(numbered, given, strict=True):
                for start, end in _runs(source):
                    section.write(numbers[start:end])
    for column in _columns(numbered, STORED):
        _merge_stored(sections, numbered, column)
        yield
    write_about(sections, doc_count, totals=totals)
    sections.close()


def _runs(source: Source) -> Iterator[tuple[int, int]]:
    """Give the documents that are left, some at a time; what was read of some is let go before the next."""
    for first, last in source.runs():
        for start in range(first, last, _AT_ONCE):
            yield start, min(start + _AT_ONCE, last)
            source.segment.let_go()


def _union(names: Iterable[Iterable[str]]) -> list[str]:
    return sorted(set(chain.from_iterable(names)))


def _columns(numbered: Sequence[Source], kind: str) -> list[str]:
    return _union(source.segment.columns(kind) for source in numbered)


def _merge_labels(out: SectionWriter, numbered: Sequence[Source], column: str) -> None:
    """Merge the values that are still used, and the ordinals of each document."""
    new = [_used_labels(source, column) for source in numbered]
    write_dictionary(out, LABELS + column, terms=_renumbered(numbered, column, new))
    counts, values = array("I", [0]), array("I")
    for source, ordinals in zip(numbered, new, strict=True):
        for numbers, each in _labels(source, column):
            values.extend(map(ordinals.__getitem__, numbers))
            counts.extend(each)
    write_rows(out, LABELS + column, starts=array("I", accumulate(counts)), values=values)


def _used_labels(source: Source, column: str) -> "array[int]":
    """Give 1 for each value that a document has which is left, 0 for the others."""
    used = array("I", bytes(4 * len(source.segment.labels(column).values)))
    for numbers, _ in _labels(source, column):
        for number in numbers:
            used[number] = 1
    return used


def _renumbered(numbered: Sequence[Source], column: str, new: "Sequence[array[int]]") -> Iterator[bytes]:
    """Give the values of all segments that are used, each once, in order; put its new ordinal in the place of the 1.

    There may be millions, so nothing is made of them. What is overwritten has been read: walks do not go back.
    """
    walks = [
        zip(compress(source.segment.labels(column).values, used), repeat(place), compress(count(), used))
        for place, (source, used) in enumerate(zip(numbered, new, strict=True))
    ]
    for ordinal, (value, same) in enumerate(groupby(heap_merge(*walks), key=itemgetter(0))):
        for _, place, old in same:
            new[place][old] = ordinal
        yield encoded(value)


def _labels(source: Source, column: str) -> Iterator[tuple[memoryview, list[int]]]:
    """Give the ordinals of documents that are left, one after the other, and how many each has."""
    labels = source.segment.labels(column)
    return (labels.joined(start, end) for start, end in _runs(source))


def _rows(numbered: Sequence[Source], column: str) -> Iterator[Run]:
    """Give the rows of a list as they are."""
    return (source.segment.rows(column).run(*run) for source in numbered for run in _runs(source))


def _merge_stored(out: SectionWriter, numbered: Sequence[Source], column: str) -> None:
    """Copy the records as they are, deflated ones too, where they lean on the same as those of the last segment."""
    leaning = [source.segment.stored_texts(column).beside for source in numbered]
    beside = next((one for one in reversed(leaning) if one is not None), None)
    records = chain.from_iterable(_records(source, column, beside) for source in numbered)
    write_records(out, STORED + column, records=records, beside=beside)


def _records(source: Source, column: str, beside: Beside | None) -> Iterator[Run]:
    texts = source.segment.stored_texts(column)
    if beside is None or texts.beside in (None, beside):
        yield from (texts.run(start, end) for start, end in _runs(source))
        return
    leant_on = source.segment.stored_texts(beside.column)
    for doc in source.kept():
        data = record(texts.text(doc), beside.dictionary(leant_on.encoded(doc)))
        yield data, (len(data),)
