"""A page that a browser saved as one file is read as any page."""

import base64
import quopri
from pathlib import Path

import pytest

from searchlib.model import Article, Failure
from searchlib.read.walk import articles

PAGE = """<html lang="en"><head><meta charset="utf-8"><title>Dockers’ strike</title></head><body><article>
<h1>Dockers’ strike</h1><p>Cranes stood still again.</p><p>“We are not going back,” said Gus Halloran.</p></article>
</body></html>"""


def saved(content: bytes, encoding: str, *, kind: str = "text/html", gap: bytes = b"\r\n") -> bytes:
    lines = [
        *("From: <Saved by Blink>", "Snapshot-Content-Location: https://gazette.example/strike", "MIME-Version: 1.0"),
        *("Content-Type: multipart/related;", '\ttype="text/html";', '\tboundary="----B--x----"', "", ""),
        *("------B--x----", "Content-Type: text/css", "Content-Transfer-Encoding: 7bit", "", "p { color: red }", ""),
        *("------B--x----", f"Content-Type: {kind}", f"Content-Transfer-Encoding: {encoding}", "", ""),
    ]
    return gap.join(line.encode() for line in lines) + content + gap + b"------B--x------" + gap


def read(folder: Path, data: bytes) -> Article | Failure:
    (folder / "strike.mhtml").write_bytes(data)
    (item,) = articles([folder])
    return item


@pytest.mark.parametrize("gap", [b"\r\n", b"\n"])
@pytest.mark.parametrize(
    ("encoding", "encode"),
    [("quoted-printable", quopri.encodestring), ("base64", base64.encodebytes), ("binary", bytes), ("8bit", bytes)],
)
def test_the_page_in_it_is_the_article(tmp_path: Path, gap: bytes, encoding: str, encode: type[bytes]) -> None:
    article = read(tmp_path, saved(encode(PAGE.encode()), encoding, gap=gap))
    assert isinstance(article, Article)
    assert article.text.split("\n")[1:] == ["Cranes stood still again.", "“We are not going back,” said Gus Halloran."]
    assert (article.title, article.url) == ("Dockers’ strike", "https://gazette.example/strike")


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (saved(b"x", "7bit", kind="text/plain"), "no page in it, as a browser saves one"),
        (saved(b"x", "base64"), "damaged base64 "),
        (b"Content-Type: multipart/related; boundary=\xff\r\n\r\n", "no page in it"),
        (b"just words", "no page in it"),
        (b"", "empty file"),
        (saved(b"", "7bit"), "empty file"),
    ],
)
def test_what_holds_no_page_is_a_failure(tmp_path: Path, data: bytes, reason: str) -> None:
    failure = read(tmp_path, data)
    assert isinstance(failure, Failure)
    assert failure.reason.startswith(reason)
