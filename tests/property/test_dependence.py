"""What words add by standing together: as counted by hand, with and without the kernel, however an index is cut."""

from math import isclose
from unittest.mock import patch

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from searchlib.analyse.tokens import english
from searchlib.codec import kernel
from searchlib.codec.build import build
from searchlib.codec.segment import Segment
from searchlib.codec.snapshot import LiveSegment, Snapshot
from searchlib.model import Document
from searchlib.query import dependence, kernel_dependence, nodes, plan, standing
from searchlib.query.bm25 import K1, B, idf
from searchlib.query.dependence import pairs
from searchlib.query.execute import execute
from searchlib.query.explain import explain
from searchlib.query.nodes import Node
from searchlib.query.parse import parse
from searchlib.query.rank import PageOptions, Row, article_id, article_rows, ranked
from searchlib.query.standing import depended
from tests.strategies import TEXT_FIELDS, Made, archives, conditions, cuts, snapshot

calm = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
terms = st.sampled_from([nodes.Term("text", term, term) for term in ("a", "b", "c", "ab", "x")])
several = st.lists(terms, min_size=2, max_size=4).map(tuple)
any_or_all = several.map(nodes.And) | several.map(nodes.Or)
filtered = st.builds(
    lambda node, filter: nodes.And((node, nodes.Boost(filter, 0.0))), several.map(nodes.Or), conditions
)
plain_queries = any_or_all | filtered


def positions(made: Made, term: str, field: str) -> list[int]:
    return [token.position for token in made.tokens(field) if token.term == term]


def counted(made: Made, first: str, second: str, field: str) -> tuple[int, int]:
    ones, twos = positions(made, first, field), positions(made, second, field)
    beside = sum(two == one + 1 for one in ones for two in twos)
    close = (
        sum(any(0 < abs(two - one) < 8 for two in twos) for one in ones),
        sum(any(0 < abs(two - one) < 8 for one in ones) for two in twos),
    )
    return beside, min(close)


def added_by_hand(made: Made, articles: list[Made], query: Node) -> float:
    def has(one: Made, term: str) -> bool:
        return any(positions(one, term, field) for field in TEXT_FIELDS)

    def weigh(number: int, pair: dependence.Pair) -> float:
        weight = 0.0
        for field, boost in (("title", 2), ("body", 1)):
            average = sum(one.length(field) for one in articles) / len(articles)
            count = counted(made, pair.first.term, pair.second.term, field)[number]
            if count:
                weight += boost * count / (1 - B + B * made.length(field) / average)
        return weight

    total = 0.0
    for pair in pairs(query):
        both = sum(idf(len(articles), sum(has(one, word.term) for one in articles)) for word in pair)
        for number, share in enumerate((0.10 / 0.85, 0.05 / 0.85)):
            total += share * both * (K1 + 1) * weigh(number, pair) / (K1 + weigh(number, pair))
    return total


@calm
@given(archives, plain_queries)
def test_pairs_add_what_a_look_at_the_texts_says(articles: list[Made], query: Node) -> None:
    index = snapshot(articles, [])
    before = execute(query, index)
    after = depended(before, pairs(query))
    for number, scores in enumerate(after.scores):
        for doc, score in scores.items():
            made = articles[int(index.segments[number].segment.stored("id", doc))]
            assert isclose(score - before.scores[number][doc], added_by_hand(made, articles, query), abs_tol=1e-9)


@calm
@given(archives, cuts, plain_queries, st.integers(1, 4))
def test_an_index_of_one_segment_ranks_as_one_of_many(
    articles: list[Made], splits: list[int], query: Node, pool: int
) -> None:
    def answer(index: Snapshot) -> list[tuple[str, float]]:
        found = depended(execute(query, index), pairs(query))
        page = ranked(article_rows(found.scores), index, options=PageOptions(limit=9))
        return [(article_id(row, index), round(row.score, 9)) for row in page.rows]

    with patch.object(standing, "POOL", pool):
        assert answer(snapshot(articles, splits)) == answer(snapshot(articles, []))


