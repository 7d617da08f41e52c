"""A word with a hyphen among words of which any will do."""

import pytest

from searchlib import Archive, Article
from searchlib.query.compounds import with_parts
from searchlib.query.nodes import Boost, Or
from searchlib.query.parse import ParseOptions, parse

TEXTS = {
    "whole": "The pre-school opened in spring.",
    "joined": "The preschool opened in spring.",
    "part": "The school opened in spring.",
    "other": "A nursery closed.",
    "ray": "A ray of light.",
}


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Archive:
    made = Archive.create(tmp_path_factory.mktemp("compounds"))
    made.add(Article(text, id=name) for name, text in TEXTS.items())
    return made


def found(archive: Archive, query: str) -> list[str]:
    return [hit.id for hit in archive.search(query, operator="or")]


def test_its_parts_are_found_behind_the_whole(archive: Archive) -> None:
    order = found(archive, "pre-school nursery")
    assert set(order) == {"whole", "joined", "part", "other"}
    assert order[0] == "whole"
    assert order.index("joined") < order.index("part")


@pytest.mark.parametrize(
    "query",
    [
        "pre-school",
        '"pre-school" nursery',
        "pre-school OR nursery",
        "+pre-school nursery",
        "atleast1(pre-school) nursery",
        "exact(pre-school) nursery",
        "pre-sch* nursery",
    ],
)
def test_alone_in_quotation_marks_demanded_or_tied_by_an_operator_it_stays_whole(archive: Archive, query: str) -> None:
    assert "part" not in found(archive, query)
    assert "whole" in found(archive, query)


@pytest.mark.parametrize("query", ["x-ray nursery", "in-ray nursery", "speaker:anna-ray nursery"])
def test_letters_stop_words_and_names_are_no_parts(archive: Archive, query: str) -> None:
    assert found(archive, query) == ["other"]


def test_what_is_left_out_is_left_out_whole(archive: Archive) -> None:
    assert set(found(archive, "-pre-school spring")) == {"part"}


def test_all_words_ask_for_the_whole_alone(archive: Archive) -> None:
    assert {hit.id for hit in archive.search("pre-school spring")} == {"whole", "joined"}


def test_the_parts_are_marked_where_they_are_what_matched(archive: Archive) -> None:
    (hit,) = [hit for hit in archive.search("pre-school nursery", operator="or") if hit.id == "part"]
    (snippet,) = hit.snippets
    assert [snippet.text[start:end] for start, end in snippet.marks] == ["school"]


def test_a_boost_holds_for_the_parts_too() -> None:
    node = parse("pre-school^4 nursery", options=ParseOptions("or")).node
    assert isinstance(node, Or)
    assert [clause.factor for clause in node.clauses if isinstance(clause, Boost)] == [2.0, 2.0, 2.0]


def test_a_part_that_no_article_has_is_not_told_where_the_whole_is_there(archive: Archive) -> None:
    archive.add([Article("A bluebird sang.", id="bird")])
    page = archive.search("blue-bird nursery", operator="or")
    assert [note.message for note in page.diagnostics if note.message.startswith("no article")] == []
    page = archive.search("blu-byrd nursary", operator="or")
    told = [(note.message, note.start, note.end) for note in page.diagnostics if note.message.startswith("no article")]
    assert told == [("no article has blubyrd", 0, 8), ("no article has nursary", 9, 16)]


def test_what_is_no_word_with_a_hyphen_stays_as_it_is() -> None:
    for query in ("school", '"pre school"', "pre-sch*", "scho~1", "1:2"):
        node = parse(query).node
        assert with_parts(node) == (node,)
