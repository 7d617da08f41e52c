import pytest

from searchlib.model import Date
from searchlib.present.when import UNKNOWN, article_date, iso, when, words


def date(earliest: str | None = None, latest: str | None = None, **fields: object) -> Date:
    values = {"kind": "event", "text": "then", "pattern": None, "precision": "day", "provenance": "text:full"} | fields
    return Date(span=None, earliest=earliest, latest=latest, **values)


@pytest.mark.parametrize(
    ("found", "said"),
    [
        (date("2015-11-02", "2015-11-02"), "2 November 2015"),
        (date("2015-11-02", "2015-11-05"), "2–5 November 2015"),
        (date("2015-10-30", "2015-11-02"), "30 October – 2 November 2015"),
        (date("2015-12-30", "2016-01-02"), "30 December 2015 – 2 January 2016"),
        (date("2015-11-01", "2015-11-30", precision="month"), "November 2015"),
        (date("2015-10-01", "2015-11-30", precision="month"), "October–November 2015"),
        (date("2015-12-01", "2016-01-31", precision="month"), "December 2015 – January 2016"),
        (date("2015-01-01", "2015-12-31", precision="year"), "2015"),
        (date("2014-01-01", "2015-12-31", precision="year"), "2014–2015"),
        (date(pattern="--11-02/--11-05"), "2–5 November, year unknown"),
        (date(pattern="--10-30/--11-02"), "30 October – 2 November, year unknown"),
        (date(pattern="--11-02"), "2 November, year unknown"),
        (date(pattern="--11", precision="month"), "November, year unknown"),
        (date(pattern="--10/--11", precision="month"), "October–November, year unknown"),
        (date(text="Monday", precision="none"), "“Monday”"),
    ],
)
def test_a_date_is_said_with_its_precision(found: Date, said: str) -> None:
    assert words(found) == said


@pytest.mark.parametrize(
    "found",
    [
        date("2015-99-02", "2015-11-05"),
        date("soon", "later"),
        date("9999999999-01-01", "2015-01-01", precision="month"),
        date(pattern="--13-40"),
        date(pattern="--00"),
        date(pattern="--11/--12-03"),
        date("2015-11-02", None),
    ],
)
def test_a_date_that_is_none_is_quoted_and_stops_nothing(found: Date) -> None:
    assert words(found)
    assert iso([found])


def test_the_date_of_publication_comes_before_the_event() -> None:
    event, published = date("2015-11-02", "2015-11-05"), date("2015-11-06", "2015-11-06", kind="published")
    assert article_date([event, published]) is published


def test_a_resolved_event_comes_before_one_without_a_year() -> None:
    pattern, event = date(pattern="--11-02"), date("2015-11-02", "2015-11-05")
    assert article_date([pattern, event]) is event


def test_a_date_that_is_only_mentioned_is_not_the_articles() -> None:
    assert when([date("2015-11-02", "2015-11-05", kind="mentioned")]) == UNKNOWN


def test_a_range_is_given_to_programs_as_two_days() -> None:
    assert iso([date("2015-11-02", "2015-11-05")]) == "2015-11-02/2015-11-05"
