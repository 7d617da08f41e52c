"""What an article is about, and the words that say so."""

import pytest

from searchlib.clean.prose import prose
from searchlib.extract.topic_lexicon import lexicon, path_up, word_key
from searchlib.extract.topics import find_topics
from searchlib.model import Person, Title, Topic

POLICE, CRIME, LAW_ENFORCEMENT, TOP_CRIME = "20000133", "20000082", "20000129", "02000000"


def topics(raw: str, *, title: str | None = None, persons: tuple[Person, ...] = ()) -> dict[str, Topic]:
    head = Title(title, None) if title else None
    return {topic.code: topic for topic in find_topics(prose(raw), head, persons=persons)}


def words_for(raw: str, code: str) -> list[str]:
    return [raw[slice(*span)] for span in topics(raw)[code].evidence]


def test_a_topic_has_evidence_in_raw_spans() -> None:
    raw = "The  police\u00a0chief and police officers came."
    assert words_for(raw, POLICE) == ["police\u00a0chief", "police officers"]


def test_parents_inherit_with_the_evidence_of_their_children() -> None:
    raw = "Police officers came. The police left."
    found = topics(raw)
    assert found[LAW_ENFORCEMENT].evidence == found[POLICE].evidence == found[TOP_CRIME].evidence
    assert found[POLICE].score > found[LAW_ENFORCEMENT].score > found[TOP_CRIME].score


def test_what_is_joined_shares_its_head() -> None:
    raw = "They fight human and drug smuggling. Human and drug smuggling is rife."
    assert words_for(raw, "20001283")[0] == "human and drug smuggling"
    assert words_for(raw, "20000096")[0] == "drug smuggling"


@pytest.mark.parametrize(
    "words", ["organised crime", "organized crime", "Organised-crime", "ORGANISED CRIME", "organised  crime"]
)
def test_spelling_case_and_hyphens_change_nothing(words: str) -> None:
    assert "20000101" in topics(f"They fight {words}. It is {words}.")


@pytest.mark.parametrize("words", ["cybercrime", "cyber crime", "cyber-crime", "Cyber Crime", "cybercrimes"])
def test_variants_of_a_word_are_one(words: str) -> None:
    assert "20000086" in topics(f"They fight {words}. It is {words}.")


def test_a_surname_is_no_topic() -> None:
    raw = "Mr Stock spoke of shares. Stocks fell, Stock said, and the share price of stocks too."
    spans = tuple((place, place + 5) for place in range(len(raw)) if raw.startswith("Stock ", place))
    alone = topics("Mr Stock spoke. Stock left.", persons=(Person("Jürgen Stock", None, ((3, 8), (16, 21))),))
    assert "20000396" not in alone
    masked = topics(raw, persons=(Person("Jürgen Stock", None, spans),))
    assert [raw[slice(*span)] for span in masked["20000396"].evidence] == ["shares", "Stocks", "share price", "stocks"]


def test_a_title_that_names_an_office_still_speaks() -> None:
    raw = "The Inspector General of Police Ann Lee came. Police came."
    found = topics(raw, persons=(Person("Ann Lee", "Inspector General of Police", ((4, 39),)),))
    assert raw[slice(*found[POLICE].evidence[0])] == "Inspector General of Police"


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        ("The tennis court and the clay court were wet.", "20000107"),
        ("James Bond and James Bond again.", "20000347"),
        ("She aids him, and he aids her.", "20000452"),
        ("EMERGENCY AID FOR THE STATE\n\nThe aid came, and more aid.", "20000452"),
        ("Hard labour and labour pains, labour of love.", "20000651"),
        ("A clinical trial and a trial run.", "20000111"),
        ("The suicide bomber and the suicide bombing.", "20000813"),
        ("The war on drugs, a price war and a war of words.", "20000062"),
        ("It rained. He ran. They sang songlessly.", "20000018"),
    ],
)
def test_false_friends_are_no_evidence(raw: str, code: str) -> None:
    assert code not in topics(raw)


def test_one_word_in_passing_is_not_enough() -> None:
    one, two = "They went home and had a good time with all of their friends. " * 6, "He saw them again. " * 30
    assert topics(f"{one}\n\n{two}\n\nSomebody spoke of genocide.") == {}


def test_weak_words_alone_carry_nothing() -> None:
    assert topics("The president, the president, and the bill of the house. The team had a season.") == {}


def test_the_title_weighs_more_than_the_body() -> None:
    raw = "They met there. " * 20 + "\n\n" + "He saw them again. " * 20 + "\n\n" + "It was about bribery."
    assert "20000094" not in topics(raw)
    assert "20000094" in topics(raw, title="Bribery is everywhere")


def test_a_title_in_the_text_is_evidence() -> None:
    raw = "Bribery is everywhere\n\nThey met there. He saw them again."
    clean = prose(raw)
    found = {topic.code: topic for topic in find_topics(clean, Title("Bribery is everywhere", (0, 21)))}
    assert found["20000094"].evidence == ((0, 7),)


def test_scores_lie_between_a_half_and_one_and_fall() -> None:
    found = list(
        topics("Police arrested the robbers. The trial is in the High Court. Taxes rose, voters said.").values()
    )
    scores = [topic.score for topic in found]
    assert scores == sorted(scores, reverse=True)
    assert all(0.5 <= score <= 1 for score in scores)


def test_nothing_is_about_nothing() -> None:
    assert topics("") == topics("–") == topics("“ ‘ “") == {}
    assert topics("Hello there.", title="Hello") == {}


# ── the table ──────────────────────────────────────────────────────────────────────────────────


def test_the_table_has_all_top_codes_and_the_subcodes_that_news_uses() -> None:
    codes = lexicon().topics.keys()
    assert {f"{number:02}000000" for number in range(1, 18)} <= codes
    spoken_for = {alias.code for found in lexicon().aliases.values() for alias in found}
    assert len(spoken_for - {f"{number:02}000000" for number in range(1, 18)}) > 150


def test_every_code_has_eight_digits_and_a_parent_that_is_there() -> None:
    for code, row in lexicon().topics.items():
        assert len(code) == 8
        assert code.isdigit()
        assert row.label
        assert (row.parent in lexicon().topics) != code.endswith("000000")
        assert not path_up(code) or path_up(code)[-1].endswith("000000")


def test_a_word_speaks_once_for_a_topic_in_the_table() -> None:
    for found in lexicon().aliases.values():
        codes = [(alias.code, alias.words) for alias in found]
        assert len(codes) == len(set(codes))


@pytest.mark.parametrize(
    ("form", "word"),
    [("police", "police"), ("syndicates", "syndicate"), ("organised", "organized"), ("theatres", "theater"),
     ("defence", "defense"), ("labour", "labor"), ("thieves", "thieves"), ("news", "news"), ("zebra", "")],
)  # fmt: skip
def test_forms_of_a_word_lead_to_the_table(form: str, word: str) -> None:
    assert word_key(form) == word
