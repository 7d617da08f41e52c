import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from searchlib.model import Page, QuotePage, Values
from searchlib.present.bars import bar
from searchlib.present.shown import Shown
from searchlib.present.terminal import screen, view


@given(st.integers(0, 10**9), st.integers(1, 10**9), st.integers(4, 60))
def test_a_bar_fits_and_is_seen_where_there_is_something(count: int, most: int, width: int) -> None:
    drawn = bar(min(count, most), most, width=width)
    assert len(drawn) <= width
    assert bool(drawn) == (count > 0)


@given(st.integers(1, 999), st.integers(1, 999))
def test_more_is_never_drawn_shorter(one: int, other: int) -> None:
    low, high = sorted((one, other))
    assert len(bar(low, 999, width=40)) <= len(bar(high, 999, width=40))


@pytest.mark.parametrize("width", [20, 40, 57, 80, 120, 200])
def test_no_line_is_wider_than_the_screen(width: int, page: Page, quote_page: QuotePage, ferry: Shown) -> None:
    long = Values("topic", (("東京港のフェリー" * 20, 123_456), ("a" * 200, 3), ("", 1)))
    for value in (page, quote_page, ferry, long):
        stream = io.StringIO()
        screen(stream, style="bare", width=width).print(view(value))
        assert max(map(cell_len, stream.getvalue().splitlines())) <= width
