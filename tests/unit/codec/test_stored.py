import struct
import zlib
from io import BytesIO

import pytest

from searchlib.codec.build import build
from searchlib.codec.merge import merge
from searchlib.codec.segment import Segment
from searchlib.codec.stored import Beside, bytes_of, record
from searchlib.codec.verify import problems
from searchlib.errors import IndexDamaged
from searchlib.model import Document


def test_title_stays_readable_when_the_body_is_damaged() -> None:
    data = build([Document({}, {}, {}, {}, {}, {"title": "Rain", "text": "It rained. " * 50})])
    start = data.index(record("It rained. " * 50)) + 25
    damaged = Segment.from_bytes(data[:start] + b"\0\0\0" + data[start + 3 :], name="x")
    assert damaged.stored("title", 0) == "Rain"
    with pytest.raises(Exception, match=r"stored/text\.data"):
        damaged.stored("text", 0)


def test_bomb_is_not_inflated() -> None:
    bomb = struct.pack("<BI", 1, 100) + zlib.compress(bytes(10_000_000))
    with pytest.raises(ValueError, match="100 bytes that were stored"):
        bytes_of(memoryview(bomb))
    with pytest.raises(ValueError, match="cannot be"):
        bytes_of(memoryview(struct.pack("<BI", 1, 0) + bomb[5:]))
    with pytest.raises(ValueError, match="cannot be"):
        bytes_of(memoryview(struct.pack("<BI", 1, 2**32 - 1) + zlib.compress(b"")))


CUT_OFF = b"\1\5\0\0\0" + zlib.compress(b"abcde")[:-4]


@pytest.mark.parametrize(
    "data", [b"\3abc", b"\2abc", b"\2\5\0\0\0abc", b"\1", b"\1\0\0\0\0", b"\1\5\0\0\0abc", CUT_OFF]
)
def test_what_is_no_record_is_an_error(data: bytes) -> None:
    with pytest.raises(ValueError, match=r"."):
        bytes_of(memoryview(data))


@pytest.mark.parametrize("size", [400, 505, 506, 32_505, 32_506, 70_000])
@pytest.mark.parametrize("dictionary", [b"", b"It rained in Kigali and in Butare. " * 7])
def test_a_text_of_any_size_is_given_back(size: int, dictionary: bytes) -> None:
    text = "".join(f"{number:x} " for number in range(size))[:size]
    text = text[: size // 2] + text[: size - size // 2]  # what is said again stands as far back as can be
    kept = record(text, dictionary)
    assert kept[0] in (1, 2)
    assert len(kept) < size
    assert bytes_of(memoryview(kept), lambda: dictionary).decode() == text


def test_short_texts_are_kept_as_they_are() -> None:
    assert record("rain") == b"\0rain"
    assert len(record("rain " * 1000)) < 100


LEANING = {"facts": Beside("text", b'{"said":"')}
GIVEN = [
    {"text": f"It rained {number} times in Kigali. " * 9, "facts": f'{{"said":"rained {number} times in Kigali"}}'}
    for number in range(3)
]


def test_a_text_that_leans_on_another_is_given_back() -> None:
    documents = [Document({}, {}, {}, {}, {}, stored) for stored in GIVEN]
    leaning, alone = (Segment.from_bytes(build(documents, how), name="x") for how in (LEANING, None))
    for doc, stored in enumerate(GIVEN):
        assert [segment.stored("facts", doc) for segment in (leaning, alone)] == [stored["facts"]] * 2
        assert len(leaning.stored_texts("facts").record(doc)) < len(alone.stored_texts("facts").record(doc)) - 10


def test_segments_that_lean_in_several_ways_are_merged() -> None:
    ways: list[dict[str, Beside]] = [{}, {"facts": Beside("text")}, LEANING]
    segments = [
        Segment.from_bytes(build([Document({}, {}, {}, {}, {}, stored)], way), name="x")
        for stored, way in zip(GIVEN, ways, strict=True)
    ]
    out = BytesIO()
    merge([(segment, frozenset()) for segment in segments], out)
    merged = Segment.from_bytes(out.getvalue(), name="m")
    assert [merged.stored("facts", doc) for doc in range(3)] == [stored["facts"] for stored in GIVEN]
    assert list(problems(merged)) == []


def test_what_leans_on_what_leans_is_damage() -> None:
    cycle = {"facts": Beside("text"), "text": Beside("facts")}
    segment = Segment.from_bytes(build([Document({}, {}, {}, {}, {}, GIVEN[0])], cycle), name="x")
    with pytest.raises(IndexDamaged, match="leans on what leans"):
        segment.stored("facts", 0)
