"""Contents that make no sense, under checksums that are right."""

from array import array
from io import BytesIO

import pytest

from searchlib.codec.assemble import Buffer, SectionWriter
from searchlib.codec.build import build
from searchlib.codec.segment import Segment
from searchlib.codec.verify import problems
from searchlib.model import Document, Tokens

BODY = Tokens(["rain", "rain", "wind"], ["rain", "rains", "wind"], [0, 1, 2], [], [])
GIVEN = [Document({"body": BODY}, {"id": [name]}, {}, {"topic": ["a", "b"]}, {}, {}) for name in (b"x", b"y")]


def rewritten(section: str, data: Buffer) -> Segment:
    """The segment of GIVEN with one section replaced and all checksums right."""
    whole = Segment.from_bytes(build(GIVEN), name="x").sections
    out = BytesIO()
    sections = SectionWriter(out)
    for name in whole.names():
        items = whole.section(name, "BHIQq")
        sections.add(name, items.typecode, data=data if name == section else items.all())
    sections.close()
    return Segment.from_bytes(out.getvalue(), name="x")


RAIN, WIND = "02 02 00 00 0103 010a 010a", "02 00 00 00 020a"
PACKETS = "field/body/packets"


def packets(rain: str) -> bytes:
    """The packets of the body, that of rain replaced by another, cut or filled to its length."""
    first = bytes.fromhex(rain)[:10].ljust(10, b"\0")
    return first + bytes.fromhex(WIND) + bytes(8)


def test_the_packets_are_those_that_are_made_to_mislead() -> None:
    section = Segment.from_bytes(build(GIVEN), name="x").sections.section(PACKETS, "B")
    assert bytes(section.all()) == packets(RAIN)


def test_sound_segment_has_no_problems() -> None:
    assert list(problems(Segment.from_bytes(build(GIVEN), name="x"))) == []


@pytest.mark.parametrize(
    ("section", "data", "found"),
    [
        (PACKETS, packets("02 02 05 00 0103 010a 010a"), "documents out of order"),
        (PACKETS, packets("02 02 00 0101 0103 010a 010a"), "documents out of order"),
        (PACKETS, packets("02 02 00 00 0102 010a 010a"), "positions of a term, but 3 counted"),
        (PACKETS, packets("02 02 00 00 0103 010a 020a"), "forms do not fit"),
        (PACKETS, packets("02 02 00 00 0103 21aa 010a"), "cut off"),
        (PACKETS, packets("02 ffffffff0f"), "of too many numbers"),
        ("field/body/term.text", b"windrain", "terms are not in order"),
        ("field/body/form.text", b"windrainsrain", "forms are not in order"),
        ("field/body/form.numbers", bytes([1, 0, 0]), "forms do not fit their terms"),
        ("field/body/lengths.exact", bytes([3, 4]), "lengths do not add up"),
        ("field/body/lengths.exact", bytes([3]), "1 items for 2 documents"),
        ("field/body/term.at", array("I", [0, 10, 99]), "no place of a packet"),
        ("field/body/term.at", array("I", [0, 10, 9]), "no place of a packet"),
        ("labels/topic.values", array("I", [0, 1, 0, 2]), "ordinals do not fit"),
        ("labels/topic.text", b"ba", "labels are not in order"),
    ],
)
def test_nonsense_is_found(section: str, data: Buffer, found: str) -> None:
    assert any(found in reason for _, reason in problems(rewritten(section, data)))
