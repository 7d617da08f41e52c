"""Queries are made of an index's own words, the same ones each time."""

from collections import Counter
from pathlib import Path

import pytest

from searchlib import Archive, Article
from searchlib.bench.questions import EACH, KINDS, Question, drawn
from searchlib.codec.snapshot import Snapshot, open_snapshot

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture(scope="module")
def seeds(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("questions") / "index"
    with Archive.create(path) as archive:
        archive.add(ROOT / "seeds")
        archive.add(Article("“The gale was over,” Ada Lindqvist said.", id="gale", date="2015-11-02"))
    return path


@pytest.fixture(scope="module")
def snapshot(seeds: Path) -> Snapshot:
    return open_snapshot(seeds)


def test_every_kind_has_as_many_queries_as_are_asked_for(snapshot: Snapshot) -> None:
    kinds = Counter(question.kind for question in drawn(snapshot))
    assert kinds == dict.fromkeys(KINDS, EACH)


def test_the_same_index_gives_the_same_queries_and_another_seed_others(snapshot: Snapshot) -> None:
    assert drawn(snapshot) == drawn(snapshot)
    assert drawn(snapshot) != drawn(snapshot, seed=1)


@pytest.mark.parametrize("kind", ["rare word", "common word", "AND", "OR", "phrase", "near", "prefix", "wildcard"])
def test_what_is_made_of_an_article_finds_one_without_a_complaint(kind: str, seeds: Path, snapshot: Snapshot) -> None:
    with Archive.open(seeds) as archive:
        for question in drawn(snapshot):
            if question.kind == kind:
                page = archive.search(question.query, strict=True)
                assert page.total, question.query
                assert not page.diagnostics, question.query


def test_an_index_without_articles_has_no_queries(tmp_path: Path) -> None:
    with Archive.create(tmp_path):
        assert drawn(open_snapshot(tmp_path)) == ()


def test_articles_without_a_word_that_says_something_have_no_queries(tmp_path: Path) -> None:
    with Archive.create(tmp_path) as archive:
        archive.add([Article("1 2 3 the of, a b c", id="a"), Article("…", id="b")])
    assert drawn(open_snapshot(tmp_path)) == ()


def test_a_removed_article_lends_no_words(tmp_path: Path) -> None:
    with Archive.create(tmp_path) as archive:
        archive.add([Article("Gales battered harbour walls.", id="a"), Article("Zeppelins crossed oceans.", id="b")])
        archive.remove("b")
    shown = " ".join(question.query for question in drawn(open_snapshot(tmp_path)))
    assert "harbour" in shown
    assert "zeppelins" not in shown


def test_a_query_that_was_given_is_of_no_other_kind() -> None:
    assert Question("kagame").kind not in KINDS
