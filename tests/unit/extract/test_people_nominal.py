"""Persons meant by their role alone."""

import pytest

from tests.told import people_in, quotes_in


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Judge Amina Okello sent him down. “You lied,” the judge said.", "Amina Okello"),
        ("The judge said that he lied. It was Judge Amina Okello.", "Amina Okello"),
        ("Justice Amina Okello sent him down. “You lied,” the judge said.", "Amina Okello"),
        ("Dr Ben Okoro saw him. “He was lucky,” the doctor said.", "Ben Okoro"),
        ("Amina Okello, the plaintiff, was there. “He lied,” the plaintiff said.", "Amina Okello"),
        ("The 52-year-old judge, Amina Okello, was there. “He lied,” the judge said.", "Amina Okello"),
        ("Mark Dunn was jailed. “You lied,” the judge said.", None),
        ("Lawyer Amina Okello met lawyer Ben Okoro. “He lied,” the lawyer said.", None),
        ("Dr Ben Okoro met Dr Amina Okello. “He lied,” the doctor said.", None),
        ("Dr Ben Okoro met Doctor Amina Okello. “He lied,” the doctor said.", "Amina Okello"),
        ("“He lied,” the judge said. Judge Amina Okello and Judge Ben Okoro sat.", None),
    ],
)
def test_the_judge_is_the_one_whom_the_article_calls_so(text: str, speaker: str | None) -> None:
    assert [quote.speaker for quote in quotes_in(text) if quote.cue == "said"] == [speaker]


@pytest.mark.parametrize(
    ("sentence", "role"),
    [
        ("The judge said that he lied.", "judge"),
        ("A spokesman for the company said that it rained.", "spokesman for the company"),
        ("A Kenyan minister said that it rained.", "minister of Kenya"),
        ("Two ministers said that it rained.", None),
        ("Villagers said that it rained.", None),
        ("He said that it rained.", None),
    ],
)
def test_who_is_not_named_has_a_role_where_the_text_tells_one(sentence: str, role: str | None) -> None:
    (quote,) = quotes_in(sentence)
    assert (quote.speaker, quote.role) == (None, role)
    assert (quote.role_span is None) == (role is None)


def test_but_in_front_of_a_role_is_no_part_of_it() -> None:
    (person,) = people_in("But director of the Crime Trust, Norman Brennan, left.").persons
    assert (person.name, person.role) == ("Norman Brennan", "director of the Crime Trust")
