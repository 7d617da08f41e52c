"""Here is a text, give me the dates that are written with a month's name, and the years that stand alone.

A hit on a month's name is looked at from both sides; so a text without months costs one quick scan.
"""

import re
from collections.abc import Iterator
from typing import Final

from searchlib.extract.days import Day, Mention, is_day

MONTHS: Final = {
    name: number
    for number, names in enumerate(
        (
            "january jan", "february feb febr", "march mar", "april apr", "may", "june jun", "july jul",
            "august aug", "september sep sept", "october oct", "november nov", "december dec",
        ),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
WEEKDAYS: Final = {"mon": 0, "tue": 1, "wed": 2, "thu": 3, "fri": 4, "sat": 5, "sun": 6}

_MONTH: Final = re.compile(
    r"[JFMASONDjfmasond](?<![A-Za-z].)(?i:(?:anuary|ebruary|arch|pril|ay|une|uly|ugust|eptember|ctober|ovember|ecember)"
    r"(?![a-zA-Z])|(?:an|ebr?|ar|pr|un|ul|ug|ept?|ct|ov|ec)(?![a-zA-Z])\.?)"
)
_SMALL: Final = frozenset(("may", "march", *(name for name in MONTHS if len(name) < 5)))
"""Written small these are months only after a comma: ``Caracas, march 17``."""
_ORDINAL: Final = r"(?:st|nd|rd|th|ST|ND|RD|TH)?"
_NO_AMOUNT: Final = r"(?![\d%]|:\d|[.,]\d{1,3}(?!\d)| ?(?:%|percent|per cent|pct|million|billion|mln|bln)\b)"
_TO: Final = r" ?(?:-|–|—|/|\b(?:to|through|thru|until|till|and)\b|&) ?"
_YEAR: Final = r"(?:1[6-9]|20)\d\d(?!\d(?!\d?:\d\d)|[,.]\d|[-–/]\d\d\d\d)"  # a time may be glued to it
_AFTER: Final = re.compile(
    rf"(?P<gap>[ ,.\-/]{{0,2}})(?P<day>\d{{1,2}}){_ORDINAL}{_NO_AMOUNT}"
    rf"(?:{_TO}(?P<last>\d{{1,2}}){_ORDINAL}{_NO_AMOUNT}(?! ?{_MONTH.pattern}))?"
    rf"(?:(?:(?: ?, ?| |-|/|\. ?)(?:of )?(?:in )?)(?P<year>{_YEAR})|,? ?[’'](?P<short>\d\d)(?!\d))?"
)
_YEAR_AFTER: Final = re.compile(
    rf"(?: ?, ?| ?-|/| of | in |, in | )?(?P<year>{_YEAR})|,? ?[’'](?P<short>\d\d)(?![\ds])"
)
_BEFORE: Final = re.compile(
    rf"(?:(?<![\d.,:/$£€-])(?P<first>\d{{1,2}}){_ORDINAL}{_TO})?"
    rf"(?<![\d.,:$£€])(?P<day>\d{{1,2}}){_ORDINAL}(?:[ \-/.,]| of | day of )?\Z"
)
_WEEKDAY_BEFORE: Final = re.compile(
    r"\b(?P<weekday>(?i:mon(?:day)?|tue(?:s(?:day)?)?|wed(?:nesday)?|thu(?:r(?:s(?:day)?)?)?|fri(?:day)?"
    r"|sat(?:urday)?|sun(?:day)?))\.?"
    r"(?: (?:morning|afternoon|evening|night))?[,/]? ?(?:the )?(?:[-–(] ?)?\Z"
)
_BETWEEN: Final = re.compile(r" ?(?:-|–|—|\bto\b|\bthrough\b|\bthru\b|\buntil\b|\btill\b|\band\b) ?")
_BEFORE_REACH: Final = 24
_WEEKDAY_REACH: Final = 26

_LONE_YEAR: Final = re.compile(r"[12](?<![\d.,:/$£€#A-Za-z-].)[6-90]\d\d(?![\d%]|[.,:/]\d|[-–/]\d\d\d\d)")
_YEAR_CUE: Final = re.compile(
    r"(?:\b(?:[Ii]n|[Ss]ince|[Dd]uring|[Bb]y|[Uu]ntil|early|late|mid)|(?P<of>(?:\b[\w’]+ )?\bof))"
    r" (?:the year |early |late |mid-)?\Z"
)
_NO_YEAR_AFTER: Final = re.compile(
    r" (?:people|votes|dollars|euros|pounds|hours|hrs|GMT|UTC|EST|EDT|metres|meters|feet|miles|km|tonnes|tons|troops"
    r"|soldiers|jobs|homes|houses|schools|points|kg|years|days|times|workers|students|units|acres|barrels|cases)\b"
)


def spelled(text: str) -> Iterator[Mention]:
    """Find the dates in *text* that name a month, in order; days that no calendar has are left out.

    Example:
        >>> [(found.first, found.last) for found in spelled("from 2 – 5 November, or in May 2016")]
        [(Day(year=None, month=11, day=2), Day(year=None, month=11, day=5)), (Day(year=2016, month=5, day=None), Day(year=2016, month=5, day=None))]

    Cost: O(len(text)).
    """  # noqa: E501
    above: Mention | None = None
    for month in _MONTH.finditer(text):
        if above is not None and month.start() < above.end:
            continue
        found = _mention(text, month, floor=above.end if above else 0)
        if found is None:
            continue
        if above is not None:
            merged = _merged(text, above, found)
            if merged is not None:
                above = merged
                continue
            yield above
        above = found
    if above is not None:
        yield above


def _mention(text: str, month: re.Match[str], *, floor: int) -> Mention | None:
    number = MONTHS.get(month.group().rstrip(".").lower())
    if number is None or not _is_month(text, month):
        return None
    after = _AFTER.match(text, month.end())
    begin = max(floor, month.start() - _BEFORE_REACH)
    before = _BEFORE.search(text[begin : month.start()])
    if before is not None and not _belongs_after(after):
        return _day_first(text, month, before, number=number)
    if after is not None and (after["gap"] or month.group()[-1:].islower()):
        found = _month_first(after, number)
        if found is not None:
            first, last = found
            return _dated(text, month.start(), after.end(), first=first, last=last, floor=floor)
    year = _YEAR_AFTER.match(text, month.end())
    if year is None or (month.group()[-1] == "." and not year.group().strip()):
        return None
    day = Day(_year(year), number)
    return Mention(month.start(), year.end(), day, day, "month")


def _is_month(text: str, month: re.Match[str]) -> bool:
    words = month.group().rstrip(".")
    return words not in _SMALL or text[max(0, month.start() - 2) : month.start()] == ", "


def _belongs_after(after: re.Match[str] | None) -> bool:
    """Whether the number after the month is its day though one stands before it, too: only with a year."""
    return after is not None and after["year"] is not None and "," in after.group()


def _day_first(text: str, month: re.Match[str], before: re.Match[str], *, number: int) -> Mention | None:
    year = _YEAR_AFTER.match(text, month.end())
    given = _year(year) if year else None
    first = Day(given, number, int(before["first"] or before["day"]))
    last = Day(given, number, int(before["day"]))
    start = month.start() - (before.end() - before.start())
    return _dated(text, start, year.end() if year else month.end(), first=first, last=last, floor=0)


def _month_first(after: re.Match[str], number: int) -> tuple[Day, Day] | None:
    year = _year(after)
    first = Day(year, number, int(after["day"]))
    last = Day(year, number, int(after["last"] or after["day"]))
    return (first, last) if is_day(first) else None


def _dated(text: str, start: int, end: int, *, first: Day, last: Day, floor: int) -> Mention | None:
    if not is_day(first) or not is_day(last) or (first.day or 0) > (last.day or 0):
        return None
    begin = max(floor, start - _WEEKDAY_REACH)
    weekday = _WEEKDAY_BEFORE.search(text[begin:start])
    number = WEEKDAYS[weekday["weekday"][:3].lower()] if weekday else None
    if weekday is not None:
        start = begin + weekday.start()
    return Mention(start, end, first, last, "day" if first == last else "range", number)


def _year(found: re.Match[str]) -> int | None:
    if found["year"]:
        return int(found["year"])
    return full_year(int(found["short"])) if found["short"] else None


def full_year(short: int) -> int:
    """Give the year of two digits: 70 to 99 are of the last century."""
    return short + (1900 if short >= 70 else 2000)


def _merged(text: str, above: Mention, below: Mention) -> Mention | None:
    """Join "30 October" and "2 November 2015" into one range where only a dash or *to* stands between them."""
    if above.is_range or below.is_range or above.first.day is None or below.first.day is None:
        return None
    joint = text[above.end : below.start]
    if len(joint) > 9 or not _BETWEEN.fullmatch(joint):
        return None
    if "and" in joint and not text[max(0, above.start - 8) : above.start].endswith("etween "):
        return None
    first = above.first
    if first.year is None and below.first.year is not None:
        is_over = (first.month or 0) > (below.first.month or 0)
        first = first._replace(year=below.first.year - is_over)
    if (first.year is not None and below.first.year is None) or not is_day(first):
        return None
    return Mention(above.start, below.end, first, below.first, "range", above.weekday)


def lone_years(text: str) -> Iterator[Mention]:
    """Find years after *in, since, during, by, until, of*; "INTERPOL 2020" and "Act of 2006" are names.

    Example:
        >>> [found.first.year for found in lone_years("INTERPOL 2020, the Act of 2006, since 2004")]
        [2004]

    Cost: O(len(text)).
    """
    for year in _LONE_YEAR.finditer(text):
        cue = _YEAR_CUE.search(text[max(0, year.start() - 40) : year.start()])
        if cue is None or _NO_YEAR_AFTER.match(text, year.end()):
            continue
        if cue["of"] and (not cue["of"][0].islower() or cue["of"] == "of"):
            continue
        day = Day(int(year.group()))
        if 1600 <= int(year.group()) <= 2100:
            yield Mention(year.start(), year.end(), day, day, "year")
