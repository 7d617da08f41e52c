"""A nickname in marks or brackets stands inside a mention, and is neither the name nor speech."""

import pytest

from tests.told import people_in, quotes_in, said


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Ann “The Ox” Odhiambo left.", "Ann Odhiambo"),
        ('Ann "Ox" Odhiambo left.', "Ann Odhiambo"),
        ("Ann ‘Ox’ Odhiambo left.", "Ann Odhiambo"),
        ("Ann ``Ox'' Maria Odhiambo left.", "Ann Maria Odhiambo"),
        ("William (Bill) Odhiambo left.", "William Odhiambo"),
        ("Sen. John D. (Jack) Odhiambo IV left.", "John D. Odhiambo IV"),
        ("Senator Ann M “Ox” Odhiambo left.", "Ann M Odhiambo"),
    ],
)
def test_a_nickname_is_inside_the_mention_and_not_in_the_name(text: str, name: str) -> None:
    (person,) = people_in(text).persons
    assert (person.name, [text[slice(*span)] for span in person.mentions]) == (name, [text.removesuffix(" left.")])


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Ann Lee (Labour) Tom Roe (Green) stood.", ["Ann Lee", "Tom Roe"]),
        ("Ann Lee said “Yes” on Monday.", ["Ann Lee"]),
        ("Ann Lee called Tom “was late” Roe.", ["Ann Lee"]),
        ("Ann Lee saw “The Ox” Tom Roe.", ["Ann Lee", "Tom Roe"]),
        ("Ann Lee “Ox” left.", ["Ann Lee"]),
        ("Mayor “Ox” Odhiambo said so.", ["Odhiambo"]),
    ],
)
def test_other_words_in_marks_and_brackets_end_a_name(text: str, names: list[str]) -> None:
    assert [person.name for person in people_in(text).persons] == names


def test_a_nickname_is_no_speech() -> None:
    assert said("Ann “The Ox” Odhiambo said the hall was full.") == [("Ann Odhiambo", "the hall was full")]
    (quote,) = quotes_in("Ann Lee said that Tom “The Ox” Roe was late.")
    assert (quote.text, quote.type) == ("that Tom “The Ox” Roe was late", "indirect")


def test_who_goes_by_the_nickname_elsewhere_is_the_same_person() -> None:
    people = people_in("Rep. Robert C. “Bobby” Odhiambo spoke. Bobby Odhiambo left.")
    assert [(person.name, person.role) for person in people.persons] == [("Robert C. Odhiambo", "Representative")]
