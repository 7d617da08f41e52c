"""The kernel gives what the definition gives: documents, scores to the last bit, order, counts, diagnostics."""

from itertools import product

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from searchlib.analyse.tokens import english
from searchlib.codec import kernel
from searchlib.codec.build import build
from searchlib.codec.segment import Segment
from searchlib.codec.snapshot import LiveSegment, Snapshot
from searchlib.model import Document
from searchlib.query import count, counting, kernel_quotes, plan, quotes
from searchlib.query.execute import execute
from searchlib.query.fields import parts
from searchlib.query.kernel_lookup import KernelLookup
from searchlib.query.kernel_run import expanded
from searchlib.query.lookup import Lookup
from searchlib.query.nodes import Form, Fuzzy, Prefix, Term
from searchlib.query.notes import MOST_FORMS, Notes
from searchlib.query.rank import SORTS, PageOptions
from tests import strategies as some
from tests.agreeing import assert_same_matches, assert_same_pages

pytestmark = pytest.mark.skipif(not kernel.available(), reason="no compiled kernel")
unhurried = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])


@unhurried
@given(some.archives, some.cuts, some.queries)
def test_finds_and_scores_what_the_definition_does(articles, cuts, query) -> None:
    snapshot = some.snapshot(articles, cuts)
    expected = assert_same_matches(query, snapshot)
    for bits, scores in zip(plan.bits(query, snapshot), expected.scores, strict=True):
        number = int.from_bytes(bits, "little")
        assert {doc for doc in range(number.bit_length()) if number >> doc & 1} == set(scores)


@unhurried
@given(
    some.archives,
    some.cuts,
    some.demands(some.quote_field, ["quotation"])
    | some.demands(some.text_field, ["sentence", "paragraph", "lead"])
    | some.demands(some.any_field, ["quotation", "sentence", "lead"]),
)
def test_words_must_stand_where_the_definition_demands_it(articles, cuts, query) -> None:
    snapshot = some.snapshot(articles, cuts)
    assert_same_matches(query, snapshot)


@unhurried
@given(some.archives, some.cuts, some.queries | some.quoted)
def test_finds_the_quotations_that_the_definition_does(articles, cuts, query) -> None:
    snapshot = some.snapshot(articles, cuts)
    expected = quotes.quote_matches(query, snapshot)
    found = kernel_quotes.quote_matches(query, snapshot)
    assert list(found.scores) == list(expected.scores)
    assert set(found.diagnostics) == set(expected.diagnostics)


@unhurried
@given(some.archives, some.cuts, some.queries, st.sampled_from(SORTS), st.integers(0, 3))
def test_pages_follow_each_other_as_those_of_the_definition(articles, cuts, query, sort, limit) -> None:
    options = PageOptions(sort, limit, ranking="bm25f")  # what pairs of words add has a test of its own
    assert_same_pages(query, some.snapshot(articles, cuts), options=options, pages=4)


@unhurried
@given(some.archives, some.cuts, some.queries, st.sampled_from(count.FACETS), st.sampled_from(list(count.UNITS)))
def test_counts_as_the_definition_does(articles, cuts, query, field, unit) -> None:
    snapshot = some.snapshot(articles, cuts)
    matches = execute(query, snapshot)
    assert counting.facet(query, snapshot, field=field).values == count.facet(matches.scores, snapshot, field=field)
    expected = count.timeline(matches.scores, snapshot, unit=unit)._replace(diagnostics=matches.diagnostics)
    assert counting.timeline(query, snapshot, unit=unit) == expected


@unhurried
@given(some.archives, some.cuts)
def test_words_stand_where_the_definition_has_them(articles, cuts) -> None:
    snapshot = some.snapshot(articles, cuts)
    _assert_same_positions(snapshot)


def test_words_stand_where_they_do_in_long_lists_too() -> None:
    made = some.Made(("a",), ("b", "c", "bs"), (), (0,), None, None, "en", False)
    snapshot = some.snapshot([made] * 300, [300])
    _assert_same_positions(snapshot)
    for pattern in (Prefix("text", "b"), Form("body", "bs"), Form("text", "b"), Fuzzy("body", "bs", 1)):
        _assert_pattern_stands_the_same(snapshot, pattern)


@unhurried
@given(some.archives, some.cuts, st.sampled_from(("text", "body", "said", "speaker")).flatmap(some.word_of))
def test_patterns_stand_where_the_definition_has_them(articles, cuts, pattern) -> None:
    _assert_pattern_stands_the_same(some.snapshot(articles, cuts), pattern)


def test_of_a_pattern_that_stands_for_too_much_the_same_forms_are_used() -> None:
    words = [f"a{number:04}" for number in range(MOST_FORMS + 50)]
    texts = " ".join(words[::2]), " ".join(words[:-40])
    documents = [
        Document({"title": english(text), "body": english(f"{text} azure")}, {}, {}, {}, {}, {}) for text in texts
    ]
    segments = (Segment.from_bytes(build([document]), name="s") for document in documents)
    live = tuple(LiveSegment(segment, frozenset(), frozenset()) for segment in segments)
    _assert_pattern_stands_the_same(Snapshot(1, live), Prefix("text", "a"))


def _assert_pattern_stands_the_same(snapshot: Snapshot, pattern) -> None:
    defined, quick = Lookup(snapshot, Notes()), KernelLookup(snapshot, expanded)
    assert quick.forms(pattern) == defined.forms(pattern)
    for number, live in enumerate(snapshot.segments):
        for field, doc in product(parts(pattern.field), range(live.segment.doc_count)):
            expected = defined.positions(pattern, field, (number, doc))
            assert quick.positions(pattern, field, (number, doc)) == expected


def _assert_same_positions(snapshot: Snapshot) -> None:
    defined, quick = Lookup(snapshot, Notes()), KernelLookup(snapshot, expanded)
    for number, live in enumerate(snapshot.segments):
        for field in ("title", "body", "said", "speaker", "lang"):
            for term in (*live.segment.terms(field), b"nowhere"):
                word = Term(field, term.decode(), "")
                for doc in range(live.segment.doc_count + 1):
                    expected = tuple(defined.positions(word, field, (number, doc)))
                    assert quick.positions(word, field, (number, doc)) == expected
