"""Stored texts read by the kernel: what Python reads, or nothing."""

import struct
import zlib
from array import array

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from searchlib.codec.stored import bytes_of, record
from searchlib.codec.terms import encoded
from searchlib.compiled import kernel

pytestmark = pytest.mark.skipif(kernel() is None, reason="no compiled kernel")
unhurried = settings(deadline=None)
texts = st.one_of(st.text(max_size=300), st.builds(str.__mul__, st.text(min_size=1, max_size=20), st.integers(1, 4000)))


def read(kept: bytes) -> bytes | None:
    """Give what the kernel makes of one record, alone in its column."""
    module = kernel()
    assert module is not None
    ends = array("I", [0, len(kept)]).tobytes()
    sections = [(data, None, None, width, b"file", b"section") for data, width in ((ends, 4), (kept, 1))]
    found: bytes | None = module.encoded_text(module.open_texts(*sections), 0)
    return found


@given(texts)
@unhurried
def test_every_record_that_stands_alone_is_read(text: str) -> None:
    assert read(record(text)) == encoded(text)


@given(texts, st.data())
@unhurried
def test_what_is_damaged_is_left_to_python_or_means_the_same(text: str, data: st.DataObject) -> None:
    broken = bytearray(record(text) or b"\0")
    for place in data.draw(st.lists(st.integers(0, len(broken) - 1), max_size=3)):
        broken[place] ^= 1 << data.draw(st.integers(0, 7))
    del broken[data.draw(st.integers(1, len(broken))) :]
    found = read(bytes(broken))
    assert found is None or found == bytes_of(memoryview(bytes(broken)))


def test_what_leans_on_another_text_is_left_to_python() -> None:
    assert read(record("It rained in Kigali. " * 50, b"in Kigali")) is None


@pytest.mark.parametrize("stated", [0, 9, 11, 2**32 - 1])
def test_another_size_than_is_stated_is_left_to_python(stated: int) -> None:
    assert read(struct.pack("<BI", 1, stated) + zlib.compress(bytes(10))) is None


def test_what_is_cut_off_is_left_to_python() -> None:
    assert read(record("It rained in Kigali. " * 50)[:-1]) is None
