"""Files and folders become articles, in a fixed order, and nothing stops the run."""

import os
from pathlib import Path

import pytest

from searchlib.model import Article, Failure
from searchlib.read.once import once
from searchlib.read.options import ReadOptions
from searchlib.read.source import Found
from searchlib.read.walk import articles, expected, passed_over


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    root = tmp_path / "news"
    for name in ("b.txt", "a.TXT", "sub/c.txt", "sub/.hidden.txt", ".git/d.txt", "photo.png"):
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(f"Text of {name}.")
    return root


def test_a_folder_is_read_in_sorted_order_without_hidden_and_unknown_files(folder: Path) -> None:
    assert [item.id for item in articles([folder]) if isinstance(item, Article)] == ["a.TXT", "b.txt", "sub/c.txt"]


def test_what_a_browser_saved_beside_a_page_is_no_article_but_the_frames_of_a_page_are(tmp_path: Path) -> None:
    for name in ("a.html", "a_files/ad.html", "b.htm", "b_files/story.htm", "c_files/d.html", "Rede-Dateien/x.html"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("<frameset><frame src='x'>" if name == "b.htm" else f"<p>Rain fell on {name}.</p>")
    (tmp_path / "Rede.html").write_text("<p>Rain fell.</p>")
    read = [item.id for item in articles([tmp_path]) if isinstance(item, Article)]
    assert read == ["Rede.html", "a.html", "b_files/story.htm", "c_files/d.html"]


def test_files_of_other_kinds_are_counted_but_not_what_belongs_to_a_page(folder: Path) -> None:
    for name in (
        "a.pdf",
        "sub/b.PDF",
        "sub/c.docx",
        "page.html",
        "page_files/style.css",
        ".git/config",
        "LICENSE",
        "index/x.toc",
    ):
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text("x")
    assert passed_over([folder, folder / "a.pdf"], index=folder / "index") == {".pdf": 2, "": 1, ".docx": 1, ".png": 1}


def test_the_path_opens_and_the_id_is_relative_to_the_folder(folder: Path) -> None:
    (article,) = (item for item in articles([folder]) if isinstance(item, Article) and item.id == "sub/c.txt")
    assert article.path is not None
    assert Path(article.path).read_text() == article.text


def test_a_single_file_has_its_name_as_id(folder: Path) -> None:
    assert [item.id for item in articles([folder / "sub" / "c.txt"]) if isinstance(item, Article)] == ["c.txt"]


def test_a_folder_without_articles_yields_nothing(tmp_path: Path) -> None:
    assert list(articles([tmp_path])) == []


@pytest.mark.parametrize("content", [b"", b" \n\t"])
def test_an_empty_file_is_a_failure(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "a.txt").write_bytes(content)
    assert list(articles([tmp_path])) == [Failure(str(tmp_path / "a.txt"), "empty file")]


def test_a_missing_path_is_a_failure_and_the_rest_is_read(folder: Path) -> None:
    missing, article = articles([folder / "none.txt", folder / "b.txt"])
    assert missing == Failure(str(folder / "none.txt"), "no such file or directory")
    assert isinstance(article, Article)


def test_a_file_that_vanishes_after_listing_is_a_failure(folder: Path) -> None:
    run = articles([folder])
    assert isinstance(next(run), Article)
    (folder / "b.txt").unlink()
    assert next(run) == Failure(str(folder / "b.txt"), "no such file or directory")
    assert isinstance(next(run), Article)


def test_a_file_of_unknown_kind_named_outright_is_a_failure(folder: Path) -> None:
    (failure,) = articles([folder / "photo.png"])
    assert isinstance(failure, Failure)
    assert failure.reason.startswith("not a kind of file that is read (.txt")


def test_a_fifo_is_a_failure_and_does_not_block(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    assert list(articles([tmp_path])) == [Failure(str(tmp_path / "pipe.txt"), "a FIFO, not a file of articles")]


def test_a_device_is_a_failure() -> None:
    assert list(articles([Path("/dev/zero")])) == [Failure("/dev/zero", "a device, not a file of articles")]


def test_links_inside_the_folder_and_loops_are_met_once(folder: Path) -> None:
    (folder / "loop").symlink_to(folder)
    (folder / "again.txt").symlink_to(folder / "b.txt")
    assert [item.id for item in articles([folder]) if isinstance(item, Article)] == ["a.TXT", "b.txt", "sub/c.txt"]


def test_a_link_out_of_the_folder_is_reported_not_followed(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("secret")
    (folder / "z.txt").symlink_to(tmp_path / "secret.txt")
    (folder / "zz.txt").symlink_to(tmp_path / "nowhere")
    assert [item.reason for item in articles([folder]) if isinstance(item, Failure)] == [
        f"a link out of the folder; to read it, add {tmp_path / 'secret.txt'}",
        "a link to nothing",
    ]


def test_a_name_that_is_not_utf8_gives_a_printable_id(tmp_path: Path) -> None:
    Path(os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9.txt")).write_text("Text.")
    assert [item.id for item in articles([tmp_path]) if isinstance(item, Article)] == ["caf\\udce9.txt"]


def test_the_second_of_two_articles_with_one_id_names_the_first(folder: Path) -> None:
    (folder / "sub" / "b.txt").write_text("Another.")
    _, _, _, _, failure = articles([folder, folder / "sub" / "b.txt"])
    assert failure == Failure(
        str(folder / "sub" / "b.txt"),
        f"has the id 'b.txt' of {folder / 'b.txt'}, which is kept; give one of them another id",
    )


def test_a_file_named_twice_is_read_once(folder: Path) -> None:
    assert len(list(articles([folder, folder]))) == 3


def test_a_file_that_may_not_be_opened_is_a_failure(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened = os.open

    def refuse(path: str, flags: int, *rest: int) -> int:
        if path.endswith("b.txt"):
            raise PermissionError(13, "Permission denied")
        return opened(path, flags, *rest)

    monkeypatch.setattr(os, "open", refuse)
    assert Failure(str(folder / "b.txt"), "permission denied") in list(articles([folder]))
    assert len(list(articles([folder]))) == 3


def test_thousands_of_ids_are_told_apart() -> None:
    found = [Found(Article("x", id=str(number % 5000)), f"file {number // 1000}", number) for number in range(5100)]
    repeated = [item for item in once(found, options=ReadOptions()) if isinstance(item, Failure)]
    assert [item.path for item in repeated] == [f"file 5:{number}" for number in range(5000, 5100)]
    assert repeated[7].reason.startswith("has the id '7' of file 0:7,")


def test_of_many_repeated_ids_of_one_file_the_first_are_named_and_the_others_counted() -> None:
    found = [Found(Article("x", id="1"), place, line) for place in ("a.csv", "b.csv") for line in range(1, 301)]
    first, *repeated = once(found, options=ReadOptions())
    assert isinstance(first, Article)
    assert [item.path for item in repeated if isinstance(item, Failure)] == [
        *(f"a.csv:{line}" for line in range(2, 102)),
        "a.csv",
        *(f"b.csv:{line}" for line in range(1, 101)),
        "b.csv",
    ]
    assert repeated[100] == Failure("a.csv", "199 more have an id that came before, the last at a.csv:300")
    assert repeated[201] == Failure("b.csv", "200 more have an id that came before, the last at b.csv:300")


def test_the_number_of_articles_is_known_beforehand_where_each_file_holds_one(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Rain.")
    (tmp_path / "b.html.gz").write_bytes(b"")
    assert expected([tmp_path, tmp_path / "gone.txt"]) == (3, 5)
    (tmp_path / "e.jsonl").write_text('{"text": "Rain."}\n{"text": "Snow."}\n')
    assert expected([tmp_path]) == (4, 41)


@pytest.mark.parametrize("name", ["c.csv", "d.json", "f.jsonl.gz", "g.xml", "h.zip"])
def test_the_number_of_articles_is_not_guessed_where_only_reading_would_tell_it(tmp_path: Path, name: str) -> None:
    (tmp_path / "a.txt").write_text("Rain.")
    (tmp_path / name).write_text("text\nRain.")
    assert expected([tmp_path]) == (None, 15)
