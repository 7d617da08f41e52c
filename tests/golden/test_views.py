"""What the screen shows at width 80, without colour."""

from functools import partial

import pytest

from searchlib.model import (
    ArticleView,
    Bench,
    Check,
    Diagnostic,
    Failure,
    Hit,
    Page,
    QuotePage,
    Report,
    Stats,
    Stored,
    Timeline,
    Values,
)
from searchlib.present.diagnostics import DiagnosticsView
from searchlib.present.shown import Extraction
from searchlib.present.terminal import view
from tests.sources import Source


def test_page_of_hits(golden, page: Page) -> None:
    golden(view(page))


@pytest.mark.parametrize("width", [40, 200])
def test_page_at_width(golden, page: Page, width: int) -> None:
    golden(view(page), width=width)


def test_page_with_explanations(golden, page: Page) -> None:
    explained = page[0].details._replace(explanation="sail: 2 times in the body, rare: 2.1\ngale: once: 1.0")
    source = Source(partial(getattr, page[0]), lambda: page[0].snippets, lambda: explained)
    golden(view(Page("sail gale", [Hit(1, 3.125, source)], total=1, took_ms=1)))


def test_quotations(golden, quote_page: QuotePage) -> None:
    golden(view(quote_page))


def test_article(golden, ferry: ArticleView) -> None:
    golden(view(ferry))


def test_article_at_width_40(golden, ferry: ArticleView) -> None:
    golden(view(ferry), width=40)


def test_extraction(golden, ferry: ArticleView) -> None:
    bare = Stored(
        ferry.article._replace(id="note.txt"), ferry.facts._replace(title=None, persons=(), quotes=(), topics=())
    )
    golden(view(Extraction([Stored(ferry.article, ferry.facts), Failure("x", "y"), bare])))


def test_timeline(golden, timeline: Timeline) -> None:
    golden(view(timeline))


def test_values(golden, values: Values) -> None:
    golden(view(values))


def test_values_at_width_40(golden, values: Values) -> None:
    golden(view(values), width=40)


def test_report(golden, report: Report) -> None:
    golden(view(report))


def test_stats(golden) -> None:
    stats = Stats("news/index", 12, 1204, 3, 5210, 811, 1100, 2, 3_456_789, "1999-01-02", "2015-11-05", "compiled")
    golden(view(stats))


def test_check_of_a_sound_index(golden) -> None:
    golden(view(Check(12, 3_456_789, 1204, ())))


def test_check_of_a_damaged_index(golden) -> None:
    golden(view(Check(12, 3_456_789, 1204, (Failure("index/a.seg", "postings: checksum"),))))


def test_diagnostics(golden) -> None:
    query = "東京 speakr:lindqvist   date:gestern"
    found = (
        Diagnostic("warning", "unknown field `speakr`", 3, 9, "did you mean `speaker`?"),
        Diagnostic("error", "date not understood", 27, 34, "expected for example date:2015-11"),
        Diagnostic("info", "only stop words", 0, 0),
    )
    golden(DiagnosticsView(query, found))


def test_diagnostics_of_a_query_without_a_hit(golden) -> None:
    query = "東京 ferry cooperaton"
    found = (
        Diagnostic("info", "東京: 2 articles by itself", 0, 2),
        Diagnostic("info", "ferry: 1 article by itself", 3, 8),
        Diagnostic("info", "no article has cooperaton", 9, 19, "did you mean cooperation?"),
        Diagnostic("info", "nothing matches 東京 and ferry together; without ferry: 2 articles", 0, 8, "ask for: 東京"),
    )
    golden(DiagnosticsView(query, found))


def test_diagnostics_of_a_long_query(golden) -> None:
    query = f"{'gale ' * 2000}speakr:x{' storm' * 2000}"
    golden(DiagnosticsView(query, [Diagnostic("warning", "unknown field `speakr`", 10_000, 10_006, "")]))


def test_bench(golden, measured: Bench) -> None:
    golden(view(measured))


def test_bench_at_width_40(golden, measured: Bench) -> None:
    golden(view(measured), width=40)
