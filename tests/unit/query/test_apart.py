"""Phrases with a word that articles write apart."""

from pathlib import Path

import pytest

from searchlib import Archive, Article
from searchlib.codec.snapshot import open_snapshot
from searchlib.query.apart import also_apart
from searchlib.query.languages import as_indexed
from searchlib.query.parse import parse

TEXTS = {
    "apart": "The I-Checkit initiative lets hotels check passports, O’Brien said.",
    "together": "Hotels like the iCheckit initiative, Obrien said.",
    "other": "The ick-factor initiative failed.",
    "therapist": "He saw the rapist daily.",
    "long": "A day-to-day matter of the I-Checkit e-mail list.",
    "french": "Le porte-parole a dit que la paix sociale est pour nous tous, selon le maire de la ville.",
}


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Archive:
    opened = Archive.create(tmp_path_factory.mktemp("apart") / "index")
    opened.add([Article(text, id=name) for name, text in TEXTS.items()])
    return opened


@pytest.mark.parametrize(
    ("query", "found", "marked"),
    [
        ('"the icheckit initiative"', {"apart", "together"}, "The I-Checkit initiative"),
        ('"the I-Checkit initiative"', {"apart", "together"}, "The I-Checkit initiative"),
        ('"i checkit initiative"', {"apart"}, "I-Checkit initiative"),
        ('"icheckit initiatives"', {"apart", "together"}, "I-Checkit initiative"),
        ('"obrien said"', {"apart", "together"}, "O’Brien said"),
        ('"passports obrien"', {"apart"}, "passports, O’Brien"),
        ('"hotels obrien"~1', set(), ""),
        ('exact("icheckit initiative")', {"apart", "together"}, "I-Checkit initiative"),
        ('exact("icheckits initiative")', set(), ""),
        ('"daytoday matter of the icheckit email list"', {"long"}, "day-to-day matter of the I-Checkit e-mail list"),
        ('"icheckit init*"', {"apart", "together"}, "I-Checkit initiative"),
        ('"icheckit initiative" NEAR/3 hotels', {"apart", "together"}, "I-Checkit initiative"),
        ('"the therapist daily"', set(), ""),
        ('"le porteparole a dit"', {"french"}, "Le porte-parole a dit"),
    ],
)
def test_a_phrase_finds_a_word_written_apart(archive: Archive, query: str, found: set[str], marked: str) -> None:
    page = archive.search(query)
    assert {hit.id for hit in page} == found
    shown = [snippet.text[first:last] for hit in page for snippet in hit.snippets for first, last in snippet.marks]
    assert not marked or marked in shown


@pytest.mark.parametrize(
    "query", ["icheckit", "the icheckit initiative", '"the initiative lets"', "hotels OR bus", "*:*"]
)
def test_other_queries_are_what_they_were(archive: Archive, query: str) -> None:
    node = parse(query).node
    assert as_indexed(node, open_snapshot(archive.path)) is node


def test_a_phrase_typed_with_a_hyphen_is_read_no_more_ways_than_before(archive: Archive) -> None:
    node = parse('"the I-Checkit initiative"').node
    assert as_indexed(node, open_snapshot(archive.path)) == node


def test_a_phrase_of_many_such_words_is_read_in_few_ways(archive: Archive) -> None:
    node = also_apart(parse(f'"{"icheckit email " * 20}"').node, open_snapshot(archive.path))
    assert len(node) == 2
    assert len(node[0]) == 8


def test_what_articles_write_apart_is_known_after_the_next_commit(tmp_path: Path) -> None:
    opened = Archive.create(tmp_path / "index")
    opened.add([Article("The prewar years were short.", id="one")])
    assert [hit.id for hit in opened.search('"prewar years"')] == ["one"]
    opened.add([Article("The pre-war years were long.", id="two")])
    assert {hit.id for hit in opened.search('"prewar years"')} == {"one", "two"}
