"""Which command has which of the options that scripts rely on: one table, held against the parsers."""

import json
from pathlib import Path

import pytest

from searchlib.cli.commands import COMMANDS, module_of, parser_of
from searchlib.cli.main import main

ROOT = Path(__file__).resolve().parents[3]
FIRST = "000_57fc5335dfc7b67e.txt"
OUTPUT = {"--json", "--jsonl", "--csv", "--plain", "--fields", "-0", "--csv-raw", "--color", "--theme", "--no-pager"}
READING = {"--jobs", "--map", "--published", "--topics"}
HAS = {
    "index": OUTPUT | READING | {"--index", "--wait"},
    "watch-folder": OUTPUT | READING | {"--index", "--wait"},
    "search": OUTPUT | {"--index", "--count", "--strict"},
    "quotes": OUTPUT | {"--index", "--count", "--strict"},
    "show": OUTPUT | {"--index", "--strict"},
    "similar": OUTPUT | {"--index", "--count"},
    "timeline": OUTPUT | {"--index", "--count", "--strict"},
    "facets": OUTPUT | {"--index", "--count", "--strict"},
    "extract": OUTPUT | (READING - {"--jobs"}) | {"--count"},
    "topics": OUTPUT,
    "compact": OUTPUT | {"--index", "--wait"},
    "export": OUTPUT | {"--index"},
    "remove": OUTPUT | {"--index", "--wait"},
    "stats": OUTPUT | {"--index"},
    "check": OUTPUT | {"--index"},
    "repair": OUTPUT | {"--index", "--wait"},
    "snapshot": OUTPUT | {"--index"},
    "bench": OUTPUT | {"--index"},
    "saved": OUTPUT | {"--count"},
    "history": OUTPUT | {"--count"},
    "config": OUTPUT,
    # The whole screen, and texts of a form of their own.
    "browse": {"--index", "--theme"},
    "completion": set(),
    "man": set(),
}
"""Those of these options that a command has; the others of a command are its own."""
ALL = set().union(*HAS.values())


@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_has_the_options_of_the_table_and_no_other_of_them(name: str) -> None:
    assert set(parser_of(name, module_of(name)).values_taken()) & ALL == HAS[name]


@pytest.mark.parametrize(
    ("line", "count"),
    [
        ("search kagame", 2),
        ("quotes --speaker ballestrazzi", None),
        (f"similar {FIRST}", 1),
        ("timeline kagame", None),
        ("facets kagame speaker", None),
        (f"extract {ROOT / 'seeds'}", 2),
    ],
)
def test_the_count_of_a_command_is_that_of_its_records(
    line: str, count: int | None, tmp_path, monkeypatch, capsys
) -> None:
    monkeypatch.setenv("SEARCHLIB_INDEX", str(tmp_path / "index"))
    main(["index", str(ROOT / "seeds")])
    capsys.readouterr()
    code = main([*line.split(), "--count", "--json"])
    counted = json.loads(capsys.readouterr().out)["total"]
    assert set(counted) == {"value", "relation"}
    limit = ["--limit", "0"] if line.startswith("timeline") else ["--limit", "99"]
    main(
        [
            *line.split(),
            *(limit if "--limit" in parser_of(line.split()[0], module_of(line.split()[0])).values_taken() else []),
            "--jsonl",
        ]
    )
    rows = [json.loads(row) for row in capsys.readouterr().out.splitlines()]
    assert counted["value"] == len([row for row in rows if row.get("start", "") is not None])
    assert count in (None, counted["value"])
    assert code == 0


@pytest.mark.parametrize(
    "line", ["search x:y kagame", "quotes x:y", f"show {FIRST} --query x:y", "timeline x:y", "facets x:y year"]
)
def test_strict_fails_where_a_query_is_not_understood(line: str, tmp_path, monkeypatch, capsys) -> None:
    monkeypatch.setenv("SEARCHLIB_INDEX", str(tmp_path / "index"))
    main(["index", str(ROOT / "seeds")])
    assert main(line.split()) in (0, 1)
    assert main([*line.split(), "--strict"]) == 2


def test_what_is_listed_can_be_counted(tmp_path, monkeypatch, capsys) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    monkeypatch.setenv("SEARCHLIB_INDEX", str(tmp_path / "index"))
    main(["index", str(ROOT / "seeds")])
    main(["search", "kagame", "--save", "one"])
    capsys.readouterr()
    assert (main(["saved", "--count"]), capsys.readouterr().out) == (0, "1\n")
    assert (main(["history", "--count"]), capsys.readouterr().out) == (1, "0\n")
