"""Settings, saved searches, history: what the program knows of its user."""

import json
import os
from pathlib import Path

import pytest

from searchlib.cli.main import main
from searchlib.cli.past import Asked, remember, remembered
from searchlib.cli.places import config_file, history_file, searches_file

SEEDS = Path(__file__).resolve().parents[3] / "seeds"


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("home") / "index"
    assert main(["index", str(SEEDS), "--index", str(path)]) == 0
    return path


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home and a working folder without anything in them."""
    monkeypatch.chdir(tmp_path)
    for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME"):
        monkeypatch.setenv(name, str(tmp_path / name))
    Path(config_file(os.environ)).parent.mkdir(parents=True)
    return tmp_path


@pytest.fixture
def program(home: Path, capsys, index: Path):
    def run(*arguments: str) -> tuple[int, str, str]:
        capsys.readouterr()
        code = main(list(arguments))
        return code, *capsys.readouterr()

    return run


def origins(program) -> dict[str, tuple[object, str]]:
    rows = json.loads(program("config", "show", "--origin", "--json")[1])["settings"]
    return {row["name"]: (row["value"], row["origin"]) for row in rows}


def test_a_setting_comes_from_flag_environment_folder_user_or_default(program, index: Path, monkeypatch) -> None:
    limit = ["search", "kagame", "--index", str(index), "--fields", "id"]
    assert origins(program)["limit"] == (10, "default")
    Path(config_file(os.environ)).write_text("limit = 1\ntheme = 'dark'")
    assert origins(program)["limit"] == (1, config_file(os.environ))
    assert program(*limit)[1].count("\n") == 1
    Path("searchlib.toml").write_text("limit = 2")
    assert origins(program)["limit"] == (2, "searchlib.toml")
    monkeypatch.setenv("SEARCHLIB_LIMIT", "0")
    assert origins(program)["limit"] == (0, "$SEARCHLIB_LIMIT")
    assert program(*limit)[1] == ""
    assert program(*limit, "--limit", "2")[1].count("\n") == 2


def test_the_index_may_be_set(program, index: Path) -> None:
    Path(config_file(os.environ)).write_text(f"index = {json.dumps(str(index))}")
    assert program("search", "kagame", "--count")[1] == "2\n"


def test_a_folder_cannot_name_a_command_to_run(program, home: Path) -> None:
    Path("searchlib.toml").write_text("pager = 'touch owned'")
    _, shown, said = program("config", "show", "--fields", "name,value")
    assert "pager\tless" in shown
    assert "pager names a command" in program("stats")[2] + said


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("limit = ", "expected TOML"),
        ("limit = 'many'", "limit: 'many', but expected a whole number"),
        ("theme = 'pink'", "'pink', but expected auto, dark or light"),
        ("\udcff", "expected TOML"),
    ],
)
def test_settings_without_a_meaning_are_a_usage_error_that_names_the_file(program, text: str, says: str) -> None:
    Path(config_file(os.environ)).write_text(text, "utf-8", errors="surrogateescape")
    code, _, said = program("config")
    assert code == 2
    assert says in said
    assert "config.toml" in said


def test_an_unknown_setting_is_named_with_the_nearest(program, index: Path) -> None:
    Path(config_file(os.environ)).write_text("limt = 3")
    code, _, said = program("stats", "--index", str(index))
    assert code == 0
    assert "no setting 'limt': did you mean limit?" in said


def test_no_colour_in_the_environment_outweighs_colour_in_a_file(program, monkeypatch) -> None:
    Path(config_file(os.environ)).write_text("color = 'always'")
    assert origins(program)["color"][0] == "always"
    monkeypatch.setenv("NO_COLOR", "1")
    assert origins(program)["color"][0] == "auto"


def test_a_saved_search_answers_as_it_did_when_it_was_typed(program, index: Path) -> None:
    where = ["--index", str(index), "--fields", "id"]
    typed = ["search", "--speaker", "stock", "-smuggling", "police"]
    code, shown, _ = program(*typed, *where, "--save", "stock-police")
    assert code == 0
    assert shown
    assert program("search", "@stock-police", *where)[1] == shown
    assert program("search", "@stock-police", "zeppelin", *where)[0] == 1
    assert program("saved", "--plain")[1] == "stock-police\t--speaker=stock -smuggling police\n"


def test_a_saved_search_may_hold_what_looks_like_an_option(program, index: Path) -> None:
    where = ["--index", str(index), "--jsonl"]
    asked = program("search", *where, "--save", "odd", "--", "--any", "kagame")
    assert program("search", "@odd", *where)[1] == asked[1]
    assert program("saved", "--plain")[1] == "odd\t-- --any kagame\n"


def test_options_that_another_command_has_not_are_left_out_and_said(program, index: Path) -> None:
    program("search", "kagame", "stock", "--any", "--save", "either", "--index", str(index))
    code, _, said = program("quotes", "@either", "--index", str(index), "--count")
    assert code == 1
    assert "--any of @either is no option of searchlib quotes and was left out" in said


def test_an_at_without_a_saved_search_is_query_text_and_that_is_said(program, index: Path) -> None:
    program("search", "kagame", "--save", "rwanda", "--index", str(index))
    code, _, said = program("search", "@rwnda", "--index", str(index), "--count")
    assert code == 1
    assert "no saved search @rwnda, taken as query text: did you mean @rwanda?" in said


def test_a_name_that_cannot_be_typed_is_refused(program, index: Path) -> None:
    assert program("search", "kagame", "--save", "a b", "--index", str(index))[0] == 2
    assert not Path(searches_file(os.environ)).exists()


def test_a_saved_search_can_be_forgotten(program, index: Path) -> None:
    program("search", "kagame", "--save", "one", "--index", str(index))
    assert program("saved", "--forget", "@one")[0] == 0
    assert program("saved", "--forget", "one")[0] == 1
    assert program("saved")[0] == 1


@pytest.mark.parametrize("text", ["", "[]", '{"a": 1}', "[" * 100_000])
def test_a_broken_file_of_searches_is_an_error_that_names_it(program, text: str) -> None:
    Path(searches_file(os.environ)).parent.mkdir(parents=True)
    Path(searches_file(os.environ)).write_text(text)
    code, _, said = program("saved")
    assert code == 2
    assert "searches.json" in said


def test_history_is_kept_for_persons_and_not_longer_than_asked(program, home: Path) -> None:
    for number in range(50):
        asked = Asked("2020-01-02T03:04:05Z", "search", [f"word{number}" * 40], number, "index")
        remember(asked, most=5, environment=os.environ)
    kept = remembered(os.environ)
    assert 5 <= len(kept) <= 10
    assert kept[-1].total == 49
    assert Path(history_file(os.environ)).stat().st_mode & 0o077 == 0


def test_history_shows_what_holds_a_word(program, home: Path) -> None:
    for word in ("kagame", "stock"):
        remember(Asked("2020-01-02T03:04:05Z", "search", ["--any", word], 2, "i"), most=9, environment=os.environ)
    with Path(history_file(os.environ)).open("a") as file:
        file.write('no json\n{"time": 1}\n[]\n')
    assert program("history", "STOCK", "--plain")[1] == "2020-01-02T03:04:05Z\t2\tsearchlib search --any stock\ti\n"
    assert program("history", "--limit", "1", "--fields", "question")[1] == "searchlib search --any stock\n"
    assert program("history", "--forget")[0] == 0
    assert program("history")[0] == 1


def test_a_program_leaves_no_history(program, index: Path) -> None:
    program("search", "kagame", "--index", str(index))
    assert not Path(history_file(os.environ)).exists()
