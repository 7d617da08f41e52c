import pytest

from tests.told import quotes_in, said

LEE = "President Ann Lee opened the hall.\n"


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        ("Lee said that the hall was full.", "that the hall was full"),
        ("Lee said the hall was full.", "the hall was full"),
        ("Opening the fair, Lee said she was proud of it.", "she was proud of it"),
        ("The hall was full that day, Lee said.", "The hall was full that day"),
        ("The hall was full that day, said President Lee.", "The hall was full that day"),
        ("The hall was full that day, said President Lee. It rained.", "The hall was full that day"),
        ("According to Lee, the hall was full.", "the hall was full"),
        ("The hall was full, according to Lee.", "The hall was full"),
        ("Lee told reporters that the hall was full.", "that the hall was full"),
        ("Lee pointed out the hall was full.", "the hall was full"),
        ("Lee went on to add that the hall was full.", "that the hall was full"),
        ("Lee went to add that the hall was full.", "that the hall was full"),
        ("Lee asked whether the hall was full.", "whether the hall was full"),
        ("Lee said in a statement on Monday that the hall was full.", "that the hall was full"),
        ("Lee vowed to fill the hall.", "to fill the hall"),
        ("Lee said the crowd fled.", "the crowd fled"),
        ("Visitors were told by Lee that the hall was full.", "that the hall was full"),
        ("It rained. According to her, the hall was full.", "the hall was full"),
        ("Attorneys for Lee say the hall was full.", "the hall was full"),
        ("Lee said Kenya won’t fill the hall.", "Kenya won’t fill the hall"),
        ("Lee told reporters there were no seats.", "there were no seats"),
        ("Lee told reporters visitors had filled the hall.", "visitors had filled the hall"),
        ("Lee said on Wednesday visitors had filled the hall.", "visitors had filled the hall"),
    ],
)
def test_a_reported_statement_has_its_speaker(sentence: str, words: str) -> None:
    speaker = None if sentence.startswith("Attorneys") else "Ann Lee"
    assert said(LEE + sentence) == [(speaker, words)]


def test_adding_that_inherits_its_subject() -> None:
    found = quotes_in(LEE + "Lee said that the hall was full, adding that it was too small.")
    assert [(quote.speaker, quote.cue, quote.text) for quote in found] == [
        ("Ann Lee", "said", "that the hall was full"),
        ("Ann Lee", "adding", "that it was too small"),
    ]


def test_a_second_statement_without_that_is_one_of_its_own() -> None:
    found = said(LEE + "Lee warned delays would cost a fortune and insisted the hall would stay open.")
    assert found == [("Ann Lee", "delays would cost a fortune"), ("Ann Lee", "the hall would stay open")]


def test_a_role_that_is_named_alone_speaks_for_its_holder() -> None:
    text = "Kenyan President Ann Lee met UNESCO President Mary Doe. The Kenyan leader said that it rained."
    (quote,) = quotes_in(text)
    assert (quote.speaker, quote.role, quote.how) == ("Ann Lee", "President of Kenya", "role")


def test_the_president_of_a_body_speaks_for_herself() -> None:
    text = (
        "UNESCO President Mary Doe met Kenyan President Ann Lee. The president of the culture body said that it rained."
    )
    (quote,) = quotes_in(text)
    assert (quote.speaker, quote.role) == ("Mary Doe", "President of UNESCO")


def test_a_role_in_front_of_a_name_belongs_to_the_mention() -> None:
    text = "Kenya’s Chief Inspector of Mines, Ann Lee, said her country was rich."
    (quote,) = quotes_in(text)
    assert quote.speaker_span == (0, text.index(", said"))
    assert (quote.speaker, quote.role) == ("Ann Lee", "Chief Inspector of Mines of Kenya")


def test_an_organisation_speaks_by_its_words() -> None:
    (quote,) = quotes_in("The Hill Gazette reported that it rained.")
    assert (quote.speaker, quote.how) == ("Hill Gazette", "organisation")


def test_a_group_without_a_name_speaks_for_nobody() -> None:
    (quote,) = quotes_in("The delegates said that it rained.")
    assert (quote.speaker, quote.how) == (None, None)
    assert quote.speaker_span == (0, 13)


def test_a_spokesman_for_a_person_is_not_that_person() -> None:
    (quote,) = quotes_in(LEE + "A spokesman for Lee said that it rained.")
    assert quote.speaker is None


@pytest.mark.parametrize(
    ("sentence", "how"),
    [
        ("Ann Lee said that it rained.", "full name"),
        ("Lee said that it rained.", "surname"),
        ("President Lee said that it rained.", "title"),
        ("She said that it rained.", "pronoun"),
        ("The president said that it rained.", "role"),
    ],
)
def test_how_says_by_what_the_speaker_was_found(sentence: str, how: str) -> None:
    (quote,) = quotes_in(LEE + sentence)
    assert (quote.speaker, quote.how) == ("Ann Lee", how)


