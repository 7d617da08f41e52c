"""Texts that have lost their marks: wider gaps in the raw text are all that is left of them."""

from searchlib.clean.prose import prose
from searchlib.extract.bare import is_bare
from searchlib.extract.people import find_people
from searchlib.extract.quotes import find_quotes
from searchlib.extract.words import tokenise

TAIL = "  " + "  ".join(["The new roads will help the towns along the river and the farms behind them"] * 4)


def persons(raw: str) -> dict[str, str | None]:
    return {person.name: person.role for person in find_people(prose(raw + TAIL)).persons}


def said(raw: str) -> list[tuple[str | None, str]]:
    clean = prose(raw + TAIL)
    return [(quote.speaker, quote.text) for quote in find_quotes(clean, find_people(clean))]


def test_a_long_text_without_marks_is_bare() -> None:
    assert is_bare(tokenise("The mayor of the town said today that it rains " * 5))


def test_a_short_text_without_marks_is_not_bare() -> None:
    assert not is_bare(tokenise("The mayor of the town said today that it rains"))


def test_a_text_with_marks_is_not_bare() -> None:
    assert not is_bare(tokenise("The mayor said so. " * 20))


def test_a_party_behind_a_name_is_no_part_of_it() -> None:
    assert persons("HILLTOWN  U S  Senator Ann Odhiambo  D Ohio  spoke today") == {"Ann Odhiambo": "Senator of U.S."}


def test_a_party_is_no_part_of_a_name_where_even_the_gaps_are_lost() -> None:
    assert persons("U S Senator Ann Odhiambo D OH spoke today") == {"Ann Odhiambo": "Senator of U.S."}


def test_a_surname_that_is_a_given_name_stays_in_front_of_a_party() -> None:
    found = persons("Senators Ann Odhiambo Clinton D NY and Tom Roe R OH agreed")
    assert list(found) == ["Ann Odhiambo Clinton", "Tom Roe"]


def test_an_initial_without_its_stop_stays_in_the_name() -> None:
    assert list(persons("U S  Senator Ann E  Odhiambo  D Ohio  spoke")) == ["Ann E Odhiambo"]


def test_a_name_said_twice_is_named_once() -> None:
    assert list(persons("U S Senator Ann Odhiambo Ann Odhiambo Odhiambo Statement on Roads")) == ["Ann Odhiambo"]


def test_two_names_without_a_comma_are_two_persons() -> None:
    assert list(persons("Contact  Laura Hopper Melissa Wagman 202 555 0100")) == ["Laura Hopper", "Melissa Wagman"]


def test_senators_named_together_are_all_senators() -> None:
    found = persons("Today Senators Ann Odhiambo  D OH  and Paul Roe  R UT  spoke")
    assert found == {"Ann Odhiambo": "Senator", "Paul Roe": "Senator"}


def test_the_words_in_front_of_a_lost_mark_are_no_body() -> None:
    assert persons("Aid for the Hill Water Distribution System  Senator Ann Odhiambo spoke") == {
        "Ann Odhiambo": "Senator"
    }


def test_a_possessive_without_its_apostrophe_is_the_same_person() -> None:
    assert list(persons("Senator Ann Odhiambo spoke  Senator Odhiambos bill passed")) == ["Ann Odhiambo"]


def test_a_person_who_says_that_something_is_so_is_quoted_up_to_the_next_sentence() -> None:
    text = "Senator Ann Odhiambo  D OH  spoke today  Odhiambo said that the bridge is safe  We waited for long"
    assert said(text) == [("Ann Odhiambo", "that the bridge is safe")]


def test_a_party_may_stand_between_a_person_and_what_they_say() -> None:
    text = "U S  Senator Ann Odhiambo  D OH  today said that the bridge is safe  We waited for long"
    assert said(text) == [("Ann Odhiambo", "that the bridge is safe")]


def test_a_state_that_is_a_given_name_stands_behind_a_party() -> None:
    text = "U S  Senator Ann Odhiambo  R AL  announced that the bridge is safe  We waited for long"
    assert said(text) == [("Ann Odhiambo", "that the bridge is safe")]


def test_an_acronym_whose_brackets_are_lost_ends_no_sentence() -> None:
    text = "Senator Ann Odhiambo spoke  Odhiambo said that the Board of Roads  BOR  will meet  We waited for long"
    assert said(text) == [("Ann Odhiambo", "that the Board of Roads BOR will meet")]


def test_words_that_may_be_speech_are_not_guessed() -> None:
    assert said("Senator Ann Odhiambo spoke  We waited for long Odhiambo said The bridge is safe  They know this") == []


def test_a_party_and_a_state_behind_a_surname_are_no_part_of_it() -> None:
    raw = "U S  Senator Ann Odhiambo  D OH  spoke today  Odhiambo D OH announced that the roads will be built"
    assert persons(raw) == {"Ann Odhiambo": "Senator of U.S."}


def test_a_headline_in_capitals_of_titles_is_no_part_of_a_name_that_may_be_a_given_one() -> None:
    raw = "Senator Gregg Comments On Need For Roads    Senator Judd Gregg said today that the roads will be built"
    assert persons(raw) == {"Judd Gregg": "Senator"}


def test_an_initial_with_gaps_on_both_sides_is_part_of_the_name() -> None:
    assert persons("United States Senator Mary  L  Odhiambo spoke today") == {"Mary L Odhiambo": "Senator"}


def test_a_party_and_a_state_make_no_second_person_of_a_surname() -> None:
    raw = "Shelby R AL said so  U S  Senator Richard Shelby spoke today  Shelby R AL left"
    assert persons(raw) == {"Richard Shelby": "Senator of U.S."}
