"""Of lists of many blocks the kernel scores few documents; the page is that of the definition all the same."""

from functools import cache
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from searchlib.codec import kernel
from searchlib.codec.snapshot import Snapshot
from searchlib.query import nodes
from searchlib.query.rank import SORTS, PageOptions
from tests import strategies as some
from tests.agreeing import assert_same_pages

pytestmark = pytest.mark.skipif(not kernel.available(), reason="no compiled kernel")
ARTICLES = 2_500
unhurried = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])


@cache
def long_snapshot(seed: int) -> Snapshot:
    """Build an archive; *seed* says which words are common or rare, or in titles, and whether articles are hidden."""
    chance = Random(seed)
    shares = {form: chance.choice([0.002, 0.02, 0.1, 0.3, 1.0]) for form in some.FORMS}
    hidden = chance.choice([0.0, 0.0, 0.1])
    cuts = chance.choice([[], [], [700, 1900]])

    def drawn(most: int) -> tuple[str, ...]:
        count = chance.randint(0, most) if chance.random() < 0.9 else most * 4
        return tuple(form for form in chance.choices(some.FORMS, k=count) if chance.random() < shares[form])

    def made() -> some.Made:
        first = some.FIRST_DAY + chance.randint(0, 500)
        days = (first, first + chance.randint(0, 9)) if chance.random() < 0.9 else None
        return some.Made(drawn(4), drawn(16), (), (0,), days, None, "en", chance.random() < hidden)

    return some.snapshot([made() for _ in range(ARTICLES)], cuts)


terms = st.builds(
    lambda field, term: nodes.Term(field, term, term),
    st.sampled_from(["text", "text", "title", "body"]),
    st.sampled_from([*some.TERMS, "ab"]),
)
words = terms | terms | some.text_field.flatmap(some.word_of) | some.text_field.flatmap(some.phrase_of)
either_way = words | st.lists(terms, min_size=2, max_size=3).map(tuple).map(nodes.Best)
few_words = st.lists(either_way, min_size=1, max_size=4).map(tuple)
either = st.lists(either_way, min_size=1, max_size=9).map(tuple).map(nodes.Or)
ranges = st.builds(nodes.DateRange, st.none() | some.days.map(min), st.none() | some.days.map(max))
queries = st.one_of(
    either_way,
    some.demands(some.text_field, ["sentence", "lead"]),
    st.builds(nodes.Near, words, words, st.integers(1, 4)),
    st.lists(st.builds(nodes.Before, words, words, st.integers(1, 4)), min_size=2, max_size=3).map(tuple).map(nodes.Or),
    few_words.map(nodes.And),
    either,
    st.builds(lambda clauses, one, other: nodes.And((*clauses, one, other)), few_words, ranges, ranges),
    st.builds(lambda clauses, one: nodes.And((clauses, one)), either, ranges),
)


@unhurried
@given(st.integers(0, 5), queries, st.sampled_from(SORTS), st.integers(0, 12))
def test_pages_of_long_lists_are_those_of_the_definition(seed, query, sort, limit) -> None:
    assert_same_pages(query, long_snapshot(seed), options=PageOptions(sort, limit, ranking="bm25f"), pages=3)
