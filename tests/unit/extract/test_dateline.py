"""Where a story comes from: the place in front of it."""

import pytest

from searchlib.clean.prose import prose
from searchlib.extract.dateline import dateline, heading

STORY = "It rained all day in the town, and nobody came."


def found(raw: str) -> tuple[str, str] | None:
    """Give the place, and the date beside it."""
    clean = prose(raw)
    at = heading(clean)
    if at is None:
        return None
    fact = dateline(clean, at)
    assert fact is not None
    assert raw[slice(*fact.span)].split() == fact.place.split()
    return fact.place, clean.text[slice(*at.when)] if at.when else ""


@pytest.mark.parametrize(
    ("line", "place", "when"),
    [
        ("KIGALI, Rwanda – ", "KIGALI, Rwanda", ""),
        ("KIGALI, Rwanda — ", "KIGALI, Rwanda", ""),
        ("WASHINGTON (AP) -- ", "WASHINGTON", ""),
        ("HONOLULU (AP) _ ", "HONOLULU", ""),
        ("PARIS, Nov. 3 (Reuters) - ", "PARIS", "Nov. 3"),
        ("NEW YORK, March 12 - ", "NEW YORK", "March 12"),
        ("ST. LOUIS, April 2- ", "ST. LOUIS", "April 2"),
        ("AKRON, Ohio, April 7 - ", "AKRON, Ohio", "April 7"),
        ("Houston, april 13 - ", "Houston", "april 13"),
        ("Washington, D.C. - ", "Washington, D.C.", ""),
        ("WASHINGTON, D.C., October 12, 2006 – ", "WASHINGTON, D.C.", "October 12, 2006"),
        ("London, 3 November 2015 – ", "London", "3 November 2015"),
        ("WASHINGTON\u00a0– ", "WASHINGTON", ""),
    ],
)
def test_datelines_in_use(line: str, place: str, when: str) -> None:
    assert found(line + STORY) == (place, when)


@pytest.mark.parametrize(
    "raw",
    [
        "Apple – the company – said so.",
        "SHARE SALE MAY BE DELAYED - STOLTENBERG\n\n" + STORY,
        "Q: Why is that? A: " + STORY,
        "SUBJECTS: " + STORY,
        "NATO – which met on Monday – said so.",
        STORY,
        "",
    ],
)
def test_what_is_no_dateline(raw: str) -> None:
    assert found(raw) is None


def test_a_dateline_may_stand_below_the_title() -> None:
    assert found(f"Police chiefs meet\n\nKIGALI, Rwanda – {STORY}") == ("KIGALI, Rwanda", "")


@pytest.mark.parametrize("line", ["Congressman Mark Udall (CO-2) - ", "Senator Ann Lee, Chair - ", "MAYOR LEE – "])
def test_a_person_with_a_title_in_front_of_a_dash_is_no_place(line: str) -> None:
    assert found(line + STORY) is None
