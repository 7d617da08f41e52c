"""Compacting gives space back and changes no answer."""

from pathlib import Path

import pytest
from whoosh.index import open_dir

from searchlib import Archive, Article
from searchlib.cli.main import main


@pytest.fixture
def index(tmp_path: Path) -> Path:
    with Archive.create(tmp_path / "index") as archive:
        for batch in range(3):
            archive.add([Article(f"Storm {n} over port {batch}. " * 20, id=f"{batch}.{n}") for n in range(8)])
        archive.add([Article("It shone.", id="copy"), Article("It shone.", id="copied")])
        archive.remove(["0.1", "1.1", "2.0"])
    return tmp_path / "index"


def test_one_segment_is_left_with_the_same_answers(index: Path) -> None:
    with Archive.open(index) as archive:
        before = [(hit.id, archive.get(hit.id)) for hit in archive.search("", limit=100)]
        done = archive.compact()
        assert [(hit.id, archive.get(hit.id)) for hit in archive.search("", limit=100)] == before
        stats = archive.stats()
        assert (stats.segments, stats.articles, stats.duplicates) == (1, 22, 1)
        assert (done.articles, done.bytes < done.bytes_before) == (23, True)
        assert archive.check().problems == ()
        archive.remove("copy")
        assert archive.search("shone")[0].id == "copied"


def test_as_small_as_built_at_once(index: Path, tmp_path: Path) -> None:
    with Archive.open(index) as archive, Archive.create(tmp_path / "fresh") as fresh:
        kept = [archive.get(hit.id).article for hit in archive.search("", limit=100)]
        fresh.add(kept)
        assert archive.compact().bytes <= 1.05 * fresh.compact().bytes


def test_a_reader_that_is_open_is_not_disturbed(index: Path) -> None:
    with Archive.open(index) as reader, Archive.open(index) as archive:
        archive.compact()
        assert len(reader.search("storm", limit=100)) == 21


def test_what_a_stock_writer_added_is_taken_in(index: Path, capsys: pytest.CaptureFixture[str]) -> None:
    writer = open_dir(str(index)).writer()
    writer.add_document(id="e", body="Hail.")
    writer.commit(merge=False)
    assert main(["compact", "--index", str(index)]) == 0
    assert "articles\t24" in capsys.readouterr().out
    with Archive.open(index) as archive:
        assert [hit.id for hit in archive.search("hail")] == ["e"]


def test_an_index_without_an_article_stays_one(tmp_path: Path) -> None:
    with Archive.create(tmp_path) as archive:
        assert archive.compact().articles == 0
        assert archive.search("").total == 0
