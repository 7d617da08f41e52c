"""Here is a text, give me the dates that are written in numbers alone: 2015-11-02, 27/04/10, 22.03.2005.

Which of two small numbers is the day is learnt from the text's other dates; where nothing tells, the date stays open.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from searchlib.extract.date_patterns import full_year
from searchlib.extract.days import AMBIGUOUS, Day, Mention, is_day

_ISO: Final = re.compile(r"\d(?<![\d./-].)\d{3}([-/.])\d{1,2}\1\d{1,2}(?![\d/-]|\.\d)")
_NUMBERS: Final = re.compile(r"\d(?<![\d./-].)\d?([-/.])\d{1,2}\1(?:\d{4}|\d\d)(?![\d/-]|\.\d)")
_DECIMALS: Final = re.compile(r"\d\.\d+\.\d\d\Z")
_SPLIT: Final = re.compile(r"[-/.]")


def numeric(text: str, spelled: Sequence[Mention]) -> Iterator[Mention]:
    """Find the dates in numbers, in order.

    Args:
        text: Clean text.
        spelled: The text's dates in words: they tell whether days or months come first here.

    Example:
        >>> [(found.first, found.form) for found in numeric("27/04/10 and 05/06/10", ())]
        [(Day(year=2010, month=4, day=27), 'numeric'), (Day(year=2010, month=6, day=5), 'numeric')]

    Cost: O(len(text)).
    """
    for found in _ISO.finditer(text):
        year, month, number = (int(part) for part in _SPLIT.split(found.group()))
        day = Day(year, month, number)
        if 1600 <= year <= 2100 and is_day(day):
            yield Mention(found.start(), found.end(), day, day, "numeric")
    triples = [found for found in _NUMBERS.finditer(text) if not _DECIMALS.match(found.group())]
    if not triples:
        return
    numbers = [tuple(int(part) for part in _SPLIT.split(found.group())) for found in triples]
    order = _day_first(text, numbers, spelled)
    for found, (one, two, year) in zip(triples, numbers, strict=True):
        choices = readings(one, two, year=year, is_day_first=order)
        for choice in choices:
            yield Mention(found.start(), found.end(), choice, choice, "numeric")
        if not choices and order is None and year > 99:
            yield from _either(found, (one, two, year))


def _either(found: re.Match[str], numbers: tuple[int, ...]) -> Iterator[Mention]:
    """Give the two days that three numbers may mean where nothing in the text tells their order."""
    month_first = readings(*numbers[:2], year=numbers[2], is_day_first=False)
    day_first = readings(*numbers[:2], year=numbers[2], is_day_first=True)
    if month_first and day_first:
        first, last = sorted((*month_first, *day_first))
        yield Mention(found.start(), found.end(), first, last, AMBIGUOUS)


def readings(one: int, two: int, *, year: int, is_day_first: bool | None) -> tuple[Day, ...]:
    """Give the day that three numbers mean; none where they may mean two or no calendar has it.

    Example:
        >>> readings(3, 4, year=15, is_day_first=None)
        ()
    """
    full = year if year > 99 else full_year(year)
    choices = {Day(full, two, one), Day(full, one, two)}
    if is_day_first is not None and one <= 12 and two <= 12:
        choices = {Day(full, two, one) if is_day_first else Day(full, one, two)}
    valid = [day for day in choices if is_day(day) and 1600 <= full <= 2100]
    return tuple(valid) if len(valid) == 1 else ()


def _day_first(text: str, numbers: Sequence[tuple[int, ...]], spelled: Sequence[Mention]) -> bool | None:
    """Whether this text writes the day before the month; None where nothing tells."""
    votes = sum((one > 12) - (two > 12) for one, two, _ in numbers)
    if not votes:
        days = [found for found in spelled if found.form == "day" and found.weekday is None]
        votes = sum(1 if text[found.start].isdigit() else -1 for found in days)
    return votes > 0 if votes else None
