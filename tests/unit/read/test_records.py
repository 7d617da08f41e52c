"""JSON, JSON lines and tables: the usual names, other names by map, and every bad record by its place."""

import csv
import io
import json
from pathlib import Path

import pytest

from searchlib.errors import UsageError
from searchlib.model import Article, Failure
from searchlib.read.lines import from_stream
from searchlib.read.options import AS_GIVEN, ReadOptions, parse_map
from searchlib.read.walk import articles


def read(folder: Path, name: str, data: bytes | str, **options: object) -> list[Article | Failure]:
    (folder / name).write_bytes(data.encode() if isinstance(data, str) else data)
    return [
        item._replace(path=item.path and item.path.replace(str(folder) + "/", ""))
        for item in articles([folder / name], options=ReadOptions(**options))  # type: ignore[arg-type]
    ]


# ── the usual names ──────────────────────────────────────────────────────────────────────────


FULL = Article("It rained.", "7", "Rain", "2015-11-02", "The Site", "http://x.org/7", "Jane Doe, A. B.", "en", "a.json")


@pytest.mark.parametrize(
    "record",
    [
        {"text": "It rained.", "id": 7, "title": "Rain", "date": "2015-11-02", "source": "The Site",
         "url": "http://x.org/7", "author": "Jane Doe, A. B.", "lang": "en"},
        {"Body": "It rained.", "doc_id": "7", "Headline": " Rain ", "pub_date": "2015-11-02", "publisher": "The Site",
         "link": "http://x.org/7", "byline": "Jane Doe, A. B.", "language": "en"},
        {"content": ["It rained."], "uuid": "7", "headline": "Rain", "publishedAt": "2015-11-02",
         "source": {"id": None, "name": "The Site"}, "webUrl": "http://x.org/7",
         "authors": [{"name": "Jane Doe"}, "A. B."], "lang": "en", "other": {"text": "no"}},
    ],
)  # fmt: skip
def test_fields_are_found_by_their_usual_names(tmp_path: Path, record: dict[str, object]) -> None:
    assert read(tmp_path, "a.json", json.dumps(record)) == [FULL]


def test_a_field_is_found_by_the_map(tmp_path: Path) -> None:
    record = {"text": "not this", "story": "It rained.", "when": "2015"}
    (article,) = read(tmp_path, "a.json", json.dumps(record), map={"text": "story", "date": "when", "author": "by"})
    assert article == Article("It rained.", "a.json", date="2015", path="a.json")


def test_a_map_is_read_from_pairs_and_wrong_pairs_are_told() -> None:
    assert parse_map(["text=a=b"]) == {"text": "a=b"}
    for wrong in ("story=text", "text", "text="):
        with pytest.raises(UsageError, match="FIELD=COLUMN"):
            parse_map([wrong])


def test_seconds_since_1970_are_a_date(tmp_path: Path) -> None:
    for stamp in (1446451200, 1446451200000):
        (article,) = read(tmp_path, "a.json", json.dumps({"text": "x", "created": stamp}))
        assert isinstance(article, Article)
        assert article.date == "2015-11-02T08:00:00+00:00"


def test_half_a_surrogate_pair_becomes_a_character_that_can_be_written(tmp_path: Path) -> None:
    (article,) = read(tmp_path, "a.json", '{"text": "a\\ud800b", "title": "\\udfff"}')
    assert (article.text, article.title) == ("a\ufffdb", "\ufffd")  # type: ignore[union-attr]


# ── whole JSON files ─────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("wrapped", ["%s", '{"status": "ok", "articles": %s}', '{"items": %s}', "\ufeff%s"])
def test_an_array_gives_an_article_an_object(tmp_path: Path, wrapped: str) -> None:
    found = read(tmp_path, "a.json", wrapped % '[{"text": "One."},\n {"text": "Two.", "id": "t"}]')
    assert [(item.id, item.text) for item in found] == [("a.json#1", "One."), ("t", "Two.")]  # type: ignore[union-attr]


def test_an_object_a_line_in_a_json_file_is_read_as_lines(tmp_path: Path) -> None:
    found = read(tmp_path, "a.json", '{"text": "One."}\n{"text": "Two."}\n')
    assert [item.id for item in found] == ["a.json#1", "a.json#2"]  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        ("{", "not JSON: expecting property name enclosed in double quotes (column 2)"),
        ('[{"text": "x"},\n {]', "not JSON: expecting property name enclosed in double quotes (line 2, column 3)"),
        ("3", "a JSON number, not an object with a text"),
        ('"text"', "a JSON string, not an object with a text"),
        ('{"tale": "x"}', "nothing named text, body or content; it has tale; say which with: --map text=\"NAME\""),
        ('{"text": null}', "the text is empty"),
        ('{"text": " "}', "the text is empty"),
        ("[" * 100_000, "JSON nested too deeply"),
        ('{"text": ' + "9" * 5000 + "}",
         "not JSON that is read: exceeds the limit (4300 digits) for integer string conversion"),
    ],
)  # fmt: skip
def test_json_of_the_wrong_shape_is_a_failure_with_its_reason(tmp_path: Path, data: str, reason: str) -> None:
    assert read(tmp_path, "a.json", data) == [Failure("a.json", reason)]


