"""Here is an answer, give me its JSON: one object, or one object a record.

The shapes are those of the contract. What a terminal would obey is escaped inside the strings,
so the JSON is the same value and yet harmless on a screen.
"""

import json
import re
from collections.abc import Iterator

from searchlib import model
from searchlib.contract import SCHEMA_VERSION, Json, shape
from searchlib.hints import TypeAlias, assert_never
from searchlib.model import Page, Stored
from searchlib.present.listing import Listing
from searchlib.present.safe import with_unsafe
from searchlib.present.shown import Extraction, Shown

Object: TypeAlias = "dict[str, Json]"
_Answer: TypeAlias = (
    "Page | model.QuotePage | model.ArticleView | model.Timeline | model.Values | model.Report | model.Stats"
    " | model.Check | model.Upkeep | model.Bench | model.Total | Listing"
)


def lines(value: Shown, query: str = "") -> Iterator[str]:
    """Give *value* as one JSON object; an extraction comes in pieces, so that it need not fit in memory.

    Args:
        value: What was asked for.
        query: What was typed, for values that do not know it.

    Example:
        >>> list(lines(model.Values("speaker", (("Ann Lee", 2),)), "rain"))
        ['{"schema_version": 1, "query": "rain", "field": "speaker", "values": [["Ann Lee", 2]], "diagnostics": []}']
    """
    if isinstance(value, Extraction):
        yield from _articles(value)
    else:
        yield dumps(whole(value, query))


def whole(value: _Answer, query: str = "") -> Object:
    """Give *value* as one object, with the version of its shape."""
    return {"schema_version": SCHEMA_VERSION} | _object(value, query)


def records(value: Shown, query: str = "") -> Iterator[str]:
    """Give *value* as JSONL: one object a hit, quotation, value, bucket, query or article; else one object.

    Example:
        >>> list(records(model.Values("speaker", (("Ann Lee", 2),))))
        ['{"value": "Ann Lee", "count": 2}']
    """
    return map(dumps, objects(value, query))


def objects(value: Shown, query: str = "") -> Iterator[Object]:
    """Give the objects of `records` before they are text."""
    match value:
        case Page():
            rows: Iterator[Object] = (_named(hit) for hit in value.hits)
        case model.QuotePage():
            rows = (_quote_row(row) for row in value.rows)
        case Extraction():
            rows = (_extracted(kept) for kept in value)
        case model.Values():
            rows = ({"value": name, "count": count} for name, count in value.values)
        case model.Timeline():
            rows = _buckets(value)
        case model.Bench():
            rows = (_named(times) for times in value.queries)
        case Listing():
            rows = _listed(value)
        case _:
            rows = iter([whole(value, query)])
    return rows


def dumps(value: Json) -> str:
    r"""Give *value* as JSON on one line, readable, with what a terminal would obey escaped.

    Example:
        >>> print(dumps({"text": "Jürgen\x9b2J\u202e"}))
        {"text": "Jürgen\u009b2J\u202e"}
    """
    return with_unsafe(_escape, json.dumps(value, ensure_ascii=False))


def _escape(match: re.Match[str]) -> str:
    return f"\\u{ord(match.group()):04x}"


def _object(value: _Answer, query: str) -> Object:
    match value:
        case Page():
            facets = shape(value.facets)
            hits: list[Json] = [_named(hit) for hit in value.hits]
            return _answer(value) | {"hits": hits, "facets": facets, "folded": value.folded}
        case model.QuotePage():
            return _answer(value) | {"rows": [_quote_row(row) for row in value.rows]}
        case model.ArticleView():
            return _article(value, query)
        case model.Timeline() | model.Values():
            return {"query": query} | _named(value)
        case model.Report() | model.Stats() | model.Check() | model.Upkeep() | model.Bench():
            return _named(value)
        case model.Total():
            total: Object = {"value": value.total, "relation": "eq"}
            return {"query": value.query, "total": total, "diagnostics": shape(value.diagnostics)}
        case Listing():
            rows: list[Json] = [*_listed(value)]
            return {value.kind: rows}
        case _:
            assert_never(value)


def _answer(page: "Page | model.QuotePage") -> Object:
    return {
        "query": page.query,
        "took_ms": round(page.took_ms, 3),
        "total": {"value": page.total, "relation": "eq"},
        "next": page.next,
        "diagnostics": shape(page.diagnostics),
    }


def _quote_row(row: "model.QuoteRow") -> Object:
    article: Object = {"rank": row.rank, "score": row.score, "id": row.id, "title": row.title}
    return article | {"dates": shape(row.dates)} | _named(row.quote) | {"marks": shape(row.marks)}


def _buckets(timeline: "model.Timeline") -> Iterator[Object]:
    for bucket in timeline.buckets:
        yield {"start": bucket.start, "count": bucket.count}
    yield {"start": None, "count": timeline.undated}


def _listed(listing: Listing) -> Iterator[Object]:
    return (dict(zip(listing.columns, row, strict=True)) for row in listing.rows)


def _extracted(kept: Stored) -> Object:
    """The facts of an article; a title that only stands in for one is no title (but is given as such)."""
    facts = _named(kept.facts)
    title = kept.facts.title
    if title and title.derived:
        facts |= {"title": None, "derived_title": title.text}
    return {"id": kept.article.id} | facts


def _article(view: "model.ArticleView", query: str) -> Object:
    article = view.article
    given: Object = {
        name: value for name, value in _named(article).items() if name in ("date", "source", "url", "author", "path")
    }
    return (
        _extracted(Stored(article, view.facts))
        | given
        | {"query": query, "text": article.text, "marks": shape(view.marks), "diagnostics": shape(view.diagnostics)}
    )


def _named(value: object) -> Object:
    named = shape(value)
    if not isinstance(named, dict):
        raise TypeError(f"no named tuple: {type(value).__name__}")
    return named


def _articles(extraction: Extraction) -> Iterator[str]:
    yield f'{{"schema_version": {SCHEMA_VERSION}, "articles": ['
    before = ""
    for kept in extraction:
        if before:
            yield before + ","
        before = dumps(_extracted(kept))
    if before:
        yield before
    yield f'], "failed": {dumps(shape(tuple(extraction.failed)))}}}'
