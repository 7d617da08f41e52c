from searchlib.clean.prose import prose
from searchlib.extract.article import ExtractOptions
from searchlib.indexing.documents import WINDOW_GAP, Understood, body_of, document
from searchlib.indexing.understand import understand
from searchlib.model import Article, Date, Document, Facts, Quote, Title

NO_FACTS = Facts(None, None, (), (), (), (), ())


def said(text: str, speaker: str | None, role: str | None = None) -> Quote:
    return Quote(speaker, None, role, None, "said", None, "direct", ((0, len(text)),), text, 0.9, "plain")


def made(text: str, facts: Facts) -> Document:
    return document(Understood(Article(text), prose(text), facts))


def test_a_title_that_stands_in_the_text_is_not_body_too() -> None:
    text = "Floods in the valley\n\nThe river rose.\n\nIt fell again."
    cleaned = prose(text)
    body = body_of(cleaned, Title("Floods in the valley", (0, 20)))
    assert body.text == "The river rose.\nIt fell again."
    assert [text[slice(*body.raw_span(block.start, block.end))] for block in body.blocks] == body.text.split("\n")


def test_a_derived_title_stays_in_the_body_and_is_no_title() -> None:
    facts = NO_FACTS._replace(title=Title("The river rose.", None, derived=True))
    found = made("The river rose. It fell.", facts)
    assert "title" not in found.tokens
    assert found.tokens["body"].forms == ["the", "river", "rose", "it", "fell"]
    assert found.stored["title"] == "The river rose."


def test_each_quotation_owns_a_range_of_positions_in_three_fields() -> None:
    facts = NO_FACTS._replace(quotes=(said("We agree", "Ann Lee", "Mayor of Ely"), said("No", None)))
    found = made("We agree. No.", facts)
    assert found.lists["quote_starts"] == [0, 3 + WINDOW_GAP]
    assert found.tokens["said"].positions.tolist() == [0, 1, 3 + WINDOW_GAP]
    assert found.tokens["speaker"].positions.tolist() == [0, 1]
    assert found.tokens["role"].positions.tolist() == [0, 1, 2]


def test_the_published_date_is_the_date_of_the_article() -> None:
    event = Date("event", "May", None, "2015-05-01", "2015-05-31", None, "month", "text:full")
    published = Date("published", "2016", None, "2016-01-01", "2016-12-31", None, "year", "metadata")
    numbers = made("Rain.", NO_FACTS._replace(dates=(event, published))).numbers
    assert numbers["date_latest"] - numbers["date_earliest"] == 365
    assert "date_earliest" not in made("Rain.", NO_FACTS).numbers


def test_a_month_without_a_year_is_a_pattern_of_all_its_days() -> None:
    month = Date("published", "in May", None, None, None, "--05", "month", "text:month")
    assert made("Rain.", NO_FACTS._replace(dates=(month,))).numbers["pattern_to"] == 531


def test_sentences_and_paragraphs_are_known_by_their_first_position() -> None:
    found = made("One two. Three four.\n\nFive.", NO_FACTS)
    assert found.lists["sentence_starts"] == [0, 2, 4]
    assert found.lists["paragraph_starts"] == [0, 4]


def test_lone_surrogates_are_replaced_and_everything_else_stays() -> None:
    article = Article("It rained \ud800 again.", title="Rain\udfff", id="a")
    found = document(understand(article, ExtractOptions()))
    assert found.stored["text"] == "It rained � again."
    assert found.stored["id"] == "a"


def test_an_empty_text_is_a_document_without_terms() -> None:
    assert made("", NO_FACTS).tokens == {}
