"""What stands in front of an attribution: said, or only when and where."""

import pytest

from tests.told import said

LEE = "President Ann Lee opened the hall.\n"


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        ("The plan for the hall, Lee said, “is dead and buried.”", "The plan for the hall “is dead and buried.”"),
        ("That, Lee wrote, “would help us.”", "That “would help us.”"),
        ("It is a great loss, Lee said, that “nobody came.”", "It is a great loss that “nobody came.”"),
        ("There is a risk, Lee said in an interview, that it rains.", "There is a risk that it rains"),
    ],
)
def test_an_attribution_may_stand_inside_what_is_said(sentence: str, words: str) -> None:
    assert said(LEE + sentence) == [("Ann Lee", words)]


@pytest.mark.parametrize(
    "sentence",
    [
        "In an interview, Lee said, “the plan is dead.”",
        "On Monday, Lee said, “the plan is dead.”",
        "Meanwhile, Lee said “the plan is dead.”",
    ],
)
def test_when_and_where_are_not_said(sentence: str) -> None:
    assert said(LEE + sentence) == [("Ann Lee", "“the plan is dead.”")]


@pytest.mark.parametrize(
    "sentence",
    ["Late last month, Lee wrote a long letter.", "As had been the case before, Lee agreed in March to a deal."],
)
def test_a_lead_alone_is_no_statement(sentence: str) -> None:
    assert said(LEE + sentence) == []


def test_a_lead_goes_with_the_clause_behind_the_attribution() -> None:
    assert said(LEE + "In several cases, Lee said, they had to go home.") == [
        ("Ann Lee", "In several cases they had to go home")
    ]


def test_who_stands_behind_said_after_a_whole_clause_speaks() -> None:
    text = LEE + "Even if the hall closed, some of its work would be done by others, said Lee, who opened it."
    assert said(text) == [
        ("Ann Lee", "Even if the hall closed, some of its work would be done by others"),
    ]


def test_a_subject_with_an_apposition_speaks_of_who_stands_behind_said() -> None:
    text = LEE + "The company, based in Leeds, said Lee, its founder, would leave."
    assert said(text) == [(None, "Lee, its founder, would leave")]


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("Instead, Lee said.", []),
        (
            "Lee admitted poor work by Tom Roe, who left last week, had been decisive.",
            ["poor work by Tom Roe, who left last week, had been decisive"],
        ),
        ("Lee slammed well over the bar.", []),
        ("Lee slammed high costs in the north.", ["high costs in the north"]),
    ],
)
def test_what_is_no_statement_and_no_thing(sentence: str, told: list[str]) -> None:
    assert [words for _, words in said(LEE + sentence)] == told
