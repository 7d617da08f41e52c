"""Here is one field of several segments, give me its postings and forms in one.

First the dictionaries are merged, which says for each new term which terms of which segments it is made of. Then
forms are numbered anew, and the postings are packed in one pass over these terms.
"""

from array import array
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from searchlib.codec.also import merged
from searchlib.codec.assemble import SectionWriter
from searchlib.codec.invert import write_lengths
from searchlib.codec.merge_forms import FormMerge
from searchlib.codec.merge_plan import Part, TermPlan
from searchlib.codec.packet_writer import Piece, write_pieces, write_terms
from searchlib.codec.packets import Lists
from searchlib.codec.postings import Postings
from searchlib.codec.renumber import Source
from searchlib.codec.terms import write_dictionary
from searchlib.compiled import kernel, run


class FieldMerge:
    """The merge of one field.

    Raises:
        ValueError: the field has positions in some of the segments only.
    """

    def __init__(self, numbered: Sequence[Source], field: str) -> None:
        self._numbered, self._field = numbered, field
        self._lists = [source.segment.lists(field) for source in numbered]
        self._plan = TermPlan(numbered, self._lists)
        kinds = {lists.positional for lists in self._lists if lists is not None}
        if len(kinds) > 1:
            raise ValueError(f"field {field!r} has positions in some segments only")
        self._positional = kinds == {True}

    def write(self, out: SectionWriter, name: str) -> int:
        """Write the sections of the field; returns the sum of its lengths."""
        write_dictionary(out, f"{name}/term", terms=self._plan.merged())
        if not self._positional:
            self._write_postings(out, name, None, lengths=None)
            return 0
        forms = None
        if any(lists is not None and lists.forms is not None for lists in self._lists):
            forms = FormMerge(self._plan)
            forms.write(out, name)
        columns = ((source.segment.exact_lengths(self._field), source.kept()) for source in self._numbered)
        merged = array("I", chain.from_iterable(map(column.__getitem__, kept) for column, kept in columns))
        lengths = write_lengths(out, name, lengths=merged)
        self._write_postings(out, name, forms, lengths=lengths.as_bytes)
        return lengths.total

    def also_in(self, beside: str) -> "array[int]":
        """Count for each term, once it is written, the documents that have it in the field *beside* it, too."""
        return merged(self._plan, self._numbered, field=self._field, beside=beside)

    def _write_postings(self, out: SectionWriter, name: str, forms: FormMerge | None, *, lengths: bytes | None) -> None:
        if kernel() is not None and all(lists is None or lists.packed is not None for lists in self._lists):
            write_pieces(out, name, _pieces(self._plan, forms, lengths))
        elif lengths is None:
            write_terms(out, name, (Lists(_docs(parts)) for parts in self._plan), lengths=None)
        else:
            terms = (_merged(list(parts), forms, term) for term, parts in enumerate(self._plan))
            write_terms(out, name, terms, lengths=lengths)


def _pieces(plan: TermPlan, forms: FormMerge | None, lengths: bytes | None) -> Iterator[Piece]:
    """Have the kernel put the postings together, some terms at a time."""
    parts = tuple(_part(plan, place, forms) for place in range(len(plan.lists)))
    counts, done = forms.counts if forms is not None else None, 0
    while done < len(plan):
        first = done
        packets, ends = run(
            lambda module: module.merge_terms(parts, plan.starts, plan.places, plan.terms, counts, lengths, first)  # noqa: B023
        )
        piece = packets, array("I", ends)
        done += len(piece[1])
        yield piece


def _part(plan: TermPlan, place: int, forms: FormMerge | None) -> object:
    lists, source = plan.lists[place], plan.numbered[place]
    if lists is None or lists.packed is None:
        return None
    renumbered = forms.renumbered(place) if forms is not None else (None, None)
    return (*lists.packed.given(), source.numbers, source.base, source.segment.doc_count, *renumbered)


def _merged(parts: list[Part], forms: FormMerge | None, term: int) -> Lists:
    freqs, positions = array("I"), array("I")
    for part in parts:
        freqs.extend(_kept_freqs(part))
        positions.extend(_kept_positions(part))
    return Lists(_docs(parts), freqs, positions, forms.formed(term, parts) if forms is not None else ())


def _docs(parts: Iterable[Part]) -> "array[int]":
    docs = array("I")
    for part in parts:
        docs.extend(part.source.renumbered(part.lists.docs(part.term)))
    return docs


def _kept_freqs(part: Part) -> Iterable[int]:
    freqs = part.lists.freqs(part.term)
    places = part.source.places(part.lists.docs(part.term))
    return freqs if places is None else map(freqs.__getitem__, places)


def _kept_positions(part: Part) -> Iterable[int]:
    places = part.source.places(part.lists.docs(part.term))
    if places is None:
        return part.lists.positions(part.term)
    postings = Postings(part.lists, part.term)
    return chain.from_iterable(map(postings.positions, places))
