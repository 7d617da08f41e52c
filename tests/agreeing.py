"""Here is a query, assert that the kernel and the definition give the same."""

from searchlib.codec.snapshot import Snapshot
from searchlib.query import plan
from searchlib.query.execute import Matches, execute
from searchlib.query.kernel_run import all_matches
from searchlib.query.nodes import Node
from searchlib.query.rank import PageOptions, article_rows, ranked


def assert_same_matches(query: Node, snapshot: Snapshot) -> Matches:
    """Find and score all: articles, scores and notes are those of the definition, which are given."""
    expected = execute(query, snapshot)
    found = all_matches(query, snapshot)
    assert list(found.scores) == list(expected.scores)
    assert found.diagnostics == expected.diagnostics
    return expected


def assert_same_pages(query: Node, snapshot: Snapshot, *, options: PageOptions, pages: int) -> None:
    """Follow the cursor over so many pages: rows, order, scores and total are those of the definition."""
    matches = execute(query, snapshot)
    for _ in range(pages):
        answer = plan.page(query, snapshot, options=options)
        assert answer.total == matches.total
        assert answer.ranking == ranked(article_rows(matches.scores), snapshot, options=options)
        if answer.ranking.next is None:
            break
        options = options._replace(after=answer.ranking.next)
