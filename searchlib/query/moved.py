"""Here is a cursor of a generation that is gone, give me one where its article stands now.

A commit changes how often words stand in the archive and how long its articles are, and so every score. Behind the
score of before, the pages would repeat what they have shown, or leave out what they have not.
"""

from searchlib.codec.snapshot import Snapshot
from searchlib.query import plan
from searchlib.query.dependence import POOL
from searchlib.query.nodes import And, Boost, Key, Node
from searchlib.query.rank import PageOptions, cursor_at


def moved(node: Node, snapshot: Snapshot, *, options: PageOptions) -> PageOptions:
    """Move the cursor of *options* to its article's score and day in *snapshot*.

    Args:
        node: The query.
        snapshot: The index as it is now.
        options: A page behind a cursor of another generation.

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
    found = plan.page(only, snapshot, options=PageOptions(options.sort, 1, None, ranking)).ranking.rows
    if not found:
        return options
    now = cursor_at(found[0], snapshot, options=options, rank=after.rank)
    return options._replace(after=now._replace(fingerprint=after.fingerprint))
