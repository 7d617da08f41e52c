"""Here is a date as people type it, give me its days.

Understood: 2015, 2015-11, 2015-11-02 (also with / or . between), 20151102, November 2015, 2 November 2015, the 2nd of
November 2015, Nov 2, 2015, and 14/05/2020 or 05/14/2020, where only one of the two can be a month; without a year
November, 2 November, --11, --11-02, --11-02/--11-05, which mean these days of any year; and relative to a given day
today, yesterday, Tuesday, last Tuesday, this month, last or previous week, last 3 years, 3 days ago, now, now-30d,
-6 months. What is not understood is never guessed, nor is 03/04/2017.
"""

import re
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Final, NamedTuple, TypeAlias

MONTHS: Final = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
_WEEKDAYS: Final = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_DAYS_OF: Final = {"day": 1, "week": 7}
_UNITS: Final = {"d": "day", "w": "week", "m": "month", "y": "year"}
_LAST: Final = ("last", "previous")
_NAMED_DAYS: Final = {"now": 0, "today": 0, "yesterday": -1, "tomorrow": 1}
_ISO: Final = r"(\d{4})(?:([-/.])(\d{1,2})(?:\2(\d{1,2}))?)?"
_YEAR_LAST: Final = r"(\d{1,2})([-/.])(\d{1,2})\2(\d{4})"
_CLOCK: Final = r"(?:t|\s+(?:at )?)\d{1,2}(?::\d\d){1,2}(?:\.\d{1,9})?\s*(?:[ap]\.?m\.?|z|utc|gmt|[+-]\d\d:?\d\d)?"
_YEARLESS: Final = r"--(\d\d)(?:-(\d\d))?(?:/--(\d\d)(?:-(\d\d))?)?"
_COUNTED: Final = (
    r"(?:(?:the )?(?:last|past|previous) (\d{1,4}) (day|week|month|year)s?)|(\d{1,4}) (day|week|month|year)s? ago"
)
_OFFSET: Final = r"(?:now|today)? ?- ?(\d{1,4}) ?(d(?:ays?)?|w(?:ks?|eeks?)?|mo(?:s|nths?)?|y(?:rs?|ears?)?)"
"""Patterns are compiled when a date is typed: most queries have none."""
_LEAP_YEAR: Final = 2000


class Days(NamedTuple):
    """From one day to another, both included, as ordinals."""

    first: int
    last: int


class YearlyDays(NamedTuple):
    """From one day to another of any year, as month * 100 + day; may wrap over the new year."""

    first: int
    last: int


class NeedsToday(NamedTuple):
    """A relative date, but nobody said what day it is."""

    text: str


class Ambiguous(NamedTuple):
    """A date that reads as two different days."""

    day_first: date
    month_first: date


Moment: TypeAlias = Days | YearlyDays | NeedsToday | Ambiguous


def moment(text: str, today: date | None) -> Moment | None:
    """Read a date.

    Args:
        text: The date as typed.
        today: What relative dates count from; None where that is unknown.

    Returns:
        Its days; None where it is not understood.

    Raises:
        Nothing.

    Example:
        >>> moment("November", None), moment("last 3 years", None)
        (YearlyDays(first=1101, last=1131), NeedsToday(text='last 3 years'))
        >>> moment("2015-02", None) == Days(date(2015, 2, 1).toordinal(), date(2015, 2, 28).toordinal())
        True
        >>> moment("We", None), moment("2015-02-30", None)
        (None, None)
    """
    words = " ".join(text.lower().replace(",", " ").split())
    try:
        named = words.removeprefix("the ").replace(" of ", " ").split()
        return _written(words) or _named(named) or _relative(words, today)
    except (ValueError, OverflowError):  # the 30th of February, the year 0
        return None


def without_clock(text: str) -> str:
    """Take the time of day off the end of a date: articles have days.

    Example:
        >>> without_clock("2015-11-02T14:30:00Z"), without_clock("2 November, at 5:30 pm"), without_clock("november")
        ('2015-11-02', '2 November,', 'november')
    """
    found = re.search(rf"{_CLOCK}$", text, re.IGNORECASE) if ":" in text else None
    return text[: found.start()] if found else text


def words_of_date(words: Sequence[str], today: date | None) -> int:
    """Count how many words, from the first on, are a date that somebody did not put in quotation marks.

    Returns:
        1 where the first is a date by itself, or none of them is.

    Example:
        >>> words_of_date(["2", "november", "2015", "rain"], None), words_of_date(["november", "2015"], None)
        (3, 1)
    """
    if moment(words[0], today) is not None:
        return 1
    return next((count for count in range(len(words), 1, -1) if moment(" ".join(words[:count]), today)), 1)


def _written(text: str) -> Moment | None:
    if len(text) == 8 and text.isascii() and text.isdecimal():
        text = f"{text[:4]}-{text[4:6]}-{text[6:]}"
    if found := re.fullmatch(_ISO, text):
        year, _, month, day = found.groups()
        return _days(int(year), int(month) if month else None, int(day) if day else None)
    if found := re.fullmatch(_YEAR_LAST, text):
        return _year_last(int(found[1]), int(found[3]), int(found[4]))
    if found := re.fullmatch(_YEARLESS, text):
        month, day, last_month, last_day = (int(part) if part else None for part in found.groups())
        first = _yearly(month or 0, day)
        return YearlyDays(first.first, _yearly(last_month, last_day).last) if last_month else first
    return None


