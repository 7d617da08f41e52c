"""What holds for the tokens of any text."""

import pickle
import time
from concurrent.futures import ThreadPoolExecutor
from unittest.mock import patch

import pytest
from hypothesis import given
from hypothesis import strategies as st

from searchlib.analyse.fold import fold
from searchlib.analyse.tokens import FORMS, KEYS, OWN, STEMS, as_written, defined, english, plain, tokens_of, unstemmed
from searchlib.compiled import available
from searchlib.model import Numbered

SIGNS = "aAbBéüßİ東が1,.'’-&_ \n\u0308\u00ad½ﬁʼ＇٣\ud800"
salad = st.text(alphabet=st.sampled_from(SIGNS), max_size=40) | st.text() | st.text(st.characters(), max_size=20)
_words = st.text("aBz019", min_size=1, max_size=3) | st.text("aB0", min_size=60, max_size=66)
_marks = st.sampled_from(["-", ".", ",", "'", "’", "&", ".-", "_", "‐", "ü", "’s", "'S", "-s "])
shaped = (
    st.lists(st.tuples(_words, _marks), min_size=1, max_size=7).map(lambda pairs: "".join(map("".join, pairs)))
    | st.from_regex(r"\A[0-9]{1,4}(,[0-9]{3}){0,3}(\.[0-9]{0,2}){0,2}\Z")
    | st.from_regex(r"\A[aB0]{1,3}(-[aB0]{1,3}){1,7}\Z")
    | st.from_regex(r"\A[aB0]{1,3}\.[aB0]{0,3}\Z")
)
"""Runs of the shapes that the kernel reads by itself, and what is nearly one."""
compiled = pytest.mark.skipif(not available(), reason="no compiled kernel")


@compiled
@given(salad | shaped)
def test_the_kernel_gives_what_the_definition_gives(text: str) -> None:
    for function, memo in ((english, STEMS), (plain, KEYS), (unstemmed, FORMS), (as_written, OWN)):
        assert function(text) == defined(text, memo)


@compiled
@given(salad | shaped)
def test_terms_and_forms_that_stay_numbers_are_the_same(text: str) -> None:
    with patch("searchlib.analyse.tokens.WORTH_NUMBERING", 0):
        tokens = english(text)
    assert not text or isinstance(tokens.terms, Numbered)
    assert tokens == defined(text, STEMS)
    assert pickle.loads(pickle.dumps(tokens)) == tokens


@compiled
@pytest.mark.parametrize(
    "run",
    ["police", "in-flight", "Rwanda’s", "MAYOR'S", "1,000", "12.5", "1,000.5", "levels.As", "9-11", "a-b-c-d-e-f"],
)
def test_runs_of_a_usual_shape_are_never_asked_of_python(run: str) -> None:
    class Deaf(type(FORMS)):
        def words(self, runs: list[str]) -> tuple[tuple[tuple[str, str, int, int, int], ...], ...]:
            raise AssertionError(runs)

    assert tokens_of(run, Deaf()) == defined(run, FORMS)


@compiled
def test_the_kernel_cuts_at_every_character_as_the_definition_does() -> None:
    for page in range(0x1100):
        signs = list(map(chr, range(page << 8, (page + 1) << 8)))
        text = " ".join(f"{sign}1 a{sign}1 a.{sign}1 1,{sign}11 1,111{sign}" for sign in signs)
        assert unstemmed(text) == defined(text, FORMS), hex(page)


@compiled
@pytest.mark.parametrize("most", [0, 1, 3])
def test_a_memo_that_forgets_gives_the_same(most: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("searchlib.analyse.tokens.REMEMBERED", most)
    text, memo = "rain in Kigali, in-flight rain; it’s U.S. rain, in Kigali's " + "long" * 40, type(STEMS)()
    for _ in range(3):
        assert tokens_of(text, memo) == defined(text, memo)


@compiled
def test_threads_share_a_memo() -> None:
    words = [f"word{number % 97}-{number % 89}" for number in range(500)]
    texts = [" ".join(words[start : start + 400]) for start in range(64)]
    memo = type(STEMS)()
    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(lambda text: tokens_of(text, memo), texts)) == [defined(text, memo) for text in texts]


@compiled
def test_an_error_in_the_definition_leaves_nothing_behind() -> None:
    class Failing(type(FORMS)):
        fails = True

        def term(self, form: str) -> str:
            return str(1 // 0) if self.fails else form

    memo = Failing()
    with pytest.raises(ZeroDivisionError):
        tokens_of("one two", memo)
    memo.fails = False
    assert tokens_of("one two", memo).terms == ["one", "two"]


@given(salad)
def test_columns_are_of_one_length_and_spans_lie_in_the_text(text: str) -> None:
    for tokens in (english(text), plain(text)):
        assert len({len(column) for column in tokens}) == 1
        assert all(0 <= start < end <= len(text) for start, end in zip(tokens.starts, tokens.ends, strict=True))


@given(salad)
def test_positions_ascend_without_a_hole(text: str) -> None:
    positions = plain(text).positions.tolist()
    assert positions == sorted(positions)
    assert set(positions) == set(range(len(set(positions))))


@given(salad)
def test_every_letter_and_digit_is_in_a_token_or_a_clitic(text: str) -> None:
    tokens = plain(text)
    covered = {place for start, end in zip(tokens.starts, tokens.ends, strict=True) for place in range(start, end)}
    missed = [place for place, sign in enumerate(text) if sign.isalnum() and fold(sign) and place not in covered]
    assert all(any(mark in text[max(0, place - 3) : place + 1] for mark in "'’‘ʼ＇") for place in missed)


@given(salad)
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(salad, salad)
def test_a_blank_never_joins_what_stands_around_it(left: str, right: str) -> None:
    assert english(f"{left} {right}").terms == english(left).terms + english(right).terms


def test_hostile_texts_take_linear_time() -> None:
    for piece in ("a.", "a-", "a'", "A.", "1,", "a_", "&a", "東", "a\u0308"):
        started = time.process_time()
        english(piece * 100_000)
        assert time.process_time() - started < 3
