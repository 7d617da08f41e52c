"""Capitals are those of the text: a query for them finds, marks and counts what a look at the words as written says."""

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from searchlib.query.execute import execute
from searchlib.query.hits import raw_marks
from searchlib.query.nodes import AtLeast, Cased, Near, Node, Not, Or, Phrase, Prefix, Term
from searchlib.query.plan import answer
from searchlib.query.witness import View
from tests.property.test_highlight import indexed

WORDS = ("who", "Who", "WHO", "W.H.O.", "us", "US", "U.S.", "Us", "red", "Red", "cross", "Cross", "RED")
texts = st.lists(st.sampled_from(WORDS), min_size=1, max_size=12).map(" ".join)
letters = st.sampled_from(["all", "some", "none"])
WHO, US, RED, CROSS = (Term("text", word, word) for word in ("who", "us", "red", "cross"))
words = st.sampled_from([WHO, US, RED])


def written(text: str, asked: str) -> bool:
    """The definition: no letter is small; one is a capital; none is."""
    signs = [sign for sign in text if sign.isalpha()]
    capitals = sum(sign.isupper() for sign in signs)
    return {"all": capitals == len(signs), "some": capitals > 0, "none": capitals == 0}[asked]


def same(word: str, typed: Term) -> bool:
    return word.replace(".", "").lower() == typed.form


def matches(node: Node, text: str) -> bool:
    index, _ = indexed(text)
    found = execute(node, index)
    assert answer(node, index).scores == found.scores
    return found.total == 1


@settings(deadline=None)
@given(texts, words, letters)
def test_a_word_is_found_where_it_is_written_so_and_there_alone_it_is_marked(text: str, word: Term, asked: str) -> None:
    node = Cased(word, asked)
    index, stored = indexed(text)
    expected = [found[0] for found in re.finditer(r"\S+", text) if same(found[0], word) and written(found[0], asked)]
    marks = raw_marks(node, View(execute(node, index).lookup, 0, 0), stored)
    assert [text[start:end] for start, end in marks] == [one.removesuffix(".") for one in expected]
    assert matches(node, text) == bool(expected)
    for count in (1, 2, 3):
        assert matches(AtLeast(node, count), text) == (len(expected) >= count)


@settings(deadline=None)
@given(texts, letters)
def test_a_phrase_is_found_where_it_is_written_so(text: str, asked: str) -> None:
    pairs = zip(text.split(), text.split()[1:], strict=False)
    expected = [pair for pair in pairs if same(pair[0], RED) and same(pair[1], CROSS)]
    node = Cased(Phrase("text", (RED, CROSS)), asked)
    assert matches(node, text) == any(written("".join(pair), asked) for pair in expected)


@settings(deadline=None)
@given(texts, letters, letters)
def test_capitals_go_with_patterns_alternatives_nearness_and_not(text: str, one: str, other: str) -> None:
    typed = text.split()
    red = [place for place, word in enumerate(typed) if same(word, RED) and written(word, one)]
    who = [place for place, word in enumerate(typed) if same(word, WHO) and written(word, other)]
    first, second = Cased(Prefix("text", "re"), one), Cased(WHO, other)
    assert matches(Or((first, second)), text) == bool(red or who)
    assert matches(Not(first), text) == (not red)
    assert matches(Near(first, second, 2), text) == any(0 < abs(a - b) <= 2 for a in red for b in who)
