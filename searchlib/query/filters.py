"""Here are filters as arguments, give me the query that has them.

What they demand is what the query string can say, too; they only restrict and never count in the ranking. Several
topics or speakers: one of them will do; different filters must all hold. A speaker binds to words said as
``speaker:`` does.
"""

from collections.abc import Sequence
from datetime import date
from typing import Final, NamedTuple

from searchlib.analyse.tokens import plain
from searchlib.errors import UsageError
from searchlib.query.binding import conjoined
from searchlib.query.moments import Ambiguous, Days, NeedsToday, moment
from searchlib.query.nodes import And, Boost, DateRange, Every, Node, Or, Phrase, Term


class Filters(NamedTuple):
    """What an answer is restricted to."""

    since: str | date | None = None
    """The first day; of a month or year its first."""
    until: str | date | None = None
    """The last day; of a month or year its last."""
    topics: Sequence[str] = ()
    """Labels or codes."""
    speakers: Sequence[str] = ()
    """Names, or parts of names in order."""


NO_FILTERS: Final = Filters()


def restricted(node: Node, filters: Filters, *, now: date | None = None) -> Node:
    """Add filters to a query.

    Args:
        node: The query.
        filters: What to add.
        now: The day that relative dates count from.

    Returns:
        A query for what matches both.

    Raises:
        UsageError: a date is not understood, or a name has no letter.

    Example:
        >>> from searchlib.query.nodes import Every
        >>> restricted(Every(), Filters(speakers=["Paul Kagame"])).clause.words[1].term
        'kagame'
    """
    if filters == NO_FILTERS:
        return node
    added = [
        *_days(filters, now),
        *_named("topics", "topic", filters.topics),
        *_named("speakers", "speaker", filters.speakers),
    ]
    if not added:
        return node
    if isinstance(node, Every):
        return conjoined(added)
    return conjoined([*(node.clauses if isinstance(node, And) else (node,)), *added], node.span)


def _days(filters: Filters, now: date | None) -> list[Node]:
    earliest = _day("since", filters.since, now)
    latest = _day("until", filters.until, now)
    if earliest is None and latest is None:
        return []
    return [DateRange(earliest.first if earliest else None, latest.last if latest else None)]


def _day(argument: str, value: str | date | None, now: date | None) -> Days | None:
    if value is None:
        return None
    if isinstance(value, date):
        return Days(value.toordinal(), value.toordinal())
    found = moment(value, now)
    if isinstance(found, Ambiguous):
        raise UsageError(argument, value, f"{found.day_first} or {found.month_first}")
    if isinstance(found, NeedsToday):
        raise UsageError(argument, value, "a date; a relative one needs a day to count from (now)")
    if not isinstance(found, Days):
        raise UsageError(argument, value, "a date such as 2015, 2015-11 or 2015-11-02")
    return found


def _named(argument: str, field: str, names: Sequence[str]) -> list[Node]:
    if isinstance(names, str):
        raise UsageError(argument, names, "a sequence of names, not one string")
    some = tuple(_name(argument, field, name) for name in names)
    if not some:
        return []
    return [Boost(some[0] if len(some) == 1 else Or(some), 0.0)]


def _name(argument: str, field: str, name: str) -> Node:
    tokens = plain(name)
    first = [place for place, position in enumerate(tokens.positions) if position not in tokens.positions[:place]]
    words = tuple(Term(field, tokens.terms[place], tokens.forms[place]) for place in first)
    if not words:
        raise UsageError(argument, name, "a name with letters")
    return words[0] if len(words) == 1 else Phrase(field, words)
