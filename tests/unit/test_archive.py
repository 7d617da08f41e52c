import gc
import weakref
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from searchlib import Archive, ArchiveClosed, Article, UsageError, extract_facts
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


@pytest.mark.parametrize(
    "ask",
    [
        lambda archive: archive.search("ferry"),
        lambda archive: archive.quotes("ferry"),
        lambda archive: archive.facets("ferry", "speaker"),
        lambda archive: archive.stats(),
        lambda archive: archive.get("a"),
        lambda archive: archive.refresh(),
        lambda archive: archive.add([Article("The ferry is late.", id="b")]),
        lambda archive: archive.remove("a"),
        lambda archive: archive.compact(),
        lambda archive: archive.__enter__(),
    ],
)
def test_a_closed_archive_says_so_and_not_that_there_is_nothing(archive: Archive, ask) -> None:
    page = archive.search("ferry")
    archive.close()
    archive.close()
    with pytest.raises(ArchiveClosed, match="this archive is closed; open it again with"):
        ask(archive)
    assert [hit.title for hit in page] == ["“The ferry sails,” harbour master Ada Lindqvist said."]
    with Archive.open(archive.path) as again:
        assert again.search("ferry").total == 1


def test_an_archive_shows_what_it_is(archive: Archive) -> None:
    assert repr(archive) == f"<Archive {str(archive.path)!r}: generation 1, 1 articles>"
    assert repr(archive.search("ferry", limit=0)) == "<Page 'ferry': 0 of 1 articles>"
    assert repr(archive.quotes()) == "<QuotePage '': 2 of 2 quotations>"
    archive.close()
    assert repr(archive) == f"<Archive {str(archive.path)!r}: closed>"


def test_an_archive_is_opened_and_not_called(archive: Archive) -> None:
    with pytest.raises(UsageError, match=r"Archive: 'index', but expected Archive.open\(PATH\), or create\(PATH\)"):
        Archive("index")  # type: ignore[arg-type]
    with pytest.raises(UsageError, match="exist: 'append', but expected open, replace"):
        Archive.create(archive.path, exist="append")  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("article", "reason"),
    [
        (Article(None), "text: None, but expected a text"),  # type: ignore[arg-type]
        (Article(b"ferry"), "text: b'ferry', but expected a text"),  # type: ignore[arg-type]
        (Article("ferry", id=5), "id: 5, but expected a text"),  # type: ignore[arg-type]
        (
            Article("ferry", date=date(2015, 11, 2)),  # type: ignore[arg-type]
            "date: datetime.date(2015, 11, 2), but expected a text such as 2015-11-02",
        ),
    ],
)
def test_an_article_whose_fields_are_no_texts_fails_alone(archive: Archive, article: Article, reason: str) -> None:
    report = archive.add([article, Article("The ferry is late.", id="b")])
    assert (report.added, [failure.reason for failure in report.failed]) == (1, [reason])


@pytest.mark.parametrize(
    ("inputs", "found"),
    [(None, "None"), (3, "3"), (b"seeds", "b'seeds'"), ([None], "None"), ("", "''"), (["", "seeds"], "''")],
)
def test_what_is_neither_path_nor_article_is_named(archive: Archive, inputs, found: str) -> None:
    with pytest.raises(UsageError, match=f"inputs: {found}, but expected"):
        archive.add(inputs)
    assert archive.stats().articles == 1


@pytest.mark.parametrize("ask", ["get", "view", "similar", "called"])
@pytest.mark.parametrize("wrong", [None, 3, b"a", Path("a")])
def test_an_id_that_is_no_text_is_named(archive: Archive, ask: str, wrong: object) -> None:
    with pytest.raises(UsageError, match=r"id: .*, but expected a text"):
        getattr(archive, ask)(wrong)


@pytest.mark.parametrize(
    ("named", "said"),
    [
        ({"columns": {"txt": "Story"}}, "columns: 'txt', but expected a mapping from some of text, id"),
        ({"columns": "text=Story"}, "columns: 't', but expected"),
        (
            {"published": date(2015, 11, 2)},
            r"published: datetime.date\(2015, 11, 2\), but expected a date such as 2015",
        ),
    ],
)
def test_arguments_without_a_meaning_are_no_accidents_deep_inside(archive: Archive, named, said: str) -> None:
    with pytest.raises(UsageError, match=said):
        archive.add([Article("The ferry is late.", id="b")], **named)
    with pytest.raises(UsageError, match=said):
        list(extract_facts(Article("The ferry is late."), **named))
