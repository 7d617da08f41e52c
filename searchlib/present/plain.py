"""Here is an answer, give me lines for a pipe: one record a line, fields between tabs, always the same.

No field holds a tab or a line end of its own, so `cut`, `sort` and `grep` can be trusted with them.
"""

from collections.abc import Iterator
from typing import assert_never

from searchlib.model import (
    ArticleView,
    Bench,
    Check,
    Date,
    Facts,
    Hit,
    Page,
    QueryTimes,
    QuotePage,
    QuoteRow,
    Report,
    Stats,
    Timeline,
    Total,
    Upkeep,
    Values,
)
from searchlib.present.listing import Listing
from searchlib.present.safe import line, paragraphs
from searchlib.present.shown import Extraction, Shown
from searchlib.present.steps import dominant
from searchlib.present.when import iso


def lines(value: Shown, query: str = "") -> Iterator[str]:
    r"""Give *value* as plain lines.

    Returns:
        Hits: id, date, title, speakers, snippet. Quotations: id, date, speaker, type, words.
        Values: count, value. Buckets: start, count. Queries: p50, p95, p99 in ms,
        queries a second, matches, what takes most, kind, query; last all of them. Articles: kind of fact, its fields.

    Example:
        >>> list(lines(Values("speaker", (("Ann\tLee", 2),))))
        ['2\tAnn Lee']
    """
    return ("\t".join(line("" if field is None else str(field)) for field in row) for row in _rows(value))


def _rows(value: Shown) -> Iterator[tuple[object, ...]]:
    match value:
        case Page():
            return _page(value)
        case QuotePage():
            return map(_quote_row, value.rows)
        case ArticleView():
            return _article(value)
        case Extraction():
            return ((kept.article.id, *row) for kept in value for row in _facts(kept.facts))
        case Values():
            return ((count, name) for name, count in value.values)
        case Timeline():
            return iter((*value.buckets, ("undated", value.undated)))
        case Report() | Stats() | Check() | Upkeep():
            return (pair for pair in zip(value._fields, value, strict=True) if not isinstance(pair[1], tuple))
        case Bench():
            return map(_times, (*value.queries, value.overall))
        case Total():
            return iter([(value.total,)])
        case Listing():
            return iter(value.rows)
        case _:
            assert_never(value)


def _page(page: Page) -> Iterator[tuple[object, ...]]:
    for hit in page.hits:
        yield _hit(hit)
        if hit.explanation:
            yield from (("explain", hit.id, reason) for reason in hit.explanation.splitlines())
    for field, values in page.facets.items():
        yield from (("facet", field, count, value) for value, count in values)


def _hit(hit: Hit) -> tuple[object, ...]:
    body = [snippet.text for snippet in hit.snippets if snippet.field != "title"]
    return (hit.id, iso(hit.dates), hit.title, "; ".join(hit.speakers), " … ".join(body))


def _quote_row(row: QuoteRow) -> tuple[object, ...]:
    return (row.id, iso(row.dates), row.quote.speaker, row.quote.type, row.quote.text)


def _times(times: QueryTimes) -> tuple[object, ...]:
    figures = (times.p50_ms, times.p95_ms, times.p99_ms, times.qps, times.matches)
    return (*figures, dominant(times), times.kind, times.query)


def _article(view: ArticleView) -> Iterator[tuple[object, ...]]:
    article = view.article
    for kind in ("id", "date", "source", "author", "url", "path"):
        if given := getattr(article, kind):
            yield (kind, given)
    yield from _facts(view.facts)
    for paragraph, _ in paragraphs(article.text, ()):
        yield ("text", paragraph)


def _facts(facts: Facts) -> Iterator[tuple[object, ...]]:
    if facts.title:
        yield ("derived title" if facts.title.derived else "title", facts.title.text)
    if facts.dateline:
        yield ("dateline", facts.dateline.place)
    for date in facts.dates:
        yield ("date found", date.kind, _days(date), date.text)
    for person in facts.persons:
        yield ("person", person.name, person.role)
    for topic in facts.topics:
        yield ("topic", topic.code, topic.label)
    for quote in facts.quotes:
        yield ("quote", quote.speaker, quote.cue, quote.type, quote.text)


def _days(date: Date) -> str:
    return iso([date._replace(kind="event")])
