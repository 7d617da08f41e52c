"""Days of which parts may be unknown: their intervals, patterns, and the years that a weekday allows."""

from collections.abc import Iterator
from datetime import date
from typing import Final, NamedTuple

FIRST_YEAR: Final = 1985
LAST_YEAR: Final = 2030
"""The years that are listed as candidates; fixed, for extraction knows no clock."""

AMBIGUOUS: Final = "ambiguous"
"""The form of numbers that may mean two days."""

_LENGTHS: Final = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


class Day(NamedTuple):
    """A day, a month or a year; None for what was not said."""

    year: int | None
    month: int | None = None
    day: int | None = None


class Interval(NamedTuple):
    """First and last day, both inclusive."""

    first: date
    last: date


class Mention(NamedTuple):
    """A date expression in clean offsets, from its first to its last day (the same for a single day)."""

    start: int
    end: int
    first: Day
    last: Day
    form: str
    """day, range, month, year, numeric, weekday, relative, or ambiguous: it means the first day or the last."""
    weekday: int | None = None
    """Monday is 0; None where none stands beside the date."""

    @property
    def is_range(self) -> bool:
        """Tell whether it spans several days or months."""
        return self.first != self.last


def is_day(day: Day) -> bool:
    """Tell whether *day* exists in the calendar, in its year or, without one, in some year.

    Example:
        >>> is_day(Day(2015, 2, 29)), is_day(Day(None, 2, 29)), is_day(Day(2015))
        (False, True, True)
    """
    year, month, number = day
    if year is not None and not 1 <= year <= 9999:
        return False
    if month is None:
        return number is None
    if not 1 <= month <= 12 or not 1 <= (number or 1) <= _LENGTHS[month - 1]:
        return False
    return not (month == 2 and number == 29 and year is not None and not _is_leap(year))


def _is_leap(year: int) -> bool:
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def interval(first: Day, last: Day) -> Interval | None:
    """Give the days from *first* to *last*; None where a year is unknown or the order is wrong.

    Example:
        >>> print(*interval(Day(2015, 11), Day(2015, 11)))
        2015-11-01 2015-11-30
    """
    if first.year is None or last.year is None or not (is_day(first) and is_day(last)):
        return None
    month = last.month or 12
    end = last.day or (28 if month == 2 and not _is_leap(last.year) else _LENGTHS[month - 1])
    found = Interval(date(first.year, first.month or 1, first.day or 1), date(last.year, month, end))
    return found if found.first <= found.last else None


def pattern(first: Day, last: Day) -> str | None:
    """Give the month-day pattern of days without a year, e.g. ``--11-02/--11-05``; None without both.

    Example:
        >>> pattern(Day(None, 11, 2), Day(None, 11, 2))
        '--11-02'
    """
    if None in (first.month, first.day, last.month, last.day):
        return None
    one, two = (f"--{day.month:02}-{day.day:02}" for day in (first, last))
    return one if one == two else f"{one}/{two}"


def in_year(first: Day, last: Day, *, year: int) -> Interval | None:
    """Place days without a year into *year*; a range over the turn of the year ends in the next."""
    is_over = (last.month or 0, last.day or 0) < (first.month or 0, first.day or 0)
    return interval(first._replace(year=year), last._replace(year=year + is_over))


def nearest(first: Day, last: Day, *, to: date) -> Interval | None:
    """Place days without a year so that they begin as near to *to* as can be."""
    years = (in_year(first, last, year=to.year + step) for step in (-1, 0, 1))
    return min((found for found in years if found), key=lambda found: abs((found.first - to).days), default=None)


def years_of(first: Day, weekday: int) -> Iterator[int]:
    """Give the years, newest first, in which *first* falls on *weekday*.

    Example:
        >>> list(years_of(Day(None, 11, 2), 0))
        [2026, 2020, 2015, 2009, 1998, 1992, 1987]
    """
    for year in range(LAST_YEAR, FIRST_YEAR - 1, -1):
        day = first._replace(year=year)
        if day.month and day.day and is_day(day) and date(year, day.month, day.day).weekday() == weekday:
            yield year


def fits_weekday(day: Day, weekday: int) -> bool:
    """Tell whether *day*, of a known year, falls on *weekday*."""
    found = interval(day, day)
    return found is not None and found.first.weekday() == weekday
