"""Here are the surface forms of one field of several segments, number them anew: the definition of `compiled_merge`."""

from array import array
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate, chain, groupby
from operator import itemgetter

from searchlib.codec.assemble import SectionWriter
from searchlib.codec.merge_plan import Part, TermPlan, in_order
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
        self.counts = array("I", bytes(4 * len(plan)))
        """How many forms each new term has."""
        self._new_terms = [array("I", [GONE]) * len(lists.terms if lists else ()) for lists in plan.lists]
        self._new_numbers = [array("I", [GONE]) * (lists.form_count() if lists else 0) for lists in plan.lists]
        self._used = [bytearray(len(numbers)) for numbers in self._new_numbers]

    def write(self, out: SectionWriter, name: str) -> None:
        """Write the sections of the forms."""
        self._find_used()
        write_dictionary(out, f"{name}/form", terms=self._merged())
        typecode = typecode_for(max(self.counts, default=1) - 1)
        starts = array("I", accumulate(self.counts, initial=0))
        by_term = array("I", bytes(4 * len(self._terms)))
        for entry, (term, number) in enumerate(zip(self._terms, self._numbers, strict=True)):
            by_term[starts[term] + number] = entry
        out.add(f"{name}/form.terms", "I", data=self._terms)
        out.add(f"{name}/form.numbers", typecode, data=narrowed(self._numbers, typecode))
        out.add(f"{name}/term.forms", "I", data=starts)
        out.add(f"{name}/by_term", "I", data=by_term)

    def _find_used(self) -> None:
        """Note the new number of each old term, and the forms that documents which are left still use."""
        plan = self._plan
        for new in range(len(plan)):
            for at in range(plan.starts[new], plan.starts[new + 1]):
                self._new_terms[plan.places[at]][plan.terms[at]] = new
        for place, source in enumerate(plan.numbered):
            if source.numbers is None:
                self._used[place] = bytearray(b"\1") * len(self._used[place])
        for part in chain.from_iterable(plan) if any(source.numbers is not None for source in plan.numbered) else ():
            if part.source.numbers is not None:
                used, entries = self._used[part.place], part.lists.form_entries(part.term)
                for number in set(_kept_forms(part)) if len(entries) > 1 else (0,):
                    used[entries[number]] = 1

    def _merged(self) -> Iterator[bytes]:
        """Give the new forms in order, and number them within their terms."""
        walks = (self._walk(place, lists) for place, lists in enumerate(self._plan.lists) if lists is not None)
        for (form, term), olds in groupby(in_order(walks, sum(map(len, self._used))), key=itemgetter(0, 1)):
            number = self.counts[term]
            self.counts[term] = number + 1
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

    def formed(self, term: int, parts: Iterable[Part]) -> "array[int]":
        """Give the new number of the form at each position of a new term; nothing where it has one form."""
        formed = array("I")
        for part in parts if self.counts[term] > 1 else ():
            entries = part.lists.form_entries(part.term)
            numbers = [self._new_numbers[part.place][entry] for entry in entries]
            formed.extend(map(numbers.__getitem__, _kept_forms(part)))
        return formed


def _kept_forms(part: Part) -> Sequence[int]:
    """Give the old number of the form at each position that is left."""
    places = part.source.places(part.lists.docs(part.term))
    if places is None:
        formed = part.lists.formed(part.term)
        return formed if len(formed) else bytes(part.lists.token_count(part.term))
    postings = Postings(part.lists, part.term)
    return list(chain.from_iterable(map(postings.forms, places)))
