import csv
import io
import json
from functools import partial

from searchlib.contract import facts_from
from searchlib.model import ArticleView, Bench, Failure, Hit, Page, QuotePage, Report, Stored, Timeline, Title, Values
from searchlib.present import machine, plain, table
from searchlib.present.safe import line
from searchlib.present.shown import Extraction, Shown
from tests.sources import Source


def one(value: Shown, query: str = "") -> dict[str, object]:
    return json.loads("\n".join(machine.lines(value, query)))


def records(value: Shown) -> list[dict[str, object]]:
    return [json.loads(row) for row in machine.records(value)]


def rows(value: Shown) -> list[list[str]]:
    return list(csv.reader(io.StringIO("\n".join(table.lines(value)))))


def test_a_page_has_the_contracts_shape(page: Page) -> None:
    found = one(page)
    hit = found["hits"][0]
    assert list(found) == [
        "schema_version", "query", "took_ms", "total", "next", "diagnostics", "hits", "facets", "folded",
    ]  # fmt: skip
    assert found["schema_version"] == 1
    assert found["total"] == {"value": 46, "relation": "eq"}
    assert found["facets"] == {"speaker": [["Ada Lindqvist", 12], ["Tom Vale", 1]]}
    assert found["diagnostics"][0].keys() == {"level", "message", "start", "end", "hint"}
    assert list(hit)[:10] == [
        "rank", "score", "id", "title", "path", "dates", "speakers", "topics", "snippets", "quotes",
    ]  # fmt: skip
    assert hit["dates"][0].keys() >= {"kind", "text", "earliest", "latest", "pattern", "precision", "provenance"}
    assert hit["topics"][0] == {"code": "20001128", "label": "water transport"}
    assert hit["snippets"][0] == {"field": "title", "start": 0, "text": page[0].title, "marks": [[0, 5]]}
    assert hit["quotes"][0].keys() == {"speaker", "text", "marks"}


def test_a_row_is_a_quotation_with_its_article(quote_page: QuotePage) -> None:
    row = one(quote_page)["rows"][0]
    assert (row["id"], row["title"]) == ("ferry.txt", "Ferry line reopens after storm")
    assert (row["speaker"], row["cue"], row["type"]) == ("Ada Lindqvist", "said", "direct")
    assert row["dates"][0]["pattern"] == "--11-02/--11-05"
    assert [row["text"][start:end] for start, end in row["marks"]] == ["gale"]


def test_values_and_buckets_carry_the_query(values: Values, timeline: Timeline) -> None:
    assert one(values, "gale")["values"][0] == ["Ada Lindqvist", 1204]
    found = one(timeline, "gale")
    assert (found["query"], found["buckets"][0], found["undated"]) == ("gale", {"start": "2015-10", "count": 3}, 7)


def test_a_report_names_what_failed(report: Report) -> None:
    found = one(report)
    assert (found["added"], found["updated"], found["unchanged"], found["removed"]) == (1200, 3, 40, 0)
    assert found["failed"][0] == {"path": "news/empty.txt", "reason": "empty file"}


def test_an_extracted_article_starts_with_its_id_and_its_facts_come_back(ferry: ArticleView) -> None:
    (found,) = records(Extraction([(ferry.article, ferry.facts)]))
    assert next(iter(found)) == "id"
    assert facts_from(found) == ferry.facts


def test_a_derived_title_is_no_title(ferry: ArticleView) -> None:
    facts = ferry.facts._replace(title=Title("First sentence.", (0, 15), derived=True))
    (found,) = records(Extraction([(ferry.article, facts)]))
    assert (found["title"], found["derived_title"]) == (None, "First sentence.")


def test_an_extraction_is_one_object_with_what_failed(ferry: ArticleView) -> None:
    good = Stored(ferry.article, ferry.facts)
    for items in ([], [good], [good, Failure("a", "b"), good]):
        found = one(Extraction(items))
        assert len(found["articles"]) == len([item for item in items if isinstance(item, Stored)])
        assert found["failed"] == [{"path": item.path, "reason": item.reason} for item in items if len(item[0]) == 1]


