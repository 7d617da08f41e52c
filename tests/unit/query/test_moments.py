from datetime import date

import pytest

from searchlib.query.moments import Days, YearlyDays, moment

TODAY = date(2016, 3, 31)  # a Thursday


def days(first: str, last: str) -> Days:
    return Days(date.fromisoformat(first).toordinal(), date.fromisoformat(last).toordinal())


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2015", "2015-01-01", "2015-12-31"),
        ("2016-02", "2016-02-01", "2016-02-29"),
        ("2015/11/2", "2015-11-02", "2015-11-02"),
        ("20151102", "2015-11-02", "2015-11-02"),
        ("Nov. 2015", "2015-11-01", "2015-11-30"),
        ("2nd November 2015", "2015-11-02", "2015-11-02"),
        ("November 2, 2015", "2015-11-02", "2015-11-02"),
        ("the 2nd of November 2015", "2015-11-02", "2015-11-02"),
        ("November of 2015", "2015-11-01", "2015-11-30"),
        ("today", "2016-03-31", "2016-03-31"),
        ("last month", "2016-02-01", "2016-02-29"),
        ("this week", "2016-03-28", "2016-04-03"),
        ("last week", "2016-03-21", "2016-03-27"),
        ("last year", "2015-01-01", "2015-12-31"),
        ("last thursday", "2016-03-24", "2016-03-24"),
        ("thursday", "2016-03-31", "2016-03-31"),
        ("3 days ago", "2016-03-28", "2016-03-28"),
        ("now", "2016-03-31", "2016-03-31"),
        ("now-30d", "2016-03-01", "2016-03-01"),
        ("-2 weeks", "2016-03-17", "2016-03-17"),
        ("today - 1mo", "2016-02-29", "2016-02-29"),
        ("-2yrs", "2014-03-31", "2014-03-31"),
        ("last 1 month", "2016-02-29", "2016-03-31"),
    ],
)
def test_days(text: str, first: str, last: str) -> None:
    assert moment(text, TODAY) == days(first, last)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [("november", 1101, 1131), ("2 Nov", 1102, 1102), ("--02", 201, 231), ("--12-30/--01-02", 1230, 102)],
)
def test_days_of_any_year(text: str, first: int, last: int) -> None:
    assert moment(text, None) == YearlyDays(first, last)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "We",
        "at the 84th",
        "2015-13",
        "30 February 2015",
        "0000",
        "2015-11/02",
        "november december",
        "--13",
        "last 9999 years",
        "-9999y",
        "-30m",
        "now+1d",
        "32 may",
    ],
)
def test_nothing_is_guessed(text: str) -> None:
    assert moment(text, TODAY) is None
