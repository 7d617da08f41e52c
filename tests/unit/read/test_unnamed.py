"""A saved page is read whatever its name ends with, if it begins like one."""

import zipfile
from pathlib import Path

import pytest

from searchlib.model import Article, Failure
from searchlib.read.walk import articles, passed_over

PAGE = "<!DOCTYPE html>\n<html><head><title>Rain over the coast</title></head><body><p>Rain fell.</p></body></html>"


@pytest.mark.parametrize(
    "name", ["story", "story.php", "VIEW.ASPX", "view.asp?id=1.2", "index.html?p=3", "index.html@p=3", "a.php@id=3"]
)
def test_a_page_is_read_whatever_its_name(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text(PAGE)
    (article,) = articles([tmp_path])
    assert isinstance(article, Article)
    assert (article.text, article.id) == ("Rain fell.", name)
    assert list(articles([tmp_path / name])) == [article]
    assert passed_over([tmp_path], index=tmp_path / "index") == {}


@pytest.mark.parametrize(
    "begins", ["\ufeff", "\n\n", "<?xml version='1.0'?>\n", "<!-- saved from url=(0014)about:internet -->\n"]
)
def test_what_stands_above_a_page_is_no_matter(tmp_path: Path, begins: str) -> None:
    (tmp_path / "story").write_text(begins + PAGE)
    assert [type(item) for item in articles([tmp_path])] == [Article]


@pytest.mark.parametrize("name", ["Makefile", "page.php", "cover.jpg", "page.py"])
def test_what_is_no_page_is_counted(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text(PAGE if name in ("cover.jpg", "page.py") else "<?php echo 'x'; ?>" + PAGE)
    assert list(articles([tmp_path])) == []
    assert passed_over([tmp_path], index=tmp_path / "index") == {Path(name).suffix: 1}


def test_a_file_that_was_named_and_is_no_page_is_a_failure(tmp_path: Path) -> None:
    (tmp_path / "notes").write_text("words")
    (failure,) = articles([tmp_path / "notes"])
    assert isinstance(failure, Failure)
    assert failure.reason.startswith("not a kind of file that is read")


def test_pages_in_a_zip_file_are_read_and_what_is_none_left_out(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "site.zip", "w") as packed:
        packed.writestr("LICENSE", "words")
        packed.writestr("story.php", PAGE)
    assert [item.id for item in articles([tmp_path]) if isinstance(item, Article)] == ["site.zip!story.php"]
    assert len(list(articles([tmp_path]))) == 1


def test_what_a_browser_saved_beside_such_a_page_is_left_out(tmp_path: Path) -> None:
    (tmp_path / "story.php").write_text(PAGE)
    (tmp_path / "story_files").mkdir()
    (tmp_path / "story_files" / "advert.html").write_text(PAGE)
    assert [item.id for item in articles([tmp_path]) if isinstance(item, Article)] == ["story.php"]
