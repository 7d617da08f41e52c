"""Words in marks belong to the attribution that claims them, and the words of the narrator to nobody."""

import pytest

from tests.told import quotes_in, said


@pytest.mark.parametrize(
    "text",
    [
        "Asked about the plan, Ann Lee said “We do not know,” she said.",
        "Ann Lee spoke of the many small tasks of the job: “There is no end to it,” she said.",
        "Ann Lee called the road dangerous but added, “We do not know,” Lee said.",
    ],
)
def test_a_quotation_with_an_attribution_behind_it_is_not_taken_by_the_cue_in_front(text: str) -> None:
    direct = [quote for quote in quotes_in(text) if quote.type == "direct"]
    assert [(quote.pattern, quote.speaker) for quote in direct] == [("after", "Ann Lee")]


def test_reported_words_end_in_front_of_a_quotation_that_another_attribution_claims() -> None:
    text = "Ann Lee suggested that the plan was not serious - “We need the details,” she said - and left."
    assert [quote.text for quote in quotes_in(text)] == ["that the plan was not serious", "“We need the details,”"]


def test_a_quotation_behind_an_attribution_that_somebody_else_claims_is_not_joined() -> None:
    text = "“It is grim,” Ann Lee said, but in spite of the tone, “It will be done,” said Bob Roe."
    assert [(quote.speaker, quote.text[-10:]) for quote in quotes_in(text)] == [
        ("Ann Lee", " is grim,”"),
        ("Bob Roe", " be done,”"),
    ]


def test_two_quotations_around_a_long_description_are_one() -> None:
    text = "“The risk,” said Ann Lee, an economist who is the head of the old Harbour Forecast, “is that we lose.”"
    assert said(text) == [("Ann Lee", "“The risk,” “is that we lose.”")]


def test_two_quotations_with_nothing_but_the_attribution_between_them_are_one() -> None:
    assert said("“They lose,” Ann Lee said “and we win.”") == [("Ann Lee", "“They lose,” “and we win.”")]


def test_a_question_is_claimed_by_a_sentence_that_introduces_nothing() -> None:
    assert said("“Who knows?” Ann Lee told the station in an interview aired on Monday.") == [
        ("Ann Lee", "“Who knows?”")
    ]
    assert said("“Who knows?” Ann Lee asked reporters to leave.") != [("Ann Lee", "“Who knows?”")]


def test_speech_in_marks_goes_on_behind_words_that_end_in_marks() -> None:
    text = "But as for the firm, “we have worked,” Ann Lee said. “And now they throw us out.”"
    assert said(text) == [("Ann Lee", "But as for the firm, “we have worked,” “And now they throw us out.”")]


def test_a_clause_with_a_cue_of_its_own_ends_reported_words() -> None:
    text = "Ann Lee said he had backed a law against the boards, which she called “a cartel.”"
    assert next(quote.text for quote in quotes_in(text)) == "he had backed a law against the boards"
    text = "Ann Lee said that she would pray for him but did not suggest that he would win."
    assert next(quote.text for quote in quotes_in(text)) == "that she would pray for him"


def test_a_surname_that_is_a_verb_of_saying_speaks() -> None:
    text = "Ian Read said the board had met.\n“We believe it is a great deal,” Read said."
    assert said(text)[1] == ("Ian Read", "“We believe it is a great deal,”")


def test_capitals_between_a_quotation_and_its_speaker_belong_to_the_speaker() -> None:
    assert said("“It was the first time,” ABC This Morning co-Anchor Ann Lee said.") == [
        ("Ann Lee", "“It was the first time,”")
    ]


def test_whom_an_agency_quotes_as_saying_speaks() -> None:
    assert said("Ann Lee was quoted as saying that the law was dead.") == [("Ann Lee", "that the law was dead")]
    assert said("“We mourn,” the agency quoted clerk Ann Lee as saying.") == [("Ann Lee", "“We mourn,”")]
    assert said("“We will not go,” Ann Lee was quoted by the agency as saying.") == [("Ann Lee", "“We will not go,”")]
    assert said("Ann Lee has been quoted as an expert on law.") == []


def test_a_name_behind_its_post_and_a_comma_speaks() -> None:
    assert said("“We like it,” said its chairman, Sir Bob Roe. It was late.") == [("Bob Roe", "“We like it,”")]
    assert said("“He was glad,” said his wife, Ann Lee.") == [("Ann Lee", "“He was glad,”")]


def test_a_document_says_what_it_says_and_is_no_person() -> None:
    assert said("“It rained,” read the report.") == [(None, "“It rained,”")]
    assert said("He made a video that said, “We are the best.”") == [(None, "“We are the best.”")]
    assert [quote.text for quote in quotes_in("Several said they would rather go.")] == ["they would rather go"]


def test_the_subject_of_a_participle_stands_in_front_of_it() -> None:
    text = "Ann Lee tried to tie him to the mayor, with one of her ads asking, “Is he free?”"
    (quote,) = (quote for quote in quotes_in(text) if quote.type == "direct")
    assert quote.speaker is None
    assert text[slice(*quote.speaker_span or (0, 0))] == "one of her ads"


def test_an_opening_phrase_is_not_the_subject() -> None:
    text = "At the debate on Sunday, the senator compared himself to her, saying, “I do not get fees.”"
    (quote,) = quotes_in(text)
    assert text[slice(*quote.speaker_span or (0, 0))] == "the senator"


@pytest.mark.parametrize("end", [".", ":"])
def test_a_statement_that_is_announced_is_said_by_who_released_it(end: str) -> None:
    text = f"Senator Ann Lee released the following statement today on the hearing of Bob Roe{end}\n“He is fit.”"
    assert said(text) == [("Ann Lee", "“He is fit.”")]


def test_a_surname_alone_in_a_headline_is_its_one_bearer() -> None:
    text = "Lee Announces New Funds for Roads\nSenator Ann Lee said on Monday that it rained."
    (headline, _) = quotes_in(text)
    assert (headline.speaker, headline.how) == ("Ann Lee", "surname")
    text = "Lee Announces New Funds for Roads\nSenator Ann Lee and Senator Bob Lee said on Monday that it rained."
    assert quotes_in(text)[0].how != "surname"


def test_a_quotation_alone_in_front_of_according_to_is_attributed() -> None:
    assert said("“We go,” according to Ann Lee.") == [("Ann Lee", "“We go,”")]
