import pytest

from tests.told import people_in


def names(text: str) -> list[str]:
    return [person.name for person in people_in(text).persons]


def roles(text: str) -> dict[str, str | None]:
    return {person.name: person.role for person in people_in(text).persons}


def mentions(text: str) -> dict[str, list[str]]:
    return {person.name: [text[a:b] for a, b in person.mentions] for person in people_in(text).persons}


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("Kenyan President Ann Odhiambo spoke.", "President of Kenya"),
        ("UNESCO Director General Ann Odhiambo spoke.", "Director General of UNESCO"),
        ("President of Kenya Ann Odhiambo spoke.", "President of Kenya"),
        ("Kenya’s Chief Inspector of Mines, Ann Odhiambo, spoke.", "Chief Inspector of Mines of Kenya"),
        (
            "Ann Odhiambo, Kenya’s Minister of Trade and Attorney General officially left.",
            "Minister of Trade and Attorney General of Kenya",
        ),
        ("Ohio Gov. Ann Odhiambo spoke.", "Governor of Ohio"),
        ("Sen. Ann Odhiambo spoke.", "Senator"),
        ("Ann Odhiambo, a spokeswoman for the union, spoke.", "spokeswoman for the union"),
        ("Mrs. Ann Odhiambo spoke.", None),
        ("Ann Odhiambo, the harbour master, spoke.", "harbour master"),
        ("Ann Odhiambo, 45, a retired tugboat skipper who lives nearby, spoke.", "retired tugboat skipper"),
        ("Ann Odhiambo, the company’s chief executive, spoke.", "chief executive of the company"),
        ("Mayor Ann Odhiambo, a close friend of the family, spoke.", "Mayor"),
        ("Ann Odhiambo, a year later, spoke.", None),
        ("Ann Odhiambo, chief medical officer at the hospital, spoke.", "chief medical officer at the hospital"),
        ("Head football coach Ann Odhiambo spoke.", "Head football coach"),
        ("Crown Princess Ann Odhiambo spoke.", "Crown Princess"),
        ("The hall’s owner, Ann Odhiambo, spoke.", "owner of the hall"),
        ("Ann Odhiambo, the first to arrive, spoke.", None),
    ],
)
def test_a_role_is_read_before_and_behind_a_name(text: str, role: str | None) -> None:
    assert roles(text) == {"Ann Odhiambo": role}


@pytest.mark.parametrize(
    "name",
    ["Ludwig van der Berg", "Maria de la Cruz", "Anne-Marie O’Neil", "J. R. Miller", "John Q. Tester", "José Núñez"],
)
def test_particles_hyphens_initials_and_accents_belong_to_a_name(name: str) -> None:
    assert names(f"On Monday President {name} spoke.") == [name]


@pytest.mark.parametrize(
    "text",
    [
        "The General Assembly opened Monday in New York.",
        "The Kenya National Police hosted the African Regional Conference.",
        "Microsoft and the Pentagon agreed in Silicon Valley.",
        "Talks went on in Baton Rouge, Los Angeles and Rio de Janeiro.",
    ],
)
def test_organisations_and_places_are_no_persons(text: str) -> None:
    assert names(text) == []


def test_a_surname_and_a_title_with_it_mean_the_one_full_name() -> None:
    text = "President Ann Odhiambo spoke. Odhiambo left. Mrs Odhiambo slept."
    assert mentions(text) == {"Ann Odhiambo": ["President Ann Odhiambo", "Odhiambo", "Mrs Odhiambo"]}


@pytest.mark.parametrize(
    "surname", ["Grant", "Hill", "King", "Church", "House", "May", "West", "Bishop", "Page", "Day"]
)
def test_a_surname_that_is_a_word_of_other_lists_speaks_behind_its_full_name(surname: str) -> None:
    text = f"Nurse Olivia {surname} opened the hall. “I never saw such a winter,” said {surname}. It was cold."
    assert mentions(text) == {f"Olivia {surname}": [f"Nurse Olivia {surname}", surname]}


def test_the_end_of_a_long_name_is_that_name() -> None:
    text = "Nurse Ama San Adu Kesi spoke. Adu Kesi left. Kesi came back."
    assert mentions(text) == {"Ama San Adu Kesi": ["Nurse Ama San Adu Kesi", "Adu Kesi", "Kesi"]}


def test_a_first_name_alone_is_the_one_who_bears_it() -> None:
    text = "Nurse Zhu Lanying spoke. Zhu said that it rained."
    assert mentions(text) == {"Zhu Lanying": ["Nurse Zhu Lanying", "Zhu"]}


def test_the_same_word_with_an_article_is_no_surname() -> None:
    assert mentions("Nurse Olivia House left. The House said that it would vote. The White House said no.") == {
        "Olivia House": ["Nurse Olivia House"]
    }


