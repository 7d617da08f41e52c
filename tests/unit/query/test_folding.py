"""Articles that nearly repeat each other: one of them is shown, the others are counted."""

from pathlib import Path
from random import Random
from unittest.mock import patch

import pytest

from searchlib import Archive, Article, Hit
from searchlib.query.folding import ALIKE

LETTERS = Random(7)
WORDS = ["".join(LETTERS.choices("bcdfklmnrst", k=6)) for _ in range(400)]


def story(number: int) -> list[str]:
    return Random(number).choices(WORDS, k=150)


def told(number: int, *, again: int) -> str:
    """The story of a number, told once more with another word or two; every other telling has a zebra in it."""
    words = story(number)
    for _ in range(again and 2):
        words[Random(again).randrange(150)] = "giraffe"
    return f"A gale came. {' '.join(words)} {'The zebra ran.' if again % 2 else 'It ended.'}"


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Archive:
    made = Archive.create(tmp_path_factory.mktemp("folding"))
    for again in range(6):
        made.add(Article(told(number, again=again), id=f"{number}-{again}", title="T") for number in range(again, 9))
    return made


def ids(hits: list[Hit]) -> list[str]:
    return [hit.id for hit in hits]


def all_pages(archive: Archive, query: str, *, limit: int, sort: str) -> list[Hit]:
    page = archive.search(query, limit=limit, sort=sort)
    hits = list(page)
    while page.next:
        page = archive.search(query, limit=limit, sort=sort, after=page.next)
        assert page.hits  # no page is promised that has nothing to show
        assert [hit.rank for hit in page] == list(range(len(hits) + 1, len(hits) + len(page) + 1))
        hits += page
    return hits


def test_of_each_story_the_first_telling_that_matches_is_shown(archive: Archive) -> None:
    assert set(ids(list(archive.search("gale", limit=100)))) == {f"{number}-0" for number in range(9)}
    assert set(ids(list(archive.search("zebra", limit=100)))) == {f"{number}-1" for number in range(1, 9)}
    assert set(ids(list(archive.search("zebra giraffe", limit=100)))) == {f"{number}-1" for number in range(1, 9)}


def test_the_total_counts_all_and_the_folded_apart(archive: Archive) -> None:
    page = archive.search("gale", limit=3)
    assert (page.total, page.folded) == (39, 30)
    counts = {hit.id: hit.folded for hit in archive.search("gale", limit=100)}
    assert counts == {f"{number}-0": min(number, 5) for number in range(9)}


@pytest.mark.parametrize("sort", ["relevance", "date"])
@pytest.mark.parametrize("limit", [1, 2, 4, 100])
@pytest.mark.parametrize("query", ["gale", "zebra", "giraffe zebra", "gale -zebra", "zebra NEAR/3 ran"])
def test_pages_together_are_the_whole_answer_without_the_folded(
    archive: Archive, query: str, limit: int, sort: str
) -> None:
    whole = archive.search(query, limit=1000, sort=sort, fold=False)
    hits = all_pages(archive, query, limit=limit, sort=sort)
    shown = set(ids(hits))
    assert ids(hits) == [name for name in ids(list(whole)) if name in shown]
    assert len({name.partition("-")[0] for name in shown}) == len(hits)
    assert sum(hit.folded for hit in hits) == archive.search(query).folded == whole.total - len(hits)
    assert whole.folded == 0


@pytest.mark.parametrize("few", [0, 1])
@pytest.mark.parametrize(
    "query", ["gale", "giraffe zebra", "zebra OR giraffe", '"zebra ran"', "zebra date:unknown", "gale -zebra", "zeb*"]
)
def test_looking_at_articles_one_by_one_shows_what_matching_them_together_does(
    archive: Archive, query: str, few: int
) -> None:
    one_by_one = [(hit.id, hit.folded) for hit in archive.search(query, limit=3)]
    with patch("searchlib.query.folding._FEW", few):
        assert [(hit.id, hit.folded) for hit in archive.search(query, limit=3)] == one_by_one


def test_a_removed_article_folds_nothing(tmp_path: Path) -> None:
    archive = Archive.create(tmp_path / "index")
    archive.add(Article(told(1, again=again), id=str(again), title="T") for again in range(3))
    archive.remove(["0"])
    assert [(hit.id, hit.folded) for hit in archive.search("gale")] == [("1", 1)]


def test_without_the_kernel_the_same_is_folded(archive: Archive) -> None:
    compiled = [(hit.id, hit.folded) for hit in archive.search("gale", limit=100)]
    counted = archive.search("gale").folded
    archive._snapshot.opened.pop(ALIKE)
    with patch("searchlib.codec.kernel.kernel", lambda: None), patch("searchlib.codec.kernel.available", lambda: False):
        assert [(hit.id, hit.folded) for hit in archive.search("gale", limit=100)] == compiled
        assert archive.search("gale").folded == counted > 0
    archive._snapshot.opened.pop(ALIKE)


def test_an_index_of_an_older_version_folds_nothing() -> None:
    archive = Archive.open(Path(__file__).parents[2] / "fixtures" / "index_v2")
    page = archive.search("", limit=100)
    assert page.folded == 0
    assert len(page) == page.total
    assert archive.stats().outdated == page.total


def test_a_telling_that_was_removed_folds_nothing(tmp_path: Path) -> None:
    made = Archive.create(tmp_path / "index")
    made.add(Article(told(number, again=0), id=f"{number}-0", title="T") for number in range(9))
    made.add(Article(told(1, again=again), id=f"1-{again}", title="T") for again in (2, 4))
    assert len(made.search("gale")) == 9
    made.remove(["1-0"])
    page = made.search("gale")
    assert [one for one in ids(list(page)) if one.startswith("1")] == ["1-2"]
    assert (page.total, page.folded) == (10, 1)
