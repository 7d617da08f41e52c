"""The dates of an article: kinds, intervals, patterns, and never an invented year."""

import pytest

from searchlib.clean.prose import prose
from searchlib.extract.date_given import given_days
from searchlib.extract.date_reference import Outside
from searchlib.extract.dateline import heading
from searchlib.extract.dates import find_dates
from searchlib.model import Date

STORY = "The police chiefs of many countries met there to speak of crime and of what to do against it all."


def dates(raw: str, *, metadata: str | None = None, hint: str | None = None, url: str | None = None) -> list[Date]:
    clean = prose(raw)
    found = find_dates(clean, Outside(metadata, url, hint), story=heading(clean))
    for date in found:
        if date.span is not None:
            assert raw[slice(*date.span)].split() == date.text.split()
    return list(found)


def only(raw: str, **outside: str) -> Date:
    (found,) = dates(raw, **outside)
    return found


def test_a_date_in_front_of_a_known_place_is_a_date_line_and_stands_above_the_date_of_the_page() -> None:
    raw = f"Roads will open in spring May 4  2005  Washington  D C  Senator Lee said so. {STORY}"
    assert [(found.kind, found.earliest) for found in dates(raw)] == [("published", "2005-05-04")]
    raw = (
        f"July 31  2008\n\nRoads open in the spring\n\nApril 14th  2005  Washington  D C  Senator Lee said so. {STORY}"
    )
    assert [found.earliest for found in dates(raw) if found.kind == "published"] == ["2005-04-14"]


@pytest.mark.parametrize(
    ("raw", "day"),
    [
        (f"RIVER UNION\n\nMay 9, 2011\n\nBridge shuts again\n\nMarch 2, 2009\n\n{STORY}", "2009-03-02"),
        (f"RIVER UNION\n\nMarch 2, 2009\n\nBridge shuts again\n\nMay 9, 2011\n\n{STORY}", "2009-03-02"),
        (f"Bridge shuts\n\nToday is May 9, 2011\n\nHULL, March 2, 2009 - {STORY}", "2009-03-02"),
        (f"Talks https://river.example/talk/7.html 9 May 2011\n\nHull Forum - 2 March 2009\n\n{STORY}", "2009-03-02"),
        (f"Lee Talks www.river.example 9 May 2011\n\n{STORY}", "2011-05-09"),
        (f"SALES, YEAR ENDED DEC 31 2008\n\nHULL, March 2 - {STORY}", None),
    ],
)
def test_the_clock_of_a_page_a_print_or_a_balance_is_not_the_day_of_the_article(raw: str, day: str | None) -> None:
    assert [found.earliest for found in dates(raw) if found.kind == "published"] == [day]


# ── published ──────────────────────────────────────────────────────────────────────────────────


def test_a_dateline_without_a_year_gives_a_pattern() -> None:
    found = only(f"PARIS, Nov. 3 (Reuters) - {STORY}")
    assert (found.kind, found.pattern, found.earliest, found.provenance) == ("published", "--11-03", None, "dateline")


def test_a_dateline_with_a_year_gives_a_day() -> None:
    found = only(f"LONDON, 3 November 2015 – {STORY}")
    assert (found.kind, found.earliest, found.latest, found.precision) == (
        "published",
        "2015-11-03",
        "2015-11-03",
        "day",
    )


@pytest.mark.parametrize(
    "raw",
    [
        f"MEDIA RELEASE\n\n3 November 2015\n\n{STORY}",
        f"Police meet\n\nTuesday, November 3, 2015\n\n{STORY}",
        f"Police meet\nPosted on 3 November 2015\n\n{STORY}",
        f"Police meet Dated: 3 November 2015 Release 483\n\n{STORY}",
        f"{STORY}\n\n{STORY[:30]}.\n\nCANBERRA 3 NOVEMBER 2015",
        f"Doorstop interview, Perth, 3 November 2015\n\n{STORY}",
        f"POLICE MEET November 3 2015 WASHINGTON DC The {STORY}",
    ],
)
def test_a_date_line_says_when_it_appeared(raw: str) -> None:
    found = dates(raw)[0]
    assert (found.kind, found.earliest) == ("published", "2015-11-03")


@pytest.mark.parametrize(
    "raw",
    [
        f"{STORY} The law of November 3, 2015, says so.",
        f"The rule takes effect on November 3, 2015. {STORY}",
        f"Police meet\n\n{STORY}\n\nDate received: 3 November 2015",
        f"Since November 3, 2015, they had met. {STORY}",
        f"The meeting is set for 3 November 2015, he said. {STORY}",
    ],
)
def test_a_date_inside_a_sentence_does_not(raw: str) -> None:
    assert [found.kind for found in dates(raw)] == ["mentioned"]


def test_a_date_line_whose_weekday_is_wrong_is_doubted() -> None:
    found = only(f"MELBOURNE, FRIDAY/ 10 OCTOBER 1987\n\n{STORY}")
    assert (found.kind, found.earliest) == ("mentioned", "1987-10-10")
    assert found.provenance.endswith("weekday-conflict")
    assert found.confidence < 0.5


