"""Here are filters as arguments, give me the clauses that demand them."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Final

from searchlib.analyse.tokens import plain
from searchlib.errors import UsageError
from searchlib.query.fields import several
from searchlib.query.moments import Ambiguous, Days, NeedsToday, moment
from searchlib.query.nodes import Boost, DateRange, Node, Or, Phrase, Term

if TYPE_CHECKING:
    from searchlib.query.filters import Filters

_NAME: Final = "a name with letters"


def demanded(filters: "Filters", now: date | None) -> list[Node]:
    """Give a clause for the days, the topics and the speakers, where there are any.

    Raises:
        UsageError: a date is not understood, the last day is before the first, or a name has no letter.
    """
    return [
        *_days(filters, now),
        *_named("topics", "topic", filters.topics),
        *_named("speakers", "speaker", filters.speakers),
    ]


def _days(filters: "Filters", now: date | None) -> list[Node]:
    earliest = _day("since", filters.since, now)
    latest = _day("until", filters.until, now)
    if earliest is None and latest is None:
        return []
    if earliest and latest and earliest.first > latest.last:
        raise UsageError("until", filters.until, f"no day before since ({filters.since})")
    return [DateRange(earliest.first if earliest else None, latest.last if latest else None)]


def _day(argument: str, value: str | date | None, now: date | None) -> Days | None:
    if value is None:
        return None
    if isinstance(value, date):
        return Days(value.toordinal(), value.toordinal())
    found = moment(value, now) if isinstance(value, str) else None
    if isinstance(found, Ambiguous):
        raise UsageError(argument, value, f"{found.day_first} or {found.month_first}")
    if isinstance(found, NeedsToday):
        raise UsageError(argument, value, "a date; a relative one needs a day to count from (now)")
    if not isinstance(found, Days):
        raise UsageError(argument, value, "a date such as 2015, 2015-11 or 2015-11-02")
    return found


def _named(argument: str, field: str, names: Sequence[str]) -> list[Node]:
    some = tuple(_name(field, name) for name in several(argument, names))
    if not some:
        return []
    return [Boost(some[0] if len(some) == 1 else Or(some), 0.0)]


def _name(field: str, name: str) -> Node:
    if not isinstance(name, str):
        raise UsageError(field, name, _NAME)
    tokens = plain(name)
    first = [place for place, position in enumerate(tokens.positions) if position not in tokens.positions[:place]]
    words = tuple(Term(field, tokens.terms[place], tokens.forms[place]) for place in first)
    if not words:
        raise UsageError(field, name, _NAME)
    return words[0] if len(words) == 1 else Phrase(field, words)
