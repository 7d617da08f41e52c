"""Here are the surface forms of one field of several segments, number them anew."""

from array import array
from collections.abc import Iterator, Sequence
from heapq import merge as merged_in_order
from itertools import accumulate, chain, groupby
from operator import itemgetter

from searchlib.codec.assemble import SectionWriter
from searchlib.codec.merge_plan import Part, TermPlan
from searchlib.codec.narrow import narrowed, typecode_for
from searchlib.codec.postings import PostingLists, Postings
from searchlib.codec.renumber import GONE
from searchlib.codec.terms import write_dictionary

Merged = tuple[bytes, int, int, int]
"""A form, its new term, the place of its segment, and where it stands among the forms of that segment."""


class FormMerge:
    """The merge of the forms of one field, whose terms are merged already."""

    def __init__(self, plan: TermPlan) -> None:
        self._plan = plan
        self._terms, self._numbers = array("I"), array("I")
        self._counts = array("I", bytes(4 * len(plan)))
        self._new_terms = [array("I", [GONE]) * len(lists.terms if lists else ()) for lists in plan.lists]
        self._new_numbers = [array("I", [GONE]) * (lists.form_count() if lists else 0) for lists in plan.lists]
        self._used = [bytearray(len(numbers)) for numbers in self._new_numbers]

    def write(self, out: SectionWriter, name: str) -> None:
        """Write the sections of the forms."""
        self._find_used()
        write_dictionary(out, f"{name}/form", terms=self._merged())
        typecode = typecode_for(max(self._counts, default=1) - 1)
        starts = array("I", accumulate(self._counts, initial=0))
        by_term = array("I", bytes(4 * len(self._terms)))
        for entry, (term, number) in enumerate(zip(self._terms, self._numbers, strict=True)):
            by_term[starts[term] + number] = entry
        out.add(f"{name}/form.terms", "I", data=self._terms)
        out.add(f"{name}/form.numbers", typecode, data=narrowed(self._numbers, typecode))
        out.add(f"{name}/term.forms", "I", data=starts)
        out.add(f"{name}/by_term", "I", data=by_term)
        self._write_formed(out, name, typecode)

    def _find_used(self) -> None:
        """Note the new number of each old term, and the forms that documents which are left still use."""
        for new, parts in enumerate(self._plan):
            for part in parts:
                self._new_terms[part.place][part.term] = new
                used, entries = self._used[part.place], part.lists.form_entries(part.term)
                for number in _used_numbers(part, len(entries)):
                    used[entries[number]] = 1

    def _merged(self) -> Iterator[bytes]:
        """Give the new forms in order, and number them within their terms."""
        walks = (self._walk(place, lists) for place, lists in enumerate(self._plan.lists) if lists is not None)
        for (form, term), olds in groupby(merged_in_order(*walks), key=itemgetter(0, 1)):
            number = self._counts[term]
            self._counts[term] = number + 1
            self._terms.append(term)
            self._numbers.append(number)
            for _, _, place, entry in olds:
                self._new_numbers[place][entry] = number
            yield form

    def _walk(self, place: int, lists: PostingLists) -> Iterator[Merged]:
        new_terms, used = self._new_terms[place], self._used[place]
        for entry, (form, term) in enumerate(lists.form_pairs()):
            if used[entry]:
                yield form, new_terms[term], place, entry

    def _write_formed(self, out: SectionWriter, name: str, typecode: str) -> None:
        starts, count = array("I", [0]), 0
        with out.section(f"{name}/formed", typecode) as section:
            for term, parts in enumerate(self._plan):
                for part in parts if self._counts[term] > 1 else ():
                    entries = part.lists.form_entries(part.term)
                    numbers = [self._new_numbers[part.place][entry] for entry in entries]
                    formed = _renumbered(_kept_forms(part), numbers, typecode)
                    section.write(formed)
                    count += len(formed)
                starts.append(count)
        out.add(f"{name}/term.formed", "I", data=starts)


def _used_numbers(part: Part, count: int) -> Sequence[int]:
    """Give the numbers of the forms of a term that documents which are left use."""
    return range(count) if count == 1 or part.source.numbers is None else sorted(set(_kept_forms(part)))


def _kept_forms(part: Part) -> Sequence[int]:
    """Give the old number of the form at each position that is left."""
    places = part.source.places(part.lists.docs(part.term))
    if places is None:
        formed = part.lists.formed(part.term)
        return formed if len(formed) else bytes(part.lists.token_count(part.term))
    postings = Postings(part.lists, part.term)
    return list(chain.from_iterable(map(postings.forms, places)))


def _renumbered(formed: Sequence[int], numbers: Sequence[int], typecode: str) -> "bytes | array[int]":
    one_byte = isinstance(formed, bytes) or (isinstance(formed, memoryview) and formed.format == "B")
    if typecode == "B" and one_byte:
        # Numbers of forms that nobody uses any more are too large for a byte, and never looked up.
        return bytes(formed).translate(bytes(number & 0xFF for number in numbers).ljust(256, b"\0"))
    return array(typecode, map(numbers.__getitem__, formed))
