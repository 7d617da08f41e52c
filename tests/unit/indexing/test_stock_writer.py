"""A writer of stock Whoosh commits to our index: nothing is lost, and our next commit heals it."""

from pathlib import Path

import pytest
from whoosh.index import open_dir

from searchlib import Archive, Article
from searchlib.cli.main import main
from searchlib.indexing import borrow
from searchlib.indexing.writer import Writer

ARTICLES = [
    Article("Storm over Kigali. “We will sail,” said Ada Lindqvist.", id="a", title="Rain", date="2015-11-02"),
    Article("It shone.", id="b"),
    Article("It shone.", id="c"),
    Article("Fog.", id="d"),
]


@pytest.fixture
def index(tmp_path: Path) -> Path:
    with Archive.create(tmp_path / "index") as archive:
        archive.add(ARTICLES, published="2015")
    return tmp_path / "index"


def stock(path: Path, *deleted: str, optimize: bool = False, merge: bool = False, **added: str) -> None:
    writer = open_dir(str(path)).writer()
    for article_id in deleted:
        writer.delete_by_term("id", article_id)
    if added:
        writer.add_document(**added)
    writer.commit(optimize=optimize, merge=merge or optimize)


def found(path: Path, query: str = "") -> list[str]:
    with Archive.open(path) as archive:
        assert archive.check().problems == ()
        return sorted(hit.id for hit in archive.search(query))


def answers(archive: Archive) -> list[object]:
    return [(hit.id, hit.score, archive.get(hit.id)) for query in ("", "gale") for hit in archive.search(query)]


def test_what_a_stock_writer_deleted_is_gone(index: Path) -> None:
    stock(index, "d")
    assert found(index) == ["a", "b"]


def test_the_copy_answers_when_a_stock_writer_deleted_the_article_that_did(index: Path) -> None:
    stock(index, "b")
    assert found(index, "shone") == ["c"]


def test_our_next_commit_heals_it(index: Path) -> None:
    stock(index, "d", "b")
    with Archive.open(index) as archive:
        archive.add([Article("Hail.", id="e")])
        assert sorted(hit.id for hit in archive.search("")) == ["a", "c", "e"]
    assert (index / f"_MAIN_{Archive.open(index).stats().generation}.manifest").exists()
    assert found(index) == ["a", "c", "e"]


def test_what_a_stock_writer_added_is_said_and_taken_in(index: Path) -> None:
    stock(index, id="e", title="Wind", body="A gale over Kigali.", source="Echo")
    before = {file.name: file.read_bytes() for file in index.iterdir()}
    with Archive.open(index) as archive:
        assert archive.untaken == 1
        assert sorted(hit.id for hit in archive.search("kigali")) == ["a", "e"]
        early = answers(archive)
        [problem] = archive.check().problems
        assert "Whoosh's own format" in problem.reason
    assert {file.name: file.read_bytes() for file in index.iterdir()} == before
    with Archive.create(index) as archive:
        assert archive.untaken == 0
        assert answers(archive) == early
        article = archive.get("e").article
        assert (article.text, article.title, article.source) == ("A gale over Kigali.", "Wind", "Echo")
    assert found(index, "kigali") == ["a", "e"]
    assert not list(index.glob("*.seg"))


@pytest.mark.parametrize("optimize", [False, True])
def test_a_stock_writer_that_merges_our_segments_loses_nothing(index: Path, optimize: bool) -> None:
    with Archive.open(index) as archive:
        before = {hit.id: archive.get(hit.id) for hit in archive.search("")}
    stock(index, "d", optimize=optimize, merge=True, id="e", body="Hail.")
    with Archive.create(index) as archive:
        assert archive.stats().articles == 3
        assert archive.stats().duplicates == 1
        for article_id in ("a", "b"):
            assert archive.get(article_id) == before[article_id]
        assert archive.get("c").article.text == "It shone."
        assert archive.add(ARTICLES[:3], published="2015").unchanged == 3
    assert found(index, "hail") == ["e"]


def test_the_same_id_added_by_a_stock_writer_replaces_ours(index: Path) -> None:
    writer = open_dir(str(index)).writer()
    writer.update_document(id="a", body="Rewritten.")
    writer.commit(merge=False)
    with Archive.create(index) as archive:
        assert archive.get("a").article.text == "Rewritten."
        assert archive.stats().articles == 3


def test_a_document_without_a_text_is_kept_as_what_it_is(index: Path) -> None:
    stock(index, id="e", title="Only a headline")
    with Archive.create(index) as archive:
        assert [hit.id for hit in archive.search("headline")] == ["e"]


def test_a_writer_that_fails_to_take_it_in_leaves_it_as_it_was(index: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stock(index, id="e", body="Hail.")
    monkeypatch.setattr("searchlib.indexing.writer.commit", lambda *_, **__: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        Writer(index)
    monkeypatch.undo()
    with Archive.create(index) as archive:
        assert archive.search("hail").total == 1


def test_the_command_says_how_to_take_it_in(index: Path, capsys: pytest.CaptureFixture[str]) -> None:
    stock(index, id="e", body="Hail.")
    assert main(["search", "--index", str(index), "hail"]) == 0
    said = capsys.readouterr()
    assert said.out.startswith("e\t")
    assert "searchlib compact" in said.err


def test_a_reader_reads_it_once_and_moves_on_when_it_is_taken_in(index: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stock(index, id="e", body="Hail.")
    with Archive.open(index) as archive:
        monkeypatch.setattr("searchlib.indexing.borrow.borrowed", lambda _: pytest.fail("read again"))
        archive.refresh()
        Archive.create(index).close()
        archive.refresh()
        assert (archive.untaken, archive.search("hail").total) == (0, 1)


@pytest.mark.parametrize("error", [OSError, PermissionError])
def test_a_reader_on_another_disk_copies(index: Path, monkeypatch: pytest.MonkeyPatch, error: type[OSError]) -> None:
    def refuse(*_: object) -> None:
        raise error

    monkeypatch.setattr("searchlib.indexing.borrow.os.link", refuse)
    stock(index, "d", id="e", body="Hail.")
    with Archive.open(index) as archive:
        assert sorted(hit.id for hit in archive.search("")) == ["a", "b", "e"]


def test_a_reader_that_opens_while_files_go_away_opens_the_next_commit(
    index: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stock(index, id="e", body="Hail.")
    scan, calls = borrow.os.scandir, []

    def once_too_early(path: Path) -> object:
        calls.append(path)
        if len(calls) == 1:
            Archive.create(index).close()
            raise FileNotFoundError
        return scan(path)

    monkeypatch.setattr("searchlib.indexing.borrow.os.scandir", once_too_early)
    assert [row.segment.doc_count for row in borrow.borrowed(index).segments]
