"""docs/json.md names every key and column that the program gives, and no other."""

import json
import re
from pathlib import Path

import pytest

from searchlib.cli.commands import COMMANDS
from searchlib.cli.main import main
from searchlib.contract import SCHEMA_VERSION

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs" / "json.md").read_text("utf8")
FIRST = "000_57fc5335dfc7b67e.txt"
LINES = {
    "search": "search kagame",
    "quotes": "quotes",
    "show": f"show {FIRST}",
    "timeline": "timeline kagame",
    "facets": "facets speaker",
    "extract": f"extract {ROOT / 'seeds'}",
    "index": f"index {ROOT / 'seeds'}",
    "remove": "remove nothing-of-this-name",
    "stats": "stats",
    "check": "check",
    "bench": "bench kagame --rounds 1",
    "config": "config show --origin",
    "saved": "saved",
    "history": "history",
    "watch-folder": f"watch-folder {ROOT / 'seeds'}",
    "similar": f"similar {FIRST}",
    "topics": "topics train labelled.jsonl --out model.json",
    "compact": "compact",
    "repair": "repair",
    "snapshot": "snapshot saved.searchlib",
    "export": "export exported",
    "--count": "search kagame --count",
}
SECTIONS = {
    name: dict(re.findall(r"^- (\w+): (.*)$", text, flags=re.MULTILINE))
    for name, text in re.findall(r"^## `([\w-]+)`\n(.*?)(?=^## |\Z)", PAGE, flags=re.MULTILINE | re.DOTALL)
}


def named(name: str, kind: str) -> list[str]:
    return re.findall(r"`(\w+)`", SECTIONS[name].get(kind, ""))


def interrupted(seconds: float) -> None:
    raise KeyboardInterrupt


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("json") / "index"
    assert main(["index", str(ROOT / "seeds"), "--index", str(path)]) == 0
    return path


@pytest.fixture
def output(index: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    monkeypatch.setenv("SEARCHLIB_INDEX", str(index))
    monkeypatch.chdir(tmp_path)
    # The watch ends at its first pause.
    monkeypatch.setattr("time.sleep", interrupted)
    about = {"rain": "Rain fell on the dark hills again.", "goals": "The striker scored two goals again."}
    rows = [{"text": f"{text} Day {day}.", "topics": [name]} for day in range(9) for name, text in about.items()]
    Path("labelled.jsonl").write_text("".join(f"{json.dumps(row)}\n" for row in rows))

    def run(name: str, *flags: str) -> str:
        capsys.readouterr()
        main([*LINES[name].split(), *flags])
        return capsys.readouterr().out

    return run


@pytest.mark.parametrize("name", LINES)
def test_the_object_has_the_keys_that_are_documented(name: str, output) -> None:
    assert list(json.loads(output(name, "--json"))) == named(name, "object")


@pytest.mark.parametrize("name", [name for name, section in SECTIONS.items() if "record" in section and name in LINES])
def test_a_record_has_the_keys_that_are_documented(name: str, output) -> None:
    rows = output(name, "--jsonl").splitlines()
    optional = {"derived_title"}  # where an article has no title of its own
    assert all([key for key in json.loads(row) if key not in optional] == named(name, "record") for row in rows)
    assert rows or name in ("saved", "history")


@pytest.mark.parametrize("name", LINES)
def test_csv_has_the_columns_that_are_documented(name: str, output) -> None:
    assert output(name, "--csv").splitlines()[0].split(",") == named(name, "columns")


@pytest.mark.parametrize("name", ["search", "quotes", "extract", "similar"])
def test_every_further_column_that_is_documented_can_be_asked_for(name: str, output) -> None:
    more = named(name, "more")
    assert more
    assert output(name, "--csv", "--fields", ",".join(more)).splitlines()[0].split(",") == more


def test_the_version_is_the_one_that_is_documented() -> None:
    assert f"version {SCHEMA_VERSION} of the shapes" in PAGE


def test_every_command_with_records_is_documented() -> None:
    texts = {"completion", "man", "browse"}
    assert set(COMMANDS) - texts == set(LINES) - {"--count"} == set(SECTIONS) - {"--count"}
