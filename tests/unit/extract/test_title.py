"""The headline, or what stands in for it."""

import pytest

from searchlib.clean.prose import prose
from searchlib.extract.dateline import heading
from searchlib.extract.title import find_title
from searchlib.model import Title

BODY = "The police chiefs of 145 countries met in Kigali on Monday to speak of crime."


def title(raw: str, given: str | None = None) -> Title | None:
    clean = prose(raw)
    return find_title(clean, given, raw=raw, story=heading(clean)).title


def test_a_first_line_without_a_full_stop_before_a_blank_line_is_the_title() -> None:
    assert title(f"Police chiefs meet\n\n{BODY}") == Title("Police chiefs meet", (0, 18))


def test_carriage_returns_and_no_break_blanks_change_nothing() -> None:
    found = title(f"Police\u00a0chiefs meet\r\n\r\n{BODY}")
    assert found == Title("Police chiefs meet", (0, 18))


@pytest.mark.parametrize("line", ["Police chiefs met.", "Police chiefs,", "It said:", "1,234", "–"])
def test_a_line_that_ends_like_a_sentence_or_has_no_letter_is_no_title(line: str) -> None:
    found = title(f"{line}\n\n{BODY}")
    assert found is None or found.derived


def test_a_title_may_ask() -> None:
    assert title(f"Who are the police chiefs?\n\n{BODY}") == Title("Who are the police chiefs?", (0, 26))


def test_a_dateline_is_no_title() -> None:
    found = title(f"KIGALI, Rwanda – {BODY}")
    assert found is not None
    assert found.derived
    assert found.text == BODY


def test_a_release_label_and_a_date_may_stand_above_the_title() -> None:
    raw = f"MEDIA RELEASE\n\n2 November 2015\n\nPolice chiefs meet\n\n{BODY}"
    found = title(raw)
    assert found is not None
    assert raw[slice(*found.span or (0, 0))] == found.text == "Police chiefs meet"


def test_a_given_title_wins_and_is_found_in_the_text() -> None:
    assert title(f"POLICE CHIEFS MEET\n\n{BODY}", "Police chiefs  meet") == Title("Police chiefs meet", (0, 18))


def test_a_given_title_that_is_not_in_the_text_has_no_span() -> None:
    assert title(BODY, "Police chiefs meet") == Title("Police chiefs meet", None)


def test_a_derived_title_is_the_first_sentence_with_its_span() -> None:
    raw = "Ann Lee met him. They spoke. " + BODY
    assert title(raw) == Title("Ann Lee met him.", (0, 16), derived=True)


def test_a_long_derived_title_ends_between_words() -> None:
    found = title("word " * 100)
    assert found is not None
    assert len(found.text) <= 120
    assert found.text.endswith("word")


def test_an_empty_text_has_no_title() -> None:
    assert title("") is None
    assert title(" \n\n ", " ") is None


def test_a_place_alone_is_no_title() -> None:
    found = title(f"Washington, D.C.\n\n{BODY}")
    assert found is not None
    assert found.derived


def test_a_wide_gap_stands_for_a_blank_line() -> None:
    raw = "Police chiefs meet in Kigali" + " " * 40 + BODY
    assert title(raw) == Title("Police chiefs meet in Kigali", (0, 28))


def test_a_label_with_its_date_is_no_title() -> None:
    found = title(f"FOR IMMEDIATE RELEASE November 15 2006\n\nFire department will receive a grant\n\n{BODY}")
    assert found is not None
    assert found.text == "Fire department will receive a grant"


def test_what_stands_above_a_headline_on_its_line_ends_with_a_labelled_date() -> None:
    head = "Senator Lee Press Relases Contact  Ann Roe  555 1417  Date  09 19 2006  "
    found = title(f"{head}Roads Open in the Spring\n\n{BODY}")
    assert found == Title("Roads Open in the Spring", (len(head), len(head) + 24))


@pytest.mark.parametrize(
    "sender",
    [
        "Office of the Governor",
        "From the Office of Senator Ann Lee",
        "MINISTRY OF TRADE",
        "Embassy of Ghana",
        "Media unit",
    ],
)
def test_who_sends_an_article_is_not_its_title_where_one_follows(sender: str) -> None:
    found = title(f"{sender}\n\nPolice chiefs meet\n\n{BODY}")
    assert found is not None
    assert (found.text, found.derived) == ("Police chiefs meet", False)


@pytest.mark.parametrize(
    "line", ["Office of Governor Opens", "Department of Health Announces Grants", "City of Reading"]
)
def test_a_headline_that_begins_with_an_office_stays_one(line: str) -> None:
    found = title(f"{line}\n\n{BODY}")
    assert found is not None
    assert (found.text, found.derived) == (line, False)
