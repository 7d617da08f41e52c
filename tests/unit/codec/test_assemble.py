"""Sections are written piece by piece, and copied run by run."""

from array import array
from io import BytesIO
from itertools import accumulate, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from searchlib.codec.assemble import SectionWriter
from searchlib.codec.columns import write_packed_rows
from searchlib.codec.layout import STRETCH
from searchlib.codec.renumber import GONE, Source
from searchlib.codec.sections import Sections, run_of
from searchlib.errors import IndexDamaged

sizes = st.lists(st.sampled_from([0, 1, 7, STRETCH - 1, STRETCH, STRETCH + 1, 3 * STRETCH + 5]), max_size=6)


def file_of(pieces: list[bytes]) -> bytes:
    out = BytesIO()
    sections = SectionWriter(out)
    with sections.section("a", "B") as section:
        for piece in pieces:
            section.write(piece)
    sections.close()
    return out.getvalue()


@given(sizes)
def test_a_section_written_in_pieces_is_the_section_written_at_once(sizes: list[int]) -> None:
    whole = bytes(place % 251 for place in range(sum(sizes)))
    cuts = pairwise(accumulate(sizes, initial=0))
    in_pieces = file_of([whole[start:end] for start, end in cuts])
    assert in_pieces == file_of([whole])
    assert Sections(memoryview(in_pieces), file="").section("a", "B").all() == whole


def test_a_run_whose_ends_go_back_is_damage() -> None:
    out = BytesIO()
    sections = SectionWriter(out)
    sections.add("a.data", "B", data=b"abcdef")
    sections.add("a.ends", "I", data=array("I", [0, 4, 2, 6]))
    sections.close()
    opened = Sections(memoryview(out.getvalue()), file="")
    with pytest.raises(IndexDamaged, match="out of order"):
        run_of(opened.section("a.data", "B"), opened.section("a.ends", "I"), start=0, end=3)


def test_runs_are_written_with_the_ends_of_each_document() -> None:
    out = BytesIO()
    sections = SectionWriter(out)
    write_packed_rows(sections, "a", rows=[(b"abc", [1, 1, 3]), (b"", []), (b"de", [2])])
    sections.close()
    opened = Sections(memoryview(out.getvalue()), file="")
    assert opened.section("a.rows", "B").all() == b"abcde"
    assert opened.section("a.at", "I").all().tolist() == [0, 1, 1, 3, 5]


@given(st.lists(st.booleans(), max_size=12))
def test_runs_are_the_documents_that_are_left(left: list[bool]) -> None:
    numbers = array("I", [0 if one else GONE for one in left])
    source = Source(None, 0, numbers)  # type: ignore[arg-type]  # the segment is not asked
    runs = list(source.runs())
    assert [doc for start, end in runs for doc in range(start, end)] == list(source.kept())
    assert all(start < end for start, end in runs)
