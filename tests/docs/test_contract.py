"""The names that programs rely on: commands, options and the shapes of their JSON. More may come, none may go."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from searchlib.cli.main import COMMANDS, main

SEEDS = Path(__file__).resolve().parents[2] / "seeds"
FIRST = "000_57fc5335dfc7b67e.txt"
OPTIONAL = type(None)

OPTIONS = {
    "index": "--index --jobs --prune --wait --rebuild",
    "search": "--index --limit --after --sort --any --since --until --speaker --topic --facet --explain --strict --now "
    "--ranking",
    "quotes": "--index --speaker --since --until --topic --limit --after --strict --now",
    "show": "--index --query",
    "similar": "--index --limit --after",
    "timeline": "--index",
    "facets": "--index",
    "extract": "--mode --published --topics",
    "topics": "--out --scheme",
    "remove": "--index",
    "stats": "--index",
    "check": "--index",
    "compact": "--wait --index --clear-damaged",
    "repair": "--wait --index",
    "snapshot": "--index",
    "export": "--to --index",
    "bench": "--index --queries --rounds --limit",
    "watch-folder": "--index --every --prune --wait",
    "saved": "--forget",
    "history": "--limit --forget",
    "config": "--origin",
}
OUTPUT = "--json --jsonl --csv --fields -0 --color --theme --no-pager"
TEXTS = {"completion", "man", "browse"}
"""Commands without records: they print a text as it is, or take the whole screen."""

DATE = {
    "kind": str,
    "text": str,
    "earliest": (str, OPTIONAL),
    "latest": (str, OPTIONAL),
    "pattern": (str, OPTIONAL),
    "precision": str,
    "provenance": str,
}
TOPIC = {"code": str, "label": str}
SPAN = [int]
QUOTE = {
    "speaker": (str, OPTIONAL),
    "speaker_span": (list, OPTIONAL),
    "role": (str, OPTIONAL),
    "cue": (str, OPTIONAL),
    "cue_span": (list, OPTIONAL),
    "type": str,
    "spans": [SPAN],
    "text": str,
    "confidence": (int, float),
    "pattern": str,
}
FACTS = {
    "id": str,
    "title": (dict, OPTIONAL),
    "dateline": (dict, OPTIONAL),
    "dates": [DATE],
    "persons": [{"name": str, "role": (str, OPTIONAL), "mentions": [SPAN]}],
    "quotes": [QUOTE],
    "topics": [TOPIC | {"score": (int, float), "evidence": [SPAN]}],
    "boilerplate": [{"kind": str, "span": SPAN}],
}
ANSWER = {
    "schema_version": int,
    "query": str,
    "took_ms": (int, float),
    "total": {"value": int, "relation": str},
    "next": (str, OPTIONAL),
    "diagnostics": [{"level": str, "message": str, "start": int, "end": int, "hint": str}],
}
HIT = {
    "rank": int,
    "score": (int, float),
    "id": str,
    "title": str,
    "path": (str, OPTIONAL),
    "dates": [DATE],
    "speakers": [str],
    "topics": [TOPIC],
    "snippets": [{"field": str, "start": int, "text": str, "marks": [SPAN]}],
    "quotes": [{"speaker": (str, OPTIONAL), "text": str, "marks": [SPAN]}],
}
REPORT = {
    "schema_version": int,
    "added": int,
    "updated": int,
    "unchanged": int,
    "removed": int,
    "failed": [{"path": str, "reason": str}],
}

TIMES = {"query": str, "matches": int} | dict.fromkeys(
    ("p50_ms", "p95_ms", "p99_ms", "qps", "parse", "match", "titles", "details"), (int, float)
)

SHAPES: list[tuple[str, dict[str, object]]] = [
    ("index {seeds}", REPORT),
    ("index {seeds} {seeds}/nothing-here", REPORT),
    ("search kagame --facet speaker", ANSWER | {"hits": [HIT], "facets": {"speaker": [[(str, int)]]}}),
    ("search speakr:kagame zeppelin", ANSWER | {"hits": [HIT], "facets": {}}),
    ("quotes --limit 50", ANSWER | {"rows": [QUOTE | {"id": str, "title": str, "dates": [DATE]}]}),
    (f"show {FIRST} --query kagame", FACTS | {"schema_version": int, "text": str, "marks": [SPAN]}),
    ("timeline kagame", {"schema_version": int, "buckets": [{"start": str, "count": int}], "undated": int}),
    ("facets kagame speaker", {"schema_version": int, "values": [[(str, int)]]}),
    ("extract {seeds}", {"schema_version": int, "articles": [FACTS]}),
    ("stats", {"schema_version": int, "articles": int, "quotes": int}),
    ("check", {"schema_version": int, "problems": [{"path": str, "reason": str}]}),
    ("bench kagame --rounds 1", {"schema_version": int, "overall": TIMES, "queries": [TIMES]}),
    ("remove {first}", REPORT),
]

Json = Callable[[str], str]


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("contract") / "index"
    assert main(["index", str(SEEDS), "--index", str(path)]) == 0
    return path


@pytest.fixture
def output(index: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Json:
    """Give what a command line puts out; {seeds} and {first} stand for the seeds."""
    monkeypatch.setenv("SEARCHLIB_INDEX", str(index))

    def run(line: str) -> str:
        capsys.readouterr()
        main([word.format(seeds=SEEDS, first=FIRST) for word in line.split()])
        return capsys.readouterr().out

    return run


def faults(found: object, shape: object, *, place: str = "") -> list[str]:
    """Name each place where *found* has not the *shape*: types, objects of at least these keys, arrays of one shape."""
    if isinstance(shape, dict):
        if not isinstance(found, dict) or not shape.keys() <= found.keys():
            return [f"{place}: no {set(shape)}"]
        return [fault for key in shape for fault in faults(found[key], shape[key], place=f"{place}.{key}")]
    if isinstance(shape, list):
        if not isinstance(found, list):
            return [f"{place}: no array"]
        return [fault for item in found for fault in faults(item, shape[0], place=f"{place}[]")]
    return [] if isinstance(found, shape) else [f"{place}: {found!r}"]


@pytest.mark.parametrize(("line", "shape"), SHAPES, ids=[line for line, _ in SHAPES])
def test_json_has_the_shape_of_the_contract(line: str, shape: dict[str, object], output: Json) -> None:
    found = json.loads(output(f"{line} --json"))
    assert faults(found, shape) == []
    assert found["schema_version"] == 1


@pytest.mark.parametrize("line", ["search kagame", "quotes", "facets kagame speaker", "extract {seeds}", "stats"])
def test_jsonl_is_an_object_a_line(line: str, output: Json) -> None:
    rows = output(f"{line} --jsonl").splitlines()
    assert rows
    assert all(isinstance(json.loads(row), dict) for row in rows)


def test_an_extracted_line_starts_with_the_id(output: Json) -> None:
    for row in output("extract {seeds} --jsonl").splitlines():
        found = json.loads(row)
        assert next(iter(found)) == "id"
        assert faults(found, FACTS) == []


@pytest.mark.parametrize("name", OPTIONS)
def test_a_command_has_its_options(name: str, output: Json) -> None:
    shown = output(f"{name} --help").split()
    words = {word.strip("[],") for word in shown}
    assert {
        *OPTIONS[name].split(),
        *["--json", "--jsonl", "--csv", "--fields", "-0", "--color", "--theme", "--no-pager"],
    } <= words


def test_every_command_is_held_here() -> None:
    assert {*OPTIONS, *TEXTS} == COMMANDS.keys()
