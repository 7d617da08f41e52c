"""Articles like one: those that share the words that tell it from others."""

from pathlib import Path

import pytest

from searchlib import Archive, Article
from searchlib.errors import ArticleMissing
from searchlib.model import Page

TEXTS = {
    "gale": "The ferry Thule was held in Lerwick by a gale. The harbour master said the ferry would sail on Monday.",
    "sails": "The ferry Thule sailed from Lerwick at last. The harbour was calm, and the ferry was full.",
    "budget": "The council of the town passed the budget. The mayor said that taxes would not rise on Monday.",
    "taxes": "Taxes will not rise, the mayor of the town said. The budget was passed by the council.",
    "alone": "Zebras graze.",
}


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Archive:
    made = Archive.create(tmp_path_factory.mktemp("similar"))
    made.add(Article(text, id=name, title=name.capitalize()) for name, text in TEXTS.items())
    return made


@pytest.mark.parametrize(("one", "like"), [("gale", "sails"), ("sails", "gale"), ("budget", "taxes")])
def test_the_first_is_about_the_same_and_the_article_itself_is_left_out(archive: Archive, one: str, like: str) -> None:
    hits = list(archive.similar(one))
    assert hits[0].id == like
    assert one not in {hit.id for hit in hits}


def test_an_article_whose_words_nobody_else_has_is_like_none(archive: Archive) -> None:
    assert archive.similar("alone").total == 0


def test_pages_follow_each_other(archive: Archive) -> None:
    whole = [hit.id for hit in archive.similar("gale")]
    first = archive.similar("gale", limit=1)
    assert [hit.id for hit in first] == whole[:1]
    assert [hit.id for hit in archive.similar("gale", after=first.next)] == whole[1:]


def test_what_is_alike_is_marked(archive: Archive) -> None:
    snippets = archive.similar("gale")[0].snippets
    marked = {snippet.text[start:end].lower() for snippet in snippets for start, end in snippet.marks}
    assert "ferry" in marked
    assert "the" not in marked


def test_an_unknown_article_is_an_error(archive: Archive) -> None:
    with pytest.raises(ArticleMissing):
        archive.similar("nowhere")


@pytest.fixture
def changed(tmp_path: Path) -> tuple[Archive, Page, list[str]]:
    """An archive into which an article has come since the first page of what is like another one; and the rest then."""
    with Archive.create(tmp_path / "index") as archive:
        archive.add(Article(text, id=name) for name, text in TEXTS.items())
        archive.add(Article(f"The harbour of day {day}.", id=f"{day}") for day in range(4))
        archive.add(Article(f"The council of day {day}.", id=f"more{day}") for day in range(9))
        page, whole = archive.similar("gale", limit=1), [hit.id for hit in archive.similar("gale")]
        assert page.next
    with Archive.open(archive.path) as writer:
        writer.add([Article("The harbour of Lerwick.", id="new")])
    return Archive.open(archive.path), page, whole[1:]


def test_behind_a_commit_the_same_words_count_as_they_did(changed: tuple[Archive, Page, list[str]]) -> None:
    archive, page, rest = changed
    follows = archive.similar("gale", after=page.next)
    assert [hit.id for hit in follows if hit.id != "new"] == rest
    assert any("nothing comes twice" in note.message for note in follows.diagnostics)
    assert [hit.id for hit in archive.similar("gale")][1:] != rest


def test_where_the_article_itself_is_another_by_now_that_is_said(changed: tuple[Archive, Page, list[str]]) -> None:
    archive, page, _ = changed
    archive.add([Article("The gale has passed the council of Lerwick, and the harbour is calm.", id="gale")])
    follows = archive.similar("gale", after=page.next)
    assert page[0].id not in [hit.id for hit in follows]
    assert any("may be missing or come again" in note.message for note in follows.diagnostics)
