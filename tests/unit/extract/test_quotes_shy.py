import pytest

from tests.told import quotes_in, said

LEE = "President Ann Lee opened the hall.\n"


@pytest.mark.parametrize(
    "headline",
    [
        "SEN. LEE ANNOUNCES AVAILABILITY OF FUNDS",
        "SENS. LEE, ROE REQUEST MORE MONEY FOR ROADS",
        "LEE SAYS THAT THE ROADS ARE SAFE",
        "MAYORS HAIL ROAD BILL OF SENATOR LEE",
    ],
)
def test_a_headline_in_capitals_gives_no_quotation(headline: str) -> None:
    assert said(headline + "\nSen. Ann Lee spoke in the hall.") == []


def test_the_united_states_state_nothing() -> None:
    assert said(LEE + "The United States Senate met in the old hall.") == []


def test_a_cue_with_a_capital_inside_a_name_is_none() -> None:
    assert said(LEE + "We went to the Budget Hearing on roads and bridges.") == []


def test_a_capital_alone_makes_no_organisation() -> None:
    assert said("Folks worried that the roads are bad.") == [(None, "that the roads are bad")]


def test_a_word_with_its_capital_inside_a_sentence_is_an_organisation() -> None:
    text = "They work for Zorbico here.\nZorbico said that the roads are bad."
    assert said(text) == [("Zorbico", "that the roads are bad")]


def test_a_bare_title_is_no_organisation() -> None:
    assert [quote.how for quote in quotes_in("The President said that the roads are bad.")] == [None]


def test_a_surname_that_is_a_town_speaks_as_the_person() -> None:
    text = "SEN. DAYTON BACKS ROAD BILL\nSen. Mark Dayton came.\n“We agree,” Dayton said."
    assert said(text) == [("Mark Dayton", "“We agree,”")]


def test_a_weekday_is_no_end_of_an_organisations_name() -> None:
    quotes = quotes_in("The Harbour Board Monday said that it rained.")
    assert all("Monday" not in (quote.speaker or "") for quote in quotes)
