"""Here is a question as a caller puts it, give me the tree to be answered and what was not understood."""

from operator import index

from searchlib.codec.snapshot import Snapshot
from searchlib.errors import QueryError, UsageError
from searchlib.hints import TYPE_CHECKING, Final
from searchlib.model import Diagnostic
from searchlib.model.record import Record
from searchlib.query.fields import TEXT
from searchlib.query.filters import NO_FILTERS, Filters, restricted
from searchlib.query.languages import as_indexed
from searchlib.query.nodes import Node
from searchlib.query.parse import TODAY, Parsed, ParseOptions, parse

if TYPE_CHECKING:
    from datetime import date

    from whoosh.query.qcore import Query as WhooshQuery

_MOST_ROWS: Final = 2**31 - 1
"""More than any answer has; every way of answering can count so far."""


class Reading(Record):
    """How a query is read."""

    operator: str = "and"
    """What words side by side mean: and, or."""
    now: "str | date | None" = None
    """The day that relative dates count from; today where it is not given."""
    field: str = TEXT
    strict: bool = False


class Asked(Record):
    """A query that has been read."""

    text: str
    typed: Node
    """As it was read; a cursor belongs to it."""
    node: Node
    """As it is put to the archive: see `languages`."""
    diagnostics: tuple[Diagnostic, ...]
    options: ParseOptions
    """How it was read."""


def ask(query: "str | WhooshQuery", reading: Reading, *, snapshot: Snapshot, filters: Filters = NO_FILTERS) -> Asked:
    """Read a query and its filters.

    Args:
        query: In the query language, or one of Whoosh's.
        reading: How it is read.
        snapshot: The index that it is put to.
        filters: What the answer is restricted to.

    Raises:
        QueryError: when reading strictly, the first part that was not understood; or a query of Whoosh's that
            has no counterpart here.
        UsageError: the query, a filter or the operator has no meaning.
    """
    if reading.operator not in ("and", "or"):
        raise UsageError("operator", reading.operator, "and, or")
    options = ParseOptions(reading.operator, _day(reading.now), reading.field)
    parsed = _parsed(query, options)
    text = query if isinstance(query, str) else str(query)
    for diagnostic in parsed.diagnostics if reading.strict else ():
        if diagnostic.level != "info":
            raise QueryError(diagnostic.message, start=diagnostic.start, end=diagnostic.end, hint=diagnostic.hint)
    typed = parsed.node if filters == NO_FILTERS else restricted(parsed.node, filters, now=options.day())
    return Asked(text, typed, as_indexed(typed, snapshot), parsed.diagnostics, options)


def rows_wanted(limit: int) -> int:
    """Look at how many rows a caller wants at most.

    Returns:
        The same; for a number beyond every answer one that stands for all of it.

    Raises:
        UsageError: it is no number of rows.

    Example:
        >>> rows_wanted(10), rows_wanted(2**70)
        (10, 2147483647)
    """
    if type(limit) is int and 0 <= limit <= _MOST_ROWS:
        return limit
    try:
        rows = -1 if isinstance(limit, bool) else index(limit)
    except TypeError:
        rows = -1
    if rows < 0:
        raise UsageError("limit", limit, "a whole number, 0 or more")
    return min(rows, _MOST_ROWS)


def _parsed(query: "str | WhooshQuery", options: ParseOptions) -> Parsed:
    if isinstance(query, str):
        return parse(query, options=options)
    from searchlib.query.whoosh_bridge import from_whoosh  # noqa: PLC0415  # Whoosh is there already, its bridge not yet

    return Parsed(from_whoosh(query), ())


def _day(now: "str | date | None") -> "date | str":
    if now is None:
        return TODAY
    from datetime import date  # noqa: PLC0415  # as in `parse`

    if isinstance(now, date):
        return now
    try:
        return date.fromisoformat(now)
    except (ValueError, TypeError) as error:
        raise UsageError("now", now, "a day such as 2015-11-02") from error
