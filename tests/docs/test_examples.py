"""The examples of ``--help`` run: those that ask an index of the sample articles, or change it."""

import re
import shlex
import shutil
from pathlib import Path

import pytest

from searchlib import Archive
from searchlib.cli.commands import module_of
from searchlib.cli.main import main

SEEDS = Path(__file__).resolve().parents[2] / "seeds"
ASKING = (
    *("search", "quotes", "show", "similar", "timeline", "facets", "extract", "stats", "check", "saved", "history"),
    *("config", "completion", "man", "compact", "export", "remove", "repair", "snapshot"),
)
BESIDES = re.compile(r"\s{2,}| [|>&] | && | - ")
"""What stands behind a command: what it does, where its output goes; or that it reads standard input."""
ELSEWHERE = ("page.html", "news/", "@", "--index monday", "--write", "--from-whoosh")
"""Examples with files of their own, or that write outside of the folder."""


def examples(command: str) -> list[str]:
    rows = module_of(command).HELP.partition("\n\nexample")[2].splitlines()
    commands = (BESIDES.split(row.strip())[0] for row in rows if row.strip().startswith("searchlib "))
    return [row for row in commands if not any(part in row for part in ELSEWHERE)]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("examples")
    shutil.copytree(SEEDS, folder / "seeds")
    with Archive.create(folder / "index") as archive:
        archive.add(folder / "seeds")
    return folder


@pytest.fixture
def at_home(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(folder, tmp_path / "here")
    monkeypatch.chdir(tmp_path / "here")
    for name in ("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME"):
        monkeypatch.setenv(name, str(tmp_path / "home"))
    monkeypatch.delenv("SEARCHLIB_INDEX", raising=False)


@pytest.mark.usefixtures("at_home")
@pytest.mark.parametrize("example", [row for command in ASKING for row in examples(command)])
def test_an_example_runs(example: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(shlex.split(example)[1:]) in (0, 1)
    assert "did you mean" not in capsys.readouterr().err
