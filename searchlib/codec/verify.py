"""Here is a segment, tell me everything that is wrong with it.

Checksums say whether the file is what was written; the invariants say whether what was written makes sense, which a
file from a stranger need not do.
"""

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import pairwise

from searchlib.codec.also import ALSO, counted, kept
from searchlib.codec.columns import LABELS, LIST, NUMBER
from searchlib.codec.postings import PostingLists, Postings
from searchlib.codec.segment import FIELD, Segment
from searchlib.codec.stored import STORED
from searchlib.codec.terms import encoded
from searchlib.errors import IndexDamaged
from searchlib.model.fields import BESIDE

Problem = tuple[str, str]
"""The section, and what is wrong there."""


def problems(segment: Segment) -> Iterator[Problem]:
    """Give every problem of *segment*, at most one a section or field; none where all is well.

    Cost: reads the whole file.
    """
    found = False
    for name in segment.sections.names():
        for problem in _caught(partial(_section, segment, name)):
            found = True
            yield problem
    if any(any(gap) for gap in segment.sections.gaps()):
        found = True
        yield "padding", "bytes between sections are not zero"
    if not found:
        # Invariants of sections whose bytes are wrong would only say the same again.
        yield from _invariants(segment)


def _section(segment: Segment, name: str) -> Iterator[Problem]:
    segment.sections.section(name, "BHIQq").all()
    yield from ()


def _invariants(segment: Segment) -> Iterator[Problem]:
    checks = [partial(_field, segment, field) for field in segment.fields()]
    checks += [partial(_also, segment, field) for field in BESIDE]
    for kind, check in ((NUMBER, _number), (LABELS, _labels), (LIST, _list), (STORED, _stored)):
        checks += [partial(check, segment, column) for column in segment.columns(kind)]
    for check_one in checks:
        yield from _caught(check_one)


def _caught(check: Callable[[], Iterator[Problem]]) -> Iterator[Problem]:
    """Give what *check* finds; an exception is a finding too, and the last."""
    try:
        yield from check()
    except IndexDamaged as error:
        yield error.section, error.reason
    except (LookupError, ValueError, OverflowError, MemoryError) as error:
        yield "contents", f"{type(error).__name__}: {error}"


def _field(segment: Segment, field: str) -> Iterator[Problem]:
    lists = segment.lists(field)
    if lists is None:
        return
    if not _ascends(list(lists.terms.walk())):
        yield field, "terms are not in order"
    for term in range(len(lists.terms)):
        problem = _postings(lists, term, segment.doc_count)
        if problem:
            yield field, f"term {lists.terms[term]!r}: {problem}"
            return
    forms = list(lists.walk_forms("")) if lists.positional else []
    if not all(left <= right for left, right in pairwise(forms)):
        yield field, "forms are not in order"
    if not all(form in segment.form_names(field, encoded(term))[number : number + 1] for form, term, number in forms):
        yield field, "forms do not fit their terms"
    lengths = segment.exact_lengths(field)
    if sum(lengths) != segment.total_length(field):
        yield field, "lengths do not add up"


def _also(segment: Segment, field: str) -> Iterator[Problem]:
    known = kept(segment, field)
    if known is not None and known.tolist() != counted(segment, field, BESIDE[field]).tolist():
        yield f"{FIELD}{field}/{ALSO}", "does not fit the documents"


def _postings(lists: PostingLists, term: int, doc_count: int) -> str:
    """Say what is wrong with the postings of one term."""
    postings = Postings(lists, term)
    docs = postings.docs.tolist()
    if not docs or not _ascends(docs) or docs[-1] >= doc_count:
        return "documents are not in order"
    if lists.positional:
        names = len(lists.form_names(term))
        for place in range(len(docs)):
            positions, forms = postings.positions(place).tolist(), postings.forms(place)
            if not positions or positions != sorted(positions):
                return "positions are not in order"
            if len(forms) != len(positions) or max(forms) >= names:
                return "forms do not fit the positions"
    return ""


def _number(segment: Segment, column: str) -> Iterator[Problem]:
    segment.numbers(column)
    yield from ()


def _labels(segment: Segment, column: str) -> Iterator[Problem]:
    labels = segment.labels(column)
    if not _ascends(list(labels.values)):
        yield column, "labels are not in order"
    for doc in range(segment.doc_count):
        ordinals = labels.of(doc).tolist()
        if any(ordinal >= len(labels.values) for ordinal in ordinals) or len(set(ordinals)) < len(ordinals):
            yield column, f"document {doc}: ordinals do not fit"
            return


def _list(segment: Segment, column: str) -> Iterator[Problem]:
    for doc in range(segment.doc_count):
        segment.list(column, doc)
    yield from ()


def _stored(segment: Segment, column: str) -> Iterator[Problem]:
    for doc in range(segment.doc_count):
        segment.stored(column, doc)
    yield from ()


def _ascends(values: "Sequence[int] | Sequence[bytes] | Sequence[str]") -> bool:
    return all(left < right for left, right in pairwise(values))  # type: ignore[operator]
