"""Pages, counts, quotations and filters say the same as a look at every article."""

from datetime import date
from itertools import islice

from hypothesis import given, settings
from hypothesis import strategies as st

from searchlib.codec.snapshot import Snapshot
from searchlib.query import nodes
from searchlib.query.binding import QUOTATION
from searchlib.query.count import facet, timeline
from searchlib.query.cursor import decode, encode
from searchlib.query.execute import execute
from searchlib.query.nodes import Node
from searchlib.query.quotes import quote_matches, quote_rows
from searchlib.query.rank import SORTS, PageOptions, Row, article_id, article_rows, ranked
from searchlib.query.witness import View
from tests.strategies import FIRST_DAY, Made, archives, conditions, cuts, queries, snapshot

calm = settings(deadline=None)


def made_of(row: Row, index: Snapshot, archive: list[Made]) -> Made:
    return archive[int(article_id(row, index))]


def key(row: Row, made: Made, sort: str, name: str) -> tuple[float, ...] | tuple[float, float, str]:
    latest = -made.days[1] if made.days else 1
    if sort == "relevance":
        return (-row.score, latest, name)  # type: ignore[return-value]
    day = latest if sort == "date" else (made.days[0] if made.days else 2**60)
    return (day, -row.score, name)  # type: ignore[return-value]


@calm
@given(archives, queries, cuts, st.sampled_from(SORTS), st.integers(1, 4))
def test_turning_pages_gives_everything_once_in_order(
    archive: list[Made], query: Node, splits: list[int], sort: str, limit: int
) -> None:
    index = snapshot(archive, splits)
    scores = execute(query, index).scores
    expected = sorted(
        article_rows(scores), key=lambda row: key(row, made_of(row, index, archive), sort, article_id(row, index))
    )
    seen: list[Row] = []
    after = None
    while True:
        page = ranked(article_rows(scores), index, options=PageOptions(sort, limit, after))
        assert len(page.rows) <= limit
        seen += page.rows
        if page.next is None:
            break
        after = decode(encode(page.next), sort=sort, question="")
    assert seen == expected


@calm
@given(archives, queries, cuts)
def test_facets_and_timeline_count_every_match(archive: list[Made], query: Node, splits: list[int]) -> None:
    index = snapshot(archive, splits)
    scores = execute(query, index).scores
    found = [made_of(row, index, archive) for row in article_rows(scores)]
    names = [{" ".join(speaker) for _, speaker in made.quotes if speaker} for made in found]
    every = {name for some in names for name in some}
    expected = sorted(((name, sum(name in some for some in names)) for name in every), key=lambda e: (-e[1], e[0]))
    assert facet(scores, index, field="speaker") == expected
    months = [{date.fromordinal(day).isoformat()[:7] for day in made.days} if made.days else set() for made in found]
    counted = timeline(scores, index, unit="month")
    assert sum(bucket.count for bucket in counted.buckets) + counted.undated == len(found)
    assert counted.undated == sum(len(some) != 1 for some in months)
    for bucket in counted.buckets:
        assert bucket.count == sum(some == {bucket.start} for some in months)


@calm
@given(archives, queries, cuts)
def test_a_quotation_matches_where_its_own_window_does(archive: list[Made], query: Node, splits: list[int]) -> None:
    index = snapshot(archive, splits)
    found = quote_matches(query, index)
    rows = {(row.number, row.doc, row.part): row.score for row in quote_rows(found.scores)}
    for number, (segment, hidden, _) in enumerate(index.segments):
        for doc in range(segment.doc_count):
            inside = View(found.lookup, number, doc).within(query, QUOTATION) if doc not in hidden else {}
            assert {part for n, d, part in rows if (n, d) == (number, doc)} == set(inside)


@calm
@given(archives, cuts, st.sampled_from(["a", "b"]), st.sampled_from(["a", "c"]))
def test_speaker_and_words_belong_to_one_quotation(
    archive: list[Made], splits: list[int], said: str, speaker: str
) -> None:
    index = snapshot(archive, splits)
    query = nodes.Scope(QUOTATION, (nodes.Term("said", said, said), nodes.Term("speaker", speaker, speaker)))
    forms = {"a": {"a", "as"}, "b": {"b", "bs", "bed"}, "c": {"c"}}
    expected = {
        (name, part)
        for name, made in enumerate(archive)
        for part, (words, who) in enumerate(made.quotes)
        if not made.hidden and forms[said] & set(words) and forms[speaker] & set(who)
    }
    rows = list(quote_rows(quote_matches(query, index).scores))
    assert {(int(article_id(row, index)), row.part) for row in rows} == expected
    articles = {int(article_id(row, index)) for row in article_rows(execute(query, index).scores)}
    assert articles == {name for name, _ in expected}


@calm
@given(archives, cuts, st.tuples(st.integers(-40, 500), st.integers(-40, 500)))
def test_no_article_lies_outside_a_range_of_days(archive: list[Made], splits: list[int], pair: tuple[int, int]) -> None:
    low, high = FIRST_DAY + min(pair), FIRST_DAY + max(pair)
    index = snapshot(archive, splits)
    rows = article_rows(execute(nodes.DateRange(low, high), index).scores)
    found = [made_of(row, index, archive).days for row in rows]
    assert all(days is not None and days[0] <= high and days[1] >= low for days in found)


@calm
@given(archives, cuts, conditions)
def test_what_is_negated_is_everything_else(archive: list[Made], splits: list[int], query: Node) -> None:
    index = snapshot(archive, splits)
    inside, outside = execute(query, index), execute(nodes.Not(query), index)
    assert inside.total + outside.total == index.live_count()
    assert not any(set(some) & set(rest) for some, rest in zip(inside.scores, outside.scores, strict=True))


@calm
@given(archives, queries)
def test_a_page_of_no_rows_needs_no_cursor(archive: list[Made], query: Node) -> None:
    index = snapshot(archive, [])
    rows = islice(article_rows(execute(query, index).scores), 5)
    page = ranked(rows, index, options=PageOptions(limit=0))
    assert (page.rows, page.next) == ((), None)
