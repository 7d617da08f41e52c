"""A segment that is not what was written is noticed, or gives the answers of the one that was."""

from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from searchlib.codec.assemble import SectionWriter
from searchlib.codec.build import build
from searchlib.codec.layout import Row
from searchlib.codec.segment import ABOUT, Segment
from searchlib.codec.verify import problems
from searchlib.errors import IndexDamaged, SchemaMismatch
from searchlib.model import Document, Tokens
from tests.property.test_codec_round_trip import assert_same, documents


def tokens(text: str) -> Tokens:
    forms = text.split()
    return Tokens([form.removesuffix("s") for form in forms], forms, list(range(len(forms))), [], [])


GIVEN = [
    Document(
        tokens={"body": tokens("rain rains wind " * (300 * number + 1)), "said": tokens("storms")},
        terms={"id": [f"article {number}".encode()]},
        numbers={"words": number},
        labels={"topic": ["weather", f"{number}"]},
        lists={"quotes": [1, 2, number]},
        stored={"title": "Rain", "text": "It rained. " * 100 * number},
    )
    for number in range(3)
]
WHOLE = build(GIVEN)


def read(data: bytes) -> None:
    assert_same(Segment.from_bytes(data, name="x"), GIVEN)


def found(data: bytes) -> bool:
    """Whether checking notices that something is wrong."""
    try:
        return bool(list(problems(Segment.from_bytes(data, name="x"))))
    except (IndexDamaged, SchemaMismatch):
        return True


@given(documents)
@settings(deadline=None)
def test_whole_segment_has_no_problems(given: list[Document]) -> None:
    assert list(problems(Segment.from_bytes(build(given), name="x"))) == []


@given(st.integers(0, len(WHOLE) - 1), st.integers(1, 255))
@settings(deadline=None)
def test_altered_byte_is_noticed_or_does_no_harm(place: int, flip: int) -> None:
    data = bytearray(WHOLE)
    data[place] ^= flip
    assert found(bytes(data))
    try:
        read(bytes(data))
    except (IndexDamaged, SchemaMismatch):
        return


def test_altered_byte_in_every_section_is_damage_when_it_is_read() -> None:
    whole = Segment.from_bytes(WHOLE, name="x").sections
    for name in whole.names():
        row = Row(*whole._rows[name])
        for place in (row.offset, row.offset + row.size - 1) if row.size else ():
            data = bytearray(WHOLE)
            data[place] ^= 0x40
            with pytest.raises(IndexDamaged) as caught:
                read(bytes(data))
            assert caught.value.section == name


@given(st.integers(0, len(WHOLE) - 1))
@settings(deadline=None)
def test_truncated_segment_does_not_open(size: int) -> None:
    with pytest.raises(IndexDamaged):
        Segment.from_bytes(WHOLE[:size], name="x")


@given(st.binary(max_size=200))
@settings(deadline=None)
def test_any_bytes_are_no_segment(data: bytes) -> None:
    with pytest.raises(IndexDamaged):
        Segment.from_bytes(data, name="x")


def test_other_format_is_a_mismatch(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("searchlib.codec.layout.FORMAT", 3)
    newer = build(GIVEN)
    monkeypatch.undo()
    with pytest.raises(SchemaMismatch, match="segment format 3"):
        Segment.from_bytes(newer, name="x")


def test_missing_and_empty_files_are_damage(tmp_path: Path) -> None:
    (tmp_path / "empty.slseg").touch()
    for name in ("empty.slseg", "missing.slseg"):
        with pytest.raises(IndexDamaged):
            Segment.open(tmp_path / name)


# ── files whose checksums are right and whose contents are not: a stranger's ──


@st.composite
def forged(draw: st.DrawFn) -> bytes:
    """A segment in which one section has other items, with checksums as they must be."""
    whole = Segment.from_bytes(WHOLE, name="x").sections
    victim = draw(st.sampled_from([name for name in whole.names() if name != ABOUT]))
    out = BytesIO()
    sections = SectionWriter(out)
    for name in whole.names():
        section = whole.section(name, "BHIQq")
        data = bytearray(section.all().cast("B"))
        if name == victim:
            size = section.item_size
            place = draw(st.integers(0, max(len(data) // size - 1, 0))) * size
            data[place : place + size] = draw(st.binary(min_size=size, max_size=size))
            data = data[: draw(st.sampled_from((len(data), len(data), place)))]
        sections.add(name, section.typecode, data=data)
    sections.close()
    return out.getvalue()


@given(forged())
@settings(deadline=None)
def test_forged_contents_are_never_more_than_a_wrong_answer(data: bytes) -> None:
    segment = Segment.from_bytes(data, name="x")
    list(problems(segment))
    try:
        read(data)
    except (IndexDamaged, AssertionError, LookupError, ValueError):
        return


@pytest.mark.parametrize(
    "about", [b"", b"[]", b"{}", b'{"documents":-1,"fields":{}}', b'{"documents":9e9,"fields":{}}']
)
def test_nonsense_about_the_segment_is_damage(about: bytes) -> None:
    out = BytesIO()
    sections = SectionWriter(out)
    sections.add(ABOUT, "B", data=about)
    sections.close()
    with pytest.raises(IndexDamaged):
        Segment.from_bytes(out.getvalue(), name="x")


def test_more_documents_than_bytes_are_damage() -> None:
    out = BytesIO()
    sections = SectionWriter(out)
    sections.add(ABOUT, "B", data=b'{"documents":2000000000,"fields":{}}')
    sections.close()
    with pytest.raises(IndexDamaged, match="2000000000 documents"):
        Segment.from_bytes(out.getvalue(), name="x")
