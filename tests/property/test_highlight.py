"""What is marked is what matched, in every text and for every form of query."""

from itertools import pairwise

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from searchlib.clean.prose import prose
from searchlib.codec.build import build
from searchlib.codec.segment import Segment
from searchlib.codec.snapshot import LiveSegment, Snapshot
from searchlib.indexing.documents import Understood, document
from searchlib.model import Article, Facts, Stored
from searchlib.query.execute import execute
from searchlib.query.hits import chosen, raw_marks
from searchlib.query.parse import parse
from searchlib.query.texts import Body
from searchlib.query.witness import View
from tests.cases import cases

WORDS = [
    "police",
    "Policing",
    "global",
    "globalisation",
    "threats",
    "threat",
    "I-Checkit",
    "Rwanda’s",
    "U.S.",
    "the",
    "Kagame",
]
ENDS = [". ", "! ", ".", ".\n\n", ", ", " – ", " “", "” ", "  \n", "\u00a0"]
texts = st.lists(
    st.tuples(st.lists(st.sampled_from(WORDS), min_size=1, max_size=9), st.sampled_from(ENDS)), max_size=9
).map(lambda rows: "".join(" ".join(words) + end for words, end in rows))
CLAUSES = [
    "police", "threat", "glob*", "*ing", "th?eat", "polcie~1", "/pol.*|thr.*s/", "exact(policing)", "Rwanda", "US",
    "icheckit", "I-Checkit", '"police threats"', '"global* threat"', '"i checkit"', '"the police"', "kagame",
]  # fmt: skip
LOOSE = [
    '"police threat"~2',
    "police NEAR/3 threat",
    "global pre/4 police",
    "police w/s threat",
    "kagame w/p the",
    "lead(police)",
]
clauses = st.sampled_from(CLAUSES)
queries = st.one_of(
    clauses,
    st.sampled_from(LOOSE),
    st.tuples(clauses, st.sampled_from([" ", " OR ", " -", " ANDMAYBE "]), st.sampled_from(CLAUSES + LOOSE)).map(
        "".join
    ),
    st.tuples(clauses, clauses, clauses).map(lambda three: f"({three[0]} AND {three[1]}) OR {three[2]}"),
)
NONE = Facts(None, None, (), (), (), (), ())


def indexed(text: str) -> tuple[Snapshot, Stored]:
    article = Article(text, id="a")
    data = build([document(Understood(article, prose(text), NONE))])
    live = LiveSegment(Segment.from_bytes(data, name="s"), frozenset(), frozenset())
    return Snapshot(1, (live,)), Stored(article, NONE)


def matches(query: str, text: str) -> bool:
    return execute(parse(query).node, indexed(text)[0]).total == 1


def found(query: str, text: str) -> tuple[tuple[int, int], ...]:
    index, stored = indexed(text)
    node = parse(query).node
    answer = execute(node, index)
    return raw_marks(node, View(answer.lookup, 0, 0), stored)


@given(texts)
def test_the_body_is_put_together_as_it_was_cleaned(text: str) -> None:
    index, _ = indexed(text)
    body = Body(text, index.segments[0].segment.list("pieces", 0))
    assert body.text == prose(text).text


@settings(deadline=None)
@given(texts, clauses)
@example("the.Policing. ", '"the police"')
def test_each_marked_stretch_matches_its_clause_again(text: str, clause: str) -> None:
    """A phrase that runs over the end of a paragraph is marked on both sides of it, and matches as a whole."""
    spans = found(clause, text)
    assert bool(spans) == matches(clause, text)
    for place, (start, end) in enumerate(spans):
        before, after = spans[max(place - 1, 0)][0], spans[min(place + 1, len(spans) - 1)][1]
        assert any(matches(clause, text[low:high]) for low, high in ((start, end), (before, end), (start, after)))


@settings(deadline=None)
@given(texts, st.sampled_from(CLAUSES[:12]))
@example(2 * f"Policing{8 * ' police'}.", "police")
def test_every_word_of_the_prose_that_is_not_marked_does_not_match(text: str, clause: str) -> None:
    dropped = [item.span for item in prose(text).boilerplate]
    rest = list(text)
    for start, end in (*found(clause, text), *dropped):
        rest[start:end] = "|" * (end - start)
    assert not matches(clause, "".join(rest))


@settings(deadline=None)
@given(texts, st.sampled_from(LOOSE))
def test_what_is_marked_of_words_near_each_other_matches_again(text: str, clause: str) -> None:
    spans = found(clause, text)
    assert bool(spans) == matches(clause, text)
    assert not spans or matches(clause.replace("pre/4", "NEAR/4"), " ".join(text[start:end] for start, end in spans))