def test_an_article_carries_its_text_facts_and_marks(ferry: ArticleView) -> None:
    found = one(ferry, "gale")
    assert [found["text"][start:end] for start, end in found["marks"]] == ["sail again", "gale"]
    assert (found["id"], found["source"], found["path"]) == ("ferry.txt", "The Ellery Echo", "news/ferry.txt")


def test_jsonl_has_a_line_a_record(page: Page, quote_page: QuotePage, timeline: Timeline, values: Values) -> None:
    assert [len(records(value)) for value in (page, quote_page, timeline, values)] == [2, 2, 4, 3]
    assert records(timeline)[-1] == {"start": None, "count": 7}


def test_csv_has_a_header_and_as_many_cells_a_row(page: Page, quote_page: QuotePage, timeline: Timeline) -> None:
    for value, most in ((page, 3), (quote_page, 3), (timeline, 5)):
        found = rows(value)
        assert len(found) == most
        assert len({len(row) for row in found}) == 1


def test_no_cell_is_a_formula() -> None:
    dangers = ["=cmd|' /C calc'!A0", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", " =1", "\n-1"]
    for _, (cell, _) in zip(dangers, rows(Values("topic", tuple((danger, 1) for danger in dangers)))[1:], strict=True):
        assert cell.startswith("'")


def test_no_cell_becomes_a_formula_where_a_semicolon_ends_it() -> None:
    """So it is in a spreadsheet where numbers have a decimal comma; marks in the middle of a cell are text there."""
    dangers = ["Ann;=1+1", "Ann; =1", "a;b;+1", ";-1", "a;\u200b@x", "a;\n=1", "\u200b=1", "\ufeff=1", "﹦1"]
    for danger, (cell, _) in zip(dangers, rows(Values("x", tuple((one, 1) for one in dangers)))[1:], strict=True):
        for part in cell.split(";"):
            assert part.strip("\u200b\ufeff ")[:1] not in tuple("=+-@﹦"), danger
        assert cell.replace("'", "") == line(danger)


def test_a_plain_record_is_one_line_and_its_fields_hold_no_tab(page: Page) -> None:
    texts = {"id": "ferry.txt", "title": "one\ttwo\nthree"}
    hits = [
        Hit(hit.rank, hit.score, Source(lambda name: texts.get(name, ""), tuple, partial(getattr, hit, "details")))
        for hit in page
    ]
    found = list(plain.lines(Page("q", hits, total=2, took_ms=1)))
    assert [row.count("\t") for row in found] == [4, 4]
    assert found[0].split("\t")[:3] == ["ferry.txt", "--11-02/--11-05", "one two three"]


def test_an_article_in_plain_lines_names_each_fact(ferry: ArticleView) -> None:
    kinds = [row.split("\t")[0] for row in plain.lines(ferry)]
    assert kinds.count("quote") == 3
    assert kinds.count("text") == 3
    assert {"id", "title", "dateline", "person", "topic"} <= set(kinds)


def test_times_are_one_object_or_a_record_a_query(measured: Bench) -> None:
    whole = one(measured)
    assert (whole["rounds"], whole["warm_up"], whole["overall"]["p95_ms"]) == (20, 1, 2000.0)
    assert records(measured) == whole["queries"]
    assert set(whole["overall"]) == set(whole["queries"][0])


def test_times_in_csv_and_plain_lines_have_a_row_a_query(measured: Bench) -> None:
    header, *cells = rows(measured)
    assert [dict(zip(header, row, strict=True))["matches"] for row in cells] == ["2", "0", "72644"]
    *queries, overall = (row.split("\t") for row in plain.lines(measured))
    assert [row[-1] for row in queries] == [times.query for times in measured.queries]
    assert overall[4:] == ["72646", "matching, ranking 60 %", "all", ""]
