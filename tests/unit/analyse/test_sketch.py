"""Sketches: alike for texts that are nearly equal, different for others, the same on every way."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from searchlib.analyse.sketch import BINS, FIGURES, Sketch, defined, figures, sketch
from searchlib.compiled import available

WORDS = [f"{letter}{number}" for letter in "abcdefgh" for number in range(20)]
terms = st.lists(st.sampled_from([*WORDS, "ü", "\ud800", "12,000", "1", "2015"]), max_size=200)


def equal(one: Sketch, other: Sketch) -> int:
    """Count the numbers of two sketches that are equal."""
    nibbles = [[word >> 4 * place & 15 for word in some[:3] for place in range(16)] for some in (one, other)]
    return sum(mine == its for mine, its in zip(*nibbles, strict=True))


@pytest.mark.skipif(not available(), reason="no compiled kernel")
@given(terms)
def test_the_kernel_gives_what_the_definition_gives(some: list[str]) -> None:
    assert sketch(some) == defined(some)


def test_a_text_of_few_words_has_none() -> None:
    assert sketch([]) is sketch(WORDS[:20]) is sketch(["same"] * 500) is None


def test_as_many_numbers_are_equal_as_shingles_are_shared_but_for_chance() -> None:
    text = [f"word{number}" for number in range(600)]
    whole = sketch(text)
    assert whole is not None
    for changed, least, most in ((1, 46, 48), (10, 41, 47), (600, 0, 9)):
        other = sketch(
            [f"other{number}" if number % (600 // changed) == 0 else word for number, word in enumerate(text)]
        )
        assert other is not None
        assert least <= equal(whole, other) <= most
    assert equal(whole, whole) == BINS


def test_figures_are_terms_of_two_digits_and_more_and_each_stands_by_itself() -> None:
    text = [f"word{chr(97 + number % 26)}{chr(97 + number // 26)}" for number in range(100)]
    one, two = sketch([*text, "2015", "7"]), sketch([*text, "2015", "53,696"])
    assert one is not None
    assert two is not None
    assert figures(sketch(text) or one) == ()
    assert (len(figures(one)), len(figures(two))) == (1, 2)
    assert set(figures(one)) < set(figures(two))


def test_of_many_figures_the_least_are_kept() -> None:
    text = [f"word{chr(97 + number % 26)}{chr(97 + number // 26)}" for number in range(100)]
    many, few = sketch([*text, *map(str, range(100, 140))]), sketch([*text, *map(str, range(100, 120))])
    assert many is not None
    assert few is not None
    assert len(figures(many)) == FIGURES
    known = [figure for figure in figures(few) if figure <= figures(many)[-1]]
    assert set(known) <= set(figures(many))
