"""Damaged files that a repair put aside are counted, and go when they are asked to go, and not before."""

from pathlib import Path

import pytest

from searchlib import Archive, Article
from searchlib.cli.main import main
from searchlib.indexing.aside import bytes_aside, clear_aside, set_aside


@pytest.fixture
def repaired(tmp_path: Path) -> Path:
    """An index of which a segment was damaged, and repaired."""
    index = tmp_path / "index"
    with Archive.create(index) as archive:
        archive.add([Article("Storm.", id="a")])
    (segment,) = index.glob("*.slseg")
    segment.write_bytes(segment.read_bytes()[:-3])
    Archive.repair(index)
    return index


def test_what_lies_aside_is_counted_apart_from_the_index(repaired: Path) -> None:
    (file,) = repaired.glob("damaged-*/*")
    with Archive.open(repaired) as archive:
        assert archive.stats().aside == file.stat().st_size
        assert archive.check().aside == file.stat().st_size
        assert not archive.check().problems


def test_compacting_leaves_it_and_clears_it_only_when_asked(repaired: Path) -> None:
    with Archive.open(repaired) as archive:
        archive.compact()
        assert archive.stats().aside
        archive.compact(clear="damaged")
        assert archive.stats().aside == 0
    assert not list(repaired.glob("damaged-*"))


def test_what_is_not_a_repairs_stays(repaired: Path, tmp_path: Path) -> None:
    (folder,) = repaired.glob("damaged-*")
    (folder / "mine").mkdir()
    (repaired / "damaged-goods").mkdir()
    (repaired / "damaged-goods" / "list").write_text("rain")
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "dear").write_text("snow")
    (repaired / "damaged-20260101T000000.000000Z").symlink_to(elsewhere)
    (folder / "link").symlink_to(elsewhere / "dear")
    clear_aside(repaired)
    assert bytes_aside(repaired) == 0
    assert {entry.name for entry in folder.iterdir()} == {"mine", "link"}
    assert (repaired / "damaged-goods" / "list").read_text() == "rain"
    assert (elsewhere / "dear").read_text() == "snow"


def test_files_are_copied_where_there_are_no_second_names(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise OSError

    (tmp_path / "a").write_text("rain")
    monkeypatch.setattr("os.link", refuse)
    set_aside(tmp_path, ["a", "missing"])
    assert [file.read_text() for file in tmp_path.glob("damaged-*/a")] == ["rain"]


def test_the_commands_say_so(repaired: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for command in ("stats", "check"):
        assert main([command, "--index", str(repaired)]) == 0
        shown = capsys.readouterr()
        assert "aside\t" in shown.out
    assert main(["compact", "--clear-damaged", "--index", str(repaired)]) == 0
    assert main(["check", "--index", str(repaired)]) == 0
    assert "aside\t0" in capsys.readouterr().out