def test_a_name_joined_by_a_hyphen_is_the_same_name() -> None:
    text = "The President, Ann-Odhiambo\nKenyan President Ann Odhiambo spoke."
    assert names(text) == ["Ann Odhiambo"]


def test_three_who_speak_together_are_three() -> None:
    assert names("Ann Odhiambo, Paul Roe and Mary Doe said no.") == ["Ann Odhiambo", "Paul Roe", "Mary Doe"]


def test_the_leader_of_a_country_is_its_president() -> None:
    text = "Kenyan President Ann Odhiambo met UNESCO President Mary Doe. The Kenyan leader smiled."
    assert mentions(text)["Ann Odhiambo"][-1] == "The Kenyan leader"


def test_the_president_of_a_body_is_not_the_president_of_a_country() -> None:
    text = "UNESCO President Mary Doe met Kenyan President Ann Odhiambo. The president of the culture body smiled."
    assert mentions(text)["Mary Doe"][-1] == "The president of the culture body"


def test_a_role_that_nobody_holds_is_nobody() -> None:
    text = "Kenyan President Ann Odhiambo came. The minister smiled."
    assert mentions(text) == {"Ann Odhiambo": ["Kenyan President Ann Odhiambo"]}


def test_mrs_and_mr_of_one_surname_are_told_apart() -> None:
    text = "Mary Roe met Paul Roe. Mrs. Roe left. Mr. Roe stayed."
    assert mentions(text) == {"Mary Roe": ["Mary Roe", "Mrs. Roe"], "Paul Roe": ["Paul Roe", "Mr. Roe"]}


def test_a_capital_at_the_beginning_of_a_sentence_is_no_name() -> None:
    assert names("Opening the meeting, President Ann Odhiambo spoke. But Odhiambo left.") == ["Ann Odhiambo"]


def test_a_title_for_several_is_shared() -> None:
    found = roles("Sens. Ann Odhiambo (D-MI) and Paul Roe (R-UT) spoke.")
    assert found == {"Ann Odhiambo": "Senator", "Paul Roe": "Senator"}


def test_a_party_between_commas_does_not_keep_a_title_from_being_shared() -> None:
    found = roles("Sens. Ann Odhiambo, R-N.H., Paul Roe, R-Ga., and Musumba, D-Ohio, spoke.")
    assert found == {"Ann Odhiambo": "Senator", "Paul Roe": "Senator", "Musumba": "Senator"}


@pytest.mark.parametrize(
    "text",
    [
        "Folks worried that it rains.",
        "Preliminary reports indicate that it rains.",
        "SENS. ODHIAMBO, ROE REQUEST MORE ROADS FOR THE HILL TOWNS",
        "Officials said no.",
        "I've called it a day.",
        "They met in South Carolina. Carolina officials said no.",
        "Texans voted on Monday in May.",
        "Freddie Mac reported a loss.",
        "The Head Start program began.",
        "We thank the North Atlantic Research Reactor Design Group.",
        "Hear the Affairs-Housing panel, the HSA-eligible plans, the S.Con rules.",
    ],
)
def test_plurals_places_and_pieces_are_no_persons(text: str) -> None:
    assert names(text) == []


def test_a_run_of_five_names_is_no_person() -> None:
    assert names("President Ann Mary Paul Joan Odhiambo spoke.") == []


def test_a_town_behind_a_given_name_is_a_surname() -> None:
    assert mentions("Sen. Mark Dayton came. In Dayton it rained. Dayton said no.") == {
        "Mark Dayton": ["Sen. Mark Dayton", "Dayton"]
    }


def test_an_initial_that_is_a_word_belongs_to_the_name() -> None:
    assert names("Sen. Barbara A. Odhiambo (D-Md.) spoke.") == ["Barbara A. Odhiambo"]


def test_a_headline_in_capitals_names_nobody_on_its_own() -> None:
    assert names("SEN. ODHIAMBO ANNOUNCES ROAD FUNDS\nSen. Ann Odhiambo spoke of the roads.") == ["Ann Odhiambo"]


def test_secretary_of_state_is_one_post() -> None:
    assert roles("Secretary of State Ann Odhiambo spoke.") == {"Ann Odhiambo": "Secretary of State"}


def test_the_senators_are_not_one_senator() -> None:
    text = "Senators Ann Odhiambo and Paul Roe spoke. The senators left."
    assert mentions(text) == {"Ann Odhiambo": ["Senators Ann Odhiambo"], "Paul Roe": ["Paul Roe"]}


def test_a_name_joined_to_a_known_one_is_a_person() -> None:
    assert names("Contact: Mary Roe and Brenden Timpo, 202/555-0100.") == ["Mary Roe", "Brenden Timpo"]


