"""Here is a date from outside the text (metadata, a hint, an address), give me its days."""

import re
from collections.abc import Callable
from datetime import date
from typing import Final

from searchlib.extract.date_numbers import readings
from searchlib.extract.date_patterns import spelled
from searchlib.extract.days import Day, Interval, interval

LONGEST_DATE: Final = 80
"""Characters; whatever is longer is no date."""
EPOCH: Final = date(1970, 1, 1).toordinal()

_ISO: Final = re.compile(r"(\d{4})(?:([-/.]?)(\d{1,2})(?:\2(\d{1,2}))?)?(?:[T ].*)?")
_NUMBERS: Final = re.compile(r"(\d{1,2})([-/.])(\d{1,2})\2(\d{4}|\d\d)(?:[T ,].*)?")
_SECONDS: Final = re.compile(r"(\d{9,10})(?:\.\d+|\d{3})?")
_ADDRESS: Final = re.compile(r"[/_=-]((?:19|20)\d\d)([-/_]?)(0[1-9]|1[0-2])\2(0[1-9]|[12]\d|3[01])(?!\d)")


def given_days(words: str | None) -> Interval | None:
    """Read a date as metadata write it.

    Args:
        words: ISO 8601, RFC 822, a date in words or in numbers, seconds since 1970; or a month or a year.

    Returns:
        Its first and last day; None where it is none, or where day and month cannot be told apart.

    Raises:
        Nothing.

    Example:
        >>> print(*given_days("Mon, 02 Nov 2015 10:00:00 +0200"))
        2015-11-02 2015-11-02
        >>> print(*given_days("2015-11"))
        2015-11-01 2015-11-30
    """
    trimmed = (words or "").strip()
    if not trimmed or len(trimmed) > LONGEST_DATE:
        return None
    for form in _FORMS:
        found = form(trimmed)
        if found is not None:
            return found
    return None


def address_days(url: str | None) -> Interval | None:
    """Read the day in an address such as ``https://example.org/2015/11/02/police-meet``.

    Example:
        >>> print(*address_days("https://example.org/2015/11/02/police-meet"))
        2015-11-02 2015-11-02
    """
    found = _ADDRESS.search(url or "")
    if found is None:
        return None
    day = Day(int(found[1]), int(found[3]), int(found[4]))
    return interval(day, day)


def _iso(words: str) -> Interval | None:
    found = _ISO.fullmatch(words)
    if found is None or (found[3] and not found[2] and not found[4]):
        return None
    day = Day(int(found[1]), int(found[3]) if found[3] else None, int(found[4]) if found[4] else None)
    return interval(day, day) if 1600 <= int(found[1]) <= 2100 else None


def _numbers(words: str) -> Interval | None:
    found = _NUMBERS.fullmatch(words)
    if found is None:
        return None
    for day in readings(int(found[1]), int(found[3]), year=int(found[4]), is_day_first=None):
        return interval(day, day)
    return None


def _words(words: str) -> Interval | None:
    for mention in spelled(words):
        return interval(mention.first, mention.last)
    return None


def _seconds(words: str) -> Interval | None:
    found = _SECONDS.fullmatch(words)
    if found is None:
        return None
    day = date.fromordinal(EPOCH + int(found[1]) // 86_400)
    return Interval(day, day)


_FORMS: Final[tuple[Callable[[str], Interval | None], ...]] = (_iso, _numbers, _words, _seconds)