@settings(deadline=None, max_examples=cases(200))
@given(texts, queries)
def test_snippets_are_slices_of_the_text_and_no_sentence_comes_twice(text: str, query: str) -> None:
    index, stored = indexed(text)
    node = parse(query).node
    answer = execute(node, index)
    snippets = chosen(node, View(answer.lookup, 0, 0))
    for snippet in snippets:
        assert text[snippet.start : snippet.start + len(snippet.text)] == snippet.text
        assert all(0 <= start < end <= len(snippet.text) for start, end in snippet.marks)
        assert all(one[1] <= two[0] for one, two in pairwise(snippet.marks))
        assert snippet.text == snippet.text.strip()
    assert all(one.start + len(one.text) <= two.start for one, two in pairwise(snippets))
    assert len({snippet.text for snippet in snippets}) == len(snippets)
    marks = set(raw_marks(node, View(answer.lookup, 0, 0), stored))
    shown = {(snippet.start + start, snippet.start + end) for snippet in snippets for start, end in snippet.marks}
    assert shown <= marks
    assert bool(shown) == bool(marks)


@settings(deadline=None, max_examples=cases(200))
@given(texts, queries)
def test_no_mark_is_left_out_of_a_snippet_that_shows_its_place(text: str, query: str) -> None:
    index, stored = indexed(text)
    node = parse(query).node
    view = View(execute(node, index).lookup, 0, 0)
    for snippet in chosen(node, view):
        end = snippet.start + len(snippet.text)
        inside = {mark for mark in raw_marks(node, view, stored) if snippet.start <= mark[0] and mark[1] <= end}
        assert inside == {(snippet.start + low, snippet.start + high) for low, high in snippet.marks}


SPELT = ("I-Checkit", "i checkit", "icheckit"), ("e-mail", "e mail", "email"), ("x-ray-like", "x ray like", "xraylike")


@settings(deadline=None)
@given(st.lists(st.tuples(st.sampled_from(SPELT), st.integers(0, 2), st.booleans()), min_size=1, max_size=3))
def test_words_typed_with_hyphens_are_found_in_a_phrase_however_they_are_written(
    parts: list[tuple[tuple[str, str, str], int, bool]],
) -> None:
    text = " ".join(f"{'the ' if spaced else ''}{ways[way]}" for ways, way, spaced in parts)
    query = " ".join(f"{'the ' if spaced else ''}{ways[0]}" for ways, _, spaced in parts)
    whole = f"No {text} tests."
    assert [whole[start:end] for start, end in found(f'"{query} tests"', whole)] == [f"{text} tests"]
    assert matches(f'"{query} test*"', whole)
    assert not matches(f'"{query} tests"', f"No {text} new tests.")


@pytest.mark.parametrize(
    ("query", "marked"),
    [
        ("police w/s threat", "Police met. A [police] [threat] rose.\n\nThreats. No police.\n\nPolice there."),
        ("threat w/p -rose", "Police met. A police threat rose.\n\n[Threats]. No police.\n\nPolice there."),
        ("lead(threat)", "Police met. A police [threat] rose.\n\nThreats. No police.\n\nPolice there."),
        ("police pre/2 met", "[Police met]. A police threat rose.\n\nThreats. No police.\n\nPolice there."),
        ("(met absent) OR there", "Police met. A police threat rose.\n\nThreats. No police.\n\nPolice [there]."),
        ("threat -(met absent)", "Police met. A police [threat] rose.\n\n[Threats]. No police.\n\nPolice there."),
        ("there ANDMAYBE met", "Police [met]. A police threat rose.\n\nThreats. No police.\n\nPolice [there]."),
        ('"police threats"', "Police met. A [police threat] rose.\n\nThreats. No police.\n\nPolice there."),
        ('"police there"', "Police met. A police threat rose.\n\nThreats. No police.\n\n[Police there]."),
        ('"no police police"', "Police met. A police threat rose.\n\nThreats. [No] [police].\n\n[Police] there."),
        ("atleast4(police)", "[Police] met. A [police] threat rose.\n\nThreats. No [police].\n\n[Police] there."),
        ("caps(police) met", "[Police] [met]. A police threat rose.\n\nThreats. No police.\n\n[Police] there."),
    ],
)
def test_this_is_marked_and_nothing_else(query: str, marked: str) -> None:
    text = marked.replace("[", "").replace("]", "")
    shown = list(text)
    for start, end in reversed(found(query, text)):
        shown[start:end] = f"[{text[start:end]}]"
    assert "".join(shown) == marked
