"""Here is a condition on an article as a whole, give me the test for an article.

The date of an article is one interval of days. It matches a range where the two overlap; an article without a
date never does, and neither does one of which only month and day are known.
"""

from bisect import bisect_left
from collections.abc import Callable, Iterator
from typing import Final, TypeAlias

from searchlib.codec.columns import MISSING
from searchlib.codec.segment import Segment
from searchlib.codec.terms import encoded
from searchlib.query.days import day_of
from searchlib.query.fields import DATE, KEYS, NUMBERS, parts
from searchlib.query.nodes import (
    DateInside,
    DateRange,
    DateUnknown,
    Every,
    Exists,
    Key,
    MonthDays,
    Node,
    NumberRange,
)

Test: TypeAlias = Callable[[int], bool]
"""Takes the number of a document."""
_FIRST: Final = -(2**62)
_LAST: Final = 2**62
_YEAR: Final = 365


def holding(node: Node, segment: Segment) -> Iterator[int]:
    """Give the documents of a segment for which a condition holds.

    Args:
        node: A leaf that is no word and no phrase.
        segment: The segment.

    Returns:
        Document numbers, ascending, hidden ones too.

    Raises:
        Nothing.

    Cost: one test a document; of a key, its postings.
    """
    if isinstance(node, Key):
        postings = segment.postings(node.field, encoded(node.value))
        return iter(postings.docs) if postings is not None else iter(())
    return filter(condition(node, segment), range(segment.doc_count))


def condition(node: Node, segment: Segment) -> Test:
    """Give the test whether a condition holds for a document of *segment*."""
    match node:
        case Every():
            return lambda _: True
        case Key(field, value):
            return _key(field, value, segment)
        case DateRange(earliest, latest):
            return _overlapping(_low(earliest), _high(latest), segment)
        case DateInside(earliest, latest):
            return _inside(_low(earliest), _high(latest), segment)
        case MonthDays(first, last):
            return _month_days(first, last, segment)
        case DateUnknown():
            days = segment.numbers("date_earliest")
            return lambda doc: bool(days[doc] == MISSING)
        case NumberRange(column, least, most):
            numbers, low, high = segment.numbers(column), _low(least), _high(most)
            return lambda doc: bool(low <= numbers[doc] <= high)
        case Exists(field):
            return _exists(field, segment)
        case _:
            return lambda _: False


def _low(bound: int | None) -> int:
    return _FIRST if bound is None else bound


def _high(bound: int | None) -> int:
    return _LAST if bound is None else bound


def _key(field: str, value: str, segment: Segment) -> Test:
    postings = segment.postings(field, encoded(value))
    docs = postings.docs if postings is not None else memoryview(b"")

    def test(doc: int) -> bool:
        place = bisect_left(docs, doc)
        return place < len(docs) and docs[place] == doc

    return test


def _overlapping(first: int, last: int, segment: Segment) -> Test:
    lows, highs = segment.numbers("date_earliest"), segment.numbers("date_latest")
    return lambda doc: bool(MISSING != lows[doc] <= last and highs[doc] >= first)


def _inside(first: int, last: int, segment: Segment) -> Test:
    lows, highs = segment.numbers("date_earliest"), segment.numbers("date_latest")
    return lambda doc: bool(first <= lows[doc] and MISSING != highs[doc] <= last)


def _month_days(first: int, last: int, segment: Segment) -> Test:
    """Test whether days of any year touch an interval or, where that is unknown, a pattern."""
    names = ("date_earliest", "date_latest", "pattern_from", "pattern_to")
    lows, highs, from_days, to_days = (segment.numbers(name) for name in names)

    def test(doc: int) -> bool:
        if lows[doc] == MISSING:
            return from_days[doc] != MISSING and _touch((first, last), (from_days[doc], to_days[doc]))
        if highs[doc] - lows[doc] >= _YEAR:
            return True
        return _touch((first, last), (_month_day(lows[doc]), _month_day(highs[doc])))

    return test


def _month_day(ordinal: int) -> int:
    day = day_of(ordinal)
    return day.month * 100 + day.day


def _touch(left: tuple[int, int], right: tuple[int, int]) -> bool:
    """Compare stretches of a year; one that ends before it begins goes over the new year."""
    return any(
        low <= other_high and other_low <= high
        for low, high in _unwrapped(left)
        for other_low, other_high in _unwrapped(right)
    )


def _unwrapped(days: tuple[int, int]) -> tuple[tuple[int, int], ...]:
    first, last = days
    return ((first, last),) if first <= last else ((first, 1231), (101, last))


def _exists(field: str, segment: Segment) -> Test:
    if field == DATE or field in NUMBERS:
        numbers = segment.numbers("date_earliest" if field == DATE else field)
        return lambda doc: bool(numbers[doc] != MISSING)
    if field in KEYS:
        lists = (segment.postings(field, term) for term in segment.terms(field))
        return {doc for postings in lists if postings is not None for doc in postings.docs}.__contains__
    lengths = [segment.lengths(part) for part in parts(field)]
    return lambda doc: any(length[doc] for length in lengths)
