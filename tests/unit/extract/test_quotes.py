import pytest

from tests.told import quotes_in, said

LEE = "President Ann Lee opened the hall.\n"


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        ("“We agree,” Lee said.", "“We agree,”"),
        ("“We agree,” said Lee.", "“We agree,”"),
        ("“We agree,” President Lee has repeatedly said.", "“We agree,”"),
        ("Lee said, “We agree.”", "“We agree.”"),
        ("Lee said: “We agree.”", "“We agree.”"),
        ("Lee told the Hill Gazette in Rome, “We agree.”", "“We agree.”"),
        ("“Do we agree?” Lee asked.", "“Do we agree?”"),
        ("“We agree,” Lee, a former lawyer, said.", "“We agree,”"),
        ("“We agree,” she said.", "“We agree,”"),
        ("As Lee put it: “We agree.”", "“We agree.”"),
        ("Lee went on to say: “We agree.”", "“We agree.”"),
        ("“We agree.” ― Ann Lee", "“We agree.”"),
        ("‘We agree,’ Lee said.", "‘We agree,’"),
        ("“We agree,” as President Lee put it.", "“We agree,”"),
        ("Lee once said, “We agree.”", "“We agree.”"),
        ("“We agree,” said 45-year-old Ann Lee, who chairs the hall.", "“We agree,”"),
        ("“We agree,” said a founder of the hall, Ann Lee.", "“We agree,”"),
        ("“We agree,” said the hall’s founder and chief executive, Ann Lee, on Monday.", "“We agree,”"),
        ("Ann Lee of the University of Padua said: “We agree.”", "“We agree.”"),
        ("A lawyer for Bob Gray, Ann Lee, said: “We agree.”", "“We agree.”"),
        ("The chairman of the council, Ann Lee of Troy, said in Rome, “We agree.”", "“We agree.”"),
        ("''We agree,'' Lee said.", "''We agree,''"),
    ],
)
def test_a_direct_quotation_has_its_speaker(sentence: str, words: str) -> None:
    assert said(LEE + sentence) == [("Ann Lee", words)]


@pytest.mark.parametrize(
    "sentence",
    [
        "According to Ann Lee, it rains in the north of the hills.",
        "According to the president, Ann Lee, it rains in the north of the hills.",
        "According to Ann Lee, the president, it rains in the north of the hills.",
        "According to Ann Lee, who chairs the hall, it rains in the north of the hills.",
    ],
)
def test_what_stands_between_commas_behind_according_to_is_not_said(sentence: str) -> None:
    assert said(LEE + sentence) == [("Ann Lee", "it rains in the north of the hills")]


def test_a_dateline_is_not_said() -> None:
    text = "KIGALI, Rwanda – “We agree on all of it,” President Ann Lee said. The hall opened on Monday."
    assert said(text) == [("Ann Lee", "“We agree on all of it,”")]


@pytest.mark.parametrize("group", ["Villagers", "Neighbours", "Campaigners", "Librarians"])
def test_a_group_that_opens_a_sentence_is_no_person(group: str) -> None:
    assert said(f"It burnt. {group} said that the fire started at night.") == [(None, "that the fire started at night")]


def test_a_member_of_a_party_is_no_organisation() -> None:
    assert said("“We agree on that,” said the Ohio Democrat.") == [(None, "“We agree on that,”")]


def test_what_is_said_beside_the_speaker_does_not_hide_her_words() -> None:
    quotes = quotes_in(LEE + "“We agree,” Lee, who opposed the law, told reporters.", "precise")
    assert [(quote.speaker, quote.text) for quote in quotes] == [("Ann Lee", "“We agree,”")]


@pytest.mark.parametrize(
    "sentence",
    ["“We agree,” Lee said. “We always did.”", "“We agree,” Lee said, “We always did.”"],
)
def test_speech_around_its_attribution_is_one_quotation(sentence: str) -> None:
    (quote,) = quotes_in(LEE + sentence)
    assert quote.text == "“We agree,” “We always did.”"
    assert (quote.type, len(quote.spans)) == ("direct", 2)


def test_a_colon_at_the_end_of_a_paragraph_announces_the_next() -> None:
    assert said(LEE + "Lee said:\n“We agree.”") == [("Ann Lee", "“We agree.”")]


def test_speech_that_runs_over_paragraphs_is_one_quotation() -> None:
    (quote,) = quotes_in(LEE + "Lee said: “We agree.\n“We always did.”")
    assert quote.text == "“We agree. “We always did.”"


def test_a_title_in_marks_is_no_speech() -> None:
    (quote,) = quotes_in(LEE + "Lee said the plan ‘Vision 2031: Growing together’ is in line with the voters’ wishes.")
    assert quote.type == "indirect"
    assert quote.text.endswith("voters’ wishes")


def test_part_in_marks_is_mixed() -> None:
    (quote,) = quotes_in(LEE + "Lee added that the plan was “a good start for the town.”")
    assert (quote.type, quote.text) == ("mixed", "that the plan was “a good start for the town.”")


def test_marks_without_words_of_saying_are_no_quotation() -> None:
    assert said(LEE + "The so-called “green line” runs through the town.") == []


def test_an_unclosed_mark_is_text() -> None:
    assert said("“We agree, the mayor thinks.") == said("“We agree, it rains.") == []


