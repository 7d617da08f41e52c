import struct
import zlib

import pytest

from searchlib.codec.build import build
from searchlib.codec.segment import Segment
from searchlib.codec.stored import record, text_of
from searchlib.model import Document


def test_title_stays_readable_when_the_body_is_damaged() -> None:
    data = build([Document({}, {}, {}, {}, {}, {"title": "Rain", "text": "It rained. " * 50})])
    start = data.index(zlib.compress(b"It rained. " * 50)) + 20
    damaged = Segment.from_bytes(data[:start] + b"\0\0\0" + data[start + 3 :], name="x")
    assert damaged.stored("title", 0) == "Rain"
    with pytest.raises(Exception, match=r"stored/text\.data"):
        damaged.stored("text", 0)


def test_bomb_is_not_inflated() -> None:
    bomb = struct.pack("<BI", 1, 100) + zlib.compress(bytes(10_000_000))
    with pytest.raises(ValueError, match="100 bytes that were stored"):
        text_of(memoryview(bomb))
    with pytest.raises(ValueError, match="cannot be"):
        text_of(memoryview(struct.pack("<BI", 1, 0) + bomb[5:]))
    with pytest.raises(ValueError, match="cannot be"):
        text_of(memoryview(struct.pack("<BI", 1, 2**32 - 1) + zlib.compress(b"")))


CUT_OFF = b"\1\5\0\0\0" + zlib.compress(b"abcde")[:-4]


@pytest.mark.parametrize("data", [b"\2abc", b"\1", b"\1\0\0\0\0", b"\1\5\0\0\0abc", CUT_OFF])
def test_what_is_no_record_is_an_error(data: bytes) -> None:
    with pytest.raises(ValueError, match=r"."):
        text_of(memoryview(data))


def test_short_texts_are_kept_as_they_are() -> None:
    assert record("rain") == b"\0rain"
    assert len(record("rain " * 1000)) < 100
