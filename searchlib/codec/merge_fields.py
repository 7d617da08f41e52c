"""Here is one field of several segments, give me its postings and forms in one.

First the dictionaries are merged, which says for each new term which terms of which segments it is made of. Then
forms are numbered anew, and the postings are packed in one pass over these terms. This is the definition of what the
kernel does in `searchlib.codec.compiled_merge`, and reads format 1.
"""

from array import array
from collections.abc import Iterable
from itertools import chain

from searchlib.codec.assemble import SectionWriter
from searchlib.codec.invert import write_lengths
from searchlib.codec.merge_forms import FormMerge
from searchlib.codec.merge_plan import Field, Part, Steps, TermPlan
from searchlib.codec.packet_writer import write_terms
from searchlib.codec.packets import Lists
from searchlib.codec.postings import Postings
from searchlib.codec.terms import write_dictionary


def merge_field(out: SectionWriter, name: str, field: Field) -> Steps:
    """Write the sections of *field* step by step; returns the sum of its lengths, and what its terms are made of.

    Raises:
        ValueError: the field has positions in some of the segments only.
    """
    positional, plan = field.positional, TermPlan(field)
    write_dictionary(out, f"{name}/term", terms=plan.merged())
    yield
    if not positional:
        write_terms(out, name, (Lists(_docs(parts)) for parts in plan), lengths=None)
        return 0, plan.pairs()
    forms = None
    if field.formed:
        forms = FormMerge(plan)
        forms.write(out, name)
    lengths = write_lengths(out, name, lengths=field.lengths())
    terms = (_merged(list(parts), forms, term) for term, parts in enumerate(plan))
    write_terms(out, name, terms, lengths=lengths.as_bytes)
    return lengths.total, plan.pairs()


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
