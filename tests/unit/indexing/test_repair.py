"""A damaged index opens again: what is whole is kept, and what is lost is named."""

import random
from itertools import islice
from pathlib import Path

import pytest
from whoosh.codec.whoosh3 import W3Codec
from whoosh.index import open_dir

from searchlib import Archive, Article
from searchlib.cli.main import main
from searchlib.codec.layout import Row
from searchlib.codec.manifest import sealed
from searchlib.codec.segment import Segment
from searchlib.errors import IndexMissing, SchemaMismatch
from tests.property.test_damages import damages, put

IDS = [f"{batch}.{number}" for batch in range(3) for number in range(6)]
GONE = {"0.1", "2.2"}


@pytest.fixture
def index(tmp_path: Path) -> Path:
    """Three segments of six articles, of which the first and the third have lost one."""
    with Archive.create(tmp_path / "index") as archive:
        for batch in range(3):
            archive.add([Article(_text(batch, number), id=f"{batch}.{number}") for number in range(6)])
        archive.remove(GONE)
    return tmp_path / "index"


def _text(batch: int, number: int) -> str:
    """Give a text; those of the second segment are so long that not all stand under one checksum."""
    rolls = random.Random(10 * batch + number)
    return f"Storm {number} over port {batch}.\n\n" + " ".join(
        rolls.randbytes(40).hex() for _ in range(400 * (batch == 1))
    )


def held(index: Path) -> dict[str, str]:
    assert Archive.check_files(index).problems == ()
    with Archive.open(index) as archive:
        return {hit.id: archive.get(hit.id).article.text for hit in archive.search("", limit=100)}


def altered(file: Path, section: str, part: float) -> None:
    """Flip a bit of a section."""
    row = Row(*Segment.open(file).sections._rows[section])
    data = bytearray(file.read_bytes())
    data[row.offset + int(row.size * part)] ^= 4
    put(file, bytes(data))


def segment_of(index: Path, article_id: str) -> Path:
    return next(file for file in index.glob("*.slseg") if Segment.open(file).postings("id", article_id.encode()))


def test_a_whole_index_stays_as_it_is(index: Path) -> None:
    before = {file.name: file.read_bytes() for file in index.iterdir()}
    done = Archive.repair(index)
    assert (done.lost, done.articles) == ((), 16)
    assert {file.name: file.read_bytes() for file in index.iterdir()} == before


def test_damage_outside_of_text_and_metadata_loses_nothing(index: Path) -> None:
    before = held(index)
    file = segment_of(index, "1.3")
    altered(file, next(name for name in Segment.open(file).sections.names() if name.startswith("field/body/")), 0.5)
    assert Archive.check_files(index).problems
    Archive.repair(index)
    assert held(index) == before


def test_articles_under_a_wrong_checksum_are_named_and_the_others_kept(index: Path) -> None:
    before = held(index)
    file = segment_of(index, "1.3")
    altered(file, "stored/text.data", 0.01)
    done = Archive.repair(index)
    lost = {failure.path for failure in done.lost}
    after = held(index)
    assert lost
    assert lost < {name for name in IDS if name.startswith("1.")}
    assert after == {name: text for name, text in before.items() if name not in lost}
    assert [inside.name for inside in index.glob("damaged-*/*")] == [file.name]
    assert not file.exists()


def test_of_a_segment_that_is_gone_the_articles_are_counted(index: Path) -> None:
    before = held(index)
    file = segment_of(index, "0.3")
    file.unlink()
    (failure,) = Archive.repair(index).lost
    assert failure.path == str(file)
    assert failure.reason.startswith("5 articles lost")
    assert held(index) == {name: text for name, text in before.items() if not name.startswith("0.")}


@pytest.mark.parametrize("pattern", ["*.manifest", "*.toc"])
def test_without_manifest_or_table_nothing_is_lost(index: Path, pattern: str) -> None:
    before = held(index)
    (file,) = index.glob(pattern)
    put(file, file.read_bytes()[:40])
    done = Archive.repair(index)
    assert [failure.path for failure in done.lost] == [str(file)]
    assert held(index) == before
    assert [inside.name for inside in index.glob("damaged-*/*")] == [file.name]


def test_without_both_every_segment_is_taken_and_it_is_said_what_that_means(index: Path) -> None:
    before = held(index)
    for pattern in ("*.manifest", "*.toc"):
        (file,) = index.glob(pattern)
        put(file, b"nothing")
    assert "removed since may be back" in Archive.repair(index).lost[-1].reason
    after = held(index)
    assert after.keys() == set(IDS)
    assert {name: after[name] for name in before} == before


