"""Here is a query of several plain words, give me the best rows as the kernel finds them, pairs of words counted in."""

from collections.abc import Sequence

from searchlib.codec import kernel
from searchlib.codec.snapshot import Snapshot
from searchlib.codec.terms import encoded
from searchlib.query.cursor import Cursor
from searchlib.query.dependence import ADJACENT_WEIGHT, NEAR_WEIGHT, POOL, REACH, Pair, most_added
from searchlib.query.fields import TEXT
from searchlib.query.kernel_run import Best, Found, best_rows, compiled, noted, settled
from searchlib.query.nodes import Node
from searchlib.query.notes import MOST_FORMS
from searchlib.query.rank import PageOptions, Row


def dependent_rows(node: Node, snapshot: Snapshot, *, pairs: Sequence[Pair], options: PageOptions) -> Best:
    """Find the rows among which `rank.ranked` finds a page of `dependence.depended`.

    Args:
        node: The query.
        snapshot: The index.
        pairs: The pairs of the query, at least one.
        options: The page, by relevance.

    Raises:
        IndexDamaged: a segment is not what was written.

    Cost: that of `best_rows` for 300 rows, and the positions of the pairs in those that may come first.
    """
    days = kernel.columns(snapshot, "date_latest")
    made = compiled(node, snapshot)
    place = made.places[TEXT]
    asked = tuple((place, encoded(pair.first.term), encoded(pair.second.term)) for pair in pairs)
    dependence = (asked, ADJACENT_WEIGHT, NEAR_WEIGHT, REACH, POOL, most_added(node, pairs))
    limit = options.limit + 1 if options.after is None else POOL + 1
    total, cut_off, rows, pool = kernel.run(
        lambda module: module.dependent(*made[:3], MOST_FORMS, limit, days, dependence)
    )
    diagnostics = noted(made, cut_off)
    if options.after is None:
        ranking = settled(rows, snapshot, options=options)
        return Best([] if ranking else [Row(*row[:3]) for row in rows], ranking, total, diagnostics)
    shown = [Row(*row[:3]) for row in rows[:pool]]
    if total > pool:
        behind = options._replace(after=_later(options.after, rows[pool]))
        shown += best_rows(node, snapshot, options=behind).rows
    return Best(shown, None, total, diagnostics)


def _later(cursor: Cursor, row: Found) -> Cursor:
    """Give where to go on behind the pool: at the first row that is not in it, or behind the cursor."""
    first = cursor._replace(score=row[2], day=-row[3])
    return cursor if (-cursor.score, cursor.day) > (-first.score, first.day) else first
