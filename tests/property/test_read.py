"""Whatever bytes a file holds: no exception, only articles that can be written, and failures with a reason."""

import io
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from searchlib.model import Article, Failure
from searchlib.read.decode import mended
from searchlib.read.html import page_of
from searchlib.read.lines import from_stream
from searchlib.read.markdown import plain
from searchlib.read.packed import PACKED
from searchlib.read.readers import READERS
from searchlib.read.walk import articles
from tests.cases import cases

NAMES = [f"a{suffix}" for suffix in READERS] + [f"a.jsonl{suffix}" for suffix in PACKED] + ["a.zip"]
PIECES = st.sampled_from(
    [b"{", b"}", b"[", b'"text": ', b'"a",', b'"', b"\\ud800", b"\n", b",", b"1e999", b"<p>", b"</p>", b"<!--", b"\0",
     b"\xff\xfe", b"\xef\xbb\xbf", b"\x1f\x8b\x08\0", b"BZh9", b"\xfd7zXZ\0", b"PK\x03\x04", b"PK\x05\x06", b"---\n",
     b"From a Mon Nov 2 10:00:00 2015\n", b"Subject: =?utf-8?q?=C3?=\n", b"--x\n", b"--x--\n", b"\n\n",
     b"Content-Type: multipart/mixed; boundary=x\n\n", b"Content-Type: text/html; charset=utf-16\n\n",
     b"title: x\n", b"text,title\n", b"\xe2\x80", b"\xc3\xa9", b"&#x0;", b"&#55296;", b"<title>", b"word "]
)  # fmt: skip
CONTENT = st.one_of(st.binary(max_size=200), st.lists(PIECES, max_size=30).map(b"".join))


@pytest.mark.parametrize("name", NAMES)
@settings(max_examples=cases(100), deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(content=CONTENT)
def test_random_bytes_give_articles_or_reasons(name: str, content: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, name).write_bytes(content)
        for item in articles([Path(folder)]):
            if isinstance(item, Failure):
                assert item.path.startswith(folder)
                assert item.reason.encode("utf-8")
            else:
                check(item)


@settings(deadline=None)
@given(CONTENT)
def test_random_streams_give_articles_or_reasons(content: bytes) -> None:
    for item in from_stream(io.BytesIO(content)):
        if isinstance(item, Article):
            check(item)


@settings(deadline=None)
@given(st.text())
def test_markup_of_any_kind_is_no_error(text: str) -> None:
    plain(text), mended(text), page_of(text)


@given(st.text(st.characters(codec="utf-8", exclude_characters="\0")).filter(str.strip))
def test_what_is_no_mojibake_is_read_as_it_stands(text: str) -> None:
    (article,) = from_stream(io.BytesIO(b'{"text": ' + __import__("json").dumps(text).encode() + b"}"))
    assert isinstance(article, Article)
    assert article.text == mended(text)


def check(article: Article) -> None:
    assert article.text.strip()
    assert article.id
    for value in article:
        (value or "").encode("utf-8")