# ── metadata, hints, addresses ─────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "words",
    [
        "2015-11-02", "2015-11-02T10:00:00Z", "2015-11-02 10:00:00+02:00", "20151102", "Mon, 02 Nov 2015 10:00:00 GMT",
        "2 November 2015", "November 2, 2015 at 10:00", "2015/11/02", "1446458400", "1446458400000",
    ],
)  # fmt: skip
def test_metadata_come_in_many_forms(words: str) -> None:
    found = only(STORY, metadata=words)
    assert (found.kind, found.earliest, found.latest, found.provenance) == (
        "published", "2015-11-02", "2015-11-02", "metadata",
    )  # fmt: skip
    assert found.span is None


@pytest.mark.parametrize(
    "words", ["", " ", "soon", "02/11/2015", "2015-13-45", "2015-02-30", "0", "99999999999999999", "x" * 1000]
)
def test_metadata_that_cannot_be_read_are_no_date(words: str) -> None:
    assert dates(STORY, metadata=words) == []


def test_a_month_or_a_year_is_an_interval() -> None:
    assert only(STORY, metadata="2015-11")[3:7] == ("2015-11-01", "2015-11-30", None, "month")
    assert only(STORY, hint="2015")[3:7] == ("2015-01-01", "2015-12-31", None, "year")
    assert only(STORY, hint="2016-02").latest == "2016-02-29"


def test_metadata_win_over_a_hint_and_a_hint_over_the_address() -> None:
    url = "https://example.org/2013/05/04/police-meet"
    assert only(STORY, metadata="2015-11-02", hint="2014", url=url).earliest == "2015-11-02"
    assert only(STORY, metadata="never", hint="2014", url=url).provenance == "hint"
    assert only(STORY, url=url)[3:8] == ("2013-05-04", "2013-05-04", None, "day", "url")


def test_an_address_without_a_date_gives_none() -> None:
    assert dates(STORY, url="https://example.org/2013/99/04/1") == []


@pytest.mark.parametrize("hint", ["2015", "2015-11", "2015-11-04"])
def test_a_hint_gives_days_without_a_year_theirs(hint: str) -> None:
    event = dates(f"The conference (2 – 5 November) met. {STORY}", hint=hint)[1]
    assert (event.kind, event.earliest, event.latest, event.pattern) == ("event", "2015-11-02", "2015-11-05", None)
    assert event.provenance == "text:range+hint"


def test_the_year_is_the_nearest_to_a_known_day() -> None:
    assert dates(f"It was on 30 December. {STORY}", metadata="2016-01-04")[1].earliest == "2015-12-30"
    assert dates(f"It will be on 4 January. {STORY}", metadata="2015-12-30")[1].earliest == "2016-01-04"


def test_a_month_as_hint_resolves_nothing_outside_it() -> None:
    assert dates(f"It was on 30 March. {STORY}", hint="2015-11")[1].earliest is None


def test_a_weekday_that_does_not_fit_the_year_leaves_the_year_open() -> None:
    found = dates(f"It was on Tuesday, November 2. {STORY}", hint="2015")[1]
    assert (found.earliest, found.pattern) == (None, "--11-02")
    assert "weekday-conflict" in found.provenance


# ── events and mentions ────────────────────────────────────────────────────────────────────────


def test_days_from_to_near_the_top_are_an_event() -> None:
    found = only(f"The conference (2 – 5 November) met. {STORY}")
    assert (found.kind, found.pattern, found.earliest, found.latest) == ("event", "--11-02/--11-05", None, None)
    assert (found.precision, found.provenance, found.candidates) == ("day", "text:range", ())


def test_a_weekday_narrows_the_years() -> None:
    found = only(f"He spoke on Monday, November 2, to many. {STORY}")
    assert (found.kind, found.pattern, found.earliest) == ("event", "--11-02", None)
    assert found.candidates[:3] == ("2026-11-02", "2020-11-02", "2015-11-02")


def test_the_weekday_of_the_opening_narrows_the_years_of_the_event() -> None:
    found = dates(f"The assembly has opened Monday. The conference (2 – 5 November) met. {STORY}")
    event = next(date for date in found if date.kind == "event")
    assert event.candidates[0] == "2026-11-02/2026-11-05"


def test_a_year_in_a_title_or_in_speech_is_no_date() -> None:
    assert dates("He said “in 2015 it was so” of ‘INTERPOL 2020: of 2014’ and the Act of 2006.") == []


def test_a_year_in_the_text_is_a_mention_of_a_year() -> None:
    assert only("It was built in 2015.")[3:8] == ("2015-01-01", "2015-12-31", None, "year", "text:year")


@pytest.mark.parametrize("words", ["today", "yesterday", "Monday", "last week", "later this year", "two days ago"])
def test_relative_words_stay_open_without_a_reference(words: str) -> None:
    found = only(f"She came {words}.")
    assert (found.text, found.earliest, found.latest, found.pattern, found.precision) == (
        words,
        None,
        None,
        None,
        "none",
    )


