"""Here is the value of a date or number field as typed, give me its range."""

from datetime import date
from typing import Final, NamedTuple

from searchlib.model import Span
from searchlib.query.moments import MONTHS, Ambiguous, Days, Moment, NeedsToday, YearlyDays, moment, without_clock
from searchlib.query.nodes import DateInside, DateRange, DateUnknown, Exists, MonthDays, Node, Nothing, NumberRange
from searchlib.query.notes import Notes

_FORMS: Final = "2015, 2015-11, 2015-11-02, 2015..2016, [2015-11-01 TO 2015-11-05], --11-02, november, unknown"
_OPEN: Final = ("", "*")
_BIGGEST: Final = 2**62


class Value(NamedTuple):
    """The value of a field as typed."""

    field: str
    """As typed: date, when, before, since, words …"""
    text: str
    span: Span
    compare: str = ""
    """``>``, ``>=``, ``<``, ``<=``, ``=`` or nothing."""
    brackets: str = ""
    """``[]``, ``{}``, ``[}`` or ``{]`` around a range."""


class _Bounds(NamedTuple):
    """The two ends of a range as typed, and which of them belong to it; "" is open."""

    low: str
    high: str
    from_low: bool
    to_high: bool


def date_node(value: Value, today: date | None, notes: Notes) -> Node | None:
    """Read a date.

    Args:
        value: What was typed.
        today: What relative dates count from.
        notes: Takes the diagnostics.

    Returns:
        A node; None where the date is not understood: it is dropped, and never becomes a word.

    Raises:
        Nothing.

    Example:
        >>> date_node(Value("date", "--11-02", (0, 12)), None, Notes())
        MonthDays(first=1102, last=1102, span=(0, 12))
    """
    text = value.text.strip().lower()
    if text in ("unknown", "none"):
        return DateUnknown(value.span)
    if text in ("*", "known"):
        return Exists("date", value.span)
    bounds = _bounds(value)
    if bounds is None:
        return _one(value, today, notes)
    low, high = _read(bounds.low, value, today, notes), _read(bounds.high, value, today, notes)
    if low is None or high is None:
        return None
    first = (low.first if bounds.from_low else low.last + 1) if bounds.low not in _OPEN else None
    last = (high.last if bounds.to_high else high.first - 1) if bounds.high not in _OPEN else None
    if first is not None and last is not None and first > last:
        notes.warn("the range ends before it begins, so nothing lies in it", value.span, "write the earlier date first")
        return Nothing(value.span)
    kind = DateInside if value.compare == "=" else DateRange
    return kind(first, last, value.span)


def number_node(value: Value, notes: Notes) -> Node | None:
    """Read a number or a range of numbers.

    Example:
        >>> number_node(Value("words", "1000", (0, 10), ">"), Notes())
        NumberRange(column='words', least=1001, most=None, span=(0, 10))
    """
    if value.text.strip() == "*":
        return Exists(value.field, value.span)
    bounds = _bounds(value) or _Bounds(value.text, value.text, True, True)
    ends: list[int | None] = []
    for text, shift in ((bounds.low, not bounds.from_low), (bounds.high, -(not bounds.to_high))):
        digits = text.strip().replace(",", "")
        if digits in _OPEN:
            ends.append(None)
        elif digits.isdecimal() and len(digits) < 18:
            ends.append(int(digits) + shift)
        else:
            notes.warn(
                f"number not understood: {text.strip()}", value.span, f"as in {value.field}>1000 or [100 TO 200]"
            )
            return None
    if ends[0] is not None and ends[1] is not None and ends[0] > ends[1]:
        notes.warn(
            "the range ends before it begins, so nothing lies in it", value.span, "write the lesser number first"
        )
        return Nothing(value.span)
    return NumberRange(value.field, ends[0], ends[1], value.span)


def _bounds(value: Value) -> _Bounds | None:
    """Give the ends of a range; None for a single value."""
    text = value.text.strip()
    if value.brackets:
        words = value.text.split()
        middle = [word.upper() for word in words].index("TO")
        low, high = (" ".join(side).strip("\"“”'") for side in (words[:middle], words[middle + 1 :]))
        return _Bounds(low, high, value.brackets[0] == "[", value.brackets[1] == "]")
    if value.field in ("before", "after", "until", "since"):
        return {
            "before": _Bounds("", text, True, False),
            "until": _Bounds("", text, True, True),
        }.get(value.field, _Bounds(text, "", True, True))
    if value.compare in (">", ">="):
        return _Bounds(text, "", value.compare == ">=", True)
    if value.compare in ("<", "<="):
        return _Bounds("", text, True, value.compare == "<=")
    if ".." in text:
        low, _, high = text.partition("..")
        return _Bounds(low.strip(), high.strip(" ."), True, True)
    return None


def _one(value: Value, today: date | None, notes: Notes) -> Node | None:
    found = _moment(value.text, today, value, notes)
    if isinstance(found, YearlyDays):
        return MonthDays(found.first, found.last, value.span)
    if isinstance(found, Days):
        kind = DateInside if value.compare == "=" else DateRange
        return kind(found.first, found.last, value.span)
    _complain(value.text, found, value, notes)
    return None


def _read(text: str, value: Value, today: date | None, notes: Notes) -> Days | None:
    """Read one end of a range; an open end is any days."""
    if text in _OPEN:
        return Days(0, _BIGGEST)
    found = _moment(text, today, value, notes)
    if isinstance(found, Days):
        return found
    _complain(text, found, value, notes)
    return None


def _moment(text: str, today: date | None, value: Value, notes: Notes) -> Moment | None:
    """Read a date, without its time of day."""
    day = without_clock(text)
    found = moment(day, today)
    if day != text and isinstance(found, (Days, YearlyDays)):
        if found.first != found.last:
            return None  # 2016 12:30 is no time of any day
        notes.info("articles have days, no times: the whole day is meant", value.span)
    return found


def _complain(text: str, found: object, value: Value, notes: Notes) -> None:
    text = text.strip()
    if isinstance(found, NeedsToday):
        notes.warn(
            f"{text!r} depends on the day it is asked, which is not known", value.span, "say which: --now 2016-03-31"
        )
    elif isinstance(found, Ambiguous):
        one, other = found.day_first, found.month_first
        names = " or ".join(f"{day.day} {MONTHS[day.month - 1].title()} {day.year}" for day in found)
        notes.warn(f"{text} may be {names}", value.span, f"write {one} or {other}")
    elif isinstance(found, YearlyDays):
        notes.warn(f"a range needs a year: {text}", value.span, f"as in {_FORMS}")
    else:
        notes.warn(f"date not understood: {text}", value.span, f"as in {_FORMS}")
