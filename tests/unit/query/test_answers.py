"""Cursors, filters, suggestions, explanations: what they say on an archive of a few lines."""

from datetime import date
from typing import Any

import pytest

from searchlib.codec import kernel
from searchlib.codec.build import build
from searchlib.codec.segment import Segment
from searchlib.codec.snapshot import LiveSegment, Snapshot
from searchlib.errors import QueryError, UsageError
from searchlib.model import Document, Tokens
from searchlib.query import nodes
from searchlib.query.count import facet, timeline
from searchlib.query.cursor import Counts, Cursor, decode, encode, moved_on
from searchlib.query.execute import execute
from searchlib.query.explain import explain
from searchlib.query.filters import Filters, restricted
from searchlib.query.nodes import Every
from searchlib.query.notes import MOST_FORMS
from searchlib.query.parse import parse
from searchlib.query.rank import PageOptions, ranked
from searchlib.query.snippets import body_snippets
from searchlib.query.suggest import completions, corrections, rare_words, told
from searchlib.query.texts import Body
from tests.strategies import Made, snapshot

NOVEMBER = date(2015, 11, 2).toordinal()


def made(body: str, title: str = "", said: str = "", days: tuple[int, int] | None = None) -> Made:
    quotes = ((tuple(said.split()), ("a", "c")),) if said else ()
    return Made(tuple(title.split()), tuple(body.split()), quotes, (0,), days, None, "en", False)


ARCHIVE = [
    made("a b c", "a", "b c", (NOVEMBER, NOVEMBER)),
    made("a as a", "", "", (NOVEMBER, NOVEMBER + 40)),
    made("bs bed"),
]


def test_a_cursor_of_another_question_is_refused() -> None:
    text = encode(Cursor(1, "relevance", "abc", 1.5, 3, "x", 0))
    with pytest.raises(UsageError, match="same query"):
        decode(text, sort="relevance", question="abd")
    with pytest.raises(UsageError, match="same query"):
        decode(text, sort="date", question="abc")


@pytest.mark.parametrize("text", ["x", "W10", "é", "bm9uZQ", "WzEsMl0", "[" * 9999, "////"])
def test_a_broken_cursor_is_refused(text: str) -> None:
    with pytest.raises(UsageError, match="after"):
        decode(text, sort="relevance", question="")


@pytest.mark.parametrize("day", [2**63, -(2**63), 2**64, 10**30])
def test_a_cursor_of_a_day_that_no_column_holds_is_refused(day: int) -> None:
    text = encode(Cursor(1, "relevance", "", 1.5, day, "x", 0))
    with pytest.raises(UsageError, match="next of a page"):
        decode(text, sort="relevance", question="")


def test_a_cursor_of_an_older_generation_says_so_and_whether_something_may_come_again() -> None:
    older = Cursor(1, "date", "", 0.0, 0, "", 0)
    (unsure,), (sure,) = moved_on(older, 2, as_before=False), moved_on(older, 2, as_before=True)
    assert unsure.level == sure.level == "info"
    assert unsure.message.endswith("some articles may be missing or come again")
    assert sure.message.endswith("what is new may not be shown, nothing comes twice")


def test_nothing_is_said_where_the_archive_has_not_changed_since_the_page_before() -> None:
    cursor = Cursor(2, "date", "", 0.0, 0, "", 0)
    assert moved_on(cursor, 2, as_before=False) == moved_on(None, 2, as_before=False) == ()
    mixed = cursor._replace(mixed=True)
    assert moved_on(mixed, 2, as_before=True) == ()
    assert moved_on(mixed, 2, as_before=False)


def test_a_cursor_carries_by_what_its_scores_were_counted() -> None:
    whole = Cursor(1, "date", "", 0.5, 3, "x", 0, 7, True, (0.25, None), Counts(9, (70, 3), (4, -1, 0), "abc"))
    assert decode(encode(whole), sort="date", question="") == whole
    dated = whole._replace(floor=(0.1, -5), counts=None)
    assert decode(encode(dated), sort="date", question="") == dated


@pytest.mark.parametrize(
    "changed",
    [
        {"floor": (float("inf"), None)},
        {"floor": (float("nan"), 3)},
        {"floor": (0.5, 2**63)},
        {"floor": (0.5, 0.5)},
        {"score": float("inf")},
        {"score": float("nan")},
        {"counts": Counts(-1, (), (), "")},
        {"counts": Counts(2**41, (), (), "")},
        {"counts": Counts(9, (), (10,), "")},
        {"counts": Counts(9, (), (-2,), "")},
        {"counts": Counts(9, (-1,), (), "")},
        {"counts": Counts(9, (2**54,), (), "")},
        {"counts": Counts(9, (0.5,), (), "")},  # type: ignore[arg-type]
        {"counts": Counts(True, (), (), "")},
        {"counts": Counts(9, (1,) * 33, (), "")},
        {"counts": Counts(9, (), (1,) * 257, "")},
        {"counts": (9, (), ())},
        {"counts": (9, 3, (), "")},
    ],
)
def test_a_cursor_of_counts_that_no_archive_has_is_refused(changed: dict[str, Any]) -> None:
    text = encode(Cursor(1, "relevance", "", 1.5, 3, "x", 0)._replace(**changed))
    with pytest.raises(UsageError, match="next of a page"):
        decode(text, sort="relevance", question="")


