"""Of many articles the best are found without looking at all: the same pages as when every article is scored.

The archives are long enough for blocks of postings (128 documents), windows (4,096) and a rerank of 300 to matter;
they are made once and asked many times.
"""

import random
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from searchlib.codec import kernel
from searchlib.codec.build import build
from searchlib.codec.segment import Segment
from searchlib.codec.snapshot import LiveSegment, Snapshot
from searchlib.model import Document, Tokens
from searchlib.query import nodes, plan
from searchlib.query.dependence import pairs
from searchlib.query.execute import execute
from searchlib.query.nodes import Node
from searchlib.query.rank import SORTS, PageOptions, article_rows, ranked
from searchlib.query.standing import depended

pytestmark = pytest.mark.skipif(not kernel.available(), reason="no compiled kernel")
WORDS = tuple("abcdefgh")
"""The first stands in most articles, each later one in half as many."""
SHAPES = ((129,), (300, 40), (1000, 3), (5000,), (4200, 700, 64))
"""Documents of the segments of each archive."""


def document(chance: random.Random, number: int) -> Document:
    weights = [2.0**-place for place in range(len(WORDS))]
    fields = {}
    for field, most in (("title", 3), ("body", chance.choice((3, 9, 40)))):
        words = chance.choices(WORDS, weights, k=chance.randint(0, most))
        fields[field] = Tokens(words, words, list(range(len(words))), [], [])
    days = {"date_earliest": 735_000 + number % 9, "date_latest": 735_000 + number % 9}
    return Document(
        tokens={field: tokens for field, tokens in fields.items() if tokens.terms},
        terms={"id": [str(number).encode()]},
        numbers=days if number % 5 else {},
        labels={},
        lists={},
        stored={"id": str(number)},
    )


@cache
def archive(shape: tuple[int, ...]) -> Snapshot:
    return snapshot_of(shape, random.Random(repr(shape)))


def snapshot_of(shape: tuple[int, ...], chance: random.Random) -> Snapshot:
    """Build an archive of segments of so many documents each, a twentieth of them hidden."""
    segments: list[LiveSegment] = []
    number = 0
    for size in shape:
        data = build([document(chance, number + place) for place in range(size)])
        hidden = frozenset(chance.sample(range(size), size // 20))
        segments.append(LiveSegment(Segment.from_bytes(data, name=f"s{number}"), hidden, hidden))
        number += size
    return Snapshot(1, tuple(segments))


words = st.sampled_from([nodes.Term("text", word, word) for word in (*WORDS, "absent")])
some = st.lists(words, min_size=1, max_size=5).map(tuple)
leaves: st.SearchStrategy[Node] = st.one_of(
    words,
    some.map(nodes.Or),
    some.map(nodes.And),
    st.builds(
        nodes.Phrase, st.just("text"), st.lists(words, min_size=2, max_size=3).map(tuple), st.sampled_from((0, 0, 2))
    ),
    st.just(nodes.DateRange(735_002, 735_004)),
    st.just(nodes.Prefix("text", "h")),
)


def branches(inner: st.SearchStrategy[Node]) -> st.SearchStrategy[Node]:
    few = st.lists(inner, min_size=1, max_size=3).map(tuple)
    return st.one_of(
        few.map(nodes.Or),
        few.map(nodes.And),
        few.map(nodes.Best),
        st.builds(nodes.Maybe, inner, few),
        st.builds(nodes.Boost, inner, st.sampled_from((0.0, 0.5, 3.0))),
        st.builds(lambda one, other: nodes.And((one, nodes.Not(other))), inner, inner),
    )


questions = st.recursive(leaves, branches, max_leaves=5)


@settings(deadline=None)
@given(st.sampled_from(SHAPES), questions, st.sampled_from(SORTS), st.sampled_from((0, 1, 2, 10, 50)), st.booleans())
def test_a_page_of_the_best_is_the_beginning_of_all(
    shape: tuple[int, ...], question: Node, sort: str, limit: int, with_pairs: bool
) -> None:
    index = archive(shape)
    options = PageOptions(sort, limit, ranking="dependence" if with_pairs else "bm25f")
    every = execute(question, index)
    added = pairs(question) if with_pairs and sort == "relevance" else ()
    for _ in range(2):
        found = plan.page(question, index, options=options)
        expected = ranked(article_rows(depended(every, added).scores), index, options=options)
        assert (found.total, found.ranking) == (every.total, expected)
        if expected.next is None:
            return
        options = options._replace(after=expected.next)
