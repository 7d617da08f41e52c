import pytest

from searchlib.indexing.policy import (
    FACTOR,
    LARGEST,
    MOST_DOCUMENTS,
    SLICE,
    SMALL,
    Size,
    fitting,
    newest,
    next_merge,
    room_for,
    slice_for,
)


def grown(added: list[int]) -> tuple[list[int], int]:
    """Add segments of these sizes one after the other; give what stands at the end, and the bytes copied on the way."""
    sizes: list[int] = []
    copied = 0
    for size in added:
        sizes.append(size)
        room = room_for(size)
        while span := next_merge([Size(size, 100, 0) for size in sizes], room=room):
            start, end = span
            merged = sum(sizes[start:end])
            sizes[start:end] = [merged]
            copied += merged
            room -= merged
    return sizes, copied


def test_an_open_archive_copies_a_bounded_share_of_what_it_wrote() -> None:
    assert slice_for(1) == SLICE
    assert slice_for(SLICE) == 2 * room_for(SLICE)


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


@pytest.mark.parametrize("half", [Size(LARGEST // 2, 1, 0), Size(SMALL, MOST_DOCUMENTS // 2, 0)])
def test_nothing_too_large_is_made(half: Size) -> None:
    assert next_merge([half] * FACTOR) is None
    assert fitting([half] * FACTOR, 1) == 3
    small = half._replace(bytes=half.bytes // 3, documents=half.documents // 3 + 1)
    assert next_merge([small] * FACTOR) == (0, FACTOR)


def test_what_is_deleted_makes_nothing_too_large() -> None:
    assert fitting([Size(LARGEST, MOST_DOCUMENTS, MOST_DOCUMENTS // 2)] * FACTOR, 0) == 2


def test_deleted_documents_are_written_away() -> None:
    assert next_merge([Size(SMALL, 100, 0), Size(SMALL, 100, 26)]) == (1, 2)
    assert next_merge([Size(SMALL, 100, 25)]) is None
    assert next_merge([Size(1000, 1, 1)]) == (0, 1)


def test_merges_that_follow_from_each_other_wait_for_later_commits() -> None:
    sizes = [Size(16 * SMALL, 64, 0)] * 3 + [Size(4 * SMALL, 16, 0)] * 3 + [Size(SMALL, 4, 0)] * FACTOR
    room = room_for(SMALL)
    assert next_merge(sizes, room=room) == (6, 10)
    assert next_merge([*sizes[:3], sizes[0], *sizes[3:]], room=room) == (7, 11)
    joined = [*sizes[:6], Size(FACTOR * SMALL, 16, 0)]
    assert next_merge(joined, room=room - FACTOR * SMALL) is None
    assert next_merge(joined, room=room_for(SMALL)) == (3, 7)


def test_deleted_documents_are_written_away_whatever_was_copied() -> None:
    assert next_merge([Size(SMALL, 100, 26)], room=0) == (0, 1)


def test_the_newest_are_those_that_fit_together() -> None:
    sizes = [Size(SMALL, 8, 0), Size(SMALL, 8, 4), Size(SMALL, 8, 0)]
    assert newest(sizes, room=SMALL * 5 // 2) == 0
    assert newest(sizes, room=SMALL * 5 // 2 - 1) == 1
    assert newest(sizes, room=SMALL // 2) == 3