def test_an_unknown_order_and_a_negative_limit_are_refused() -> None:
    with pytest.raises(UsageError, match="relevance, date, oldest"):
        ranked((), snapshot([], []), options=PageOptions(sort="best"))
    with pytest.raises(UsageError, match="0 or more"):
        ranked((), snapshot([], []), options=PageOptions(limit=-1))


def test_filters_restrict_and_do_not_score() -> None:
    filters = Filters(since="2015-11", until="2015", topics=["law enforcement", "20000129"], speakers=["Jürgen Stock"])
    node = restricted(parse("police").node, filters)
    assert isinstance(node, nodes.And)
    assert node.clauses[1] == nodes.DateRange(date(2015, 11, 1).toordinal(), date(2015, 12, 31).toordinal())
    assert all(isinstance(clause, nodes.Boost) and clause.factor == 0.0 for clause in node.clauses[2:])
    assert restricted(parse("police").node, Filters()) == parse("police").node


def test_a_speaker_as_a_filter_binds_to_the_words_said() -> None:
    node = restricted(parse("said:crime rwanda").node, Filters(speakers=["Kagame"]))
    assert isinstance(node, nodes.And)
    assert isinstance(node.clauses[0], nodes.Scope)


@pytest.mark.parametrize(
    "filters",
    [
        Filters(since="soon"),
        Filters(until="november"),
        Filters(since="03/04/2017"),
        Filters(speakers=["!"]),
        Filters(topics="crime"),
    ],
)
def test_a_filter_without_meaning_is_refused(filters: Filters) -> None:
    with pytest.raises(UsageError, match="expected"):
        restricted(Every(), filters)


def test_facets_and_timelines_name_what_they_know() -> None:
    index = snapshot(ARCHIVE, [])
    scores = execute(Every(), index).scores
    assert facet(scores, index, field="year") == [("2015", 2)]
    assert timeline(scores, index, unit="month") == ((("2015-11", 1),), 2, ())
    assert timeline(scores, index, unit="year") == ((("2015", 2),), 1, ())
    with pytest.raises(UsageError, match="speaker, topic"):
        facet(scores, index, field="colour")
    with pytest.raises(UsageError, match="day, month, year"):
        timeline(scores, index, unit="week")


def test_completions_are_speakers_and_frequent_words() -> None:
    index = snapshot(ARCHIVE, [1])
    assert [(found.text, found.kind, found.articles) for found in completions("B", index)] == [("b", "word", 2)]
    assert [found.text for found in completions("c", index)] == ["a c", "c"]
    assert [found.text for found in completions("c", index, kind="word")] == ["c"]
    assert [found.text for found in completions("c", index, kind="speaker")] == ["a c"]
    assert completions(" ", index) == ()
    with pytest.raises(UsageError):
        completions("c", index, kind="colour")


def test_completions_come_by_their_articles_and_hidden_ones_do_not_count(written: Snapshot) -> None:
    found = completions("hea", written, limit=3)
    assert [(one.text, one.articles) for one in found] == [("health", 160), ("heal", 150), ("hearth", 4)]
    first, second = written.segments
    less = Snapshot(1, (first._replace(hidden=frozenset(range(20))), second))
    assert [one.articles for one in completions("health", less)] == [140]


def test_an_absent_word_has_a_neighbour() -> None:
    index = snapshot(ARCHIVE, [])
    assert corrections(nodes.Term("text", "bad", "bad"), index)[0].meant == "bed"
    assert corrections(nodes.Term("text", "a", "a"), index) == ()


WORDS = {
    "health": 160,
    "heath": 3,
    "hearth": 4,
    "heal": 150,
    "senator": 200,
    "senators": 1,
    "covid19": 1,
    "covid18": 200,
    "ho": 9,
    "for": 9,
}


@pytest.fixture(scope="module")
def written() -> Snapshot:
    """Articles of one word each, in two segments."""
    words = [word for word, count in WORDS.items() for _ in range(count)]
    fields = [*(("body", word) for word in words), ("title", "mayor")]
    documents = [Document({field: Tokens([word], [word], [0], [0], [1])}, {}, {}, {}, {}, {}) for field, word in fields]
    segments = (Segment.from_bytes(build(some), name="s") for some in (documents[:200], documents[200:]))
    return Snapshot(1, tuple(LiveSegment(segment, frozenset(), frozenset()) for segment in segments))


def term(word: str) -> nodes.Term:
    return nodes.Term("text", word, word, (3, 9))


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("helth", "health"),
        ("healt", "health"),  # heal is one error away, too, and rarer
        ("hezlhh", "health"),  # two errors
        ("haelth", "health"),  # neighbours swapped
        ("foo", ""),  # for says nothing
        ("zealth", ""),  # another first letter
        ("hx", ""),
        ("hal", "heal"),
        ("mayer", "mayor"),  # in a title
        ("hzy", ""),  # of a short word one error alone
        ("covid17", ""),  # another number is another thing
    ],
)
def test_what_may_have_been_meant_is_the_most_frequent_word_near(written: Snapshot, word: str, meant: str) -> None:
    (said,) = told(corrections(term(word), written))
    assert (said.message, said.start, said.end) == (f"no article has {word}", 3, 9)
    assert said.hint == (f"did you mean {meant}?" if meant else "check its spelling, or try its beginning with *")


