"""Here is one field of several segments, give me its postings and forms in one.

First the dictionaries are merged, which says for each new term which terms of which segments it is made of. Then
each section is written in one pass over these terms. Where nothing is deleted, runs of bytes are copied.
"""

from array import array
from collections.abc import Sequence
from itertools import chain

from searchlib.codec.assemble import SectionWriter
from searchlib.codec.invert import write_lengths
from searchlib.codec.merge_forms import FormMerge
from searchlib.codec.merge_plan import Part, TermPlan
from searchlib.codec.postings import ESCAPE, Postings
from searchlib.codec.renumber import Source
from searchlib.codec.terms import write_dictionary


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
        self._write_docs(out, name)
        if not self._positional:
            return 0
        self._write_freqs(out, name)
        self._write_positions(out, name)
        if any(lists is not None and lists.forms is not None for lists in self._lists):
            FormMerge(self._plan).write(out, name)
        columns = ((source.segment.exact_lengths(self._field), source.kept()) for source in self._numbered)
        lengths = array("I", chain.from_iterable(map(column.__getitem__, kept) for column, kept in columns))
        return write_lengths(out, name, lengths=lengths)

    def _write_docs(self, out: SectionWriter, name: str) -> None:
        starts, count = array("I", [0]), 0
        with out.section(f"{name}/docs", "I") as section:
            for parts in self._plan:
                for part in parts:
                    docs = part.source.renumbered(part.lists.docs(part.term))
                    section.write(docs)
                    count += len(docs)
                starts.append(count)
        out.add(f"{name}/term.docs", "I", data=starts)

    def _write_freqs(self, out: SectionWriter, name: str) -> None:
        at, high, count = array("I"), array("I"), 0
        with out.section(f"{name}/freqs", "B") as section:
            for part in chain.from_iterable(self._plan):
                freqs = _kept_freqs(part)
                if freqs.format == "B":
                    section.write(freqs)
                else:
                    escaped = [place for place, freq in enumerate(freqs) if freq >= ESCAPE]
                    at.extend(place + count for place in escaped)
                    high.extend(freqs[place] for place in escaped)
                    section.write(bytes(min(freq, ESCAPE) for freq in freqs))
                count += len(freqs)
        out.add(f"{name}/freqs.at", "I", data=at)
        out.add(f"{name}/freqs.high", "I", data=high)

    def _write_positions(self, out: SectionWriter, name: str) -> None:
        typecode = max((lists.position_typecode for lists in self._lists if lists is not None), key="BHI".index)
        starts, count = array("I", [0]), 0
        with out.section(f"{name}/positions", typecode) as section:
            for parts in self._plan:
                for part in parts:
                    positions = _kept_positions(part)
                    section.write(positions if positions.format == typecode else array(typecode, positions))
                    count += len(positions)
                starts.append(count)
        out.add(f"{name}/term.positions", "I", data=starts)


def _kept_freqs(part: Part) -> memoryview:
    freqs = part.lists.freqs(part.term)
    places = part.source.places(part.lists.docs(part.term))
    return freqs if places is None else memoryview(array("I", map(freqs.__getitem__, places)))


def _kept_positions(part: Part) -> memoryview:
    places = part.source.places(part.lists.docs(part.term))
    if places is None:
        return part.lists.positions(part.term)
    postings = Postings(part.lists, part.term)
    return memoryview(array("I", chain.from_iterable(map(postings.positions, places))))
