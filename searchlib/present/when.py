"""Here are the dates of an article, give me words that say no more than is known."""

import re
from collections.abc import Sequence

from searchlib.model import Date
from searchlib.present.safe import line

UNKNOWN = "date unknown"
_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_DAY = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_PATTERN = re.compile(r"--([0-9]{2})(?:-([0-9]{2}))?(?:/--([0-9]{2})(?:-([0-9]{2}))?)?")


def article_date(dates: Sequence[Date]) -> Date | None:
    """Choose the date of the article: published, else of its event, else of an event without a year.

    Returns:
        None where the article has neither; dates that are only mentioned are not its own.
    """
    own = [date for kind in ("published", "event") for date in dates if date.kind == kind]
    known = [date for date in own if date.earliest and date.latest]
    return next(iter(known or [date for date in own if date.pattern]), None)


def when(dates: Sequence[Date]) -> str:
    """Say when the article was, with the precision that is known.

    Example:
        >>> when([Date("event", "2 - 5 November", None, None, None, "--11-02/--11-05", "day", "text:range")])
        '2–5 November, year unknown'
        >>> when([])
        'date unknown'
    """
    date = article_date(dates)
    return words(date) if date else UNKNOWN


def iso(dates: Sequence[Date]) -> str:
    """Give the date of the article as days or as a pattern, for programs.

    Example:
        >>> iso([Date("published", "", None, "2015-11-02", "2015-11-02", None, "day", "metadata")]), iso([])
        ('2015-11-02', 'unknown')
    """
    date = article_date(dates)
    return line(_iso(date)) if date else "unknown"


def words(date: Date) -> str:
    """Say one date in words; a date that cannot be read as one is quoted as it stands.

    Example:
        >>> words(Date("event", "in 2015", None, "2015-01-01", "2015-12-31", None, "year", "text:full"))
        '2015'
    """
    if date.earliest and date.latest:
        start, end = _DAY.fullmatch(date.earliest), _DAY.fullmatch(date.latest)
        said = start and end and _interval(_numbers(start), _numbers(end), precision=date.precision)
        return said or line(_iso(date))
    pattern = _PATTERN.fullmatch(date.pattern or "")
    said = pattern and _without_year(*(int(part) if part else None for part in pattern.groups()))
    return f"{said}, year unknown" if said else f"“{line(date.text)}”"


def _iso(date: Date) -> str:
    if not (date.earliest and date.latest):
        return date.pattern or "unknown"
    return date.earliest if date.earliest == date.latest else f"{date.earliest}/{date.latest}"


def _numbers(match: re.Match[str]) -> tuple[int, int, int]:
    year, month, day = (int(part) for part in match.groups())
    return year, month, day


def _interval(start: tuple[int, int, int], end: tuple[int, int, int], *, precision: str) -> str | None:
    if not (1 <= start[1] <= 12 and 1 <= end[1] <= 12):
        return None
    if precision == "year":
        return _joined(str(start[0]), str(end[0]))
    if precision == "month":
        same_year = start[0] == end[0]
        first = _month(start[1]) if same_year else f"{_month(start[1])} {start[0]} "
        last = f"{_month(end[1])} {end[0]}" if same_year else f" {_month(end[1])} {end[0]}"
        return last if start[:2] == end[:2] else f"{first}–{last}"
    if start[0] == end[0]:
        return f"{_days(start[1:], end[1:])} {start[0]}"
    return f"{start[2]} {_month(start[1])} {start[0]} – {end[2]} {_month(end[1])} {end[0]}"


def _without_year(
    month: int | None, day: int | None = None, last_month: int | None = None, last_day: int | None = None
) -> str | None:
    if not month or not 1 <= month <= 12 or not 1 <= (last_month or month) <= 12:
        return None
    if day and (last_day or not last_month):
        return _days((month, day), (last_month or month, last_day or day))
    return _joined(_month(month), _month(last_month or month))


def _days(start: tuple[int, int], end: tuple[int, int]) -> str:
    if start[0] == end[0]:
        return f"{_joined(str(start[1]), str(end[1]))} {_month(start[0])}"
    return f"{start[1]} {_month(start[0])} – {end[1]} {_month(end[0])}"


def _joined(first: str, last: str) -> str:
    return first if first == last else f"{first}–{last}"


def _month(number: int) -> str:
    return _MONTHS[number - 1]
