"""Here is a query, give me how many of its articles there are by value or by date, by the fastest way there is."""

from typing import Final

from searchlib.codec.snapshot import Snapshot
from searchlib.model import Timeline
from searchlib.query import count, definition
from searchlib.query.kernel_count import Counted, label_counts, timeline_counts, year_counts
from searchlib.query.nodes import Node
from searchlib.query.plan import for_kernel

_ALL: Final = 2**31
"""More values than there are."""


def facet(node: Node, snapshot: Snapshot, *, field: str, limit: int | None = None) -> Counted:
    """Count the articles that match by the values of a field.

    Args:
        node: The query.
        snapshot: The index.
        field: As for `count.facet`.
        limit: How many values are given at most; all where it is not said.

    Returns:
        The first of what `count.facet` gives, and the diagnostics.

    Raises:
        UsageError: there is no such field to count by.
        IndexDamaged: a segment is not what was written.
    """
    if not for_kernel(node) or field not in count.FACETS:
        matches = definition.execute(node, snapshot)
        return Counted(count.facet(matches.scores, snapshot, field=field)[:limit], matches.diagnostics)
    if field == "year":
        years = year_counts(node, snapshot)
        return years._replace(values=years.values[:limit])
    return label_counts(node, snapshot, field=field, most=_ALL if limit is None else max(0, limit))


def timeline(node: Node, snapshot: Snapshot, *, unit: str = "month") -> Timeline:
    """Count the articles that match over time.

    Args:
        node: The query.
        snapshot: The index.
        unit: As for `count.timeline`.

    Returns:
        What `count.timeline` gives, with the diagnostics.

    Raises:
        UsageError: there is no such unit.
        IndexDamaged: a segment is not what was written.
    """
    if not for_kernel(node) or unit not in tuple(count.UNITS):
        matches = definition.execute(node, snapshot)
        return count.timeline(matches.scores, snapshot, unit=unit)._replace(diagnostics=matches.diagnostics)
    return timeline_counts(node, snapshot, unit=unit)
