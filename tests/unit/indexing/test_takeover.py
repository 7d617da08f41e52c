"""An index of stock Whoosh's, of any schema, becomes articles; a hostile one becomes an error."""

import contextlib
import pickle
import struct
from copy import copy
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from whoosh.analysis import Filter, StandardAnalyzer, StemmingAnalyzer
from whoosh.codec.plaintext import PlainTextCodec
from whoosh.fields import DATETIME, ID, KEYWORD, NUMERIC, STORED, TEXT, Schema
from whoosh.filedb.filestore import FileStorage
from whoosh.index import TOC, FileIndex, create_in

from searchlib import Archive
from searchlib.cli.main import main
from searchlib.codec.whoosh_toc import newest_tables
from searchlib.errors import IndexDamaged, IndexMissing, SchemaMismatch, UsageError
from searchlib.indexing.takeover import articles, source

SAID = "Storm over Kigali. “We will sail,” said Ada Lindqvist."
SCHEMA = Schema(
    path=ID(stored=True, unique=True),
    headline=TEXT(StemmingAnalyzer(), stored=True),
    content=TEXT(stored=True, spelling=True, sortable=True),
    summary=TEXT,
    issued=DATETIME(stored=True, sortable=True),
    pages=NUMERIC(float, stored=True),
    tags=KEYWORD(stored=True, commas=True),
    extra=STORED,
)
MAP = {"body": "content", "title": "headline", "date": "issued"}


@pytest.fixture
def stock(tmp_path: Path) -> Path:
    """Two segments of another name than Whoosh's usual one, a document deleted, one without its text."""
    folder = tmp_path / "stock"
    folder.mkdir()
    index = create_in(str(folder), SCHEMA, indexname="news")
    commit(
        index,
        {"path": "/a", "headline": "Rain", "content": SAID, "issued": datetime(2015, 11, 2)},
        {"path": "/b", "content": "gone"},
    )
    commit(index, {"path": "/c", "content": "Sun.", "pages": 2.5, "extra": {"a": [1]}}, {"path": "/d"}, delete="/b")
    return folder


def commit(index: FileIndex, *documents: dict[str, Any], delete: str = "") -> None:
    writer = index.writer()
    for document in documents:
        writer.add_document(**document)
    if delete:
        writer.delete_by_term("path", delete)
    writer.commit(merge=False)


@pytest.fixture
def ours(tmp_path: Path) -> Path:
    return tmp_path / "ours"


def test_stored_fields_become_articles_with_their_facts(stock: Path, ours: Path) -> None:
    with Archive.create(ours) as archive:
        report = archive.take_over(stock, columns=MAP)
        assert (report.added, [failure.reason for failure in report.failed]) == (2, ["nothing is stored as 'content'"])
        (hit,) = archive.search("speaker:lindqvist said:sail")
        article = archive.get(hit.id).article
        assert (article.text, article.title, article.date, article.path) == (SAID, "Rain", "2015-11-02", "/a")
        assert archive.search("gone").total == 0
        assert archive.take_over(stock, columns=MAP).unchanged == 2
        assert archive.check().problems == ()


def test_one_file_a_segment_or_several_are_the_same(tmp_path: Path, ours: Path) -> None:
    (tmp_path / "stock").mkdir()
    writer = create_in(str(tmp_path / "stock"), SCHEMA).writer()
    writer.compound = False
    writer.add_document(path="/a", content=SAID)
    writer.commit()
    assert (next((tmp_path / "stock").glob("*_stored.col"))).exists()
    with Archive.create(ours) as archive:
        assert archive.take_over(tmp_path / "stock").added == 1


def test_usual_names_are_guessed_and_said(stock: Path) -> None:
    assert Archive.whoosh_columns(stock) == {"text": "content", "title": "headline", "path": "path"}
    assert Archive.whoosh_columns(stock, columns={"author": "tags"})["author"] == "tags"


@pytest.mark.parametrize(
    ("columns", "said"),
    [({"body": "summary"}, "summary is searchable but its text was not stored"), ({"body": "nix"}, "content, extra, "),
     ({"colour": "content"}, "FIELD one of text ")],
)  # fmt: skip
def test_a_field_that_cannot_be_taken_is_named(stock: Path, columns: dict[str, str], said: str) -> None:
    with pytest.raises(UsageError, match=said):
        source(stock, columns=columns)


def test_where_no_text_can_be_guessed_the_stored_fields_are_listed(tmp_path: Path) -> None:
    create_in(str(tmp_path), Schema(id=ID(stored=True), blob=TEXT(stored=True), content=TEXT))
    with pytest.raises(UsageError, match="which are here: blob, id; content is searchable but"):
        source(tmp_path)


def test_of_several_indexes_in_a_folder_one_must_be_named(stock: Path) -> None:
    create_in(str(stock), Schema(body=TEXT(stored=True)), indexname="old")
    with pytest.raises(UsageError, match="news, old"):
        source(stock)
    with pytest.raises(UsageError, match="news, old"):
        source(stock, name="mail")
    assert source(stock, name="old").columns == {"text": "body"}


def test_fields_whose_names_fit_a_pattern_are_taken(tmp_path: Path, ours: Path) -> None:
    schema = Schema(id=ID(stored=True))
    schema.add("*_text", TEXT(stored=True), glob=True)
    commit(create_in(str(tmp_path), schema), {"id": "a", "en_text": "It rained."})
    with Archive.create(ours) as archive:
        assert archive.take_over(tmp_path, columns={"body": "en_text"}).added == 1
        assert archive.get("a").article.text == "It rained."


def test_no_index_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(IndexMissing, match="expected the folder of an index of Whoosh"):
        source(tmp_path)


