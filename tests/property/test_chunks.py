"""What holds for the columns of any text, taken apart whole or stretch by stretch."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from searchlib.compiled import available, loaded
from searchlib.extract.chunks import LONGEST, Columns, Rule, columns
from searchlib.extract.topic_scan import KEYED
from searchlib.extract.words import TOKENS

SIGNS = "aAsSé1İ東 \n\t\u00a0.,'’-‐_@&%:/\"“(…!?`\u200b\ud800"
_words = st.sampled_from(["U.S.", "Lee’s", "don't", "al-Bashir", "said", "police", "1,000.5", "10th", "A.B", "x" * 50])
salad = st.lists(st.text(SIGNS, max_size=5) | _words | st.text(max_size=3), max_size=12).map("".join)
compiled = pytest.mark.skipif(not available(), reason="no compiled kernel")


@compiled
@given(salad)
def test_the_kernel_gives_what_the_definition_gives(text: str) -> None:
    for rule in (TOKENS, KEYED):
        assert columns(rule, text) == tuple(rule.define(text))
        assert columns(rule, text) == tuple(rule.define(text)), "what is remembered is the same"


@given(salad, st.integers(0, 1000))
def test_places_count_from_the_offset(text: str, offset: int) -> None:
    *words, starts, ends = columns(KEYED, text)
    assert columns(KEYED, text, offset=offset) == (*words, [a + offset for a in starts], [b + offset for b in ends])


def _lengths(text: str) -> Columns:
    words = text.split()
    return words, list(map(len, words)), [0] * len(words), list(map(len, words))


@compiled
def test_a_memo_that_is_full_starts_afresh() -> None:
    asked: list[str] = []

    def ask(stretches: list[str]) -> tuple[tuple[tuple[object, ...], ...], ...]:
        asked.extend(stretches)
        return tuple(((stretch.upper(), 0, len(stretch)),) for stretch in stretches)

    memo = loaded().open_chunks(ask, 1, LONGEST, 2, 7)
    for _ in range(3):
        assert loaded().chunked(memo, "a b\nc a", 0) == (["A", "B", "C", "A"], [0, 2, 4, 6], [1, 3, 5, 7])
    assert asked[:3] == ["a", "b", "c"]
    assert len(asked) > 3


@compiled
def test_a_long_stretch_is_asked_for_each_time_and_not_kept() -> None:
    asked: list[str] = []

    def ask(stretches: list[str]) -> tuple[tuple[tuple[object, ...], ...], ...]:
        asked.extend(stretches)
        return tuple(() for _ in stretches)

    memo = loaded().open_chunks(ask, 1, 3, 100, 7)
    for _ in range(2):
        assert loaded().chunked(memo, "aaa bbbb", 0) == ([], [], [])
    assert asked == ["aaa", "bbbb", "bbbb"]


@compiled
@pytest.mark.parametrize("answer", [None, (), [()], (((1,),),), ((("a", -1, 2),),), ((("a", 0, "b"),),), ((1,),)])
def test_an_answer_of_another_shape_is_an_error(answer: object) -> None:
    memo = loaded().open_chunks(lambda stretches: answer, 1, 40, 100, 7)
    for _ in range(2):
        with pytest.raises((ValueError, TypeError)):
            loaded().chunked(memo, "aaa", 0)


def test_a_rule_needs_no_kernel(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("searchlib.extract.chunks.kernel", lambda: None)
    assert columns(Rule(_lengths, 2), "aa b", offset=3) == (["aa", "b"], [2, 1], [3, 3], [5, 4])
