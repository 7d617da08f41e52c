"""Repairing and saving that break off at any step: the index is damaged or mended, a saved file is whole or absent."""

import errno
import os
import random
import shutil
import signal
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from searchlib import Archive, Article
from searchlib.errors import IndexUnwritable
from searchlib.indexing.check import check
from tests.property.test_damages import put
from tests.unit.indexing.crashing import CRASHES, Files, Recorder, files_of, left_behind, put_back
from tests.unit.indexing.test_repair import altered, segment_of

State = tuple[object, ...]


@pytest.fixture(params=["stored/text.data", "field/body/packets", "manifest", "toc"])
def damaged(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """An index of two segments: texts, postings (the articles are written anew), manifest or table are damaged."""
    index = tmp_path / "index"
    with Archive.create(index) as archive:
        archive.add([Article(f"Storm {number}. " + "It rained. " * 20, id=f"a{number}") for number in range(3)])
        archive.add([Article(f"Snow {number}.", id=f"b{number}") for number in range(3)])
        archive.remove("b1")
    if "/" in request.param:
        altered(segment_of(index, "a1"), request.param, 0.5)
    else:
        (file,) = index.glob(f"*.{request.param}")
        put(file, file.read_bytes()[:-9])
    return index


def state(index: Path) -> State:
    """What an index says of itself: its articles, or what is wrong with it."""
    problems = tuple(problem.reason for problem in check(index).problems)
    if problems:
        return problems
    with Archive.open(index) as archive:
        return tuple(sorted((hit.id, archive.get(hit.id).article.text) for hit in archive.search("", limit=50)))


def mended(index: Path, expected: State) -> None:
    """Repairing once more gives what it would have given at once, and the next commit leaves no stray file."""
    Archive.repair(index)
    assert state(index) == expected
    with Archive.open(index) as archive:
        archive.add([Article("Hail.", id="after")])
        assert archive.get("after")
    files = {entry.suffix for entry in index.iterdir() if entry.is_file()}
    assert files <= {".slseg", ".toc", ".manifest", ""}
    assert len(list(index.glob("*.toc"))) == len(list(index.glob("*.manifest"))) == 1


def test_after_a_crash_at_any_step_of_a_repair_it_can_be_repaired(
    damaged: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before, old, recorder = files_of(damaged), state(damaged), Recorder(damaged)
    with recorder.recording(monkeypatch):
        Archive.repair(damaged)
    new = state(damaged)
    aside = {entry.name: before[entry.name] for entry in damaged.glob("damaged-*/*")}
    assert aside
    assert {step[0] for step in recorder.steps} >= {"folder", "link", "sync folder", "rename", "remove"}
    chance = random.Random(7)
    left = left_behind(before, recorder.steps, chance)
    looked_at = chance.sample(left, min(CRASHES or len(left), len(left)))
    print(f"repair: {len(looked_at)} of {len(left)} folders after {len(recorder.steps)} steps")
    monkeypatch.setattr(os, "fsync", lambda descriptor: None)
    for files in looked_at:
        put_back(damaged, files)
        assert state(damaged) in (old, new)
        assert _is_kept(files, aside)
        mended(damaged, new)


def _is_kept(files: Files, damaged: Files) -> bool:
    """Whether every file that was set aside is still there, under its name or in the folder it was moved to."""
    names = {name.rpartition("/")[2]: data for name, data in files.items()}
    return all(names.get(name) == data for name, data in damaged.items())


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EIO])
def test_what_the_disk_refuses_at_any_step_of_a_repair_can_be_repaired(
    damaged: Path, code: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    before, old, recorder = files_of(damaged), state(damaged), Recorder(damaged)
    with recorder.recording(monkeypatch):
        Archive.repair(damaged)
    new, steps = state(damaged), range(len(recorder.steps))
    for number in random.Random(7).sample(steps, min(CRASHES // 3 or len(steps), len(steps))):
        put_back(damaged, before)
        with Recorder(damaged, fails=number, code=code).recording(monkeypatch), suppress(IndexUnwritable):
            Archive.repair(damaged)
        with monkeypatch.context() as context:
            context.setattr(os, "fsync", lambda descriptor: None)
            assert state(damaged) in (old, new)
            mended(damaged, new)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no fork")
def test_a_repair_that_is_killed_can_be_repeated(damaged: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before, recorder = files_of(damaged), Recorder(damaged)
    with recorder.recording(monkeypatch):
        Archive.repair(damaged)
    new, steps = state(damaged), len(recorder.steps)
    for number in sorted({0, steps - 1, *random.Random(7).sample(range(steps), min(CRASHES // 5, steps))}):
        put_back(damaged, before)
        _killed(lambda: Archive.repair(damaged), Recorder(damaged, fails=number), monkeypatch)
        mended(damaged, new)


def _killed(operation: Callable[[], object], dying: Recorder, monkeypatch: pytest.MonkeyPatch) -> None:
    child = os.fork()
    if not child:
        monkeypatch.setattr(os, "strerror", lambda code: os.kill(os.getpid(), signal.SIGKILL))
        with dying.recording(monkeypatch):
            operation()
        os._exit(0)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == -signal.SIGKILL


# ── saving as one file ──


@pytest.fixture
def index(tmp_path: Path) -> Path:
    with Archive.create(tmp_path / "index") as archive:
        for batch in range(2):
            archive.add([Article(f"Storm {batch} {number}.", id=f"{batch}.{number}") for number in range(3)])
        archive.remove("0.1")
    (tmp_path / "saved").mkdir()
    return tmp_path / "index"


def save(index: Path) -> None:
    with Archive.open(index) as archive:
        archive.snapshot(index.parent / "saved" / "monday")


def saved_whole(index: Path) -> None:
    """The file is absent or whole; saving goes on to work, and there is nothing beside it."""
    file = index.parent / "saved" / "monday"
    if file.exists():
        assert state(file) == state(index)
        file.unlink()
    save(index)
    assert state(file) == state(index)
    assert [entry.name for entry in file.parent.iterdir()] == ["monday"]


def test_after_a_crash_at_any_step_of_saving_the_file_is_whole_or_absent(
    index: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = index.parent / "saved"
    recorder = Recorder(folder)
    with recorder.recording(monkeypatch):
        save(index)
    left = left_behind({}, recorder.steps, random.Random(7))
    monkeypatch.setattr(os, "fsync", lambda descriptor: None)
    for files in left:
        put_back(folder, files)
        saved_whole(index)


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EIO])
def test_what_the_disk_refuses_at_any_step_of_saving_leaves_nothing(
    index: Path, code: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = index.parent / "saved"
    recorder = Recorder(folder)
    with recorder.recording(monkeypatch):
        save(index)
    for number in range(len(recorder.steps)):
        put_back(folder, {})
        with Recorder(folder, fails=number, code=code).recording(monkeypatch), pytest.raises(IndexUnwritable):
            save(index)
        with monkeypatch.context() as context:
            context.setattr(os, "fsync", lambda descriptor: None)
            saved_whole(index)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no fork")
def test_saving_that_is_killed_leaves_nothing_that_stays(index: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = index.parent / "saved"
    recorder = Recorder(folder)
    with recorder.recording(monkeypatch):
        save(index)
    for number in range(len(recorder.steps)):
        put_back(folder, {})
        _killed(lambda: save(index), Recorder(folder, fails=number), monkeypatch)
        assert {entry.name for entry in folder.iterdir()} <= {"monday.tmp", "monday"}
        saved_whole(index)


# ── folders that cannot be written ──

WRITING: dict[str, Callable[[Path], object]] = {
    "add": lambda index: Archive.open(index).add([Article("Hail.")]),
    "remove": lambda index: Archive.open(index).remove("0.0"),
    "compact": lambda index: Archive.open(index).compact(),
    "renew": lambda index: Archive.open(index).renew(),
    "replace": lambda index: Archive.create(index, exist="replace"),
    "repair": lambda index: Archive.repair(index),
}


@pytest.fixture
def read_only(index: Path) -> Iterator[Path]:
    """A copy of the index in a folder that nobody may write."""
    with TemporaryDirectory() as folder:
        copy = Path(folder, "index")
        shutil.copytree(index, copy)
        Path(folder).chmod(0o755)
        for entry in (*copy.iterdir(), copy):
            entry.chmod(0o555 if entry.is_dir() else 0o444)
        yield copy
        copy.chmod(0o755)


def as_nobody(operation: Callable[[], object]) -> str:
    """Do something as a user without rights, who may be another one than ours; gives what was raised."""
    ours, theirs = os.pipe()
    child = os.fork()
    if not child:
        if os.geteuid() == 0:
            os.seteuid(65534)
        try:
            operation()
            told = "nothing"
        except Exception as error:
            told = type(error).__name__
        os.write(theirs, told.encode())
        os._exit(0)
    os.waitpid(child, 0)
    os.close(theirs)
    with os.fdopen(ours) as reader:
        return reader.read()


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no fork")
def test_a_folder_that_is_only_read_answers(read_only: Path) -> None:
    def ask() -> None:
        with Archive.open(read_only) as archive:
            assert archive.search("storm").total == 5
            assert not archive.check().problems

    ask()  # what is imported late is read as ourselves
    assert as_nobody(ask) == "nothing"


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no fork")
@pytest.mark.parametrize("what", WRITING)
def test_a_folder_that_is_only_read_is_not_written(read_only: Path, index: Path, what: str) -> None:
    before = files_of(read_only)
    WRITING[what](index)
    expected = "nothing" if what == "repair" else "IndexUnwritable"  # it is whole: there is nothing to repair
    assert as_nobody(lambda: WRITING[what](read_only)) in (expected, "IndexUnwritable")
    assert files_of(read_only) == before
