"""A folder that is watched: what is whole is taken in, what is not is left until it is."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from searchlib import Archive, IndexLocked
from searchlib.cli.main import main
from searchlib.cli.watching import Taking, rounds
from searchlib.model import Report

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture
def watched(tmp_path: Path) -> Callable[..., list[Report]]:
    """Watch the folder ``in``; each act happens in a pause, and when none is left the watch ends."""
    (tmp_path / "in" / "deep").mkdir(parents=True)

    def run(*acts: Callable[[Path], object], prune: bool = False) -> list[Report]:
        left = list(acts)
        reports: list[Report] = []

        def pause() -> None:
            if not left:
                raise KeyboardInterrupt
            left.pop(0)(tmp_path / "in")

        folder = str(tmp_path / "in")
        with Archive.create(tmp_path / "index") as archive:
            archive.add(folder)
            gone = (lambda: archive.add(folder, prune=True)) if prune else None
            with pytest.raises(KeyboardInterrupt):
                reports.extend(rounds(archive, [folder], pause=pause, prune=gone))
            run.ids = sorted(hit.id for hit in archive.search(limit=99))
            run.found = {word: archive.search(word).total for word in ("first", "second")}
        return reports

    return run


def write(name: str, text: str) -> Callable[[Path], object]:
    return lambda folder: (folder / name).write_text(text)


def nothing(folder: Path) -> None:
    """Let time go by."""


def collected(watched: Callable[..., list[Report]], *acts: Callable[[Path], object], **options: bool) -> list[str]:
    watched(*acts, **options)
    return watched.ids


def test_a_new_file_is_taken_in_under_the_id_that_the_folder_gives_it(watched) -> None:
    assert collected(watched, write("deep/a.txt", "The first text."), nothing, nothing) == ["deep/a.txt"]


def test_a_file_that_is_still_written_is_left_alone(watched) -> None:
    acts = [write("a.txt", "The first" + " text" * number) for number in range(1, 4)]
    assert collected(watched, *acts) == []


def test_an_empty_file_has_not_begun(watched) -> None:
    assert collected(watched, write("a.txt", ""), nothing, nothing) == []


def test_a_file_that_was_read_too_early_is_read_again(watched) -> None:
    watched(write("a.txt", "The first half."), nothing, write("a.txt", "The first half and the second."), nothing)
    assert watched.ids == ["a.txt"]
    assert watched.found == {"first": 1, "second": 1}


def test_what_a_browser_has_not_finished_is_no_article(watched) -> None:
    assert collected(watched, write("a.html.part", "text"), write(".b.txt", "text"), nothing, nothing) == []


def test_gone_files_are_forgotten_only_if_asked(watched) -> None:
    acts = [write("a.txt", "The first text."), nothing, lambda folder: (folder / "a.txt").unlink(), nothing]
    assert collected(watched, *acts) == ["a.txt"]
    assert collected(watched, *acts, prune=True) == []


def test_a_folder_that_vanishes_takes_nothing_with_it(watched) -> None:
    def away(folder: Path) -> None:
        folder.rename(folder.with_name("away"))

    def back(folder: Path) -> None:
        folder.with_name("away").rename(folder)

    acts = [write("a.txt", "The first text."), write("b.txt", "The second text."), nothing, away, nothing, back]
    added, second, missing, removed = watched(*acts, lambda folder: (folder / "b.txt").unlink(), nothing, prune=True)
    assert (added.added, second.added) == (1, 1)
    assert [failure.reason.partition(";")[0] for failure in missing.failed] == ["not there any more"]
    assert (removed.removed, removed.failed) == (1, ())
    assert watched.ids == ["a.txt"]


def test_what_comes_while_gone_files_are_forgotten_is_reported(watched) -> None:
    def renamed(folder: Path) -> None:
        (folder / "a.txt").rename(folder / "b.txt")

    reports = watched(write("a.txt", "The first text."), nothing, renamed, nothing, nothing, prune=True)
    assert [(report.added, report.removed) for report in reports] == [(1, 0), (1, 1)]


def test_a_look_that_finds_nothing_new_says_nothing(watched) -> None:
    again = write("a.txt", "The first text.")
    assert [report.added for report in watched(again, nothing, again, nothing, nothing)] == [1]


def test_while_somebody_else_writes_the_watch_waits(watched, monkeypatch: pytest.MonkeyPatch) -> None:
    add, calls = Archive.add, []

    def locked(self: Archive, inputs: object, **options: object) -> Report:
        calls.append(inputs)
        if len(calls) == 2:
            raise IndexLocked(self.path, pid=1, host="h", since="now")
        return add(self, inputs, **options)

    monkeypatch.setattr(Archive, "add", locked)
    assert collected(watched, write("a.txt", "The first text."), nothing, nothing, nothing) == ["a.txt"]
    assert len(calls) == 3


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_ends_the_watch_and_that_is_no_fault(number: signal.Signals, tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text("The first text.")
    # A signal may come between opening a folder and the `with` that closes it; the end of the program closes it then.
    warnings = "error,ignore::ResourceWarning"
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONWARNINGS": warnings, "SEARCHLIB_INDEX": ""}
    command = [sys.executable, "-m", "searchlib", "watch-folder", "in", "--plain"]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdout=pipe, stderr=pipe, text=True, cwd=tmp_path, env=environment) as watch:
        assert watch.stderr is not None
        assert "watching" in watch.stderr.readline()
        watch.send_signal(number)
        shown, said = watch.communicate(timeout=60)
    assert watch.returncode == 0
    assert "added\t1" in shown
    assert said == "ended; 1 article taken in, 1 article in the index, nothing is half done\n"


def test_an_empty_folder_makes_no_index(tmp_path: Path, monkeypatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "empty").mkdir()
    assert main(["index", "empty"]) == 1
    assert "no articles in empty" in capsys.readouterr().err
    assert not (tmp_path / "index").exists()


def test_an_interrupted_run_says_what_is_kept(tmp_path: Path, monkeypatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.txt").write_text("The first text.")
    assert main(["index", "a.txt"]) == 0

    def interrupted(self: Archive, inputs: object, **options: object) -> Report:
        raise KeyboardInterrupt

    monkeypatch.setattr(Archive, "add", interrupted)
    assert main(["index", "a.txt"]) == 130
    assert "interrupted; 1 article in the index, nothing is half done" in capsys.readouterr().err


def test_what_comes_is_read_as_the_first_folder_was(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()

    acts = [write("b.csv", "Story,Head\nIt poured on the second day.,Rain\n"), nothing]

    def pause() -> None:
        if not acts:
            raise KeyboardInterrupt
        acts.pop(0)(folder)

    taking = Taking(jobs=2, published="2015-11-02", columns={"text": "Story", "title": "Head"})
    with Archive.create(tmp_path / "index") as archive:
        with pytest.raises(KeyboardInterrupt):
            list(rounds(archive, [str(folder)], pause=pause, prune=None, taking=taking))
        [hit] = archive.search("poured date:2015-11-02")
        assert hit.title == "Rain"
