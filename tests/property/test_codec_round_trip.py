"""What was built is what is read: against an inversion of plain dictionaries and lists."""

from collections.abc import Iterable, Sequence

from hypothesis import given, settings
from hypothesis import strategies as st

from searchlib.codec.also import kept
from searchlib.codec.build import build
from searchlib.codec.columns import MISSING
from searchlib.codec.forms import Form
from searchlib.codec.lengths import length_to_byte
from searchlib.codec.segment import Segment
from searchlib.model import Document, Tokens

FIELDS = ("body", "said", "title")
PLAIN = ("id", "lang")
FORMS = st.sampled_from(("a", "as", "b", "bs", "é", "\ud800", "ab", "abs", ""))


@st.composite
def tokens(draw: st.DrawFn) -> Tokens:
    # Now and then one word comes so often that its frequency does not fit a byte.
    forms = draw(st.lists(FORMS, max_size=8) | st.lists(FORMS, min_size=1, max_size=2).map(lambda few: few * 256))
    # Most forms have one term, as with a stemmer; some have two, as the exceptions of an analyser may make.
    odd = draw(st.sets(st.integers(0, 7)))
    terms = [form if place in odd else form.removesuffix("s") for place, form in enumerate(forms)]
    places = draw(st.lists(st.integers(0, 70_000), min_size=min(len(forms), 8), max_size=min(len(forms), 8)))
    positions = sorted([*places, *range(len(forms) - len(places))])
    return Tokens(terms, forms, positions, [0] * len(forms), [0] * len(forms))


texts = st.text(max_size=5) | st.text("abc ", min_size=200, max_size=300)
documents = st.lists(
    st.builds(
        Document,
        tokens=st.dictionaries(st.sampled_from(FIELDS), tokens()),
        terms=st.dictionaries(st.sampled_from(PLAIN), st.lists(st.sampled_from((b"", b"a", b"ab", b"\xff")))),
        numbers=st.dictionaries(st.sampled_from(("words", "date")), st.integers(-(2**63) + 1, 2**63 - 1)),
        labels=st.dictionaries(st.sampled_from(("topic", "place")), st.lists(st.sampled_from(("x", "é", "")))),
        lists=st.dictionaries(st.sampled_from(("quotes", "pieces")), st.lists(st.integers(0, 2**32 - 1), max_size=4)),
        stored=st.dictionaries(st.sampled_from(("title", "text")), texts),
    ),
    max_size=6,
)

Naive = dict[str, dict[int, list[tuple[int, str]]]]


def inverted(given: Sequence[Document], field: str) -> Naive:
    """Term → document → its positions with their forms, in order."""
    lists: Naive = {}
    for number, document in enumerate(given):
        if field in document.tokens:
            found = document.tokens[field]
            for term, form, position in zip(found.terms, found.forms, found.positions, strict=True):
                lists.setdefault(term, {}).setdefault(number, []).append((position, form))
    return lists


def encoded(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


def assert_postings(segment: Segment, given: Sequence[Document], field: str) -> None:
    lists = inverted(given, field)
    assert list(segment.terms(field)) == sorted(map(encoded, lists))
    for term, by_doc in lists.items():
        postings = segment.postings(field, encoded(term))
        assert postings is not None
        assert postings.docs.tolist() == sorted(by_doc)
        assert postings.freqs.tolist() == [len(by_doc[doc]) for doc in sorted(by_doc)]
        assert segment.doc_frequency(field, encoded(term)) == len(by_doc)
        names = segment.form_names(field, encoded(term))
        for place, doc in enumerate(sorted(by_doc)):
            here = zip(postings.positions(place), (names[form] for form in postings.forms(place)), strict=True)
            assert list(here) == by_doc[doc]
    pairs = {(form, term) for term, by_doc in lists.items() for found in by_doc.values() for _, form in found}
    assert [(form, term) for form, term, _ in segment.forms(field)] == sorted(pairs)
    assert all(segment.form_names(field, encoded(term))[number] == form for form, term, number in segment.forms(field))


def assert_lengths(segment: Segment, given: Sequence[Document], field: str) -> None:
    lengths = [len(set(doc.tokens[field].positions)) if field in doc.tokens else 0 for doc in given]
    assert segment.lengths(field).tolist() == list(map(length_to_byte, lengths))
    assert segment.exact_lengths(field).tolist() == lengths
    assert segment.total_length(field) == sum(lengths)


def assert_same(segment: Segment, given: Sequence[Document]) -> None:
    """Assert that the segment gives back exactly the documents."""
    assert segment.doc_count == len(given)
    for field in FIELDS:
        assert_postings(segment, given, field)
        assert_lengths(segment, given, field)
    for field in PLAIN:
        assert_plain(segment, given, field)
    assert_in_both(segment, given)
    assert_columns(segment, given)


def assert_in_both(segment: Segment, given: Sequence[Document]) -> None:
    titles, bodies = inverted(given, "title"), inverted(given, "body")
    known = kept(segment, "title")
    if {"title", "body"} <= set(segment.fields()):
        assert known is not None
        assert known.tolist() == [
            len(titles[term].keys() & bodies.get(term, {}).keys()) for term in sorted(titles, key=encoded)
        ]
    else:
        assert known is None


def assert_plain(segment: Segment, given: Sequence[Document], field: str) -> None:
    assert list(segment.terms(field)) == sorted({term for doc in given for term in doc.terms.get(field, ())})
    for term in segment.terms(field):
        postings = segment.postings(field, term)
        assert postings is not None
        assert postings.docs.tolist() == [n for n, doc in enumerate(given) if term in doc.terms.get(field, ())]
        assert postings.freqs.tolist() == [1] * len(postings)
        assert postings.positions(0).tolist() == []


def assert_columns(segment: Segment, given: Sequence[Document]) -> None:
    for column in ("words", "date", "nobody"):
        assert segment.numbers(column).tolist() == [doc.numbers.get(column, MISSING) for doc in given]
    for number, doc in enumerate(given):
        for column in ("topic", "place", "nobody"):
            labels = segment.labels(column)
            assert list(labels.values) == sorted({label for doc in given for label in doc.labels.get(column, ())})
            assert [labels.values[ordinal] for ordinal in labels.of(number)] == distinct(doc.labels.get(column, ()))
        for column in ("quotes", "pieces", "nobody"):
            assert segment.list(column, number).tolist() == doc.lists.get(column, [])
        for column in ("title", "text", "nobody"):
            assert segment.stored(column, number) == doc.stored.get(column, "")


def distinct(labels: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(labels))


@given(documents)
@settings(deadline=None)
def test_segment_gives_back_what_was_built(given: list[Document]) -> None:
    assert_same(Segment.from_bytes(build(given), name="x"), given)


@given(documents)
@settings(deadline=None)
def test_same_documents_build_the_same_bytes(given: list[Document]) -> None:
    assert build(given) == build(given)


@given(documents, FORMS)
@settings(deadline=None)
def test_terms_and_forms_start_where_asked(given: list[Document], start: str) -> None:
    segment = Segment.from_bytes(build(given), name="x")
    terms, forms = list(segment.terms("body")), list(segment.forms("body"))
    assert list(segment.terms("body", encoded(start))) == [term for term in terms if term >= encoded(start)]
    assert list(segment.forms("body", start)) == [form for form in forms if form >= Form(start, "", 0)]
