"""A merge that takes too long for one commit goes on in the next ones, and nobody sees it before it is whole."""

import os
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from searchlib import Archive, Article
from searchlib.codec.snapshot import open_snapshot
from searchlib.indexing import commit as commit_module
from searchlib.indexing import policy
from searchlib.indexing import writer as writer_module
from searchlib.indexing.check import check
from searchlib.indexing.draft import Draft, Drafts, merged
from searchlib.indexing.holdings import Holding
from searchlib.indexing.writer import Writer
from searchlib.model import Document
from tests.unit.indexing.conftest import made

Make = Callable[..., Document]
ROOM = 200
"""Bytes a commit: a merge of four articles takes several."""


@pytest.fixture(autouse=True)
def little_room(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(writer_module, "slice_for", lambda written: ROOM)


@pytest.fixture
def drafts(index: Path) -> Drafts:
    """Those of an archive that has made an index of three segments."""
    drafts = Drafts()
    for number in range(3):
        with Writer(index, create=True, drafts=Drafts()) as writer:
            writer.put(made(f"{number}", f"rain {number}", digest=number))
    with Writer(index, drafts=drafts) as writer:
        writer.remove("none")
        writer.put(made("0", "rain 0", record=2, digest=0))
        writer.put(made("1", "rain 1", record=2, digest=1))
    return drafts


def put(index: Path, drafts: Drafts, *documents: Document) -> None:
    with Writer(index, drafts=drafts) as writer:
        for document in documents:
            writer.put(document)


def put_until_begun(index: Path, drafts: Drafts) -> None:
    number = 10
    while not drafts.under_way:
        put(index, drafts, made(f"{number}", f"rain {number}", digest=number))
        number += 1


def put_until_whole(index: Path, drafts: Drafts) -> int:
    number = 20
    left = drafts.under_way[0]
    while left in drafts.under_way:
        put(index, drafts, made(f"{number}", f"rain {number}", digest=number))
        number += 1
    return number - 20


def titles(index: Path, *, hidden: bool = False) -> list[str]:
    return sorted(
        live.segment.stored("title", doc)
        for live in open_snapshot(index).segments
        for doc in range(live.segment.doc_count)
        if doc not in (live.deleted if hidden else live.hidden)
    )


def unfinished(index: Path) -> list[Path]:
    return list(index.glob("*.tmp"))


def test_a_merge_goes_on_from_commit_to_commit_until_it_is_whole(index: Path, drafts: Drafts) -> None:
    put_until_begun(index, drafts)
    taken, file = drafts.under_way[0].names, drafts.under_way[0].file
    assert len(unfinished(index)) == 1
    before = titles(index)
    assert put_until_whole(index, drafts) > 1
    names = {live.segment.name for live in open_snapshot(index).segments}
    assert file.stem in names
    assert not names & set(taken)
    assert not unfinished(index)
    assert set(before) < set(titles(index))
    assert check(index).problems == ()


def test_it_is_the_segment_that_a_merge_at_once_would_have_made(index: Path, drafts: Drafts) -> None:
    put_until_begun(index, drafts)
    file, parts = drafts.under_way[0].file, [index / f"{name}.slseg" for name in drafts.under_way[0].names]
    holdings = [
        row for row in writer_module.Holdings(open_snapshot(index).segments).rows if Path(row.segment.file) in parts
    ]
    at_once = Path(writer_module.merged(index, holdings).segment.file).read_bytes()
    put_until_whole(index, drafts)
    assert file.read_bytes() == at_once


def test_what_is_deleted_meanwhile_is_deleted_in_it(index: Path, drafts: Drafts) -> None:
    put_until_begun(index, drafts)
    with Writer(index, drafts=drafts) as writer:
        assert writer.remove("2")
    assert drafts.under_way
    put_until_whole(index, drafts)
    assert "rain 2" not in titles(index)
    assert "rain 1" in titles(index)
    assert check(index).problems == ()


def test_documents_that_are_hidden_meanwhile_are_hidden_under_their_new_numbers(index: Path) -> None:
    for number in (0, 2):
        with Writer(index, create=True) as writer:
            for place in (number, number + 1):
                writer.put(made(f"{place}", f"rain {place}", digest=place))
    holdings = writer_module.Holdings(open_snapshot(index).segments).rows
    holdings[0].deleted.add(0)
    draft = Draft(index, holdings)
    assert not draft.go_on(1)
    holdings[0].duplicates.add(1)
    holdings[1].deleted.add(1)
    assert draft.go_on(1 << 20)
    whole = draft.finished(holdings)
    assert [whole.segment.stored("id", doc) for doc in range(whole.segment.doc_count)] == ["1", "2", "3"]
    assert (whole.duplicates, whole.deleted) == ({0}, {2})


def test_its_parts_are_left_alone_by_a_commit_that_may_merge_all(
    index: Path, drafts: Drafts, monkeypatch: pytest.MonkeyPatch
) -> None:
    put_until_begun(index, drafts)
    file = drafts.under_way[0].file
    monkeypatch.setattr(writer_module, "slice_for", lambda written: 1 << 30)
    put(index, drafts, made("next", "next"))
    assert file.stem in {live.segment.name for live in open_snapshot(index).segments}
    assert check(index).problems == ()


def test_small_merges_do_not_wait_for_a_large_one(index: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(policy, "SMALL", 1)
    monkeypatch.setattr(writer_module, "slice_for", lambda written: 5_000)
    drafts, most, at_once = Drafts(), 0, 0
    Writer(index, create=True).cancel()
    for number in range(70):
        put(index, drafts, made(f"{number}", " ".join(f"rain{number}x{word}" for word in range(50))))
        most, at_once = max(most, len(open_snapshot(index).segments)), max(at_once, len(drafts.under_way))
    assert most <= 12
    assert at_once > 1
    assert check(index).problems == ()


def test_merges_that_follow_from_each_other_wait_for_the_next_commit(
    index: Path, drafts: Drafts, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(policy, "SMALL", 1)
    merges = []

    def counted(*given: Any) -> Holding:
        merges.append(number)
        return merged(*given)

    monkeypatch.setattr(writer_module, "merged", counted)
    monkeypatch.setattr(writer_module, "slice_for", policy.slice_for)
    for number in range(70):  # the merges note it
        put(index, drafts, made(f"{number}", " ".join(f"rain{number}x{word}" for word in range(50))))
    assert len(merges) == len(set(merges)) > 20
    assert len(open_snapshot(index).segments) <= 8


def test_duplicates_stay_hidden_in_it(index: Path, drafts: Drafts) -> None:
    put(index, drafts, made("copy", "copy of 2", digest=2))
    put_until_begun(index, drafts)
    put_until_whole(index, drafts)
    assert "copy of 2" in titles(index, hidden=True)
    assert "copy of 2" not in titles(index)


def test_the_first_commit_of_an_archive_merges_at_once(index: Path, drafts: Drafts) -> None:
    put_until_begun(index, drafts)
    drafts.drop()
    fresh = Drafts()
    put(index, fresh, made("first", "first"))
    assert not fresh.under_way
    assert len(open_snapshot(index).segments) < 4


def test_a_commit_of_somebody_else_ends_it(index: Path, drafts: Drafts) -> None:
    put_until_begun(index, drafts)
    with Writer(index) as other:
        other.put(made("other", "other"))
    assert not unfinished(index)
    left = drafts.under_way[0]
    put(index, drafts, made("next", "next"))
    assert left not in drafts.under_way
    assert {"other", "next"} < set(titles(index))
    assert check(index).problems == ()


def test_a_commit_of_somebody_else_ends_it_where_its_file_could_not_be_removed(
    index: Path, drafts: Drafts, monkeypatch: pytest.MonkeyPatch
) -> None:
    put_until_begun(index, drafts)
    with monkeypatch.context() as context:
        context.setattr(commit_module, "remove", lambda path: False)
        with Writer(index) as other:
            other.remove("0")
    left = drafts.under_way[0]
    put(index, drafts, made("next", "next"))
    assert left not in drafts.under_way
    assert "rain 0" not in titles(index)


def test_a_file_that_a_cancelled_writer_cleared_away_ends_it(index: Path, drafts: Drafts) -> None:
    put_until_begun(index, drafts)
    Writer(index).cancel()
    left = drafts.under_way[0]
    put(index, drafts, made("next", "next"))
    assert left not in drafts.under_way
    assert check(index).problems == ()


def test_a_forked_process_does_not_go_on_with_it(index: Path, drafts: Drafts, monkeypatch: pytest.MonkeyPatch) -> None:
    put_until_begun(index, drafts)
    left, number = drafts.under_way[0], os.getpid()
    monkeypatch.setattr(os, "getpid", lambda: number + 1)
    put(index, drafts, made("next", "next"))
    assert left not in drafts.under_way


def test_an_error_drops_it_and_the_next_commit_begins_anew(index: Path, drafts: Drafts) -> None:
    put_until_begun(index, drafts)

    def interrupted() -> None:
        with Writer(index, drafts=drafts) as writer:
            writer.put(made("lost", "lost"))
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        interrupted()
    assert not drafts.under_way
    assert not unfinished(index)
    put_until_begun(index, drafts)
    put_until_whole(index, drafts)
    assert "lost" not in titles(index)


def test_closing_the_archive_removes_the_file(tmp_path: Path) -> None:
    with Archive.create(tmp_path) as archive:
        number = 0
        while not unfinished(tmp_path):
            archive.add([Article(f"Police met on day {number}.", id=f"{number}")])
            number += 1
        assert archive.search("police").total == number
    assert not unfinished(tmp_path)
    with Archive.open(tmp_path) as archive:
        assert archive.search("police").total == number
        assert archive.check().problems == ()


steps = st.lists(st.tuples(st.sampled_from("pppprosx"), st.integers(0, 9)), max_size=25)


@settings(deadline=None, max_examples=30)
@given(steps)
def test_whatever_happens_between_the_commits_the_index_holds_what_was_put(steps: list[tuple[str, int]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        index, drafts, expected = Path(folder), Drafts(), dict[str, str]()
        Writer(index, create=True).cancel()
        for count, (step, number) in enumerate(steps):
            key, text = f"{number}", f"rain {count}"
            match step:
                case "p" | "s":  # ours, or somebody else's
                    put(index, drafts if step == "p" else Drafts(), made(key, text))
                    expected[key] = text
                case "r":
                    with Writer(index, drafts=drafts) as writer:
                        assert writer.remove(key) == (expected.pop(key, None) is not None)
                case "o":
                    drafts.drop()
                    drafts = Drafts()
                case _:
                    Writer(index).cancel()
            assert titles(index) == sorted(expected.values())
        drafts.drop()
        assert check(index).problems == ()
        assert not unfinished(index)
