"""Uses that nobody thinks of: closed streams, no home, other locales, odd names and numbers."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from searchlib.cli.main import main
from searchlib.read import readers

ROOT = Path(__file__).resolve().parents[3]
FIRST = "000_57fc5335dfc7b67e.txt"
Shell = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture
def shell(tmp_path: Path) -> Shell:
    """Run a line of shell beside an index of the seeds; ``searchlib`` is the program."""
    assert main(["index", str(ROOT / "seeds"), "--index", str(tmp_path / "index")]) == 0

    def run(line: str, **environment: str) -> "subprocess.CompletedProcess[str]":
        program = f'searchlib() {{ "{sys.executable}" -W error -m searchlib "$@"; }}\n'
        plain = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), **environment}
        command = ["/bin/sh", "-c", program + line]
        return subprocess.run(command, capture_output=True, cwd=tmp_path, env=plain, text=True, check=False)

    return run


needs_shell = pytest.mark.skipif(not Path("/bin/sh").exists(), reason="lines of shell")


@needs_shell
@pytest.mark.parametrize(
    ("line", "code", "said"),
    [
        ("searchlib search kagame --fields id --limit 1 <&-", 0, "1 of 2 articles in "),
        ("searchlib index - <&-", 4, "-: empty file"),
        ("searchlib extract - <&-", 4, "-: empty file"),
        ("searchlib search - <&-", 1, ""),
        ("searchlib search kagame >&-", 0, "2 articles in "),
        ("searchlib search kagame <&- >&- 2>&-", 0, ""),
        ("searchlib index . <&- >&- 2>&-", 0, ""),
    ],
)
def test_a_stream_that_is_closed_breaks_nothing(line: str, code: int, said: str, shell: Shell, tmp_path: Path) -> None:
    shutil.copy(ROOT / "seeds" / FIRST, tmp_path)
    run = shell(line)
    assert (run.returncode, "Traceback" in run.stderr) == (code, False), run.stderr
    assert said in run.stderr
    assert shell("searchlib check").returncode == 0


@needs_shell
def test_a_current_folder_that_is_gone_is_not_taken_for_the_output(shell: Shell) -> None:
    run = shell("mkdir gone && cd gone && rmdir ../gone && searchlib index seeds")
    assert (run.returncode, run.stderr) == (3, "searchlib: the current folder: no such file or directory\n")


@needs_shell
@pytest.mark.parametrize(
    "environment",
    [
        {"LANG": "C"},
        {"LC_ALL": "POSIX", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
        {"LC_ALL": "no_SUCH.locale", "TERM": "dumb", "COLUMNS": "x"},
        {"HOME": "/proc/nowhere", "XDG_CONFIG_HOME": "/proc/nowhere", "XDG_STATE_HOME": "relative"},
    ],
)
def test_no_environment_changes_the_answer(environment: dict[str, str], shell: Shell) -> None:
    run = shell("searchlib search Jürgen --fields title,speakers", **environment)
    assert run.returncode == 0
    assert "General Jürgen Stock" in run.stdout
    assert run.stderr.startswith("1 article in ")


@needs_shell
def test_a_search_that_cannot_be_saved_is_answered(shell: Shell) -> None:
    run = shell("searchlib search kagame --save mine --fields id", HOME="/proc/nowhere")
    assert (run.returncode, run.stdout.splitlines()[-1]) == (0, FIRST)
    assert run.stderr.startswith("searchlib: not saved: /proc/nowhere")


def test_an_index_may_lie_on_any_path_and_its_name_moves_no_cursor(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    odd = "line\nbreak 📰 \x1b[31m 'quo\"tes"
    shutil.copytree(ROOT / "seeds", f"news{odd}")
    assert main(["index", f"news{odd}", "--index", odd]) == 0
    assert main(["search", "kagame", "--index", odd, "--fields", "id,path"]) == 0
    assert main(["stats", "--index", odd]) == 0
    assert main(["search", "kagame", "--index", f"no{odd}"]) == 3
    shown = capsys.readouterr()
    assert FIRST in shown.out
    assert "\x1b" not in shown.out + shown.err
    assert "line\nbreak" not in shown.out + shown.err


def test_ten_thousand_words_are_a_query(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    index = str(tmp_path / "index")
    main(["index", str(ROOT / "seeds"), "--index", index])
    words = [f"w{number}" for number in range(10_000)]
    capsys.readouterr()
    assert main(["search", *words, "--index", index]) == 1
    assert capsys.readouterr().err.count("no article has") < 20
    assert main(["search", *words, "kagame", "--any", "--index", index, "--fields", "id"]) == 0
    assert len(capsys.readouterr().out.splitlines()) == 2


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["index", "seeds", "--jobs", "0"], "'0', but expected a number from 1 up"),
        (["search", "kagame", "--limit", "-3"], "'-3', but expected a whole number, 0 or more"),
        (["index", "seeds", "--jobs", "99999999999"], "expected a whole number of at most nine digits"),
        (["index"], "index: nothing to read; expected files and folders, or --refresh"),
        (["index", ""], "expected files and folders; this folder is called ."),
    ],
)
def test_a_number_or_name_without_meaning_is_told(
    arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(arguments) == 2
    assert said in capsys.readouterr().err


@pytest.mark.parametrize("columns", ["1", "0", "-3", "x"])
def test_a_screen_of_no_width_still_shows_words(
    columns: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    index = str(tmp_path / "index")
    main(["index", str(ROOT / "seeds"), "--index", index])
    monkeypatch.setenv("COLUMNS", columns)
    capsys.readouterr()
    assert main(["search", "kagame", "--index", index, "--color", "always"]) == 0
    assert "Kagame" in capsys.readouterr().out


def test_a_file_that_changes_while_it_is_read_stops_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def cut_short(path: str):  # type: ignore[no-untyped-def]
        stream = open_regular(path)
        os.truncate(path, 40)
        return stream

    open_regular = readers.open_regular
    monkeypatch.setattr(readers, "open_regular", cut_short)
    for name in ("a.txt", "b.csv", "c.jsonl"):
        (tmp_path / name).write_text("text\n" + "“We go,” said Ann Roe. " * 20)
    assert main(["index", str(tmp_path), "--index", str(tmp_path / "index")]) == 4
    assert main(["check", "--index", str(tmp_path / "index")]) == 0
    assert "c.jsonl:1: not JSON" in capsys.readouterr().err
