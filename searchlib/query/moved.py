"""Here is a cursor of a generation that is gone, give me one where its article stands now.

So pages repeat less than behind the score of before, but they may: it is the last resort of `resumed`.
"""

from searchlib.codec.snapshot import Snapshot
from searchlib.hints import Final
from searchlib.query.dependence import POOL
from searchlib.query.nodes import And, Boost, Key, Node
from searchlib.query.plan import Paging
from searchlib.query.rank import PageOptions, cursor_at

_ROWS: Final = 1 << 20
"""As many quotations as an article can have."""


def moved(node: Node, snapshot: Snapshot, *, options: PageOptions, page: Paging) -> PageOptions:
    """Move the cursor of *options* to its article's score and day in *snapshot*.

    Args:
        node: The query.
        snapshot: The index as it is now.
        options: A page behind a cursor of another generation.
        page: What finds the rows: `plan.page`, or `seldom.quotations`.

    Returns:
        The same options where the article is gone or no longer matches.

    Raises:
        IndexDamaged: a segment is not what was written.

    Cost: that of the query among one article.
    """
    after = options.after
    if after is None:
        return options
    this = Boost(Key("id", after.id), 0.0)
    only = And((*node.clauses, this)) if isinstance(node, And) else And((node, this))
    ranking = "bm25f" if options.ranking == "dependence" and after.rank > POOL else options.ranking
    rows = page(only, snapshot, options=PageOptions(options.sort, _ROWS, None, ranking)).ranking.rows
    found = next((row for row in rows if row.part == after.part), None)
    if found is None:
        return options
    now = cursor_at(found, snapshot, options=options, rank=after.rank)
    return options._replace(after=now._replace(fingerprint=after.fingerprint))
