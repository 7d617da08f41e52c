"""Stored texts inflated by the kernel: what zlib gives, or nothing."""

import struct
import zlib
from array import array

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from searchlib.codec.stored import bytes_of, record
from searchlib.compiled import kernel

pytestmark = pytest.mark.skipif(kernel() is None, reason="no compiled kernel")
unhurried = settings(deadline=None)
words = st.lists(st.binary(min_size=1, max_size=6), min_size=1, max_size=30)
texts = st.one_of(
    st.binary(min_size=1, max_size=300),
    st.builds(bytes.__mul__, st.binary(min_size=1, max_size=20), st.integers(1, 4000)),
    words.flatmap(lambda some: st.lists(st.sampled_from(some), min_size=1, max_size=400).map(b" ".join)),
    st.builds(
        lambda seed, size: b"".join(b"%x " % (seed * n * n) for n in range(size)),
        st.integers(1, 999),
        st.integers(1, 9000),
    ),
)
"""Noise, repetition near and far, words, and texts of several blocks."""


def inflated(kept: bytes) -> bytes | None:
    """Give what the kernel makes of one record, alone in its column."""
    module = kernel()
    assert module is not None
    ends = array("I", [0, len(kept)]).tobytes()
    sections = [(data, None, None, width, b"file", b"section") for data, width in ((ends, 4), (kept, 1))]
    found: bytes | None = module.encoded_text(module.open_texts(*sections), 0)
    return found


@st.composite
def records(draw: st.DrawFn) -> tuple[bytes, bytes]:
    """Draw a text, and a record of it that zlib made in one of its ways."""
    text, way = (
        draw(texts),
        draw(st.sampled_from([zlib.Z_DEFAULT_STRATEGY, zlib.Z_HUFFMAN_ONLY, zlib.Z_RLE, zlib.Z_FIXED])),
    )
    settings = draw(st.integers(0, 9)), zlib.DEFLATED, draw(st.integers(9, 15)), draw(st.integers(1, 9)), way
    deflater = zlib.compressobj(*settings)
    cut = draw(st.integers(0, len(text)))
    parts = [deflater.compress(text[:cut]), deflater.flush(draw(st.sampled_from([zlib.Z_NO_FLUSH, zlib.Z_FULL_FLUSH])))]
    parts += [deflater.compress(text[cut:]), deflater.flush()]
    return text, struct.pack("<BI", 1, len(text)) + b"".join(parts)


@given(records())
@unhurried
def test_what_zlib_deflated_is_inflated(kept: tuple[bytes, bytes]) -> None:
    text, data = kept
    assert inflated(data) == text


@given(records(), st.data())
@unhurried
def test_what_is_damaged_is_left_to_zlib_or_means_the_same_to_both(
    kept: tuple[bytes, bytes], data: st.DataObject
) -> None:
    broken = bytearray(kept[1])
    for place in data.draw(st.lists(st.integers(1, len(broken) - 1), max_size=3)):
        broken[place] ^= 1 << data.draw(st.integers(0, 7))
    del broken[data.draw(st.integers(6, len(broken))) :]
    found = inflated(bytes(broken))
    assert found is None or found == bytes_of(memoryview(bytes(broken)))


@given(st.binary(min_size=1, max_size=200))
@unhurried
def test_noise_is_left_to_zlib_or_means_the_same_to_both(noise: bytes) -> None:
    data = struct.pack("<BI", 1, 50) + b"\x78\x9c" + noise
    found = inflated(data)
    assert found is None or found == bytes_of(memoryview(data))


@pytest.mark.parametrize("text", ["", "rain", "It rained in Kigali. " * 50])
def test_the_kernel_reads_every_record_that_stands_alone(text: str) -> None:
    assert inflated(record(text)) == text.encode()


@pytest.mark.parametrize("apart", [*range(1, 18), 258, 259, 32_506])
def test_what_is_said_again_so_far_apart_is_inflated(apart: int) -> None:
    said = bytes(place * place % 251 for place in range(apart))
    text = said * 3 + said[:9] + b"." + said * (600 // apart)
    assert inflated(struct.pack("<BI", 1, len(text)) + zlib.compress(text)) == text


def test_a_sum_that_is_wrong_is_left_to_zlib() -> None:
    kept = bytearray(record("It rained in Kigali. " * 50))
    kept[-1] ^= 1
    assert inflated(bytes(kept)) is None


def test_what_leans_on_another_text_is_left_to_zlib() -> None:
    assert inflated(record("It rained in Kigali. " * 50, b"in Kigali")) is None


def test_more_than_is_stated_is_left_to_zlib() -> None:
    assert inflated(struct.pack("<BI", 1, 9) + zlib.compress(bytes(10))) is None
    assert inflated(struct.pack("<BI", 1, 11) + zlib.compress(bytes(10))) is None
    assert inflated(struct.pack("<BI", 1, 2**32 - 1) + zlib.compress(bytes(10))) is None
