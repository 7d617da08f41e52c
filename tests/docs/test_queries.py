"""The pages about the query language are run: every row finds what it says."""

import json
import re
from pathlib import Path

import pytest

from searchlib import Archive, Article

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "queries.md").read_text("utf8")
ARTICLES = [json.loads(line) for line in re.findall(r"^\{.*\}$", PAGE, re.MULTILINE)]
ROWS = re.findall(r"^\| `(.+?)` \| ([a-z ]*?) ?\| ?(.*?) ?\|$", PAGE, re.MULTILINE)
ALL = {article["id"] for article in ARTICLES}
MISUNDERSTOOD = PAGE.partition("## What is not understood")[2]


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Archive:
    made = Archive.create(tmp_path_factory.mktemp("queries"))
    made.add(Article(**article) for article in ARTICLES)
    return made


@pytest.mark.parametrize(("query", "expected", "said"), ROWS, ids=[row[0] for row in ROWS])
def test_a_query_of_the_page_finds_the_articles_that_stand_beside_it(
    archive: Archive, query: str, expected: str, said: str
) -> None:
    words = query.removeprefix("--any ")
    page = archive.search(words, operator="and" if words == query else "or", now="2016-03-05")
    named = ALL if expected == "five" else set(expected.split())
    assert {hit.id for hit in page} == named
    if f"| `{query}` |" in MISUNDERSTOOD:
        assert said in [note.message for note in page.diagnostics]
    elif page.total:
        assert not [note for note in page.diagnostics if note.level != "info"]


def test_every_table_is_run() -> None:
    assert len(ROWS) == len(re.findall(r"^\| `", PAGE, re.MULTILINE)) > 60