@calm
@given(archives, cuts, plain_queries, st.integers(1, 4))
def test_what_is_looked_at_stays_in_front(articles: list[Made], splits: list[int], query: Node, pool: int) -> None:
    index = snapshot(articles, splits)
    before = execute(query, index)
    with patch.object(standing, "POOL", pool):
        after = depended(before, pairs(query))
    raised = [row for row in article_rows(after.scores) if row.score != before.scores[row.number][row.doc]]
    others = [row.score for row in article_rows(after.scores) if row not in raised]
    assert len(raised) <= pool
    assert all(row.score >= before.scores[row.number][row.doc] for row in raised)
    assert len(raised) + len(others) == before.total


@pytest.mark.skipif(not kernel.available(), reason="no compiled kernel")
@calm
@given(archives, cuts, plain_queries, st.integers(0, 3), st.integers(1, 5))
def test_pages_of_the_kernel_are_those_of_the_definition(
    articles: list[Made], splits: list[int], query: Node, limit: int, pool: int
) -> None:
    index = snapshot(articles, splits)
    with patch.object(standing, "POOL", pool), patch.object(kernel_dependence, "POOL", pool):
        matches = depended(execute(query, index), pairs(query))
        options = PageOptions(limit=limit)
        seen: list[Row] = []
        for _ in range(6):
            answer = plan.page(query, index, options=options)
            assert answer.total == matches.total
            assert answer.ranking == ranked(article_rows(matches.scores), index, options=options)
            seen += answer.ranking.rows
            if answer.ranking.next is None:
                break
            options = options._replace(after=answer.ranking.next)
    assert len(seen) == len(set(seen))


def test_a_phrase_between_words_parts_them_and_a_filter_does_not() -> None:
    one, two = (nodes.Term("text", word, word) for word in "ab")
    phrase = nodes.Phrase("text", (one, two))
    assert pairs(nodes.And((one, nodes.Not(two), nodes.Boost(one, 0.0), two))) == ((one, two),)
    assert pairs(nodes.And((one, phrase, two))) == ()
    assert pairs(nodes.And((one, nodes.Term("title", "b", "b")))) == ()
    assert pairs(nodes.Or((one, one))) == ()
    assert pairs(nodes.Maybe(nodes.And((one, two)), (phrase,))) == ((one, two),)


def test_words_alone_decide_where_that_is_asked_for() -> None:
    made = Made(("a",), ("a", "b", "c"), (), (0,), None, None, "en", False)
    index = snapshot([made, made._replace(body=("b", "c", "a"))], [])
    query = nodes.And((nodes.Term("text", "a", "a"), nodes.Term("text", "b", "b")))
    words = plan.page(query, index, options=PageOptions(ranking="bm25f")).ranking.rows
    both = plan.page(query, index, options=PageOptions()).ranking.rows
    assert words[0].score == words[1].score
    assert both[0].score > both[1].score > words[0].score


@calm
@given(archives, cuts, any_or_all)
def test_an_explanation_ends_with_the_score_that_the_page_has(
    articles: list[Made], splits: list[int], query: Node
) -> None:
    index = snapshot(articles, splits)
    for row in plan.page(query, index, options=PageOptions()).ranking.rows:
        told = explain(query, index, number=row.number, doc=row.doc).splitlines()
        figures = [line for line in told if "stand together" in line]
        shown = figures[0].rpartition(": ")[2] if figures else told[0].split()[0]
        assert shown == f"{row.score:.4f}"


@pytest.mark.skipif(not kernel.available(), reason="no compiled kernel")
@pytest.mark.parametrize("query", ["government ment", "ment government officials", "government OR officials OR met"])
def test_a_word_that_stands_twice_at_one_position_is_counted_once(query: str) -> None:
    texts = ["Govern-ment officials met.", "The government officials and the officials of the govern-ment met."]
    documents = [Document({"body": english(text)}, {}, {}, {}, {}, {"id": text}) for text in texts]
    index = Snapshot(1, (LiveSegment(Segment.from_bytes(build(documents), name="one"), frozenset(), frozenset()),))
    node = parse(query).node
    answer = plan.page(node, index, options=PageOptions())
    found = depended(execute(node, index), pairs(node))
    assert answer.ranking == ranked(article_rows(found.scores), index, options=PageOptions())
