"""Dates hold for any text: spans are real, intervals are ordered, and no year comes from nowhere."""

import re
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from searchlib.clean.prose import prose
from searchlib.extract.date_given import given_days
from searchlib.extract.date_reference import Outside
from searchlib.extract.dateline import heading
from searchlib.extract.dates import find_dates
from searchlib.model import Date

PARTS = st.sampled_from([
    "2", "31", "29", "Feb", "November", "Nov.", "May", "march", ",", " ", " ", " – ", "-", "/", "2015", "2016", "'06",
    "in ", "since ", "Monday", "Tuesday,", "today", "last week", "two days ago", "later this year", "PARIS", " - ",
    "\n\n", "“", "”", "‘", "’", "opened ", "on ", "12:30", "11/02/15", "2015-11-02", "th", "84th", "of ", "to ",
])  # fmt: skip
TEXTS = st.one_of(st.lists(PARTS, max_size=25).map("".join), st.text(max_size=200))
GIVEN = st.one_of(st.none(), st.sampled_from(["2015", "2015-11", "2015-11-02", "x"]), st.text(max_size=20))


def found(raw: str, metadata: str | None = None) -> tuple[Date, ...]:
    clean = prose(raw)
    return find_dates(clean, Outside(metadata), story=heading(clean))


@given(TEXTS, GIVEN)
def test_a_date_is_the_words_at_its_span(raw: str, metadata: str | None) -> None:
    for one in found(raw, metadata):
        if one.span is not None:
            letters = re.sub(r"\W", "", raw[slice(*one.span)])
            assert letters == re.sub(r"\W", "", one.text)


@given(TEXTS, GIVEN)
def test_an_interval_is_two_days_in_order_or_none(raw: str, metadata: str | None) -> None:
    for one in found(raw, metadata):
        assert (one.earliest is None) == (one.latest is None)
        if one.earliest is not None and one.latest is not None:
            assert date.fromisoformat(one.earliest) <= date.fromisoformat(one.latest)
            assert one.pattern is None
        assert (one.precision == "none") == (one.earliest is None and one.pattern is None)


@given(TEXTS)
def test_without_a_reference_every_year_stands_in_the_text(raw: str) -> None:
    dates = found(raw)
    if any(one.kind == "published" and one.earliest for one in dates):
        return
    for one in dates:
        if one.earliest is not None:
            assert one.earliest[2:4] in one.text


@given(st.text(max_size=40))
def test_any_metadata_are_days_or_none(words: str) -> None:
    days = given_days(words)
    assert days is None or days.first <= days.last


@given(st.dates(min_value=date(1600, 1, 1), max_value=date(2099, 12, 31)))
def test_a_day_in_words_and_in_iso_is_the_same(day: date) -> None:
    for words in (f"{day.day} {day:%B} {day.year}", f"{day:%B} {day.day}, {day.year}", day.isoformat()):
        (one, *_) = found(f"It was on {words} there.")
        assert (one.earliest, one.latest) == (str(day), str(day))
        assert given_days(words) == (day, day)