def test_an_older_commit_that_is_whole_stands_in_for_the_newest(index: Path) -> None:
    old = {file: file.read_bytes() for file in index.iterdir() if file.suffix in (".manifest", ".toc", ".slseg")}
    before = held(index)
    with Archive.open(index) as archive:
        archive.add([Article("Hail.", id="new")])
    for file in index.iterdir():
        if file not in old and file.suffix in (".manifest", ".toc"):
            put(file, b"torn")
    for file, data in old.items():
        put(file, data)
    Archive.repair(index)
    assert held(index) == before
    assert any(Segment.open(file).postings("id", b"new") for file in index.glob("damaged-*/*.slseg"))


def test_a_copy_answers_where_the_article_that_did_is_lost(index: Path) -> None:
    with Archive.open(index) as archive:
        archive.add([Article("It shone.", id="first")])
        archive.add([Article("It shone.", id="copy")])
    segment_of(index, "first").unlink()
    Archive.repair(index)
    with Archive.open(index) as archive:
        assert [hit.id for hit in archive.search("shone")] == ["copy"]


def test_any_damage_leaves_an_index_that_opens_with_what_was_in_it(index: Path) -> None:
    whole = {file.name: file.read_bytes() for file in index.iterdir()}
    before = held(index)
    files = {index / name: len(data) for name, data in whole.items() if data}
    for file, data in islice(damages(files, 5), 12):
        put(file, data)
        done = Archive.repair(index)
        after = held(index)
        assert after.items() <= before.items()
        assert len(after) == done.articles
        assert len(after) == len(before) or done.lost
        for name in [entry.name for entry in index.iterdir() if entry.is_file()]:
            (index / name).unlink()
        for name, contents in whole.items():
            (index / name).write_bytes(contents)


def test_a_break_before_the_commit_leaves_the_damaged_index(index: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    altered(segment_of(index, "1.3"), "stored/text.data", 0.01)
    problems = Archive.check_files(index).problems

    def broken(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr("searchlib.indexing.repair.commit", broken)
        with pytest.raises(KeyboardInterrupt):
            Archive.repair(index)
    assert Archive.check_files(index).problems == problems
    Archive.repair(index)
    assert len(held(index)) > 10


def test_of_another_version_or_nowhere_is_an_error(index: Path, tmp_path: Path) -> None:
    with pytest.raises(IndexMissing):
        Archive.repair(tmp_path / "nowhere")
    (file,) = index.glob("*.manifest")
    put(file, sealed(file.read_bytes().partition(b"\n")[2], version=9))
    with pytest.raises(SchemaMismatch):
        Archive.repair(index)


def test_what_a_stock_writer_added_is_taken_in_and_what_of_it_is_damaged_is_named(index: Path) -> None:
    before = held(index)
    segment_of(index, "0.3").unlink()
    whoosh = open_dir(str(index))
    writer = whoosh.writer(codec=W3Codec())
    writer.add_document(id="theirs", title="Hail", body="Hail over port 7.")
    writer.commit(merge=False)
    done = Archive.repair(index)
    kept = {name: text for name, text in before.items() if not name.startswith("0.")}
    assert held(index) == kept | {"theirs": "Hail over port 7."}
    assert [failure.reason.partition(":")[0] for failure in done.lost] == ["5 articles lost"]


def test_a_segment_of_a_stock_writers_that_cannot_be_read_is_put_aside_and_named(index: Path) -> None:
    before = held(index)
    whoosh = open_dir(str(index))
    writer = whoosh.writer(codec=W3Codec())
    writer.add_document(id="theirs", title="Hail", body="Hail over port 7.")
    writer.commit(merge=False)
    theirs = [file for file in index.iterdir() if file.suffix in (".seg", ".trm", ".pst", ".col", ".vps")]
    assert theirs
    for file in theirs:
        put(file, b"torn")
    done = Archive.repair(index)
    assert held(index) == before
    assert [failure.reason.partition(":")[0] for failure in done.lost] == ["articles lost"]
    assert {file.name for file in index.glob("damaged-*/*")} == {file.name for file in theirs}


def test_the_last_article_of_a_segment_that_is_gone_is_one_article(index: Path) -> None:
    with Archive.open(index) as archive:
        archive.remove([f"0.{number}" for number in (0, 2, 3, 4)])
    segment_of(index, "0.5").unlink()
    (failure,) = Archive.repair(index).lost
    assert failure.reason.startswith("1 article lost: ")


def test_the_command_says_what_is_lost(index: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["repair", "--index", str(index)]) == 0
    segment_of(index, "0.3").unlink()
    assert main(["repair", "--index", str(index)]) == 4
    assert "5 articles lost" in capsys.readouterr().err