def test_precise_leaves_out_stances_plans_and_thoughts() -> None:
    text = LEE + "“We agree,” Lee said. Lee praised the plan. Lee hopes to win. Lee believes that it works."
    assert [quote.text for quote in quotes_in(text, "precise")] == ["“We agree,”"]
    assert len(quotes_in(text)) > 1


def test_the_span_of_a_direct_quotation_takes_its_marks_along() -> None:
    text = LEE + "“We agree,” Lee said."
    (quote,) = quotes_in(text)
    assert [text[first:last] for first, last in quote.spans] == ["“We agree,”"]
    assert quote.speaker_span is not None
    assert text[slice(*quote.speaker_span)] == "Lee"
    assert quote.cue_span is not None
    assert text[slice(*quote.cue_span)] == quote.cue == "said"
    assert 0 < quote.confidence < 1


def test_a_quotation_alone_in_the_next_paragraph_goes_on_with_the_speech_before_it() -> None:
    assert said(LEE + "“We agree,” Lee said.\n“We always did.”") == [("Ann Lee", "“We agree,” “We always did.”")]


def test_speech_that_runs_on_is_of_who_is_named_in_a_later_paragraph() -> None:
    opened = "“We are pleased.\n“We asked for it.\n“We agree,” Lee said."
    assert said(LEE + opened) == [("Ann Lee", "“We are pleased. “We asked for it. “We agree,”")]


def test_speech_that_runs_on_and_has_no_speaker_is_nobodys() -> None:
    assert said("“We are pleased.\n“We asked for it.”\nIt rained.") == [(None, "“We are pleased. “We asked for it.”")]


def test_a_lone_quotation_that_nobody_has_begun_is_text() -> None:
    assert said("“We are pleased.”\n“We agree,” President Ann Lee said.") == [("Ann Lee", "“We agree,”")]


def test_a_hearing_is_no_cue_and_so_that_introduces_nothing() -> None:
    assert said(LEE + "Lee held a hearing on the budget of agencies that handle science.") == []
    assert said(LEE + "Lee told the council on Monday so that voters could see it.") == []


def test_a_quotation_alone_behind_words_without_marks_is_nobodys() -> None:
    assert said(LEE + "Lee said that it rains.\n“We always did.”") == [("Ann Lee", "that it rains")]


@pytest.mark.parametrize(
    "attribution",
    [
        "first mate Peter Zabala said",
        "said first mate Peter Zabala",
        "former deckhand and poet Peter Zabala said",
        "writer and director Peter Zabala said",
        "an only slightly injured Peter Zabala told reporters",
        "68-year-old Peter Zabala said",
        "then-mayor Peter Zabala said",
        "glaciologist Peter Zabala said",
        "Peter Zabala, the mayor, said",
        "ABC This Week’s Peter Zabala said",
    ],
)
def test_what_describes_the_speaker_between_the_marks_and_the_name_is_no_part_of_the_speech(attribution: str) -> None:
    assert said(f"“We saw smoke,” {attribution}.") == [("Peter Zabala", "“We saw smoke,”")]


def test_a_clause_between_the_marks_and_the_next_speaker_describes_nobody() -> None:
    text = "“We saw smoke,” the man sobbed and Ann Lee said that all was well."
    assert said(text) == [(None, "“We saw smoke,”"), ("Ann Lee", "that all was well")]


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("“It rains here,” Lee told “Fox & Friends” on Monday.", ("Ann Lee", "“It rains here,”")),
        ("Lee told ABC’s “Good Morning America” that it rained.", ("Ann Lee", "that it rained")),
        ("Lee then addressed the crowd again: “It rains.”", ("Ann Lee", "“It rains.”")),
        ("Lee pledged to “fight on” in the north.", ("Ann Lee", "to “fight on” in the north")),
        ("Lee explained to CBS why it rained.", ("Ann Lee", "why it rained")),
        ("Why now? Lee asks.", ("Ann Lee", "Why now?")),
        ("Why now? she asks.", ("Ann Lee", "Why now?")),
        ("Who would have thought it? says Lee, who was there.", ("Ann Lee", "Who would have thought it?")),
        ("Lee praised the new plan for the hall on Monday.", ("Ann Lee", "the new plan for the hall")),
        ("Lee announced the deal with the firm after ties were cut with two others.", ("Ann Lee", None)),
    ],
)
def test_words_end_and_begin_where_they_do(sentence: str, told: tuple[str, str | None]) -> None:
    ((speaker, words),) = said(LEE + sentence)
    assert (speaker, words) == (told[0], told[1] or words)
    assert told[1] or quotes_in(LEE + sentence)[0].pattern == "thing"


def test_a_clause_with_who_ends_inside_the_marks_of_a_quotation() -> None:
    text = LEE + "Tom Roe, who once called Lee “a great loss,” clearly meant the end."
    assert said(text) == [("Tom Roe", "Lee “a great loss,”")]


def test_whoever_is_only_told_about_goes_on_with_nothing() -> None:
    text = LEE + "Some members complained about Lee vowing to stay and said that they had lost patience."
    assert said(text)[-1] == (None, "that they had lost patience")


def test_a_second_verb_with_somebody_told_begins_a_statement_of_its_own() -> None:
    assert said(LEE + "Lee did not mention the rain, but told city leaders that it poured.")[-1] == (
        "Ann Lee",
        "that it poured",
    )