def _year_last(one: int, two: int, year: int) -> Days | Ambiguous:
    """Read day and month in the order that can be; where both can be and differ, in none."""
    if one <= 12 and two <= 12 and one != two:
        return Ambiguous(date(year, two, one), date(year, one, two))
    return _days(year, two, one) if two <= 12 else _days(year, one, two)


def _named(words: list[str]) -> Moment | None:
    """Read dates with the name of a month, in any order of its parts."""
    months = [number for word in words if (number := _number(word, MONTHS))]
    numbers = [word.removesuffix(".") for word in words if not _number(word, MONTHS)]
    if len(months) != 1 or len(numbers) > 2:
        return None
    years = [int(word) for word in numbers if len(word) == 4 and word.isdecimal()]
    days = [
        int(day) for word in numbers if len(word) < 5 and (day := word.rstrip("stndrh")).isdecimal() and len(day) < 3
    ]
    if len(years) + len(days) != len(numbers) or len(years) > 1 or len(days) > 1:
        return None
    only = days[0] if days else None
    return _days(years[0], months[0], only) if years else _yearly(months[0], only)


def _number(word: str, names: tuple[str, ...]) -> int:
    """Give the number of the month or weekday that a word names in full or by three letters or more, else 0."""
    word = word.removesuffix(".")
    if len(word) < 3:
        return 0
    return next((place for place, name in enumerate(names, 1) if name.startswith(word)), 0)


def _days(year: int, month: int | None, day: int | None) -> Days:
    if month is None:
        return Days(date(year, 1, 1).toordinal(), date(year, 12, 31).toordinal())
    if day is None:
        return _month(year, month)
    return Days(date(year, month, day).toordinal(), date(year, month, day).toordinal())


def _month(year: int, month: int) -> Days:
    first = date(year, month, 1).toordinal()
    return Days(first, first + _length(year, month) - 1)


def _length(year: int, month: int) -> int:
    """Count the days of a month."""
    if month == 2:
        return 29 if year % 4 == 0 and (year % 100 or year % 400 == 0) else 28
    return 30 if month in (4, 6, 9, 11) else 31


def _yearly(month: int, day: int | None) -> YearlyDays:
    if day is None:
        date(_LEAP_YEAR, month, 1)
        return YearlyDays(month * 100 + 1, month * 100 + 31)
    date(_LEAP_YEAR, month, day)
    return YearlyDays(month * 100 + day, month * 100 + day)


def _relative(words: str, today: date | None) -> Moment | None:
    counted, offset = re.fullmatch(_COUNTED, words), re.fullmatch(_OFFSET, words)
    which, _, unit = words.rpartition(" ")
    weekday = _number(unit, _WEEKDAYS) if which in ("", "this", "on", *_LAST) else 0
    spanned = which in ("this", *_LAST) and unit in ("day", "week", "month", "year")
    if not (counted or offset or weekday or spanned or words in _NAMED_DAYS):
        return None
    if today is None:
        return NeedsToday(words)
    if counted:
        return _counted(counted, today)
    if offset:
        day = _back(today, int(offset[1]), _UNITS[offset[2][0]]).toordinal()
        return Days(day, day)
    if weekday:
        return _weekday(weekday, which, today)
    if spanned:
        return _period(unit, which, today)
    day = today.toordinal() + _NAMED_DAYS[words]
    return Days(day, day)


def _counted(found: "re.Match[str]", today: date) -> Days:
    if found[1]:
        return Days(_back(today, int(found[1]), found[2]).toordinal(), today.toordinal())
    day = _back(today, int(found[3]), found[4]).toordinal()
    return Days(day, day)


def _back(today: date, count: int, unit: str) -> date:
    """Go back; from the 31st to a shorter month means its last day."""
    if unit in _DAYS_OF:
        return today - timedelta(days=count * _DAYS_OF[unit])
    months = today.year * 12 + today.month - 1 - count * (12 if unit == "year" else 1)
    year, month = divmod(months, 12)
    return date(year, month + 1, min(today.day, _length(year, month + 1)))


def _weekday(weekday: int, which: str, today: date) -> Days:
    """Give the latest such day; *last* and *previous* leave today out."""
    back = (today.isoweekday() - weekday) % 7
    day = today.toordinal() - (7 if which in _LAST and back == 0 else back)
    return Days(day, day)


def _period(unit: str, which: str, today: date) -> Days:
    within = _back(today, 1, unit) if which in _LAST else today
    if unit == "month":
        return _month(within.year, within.month)
    if unit == "week":
        monday = within.toordinal() - within.weekday()
        return Days(monday, monday + 6)
    return _days(within.year, None, None) if unit == "year" else Days(within.toordinal(), within.toordinal())
