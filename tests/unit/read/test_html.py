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
HIDDEN = "a page whose text is all in scripts or menus, or nested deeper than 2,000 tags"
FRAMES = (
    b"<html><title>The Weekly</title><frameset cols='20%,80%'><frame src='menu.htm'><FRAME name=b SRC=story.htm>"
    b"<noframes><body>Your browser shows no frames.</body></noframes></frameset></html>"
)


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
    ("data", "reason"),
    [
        (b"<html><body><img src='x.png'></body></html>", "a page without text"),
        (b"<p>&nbsp;</p>", "a page without text"),
        (b"<body><script>x()</script></body>", HIDDEN),
        (b"<div>" * 3000 + b"x", HIDDEN),
        (FRAMES, "a page of frames, whose text stands in pages of its own: menu.htm, story.htm"),
    ],
)  # fmt: skip
def test_a_page_without_text_is_a_failure_that_says_why(tmp_path: Path, data: bytes, reason: str) -> None:
    (tmp_path / "page.html").write_bytes(data)
    assert list(articles([tmp_path])) == [Failure(str(tmp_path / "page.html"), reason)]


def test_what_a_page_of_frames_says_instead_of_them_is_its_text_where_it_is_an_article(tmp_path: Path) -> None:
    text = only(tmp_path, FRAMES.replace(b"Your browser shows no frames.", PARAGRAPHS.encode())).text
    assert "“No country can do it alone,” he told reporter 7." in text
    assert "<" not in text


@pytest.mark.parametrize(
    ("markup", "title"),
    [
        ("<title>Ministry</title><p>June 9, 2016<h2>Oyster reefs restored</h2>" + PARAGRAPHS, "Oyster reefs restored"),
        ("<title>Reefs of the coast</title><h2>A</h2><h2>Two headings</h2>" + PARAGRAPHS, "Reefs of the coast"),
        ("<title>Print</title><b>Oyster reefs restored</b><br>By Ann Roe" + PARAGRAPHS, "Oyster reefs restored"),
        ("<title>Print</title><b>Reefs.</b><br>By Ann Roe" + PARAGRAPHS, None),
        ("<title>Resigned!</title><h1>Resigned!</h1>" + PARAGRAPHS, "Resigned!"),
        ("<title>Reefs restored</title>" + PARAGRAPHS + "<h2>More from the coast</h2>", "Reefs restored"),
    ],
)  # fmt: skip
def test_the_headline_is_what_stands_above_the_article(markup: str, title: str | None) -> None:
    assert page_of(f"<html><head>{markup.replace('</title>', '</title></head><body>', 1)}</body></html>").title == title


def test_a_headline_above_the_paragraphs_stays_in_the_text_where_nothing_else_does() -> None:
    markup = "<title>story</title><center><b>Schoolhouse saved</b></center><p>October 5, 1999</p>"
    assert page_of(markup + PARAGRAPHS).text.startswith("Schoolhouse saved\nOctober 5, 1999\n")


def test_a_page_out_of_an_archive_of_the_web_has_the_address_that_it_had() -> None:
    kept = (
        '<meta property="og:url" content="https://web.archive.org/web/20130612042211/http://www.herald.example/river">'
    )
    page = page_of(f"<head><title>River cleanup stalls</title>{kept}</head><h1>River cleanup stalls</h1>{PARAGRAPHS}")
    assert (page.url, page.source) == ("http://www.herald.example/river", "herald.example")


def test_the_rows_of_a_table_are_text_without_bars() -> None:
    rows = "<table><tr><th>Town</th><th>Jobs</th></tr><tr><td>Norwick</td><td>-1,200</td></tr></table>"
    text = page_of(f"<article><h1>Jobs lost by town</h1>{PARAGRAPHS}{rows}</article>").text
    assert "Norwick\t-1,200" in text
    assert "|" not in text


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
