"""A question without a hit ends with a command that has some, to be copied."""

import os
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from searchlib import Archive, Article
from searchlib.cli.main import main

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture
def index(tmp_path: Path) -> Path:
    path = tmp_path / "the news"
    with Archive.create(path) as archive:
        archive.add(
            Article(text, id=str(number), date=f"201{number}-05-01")
            for number, text in enumerate(
                [
                    "The ferry sailed in a gale. “We waited,” pilot Ada Lindqvist said.",
                    "A gale @harbour, --any ship sank.",
                ]
            )
        )
    return path


def command(said: str) -> list[str]:
    asked = [line for line in said.splitlines() if line.startswith("ask for: ")]
    assert len(asked) == 1, said
    return shlex.split(asked[0].removeprefix("ask for: "))


@pytest.mark.parametrize(
    "arguments",
    [
        ["search", "gale", "zeppelin"],
        ["search", "gale", "xylophone", "--speaker", "Ada Lindqvist", "--since", "2011"],
        ["search", "gale", "--since", "2015", "--until=2016"],
        ["search", '"in a gale"', "who:lindqvist", "--sort", "date", "zeppelin"],
        ["search", "--", "--harbour", "zeppelin"],
        ["search", "--", "@harbour", "zeppelin"],
        ["quotes", "waited", "zeppelin", "--speaker", "lindqvist"],
        ["search", "gale", "--speaker", "Lindqwist", "--until", "2010"],
        ["quotes", "waited OR sailed", "--speaker", "Adda Lindqwist"],
    ],
)
def test_the_command_that_is_named_finds_what_is_said(arguments: list[str], index: Path, capsys) -> None:
    assert main([arguments[0], "--index", str(index), *arguments[1:]]) == 1
    named = command(capsys.readouterr().err)
    assert named[0] == "searchlib"
    assert main([named[1], "--count", *named[2:]]) == 0
    assert int(capsys.readouterr().out) > 0


@pytest.mark.parametrize(
    ("arguments", "asked"),
    [
        (["search", "gale", "--speaker", "Lindqwist", "--since", "2010"], ["--since=2010", "gale speaker:lindqvist"]),
        (["search", "--speaker", "Ada Lindqwist"], ['speaker:"ada lindqvist"']),
        (["search", "galle", "--speaker", "Lindqwist"], ["gale speaker:lindqvist"]),
        (["search", "gale OR storm", "--speaker", "Lindqwist"], ["(gale OR storm) speaker:lindqvist"]),
        (["search", "gale", "--speaker", "Adda", "--speaker", "Lindqwist"], ["gale speaker:(ada OR lindqvist)"]),
        (["quotes", "waited", "--speaker", "Lindqwist"], ["waited speaker:lindqvist"]),
        (["quotes", "--speaker", "Lindqwist"], ["speaker:lindqvist"]),
    ],
)
def test_the_name_that_was_meant_is_in_the_command(
    arguments: list[str], asked: list[str], index: Path, capsys, monkeypatch
) -> None:
    monkeypatch.setenv("SEARCHLIB_INDEX", str(index))
    assert main(arguments) == 1
    named = command(capsys.readouterr().err)
    assert named == ["searchlib", arguments[0], *asked]
    assert main(named[1:]) == 0


def test_the_index_is_named_where_it_is_not_the_usual_one(index: Path, capsys, monkeypatch) -> None:
    main(["search", "gale", "zeppelin", "--index", str(index)])
    assert command(capsys.readouterr().err) == ["searchlib", "search", f"--index={index}", "gale"]
    monkeypatch.setenv("SEARCHLIB_INDEX", str(index))
    main(["search", "gale", "zeppelin"])
    assert command(capsys.readouterr().err) == ["searchlib", "search", "gale"]


def test_a_query_of_a_stranger_stays_one_word_of_the_shell(index: Path, tmp_path: Path) -> None:
    query = 'gale "$(touch owned)" zeppelin'
    done = subprocess.run(
        [sys.executable, "-m", "searchlib", "search", query, "--index", str(index)],
        capture_output=True,
        text=True,
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        check=False,
    )
    row = next(line for line in done.stderr.splitlines() if line.startswith("ask for: "))
    subprocess.run(
        ["sh", "-c", row.removeprefix("ask for: ").replace("searchlib", "true", 1)], cwd=tmp_path, check=True
    )
    assert not (tmp_path / "owned").exists()


def test_a_program_finds_the_query_in_the_diagnostics(index: Path, capsys) -> None:
    main(["search", "gale", "zeppelin", "--index", str(index), "--json"])
    shown = capsys.readouterr()
    assert '"hint": "ask for: gale"' in shown.out
    assert "ask for: searchlib" not in shown.err
