"""An index saved as one file answers as the folder does, and is only read."""

from collections.abc import Callable
from itertools import islice
from pathlib import Path

import pytest

from searchlib import Archive, Article
from searchlib.cli.main import main
from searchlib.errors import IndexDamaged, IndexMissing, IndexUnwritable, SchemaMismatch, UsageError
from tests.property.test_damages import DAMAGES, answers, damages, put
from tests.property.test_damages import index as index  # a fixture


@pytest.fixture
def saved(index: Path, tmp_path: Path) -> Path:
    with Archive.open(index) as archive:
        archive.compact()
        archive.snapshot(tmp_path / "monday")
    return tmp_path / "monday"


def test_one_file_answers_as_the_folder_does(index: Path, saved: Path) -> None:
    assert list(answers(saved)) == list(answers(index))
    assert Archive.check_files(saved).problems == ()
    assert [entry.name for entry in saved.parent.iterdir() if entry != index] == ["monday"]


def test_it_is_compacted_and_says_as_of_when(index: Path, tmp_path: Path) -> None:
    with Archive.open(index) as archive:
        done = archive.snapshot(tmp_path / "monday")
    with Archive.open(tmp_path / "monday") as archive:
        assert (archive.stats().segments, done.articles, archive.stats().duplicates) == (1, 18, 1)
        archive.refresh()
        assert len(archive.search("", limit=50)) == 17
    assert done.bytes == (tmp_path / "monday").stat().st_size < done.bytes_before
    assert done.as_of
    assert done.as_of.startswith("20")
    assert done.as_of.endswith("+00:00")


def test_every_damage_is_found_and_no_answer_is_wrong(saved: Path) -> None:
    expected, whole = list(answers(saved)), saved.read_bytes()
    for _, data in islice(damages({saved: len(whole)}, 3), max(40, DAMAGES // 10)):
        put(saved, data)
        try:
            assert Archive.check_files(saved).problems
        except IndexMissing:
            assert not data.startswith(b"searchlib snapshot")
        for answer, known in zip(answers(saved), expected, strict=True):
            assert isinstance(answer, type) or answer == known
        put(saved, whole)


@pytest.mark.parametrize(
    "write",
    [
        lambda file: Archive.open(file).add([Article("Hail.")]),
        lambda file: Archive.open(file).remove("copy"),
        lambda file: Archive.open(file).compact(),
        lambda file: Archive.open(file).renew(),
        lambda file: Archive.repair(file),
        lambda file: Archive.create(file),
        lambda file: Archive.create(file, exist="replace"),
    ],
)
def test_writing_to_it_is_an_error_that_says_why(saved: Path, write: Callable[[Path], object]) -> None:
    before = saved.read_bytes()
    with pytest.raises(IndexUnwritable, match="a snapshot in one file is only read"):
        write(saved)
    assert saved.read_bytes() == before


def test_other_files_are_no_snapshots(saved: Path, tmp_path: Path) -> None:
    for name, data in (("empty", b""), ("text", b"It rained.\n")):
        (tmp_path / name).write_bytes(data)
        with pytest.raises(IndexMissing, match="made by: searchlib snapshot"):
            Archive.open(tmp_path / name)
    put(saved, saved.read_bytes() + b"\0")
    assert [problem.path for problem in Archive.check_files(saved).problems] == [str(saved)]
    put(saved, saved.read_bytes()[:60])
    with pytest.raises(IndexDamaged):
        Archive.open(saved)


def test_of_another_version_is_a_mismatch(index: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("searchlib.codec.one_file.VERSION", 2)
    with Archive.open(index) as archive:
        archive.snapshot(tmp_path / "newer")
    monkeypatch.undo()
    with pytest.raises(SchemaMismatch, match="snapshot version 2"):
        Archive.open(tmp_path / "newer")


def test_nothing_is_written_over(index: Path, saved: Path) -> None:
    with Archive.open(index) as archive, pytest.raises(UsageError):
        archive.snapshot(saved)
    with Archive.open(saved) as archive, pytest.raises(UsageError):
        archive.snapshot(saved.with_name("other"))


def test_the_commands(index: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = str(tmp_path / "monday")
    assert main(["snapshot", file, "--index", str(index)]) == 0
    assert "as_of\t20" in capsys.readouterr().out
    assert main(["search", "storm", "--index", file]) == 0
    assert main(["stats", "--index", file]) == 0
    assert main(["check", "--index", file]) == 0
    assert main(["remove", "copy", "--index", file]) == 3
