"""Feeds become an article an entry, whatever their dialect."""

from pathlib import Path

import pytest

from searchlib.model import Article, Failure
from searchlib.read.walk import articles

RSS = """<?xml version="1.0" encoding="UTF-8"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:atom="http://www.w3.org/2005/Atom"><channel>
<title>Harbour Gazette</title><link>https://gazette.example</link><language>en-GB</language>
<item><title>Bridge closed</title><link>https://gazette.example/bridge</link><guid isPermaLink="false">hg-1001</guid>
<pubDate>Sat, 04 Nov 2023 07:30:00 GMT</pubDate><dc:creator>Siobhan Keane</dc:creator>
<description>&lt;p&gt;Short.&lt;/p&gt;</description>
<content:encoded><![CDATA[<p>The bridge closed.</p><p>“It may take weeks,” Moira Dunn said.</p>]]></content:encoded>
</item>
<item><title>Fish &amp; chips &lt;b&gt;dearer&lt;/b&gt;</title><atom:link rel="self" href="https://gazette.example/self"/>
<link>https://gazette.example/fish</link><description>Prices rose by 5 < 6 percent & more.</description></item>
<item><title>A title alone</title></item><item><link>https://gazette.example/none</link></item></channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en">
<title>Coast News</title><entry><title>Seal rescued</title>
<link rel="edit" href="https://coast.example/edit"/><link href="https://coast.example/seal"/><id>urn:1</id>
<updated>2022-12-02T10:00:00Z</updated><published>2022-12-01T10:00:00Z</published>
<author><name>Rhys Morgan</name><uri>x</uri></author><summary>Short.</summary>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">
<p>A seal was rescued.</p><p>She bit <b>me</b>.</p></div></content>
</entry></feed>"""
RDF = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
 xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>Old Wire</title></channel>
<item><title>Rain</title><link>https://wire.example/rain</link><description>Rain fell.</description>
<dc:date>2004-01-09</dc:date></item>
</rdf:RDF>"""


def read(folder: Path, markup: str | bytes) -> list[Article | Failure]:
    (folder / "feed.xml").write_bytes(markup.encode() if isinstance(markup, str) else markup)
    return list(articles([folder / "feed.xml"]))


def test_the_entries_of_rss_are_articles(tmp_path: Path) -> None:
    path = str(tmp_path / "feed.xml")
    first, second, third, fourth = read(tmp_path, RSS)
    assert first == Article(
        *("The bridge closed.\n“It may take weeks,” Moira Dunn said.", "hg-1001", "Bridge closed"),
        *("Sat, 04 Nov 2023 07:30:00 GMT", "Harbour Gazette", "https://gazette.example/bridge", "Siobhan Keane"),
        *("en", path),
    )
    assert isinstance(second, Article)
    assert (second.title, second.id) == ("Fish & chips dearer", "https://gazette.example/fish")
    assert second.text.startswith("Prices rose by 5 ")
    assert isinstance(third, Article)
    assert (third.text, third.id) == ("A title alone", "feed.xml#3")
    assert fourth == Failure(f"{path}:4", "the text is empty")


def test_the_entries_of_atom_are_articles(tmp_path: Path) -> None:
    assert read(tmp_path, ATOM) == [
        Article(
            *("A seal was rescued.\nShe bit me.", "urn:1", "Seal rescued", "2022-12-01T10:00:00Z", "Coast News"),
            *("https://coast.example/seal", "Rhys Morgan", None, str(tmp_path / "feed.xml")),
        )
    ]


def test_the_entries_of_the_first_rss_are_articles(tmp_path: Path) -> None:
    (article,) = read(tmp_path, RDF)
    assert isinstance(article, Article)
    assert (article.text, article.date, article.source) == ("Rain fell.", "2004-01-09", "Old Wire")


@pytest.mark.parametrize("encoding", ["iso-8859-1", "windows-1252", "utf-16", "koi8-r"])
def test_a_feed_is_read_in_the_encoding_that_it_states(tmp_path: Path, encoding: str) -> None:
    words = "Снег шёл весь день." if encoding == "koi8-r" else "Crème brûlée, he said."
    markup = (
        f"<?xml version='1.0' encoding='{encoding}'?><rss><channel><item><title>{words}</title></item></channel></rss>"
    )
    (article,) = read(tmp_path, markup.encode(encoding))
    assert article == Article(words, "feed.xml#1", words, path=str(tmp_path / "feed.xml"))


@pytest.mark.parametrize(
    ("markup", "reason"),
    [
        ("<urlset><url/></urlset>", "no feed: of XML, RSS and Atom are read (it begins with <urlset>)"),
        ("no markup", "no feed: of XML, RSS and Atom are read"),
        ("", "empty file"),
        (b"%PDF-1.4 x", "binary content: a PDF"),
    ],
)
def test_what_is_no_feed_is_a_failure(tmp_path: Path, markup: str | bytes, reason: str) -> None:
    assert read(tmp_path, markup) == [Failure(str(tmp_path / "feed.xml"), reason)]


def test_no_entity_is_resolved_and_broken_markup_is_read_as_far_as_it_goes(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("secret")
    bomb = '<!DOCTYPE rss [<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;">'
    file = f'<!ENTITY f SYSTEM "{(tmp_path / "secret").as_uri()}">]>'
    item = "<item><title>Rain</title><description>It &c; &f; fell & fell &eacute; <b>on</description></item>"
    (article,) = read(tmp_path, f"{bomb}{file}<rss><channel>{item}</channel></rss>")
    assert isinstance(article, Article)
    assert "lollol" not in article.text
    assert "secret" not in article.text


def test_a_feed_of_too_many_elements_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("searchlib.read.feed.MAX_ELEMENTS", 10)
    (failure,) = read(tmp_path, RSS)
    assert isinstance(failure, Failure)
    assert "more than 10 elements" in failure.reason


def test_deep_nesting_is_no_harm(tmp_path: Path) -> None:
    assert read(tmp_path, "<rss>" + "<a>" * 100_000) == []
