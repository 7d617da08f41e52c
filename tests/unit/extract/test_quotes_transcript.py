"""Debates and interviews: a line belongs to the person whom its label names, and a menu line to nobody."""

import pytest

from tests.told import quotes_in

DEBATE = "Governor Ann Lee and Senator Tom Reed met on Tuesday for their only debate.\n\n"


def turns(text: str) -> list[tuple[str | None, str]]:
    return [(quote.speaker, quote.text) for quote in quotes_in(text) if quote.pattern == "turn"]


def test_a_line_with_a_name_and_a_colon_is_said_by_the_one_who_is_named() -> None:
    text = DEBATE + "LEE: I never voted for it.\n\nMODERATOR: Time is up.\n\nREED: That is simply not true."
    assert turns(text) == [("Ann Lee", "I never voted for it."), ("Tom Reed", "That is simply not true.")]


def test_a_turn_is_word_for_word_and_taken_as_a_whole() -> None:
    text = DEBATE + "Ann Lee: He said that it was late. I disagree.\n\nTom Reed: You never do, do you?"
    assert [(quote.type, quote.text) for quote in quotes_in(text)] == [
        ("direct", "He said that it was late. I disagree."),
        ("direct", "You never do, do you?"),
    ]


def test_answers_belong_to_the_one_person_named_ahead_of_the_questions() -> None:
    text = "We spoke to Ann Lee, who runs the port.\n\nQ: Why did you close it?\n\nA: We had no choice.\n\n"
    text += "Q: Will it open again?\n\nA: Not before next spring."
    assert turns(text) == [("Ann Lee", "We had no choice."), ("Ann Lee", "Not before next spring.")]


def test_answers_of_one_of_two_are_nobodys() -> None:
    text = DEBATE + "Q: Why did you close it?\n\nA: We had no choice.\n\nQ: And then?\n\nA: We opened it again."
    assert turns(text) == []


@pytest.mark.parametrize(
    "lines",
    [
        "Ann Lee: A doctor from Ohio who has run before.\n\nTom Reed: He is new to this and has raised little.",
        "Ann Lee: 2,000 delegates so far\n\nTom Reed: 1,500 delegates so far",
        "Note: We have cut this for length, as you see.\n\nPhoto: Our Ann Lee at the ground, as you see.",
        "Ann Lee: I will go.",
    ],
)
def test_what_describes_a_person_is_no_turn(lines: str) -> None:
    assert turns(DEBATE + lines) == []
