"""Here are filters as arguments, give me the query that has them.

What they demand is what the query string can say, too; they only restrict and never count in the ranking. Several
topics or speakers: one of them will do; different filters must all hold. A speaker binds to words said as
``speaker:`` does.
"""

from collections.abc import Sequence

from searchlib.hints import TYPE_CHECKING, Final
from searchlib.model.record import Record
from searchlib.query.binding import conjoined
from searchlib.query.nodes import And, Every, Node

if TYPE_CHECKING:
    from datetime import date


class Filters(Record):
    """What an answer is restricted to."""

    since: "str | date | None" = None
    """The first day; of a month or year its first."""
    until: "str | date | None" = None
    """The last day; of a month or year its last."""
    topics: Sequence[str] = ()
    """Labels or codes."""
    speakers: Sequence[str] = ()
    """Names, or parts of names in order."""


NO_FILTERS: Final = Filters()


def restricted(node: Node, filters: Filters, *, now: "date | None" = None) -> Node:
    """Add filters to a query.

    Args:
        node: The query.
        filters: What to add.
        now: The day that relative dates count from.

    Returns:
        A query for what matches both.

    Raises:
        UsageError: a date is not understood, the last day is before the first, or a name has no letter.

    Example:
        >>> from searchlib.query.nodes import Every
        >>> restricted(Every(), Filters(speakers=["Paul Kagame"])).clause.words[1].term
        'kagame'
    """
    from searchlib.query.restricting import demanded  # noqa: PLC0415  # it reads days and names, and few filter

    added = demanded(filters, now)
    if not added:
        return node
    if isinstance(node, Every):
        return conjoined(added)
    return conjoined([*(node.clauses if isinstance(node, And) else (node,)), *added], node.span)
