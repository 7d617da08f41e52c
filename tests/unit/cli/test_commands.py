"""Every command on the seeds, as a user runs it."""

import io
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from searchlib import Archive
from searchlib.cli.main import main

ROOT = Path(__file__).resolve().parents[3]
SEEDS = ROOT / "seeds"
FIRST = "000_57fc5335dfc7b67e.txt"

Program = Callable[..., tuple[int, str, str]]


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("cli") / "index"
    assert main(["index", str(SEEDS), "--index", str(path)]) == 0
    return path


@pytest.fixture
def program(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Program:
    """Run the program in an empty folder; give exit code, standard output and standard error."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("SEARCHLIB_INDEX", raising=False)

    def run(*arguments: object) -> tuple[int, str, str]:
        capsys.readouterr()
        code = main([str(argument) for argument in arguments])
        return code, *capsys.readouterr()

    return run


def started(*arguments: object, **options: object) -> "subprocess.Popen[str]":
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONWARNINGS": "error"}
    command = [sys.executable, "-m", "searchlib", *map(str, arguments)]
    pipe = subprocess.PIPE
    return subprocess.Popen(command, stdout=pipe, stderr=pipe, text=True, env=environment, **options)


# ── index ────────────────────────────────────────────────────────────────────────────────────


def test_index_reports_what_it_did_and_skips_what_is_unchanged(program: Program) -> None:
    code, shown, _ = program("index", SEEDS, "--json")
    assert (code, json.loads(shown)["added"], json.loads(shown)["failed"]) == (0, 2, [])
    code, shown, _ = program("index", SEEDS, "--json")
    assert (code, json.loads(shown)["added"], json.loads(shown)["unchanged"]) == (0, 0, 2)


def test_index_goes_to_the_folder_of_the_environment(program: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SEARCHLIB_INDEX", "elsewhere")
    assert program("index", SEEDS)[0] == 0
    assert Path("elsewhere").is_dir()
    assert not Path("index").exists()


def test_index_goes_on_after_an_input_that_fails(program: Program) -> None:
    Path("news").mkdir()
    Path("news/empty.txt").touch()
    shutil.copy(SEEDS / FIRST, "news/good.txt")
    code, shown, said = program("index", "news", "--plain")
    assert code == 4
    assert "added\t1\n" in shown
    assert "empty.txt: " in said


def test_index_of_a_folder_without_articles_says_what_is_expected(program: Program) -> None:
    Path("news").mkdir()
    code, shown, said = program("index", "news")
    assert (code, shown) == (1, "")
    assert said.startswith("searchlib: no articles in news; expected ")


def test_index_says_what_of_a_folder_is_of_other_kinds_to_a_person(program: Program) -> None:
    shutil.copytree(SEEDS, "news")
    for name in ("a.pdf", "b.pdf", "c.docx", "d.1", "e.2", "f.3", "g.4"):
        Path("news", name).touch()
    code, _, said = program("index", ".", "--index", "index")
    assert code == 0
    assert "of other kinds and not read: 2 .pdf, 1 .1, 1 .2, 1 .3, 1 .4, 1 other\n" in said
    code, _, said = program("index", ".", "--json")
    assert said == ""
    Path("only").mkdir()
    Path("only/a.pdf").touch()
    assert "not read: 1 .pdf\nsearchlib: no articles in only; expected" in program("index", "only")[2]


def test_export_to_the_name_of_a_table_says_how_to_get_one(program: Program) -> None:
    program("index", SEEDS)
    code, shown, said = program("export", "finds.csv")
    assert (code, shown) == (2, "")
    assert said.endswith(
        "expected a folder; what was found goes to a file so: searchlib search WORDS --csv > finds.csv\n"
    )
    assert not Path("finds.csv").exists()


def test_index_of_a_path_that_is_not_there_names_it_and_makes_no_index(program: Program) -> None:
    said = "searchlib: nowhere: no such file or directory\n"
    assert program("index", "nowhere") == (4, "", said)
    assert not Path("index").exists()
    program("index", SEEDS)
    assert program("index", "nowhere") == (4, "", said)


def test_index_rebuilt_holds_only_what_is_new(program: Program) -> None:
    program("index", SEEDS)
    shutil.copytree(SEEDS, "news")
    Path("news", FIRST).unlink()
    assert program("index", "news", "--rebuild")[0] == 0
    assert json.loads(program("stats", "--json")[1])["articles"] == 1


def test_index_prunes_articles_whose_files_are_gone(program: Program) -> None:
    shutil.copytree(SEEDS, "news")
    program("index", "news")
    Path("news", FIRST).unlink()
    assert json.loads(program("index", "news", "--prune", "--json")[1])["removed"] == 1


def test_index_reads_articles_from_standard_input(program: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    given = io.BytesIO(b'{"id": "a", "text": "The ferry sails again, Ada Lindqvist said."}\n{"id": "b"}\n')
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(given))
    code, shown, _ = program("index", "-", "--json")
    assert (code, json.loads(shown)["added"], len(json.loads(shown)["failed"])) == (4, 1, 1)
    assert json.loads(program("search", "ferry", "--json")[1])["hits"][0]["id"] == "a"


@pytest.mark.parametrize("command", [["index", SEEDS], ["search", "a"], ["check"], ["remove", "a"]])
def test_a_folder_that_is_none_is_a_clear_error(command: list[object], program: Program) -> None:
    Path("file").write_text("no folder")
    code, shown, said = program(*command, "--index", "file")
    assert (code, shown) == (3, "")
    assert said.startswith("searchlib: ")
    assert said.count("\n") == 1


def test_a_folder_of_other_things_is_not_written_over(program: Program) -> None:
    Path("index").mkdir()
    Path("index/diary.txt").write_text("mine")
    program("index", SEEDS, "--rebuild")
    assert Path("index/diary.txt").read_text() == "mine"


# ── search and quotes ────────────────────────────────────────────────────────────────────────


def test_search_finds_and_marks(index: Path, program: Program) -> None:
    code, shown, said = program("search", "--index", index, "kagame", '"information sharing"', "--json")
    page = json.loads(shown)
    assert (code, said, page["total"]["value"], page["query"]) == (0, "", 2, 'kagame "information sharing"')
    for hit in page["hits"]:
        raw = (SEEDS / hit["id"]).read_text("utf8")
        for snippet in hit["snippets"]:
            assert raw[snippet["start"] :].startswith(snippet["text"])
            for start, end in snippet["marks"]:
                assert snippet["text"][start:end].lower().strip("’s") in {"kagame", "information sharing"}


def test_search_into_a_pipe_is_a_line_a_hit_and_the_same_every_time(index: Path, program: Program) -> None:
    runs = {program("search", "kagame", "--index", index)[1] for _ in range(2)}
    assert len(runs) == 1
    assert runs.pop().count("\n") == 2


def test_search_takes_words_with_a_hyphen_for_text(index: Path, program: Program) -> None:
    _, shown, _ = program("search", "kagame", "-ballestrazzi", "--index", index, "--json")
    assert json.loads(shown)["query"] == "kagame -ballestrazzi"
    assert json.loads(shown)["total"]["value"] == 1


def test_search_says_that_a_word_is_no_option(index: Path, program: Program) -> None:
    _, _, said = program("search", "kagame", "--lmit", "--index", index)
    assert "--lmit is no option and was taken as query text: did you mean --limit?" in said


def test_search_for_nothing_there_ends_with_1(index: Path, program: Program) -> None:
    code, shown, said = program("search", "zeppelin", "--index", index)
    assert (code, shown) == (1, "")
    assert said.startswith("nothing found in ")


def test_search_pages_by_cursor(index: Path, program: Program) -> None:
    one = json.loads(program("search", "kagame", "--limit=1", "--index", index, "--json")[1])
    two = json.loads(program("search", "kagame", "--limit=1", "--after", one["next"], "--index", index, "--json")[1])
    assert {one["hits"][0]["id"], two["hits"][0]["id"]} == {path.name for path in SEEDS.glob("*.txt")}
    assert two["next"] is None


def test_search_counts_facets(index: Path, program: Program) -> None:
    _, shown, _ = program("search", "kagame", "--facet", "speaker", "--index", index, "--json")
    assert ["Paul Kagame", 2] in json.loads(shown)["facets"]["speaker"]


def test_search_without_an_index_says_how_to_make_one(program: Program) -> None:
    code, shown, said = program("search", "kagame")
    assert (code, shown, said.count("\n")) == (3, "", 1)
    assert "searchlib index" in said


def test_search_strictly_is_an_error_where_something_is_not_understood(index: Path, program: Program) -> None:
    code, shown, said = program("search", "speakr:kagame", "--strict", "--index", index)
    assert (code, shown) == (2, "")
    assert said.startswith("searchlib: ")


def test_search_in_an_order_that_is_none_is_a_usage_error(index: Path, program: Program) -> None:
    assert program("search", "kagame", "--sort", "beauty", "--index", index)[0] == 2


@pytest.mark.parametrize("query", ["kagame " * 14_000, "(" * 100_000, "x" * 100_000])
def test_search_takes_a_query_of_100_kb(query: str, index: Path, program: Program) -> None:
    code, _, said = program("search", query, "--limit", 1, "--index", index)
    assert code in (0, 1)
    assert len(said) < 4000


def test_search_takes_bytes_that_are_no_text(index: Path, program: Program) -> None:
    code, shown, _ = program("search", "kagame", "caf\udce9", "--any", "--index", index, "--json")
    assert code == 0
    assert json.loads(shown)["query"] == "kagame caf�"


def test_quotes_are_rows_with_their_speaker(index: Path, program: Program) -> None:
    code, shown, _ = program("quotes", "cooperation", "--speaker", "Paul Kagame", "--index", index, "--json")
    rows = json.loads(shown)["rows"]
    assert code == 0
    assert {row["speaker"] for row in rows} == {"Paul Kagame"}
    assert FIRST in {row["id"] for row in rows}


def test_quotes_without_words_are_all_that_was_said(index: Path, program: Program) -> None:
    _, shown, _ = program("quotes", "--limit", "100", "--index", index, "--csv")
    assert len(shown.splitlines()) >= 11


# ── the others ───────────────────────────────────────────────────────────────────────────────


def test_show_gives_the_text_with_matches_marked(index: Path, program: Program) -> None:
    code, shown, _ = program("show", FIRST, "--query", "kagame", "--index", index, "--json")
    article = json.loads(shown)
    assert code == 0
    assert article["text"] == (SEEDS / FIRST).read_text("utf8")
    assert {article["text"][start:end] for start, end in article["marks"]} == {"Kagame"}


@pytest.mark.parametrize("command", ["show", "similar", "remove"])
def test_an_unknown_id_is_nothing_found(command: str, index: Path, program: Program) -> None:
    code, shown, said = program(command, "nobody.txt", "--index", index)
    assert (code, shown) == (1, "")
    assert "nobody.txt" in said
    assert said.count("\n") == 1


@pytest.mark.parametrize("command", ["show", "similar", "remove"])
def test_an_id_that_is_nearly_one_is_named_and_the_path_of_an_article_will_do(command: str, program: Program) -> None:
    program("index", SEEDS)
    assert f"did you mean {FIRST}?" in program(command, FIRST.removesuffix(".txt"))[2]
    assert program(command, SEEDS / FIRST)[0] == 0


def test_timeline_counts_articles_without_a_date_apart(index: Path, program: Program) -> None:
    code, shown, _ = program("timeline", "kagame", "--index", index, "--json")
    assert (code, json.loads(shown)["buckets"], json.loads(shown)["undated"]) == (0, [], 2)


def test_facets_count_the_values_of_the_last_word(index: Path, program: Program) -> None:
    code, shown, _ = program("facets", "kagame", "speaker", "--index", index)
    assert code == 0
    assert "2\tPaul Kagame" in shown.splitlines()


def test_facets_of_a_field_that_is_none_is_a_usage_error(index: Path, program: Program) -> None:
    assert program("facets", "kagame", "beauty", "--index", index)[0] == 2


def test_extract_gives_an_article_a_line(program: Program) -> None:
    code, shown, said = program("extract", SEEDS, "--jsonl")
    assert (code, said) == (0, "")
    assert {json.loads(line)["id"] for line in shown.splitlines()} == {path.name for path in SEEDS.glob("*.txt")}


def test_extract_reads_articles_from_standard_input(program: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    given = json.dumps({"id": "a", "text": "“It is over,” Ada Lindqvist said."}).encode()
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(given)))
    code, shown, _ = program("extract", "--jsonl", "-")
    found = json.loads(shown)
    assert (code, found["id"], found["quotes"][0]["speaker"]) == (0, "a", "Ada Lindqvist")


def test_extract_precisely_gives_no_quotation_without_a_speaker(program: Program) -> None:
    _, shown, _ = program("extract", SEEDS, "--jsonl", "--mode", "precise")
    assert all(quote["speaker"] for line in shown.splitlines() for quote in json.loads(line)["quotes"])


def test_extract_takes_the_day_of_publication(program: Program) -> None:
    _, shown, _ = program("extract", SEEDS / FIRST, "--jsonl", "--published", "2015-11-02")
    dates = json.loads(shown)["dates"]
    assert ("2015-11-02", "2015-11-05") in {(date["earliest"], date["latest"]) for date in dates}


@pytest.mark.parametrize("date", ["gestern", "2015-13", "2015-11-31", "20151102", "2015-W44", "٢٠١٥", "\udcff"])
def test_a_day_of_publication_that_is_none_is_a_usage_error(date: str, program: Program) -> None:
    for command in ("extract", "index"):
        code, shown, said = program(command, SEEDS, "--published", date)
        assert (code, shown, said.count("\n")) == (2, "", 1)


def test_remove_takes_an_article_out(program: Program) -> None:
    program("index", SEEDS)
    code, shown, _ = program("remove", FIRST, "--json")
    assert (code, json.loads(shown)["removed"]) == (0, 1)
    assert json.loads(program("stats", "--json")[1])["articles"] == 1


def test_stats_and_check_of_a_sound_index(index: Path, program: Program) -> None:
    assert json.loads(program("stats", "--index", index, "--json")[1])["articles"] == 2
    code, shown, _ = program("check", "--index", index, "--json")
    assert (code, json.loads(shown)["problems"]) == (0, [])


def test_the_program_alone_says_how_to_begin(program: Program) -> None:
    code, shown, said = program()
    assert (code, shown) == (3, "")
    assert "searchlib index FOLDER" in said


def test_the_program_alone_shows_the_state_of_the_index(program: Program) -> None:
    program("index", SEEDS)
    code, shown, _ = program()
    assert code == 0
    assert "articles\t2" in shown


# ── endings ──────────────────────────────────────────────────────────────────────────────────


def test_reading_half_of_the_output_ends_quietly(index: Path) -> None:
    run = started("search", "kagame", "--index", index, "--json")
    run.stdout.close()
    said = run.stderr.read()
    run.stderr.close()
    assert (run.wait(), said) == (141, "")


def test_a_full_disk_is_a_clear_error(index: Path) -> None:
    if not Path("/dev/full").exists():
        pytest.skip("no /dev/full here")
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    with Path("/dev/full").open("w") as full:
        command = [sys.executable, "-m", "searchlib", "search", "kagame", "--json", "--index", str(index)]
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, text=True, env=environment, check=False)
    assert (done.returncode, done.stderr) == (3, "searchlib: standard output: no space left on device\n")


def test_an_interrupt_ends_with_what_is_kept(tmp_path: Path) -> None:
    """The interrupt comes when the writer holds the lock and waits for articles: not while modules are loaded."""
    index = tmp_path / "index"
    run = started("index", "-", "--index", index, stdin=subprocess.PIPE)
    lock, give_up = index / "MAIN_WRITELOCK", time.monotonic() + 60
    while not (list(index.glob("*.toc")) and lock.read_bytes()) and time.monotonic() < give_up:
        time.sleep(0.05)
    time.sleep(0.5)
    run.send_signal(signal.SIGINT)
    shown, said = run.communicate(timeout=20)
    kept = "interrupted; 0 articles in the index, nothing is half done; the same command goes on from there\n"
    assert (run.returncode, shown, said) == (130, "", kept)


# ── bench ────────────────────────────────────────────────────────────────────────────────────


def test_bench_takes_each_argument_and_each_line_as_a_query(index: Path, program: Program, tmp_path: Path) -> None:
    asked = tmp_path / "asked.txt"
    asked.write_text('\ufeff"information sharing"\n\n-police\n', "utf8")
    code, shown, _ = program(
        "bench", "kagame", "of the", "--queries", asked, "--rounds", 1, "--index", index, "--jsonl"
    )
    times = [json.loads(row) for row in shown.splitlines()]
    assert code == 0
    assert [one["query"] for one in times] == ["kagame", "of the", '"information sharing"', "-police"]
    assert times[0]["matches"] == 2


def test_bench_reads_queries_from_standard_input(
    index: Path, program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"kagame\n\xff\xfe\x00\n")))
    code, shown, _ = program("bench", "--queries", "-", "--rounds", 1, "--index", index, "--csv")
    assert (code, len(shown.splitlines())) == (0, 3)


def test_bench_says_when_a_percentile_is_the_slowest_run(index: Path, program: Program) -> None:
    assert "its slowest; more with: --rounds 100" in program("bench", "kagame", "--rounds", 2, "--index", index)[2]
    assert "slowest" not in program("bench", "kagame", "--rounds", 100, "--index", index)[2]


@pytest.mark.parametrize("options", [["--queries", "nothing.txt"], ["--queries", "."], ["--rounds", "0"]])
def test_bench_without_a_meaning_is_a_usage_error(options: list[str], index: Path, program: Program) -> None:
    code, shown, said = program("bench", *options, "--index", index)
    assert (code, shown, said.count("\n")) == (2, "", 1)


def test_bench_of_an_empty_index_says_what_to_do(program: Program, tmp_path: Path) -> None:
    Archive.create(tmp_path / "empty").close()
    code, shown, said = program("bench", "--index", tmp_path / "empty")
    assert (code, shown) == (1, "")
    assert "searchlib bench WORD" in said


def test_topics_are_learnt_and_told_label_by_label(program: Program, tmp_path: Path) -> None:
    about = {"rain": "Rain fell on the dark hills.", "goals": "The striker scored two goals."}
    rows = [json.dumps({"text": f"{text} {day}", "topics": [name]}) for day in range(9) for name, text in about.items()]
    labelled, model = tmp_path / "labelled.jsonl", tmp_path / "model.json"
    labelled.write_text("\n".join(rows), "utf8")
    code, shown, _ = program("topics", "train", labelled, "--out", model, "--json")
    assert (code, [row["label"] for row in json.loads(shown)["labels"]]) == (0, ["goals", "rain"])
    code, shown, _ = program("extract", labelled, "--topics", model, "--jsonl")
    assert [topic["code"] for topic in json.loads(shown.splitlines()[0])["topics"]] == ["own:rain"]
