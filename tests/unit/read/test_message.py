"""An e-mail is an article; nothing that is in one is run, and nothing takes long."""

import base64
import quopri
from pathlib import Path

import pytest

from searchlib.model import Article, Failure
from searchlib.read.options import AS_GIVEN
from searchlib.read.walk import articles

HEAD = (
    "Received: from mx.herald.example\r\n"
    "From: =?utf-8?q?J=C3=BCrgen?= Weiss <press@ministry.example>\r\n"
    "Subject: =?utf-8?b?SGFyYm91ciDigJxjbG9zZWTigJ0=?=\r\n for good\r\n"
    "Date: Mon, 02 Nov 2015 10:00:00 +0100\r\n"
)
SAID = "“The harbour stays closed,” said Anna Lindqvist."
LONG = " ".join([SAID] * 10)
PLAIN = f"Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n{LONG}"
PAGE = (
    "Content-Type: text/html; charset=utf-8\r\n\r\n<html><head><title>x</title></head><body><p>Cranes stood still.</p>"
)
ATTACHED = "Content-Type: text/plain\r\nContent-Disposition: attachment; filename=notes.txt\r\n\r\nSecret notes."
PICTURE = "Content-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n\r\niVBORw0KGgo="


def several(kind: str, *held: str, mark: str = "mark") -> str:
    inside = "".join(f"--{mark}\r\n{part}\r\n" for part in held)
    return f"Content-Type: multipart/{kind}; boundary={mark}\r\n\r\nas MIME\r\n{inside}--{mark}--\r\nbehind"


def read(folder: Path, data: str | bytes) -> list[Article | Failure]:
    (folder / "one.eml").write_bytes(data.encode() if isinstance(data, str) else data)
    return list(articles([folder]))


def text(folder: Path, data: str | bytes) -> str:
    (article,) = read(folder, data)
    assert isinstance(article, Article), article
    return article.text


def test_the_head_says_title_author_and_date(tmp_path: Path) -> None:
    (article,) = read(tmp_path, HEAD + PLAIN)
    assert isinstance(article, Article)
    assert (article.title, article.author) == ("Harbour “closed” for good", "Jürgen Weiss")
    assert (article.date, article.text, article.id) == ("Mon, 02 Nov 2015 10:00:00 +0100", LONG, "one.eml")


@pytest.mark.parametrize("gap", ["\n", "\r\n"])
@pytest.mark.parametrize("order", [(PLAIN, PAGE), (PAGE, PLAIN)])
def test_of_several_forms_the_plain_text_is_read(tmp_path: Path, gap: str, order: tuple[str, str]) -> None:
    data = (HEAD + several("alternative", *order)).replace("\r\n", gap)
    assert text(tmp_path, data).strip() == LONG


def test_a_plain_text_that_only_hints_at_a_page_gives_way_to_it(tmp_path: Path) -> None:
    hint = "Content-Type: text/plain\r\n\r\nSee the page."
    assert text(tmp_path, HEAD + several("alternative", hint, PAGE.replace("Cranes", "The cranes"))).strip() == (
        "The cranes stood still."
    )


def test_a_page_alone_gives_its_text_without_markup(tmp_path: Path) -> None:
    assert text(tmp_path, HEAD + PAGE) == "Cranes stood still."


def test_lines_that_flow_are_one_where_the_email_says_so(tmp_path: Path) -> None:
    words = "“We sail,” union chairman Tomas \r\nBrandt said.\r\n-- \r\nThe press office"
    for kind, lines in (("text/plain; format=flowed", 3), ("text/plain", 4)):
        found = text(tmp_path, f"{HEAD}Content-Type: {kind}; charset=utf-8\r\n\r\n{words}")
        assert len(found.split("\n")) == lines
    assert "Tomas Brandt said.\n-- \nThe" in text(
        tmp_path, f"{HEAD}Content-Type: text/plain; charset=utf-8; FORMAT=Flowed\r\n\r\n{words}"
    )


def test_what_is_attached_is_left_out_and_what_stands_beside_it_kept(tmp_path: Path) -> None:
    inner = several("alternative", PLAIN, PAGE, mark="inner-mark")
    footer = "Content-Type: text/plain\r\n\r\nSent to the press list."
    found = text(tmp_path, HEAD + several("mixed", inner, PICTURE, ATTACHED, footer)).split("\n")
    assert [line for line in found if line] == [LONG, "Sent to the press list."]


def test_a_forwarded_message_is_read_for_what_it_says(tmp_path: Path) -> None:
    forwarded = f"Content-Type: message/rfc822\r\n\r\nSubject: inner\r\n{PLAIN}"
    assert text(tmp_path, HEAD + several("mixed", forwarded)).strip() == LONG


