"""Text files in the encodings of newsrooms; what is doubtful is said, what is binary is refused."""

from pathlib import Path

import pytest

from searchlib.model import Article, Failure
from searchlib.read.options import AS_GIVEN, ReadOptions
from searchlib.read.walk import articles

STORY = "KIGALI – “No country can do it alone,” Jürgen Stock said.\r\n\r\nHe left on Monday.\n"


def only(folder: Path, data: bytes, *, name: str = "a.txt", options: ReadOptions | None = None) -> Article:
    (folder / name).write_bytes(data)
    (article,) = articles([folder / name], options=options or ReadOptions())
    assert isinstance(article, Article)
    return article


def failure(folder: Path, data: bytes, *, name: str = "a.txt") -> str:
    (folder / name).write_bytes(data)
    (failed,) = articles([folder / name])
    assert isinstance(failed, Failure)
    assert failed.path == str(folder / name)
    return failed.reason


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"])
def test_a_text_is_read_as_it_stands_in_each_encoding(tmp_path: Path, encoding: str) -> None:
    assert only(tmp_path, STORY.encode(encoding)).text == STORY


def test_a_text_with_the_apostrophes_of_an_old_macintosh_is_read_as_one(tmp_path: Path) -> None:
    story = "“We don’t know,” Jürgen Stock said – at the café."
    assert only(tmp_path, story.encode("mac_roman")).text == story
    estonian = "“Õunad on siin,” said Õnne Põld in Tallinn on Monday morning, and left for the harbour."
    assert only(tmp_path, estonian.encode("cp1252")).text == estonian


def test_text_that_is_mostly_outside_ascii_is_read_in_its_own_code_page(tmp_path: Path) -> None:
    russian = "Президент сказал, что страны должны работать вместе против преступности. " * 5
    assert only(tmp_path, russian.encode("cp1251")).text == russian


def test_mojibake_is_mended(tmp_path: Path) -> None:
    broken = STORY.encode().decode("cp1252", "replace")
    assert "â€" in broken
    assert only(tmp_path, "The cafÃ© of JÃ¼rgen Stock".encode()).text == "The café of Jürgen Stock"


def test_mojibake_is_kept_where_spans_count_characters_as_given(tmp_path: Path) -> None:
    assert only(tmp_path, "The cafÃ©".encode(), options=AS_GIVEN).text == "The cafÃ©"


def test_words_that_only_look_like_mojibake_are_kept(tmp_path: Path) -> None:
    assert only(tmp_path, "SÃO PAULO, Âme, Ðóra".encode()).text == "SÃO PAULO, Âme, Ðóra"


def test_broken_utf8_is_read_and_reported(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes("Jürgen Stock, Mireille Ballestrazzi – “Yes".encode() + b"\xff, she said.")
    article, doubt = articles([tmp_path])
    assert isinstance(article, Article)
    assert article.text == "Jürgen Stock, Mireille Ballestrazzi – “Yes\ufffd, she said."
    assert isinstance(doubt, Failure)
    assert doubt.reason.startswith("broken utf-8: 1 place")


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"abc\0def" * 9, "binary content: zero bytes"),
        (b"word " * 20_000 + b"\0", "binary content: zero bytes"),
        (bytes(range(1, 32)) * 9, "binary content: control characters"),
        (b"%PDF-1.7 text", "binary content: a PDF"),
        (b"\xff\xd8\xff\xe0JFIF", "binary content: a JPEG picture"),
        (b"{\\rtf1 text}", "binary content: rich text (RTF)"),
    ],
)
def test_binary_content_is_refused_with_its_kind(tmp_path: Path, data: bytes, reason: str) -> None:
    assert failure(tmp_path, data) == reason


def test_a_text_beyond_the_bound_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("searchlib.read.text.MAX_TEXT", 1 << 20)
    assert failure(tmp_path, b"word " * (1 << 18)).startswith("larger than 1 MB")


def test_markdown_loses_its_markup_and_gives_its_title(tmp_path: Path) -> None:
    article = only(
        tmp_path,
        b"# Rain *again*\n\n> The [minister](http://x.org/a_b) said **no**.\n\n![A photo](p.png)\n\n- one_two\n",
        name="a.md",
    )
    assert article.title == "Rain again"
    assert article.text.split("\n") == ["Rain again", "", "The minister said no.", "", "A photo", "", "- one_two", ""]


def test_the_front_matter_of_markdown_is_metadata(tmp_path: Path) -> None:
    data = b'---\ntitle: "Rain"\ndate: 2015-11-02\nauthor: A. B.\ntags: [x]\n---\nIt fell.\n'
    article = only(tmp_path, data, name="a.md")
    assert article[:7] == ("It fell.\n", "a.md", "Rain", "2015-11-02", None, None, "A. B.")
