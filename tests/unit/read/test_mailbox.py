"""A mailbox in one file gives an article for each e-mail in it."""

import zipfile
from pathlib import Path

import pytest

from searchlib.model import Article, Failure
from searchlib.read import mailbox
from searchlib.read.walk import articles

LINE = "From desk@herald.example Mon Nov  2 10:00:00 2015\n"
ONE = f"{LINE}Subject: Rain\n\nRain fell.\n\nFrom the harbour came word.\n>From there, too.\n\n"
TWO = "From 1518@xxx Mon Nov 02 10:00:00 +0000 2015\r\nSubject: Wind\r\n\r\nWind blew.\r\n"


def read(folder: Path, data: str) -> list[Article | Failure]:
    (folder / "press.mbox").write_text(data, newline="")
    return list(articles([folder]))


def test_each_email_is_an_article(tmp_path: Path) -> None:
    one, two = read(tmp_path, ONE + TWO)
    assert isinstance(one, Article)
    assert isinstance(two, Article)
    assert (one.id, one.title, two.id, two.title) == ("press.mbox#1", "Rain", "press.mbox#2", "Wind")
    assert one.text.split("\n")[2:4] == ["From the harbour came word.", "From there, too."]
    assert two.text.strip() == "Wind blew."


def test_a_line_within_a_paragraph_begins_no_email(tmp_path: Path) -> None:
    (one,) = read(tmp_path, f"{LINE}Subject: Rain\n\nThe line that a mailbox has:\n{LINE}is no text.\n")
    assert isinstance(one, Article)
    assert LINE in one.text


def test_a_bad_email_harms_no_other(tmp_path: Path) -> None:
    bad, two = read(tmp_path, f"{LINE}no head at all\n\n{TWO}")
    assert bad == Failure(
        f"{tmp_path}/press.mbox:1", "no e-mail: it does not begin with lines such as Subject: and From:"
    )
    assert isinstance(two, Article)


def test_an_email_that_is_too_large_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mailbox, "MAX_TEXT", 60)
    large = f"{LINE}Subject: Rain\n\n{'Rain fell. ' * 10}\n\n"
    bad, two, last = read(tmp_path, large + TWO + "\n" + large)
    assert isinstance(two, Article)
    assert [item.path for item in (bad, last) if isinstance(item, Failure)] == [
        f"{tmp_path}/press.mbox:1",
        f"{tmp_path}/press.mbox:3",
    ]


def test_what_is_no_mailbox_says_so(tmp_path: Path) -> None:
    (failure,) = read(tmp_path, "From the harbour came word.\n")
    assert isinstance(failure, Failure)
    assert failure.reason == "no mailbox: it does not begin with a line From SENDER DATE"


def test_a_mailbox_in_a_zip_file_is_read(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "takeout.zip", "w") as packed:
        packed.writestr("Mail/press.mbox", ONE + TWO)
    found = list(articles([tmp_path]))
    assert [item.id for item in found if isinstance(item, Article)] == [
        "takeout.zip!Mail/press.mbox#1",
        "takeout.zip!Mail/press.mbox#2",
    ]
