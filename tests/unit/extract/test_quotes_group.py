"""Where the verbs of a cue begin, and whose they are."""

import pytest

from searchlib.extract.quotes import candidates
from searchlib.extract.quotes_units import read
from tests.told import people_in, quotes_in, said

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
        ("Experts studying the seas off Scotland’s coast said the hall was empty.", "Experts"),
    ],
)
def test_who_is_described_speaks_not_who_ends_the_description(sentence: str, source: str) -> None:
    text = LEE + sentence
    (found,) = (quote for quote in quotes_in(text) if quote.cue == "said")
    assert found.speaker_span is not None
    assert text[slice(*found.speaker_span)] == source


@pytest.mark.parametrize(
    ("sentence", "speaker", "words"),
    [
        ("Lee herself said that it rained.", "Ann Lee", "that it rained"),
        ("Experts studying the seas off Scotland’s coast have said that it rained.", None, "that it rained"),
        ("The Court of Appeals for the District of Columbia ruled that it rained.",
         "Court of Appeals for the District of Columbia", "that it rained"),
        ("Lee, who on Thursday won £150 from the Daily Post said it rained.", "Ann Lee", "it rained"),
        ("Several Judge Advocates General told Congress that it rained.", None, "that it rained"),
        ("Lee said the price was less than $17.6m (£9.49m) a plane.", "Ann Lee",
         "the price was less than $17.6m (£9.49m) a plane"),
        ("Lee said no one came.", "Ann Lee", "no one came"),
        ("It rained, said Lee, senior adviser for the firm Sophos.", "Ann Lee", "It rained"),
        ("Lee praised the plan and has gone home since.", "Ann Lee", "the plan"),
    ],
)  # fmt: skip
def test_who_speaks_and_where_the_words_end(sentence: str, speaker: str | None, words: str) -> None:
    assert said(LEE + sentence) == [(speaker, words)]


def test_paragraphs_of_one_speech_on_one_line_are_quotations_each() -> None:
    text = LEE + 'Lee said: "It was nice to win. "I know that many will be glad," she added.'
    assert said(text) == [("Ann Lee", '"It was nice to win.'), ("Ann Lee", '"I know that many will be glad,"')]


@pytest.mark.parametrize(
    ("sentence", "lemma"),
    [
        ("It cites, as do many, the landmark ruling that Sony should not be held.", "rule"),
        ("The conflict over party rules started brewing before any votes were cast.", "rule"),
        ("Users who click on such mail will find themselves redirected to other sites.", "find"),
    ],
)
def test_what_looks_like_a_verb_of_saying_is_none(sentence: str, lemma: str) -> None:
    found = [candidate.made.lemma for candidate in candidates(read(people_in(LEE + sentence)))]
    assert lemma not in found
