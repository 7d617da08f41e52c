import pytest

from searchlib.indexing.policy import FACTOR, LARGEST, SMALL, Size, next_merge


def grown(added: list[int]) -> tuple[list[int], int]:
    """Add segments of these sizes one after the other; give what stands at the end, and the bytes copied on the way."""
    sizes: list[int] = []
    copied = 0
    for size in added:
        sizes.append(size)
        while span := next_merge([Size(size, 100, 0) for size in sizes]):
            start, end = span
            merged = sum(sizes[start:end])
            sizes[start:end] = [merged]
            copied += merged
    return sizes, copied


@pytest.mark.parametrize("spread", [1, 2, 5])
def test_segments_stay_few_and_copies_bounded(spread: int) -> None:
    added = [SMALL * 16 + SMALL * 10 * (number * 7919 % spread) for number in range(120)]
    sizes, copied = grown(added)
    assert sum(sizes) == sum(added)
    assert len(sizes) <= 12
    assert copied <= 4 * sum(added)


def test_tiny_segments_join_as_soon_as_they_are_enough() -> None:
    sizes, _ = grown([SMALL * 64] + [1000] * 100)
    assert sizes[0] == SMALL * 64
    assert len(sizes) <= FACTOR


def test_articles_that_come_one_by_one_are_not_copied_again_and_again() -> None:
    added = [27_000] * 300  # a segment of one article is about as large
    sizes, copied = grown(added)
    assert len(sizes) <= 12
    assert copied <= 5 * sum(added)


def test_nothing_too_large_is_made() -> None:
    assert next_merge([Size(LARGEST // 2, 1, 0)] * FACTOR) is None


def test_deleted_documents_are_written_away() -> None:
    assert next_merge([Size(SMALL, 100, 0), Size(SMALL, 100, 26)]) == (1, 2)
    assert next_merge([Size(SMALL, 100, 25)]) is None
    assert next_merge([Size(1000, 1, 1)]) == (0, 1)
