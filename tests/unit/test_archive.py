import gc
import weakref
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from searchlib import Archive, Article
from searchlib.query.explain import road_notes
from searchlib.query.parse import parse

TEXT = "“The ferry sails,” harbour master Ada Lindqvist said.\n\n“Storms are over,” said Mayor Tom Vale."


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with Archive.create(tmp_path / "index") as archive:
        archive.add([Article(TEXT, id="a")])
        yield archive


@pytest.mark.parametrize(("query", "total"), [('said:"ferry sails"', 1), ('said:"sails storms"~9', 0)])
def test_no_phrase_spans_two_quotations(archive: Archive, query: str, total: int) -> None:
    assert archive.search(query).total == total


@pytest.mark.parametrize(("query", "total"), [("speaker:vale said:storms", 1), ("speaker:vale said:ferry", 0)])
def test_speaker_and_words_said_mean_the_same_quotation(archive: Archive, query: str, total: int) -> None:
    assert archive.search(query).total == total


def test_a_hit_is_explained_only_where_that_is_asked_for(archive: Archive) -> None:
    assert "BM25F" in archive.search("ferry", explain=True)[0].explanation
    assert archive.search("ferry")[0].explanation == ""


def test_an_explanation_names_the_way_by_which_the_query_was_answered(archive: Archive) -> None:
    (note,) = road_notes(parse("ferry").node)
    assert archive.explain("ferry", archive.search("ferry")[0].id).endswith(f"\n{note.message}")


def test_a_relative_date_counts_from_today_where_no_day_is_said(archive: Archive) -> None:
    yesterday, day = date.today() - timedelta(1), date.today() - timedelta(500)
    archive.add([Article("The ferry is late.", id="b", date=yesterday.isoformat())])
    assert [hit.id for hit in archive.search("date:yesterday")] == ["b"]
    assert [hit.id for hit in archive.search("ferry", since="now-30d")] == ["b"]
    assert [hit.id for hit in archive.search("ferry", since="now-30d", until="now", now=day)] == []


def test_a_snapshot_that_nobody_shows_lets_go_of_its_files_at_once(tmp_path: Path) -> None:
    """Not when rings of references are looked for: a reader beside a busy writer would hold files by the hundred."""
    with Archive.create(tmp_path) as archive:
        archive.add(Article("The ferry sails again.", id="a"))
        gc.collect()
        gc.disable()
        try:
            old = weakref.ref(archive._snapshot.segments[0].segment)
            assert archive.get("a").facts is not None
            assert [hit.id for hit in archive.search("ferry -rain OR sail*")] == ["a"]
            archive.remove("a")
            assert old() is None
        finally:
            gc.enable()