@pytest.mark.parametrize("part", ["[],", '{"a":0},', "0,"])
def test_json_whose_parts_take_many_times_their_size_is_refused(
    tmp_path: Path, part: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("searchlib.read.lines.MAX_VALUES", 1000)
    reason = "JSON of more than 1,000 values, which is the most that is read at once"
    many = f"[{part * 999}{{}}]"
    assert read(tmp_path, "a.json", many) == [Failure("a.json", reason)]
    lines = f'{{"text":"One.","x":{many}}}\n{{"text":"Two, and three."}}\n'
    assert read(tmp_path, "a.jsonl", lines) == [
        Failure("a.jsonl:1", reason),
        Article("Two, and three.", "a.jsonl#2", path="a.jsonl"),
    ]


def test_a_wrong_value_in_an_array_harms_no_other(tmp_path: Path) -> None:
    assert read(tmp_path, "a.json", '[{"text": "One."}, 5, {"text": ""}, {"text": "Four."}]') == [
        Article("One.", "a.json#1", path="a.json"),
        Failure("a.json:2", "a JSON number, not an object with a text"),
        Failure("a.json:3", "the text is empty"),
        Article("Four.", "a.json#4", path="a.json"),
    ]


# ── lines ────────────────────────────────────────────────────────────────────────────────────


def test_one_bad_line_harms_no_other(tmp_path: Path) -> None:
    data = b'{"text": "One."}\n\n{"text": "Two\n[1]\n{"text": "Caf\xe9"}\n{"text": "Five.", "url": "http://x.org"}'
    assert read(tmp_path, "a.jsonl", data) == [
        Article("One.", "a.jsonl#1", path="a.jsonl"),
        Failure("a.jsonl:3", "not JSON: invalid control character at (column 14)"),
        Failure("a.jsonl:4", "a JSON array, not an object with a text"),
        Article("Café", "a.jsonl#5", path="a.jsonl"),
        Article("Five.", "http://x.org", url="http://x.org", path="a.jsonl"),
    ]


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-8-sig", "cp1252"])
def test_lines_are_read_in_each_encoding(tmp_path: Path, encoding: str) -> None:
    data = '{"text": "Jürgen said."}\r\n{"text": "Ünë ë ë."}\r\n'.encode(encoding)
    assert [item.text for item in read(tmp_path, "a.ndjson", data)] == ["Jürgen said.", "Ünë ë ë."]  # type: ignore[union-attr]


def test_a_line_without_end_is_skipped_and_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for module in ("stream", "lines"):
        monkeypatch.setattr(f"searchlib.read.{module}.MAX_LINE", 1 << 20)
    data = b'{"text": "One."}\n{"text": "' + b"x" * (3 << 20) + b'"}\n{"text": "Three."}\n'
    assert read(tmp_path, "a.jsonl", data) == [
        Article("One.", "a.jsonl#1", path="a.jsonl"),
        Failure("a.jsonl:2", "a line of more than 1 MB; skipped"),
        Article("Three.", "a.jsonl#3", path="a.jsonl"),
    ]


def test_many_bad_lines_are_counted_and_the_good_ones_kept(tmp_path: Path) -> None:
    *_, article, last = read(tmp_path, "a.jsonl", "x\n" * 250 + '{"text": "Good."}\n')
    assert article == Article("Good.", "a.jsonl#251", path="a.jsonl")
    assert isinstance(last, Failure)
    assert last.reason == f"150 more records could not be read, the last at {tmp_path / 'a.jsonl'}:250"


def test_two_records_with_one_id_are_reported_by_place(tmp_path: Path) -> None:
    _, failure = read(tmp_path, "a.jsonl", '{"text": "One.", "id": "x"}\n{"text": "Two.", "id": "x"}\n')
    assert failure.path == "a.jsonl:2"
    assert failure.reason.startswith("has the id 'x' of ")  # type: ignore[union-attr]


def test_two_records_with_one_id_are_both_given_to_who_asks_for_all() -> None:
    stream = io.BytesIO(b'{"text": "One.", "id": "x"}\n{"text": "Two.", "id": "x"}\n')
    assert len(list(from_stream(stream, options=AS_GIVEN))) == 2


def test_a_stream_is_read_as_it_comes() -> None:
    stream = io.BytesIO(b'{"text": "One.", "id": "x"}\nnonsense\n{"text": "Two."}\n')
    assert list(from_stream(stream)) == [
        Article("One.", "x"),
        Failure("-:2", "not JSON: expecting value (column 1)"),
        Article("Two.", "-#3"),
    ]


@pytest.mark.parametrize(("data", "reason"), [(b"", "empty file"), (b"\0\1\2\3", "binary content: zero bytes")])
def test_an_empty_or_binary_stream_is_a_failure(data: bytes, reason: str) -> None:
    assert list(from_stream(io.BytesIO(data))) == [Failure("-", reason)]


# ── tables ───────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
def test_a_table_gives_an_article_a_row(tmp_path: Path, delimiter: str, encoding: str) -> None:
    rows = [["Headline", "Body", "Date"], ["Rain", '"It rained,\nsaid ""Jürgen""."', "2015-11-02"], ["Sun", "Dry.", ""]]
    data = "\r\n".join(delimiter.join(row) for row in rows).encode(encoding)
    assert read(tmp_path, "a.csv", data) == [
        Article('It rained,\nsaid "Jürgen".', "a.csv#2", "Rain", "2015-11-02", path="a.csv"),
        Article("Dry.", "a.csv#4", "Sun", path="a.csv"),
    ]


def test_a_table_says_its_delimiter_as_excel_does(tmp_path: Path) -> None:
    assert [item.text for item in read(tmp_path, "a.csv", "sep=;\r\nid;text\r\n1;It rained.\r\n")] == ["It rained."]  # type: ignore[union-attr]


def test_a_table_without_a_text_column_is_a_failure(tmp_path: Path) -> None:
    assert read(tmp_path, "a.csv", "title,tale\nRain,It rained.\n") == [
        Failure("a.csv", 'nothing named text, body or content; it has title, tale; say which with: --map text="NAME"')
    ]


def test_a_mapped_column_that_is_not_there_is_a_failure(tmp_path: Path) -> None:
    assert read(tmp_path, "a.csv", "title,text\nRain,It rained.\n", map={"date": "when"}) == [
        Failure("a.csv", "no 'when' for the date; it has title, text")
    ]


def test_ragged_rows_are_named_and_the_others_kept(tmp_path: Path) -> None:
    data = "text,title,date\nOne.,A,2015\nTwo, cut,B,2015\nThree.\n\n,D,2015\nFive.,E,2015,,\n"
    assert read(tmp_path, "a.csv", data) == [
        Article("One.", "a.csv#2", "A", "2015", path="a.csv"),
        Failure("a.csv:3", "4 cells where the header has 3"),
        Article("Three.", "a.csv#4", path="a.csv"),
        Failure("a.csv:4", "1 cells where the header has 3; read with the last ones empty"),
        Failure("a.csv:6", "the text is empty"),
        Article("Five.", "a.csv#7", "E", "2015", path="a.csv"),
    ]


def test_a_quotation_mark_that_is_never_closed_is_told(tmp_path: Path) -> None:
    assert read(tmp_path, "a.csv", 'title,text\nA,One.\nB "x,Two.\n"C,Three.\nD,Four.\n')[2:] == [
        Failure("a.csv:4", "1 cells where the header has 2, down to line 5; perhaps a quotation mark is not closed")
    ]


def test_a_cell_without_end_ends_the_table_with_a_reason(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("searchlib.read.table._allow_long_cells", lambda: None)
    limit = csv.field_size_limit(1000)
    found = read(tmp_path, "a.csv", 'title,text\nA,One.\nB,"' + "word\n" * 30_000)
    csv.field_size_limit(limit)
    assert found[0] == Article("One.", "a.csv#2", "A", path="a.csv")
    assert "perhaps a quotation mark is not closed" in found[1].reason  # type: ignore[union-attr]


def test_a_long_cell_is_read(tmp_path: Path) -> None:
    (article,) = read(tmp_path, "a.csv", "id,text\n1," + "word " * 100_000 + "\n")
    assert len(article.text) == 500_000  # type: ignore[union-attr]


def test_a_row_that_is_not_utf8_is_read_and_reported(tmp_path: Path) -> None:
    found = read(tmp_path, "a.csv", "id,text\n1,Jürgen Stock – a man\n".encode() + b"2,Caf\xe9 au lait\n")
    assert [item.text for item in found[:2]] == ["Jürgen Stock – a man", "Caf\ufffd au lait"]  # type: ignore[union-attr]
    assert found[2] == Failure("a.csv:3", "broken utf-8: 1 place read as �; the rest is taken in")


def test_lines_that_end_as_on_an_old_macintosh_are_rows(tmp_path: Path) -> None:
    found = read(tmp_path, "a.csv", 'id,text\r1,"It\rrained."\r2,Dry.\r')
    assert [item.text for item in found] == ["It\rrained.", "Dry."]  # type: ignore[union-attr]


def test_a_reason_can_be_written_whatever_the_keys_are(tmp_path: Path) -> None:
    (failure,) = read(tmp_path, "a.json", '{"\\ud83d": 1}')
    assert failure.reason.startswith("nothing named text, body or content; it has \ufffd;")  # type: ignore[union-attr]
