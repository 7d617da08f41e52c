"""An export is an index of stock Whoosh's, and it is the archive that it was made from."""

import subprocess
import sys
from pathlib import Path

import pytest

from searchlib import Archive, Article
from searchlib.cli.main import main
from searchlib.errors import IndexUnwritable, UsageError
from searchlib.indexing import export

STORM = "Storm over Kigali. “We will sail,” said harbour master Ada Lindqvist."
ARTICLES = [
    Article(STORM, id="a", title="Rain", date="2015-11-02", lang="en"),
    Article("It shone.", url="https://example.org/b", author="Tom Vale", source="Echo"),
    Article("It shone.", path="copy.txt", author="Tom Vale", source="Echo"),
    Article("Gone.", id="d"),
    Article("", id="e"),
]  # fmt: skip

WITHOUT_SEARCHLIB = """
import sys
sys.modules["searchlib"] = None
from whoosh.index import open_dir
from whoosh.qparser import QueryParser
index = open_dir(sys.argv[1])
with index.searcher() as searcher:
    for query in ("storms", "speaker:lindqvist", "said:sail", "date:2015", "title:rain", "source:echo"):
        print(query, sorted(hit["id"] for hit in searcher.search(QueryParser("body", index.schema).parse(query))))
"""


@pytest.fixture
def index(tmp_path: Path) -> Path:
    with Archive.create(tmp_path / "index") as archive:
        archive.add(ARTICLES)
        archive.remove("d")
    return tmp_path / "index"


def test_taken_over_again_it_holds_the_same_articles_and_facts(index: Path, tmp_path: Path) -> None:
    with Archive.open(index) as archive, Archive.create(tmp_path / "again") as again:
        assert archive.export(tmp_path / "stock").articles == 4
        assert again.take_over(tmp_path / "stock").added == 4
        ids = ["a", "https://example.org/b", "copy.txt", "e"]
        assert [again.get(one) for one in ids] == [archive.get(one) for one in ids]
        assert [hit.id for hit in again.search("")] == [hit.id for hit in archive.search("")]
        assert again.stats().duplicates == 1


def test_stock_whoosh_searches_it_without_searchlib(index: Path, tmp_path: Path) -> None:
    with Archive.open(index) as archive:
        archive.export(tmp_path / "stock")
    command = [sys.executable, "-c", WITHOUT_SEARCHLIB, str(tmp_path / "stock")]
    shown = subprocess.run(command, capture_output=True, text=True, check=True, cwd=tmp_path)
    assert shown.stdout.splitlines() == [
        "storms ['a']",
        "speaker:lindqvist ['a']",
        "said:sail ['a']",
        "date:2015 ['a']",
        "title:rain ['a']",
        "source:echo ['copy.txt', 'https://example.org/b']",
    ]


def test_what_stands_in_the_folder_is_not_touched(index: Path, tmp_path: Path) -> None:
    (tmp_path / "letters").mkdir()
    (tmp_path / "letters" / "a.txt").write_text("dear")
    with Archive.open(index) as archive, pytest.raises(UsageError):
        archive.export(tmp_path / "letters")
    assert [file.name for file in (tmp_path / "letters").iterdir()] == ["a.txt"]


def test_a_failure_leaves_nothing_behind(index: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(export, "sync_folder", lambda path: 1 / 0)
    with Archive.open(index) as archive, pytest.raises(ZeroDivisionError):
        archive.export(tmp_path / "stock")
    assert not list((tmp_path / "stock").iterdir())


def test_the_command_exports_and_reports(index: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["export", str(tmp_path / "stock"), "--to", "whoosh", "--index", str(index)]) == 0
    assert "articles\t4" in capsys.readouterr().out


def test_a_place_where_nothing_can_be_put_is_named_with_another_way_out_than_that_of_an_index(
    index: Path, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("It rained.")
    with Archive.open(index) as archive:
        with pytest.raises(UsageError, match="a folder that is not there yet, or is empty"):
            archive.export(tmp_path / "file")
        with pytest.raises(IndexUnwritable, match=r"cannot be written .*; choose another folder for the export$"):
            archive.export(tmp_path / "file" / "below")
        with pytest.raises(IndexUnwritable, match=r"cannot be written .*; choose another place for the file$"):
            archive.snapshot(tmp_path / "missing" / "file")