@pytest.mark.parametrize(
    ("words", "days"),
    [
        ("today", "2015-11-04 2015-11-04"),
        ("yesterday", "2015-11-03 2015-11-03"),
        ("tomorrow", "2015-11-05 2015-11-05"),
        ("two days ago", "2015-11-02 2015-11-02"),
        ("on Monday", "2015-11-02 2015-11-02"),
        ("on Wednesday", "2015-11-04 2015-11-04"),
        ("on Thursday", "2015-10-29 2015-10-29"),
        ("last Wednesday", "2015-10-28 2015-10-28"),
        ("last week", "2015-10-26 2015-11-01"),
        ("this month", "2015-11-01 2015-11-30"),
        ("next month", "2015-12-01 2015-12-31"),
        ("last year", "2014-01-01 2014-12-31"),
        ("later this year", "2015-11-04 2015-12-31"),
        ("earlier this year", "2015-01-01 2015-11-04"),
    ],
)
def test_relative_words_count_from_the_reference(words: str, days: str) -> None:
    found = dates(f"She came {words}.", metadata="2015-11-04")[-1]
    assert f"{found.earliest} {found.latest}" == days


def test_after_words_of_the_future_a_weekday_is_the_next() -> None:
    assert dates("She will come on Monday.", metadata="2015-11-04")[1].earliest == "2015-11-09"


def test_a_date_line_is_a_reference_too() -> None:
    found = dates(f"MEDIA RELEASE\n\n4 November 2015\n\nShe came yesterday. {STORY}")
    assert (found[1].earliest, found[1].provenance) == ("2015-11-03", "text:relative+date-line")


def test_rhetoric_and_speech_name_no_day() -> None:
    assert dates("Today’s challenges are many. “We came today,” he said.", metadata="x") == []


def test_the_same_day_is_listed_once() -> None:
    assert len(dates("It was so in 2015, and in 2015 again. She came today, today.")) == 2


def test_the_ends_of_the_calendar_raise_nothing() -> None:
    assert dates("She came last year, yesterday, and on 1 January.", metadata="1600-01-01")
    assert given_days("0001-01-01") is None


@pytest.mark.parametrize(
    "text",
    [
        "SENATOR TO HOLD HEARING\n\nThe details are as follows.\n\nWhen: Tuesday, April 17, 2007\n\nTime: 4:30 p.m.",
        "Lee wrote to the ministry about the dam. " * 8 + "\n\nMay 19, 2005\n\nThe Honorable Ann Roe\n\nDear Ms. Roe,",
        "Lee wrote to the ministry about the dam. " * 8
        + "\n\nMay 19  2005   The Hon  Ann Roe   Harbour Street\n\nHe left.",
        "The plan was dropped, as we read in an October 3, 2004 Washington Post article. It rained.",
        "The amendment was rejected on a party line. " * 4 + "\n\nRC 70 to S. Con. Res. 18, 3/17/2005 ]",
    ],
)
def test_the_day_of_an_invitation_a_letter_or_a_source_is_not_that_of_the_article(text: str) -> None:
    assert not [found for found in dates(text) if found.kind == "published"]


@pytest.mark.parametrize(
    "line",
    [
        "Posted March 3, 2015 | Updated March 5, 2015",
        "Published: 3 March 2015 9:30 am Last updated: 5 March 2015 10:00 am",
        "Updated 5 March 2015, first published 3 March 2015",
    ],
)
def test_an_article_appeared_when_it_was_posted_not_when_it_was_changed(line: str) -> None:
    found = [date.earliest for date in dates(f"Roads open\n\n{line}\n\n{STORY}") if date.kind == "published"]
    assert found == ["2015-03-03"]


def test_a_change_is_the_only_date_line_where_no_other_stands() -> None:
    assert only(f"Roads open\n\nUpdated: March 5, 2015\n\n{STORY}").kind == "published"


def test_numbers_that_may_mean_two_days_have_both_as_candidates() -> None:
    found = only(f"Roads open\n\n03/04/2017\n\n{STORY}")
    assert (found.kind, found.earliest, found.latest, found.precision) == ("mentioned", None, None, "none")
    assert found.candidates == ("2017-03-04", "2017-04-03")


def test_metadata_say_which_of_two_days_numbers_mean() -> None:
    found = dates(f"Roads open\n\n03/04/2017\n\n{STORY}", metadata="2017-04-03")
    assert {(date.earliest, date.candidates) for date in found} == {("2017-04-03", ())}


def test_a_day_at_the_end_of_a_source_in_brackets_is_no_date_line() -> None:
    raw = (
        f"{STORY} {STORY} {STORY} {STORY}\n\n“We know it.” (The mayor, Statement in the Town Hall, 2/16/03)\n\n{STORY}"
    )
    assert [date.kind for date in dates(raw)] == ["mentioned"]