def test_an_arabic_article_belongs_to_the_name() -> None:
    assert mentions("President Omar al-Odhi left. Later al-Odhi said no.") == {
        "Omar al-Odhi": ["President Omar al-Odhi", "al-Odhi"]
    }


def test_a_title_in_capitals_is_a_title_and_an_acronym_stays_one() -> None:
    assert roles("U.S. SENATOR Ann Odhiambo met Paul Roe, leader of NARAL.") == {
        "Ann Odhiambo": "Senator of U.S.",
        "Paul Roe": "leader of NARAL",
    }


@pytest.mark.parametrize("name", ["Natural Resources", "Environmental Protection", "Public Safety"])
def test_a_department_is_no_person(name: str) -> None:
    assert people_in(f"{name} said that the lake was shut. “It is,” {name} said.").persons == ()


def test_an_address_is_no_person() -> None:
    assert [person.name for person in people_in("Come to 5 Clarence Street. Mayor John Street said so.").persons] == [
        "John Street"
    ]


def test_a_full_name_of_unknown_words_is_the_person_addressed_by_its_surname() -> None:
    assert names("Ms Okoro said no. Zikora Okoro leads the union.") == ["Zikora Okoro"]
    assert names("Ms Okoro said no. Zikora Hall leads the union.") == ["Okoro"]


def test_a_plural_that_opens_a_sentence_is_no_surname() -> None:
    assert names("Gunmen attacked a market on Tuesday.") == []


def test_what_somebody_does_in_sport_is_a_role() -> None:
    assert roles("Leeds striker Bonolo Kekana said no.") == {"Bonolo Kekana": "striker of Leeds"}


def test_a_verb_that_opens_a_line_of_a_list_is_no_surname() -> None:
    assert names("Ann Lee wants a bill.\n* Helps ensure that it lasts.") == ["Ann Lee"]


def test_a_preposition_in_front_of_a_title_is_no_part_of_it() -> None:
    assert roles("It grew under Senator Ann Lee.") == {"Ann Lee": "Senator"}
    assert roles("It grew, Under Secretary Ann Lee said.") == {"Ann Lee": "Under Secretary"}


def test_letters_behind_a_name_are_no_part_of_it() -> None:
    assert names("Judge Fiona Lee QC said so.") == ["Fiona Lee"]


def test_particles_do_not_count_as_words_of_a_long_name() -> None:
    text = "Sheikh Hassan bin Ali Al Thani opened it. Al Thani left."
    assert mentions(text)["Hassan bin Ali Al Thani"][1:] == ["Al Thani"]


def test_a_definite_role_in_front_of_a_comma_is_the_role_of_the_name_behind() -> None:
    assert roles("The transport minister, Liam Roe, opened it.") == {"Liam Roe": "transport minister"}
    assert roles("They saw the mayor, Liam Roe, and others.") == {"Liam Roe": None}


def test_a_party_and_a_place_behind_a_name_are_no_person() -> None:
    assert names("State Rep. Mia Torres, D-Austin, who wrote the bill, said so.") == ["Mia Torres"]


