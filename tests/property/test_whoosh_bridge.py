"""What Whoosh can express comes back from it: the same articles; a tree of plain nodes as it was."""

import pytest
from hypothesis import HealthCheck, assume, event, given, settings
from hypothesis import strategies as st

from searchlib.errors import QueryError
from searchlib.query import nodes
from searchlib.query.execute import execute
from searchlib.query.nodes import Node, children
from searchlib.query.whoosh_bridge import from_whoosh, to_whoosh
from tests import strategies as some
from tests.cases import cases

FOREIGN = (
    nodes.Form, nodes.Fuzzy, nodes.Regex, nodes.DateRange, nodes.DateInside, nodes.MonthDays, nodes.DateUnknown,
    nodes.NumberRange, nodes.Near, nodes.Before, nodes.Scope, nodes.AtLeast, nodes.Cased,
)  # fmt: skip
"""Nodes that Whoosh has no counterpart of."""


def expressible(node: Node) -> bool:
    """The definition: patterns are of forms, which Whoosh sees in fields of names alone; phrases are of words, side by
    side.
    """
    if isinstance(node, FOREIGN):
        return False
    if isinstance(node, (nodes.Prefix, nodes.Wildcard)):
        return node.field == "speaker"
    if isinstance(node, nodes.Phrase):
        return not node.slop and all(isinstance(word, nodes.Term) for word in node.words)
    return all(map(expressible, children(node)))


_plain_leaf = st.one_of(
    st.tuples(st.sampled_from(["title", "body", "said"]), st.sampled_from(list(some.TERMS))).map(
        lambda pair: nodes.Term(*pair, pair[1])
    ),
    st.sampled_from([nodes.Prefix("speaker", "a"), nodes.Wildcard("speaker", "b*d"), nodes.Key("lang", "en")]),
    st.sampled_from([nodes.Every(), nodes.Nothing(), nodes.Exists("title"), nodes.Exists("date")]),
    st.lists(st.sampled_from(list(some.TERMS)), min_size=2, max_size=3).map(
        lambda terms: nodes.Phrase("body", tuple(nodes.Term("body", term, term) for term in terms))
    ),
)


_UNBOOSTED = nodes.Boost, nodes.Nothing, nodes.Maybe, nodes.Require
"""Whoosh gives their boost to what they are made of."""


def _branches(inner: st.SearchStrategy[Node]) -> st.SearchStrategy[Node]:
    several = st.lists(inner, min_size=1, max_size=3).map(tuple)
    return st.one_of(
        several.map(nodes.And),
        several.map(nodes.Or),
        several.map(nodes.Best),
        inner.map(nodes.Not),
        st.tuples(inner, inner).map(lambda pair: nodes.Maybe(pair[0], (pair[1],))),
        st.tuples(inner, inner).map(lambda pair: nodes.Require(pair[0], (pair[1],))),
        inner.filter(lambda node: not isinstance(node, _UNBOOSTED)).map(lambda node: nodes.Boost(node, 2.0)),
    )


plain = st.recursive(_plain_leaf, _branches, max_leaves=6)


@settings(max_examples=cases(300), deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(some.archives, some.queries, some.cuts)
def test_what_whoosh_can_express_comes_back_with_the_same_articles(archive, query, cuts) -> None:
    index = some.snapshot(archive, cuts)
    if not expressible(query):
        event("refused")
        with pytest.raises(QueryError, match="has no counterpart"):
            to_whoosh(query)
        return
    event("expressed")
    found, expected = execute(from_whoosh(to_whoosh(query)), index), execute(query, index)
    assert [set(scores) for scores in found.scores] == [set(scores) for scores in expected.scores]


@settings(max_examples=cases(100), deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(plain)
def test_a_tree_of_plain_nodes_comes_back_as_it_was(query: Node) -> None:
    assert from_whoosh(to_whoosh(query)) == query


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(some.queries)
def test_what_comes_back_goes_the_same_way_again(query: Node) -> None:
    assume(expressible(query))
    once = from_whoosh(to_whoosh(query))
    assert from_whoosh(to_whoosh(once)) == once


def test_nothing_keeps_no_boost() -> None:
    word = nodes.Term("body", "a", "a")
    to_whoosh(nodes.Boost(nodes.Maybe(word, (nodes.Nothing(),)), 2.0))
    assert from_whoosh(to_whoosh(nodes.Boost(nodes.Nothing(), 0.0))) == nodes.Nothing()
    assert from_whoosh(to_whoosh(nodes.Nothing())) == nodes.Nothing()


def test_a_boost_of_a_boost_is_their_product() -> None:
    word = nodes.Term("body", "a", "a")
    assert from_whoosh(to_whoosh(nodes.Boost(nodes.Boost(word, 2.0), 3.0))) == nodes.Boost(word, 6.0)


@pytest.mark.parametrize("kind", FOREIGN, ids=lambda kind: kind.__name__)
def test_what_has_no_counterpart_is_refused_by_name(kind: type) -> None:
    word = nodes.Term("body", "a", "a")
    made = {
        nodes.Near: lambda: nodes.Near(word, word, 2),
        nodes.Before: lambda: nodes.Before(word, word, 2),
        nodes.Scope: lambda: nodes.Scope("lead", (word,)),
        nodes.AtLeast: lambda: nodes.AtLeast(word, 2),
        nodes.Cased: lambda: nodes.Cased(word, "all"),
        nodes.DateUnknown: nodes.DateUnknown,
        nodes.Fuzzy: lambda: nodes.Fuzzy("body", "a", 1),
        nodes.NumberRange: lambda: nodes.NumberRange("words", 1, 2),
        nodes.Form: lambda: nodes.Form("body", "a"),
        nodes.Regex: lambda: nodes.Regex("body", "a"),
    }
    node = made.get(kind, lambda: kind(1, 2))()
    with pytest.raises(QueryError, match=f"{kind.__name__}.* has no counterpart"):
        to_whoosh(node)
