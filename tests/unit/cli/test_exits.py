"""What each command ends with: one table, with every code that is documented for it."""

import json
import shutil
from pathlib import Path

import pytest

from searchlib.cli.commands import COMMANDS
from searchlib.cli.main import main

ROOT = Path(__file__).resolve().parents[3]
FIRST = "000_57fc5335dfc7b67e.txt"
ENDS = [
    # 0: found, done
    *((0, line) for line in (
        "index seeds", "index --refresh", "search kagame", "search -- -zeppelin", "quotes", f"show {FIRST}",
        f"similar {FIRST}", "timeline kagame", "facets topic", "extract seeds", "topics train labelled.jsonl --out m",
        "compact", "export exported", f"remove {FIRST}", "stats", "check", "repair", "snapshot s.searchlib",
        "bench --rounds 1 kagame", "config", "config path", "config show --origin", "completion bash", "man",
        "man search", "--help", "help search", "search --help", "--version", "", "search kagame --count",
        "search kagame --save one",
    )),
    # 1: nothing found
    *((1, line) for line in (
        "index empty", "search zeppelin", "search zeppelin --count", "quotes zeppelin", "show nobody",
        "similar nobody", "timeline zeppelin", "facets zeppelin topic", "extract empty", "remove nobody", "saved",
        "saved --forget one", "history", "history --forget", "quotes --speaker nobody",
    )),
    # 2: usage, or a query that is not understood where --strict is given
    *((2, line) for line in (
        "serach x", "index", "index seeds --refresh", "index seeds --jobs 0", "index seeds --published soon",
        "index seeds --topics none.json", "index labelled.jsonl --map colour=x", "search x --limit -1",
        "search x --sort colour", "search x --after broken", "search x --since gestern", "search x:y --strict",
        "search x --json --csv", "search kagame --fields colour", "search x --ranking colour", "quotes x:y --strict",
        "show", f"show {FIRST} --query x:y --strict", "similar", "timeline x --by week", "timeline x:y --strict",
        "facets", "facets x colour", "facets x:y topic --strict", "extract", "extract seeds --mode slow",
        "extract seeds --published soon", "topics learn x", "topics train nowhere",
        "compact now", "export", "export seeds", "remove", "stats now", "check --jsn", "repair now", "snapshot",
        "snapshot seeds", "bench --queries nowhere", "bench --rounds 0", "config set", "completion tcsh", "man nothing",
        "watch-folder", "watch-folder seeds --every 0", "watch-folder seeds --map colour=x", "browse", "--jobs 2",
        "saved now", "help nothing", "history --limit x", "search x --save !",
    )),
    # 4: done, but some inputs failed
    *((4, line) for line in (
        "index nowhere", "index seeds nowhere", "extract seeds nowhere", f"remove {FIRST} nobody",
        "topics train nowhere --out m", "topics train empty.jsonl --out m",
    )),
]  # fmt: skip
OPENING = (
    *("search x", "quotes x", "show x", "similar x", "timeline x", "facets x topic", "stats", "check", "compact"),
    *("repair", "remove x", "export exported", "snapshot s", "bench x", "index --refresh", ""),
)
"""Command lines that need an index."""


@pytest.fixture(autouse=True)
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder with an index of the seeds, and a home of its own."""
    for name in ("XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CONFIG_HOME"):
        monkeypatch.setenv(name, str(tmp_path / "home"))
    monkeypatch.delenv("SEARCHLIB_INDEX", raising=False)
    monkeypatch.chdir(tmp_path)
    shutil.copytree(ROOT / "seeds", "seeds")
    Path("empty").mkdir()
    Path("empty.jsonl").write_text("")
    rows = [{"text": f"{text} {day}.", "topics": [label]} for label, text in LABELLED.items() for day in range(9)]
    Path("labelled.jsonl").write_text("".join(f"{json.dumps(row)}\n" for row in rows))


LABELLED = {"rain": "Rain fell on the dark hills again on day", "goals": "The striker scored two goals on day"}


@pytest.mark.parametrize(("code", "line"), ENDS)
def test_a_command_ends_with(code: int, line: str, capsys: pytest.CaptureFixture[str]) -> None:
    main(["index", "seeds"])
    capsys.readouterr()
    assert main(line.split()) == code
    shown = capsys.readouterr()
    assert "Traceback" not in shown.err
    if code == 2:
        assert shown.out == ""
        assert shown.err.startswith("searchlib: ")


@pytest.mark.parametrize("line", OPENING)
def test_without_an_index_or_with_a_damaged_one_a_command_ends_with_3(line: str, capsys) -> None:
    assert main(line.split()) == 3
    assert not Path("index").exists()
    main(["index", "seeds"])
    [segment] = Path("index").glob("*.slseg")
    segment.write_bytes(segment.read_bytes()[:1000])
    capsys.readouterr()
    # What mends is the way out, and says with 4 that something is lost.
    assert main(line.split()) == (4 if line == "repair" else 3)
    assert "searchlib" in capsys.readouterr().err or line in ("repair", "check")


def test_the_table_has_every_command_and_every_code() -> None:
    named = {line.split()[0] for _, line in ENDS if line}
    assert set(COMMANDS) <= named
    assert {code for code, _ in ENDS} == {0, 1, 2, 4}
