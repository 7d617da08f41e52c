"""The page for users of Whoosh is run: what stock Whoosh finds, what is found here and what is said of it."""

import json
import re
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest
from whoosh.analysis import StemmingAnalyzer
from whoosh.fields import DATETIME, ID, NUMERIC, TEXT, Schema
from whoosh.filedb.filestore import RamStorage
from whoosh.qparser import MultifieldParser
from whoosh.qparser.dateparse import DateParserPlugin

from searchlib import Archive, Article
from searchlib.model import Diagnostic

DOCS = Path(__file__).resolve().parents[2] / "docs"
PAGE = (DOCS / "whoosh-users.md").read_text("utf8")
ARTICLES = [json.loads(line) for line in re.findall(r"^\{.*\}$", (DOCS / "queries.md").read_text("utf8"), re.MULTILINE)]
ROWS = re.findall(r"^\| [\d, ]* \| `(.+?)` \| ([A-Za-z ]*?) ?\| ([a-z ]*?) ?\| ?(.*?) ?\|$", PAGE, re.MULTILINE)
TODAY = datetime(2016, 3, 5)
MANY = "five"


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Archive:
    made = Archive.create(tmp_path_factory.mktemp("whoosh_users"))
    made.add(Article(**article) for article in ARTICLES)
    return made


@pytest.fixture(scope="module")
def whoosh() -> Callable[[str], list[str]]:
    """Stock Whoosh over the same articles, as its manual sets it up for stems and dates."""
    text = TEXT(StemmingAnalyzer())
    schema = Schema(id=ID(stored=True), title=text, body=text, date=DATETIME, words=NUMERIC)
    index = RamStorage().create_index(schema)
    with index.writer() as writer:
        for article in ARTICLES:
            days = {"date": datetime.fromisoformat(article["date"])} if "date" in article else {}
            words = len(article["text"].split())
            writer.add_document(id=article["id"], title=article["title"], body=article["text"], words=words, **days)
    parser = MultifieldParser(["title", "body"], schema)
    parser.add_plugin(DateParserPlugin(basedate=TODAY))
    searcher = index.searcher()
    return lambda query: [hit["id"] for hit in searcher.search(parser.parse(query), limit=None)]


def names(cell: str) -> set[str]:
    return {article["id"] for article in ARTICLES} if cell == MANY else set(cell.split())


@pytest.mark.parametrize(("query", "theirs", "ours", "said"), ROWS, ids=[row[0] for row in ROWS])
def test_a_row_says_what_is_found_here_and_what_is_said_of_it(
    archive: Archive, query: str, theirs: str, ours: str, said: str
) -> None:
    page = archive.search(query, now=TODAY.date())
    assert {hit.id for hit in page} == names(ours)
    warnings: list[Diagnostic] = [note for note in page.diagnostics if note.level != "info"]
    if said.startswith("*"):
        assert said[1:-1] in {note.message for note in page.diagnostics}
    else:
        assert not warnings


@pytest.mark.parametrize(("query", "theirs", "ours", "said"), ROWS, ids=[row[0] for row in ROWS])
def test_a_row_says_what_stock_whoosh_finds(
    whoosh: Callable[[str], list[str]], query: str, theirs: str, ours: str, said: str
) -> None:
    if theirs.endswith("Error"):
        with pytest.raises(ValueError, match="out of range") as raised:
            whoosh(query)
        assert type(raised.value).__name__ == theirs
    else:
        assert set(whoosh(query)) == names(theirs)


def test_every_entry_of_the_catalogue_is_on_the_page() -> None:
    numbered = re.findall(r"^\| ([\d, ]+) \|", PAGE, re.MULTILINE)
    assert {int(number) for cell in numbered for number in cell.split(",")} == set(range(1, 51))
    assert len(ROWS) == len(re.findall(r"^\| [\d, ]+ \| `", PAGE, re.MULTILINE)) > 50


def test_deep_brackets_are_flattened_and_said(archive: Archive) -> None:
    page = archive.search("(" * 2000 + "ferry" + ")" * 2000)
    assert page.total == 2
    assert page.diagnostics


def test_a_boost_of_a_range_of_days_does_what_the_page_says(archive: Archive) -> None:
    assert {hit.score for hit in archive.search("date:2016^3")} == {0.0}
