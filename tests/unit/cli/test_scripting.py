"""What scripts build on: columns, counts, separators, many queries, quiet ends."""

import csv
import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from searchlib.cli.main import main

ROOT = Path(__file__).resolve().parents[3]
SEEDS = ROOT / "seeds"
FIRST, SECOND = "000_57fc5335dfc7b67e.txt", "002_d302f62227af929b.txt"


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("scripting") / "index"
    assert main(["index", str(SEEDS), "--index", str(path)]) == 0
    return path


@pytest.fixture
def program(capsys, monkeypatch, tmp_path, index):
    """Run the program on the seeds; give exit code, standard output and standard error."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SEARCHLIB_INDEX", str(index))

    def run(*arguments: str, stdin: str = "") -> tuple[int, str, str]:
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(stdin.encode())))
        capsys.readouterr()
        code = main(list(arguments))
        return code, *capsys.readouterr()

    return run


@pytest.mark.parametrize(
    ("command", "fields"),
    [
        (["search", "kagame"], "id,date,title"),
        (["quotes", "--speaker", "kagame"], "speaker,text,id"),
        (["facets", "speaker"], "value"),
        (["timeline", "kagame"], "start,count"),
    ],
)
def test_fields_choose_the_columns_of_every_form(program, command: list[str], fields: str) -> None:
    names = fields.split(",")
    _, table, _ = program(*command, "--csv", "--fields", fields)
    _, lines, _ = program(*command, "--jsonl", "--fields", fields)
    _, whole, _ = program(*command, "--json", "--fields", fields)
    _, plain, _ = program(*command, "--fields", fields)
    rows = [json.loads(line) for line in lines.splitlines()]
    assert rows
    assert all(list(row) == names for row in rows)
    assert next(csv.reader(io.StringIO(table))) == names
    assert rows in json.loads(whole).values()
    assert len(table.splitlines()) == len(rows) + 1 == len(plain.splitlines()) + 1
    assert plain.splitlines()[0].count("\t") == len(names) - 1


@pytest.mark.parametrize("form", ["--csv", "--json", "--jsonl", "--plain"])
@pytest.mark.parametrize("command", [["search", "zeppelin"], ["stats"], ["quotes"]])
def test_an_unknown_field_is_a_usage_error_that_names_the_known(program, command: list[str], form: str) -> None:
    code, shown, said = program(*command, form, "--fields", "nothing")
    assert (code, shown) == (2, "")
    assert "'nothing', but expected some of " in said


def test_fields_of_one_object_are_its_keys(program) -> None:
    _, shown, _ = program("stats", "--json", "--fields", "articles,quotes")
    assert json.loads(shown) == {"schema_version": 1, "articles": 2, "quotes": 15}


def test_lines_may_end_with_nul_and_then_a_path_is_what_it_is(program, tmp_path: Path, monkeypatch) -> None:
    odd = tmp_path / "a  b\nc.txt"
    odd.write_text("Zeppelin over town.\n\nIt rained, harbour master Ada Lindqvist said.")
    monkeypatch.setenv("SEARCHLIB_INDEX", str(tmp_path / "odd"))
    assert program("index", str(odd))[0] == 0
    assert program("search", "zeppelin", "--fields", "path", "-0")[1] == f"{odd}\0"
    assert program("search", "zeppelin", "--fields", "path")[1].count("\n") == 1


@pytest.mark.parametrize(
    ("command", "count"),
    [
        (["search", "kagame"], 2),
        (["search", "zeppelin"], 0),
        (["quotes"], 15),
        (["facets", "speaker"], 4),
        (["timeline", ""], 0),
    ],
)
def test_count_shows_the_number_alone(program, command: list[str], count: int) -> None:
    assert program(*command, "--count")[1] == f"{count}\n"
    assert json.loads(program(*command, "--count", "--json")[1])["total"] == {"value": count, "relation": "eq"}
    assert program(*command, "--count", "--csv")[1] == f"total\n{count}\n"


@pytest.mark.parametrize("command", [["search"], ["quotes"], ["facets", "--csv"], ["timeline"], ["search", "--csv"]])
def test_a_count_is_not_silent_about_what_was_not_understood(program, command: list[str]) -> None:
    name, *form = command
    field = ["speaker"] if name == "facets" else []
    assert "unknown field: speakr" in program(name, "speakr:kagame", *field, "--count", *form)[2]


@pytest.mark.parametrize(
    "command", [["extract", "--jsonl"], ["extract", "--csv"], ["extract", "--count", "--json"], ["index", "--csv"]]
)
def test_what_failed_is_named_once_where_the_data_have_no_place_for_it(program, tmp_path, command: list[str]) -> None:
    (tmp_path / "empty.txt").touch()
    code, _, said = program(*command, str(SEEDS), "empty.txt", *(["--index", "new"] if command[0] == "index" else []))
    assert (code, said) == (4, "searchlib: empty.txt: empty file\n")
    assert program(*command, "empty.txt")[2] == "searchlib: empty.txt: empty file\n"


QUERIES = "kagame\n\nzeppelin\nspeaker:stock\n"


def test_a_dash_reads_one_query_a_line(program) -> None:
    code, shown, _ = program("search", "-", "--json", stdin=QUERIES)
    answers = [json.loads(line) for line in shown.splitlines()]
    assert code == 0
    assert [(answer["query"], answer["total"]["value"]) for answer in answers] == [
        ("kagame", 2),
        ("zeppelin", 0),
        ("speaker:stock", 1),
    ]


def test_each_line_of_many_answers_says_which_query_it_answers(program) -> None:
    _, shown, _ = program("search", "-", "--jsonl", "--fields", "id", stdin=QUERIES)
    assert [json.loads(line) for line in shown.splitlines()] == [
        {"query": "kagame", "id": SECOND},
        {"query": "kagame", "id": FIRST},
        {"query": "speaker:stock", "id": SECOND},
    ]
    _, shown, _ = program("search", "-", "--csv", "--fields", "id", stdin=QUERIES)
    assert shown == f"query,id\nkagame,{SECOND}\nkagame,{FIRST}\nspeaker:stock,{SECOND}\n"
    _, shown, _ = program("search", "-", "--count", stdin=QUERIES)
    assert shown == "kagame\t2\nzeppelin\t0\nspeaker:stock\t1\n"


def test_a_query_that_fails_among_many_is_named_and_stops_nothing(program) -> None:
    code, shown, said = program("quotes", "-", "--strict", "--count", stdin='speakr:x\n"security\n\nspeaker:kagame\n')
    assert code == 2
    assert shown.splitlines()[-1].startswith("speaker:kagame\t")
    assert said.startswith("searchlib: speakr:x: ")


def test_strict_holds_for_counts_by_value_and_over_time(program) -> None:
    assert program("facets", "speakr:x", "speaker", "--strict")[0] == 2
    assert program("timeline", "speakr:x", "--strict")[0] == 2
    assert program("timeline", "speakr:x")[0] == 1


def test_formulas_in_csv_are_harmless_unless_asked_for(program, tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setenv("SEARCHLIB_INDEX", str(tmp_path / "formulas"))
    rows = [{"id": "=1+1", "text": "It rained."}, {"id": "＝2", "text": "It rained more."}]
    (tmp_path / "a.jsonl").write_text("\n".join(map(json.dumps, rows)))
    assert program("index", "a.jsonl")[0] == 0
    assert program("search", "rained", "--csv", "--fields", "id")[1] == "id\n'=1+1\n'＝2\n"
    assert program("search", "rained", "--csv", "--fields", "id", "--csv-raw")[1] == "id\n=1+1\n＝2\n"


def test_reading_half_of_the_output_ends_quietly(index: Path) -> None:
    command = f"'{sys.executable}' -m searchlib search - --json --index '{index}' | head -c 10"
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONWARNINGS": "error"}
    done = subprocess.run(
        command, shell=True, input="kagame\n" * 3000, capture_output=True, text=True, env=environment, check=False
    )
    assert (done.stdout, done.stderr) == ('{"schema_v', "")


@pytest.mark.parametrize(
    "command",
    [
        ["index", "new.txt"],
        ["watch-folder", "new.txt"],
        ["remove", FIRST],
        ["compact"],
        ["repair"],
        ["snapshot", "made"],
        ["export", "made"],
        ["topics", "train", "labelled.jsonl", "--out", "made"],
    ],
)
@pytest.mark.parametrize("form", ["--json", "--csv", "--plain"])
def test_a_column_that_is_not_there_is_said_before_anything_is_done(
    program, index: Path, command: list[str], form: str
) -> None:
    Path("new.txt").write_text("Rain fell.")
    before = {path: path.stat().st_mtime_ns for path in index.iterdir()}
    code, out, err = program(*command, form, "--fields", "nosuch")
    assert (code, out) == (2, "")
    assert "--fields: 'nosuch', but expected some of" in err
    assert {path: path.stat().st_mtime_ns for path in index.iterdir()} == before
    assert not Path("made").exists()