def test_how_to_look_for_a_word_is_said_once_and_of_each_word_what_was_meant(written: Snapshot) -> None:
    words = [nodes.Term("text", word, word, (place, place + 1)) for place, word in enumerate(["xyz", "helth", "qwe"])]
    hints = [said.hint for said in told(corrections(nodes.And(tuple(words)), written))]
    assert hints == ["check its spelling, or try its beginning with *", "did you mean health?", ""]


@pytest.mark.parametrize(
    ("word", "said"),
    [
        ("heath", "only 3 articles with heath: did you mean health?"),
        ("senators", "only 1 article with senators: did you mean senator?"),
        ("hearth", ""),  # forty times as many have health
        ("covid19", ""),
        ("health", ""),
        ("helth", ""),
    ],
)
def test_a_rare_word_is_doubted_where_a_frequent_one_is_an_error_away(written: Snapshot, word: str, said: str) -> None:
    found = [f"{one.message}: {one.hint}" for one in rare_words(term(word), written)]
    assert found == ([said] if said else [])


@pytest.mark.parametrize("word", ["helth", "heath", "hezlhh", "senators"])
def test_the_same_is_meant_without_the_kernel(written: Snapshot, monkeypatch: pytest.MonkeyPatch, word: str) -> None:
    meant = corrections(term(word), written), rare_words(term(word), written)
    monkeypatch.setattr(kernel, "available", lambda: False)
    assert (corrections(term(word), written), rare_words(term(word), written)) == meant


def test_an_explanation_has_the_figures_and_the_score() -> None:
    index = snapshot(ARCHIVE, [])
    query = nodes.And((nodes.Term("text", "a", "a"), nodes.Phrase("body", (nodes.Term("body", "b", "b"),) * 2)))
    told = explain(nodes.Or(query.clauses), index, number=0, doc=0).splitlines()
    score = execute(nodes.Or(query.clauses), index).scores[0][0]
    assert told[0] == f"{score:.4f}  any of"
    assert "    1 in title, which has 1 words (average 0.3)" in told
    assert told[-1].endswith('no match  "b b" in body')


def test_a_pattern_for_too_many_words_says_so_and_takes_the_first() -> None:
    forms = [f"x{number:04}" for number in range(MOST_FORMS + 1)]
    places = list(range(len(forms)))
    tokens = Tokens(forms, forms, places, places, places)
    last = Tokens(forms[-1:], forms[-1:], [0], [0], [1])
    documents = [Document({"body": some}, {}, {}, {}, {}, {}) for some in (tokens, last)]
    segments = [Segment.from_bytes(build([document]), name="s") for document in documents]
    index = Snapshot(1, tuple(LiveSegment(segment, frozenset(), frozenset()) for segment in segments))
    found = execute(nodes.Prefix("text", "x", (3, 5)), index)
    assert found.total == 1
    assert found.diagnostics[0][:4] == (
        "warning", "the pattern stands for more than 1,000 words; the first 1,000 are used", 3, 5,
    )  # fmt: skip


def test_a_text_without_sentences_still_has_a_beginning() -> None:
    text = "word " * 200
    [snippet] = body_snippets(Body(text, [0, 0, len(text)]), [], [])
    assert snippet.text.startswith("word word")
    assert len(snippet.text) <= 240
    assert body_snippets(Body("", []), [], []) == ()


def test_whoosh_queries_become_ours_and_come_back() -> None:
    whoosh = pytest.importorskip("whoosh.query")
    bridge = pytest.importorskip("searchlib.query.whoosh_bridge")
    theirs = whoosh.And([whoosh.Term("title", "a"), whoosh.Not(whoosh.Phrase("body", ["a", "b"])), whoosh.Every()])
    assert bridge.to_whoosh(bridge.from_whoosh(theirs)) == theirs
    assert isinstance(bridge.from_whoosh(whoosh.Term("title", "a", boost=2.0)), nodes.Boost)
    assert bridge.from_whoosh(whoosh.NullQuery) == nodes.Nothing()
    for query in (
        whoosh.Term("colour", "a"),
        whoosh.TermRange("title", "a", "b"),
        whoosh.SpanFirst(whoosh.Term("title", "a")),
    ):
        with pytest.raises(QueryError, match="no counterpart"):
            bridge.from_whoosh(query)
    deep = whoosh.Term("title", "a")
    for _ in range(5000):
        deep = whoosh.Not(deep)
    with pytest.raises(QueryError, match="deeper than 200"):
        bridge.from_whoosh(deep)
    with pytest.raises(QueryError, match="no counterpart"):
        bridge.to_whoosh(nodes.Near(Every(), Every(), 3))