def test_an_acronym_in_brackets_may_follow_a_role() -> None:
    text = "The Inspector General of Police (IGP), Mr. Joseph Ateko, has assured them."
    assert roles(text) == {"Joseph Ateko": "Inspector General of Police"}


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("Tom Archer is the coach of Leeds Rovers.", {"Tom Archer": None}),
        ("They saw the commander of U.S. Army Medical Command.", {}),
        ("President of Malawi Bingu Mutharika left.", {"Bingu Mutharika": "President of Malawi"}),
        ("Under President Ann Lee it grew.", {"Ann Lee": "President"}),
        ("Bank of Malawi governor Ann Odhiambo left.", {"Ann Odhiambo": "governor of Bank of Malawi"}),
        ("Department of Justice spokesman Ann Odhiambo left.", {"Ann Odhiambo": "spokesman of Department of Justice"}),
        ("House of Representatives Speaker Ann Lee left.", {"Ann Lee": "Speaker of House of Representatives"}),
        ("Zale & Quill chairman Ann Odhiambo left.", {"Ann Odhiambo": "chairman of Zale & Quill"}),
        ("Vice Chief of Naval Operations Admiral Ann Lee left.", {"Ann Lee": "Vice Chief of Naval Operations"}),
        ("She was chairman of President Odhiambo’s commission.", {"Odhiambo": "President"}),
        ("Minister of Justice Ann Odhiambo left.", {"Ann Odhiambo": "Minister of Justice"}),
        ("The Office of Malawian President Ann Odhiambo moved.", {"Ann Odhiambo": "President of Malawi"}),
        ("Supporters of Malawi President Ann Odhiambo left.", {"Ann Odhiambo": "President of Malawi"}),
        ("OFFICE OF MALAWI PRESIDENT Ann Odhiambo moved.", {"Ann Odhiambo": "President of MALAWI"}),
    ],
)
def test_what_a_post_is_a_post_of_is_not_cut_in_two(text: str, named: dict[str, str | None]) -> None:
    assert roles(text) == named


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Sen. James Inhofe spoke. Then Jim Inhofe left.", ["James Inhofe"]),
        ("Bob Roe spoke. Then Bobby Roe left.", ["Bob Roe"]),
        ("Bill Lee spoke. Then William Grant left.", ["Bill Lee", "William Grant"]),
        ("Jim Roe spoke. Then Ann Roe left.", ["Jim Roe", "Ann Roe"]),
        ("James Roe and his son Jim Roe spoke.", ["James Roe", "Jim Roe"]),
        (
            "Chris Roe spoke. Then Christine Roe spoke. Then Christopher Roe left.",
            ["Chris Roe", "Christine Roe", "Christopher Roe"],
        ),
    ],
)
def test_a_short_form_of_a_given_name_with_the_same_surname_is_the_same_person(text: str, expected: list[str]) -> None:
    assert names(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Beekeeper Thomas Wrona said that the hives were empty.", ["Thomas Wrona"]),
        ("Spencer said that Thomas Wrona was late.", ["Spencer", "Thomas Wrona"]),
        ("General Mills said that prices would rise.", []),
        ("Dr. Pepper said that prices would rise.", []),
        ("Gen. Mark Mills spoke. General Mills said that it was late.", ["Mark Mills"]),
        ("The law firm Baker McKenzie said that it was hired.", []),
        ("The broker Baker McKenzie said that he was hired.", ["Baker McKenzie"]),
        ("The school Ann Lee attended said that it was shut.", ["Ann Lee"]),
        ("The city is a major Delta hub for flights to the coast.", []),
        ("Major Delta spoke to the men and women of the town.", ["Delta"]),
        ("In the end the senators More or less agreed on it.", []),
    ],
)
def test_a_trade_is_no_name_and_a_company_no_person(text: str, expected: list[str]) -> None:
    assert names(text) == expected


@pytest.mark.parametrize("text", ["Parent", "He waited. Jockey", "PARENT", "On Monday Park", "On Monday Sun"])
def test_a_trade_or_a_surname_of_two_kinds_may_be_the_last_word(text: str) -> None:
    assert names(text) == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("On Monday Benoît Ruzicka left.", "Benoît Ruzicka"),
        ("On Monday Jean-Pierre Ruzicka left.", "Jean-Pierre Ruzicka"),
        ("On Monday Elin ap Griffith left.", "Elin ap Griffith"),
        ("The mayor, Xanthe Ruzicka, left.", "Xanthe Ruzicka"),
        ("On Monday Park Jin-ho left.", "Park Jin-ho"),
        ("On Monday Winnie Lau Mei-ling left.", "Winnie Lau Mei-ling"),
        ("Jockey Xanthe Ruzicka won, and everybody cheered.", "Xanthe Ruzicka"),
        ("Parent Anna Ruzicka left.", "Anna Ruzicka"),
        ("On Monday Hiram Ruzicka Jr. left.", "Hiram Ruzicka Jr."),
        ("The victim’s brother, Xanthe Ruzicka, alleged that it rained.", "Xanthe Ruzicka"),
    ],
)
def test_names_of_many_countries_and_trades_are_persons(text: str, name: str) -> None:
    assert names(text) == [name]


@pytest.mark.parametrize(
    "text",
    [
        "Park Co-op opened in May.",
        "The mayor, Xanthe Ruzicka and others came.",
        "Brown & Tolley said that sales rose.",
        "A spokesman for Severn Ruzicka said that it rained.",
        "The company, Zandvoort Ruzicka, said that it rained.",
    ],
)
def test_two_syllables_a_list_and_a_firm_are_none(text: str) -> None:
    assert names(text) == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Park Jin-ho left. Park said that it rained.", "Park Jin-ho"),
        ("Winnie Lau Mei-ling left. Lau said that it rained.", "Winnie Lau Mei-ling"),
        ("When Xanthe Ruzicka was nine, it rained. Ruzicka said that it snowed, too.", "Xanthe Ruzicka"),
    ],
)
def test_a_surname_that_speaks_names_the_one_who_bears_it(text: str, name: str) -> None:
    assert list(mentions(text)) == [name]
    assert len(mentions(text)[name]) == 2


def test_a_word_that_the_text_writes_small_is_no_given_name() -> None:
    assert names("Assignments Ruzicka got were hard assignments. Ruzicka said that it rained.") == ["Ruzicka"]
