"""A single unknown word that speaks: a surname, or a firm."""

import pytest

from tests.told import people_in, quotes_in


@pytest.mark.parametrize(
    "text",
    [
        "Zylodax said it would cut jobs. Zylodax shares fell by a fifth on Monday.",
        "Zylodax said its plant in the north would close.",
        "Zylodax said on Monday jobs would go. Zylodax, based in Leeds, has three plants.",
        "Zylodax said jobs would go. The airline Zylodax flies to Rome.",
        "Zylodax said jobs would go. Zylodax chief executive Ann Lee was sorry.",
        "Zylodax said jobs would go. Workers at Zylodax were sorry.",
        "Zylotech said jobs would go.",
    ],
)
def test_what_stands_beside_it_tells_a_firm(text: str) -> None:
    assert "Zylo" not in "".join(person.name for person in people_in(text).persons)
    assert [(quote.speaker, quote.how) for quote in quotes_in(text) if quote.cue == "said"] == [
        (text.split()[0], "organisation")
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Okonjo said she would resign.",
        "Okonjo said it would be hard.",
        "Vargas Okonjo left. Okonjo said that it rained.",
        "Ann Ford said it rained. Ford shares a house with her sister. Ford said its roof was old.",
        "Minister Okonjo said its roof was old.",
    ],
)
def test_a_surname_stays_one(text: str) -> None:
    assert people_in(text).persons[0].name.split()[-1] in ("Okonjo", "Ford")


@pytest.mark.parametrize("surname", ["Vargas", "Villegas", "Eubank", "Burbank"])
def test_a_surname_that_ends_as_firms_do_stays_one(surname: str) -> None:
    assert [person.name for person in people_in(f"{surname} said that it rained.").persons] == [surname]


def test_the_last_of_several_unknown_names_is_no_organisation() -> None:
    quotes = quotes_in("Garcia, Chung and Okafor said the plan had failed, as Okafor and Chung knew.")
    assert [quote.speaker for quote in quotes if quote.cue == "said"] == [None]


@pytest.mark.parametrize(
    ("sentence", "speaker"),
    [
        ("The Israeli newspaper Haaretz noted that it rained. They read Haaretz daily.", "Haaretz"),
        ("Mumbai-based Zentrica said that it rained. They like Zentrica.", "Zentrica"),
        ("Even Apple said that it rained.", "Apple"),
        ("Citing America said that it rained.", None),
        ("Officials said that it rained.", None),
        ("Police said that it rained. It was late.", None),
    ],
)
def test_an_organisation_goes_by_its_name_alone(sentence: str, speaker: str | None) -> None:
    assert [quote.speaker for quote in quotes_in(sentence)] == [speaker]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Air Deccan said it rained. He left.", []),
        ("Arabs, who were there, said it rained.", []),
        ("The St. Louis Gateway Arch was closed. St. John Ambulance helped.", []),
        ("Eva St. Claire was there. Ian St John scored.", ["Eva St. Claire", "Ian St John"]),
        ("It met the nominee Unfortunately it rained.", []),
        ("Mr Irish left and Ms King stayed.", ["Irish", "King"]),
        ("Labour MP Oona King was here. Ms King left.", ["Oona King"]),
        ("The Glasgow Kelvin MP, who was here, left.", []),
        ("He saw vice-director Pan Yue and ex-president Wei Zhang.", ["Pan Yue", "Wei Zhang"]),
        ("Bookmaker William Hill said it rained.", []),
    ],
)
def test_names_that_are_a_persons_and_names_that_are_not(text: str, names: list[str]) -> None:
    assert [person.name for person in people_in(text).persons] == names


def test_a_capital_behind_a_headline_without_a_stop_is_that_of_a_sentence() -> None:
    quotes = quotes_in("Man Held After Boy Dies\nPolice said that they had a man.")
    assert [quote.speaker for quote in quotes] == [None]
