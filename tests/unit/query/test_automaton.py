import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from searchlib.query.automaton import PatternError, fuzzy, wildcard
from searchlib.query.regex import regex
from searchlib.query.spelling import distance

words = st.text(alphabet="abc", max_size=6)


@given(words, words, st.integers(0, 2))
def test_the_fuzzy_machine_counts_edits(left: str, right: str, edits: int) -> None:
    assert fuzzy(left, edits).matches(right) == (distance(left, right, 2) <= edits)


@given(st.text(alphabet="ab?*", max_size=6), words)
def test_the_wildcard_machine_is_the_regular_expression_of_its_shape(pattern: str, word: str) -> None:
    shape = re.escape(pattern).replace(r"\*", ".*").replace(r"\?", ".")
    assert wildcard(pattern).matches(word) == bool(re.fullmatch(shape, word))


@given(
    st.from_regex(r"(?:[abc.]|[ab]{1,2}[*+?]|\((?:a|b)\|c\)[*+?]?|[ab]\{1,2\}|\[ab\]\+|\[\^a\]){0,5}", fullmatch=True),
    words,
)
def test_the_regex_machine_agrees_with_python(pattern: str, word: str) -> None:
    assert regex(pattern).matches(word) == bool(re.fullmatch(pattern, word))


@pytest.mark.parametrize(
    "pattern", ["(", "a)", "[a", "*a", "a{3,1}", "(?=a)", r"\1", "(" * 60 + ")" * 60, "((a{99}){99}){99}", "a" * 2000]
)
def test_a_broken_expression_says_why(pattern: str) -> None:
    with pytest.raises(PatternError, match=r"\w"):
        regex(pattern)


def test_nested_repetition_takes_no_longer() -> None:
    started = time.process_time()
    assert not regex("(a+)+b").matches("a" * 5000)
    assert time.process_time() - started < 1


def test_letters_of_an_expression_are_folded() -> None:
    assert regex("JÜRG[A-Z]n").matches("jurgen")
