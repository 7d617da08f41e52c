"""Here is a text, give me "today", "last week", "Monday"; and the days they mean, once a reference day is known."""

import re
from collections.abc import Iterator
from datetime import date
from typing import Final

from searchlib.extract.date_patterns import WEEKDAYS
from searchlib.extract.days import Day, Interval, Mention, interval

_COUNTS: Final = {
    word: number
    for number, word in enumerate("two three four five six seven eight nine ten".split(), start=2)  # noqa: SIM905
}
# Each pattern begins with plain letters, so that the scan leaps from one to the next.
_DAY: Final = re.compile(r"[TtYy](?<![A-Za-z].)(?:oday|esterday|omorrow|onight)\b(?![’']s)")  # not "Today’s challenges"
_DAYS: Final = frozenset(("today", "yesterday", "tomorrow", "tonight"))
_PERIOD: Final = re.compile(r"[wmy](?<= .)(?:eek|onth|ear)\b(?!-)")
_WHICH: Final = re.compile(r"\b(?:(?:later|earlier) this|last|this|next) \Z", re.I)
_AGO: Final = re.compile(r"ago\b")
_COUNTED: Final = re.compile(rf"\b(?:\d{{1,2}}|{'|'.join(_COUNTS)}) days \Z", re.I)
_LONGEST: Final = 16
_WEEKDAY: Final = re.compile(r"[MTWFS](?<![A-Za-z].)(?:on|ues|ednes|hurs|ri|atur|un)day(?![A-Za-z-]|s\b)")
_AHEAD: Final = re.compile(
    r"\b(?:will|next|coming|upcoming|scheduled|expected|plans? to|due|this|to be)\b[^.!?]{0,60}\Z"
)
_BEHIND: Final = re.compile(r"\b[Ll]ast \Z")
_REACH: Final = 60


def relative(text: str) -> Iterator[Mention]:
    """Find relative expressions and bare weekdays in *text*, in no particular order.

    Example:
        >>> [text[found.start:found.end] for text in ["On Monday, two days ago"] for found in relative(text)]
        ['two days ago', 'Monday']

    Cost: O(len(text)).
    """
    for found in _DAY.finditer(text):
        if found.group().lower() in _DAYS:
            yield _at(found.start(), found.end())
    for last, before in ((_PERIOD, _WHICH), (_AGO, _COUNTED)):
        for found in last.finditer(text):
            begin = max(0, found.start() - _LONGEST)
            words = before.search(text[begin : found.start()])
            if words is not None:
                yield _at(begin + words.start(), found.end())
    for found in _WEEKDAY.finditer(text):
        weekday = WEEKDAYS.get(found.group()[:3].lower())
        if weekday is not None:
            yield Mention(found.start(), found.end(), Day(None), Day(None), "weekday", weekday)


def _at(start: int, end: int) -> Mention:
    return Mention(start, end, Day(None), Day(None), "relative")


def resolved(text: str, mention: Mention, *, reference: date) -> Interval:
    """Give the days that a relative *mention* means in an article of the day *reference*.

    A bare weekday is the last one, today included; after words of the future it is the next.

    Example:
        >>> text = "She came last week."
        >>> print(*resolved(text, next(relative(text)), reference=date(2015, 11, 4)))
        2015-10-26 2015-11-01
    """
    if mention.weekday is not None:
        day = _weekday(text, mention, mention.weekday, reference=reference)
        return Interval(day, day)
    words = text[mention.start : mention.end].lower().split()
    if len(words) == 1:
        day = _shifted(reference, {"yesterday": -1, "tomorrow": 1}.get(words[0], 0))
        return Interval(day, day)
    if words[-1] == "ago":
        day = _shifted(reference, -(_COUNTS.get(words[0]) or int(words[0])))
        return Interval(day, day)
    return _period(words, reference)


def _weekday(text: str, mention: Mention, weekday: int, *, reference: date) -> date:
    before = text[max(0, mention.start - _REACH) : mention.start]
    back = (reference.weekday() - weekday) % 7
    if _BEHIND.search(before):
        return _shifted(reference, -(back or 7))
    if _AHEAD.search(before.rpartition("\n")[2]):
        return _shifted(reference, 7 - back if back else 0)
    return _shifted(reference, -back)


def _period(words: list[str], reference: date) -> Interval:
    step = {"last": -1, "next": 1}.get(words[0], 0)
    if words[-1] == "week":
        monday = _shifted(reference, 7 * step - reference.weekday())
        whole = Interval(monday, _shifted(monday, 6))
    else:
        month = reference.year * 12 + reference.month - 1 + step
        day = Day(month // 12, month % 12 + 1) if words[-1] == "month" else Day(reference.year + step)
        whole = interval(day, day) or Interval(reference, reference)
    if words[0] == "later":
        return whole._replace(first=reference)
    return whole._replace(last=reference) if words[0] == "earlier" else whole


def _shifted(day: date, days: int) -> date:
    """Give the day *days* later, held inside the calendar."""
    return date.fromordinal(min(max(day.toordinal() + days, date.min.toordinal()), date.max.toordinal()))