class Foreign(Filter):
    """Of nobody Whoosh knows."""


def test_a_schema_that_names_a_strange_class_is_refused_by_that_name(tmp_path: Path) -> None:
    create_in(str(tmp_path), Schema(body=TEXT(StandardAnalyzer() | Foreign(), stored=True)))
    with pytest.raises(SchemaMismatch, match="Foreign"):
        source(tmp_path)


def test_a_segment_of_another_codec_is_refused_by_its_name(tmp_path: Path, ours: Path) -> None:
    index = create_in(str(tmp_path), Schema(body=TEXT(stored=True)))
    writer = index.writer(codec=PlainTextCodec())
    writer.add_document(body="rain")
    writer.commit()
    with Archive.create(ours) as archive, pytest.raises(SchemaMismatch, match="PlainSegment"):
        archive.take_over(tmp_path)


# ── hostile ──


class Planted:
    """Makes a file when it is unpickled."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def __reduce__(self) -> tuple[object, ...]:
        return (Path.touch, (self.path,))


def test_a_planted_payload_in_the_table_of_contents_is_not_run(stock: Path, tmp_path: Path) -> None:
    (toc,) = stock.glob("*.toc")
    data, planted = toc.read_bytes(), tmp_path / "called"
    start = data.index(b"\x80\x02")
    schema = pickle.dumps(Planted(planted), 2)
    head = data[: start - 2] if data[start - 2] > 127 else data[: start - 1]
    toc.write_bytes(head + bytes([len(schema)]) + schema + struct.pack("!ii", 2, 0) + pickle.dumps([]))
    with pytest.raises((SchemaMismatch, IndexDamaged)):
        source(stock)
    toc.write_bytes(data[: -len(pickle.dumps(None))] + pickle.dumps([Planted(planted)]))
    with pytest.raises((SchemaMismatch, IndexDamaged)):
        source(stock)
    assert not planted.exists()


@pytest.mark.parametrize("compound", [False, True])
def test_documents_of_which_no_byte_is_there_are_damage(compound: bool, stock: Path, ours: Path) -> None:
    """A table of contents of a few bytes would have us go through as many documents as it likes."""
    ((name, toc),) = newest_tables(stock).items()
    index = FileStorage(str(stock)).open_index(name)
    for segment in (segments := TOC.read(index.storage, name).segments):
        segment._doccount, segment.compound = 1 << 50, compound
    for file in stock.glob("*.seg"):
        file.write_bytes(_without_columns(file.read_bytes())) if compound else file.unlink()
    toc.unlink()
    TOC(SCHEMA, segments, 2).write(index.storage, name)
    with Archive.create(ours) as archive, pytest.raises(IndexDamaged, match="more documents than its files can hold"):
        archive.take_over(stock, columns=MAP)


def _without_columns(segment: bytes) -> bytes:
    """A segment in one file of which the directory names nothing."""
    return struct.pack("!qi", 12, 9) + pickle.dumps({}, 2).ljust(9, b".")


def test_removals_of_more_documents_than_the_table_has_bytes_are_damage(stock: Path) -> None:
    ((name, toc),) = newest_tables(stock).items()
    index = FileStorage(str(stock)).open_index(name)
    (segment, *_) = TOC.read(index.storage, name).segments
    segment._doccount, segment._deleted = 3000, set(range(3000))
    segments = [copy(segment) for _ in range(40)]  # one set, which each of them refers to
    toc.unlink()
    TOC(SCHEMA, segments, 2).write(index.storage, name)
    with pytest.raises(IndexDamaged, match="deletes more documents than it can name"):
        source(stock, columns=MAP)


def test_a_planted_payload_in_a_document_is_a_failure_and_not_run(tmp_path: Path, ours: Path) -> None:
    folder, planted = tmp_path / "stock", tmp_path / "called"
    folder.mkdir()
    commit(
        create_in(str(folder), SCHEMA),
        {"path": "/a", "content": "rain", "extra": Planted(planted)},
        {"path": "/b", "content": "sun"},
    )
    with Archive.create(ours) as archive:
        report = archive.take_over(folder)
    assert (report.added, len(report.failed)) == (1, 1)
    assert "none of Whoosh's own classes" in report.failed[0].reason
    assert not planted.exists()


def test_any_byte_changed_gives_articles_or_an_error_of_ours(stock: Path, ours: Path) -> None:
    files = sorted([*stock.glob("*.toc"), *stock.glob("*.seg")])
    assert len(files) == 3
    for file in files:
        data = file.read_bytes()
        for place in range(0, min(len(data), 4000), 41):
            file.write_bytes(data[:place] + bytes([data[place] ^ 0xFF]) + data[place + 1 :])
            _read_all(stock)
        for size in range(0, len(data), len(data) // 20):
            file.write_bytes(data[:size])
            _read_all(stock)
        file.write_bytes(data)


def _read_all(folder: Path) -> None:
    with contextlib.suppress(IndexDamaged, SchemaMismatch, UsageError):
        list(articles(source(folder, columns=MAP)))


# ── on the command line ──


def test_the_command_says_what_it_took(stock: Path, ours: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert (
        main(["index", "--index", str(ours), "--from-whoosh", str(stock), "--map", "body=content,title=headline"]) == 4
    )
    told = capsys.readouterr()
    assert "text from content, title from headline, path from path" in told.err
    assert "added\t2" in told.out


@pytest.mark.parametrize("arguments", [["--from-whoosh", "x", "seeds"], ["--from-whoosh", "x", "--refresh"]])
def test_takeover_goes_alone(arguments: list[str], ours: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["index", "--index", str(ours), *arguments]) == 2
    assert "several of them" in capsys.readouterr().err
