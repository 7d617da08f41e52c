"""Here is a query of several plain words, give me the best rows as the kernel finds them, pairs of words counted in."""

from collections.abc import Sequence

from searchlib.codec import kernel
from searchlib.codec.snapshot import Snapshot
from searchlib.codec.terms import encoded
from searchlib.query.cursor import Cursor
from searchlib.query.dependence import (
    ADJACENT_WEIGHT,
    MOST_LOOKED_AT,
    NEAR_WEIGHT,
    POOL,
    REACH,
    Pair,
    Pool,
    most_added,
)
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

    Cost: that of `best_rows` for 300 rows, ten times as many where the pages before were of another generation, and the
    positions of the pairs in those that may come first.
    """
    days = kernel.columns(snapshot, "date_latest")
    made = compiled(node, snapshot)
    place = made.places[TEXT]
    asked = tuple((place, encoded(pair.first.term), encoded(pair.second.term)) for pair in pairs)
    floor = _floor(snapshot)
    dependence = (asked, ADJACENT_WEIGHT, NEAR_WEIGHT, REACH, POOL, most_added(node, pairs), MOST_LOOKED_AT, floor)
    limit = options.limit + 1 if options.after is None else (MOST_LOOKED_AT if floor else POOL) + 1
    total, cut_off, rows, dfs, (size, behind, whole, most) = kernel.run(
        lambda module: module.dependent(*made[:3], MOST_FORMS, limit, days, dependence)
    )
    pool = Pool((behind[2], -behind[3]) if behind else None, most, whole)
    found = Best([], None, total, noted(made, cut_off), made.words, dfs, pool)
    if options.after is None:
        ranking = settled(rows, snapshot, options=options)
        return found._replace(ranking=ranking, rows=[] if ranking else [Row(*row[:3]) for row in rows])
    shown = [Row(*row[:3]) for row in rows[:size]]
    if behind:
        later = options._replace(after=_later(options.after, behind))
        shown += best_rows(node, snapshot, options=later).rows
    return found._replace(rows=shown)


def _floor(snapshot: Snapshot) -> tuple[float, int, bool] | None:
    """Give above what the kernel is to look at all, where a page goes on from another generation."""
    if snapshot.tally is None or snapshot.tally.floor is None:
        return None
    score, day = snapshot.tally.floor
    return score, -(day or 0), day is None


def _later(cursor: Cursor, row: Found) -> Cursor:
    """Give where to go on behind the pool: at the first row that is not in it, or behind the cursor."""
    first = cursor._replace(score=row[2], day=-row[3])
    return cursor if (-cursor.score, cursor.day) > (-first.score, first.day) else first
