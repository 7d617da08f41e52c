"""Rows of numbers: what is read is what was written, with the kernel and without."""

from array import array
from itertools import accumulate

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from searchlib.codec.rows import numbers_of, row
from searchlib.compiled import kernel

NUMBERS = st.sampled_from([0, 1, 9, 1000, 2**32 - 1]).flatmap(
    lambda most: st.lists(st.integers(0, most), max_size=70) | st.lists(st.integers(0, most), max_size=70).map(sorted)
)
compiled = pytest.mark.skipif(kernel() is None, reason="the kernel is not there")


@given(NUMBERS)
def test_a_row_gives_back_its_numbers(numbers: list[int]) -> None:
    assert numbers_of(memoryview(row(numbers))) == numbers


def test_triples_that_go_on_cost_their_steps_only() -> None:
    triples = [number for place in range(50) for number in (1000 * place, 7000 + 1000 * place, 999)]
    assert len(row(triples)) < 70


@compiled
@given(st.lists(NUMBERS, max_size=5))
@settings(deadline=None)
def test_the_kernel_writes_and_reads_the_same_rows(rows: list[list[int]]) -> None:
    module = kernel()
    assert module is not None
    starts = array("I", accumulate(map(len, rows), initial=0))
    packed, ends = module.pack_rows(starts, array("I", [number for numbers in rows for number in numbers]))
    assert packed == b"".join(map(row, rows))
    assert array("I", ends).tolist() == list(accumulate(len(row(numbers)) for numbers in rows))
    for numbers in rows:
        assert array("I", module.unpack_row(row(numbers))).tolist() == numbers


@given(NUMBERS, st.data())
@settings(deadline=None)
def test_any_bytes_are_a_row_or_an_error(numbers: list[int], data: st.DataObject) -> None:
    torn = bytearray(row(numbers) + data.draw(st.binary(max_size=3)))
    for place in data.draw(st.lists(st.integers(0, max(0, len(torn) - 1)), max_size=3)) if torn else ():
        torn[place] ^= data.draw(st.integers(1, 255))
    try:
        expected = numbers_of(memoryview(bytes(torn)))
    except ValueError:
        expected = None
    module = kernel()
    if module is not None:
        try:
            found = array("I", module.unpack_row(bytes(torn))).tolist()
        except ValueError:
            found = None
        assert found == expected
