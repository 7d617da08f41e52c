"""A run that adds many articles ends in one segment, and loses nothing where that is broken off."""

from collections.abc import Callable
from pathlib import Path

import pytest

from searchlib.codec.snapshot import open_snapshot
from searchlib.errors import IndexUnwritable
from searchlib.indexing import pipeline
from searchlib.indexing import writer as writer_module
from searchlib.indexing.check import check
from searchlib.indexing.pipeline import AddOptions
from searchlib.indexing.writer import Writer
from searchlib.model import Article, Document
from searchlib.read.seen import Seen

Make = Callable[..., Document]


def counts(index: Path) -> list[int]:
    """Give how many documents each segment has."""
    return [live.segment.doc_count for live in open_snapshot(index).segments]


def run(index: Path, make: Make, sizes: list[int], *, first: int = 0) -> None:
    """Put so many articles, a commit after each of *sizes*, as a run that adds many does."""
    with Writer(index, create=True) as writer:
        for size in sizes:
            for number in range(first, first + size):
                writer.put(make(f"{number}", f"rain {number}"))
            writer.commit()
            first += size
        writer.join()


def test_a_run_of_several_commits_ends_in_one_segment(index: Path, make: Make) -> None:
    run(index, make, [5, 5, 2])
    assert counts(index) == [12]
    assert check(index).problems == ()
    assert len(list(index.glob("*.slseg*"))) == 1


def test_what_stood_there_is_joined_where_four_times_what_was_written_suffices(index: Path, make: Make) -> None:
    run(index, make, [1000])
    run(index, make, [4, 4], first=1000)
    assert counts(index) == [1000, 8]
    run(index, make, [300, 300], first=1008)
    assert counts(index) == [1608]


def test_a_run_of_one_segment_leaves_the_others_alone(index: Path, make: Make) -> None:
    for number in range(3):
        run(index, make, [5], first=5 * number)
    assert counts(index) == [5, 5, 5]


def test_each_run_of_a_writer_joins_for_itself(index: Path, make: Make) -> None:
    with Writer(index, create=True) as writer:
        for number in range(6):
            writer.put(make(f"{number}", f"rain {number}"))
            if number in (1, 3):
                writer.commit()
            if number in (3, 4):
                writer.join()
    assert counts(index) == [4, 1, 1]


def test_segments_stay_as_large_as_one_may_be(index: Path, make: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    run(index, make, [50])
    (live,) = open_snapshot(index).segments
    monkeypatch.setattr("searchlib.indexing.policy.LARGEST", live.segment.size * 5 // 2)
    run(index, make, [50, 50, 50], first=50)
    assert sum(counts(index)) == 200
    assert max(counts(index)) < 200
    assert len(counts(index)) <= 3


def test_segments_hold_no_more_documents_than_one_may(index: Path, make: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("searchlib.indexing.policy.MOST_DOCUMENTS", 12)
    run(index, make, [5, 5, 5, 5])
    assert counts(index) == [10, 10]


def test_what_breaks_the_joining_off_loses_nothing_else(
    index: Path, make: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(writer_module, "merged", interrupted)
    with pytest.raises(KeyboardInterrupt):
        run(index, make, [5, 5, 2])
    assert counts(index) == [5, 5, 2]


def test_a_disk_too_full_to_join_them_leaves_the_segments(
    index: Path, make: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(folder: Path, *_: object) -> None:
        raise IndexUnwritable(folder, "No space left on device")

    monkeypatch.setattr(writer_module, "merged", full)
    run(index, make, [5, 5, 2])
    assert counts(index) == [5, 5, 2]


@pytest.mark.parametrize("jobs", [1, 2])
def test_adding_many_is_such_a_run_whatever_the_jobs(index: Path, jobs: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pipeline, "COMMIT_EVERY", 2)
    monkeypatch.setattr(pipeline, "CHUNK", 1)
    articles = [Article(f"The ferry {number} sailed.", id=f"{number}") for number in range(5)]
    with Writer(index, create=True) as writer, Seen() as seen:
        report = pipeline.add(writer, articles, seen=seen, options=AddOptions(jobs))
    assert (report.added, counts(index)) == (5, [5])
    whole = open_snapshot(index).segments[0].segment.fingerprint
    with Writer(index.with_name("other"), create=True) as writer, Seen() as seen:
        pipeline.add(writer, articles, seen=seen, options=AddOptions())
    assert open_snapshot(index.with_name("other")).segments[0].segment.fingerprint == whole
