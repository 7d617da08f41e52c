"""What holds for the tokens of any text."""

import time

from hypothesis import given
from hypothesis import strategies as st

from searchlib.analyse.fold import fold
from searchlib.analyse.tokens import english, plain

salad = st.text(alphabet=st.sampled_from("aAbBéüßİ東が1,.'’-&_ \n\u0308\u00ad½ﬁ"), max_size=40) | st.text()


@given(salad)
def test_columns_are_of_one_length_and_spans_lie_in_the_text(text: str) -> None:
    for tokens in (english(text), plain(text)):
        assert len({len(column) for column in tokens}) == 1
        assert all(0 <= start < end <= len(text) for start, end in zip(tokens.starts, tokens.ends, strict=True))


@given(salad)
def test_positions_ascend_without_a_hole(text: str) -> None:
    positions = plain(text).positions
    assert positions == sorted(positions)
    assert set(positions) == set(range(len(set(positions))))


@given(salad)
def test_every_letter_and_digit_is_in_a_token_or_a_clitic(text: str) -> None:
    tokens = plain(text)
    covered = {place for start, end in zip(tokens.starts, tokens.ends, strict=True) for place in range(start, end)}
    missed = [place for place, sign in enumerate(text) if sign.isalnum() and fold(sign) and place not in covered]
    assert all(any(mark in text[max(0, place - 3) : place] for mark in "'’‘ʼ＇") for place in missed)


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
