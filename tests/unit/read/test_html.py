"""Saved pages: the article without the furniture, whatever the page does."""

import time
from pathlib import Path

import pytest

from searchlib.model import Article, Failure
from searchlib.read.html import few_attributes, page_of
from searchlib.read.walk import articles

PARAGRAPHS = "".join(
    f"<p>Delegates from {number} countries met in Kigali on Monday &amp; agreed that <b>police</b> cooperation"
    f" matters,<br>the minister said. &ldquo;No country can do it alone,&rdquo; he told reporter {number}.</p>\n"
    for number in range(12)
)
PAGE = f"""<!DOCTYPE html><html lang="en-GB"><head><meta charset="utf-8"><title>Police chiefs meet | The Site</title>
<meta property="og:title" content="Police chiefs meet"><meta property="og:site_name" content="The Site">
<meta property="article:published_time" content="2015-11-02T08:00:00Z"><meta name="author" content="Jane Doe">
<link rel="canonical" href="https://example.org/police-chiefs-meet"><style>p {{ color: red }}</style></head><body>
<nav><ul><li><a href="/">Home</a></li><li><a href="/sport">Sport</a></li></ul></nav><article>
<h1>Police chiefs meet</h1>{PARAGRAPHS}</article><footer>Copyright 2019 The Site</footer>
<script>var tracker = "evil";</script></body></html>"""


def only(folder: Path, data: bytes) -> Article:
    (folder / "page.html").write_bytes(data)
    (article,) = articles([folder])
    assert isinstance(article, Article)
    return article


def test_a_page_gives_article_and_metadata_without_the_furniture(tmp_path: Path) -> None:
    article = only(tmp_path, PAGE.encode())
    assert article[1:] == (
        *("page.html", "Police chiefs meet", "2015-11-02", "The Site", "https://example.org/police-chiefs-meet"),
        *("Jane Doe", "en", str(tmp_path / "page.html")),
    )
    assert "& agreed that police cooperation" in article.text
    assert "“No country can do it alone,” he told reporter 7." in article.text
    assert not any(word in article.text for word in ("Home", "Sport", "evil", "color", "Copyright"))


def test_a_date_that_the_page_does_not_state_is_not_guessed() -> None:
    assert page_of("<title>T</title><p>On 3 May 1998 it rained.</p><footer>© 2019</footer>").date is None


def test_a_short_page_keeps_its_paragraphs(tmp_path: Path) -> None:
    article = only(tmp_path, b"<nav>Home</nav><article><h1>Rain</h1><p>Rain fell.</p><p>It was wet.</p></article>")
    assert article.text.split("\n") == ["Rain", "Rain fell.", "It was wet."]


@pytest.mark.parametrize("charset", ["windows-1252", "ISO-8859-1", "shift_jis", "koi8-r", "utf-8"])
def test_the_stated_code_page_is_believed(tmp_path: Path, charset: str) -> None:
    words = {"shift_jis": "大統領は言った。", "koi8-r": "Президент сказал."}.get(charset, "Le café – dit-il.")
    encoded = words.encode("cp1252" if charset == "ISO-8859-1" else charset)
    assert words in only(tmp_path, b"<meta charset=" + charset.encode() + b"><p>" + encoded + b"</p>").text


@pytest.mark.parametrize("codec", ["punycode", "rot13", "zip", "unicode_escape", "no-such-thing"])
def test_a_charset_that_is_no_code_page_is_not_used(tmp_path: Path, codec: str) -> None:
    assert "café" in only(tmp_path, b"<meta charset=" + codec.encode() + b"><p>caf\xe9 au lait</p>").text


@pytest.mark.parametrize(
    "data",
    [
        b"<p>Rain <b>fell <i>on </p> Monday </b><div></span></table>",
        b"<p>Rain fell on Monday",
        b"Rain fell on Monday",
        b"<!-- <p>Rain fell on Monday</p>--><p>Rain fell on Monday</p><!-- ",
        b"<html><head><title>x</title><p>Rain fell on Monday</p>",
    ],
)
def test_broken_markup_still_gives_the_text(tmp_path: Path, data: bytes) -> None:
    assert " ".join(only(tmp_path, data).text.split()) == "Rain fell on Monday"


@pytest.mark.parametrize(
    "data", [b"<html><body><script>x()</script></body></html>", b"<p>&nbsp;</p>", b"<div>" * 3000 + b"x"]
)
def test_a_page_without_text_is_a_failure(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "page.html").write_bytes(data)
    assert list(articles([tmp_path])) == [
        Failure(str(tmp_path / "page.html"), "a page without text, or one nested deeper than 2,000 tags")
    ]


def test_entity_bombs_stay_small(tmp_path: Path) -> None:
    bomb = b'<!DOCTYPE x [<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;">'
    file = b'<!ENTITY f SYSTEM "file:///etc/passwd">]>'
    assert len(only(tmp_path, bomb + file + b"<p>Rain &c; &f; fell.</p>").text) < 200


@pytest.mark.parametrize(
    "markup",
    [
        "<p>Rain fell.</p>" + "<div>" * 200_000,
        "<p>Rain fell.</p>" + "<span>word</span> " * 100_000,
        "<p " + " ".join(f"a{number}=1" for number in range(100_000)) + ">Rain fell.</p>",
        "<p " + " ".join(f"a{number}" for number in range(100_000)) + ">Rain fell.</p>",
        "<p>Rain fell.</p>" + "<" * 1_000_000,
        "<p>Rain fell.</p>" + "<a href='" * 100_000,
        "<p>Rain fell.</p>" + "<!--" * 200_000,
        "<p>Rain fell.</p>" + "&#" * 500_000,
        "<p>Rain fell.</p>" + "<table><tr><td>" * 100_000,
        "<p>Rain fell.</p>" + "<b><p>" * 100_000,
    ],
    ids=[
        "deep",
        "many",
        "attributes",
        "bare attributes",
        "angles",
        "quotes",
        "comments",
        "entities",
        "tables",
        "mixed",
    ],
)
def test_a_page_of_pathological_shape_is_read_in_bounded_time(markup: str) -> None:
    page_of("<p>warm</p>")
    start = time.process_time()
    assert "Rain fell." in page_of(markup).text
    assert time.process_time() - start < 5


def test_attributes_are_kept_where_they_are_few() -> None:
    path = " ".join(str(number) for number in range(5000))
    markup = f'<p class="a">x</p> 5 > 4 <svg d="{path}">'
    assert few_attributes(markup) == markup
