import os
import subprocess
import sys
from pathlib import Path

import pytest

from searchlib.cli.main import COMMANDS, main

ROOT = Path(__file__).resolve().parents[3]


def searchlib(*arguments: str, **options: object) -> "subprocess.CompletedProcess[str]":
    """Run the program as a user does."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONWARNINGS": "error"}
    command = [sys.executable, "-m", "searchlib", *arguments]
    return subprocess.run(command, capture_output=True, text=True, env=environment, check=False, **options)


def test_help_names_every_command(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--help"]) == 0
    shown = capsys.readouterr().out
    assert all(f"\n  {name} " in shown for name in COMMANDS)


@pytest.mark.parametrize("name", COMMANDS)
def test_the_help_of_a_command_has_examples(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([name, "--help"]) == 0
    assert f"\n  searchlib {name}" in capsys.readouterr().out
    assert main(["help", name]) == 0


def test_an_unknown_command_is_named_with_the_nearest(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["serach", "kagame"]) == 2
    shown = capsys.readouterr().err
    assert shown == "searchlib: no command 'serach': did you mean search?; all commands: searchlib --help\n"


def test_an_option_before_the_command_says_where_it_belongs(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--json", "search"]) == 2
    assert "searchlib COMMAND --json" in capsys.readouterr().err


def test_an_unknown_option_is_named_with_the_nearest(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["stats", "--jsno"]) == 2
    assert capsys.readouterr().err == "searchlib: no option --jsno: did you mean --json?; see: searchlib stats --help\n"


@pytest.mark.parametrize("limit", ["ten", "-1", "", "9" * 5000, "٣"])
def test_a_limit_that_is_no_number_is_a_usage_error(limit: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["search", "a", f"--limit={limit}"]) == 2
    shown = capsys.readouterr().err
    assert "expected a whole number" in shown
    assert shown.count("\n") == 1


def test_two_forms_at_once_are_a_usage_error(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["stats", "--json", "--csv"]) == 2
    assert "not allowed with" in capsys.readouterr().err


@pytest.mark.parametrize("option", ["--version", "-V"])
def test_the_version_is_shown(option: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([option]) == 0
    assert capsys.readouterr().out.startswith("searchlib ")


def test_an_error_is_one_line_even_with_a_hostile_name(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["sta\x1b[2J\nts\udcff"]) == 2
    shown = capsys.readouterr().err
    assert shown.count("\n") == 1
    assert "\x1b" not in shown


def test_a_module_run_is_the_program() -> None:
    done = searchlib("--version")
    assert (done.returncode, done.stderr) == (0, "")
