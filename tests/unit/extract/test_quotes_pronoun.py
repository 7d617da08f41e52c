import pytest

from tests.told import quotes_in


def last_speaker(text: str) -> tuple[str | None, str | None]:
    quote = quotes_in(text)[-1]
    return quote.speaker, quote.how


def test_he_is_the_subject_of_the_sentence_before() -> None:
    text = "Paul Roe, 40, thanked Mark Day, 50, for the road. He also said that the bridge is safe."
    assert last_speaker(text) == ("Paul Roe", "pronoun")


def test_a_new_subject_comes_before_who_spoke_last() -> None:
    text = "“We agree,” Paul Roe said.\nMark Day testified in the hall. He said that the bridge is safe."
    assert last_speaker(text) == ("Mark Day", "pronoun")


def test_behind_a_quotation_he_is_who_spoke_last() -> None:
    text = "“Mark Day built the bridge. Mark Day left,” Paul Roe said. “The bridge is safe now,” he added."
    assert last_speaker(text)[0] == "Paul Roe"


def test_she_is_no_man() -> None:
    text = "Mary Doe met Paul Roe. Paul Roe left. She said that the bridge is safe."
    assert last_speaker(text) == ("Mary Doe", "pronoun")


def test_a_subject_of_the_same_sentence_is_nearest() -> None:
    text = "“We agree,” Paul Roe said. I heard Mark Day when he said that the bridge is safe."
    assert last_speaker(text) == ("Mark Day", "pronoun")


@pytest.mark.parametrize("pronoun", ["They", "We", "It"])
def test_other_pronouns_are_nobody(pronoun: str) -> None:
    assert last_speaker(f"Paul Roe, 40, came. {pronoun} said that the bridge is safe.")[0] is None


def test_he_without_a_man_before_is_nobody() -> None:
    assert last_speaker("Mary Doe came. He said that the bridge is safe.") == (None, None)


def test_a_person_without_a_name_comes_before_a_named_one_farther_away() -> None:
    text = "Mary Doe, 40, spoke in the hall. A villager described it best. She said that the bridge is safe."
    assert last_speaker(text) == (None, None)


@pytest.mark.parametrize("between", ["Mary Doe arrived at ten.", "Mayor Mary Doe opened the polls at ten."])
def test_a_quotation_behind_another_subject_is_no_more_of_the_speech_before(between: str) -> None:
    text = f"Turnout was up, Ann Lee said.\n\n{between} “I am confident,” she said."
    assert last_speaker(text) == ("Mary Doe", "pronoun")


def test_a_quotation_behind_a_subject_of_another_gender_is_of_who_spoke_last() -> None:
    text = "“We agree,” Mary Doe said. Paul Roe, his wife and Mark Day left. “I am confident,” she said."
    assert last_speaker(text)[0] == "Mary Doe"


@pytest.mark.parametrize("words", ["The 40-year-old", "The former beekeeper"])
def test_the_only_one_named_nearby_is_who_is_described(words: str) -> None:
    assert last_speaker(f"Paul Roe scored twice. {words} said that the pitch was wet.") == ("Paul Roe", "description")


@pytest.mark.parametrize("words", ["The 40-year-old", "The former beekeeper", "The former beekeepers", "The beekeeper"])
def test_where_two_are_named_or_it_may_be_somebody_else_nobody_is(words: str) -> None:
    named = "Paul Roe met Mark Day." if words[-1] in "rd" and words != "The beekeeper" else "Paul Roe left."
    assert last_speaker(f"{named} {words} said that the pitch was wet.") == (None, None)


def test_he_is_whose_speech_opens_the_sentence() -> None:
    text = "“We agree,” Paul Roe said.\nDuring Mark Day’s talk on Monday, he said that the bridge is safe."
    assert last_speaker(text) == ("Mark Day", "pronoun")