def test_he_is_not_a_woman() -> None:
    (quote,) = quotes_in("President Ann Lee met Paul Roe. He said that it rained.")
    assert quote.speaker == "Paul Roe"


def test_things_reported_lost_are_no_report() -> None:
    assert said("Documents that have been reported as lost or stolen are checked.") == []


def test_the_security_challenges_of_a_city_are_a_noun() -> None:
    assert said("Today’s most pressing security challenges faced by police will top the agenda.") == []


@pytest.mark.parametrize(
    "sentence",
    ["Lee last night said that the hall was full.", "Lee yesterday said that the hall was full."],
)
def test_a_time_may_stand_between_a_speaker_and_the_cue(sentence: str) -> None:
    assert said(LEE + sentence) == [("Ann Lee", "that the hall was full")]


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        ("Thieves attacked a market on Tuesday, Lee said.", "Thieves attacked a market on Tuesday"),
        ("I urge my friends to think again, said President Lee.", "I urge my friends to think again"),
    ],
)
def test_a_deed_or_a_first_person_is_part_of_what_the_end_of_the_sentence_attributes(sentence: str, words: str) -> None:
    assert said(LEE + sentence) == [("Ann Lee", words)]


def test_a_hyphen_inside_the_subject_does_not_end_it() -> None:
    (found,) = quotes_in('"Not at all," the 34-year-old keeper said when asked about it.')
    assert (found.type, found.text) == ("direct", '"Not at all,"')


@pytest.mark.parametrize(
    "sentence",
    [
        "Lee, who was seen by the mayor, Tom Reed, said that the hall was full.",
        "Ann Lee QC said that the hall was full.",
    ],
)
def test_what_stands_between_the_speaker_and_the_cue_does_not_speak(sentence: str) -> None:
    assert said(LEE + sentence) == [("Ann Lee", "that the hall was full")]


def test_a_relative_clause_of_somebody_else_ends_in_front_of_and() -> None:
    sentence = "Lee met Tom Reed, who was ill, and the mayor, Joan Roe, said that the hall was full."
    assert said(LEE + sentence)[-1] == ("Joan Roe", "that the hall was full")


def test_several_persons_are_no_organisation() -> None:
    assert said("Opposition MPs said that the hall was full.") == [(None, "that the hall was full")]


def test_a_party_behind_a_name_does_not_speak() -> None:
    sentence = "State Rep. Mia Torres, D-Austin, who wrote the bill, said that the hall was full."
    assert said(sentence)[-1] == ("Mia Torres", "that the hall was full")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (LEE + "Lee said that was a shame.", ("Ann Lee", "that was a shame")),
        ("“It was loud,” Zikora, 9, told me.", ("Zikora", "“It was loud,”")),
        ("Comrade Ayuba Zed said that it was loud.", ("Ayuba Zed", "that it was loud")),
    ],
)
def test_a_pronoun_an_age_or_an_address_beside_the_cue_changes_nothing(text: str, told: tuple[str, str]) -> None:
    assert said(text) == [told]


def test_the_unnamed_writer_of_a_letter_praises_and_plans_without_a_record() -> None:
    assert said("I support this bill. We intend to vote for it.") == []
    assert said(LEE + "Lee praised this bill.") == [("Ann Lee", "this bill")]


@pytest.mark.parametrize(
    "sentence",
    [
        "New figures from the ministry were late.",
        "Housing charges to tenants rose by a fifth.",
        "I’m asked when I talk with managers about taxes.",
        "A variety of claims for damages was heard.",
    ],
)
def test_a_plural_noun_or_a_question_put_to_the_writer_is_no_cue(sentence: str) -> None:
    assert said(sentence) == []


def test_a_role_that_no_comma_closes_speaks_for_the_name_in_front_of_it() -> None:
    text = (
        "John Mehner, Executive Director of the Cape Girardeau Chamber of Commerce said, “This is good.” Then he left."
    )
    assert said(text) == [("John Mehner", "“This is good.”")]


@pytest.mark.parametrize(
    "text", ["Bell & Tolley said that sales rose.", "Bell & Tolley, the bakers, said that sales rose."]
)
def test_a_firm_of_two_names_speaks_as_one(text: str) -> None:
    assert said(text) == [("Bell & Tolley", "that sales rose")]


def test_the_stop_of_a_junior_stands_between_no_name_and_its_cue() -> None:
    assert said("Mayor Ann Lee Jr. said that it rained.") == [("Ann Lee Jr.", "that it rained")]
