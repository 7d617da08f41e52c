"""Where the verbs of a cue begin, and whose they are."""

import pytest

from tests.told import quotes_in, said

LEE = "President Ann Lee opened the hall.\n"


@pytest.mark.parametrize(
    "sentence",
    [
        "Lee two weeks ago said that it rained.",
        "Lee less than 20 years ago said that it rained.",
        "Lee has in the past said that it rained.",
        "Lee had to admit that it rained.",
    ],
)
def test_what_stands_inside_the_verbs_is_no_subject(sentence: str) -> None:
    assert said(LEE + sentence) == [("Ann Lee", "that it rained")]


@pytest.mark.parametrize(
    ("sentence", "source"),
    [
        ("Former officials who spoke with the Post said the hall was empty.", "Former officials"),
        ("The woman who made friends with Lee said the hall was empty.", "The woman"),
    ],
)
def test_who_is_described_speaks_not_who_ends_the_description(sentence: str, source: str) -> None:
    text = LEE + sentence
    (found,) = (quote for quote in quotes_in(text) if quote.cue == "said")
    assert found.speaker_span is not None
    assert text[slice(*found.speaker_span)] == source
