"""How sure a sum makes, and from where on to believe it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from searchlib.extract.topic_fit import fitted, threshold
from searchlib.extract.topic_model import Label, sureness

CASES = st.lists(st.tuples(st.floats(-1e6, 1e6), st.booleans()), min_size=1, max_size=30)


def test_a_higher_sum_is_surer_and_half_way_is_even() -> None:
    sums = [-3.0, -2.0, -1.0, 1.0, 2.0, 3.0] * 20
    label = Label("a", *fitted(sums, [total > 0 for total in sums]), least=0.5)
    assert sureness(label, 0.0) == pytest.approx(0.5, abs=0.01)
    assert sureness(label, 3.0) > 0.95
    assert sureness(label, -3.0) < 0.05


def test_sums_that_say_nothing_give_the_share_of_what_is_right() -> None:
    label = Label("a", *fitted([1.0] * 100, [number < 20 for number in range(100)]), least=0.5)
    assert sureness(label, 1.0) == pytest.approx(0.2, abs=0.02)


@given(CASES)
def test_any_sums_can_be_fitted(cases: list[tuple[float, bool]]) -> None:
    slope, offset = fitted([total for total, _ in cases], [right for _, right in cases])
    assert slope >= 0
    assert all(0 <= sureness(Label("a", slope, offset, 0.5), total) <= 1 for total, _ in cases)


def test_the_threshold_lies_between_the_last_right_case_and_the_next() -> None:
    assert threshold([0.9, 0.8, 0.7, 0.6], [True, True, False, False]) == pytest.approx(0.75)


def test_what_is_more_likely_wrong_is_never_said() -> None:
    assert threshold([0.3, 0.2], [True, True]) == 0.5
