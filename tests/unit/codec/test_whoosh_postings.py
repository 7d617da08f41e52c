import pytest
from whoosh.formats import Positions
from whoosh.matching.mcore import ReadTooFar

from searchlib.codec.build import build
from searchlib.codec.segment import Segment
from searchlib.codec.whoosh_postings import PostingMatcher
from searchlib.model import Document, Tokens


@pytest.fixture
def matcher() -> PostingMatcher:
    """Over documents 0, 2, 4 of five."""
    tokens = Tokens(["rain", "rain"], ["rain", "rain"], [3, 7], [], [])
    documents = [Document({"body": tokens} if n % 2 == 0 else {}, {}, {}, {}, {}, {}) for n in range(5)]
    postings = Segment.from_bytes(build(documents), name="x").postings("body", b"rain")
    assert postings is not None
    return PostingMatcher(postings, ("body", b"rain"), format=Positions(), scorer=None)


def test_skips_to_the_first_document_not_below(matcher: PostingMatcher) -> None:
    matcher.skip_to(1)
    assert matcher.id() == 2


def test_never_skips_backwards(matcher: PostingMatcher) -> None:
    matcher.skip_to(4)
    matcher.skip_to(0)
    assert matcher.id() == 4


def test_past_the_end_nothing_is_read(matcher: PostingMatcher) -> None:
    matcher.skip_to(5)
    assert not matcher.is_active()
    with pytest.raises(ReadTooFar):
        matcher.next()
    with pytest.raises(ReadTooFar):
        matcher.skip_to(6)


def test_copy_moves_by_itself(matcher: PostingMatcher) -> None:
    matcher.next()
    other = matcher.copy()
    other.next()
    assert (matcher.id(), other.id()) == (2, 4)


def test_encoded_positions_are_those_that_whoosh_decodes(matcher: PostingMatcher) -> None:
    assert Positions().decode_positions(matcher.value()) == matcher.value_as("positions") == [3, 7]
    assert [doc for doc, _ in matcher.all_items()] == [0, 2, 4]


def test_nothing_is_to_be_skipped(matcher: PostingMatcher) -> None:
    assert not matcher.supports_block_quality()
    assert matcher.max_quality() == float("inf")
