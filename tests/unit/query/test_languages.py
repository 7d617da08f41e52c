"""Words of a query in an archive that holds articles in several languages."""

from pathlib import Path

import pytest

from searchlib import Archive, Article
from searchlib.codec import kernel
from searchlib.codec.snapshot import open_snapshot
from searchlib.query.languages import in_all_languages
from searchlib.query.parse import parse

FRENCH = "Les portes de la mairie sont fermées depuis mardi, a dit le maire. « Nous voulons la paix sociale », dit-il."
ENGLISH = "The ports were closed on Tuesday, the mayor said, and they will not open the door before the weekend."
SPANISH = "El puerto estará cerrado hasta el martes, según dijo el alcalde. «No queremos más obras», repitió."


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    opened = Archive.create(tmp_path / "index")
    opened.add([Article(FRENCH, id="fr"), Article(ENGLISH, id="en"), Article(SPANISH, id="es")])
    return opened


def ids(archive: Archive, query: str) -> set[str]:
    return {hit.id for hit in archive.search(query)}


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("portes", {"fr", "en"}),  # the French word, and the English stem port
        ("port", {"en"}),
        ("porte", {"en"}),
        ("mairies", set()),
        ("fermées", {"fr"}),
        ("fermees", {"fr"}),
        ("obras", {"es"}),
        ("obra", set()),
        ("obra*", {"es"}),
        ("exact(portes)", {"fr"}),
        ('"portes de la mairie"', {"fr"}),
        ('"no queremos"', {"es"}),
        ("said:queremos", {"es"}),
        ("mairie NEAR/3 portes", {"fr"}),
        ("mayor OR alcalde OR maire", {"fr", "en", "es"}),
        ("portes NOT mairie", {"en"}),
        ("portes w/s maire", {"fr"}),
        ("lang:fr", {"fr"}),
    ],
)
def test_a_word_finds_itself_in_any_language_and_its_stem_in_english(
    archive: Archive, query: str, found: set[str]
) -> None:
    assert ids(archive, query) == found


def test_what_is_marked_is_what_matched(archive: Archive) -> None:
    [hit] = archive.search('"portes de la mairie"')
    snippet = hit.snippets[0]
    assert [snippet.text[first:last] for first, last in snippet.marks] == ["portes de la mairie"]
    [hit] = archive.search("fermées")
    assert [hit.snippets[0].text[first:last] for first, last in hit.snippets[0].marks] == ["fermées"]


def test_an_archive_in_english_is_asked_what_was_typed(tmp_path: Path) -> None:
    opened = Archive.create(tmp_path / "index")
    opened.add([Article(ENGLISH, id="en")])
    assert "best of" not in opened.explain("ports", "en")


def test_a_cursor_still_fits_when_articles_in_another_language_came_between(archive: Archive) -> None:
    archive.add([Article(ENGLISH + " Again.", id="en2")])
    first = archive.search("ports", limit=1)
    archive.add([Article(FRENCH.replace("portes", "ports"), id="fr2")])
    assert archive.search("ports", limit=5, after=first.next).total == 3


def test_quotations_in_another_language_are_found_by_their_words(archive: Archive) -> None:
    page = archive.quotes("paix")
    assert [(row.id, row.quote.speaker) for row in page] == [("fr", None)]


def test_what_is_missing_is_said_of_no_word_that_another_language_has(archive: Archive) -> None:
    page = archive.search("fermées alcalde")
    assert not any("no article has" in note.message for note in page.diagnostics)


@pytest.mark.parametrize(
    "query", ["portes port", '"portes de la mairie"', '"no queremos"', "said:queremos -obra", "rien"]
)
def test_a_query_becomes_the_same_without_the_kernel(
    archive: Archive, monkeypatch: pytest.MonkeyPatch, query: str
) -> None:
    node, snapshot = parse(query).node, open_snapshot(archive.path)
    widened = in_all_languages(node, snapshot)
    monkeypatch.setattr(kernel, "available", lambda: False)
    assert in_all_languages(node, snapshot) == widened
