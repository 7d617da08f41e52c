"""A page deep in a large answer takes no more memory than one of the first: nothing of the pages before it is held.

What a page takes depends on how many articles share the score and the day of its last row, so thirds are compared.
"""

import random
import tracemalloc
from functools import cache
from statistics import median

import pytest

from searchlib.codec import kernel
from searchlib.codec.snapshot import Snapshot
from searchlib.query import plan
from searchlib.query.nodes import Every, Node, Or, Term
from searchlib.query.rank import SORTS, PageOptions
from tests.property.test_many_articles import snapshot_of

pytestmark = pytest.mark.skipif(not kernel.available(), reason="no compiled kernel")
ARTICLES = 16_000
LIMIT = 200
ANY = Or((Term("text", "a", "a"), Term("text", "b", "b")))


@cache
def large() -> Snapshot:
    return snapshot_of((ARTICLES - 4_000, 4_000), random.Random(7))


@pytest.mark.parametrize("sort", SORTS)
@pytest.mark.parametrize("query", [ANY, Every()], ids=["words", "all"])
def test_the_last_pages_take_no_more_memory_than_the_first(query: Node, sort: str) -> None:
    index = large()
    options = PageOptions(sort, LIMIT)
    plan.page(query, index, options=options)  # what the snapshot keeps is kept from the first page on
    peaks, seen = [], 0
    tracemalloc.start()
    try:
        while True:
            tracemalloc.reset_peak()
            before = tracemalloc.get_traced_memory()[0]
            answer = plan.page(query, index, options=options)
            peaks.append(tracemalloc.get_traced_memory()[1] - before)
            seen += len(answer.ranking.rows)
            if answer.ranking.next is None:
                break
            options = options._replace(after=answer.ranking.next)
    finally:
        tracemalloc.stop()
    assert seen == answer.total > ARTICLES / 2
    third = len(peaks) // 3
    for deeper in (peaks[third:-third], peaks[-third:]):
        assert median(deeper) < 1.3 * median(peaks[1:third])
