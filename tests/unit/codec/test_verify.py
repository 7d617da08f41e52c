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


def test_sound_segment_has_no_problems() -> None:
    assert list(problems(Segment.from_bytes(build(GIVEN), name="x"))) == []


@pytest.mark.parametrize(
    ("section", "data", "found"),
    [
        ("field/body/positions", bytes([1, 0, 0, 1, 2, 2]), "positions are not in order"),
        ("field/body/docs", array("I", [1, 0, 0, 1]), "documents are not in order"),
        ("field/body/docs", array("I", [0, 2, 0, 1]), "documents are not in order"),
        ("field/body/freqs", bytes([2, 1, 1, 1]), "4 positions of a term, but 3 counted"),
        ("field/body/formed", bytes([0, 1, 0, 2]), "forms do not fit"),
        ("field/body/term.text", b"windrain", "terms are not in order"),
        ("field/body/form.text", b"windrainsrain", "forms are not in order"),
        ("field/body/lengths.exact", bytes([3, 4]), "lengths do not add up"),
        ("field/body/lengths.exact", bytes([3]), "1 items for 2 documents"),
        ("field/body/term.docs", array("I", [0, 2, 9]), "items 2 to 9 of 4"),
        ("labels/topic.values", array("I", [0, 1, 0, 2]), "ordinals do not fit"),
        ("labels/topic.text", b"ba", "labels are not in order"),
    ],
)
def test_nonsense_is_found(section: str, data: Buffer, found: str) -> None:
    assert any(found in reason for _, reason in problems(rewritten(section, data)))
