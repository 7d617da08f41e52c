"""Date expressions in running text, and what only looks like one."""

import pytest

from searchlib.extract.date_numbers import numeric
from searchlib.extract.date_patterns import lone_years, spelled


def days(text: str) -> list[str]:
    found = [*spelled(text)]
    return [_shown(first, last) for first, last in ((one.first, one.last) for one in [*found, *numeric(text, found)])]


def _shown(first: tuple[int | None, ...], last: tuple[int | None, ...]) -> str:
    one, two = ("-".join("?" if part is None else str(part) for part in day) for day in (first, last))
    return one if one == two else f"{one}..{two}"


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2 November 2015", "2015-11-2"),
        ("Monday, 2 November 2015", "2015-11-2"),
        ("the 2nd of November 2015", "2015-11-2"),
        ("the 2nd day of November, 2015", "2015-11-2"),
        ("November 2, 2015", "2015-11-2"),
        ("Nov. 2 2015", "2015-11-2"),
        ("NOVEMBER 2ND, 2015", "2015-11-2"),
        ("2-NOV-2015", "2015-11-2"),
        ("Oct. 12, '06", "2006-10-12"),
        ("April06,200712:44 AM", "2007-4-6"),
        ("2 November", "?-11-2"),
        ("Caracas, march 17 -", "?-3-17"),
        ("2 – 5 November", "?-11-2..?-11-5"),
        ("November 2-5", "?-11-2..?-11-5"),
        ("November 2 to 5, 2015", "2015-11-2..2015-11-5"),
        ("2 to 5 November 2015", "2015-11-2..2015-11-5"),
        ("between November 2 and November 5", "?-11-2..?-11-5"),
        ("30 October – 2 November 2015", "2015-10-30..2015-11-2"),
        ("December 30 to January 2, 2016", "2015-12-30..2016-1-2"),
        ("November 2015", "2015-11-?"),
        ("in November of 2015", "2015-11-?"),
        ("2015-11-02", "2015-11-2"),
        ("2015/11/2", "2015-11-2"),
        ("27/04/10", "2010-4-27"),
        ("22.03.2005", "2005-3-22"),
        ("10/23/2001", "2001-10-23"),
    ],
)
def test_forms_of_a_date(text: str, day: str) -> None:
    assert days(text) == [day]
    assert days(text.replace(" ", "\u00a0").replace("\u00a0", " ")) == [day]


@pytest.mark.parametrize(
    "text",
    [
        "We may 5 times say so",
        "they march 10 miles",
        "May rose by 3.5 percent",
        "November 5 percent",
        "31 November",
        "February 30, 2015",
        "640 October",
        "at the 84th Assembly",
        "four-day",
        "version 1.2.10",
        "202 224 5972",
        "05/06/10",
        "one in 10/12 cases",
        "INTERPOL 2020",
        "The Day 5 of it",
    ],
)
def test_what_is_no_date(text: str) -> None:
    assert days(text) == []


def test_the_order_of_day_and_month_is_learnt_from_the_other_dates() -> None:
    assert days("27/04/10 and 05/06/10") == ["2010-4-27", "2010-6-5"]
    assert days("10/23/2001 and 05/06/10") == ["2001-10-23", "2010-5-6"]
    assert days("On 2 November 2015, and 05/06/10") == ["2015-11-2", "2010-6-5"]
    assert days("On November 2, 2015, and 05/06/10") == ["2015-11-2", "2010-5-6"]


def test_a_weekday_beside_the_date_is_part_of_it() -> None:
    text = "On Monday, 2 November 2015 it rained"
    (found,) = spelled(text)
    assert (text[found.start : found.end], found.weekday) == ("Monday, 2 November 2015", 0)


def test_a_month_in_front_of_a_date_is_no_monday() -> None:
    (found,) = spelled("HERITAGE MONTH September 15 2006")
    assert found.weekday is None


@pytest.mark.parametrize(
    "text", ["in 2015", "since 2015", "by the year 2015", "the end of 2015", "early 2015", "In 2015,"]
)
def test_years_after_their_prepositions_count(text: str) -> None:
    assert [found.first.year for found in lone_years(text)] == [2015]


@pytest.mark.parametrize(
    "text",
    [
        "INTERPOL 2020",
        "the Act of 2006",
        "in 2000 people",
        "until 1900 hours",
        "by 2000 votes",
        "in 2,015",
        "in 2015.5",
        "Expo 2020",
    ],
)
def test_other_numbers_are_no_years(text: str) -> None:
    assert list(lone_years(text)) == []


def test_the_stop_of_a_sentence_is_no_part_of_a_date() -> None:
    text = "Tickets from 1 February. Shut on 3 Feb. and 4 Mar."
    assert [text[found.start : found.end] for found in spelled(text)] == ["1 February", "3 Feb.", "4 Mar."]