@pytest.mark.parametrize(
    ("charset", "encoding"),
    [("iso-8859-1", "cp1252"), ("koi8-r", "koi8-r"), ("iso-2022-jp", "iso2022_jp"), ("shift_jis", "shift_jis")],
)
def test_a_text_is_in_the_encoding_that_is_stated(tmp_path: Path, charset: str, encoding: str) -> None:
    words = {"cp1252": "Čeština? “Jürgen”", "koi8-r": "Снег идёт"}.get(encoding, "雨が降った")
    words = words.encode(encoding, "ignore").decode(encoding)
    head = f"Subject: x\nContent-Type: text/plain; charset={charset}\nContent-Transfer-Encoding: base64\n\n"
    assert text(tmp_path, head.encode() + base64.encodebytes(words.encode(encoding))) == words


def test_what_is_utf8_is_read_as_that_whatever_is_stated(tmp_path: Path) -> None:
    (tmp_path / "one.eml").write_text("Subject: x\nContent-Type: text/plain; charset=iso-8859-1\n\nJürgen")
    (article,) = articles([tmp_path], options=AS_GIVEN)  # nothing is mended afterwards
    assert isinstance(article, Article)
    assert article.text == "Jürgen"


def test_a_part_without_a_head_is_text(tmp_path: Path) -> None:
    found = text(tmp_path, HEAD + several("mixed", "\r\nRain: it fell.\r\n\r\nWind blew."))
    assert found.split() == ["Rain:", "it", "fell.", "Wind", "blew."]


@pytest.mark.parametrize("charset", ["utf-7", "hex", "punycode", "unicode_escape", "\x00", "nonsense"])
def test_an_encoding_that_no_text_is_in_is_not_obeyed(tmp_path: Path, charset: str) -> None:
    data = f"Subject: x\nContent-Type: text/plain; charset={charset}\n\nRain fell on 2+2AC- \\x41"
    assert text(tmp_path, data) == "Rain fell on 2+2AC- \\x41"


def test_quoted_printable_is_undone(tmp_path: Path) -> None:
    head = (
        b"Subject: x\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n"
    )
    assert text(tmp_path, head + quopri.encodestring(LONG.encode())).strip() == LONG


@pytest.mark.parametrize(
    ("line", "author"),
    [
        ("anna@herald.example", "anna@herald.example"),
        ("Anna Lindh <anna@herald.example>", "Anna Lindh"),
        ('"Lindh, Anna" <a@b>, Gus Halloran <g@h>', "Lindh, Anna; Gus Halloran"),
        ("Jürgen Weiß <j@w>", "Jürgen Weiß"),
        ("=?nonsense?q?Anna?= <a@b>", "=?nonsense?q?Anna?="),
        ("=?utf-8?b?A?= <a@b>", "=?utf-8?b?A?="),
    ],
)
def test_the_author_is_who_sent_it(tmp_path: Path, line: str, author: str) -> None:
    (article,) = read(tmp_path, f"From: {line}\nSubject: x\n\nRain fell.")
    assert isinstance(article, Article)
    assert article.author == author


def test_a_head_in_an_old_encoding_is_read(tmp_path: Path) -> None:
    (article,) = read(tmp_path, "Subject: Jürgen\n\nRain fell.".encode("cp1252"))
    assert isinstance(article, Article)
    assert article.title == "Jürgen"


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        ("just words\n\nand more", "no e-mail: it does not begin with lines such as Subject: and From:"),
        (HEAD + PICTURE, "an e-mail without text, or whose text is all attached"),
        (HEAD + several("mixed", ATTACHED), "an e-mail without text, or whose text is all attached"),
        (HEAD + "Content-Transfer-Encoding: base64\r\n\r\nabcde", "damaged base64"),
        (HEAD + "\r\nzero \0 bytes", "binary content: zero bytes"),
        (HEAD + "Content-Type: multipart/mixed\r\n\r\nno boundary", "an e-mail without text"),
        ("", "empty file"),
    ],
)
def test_what_holds_no_text_is_a_failure(tmp_path: Path, data: str, reason: str) -> None:
    (failure,) = read(tmp_path, data)
    assert isinstance(failure, Failure)
    assert failure.reason.startswith(reason)


def nested(levels: int) -> str:
    inside = PLAIN
    for level in range(levels):
        inside = several("mixed", inside, mark=f"m{level}")
    return HEAD + inside


def test_parts_within_parts_are_read_ten_deep_and_no_deeper(tmp_path: Path) -> None:
    assert text(tmp_path, nested(10)).strip() == LONG
    (failure,) = read(tmp_path, nested(11))
    assert isinstance(failure, Failure)
    assert "parts 10 deep" in failure.reason


@pytest.mark.parametrize(
    "data",
    [
        HEAD + several("mixed", *["\r\na"] * 20_000),
        nested(5_000),
        f"Subject: {'=?a?q?' * 10_000}\n\nRain fell.",
        f"Subject: x\nContent-Type: text/plain; {';' * 30_000}{chr(34) * 30_000}\n\nRain fell.",
        f"From: {'(' * 20_000}\nSubject: x\n\nRain fell.",
        f"From: {'<' * 60_000}\n" + "X: y\n" * 500_000,
    ],
    ids=["parts", "depth", "words", "values", "comments", "lines"],
)
def test_what_is_made_to_take_long_comes_to_an_end(tmp_path: Path, data: str) -> None:
    assert len(read(tmp_path, data)) == 1
