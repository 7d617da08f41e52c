"""Merging what was built in parts gives what building the whole gives."""

from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from searchlib.codec.build import build
from searchlib.codec.merge import merge
from searchlib.codec.segment import Segment
from searchlib.compiled import available
from searchlib.model import Document
from tests.property.test_codec_round_trip import assert_same, documents
from tests.property.test_two_worlds import without_kernel

compiled = pytest.mark.skipif(not available(), reason="no compiled kernel")


@st.composite
def splits(draw: st.DrawFn) -> list[tuple[list[Document], frozenset[int]]]:
    """Documents in parts, and which documents of each part are deleted."""
    parts = draw(st.lists(documents, max_size=4))
    return [
        (part, draw(st.frozensets(st.integers(0, len(part) - 1)) if part else st.just(frozenset()))) for part in parts
    ]


def copied(parts: list[tuple[Segment, frozenset[int]]]) -> bytes:
    out = BytesIO()
    merge(parts, out)
    return out.getvalue()


def merged(parts: list[tuple[Segment, frozenset[int]]]) -> Segment:
    out = BytesIO()
    merge(parts, out)
    segment = Segment.from_bytes(out.getvalue(), name="merged")
    assert segment.doc_count == sum(part.doc_count - len(deleted) for part, deleted in parts)
    return segment


@given(splits())
@settings(deadline=None)
def test_merge_of_any_split_is_the_build_of_the_whole(parts: list[tuple[list[Document], frozenset[int]]]) -> None:
    built = [(Segment.from_bytes(build(given), name="part"), deleted) for given, deleted in parts]
    left = [doc for given, deleted in parts for number, doc in enumerate(given) if number not in deleted]
    assert_same(merged(built), left)


@given(splits())
@settings(deadline=None)
def test_merge_of_merges_is_the_build_of_the_whole(parts: list[tuple[list[Document], frozenset[int]]]) -> None:
    one_by_one = Segment.from_bytes(build([]), name="empty")
    for part, deleted in parts:
        one_by_one = merged([(one_by_one, frozenset()), (Segment.from_bytes(build(part), name="part"), deleted)])
    left = [doc for given, deleted in parts for number, doc in enumerate(given) if number not in deleted]
    assert_same(one_by_one, left)


@compiled
@given(splits())
@settings(deadline=None)
def test_merge_writes_the_same_bytes_with_the_kernel_and_without(
    parts: list[tuple[list[Document], frozenset[int]]],
) -> None:
    built = [(Segment.from_bytes(build(given), name="part"), deleted) for given, deleted in parts]
    expected = copied(built)
    with without_kernel():
        assert (
            copied([(Segment.from_bytes(build(given), name="part"), deleted) for given, deleted in parts]) == expected
        )
