import os
import signal
import socket
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from whoosh.fields import TEXT, Schema
from whoosh.filedb.filestore import RamStorage
from whoosh.index import TOC

from searchlib.codec import disk
from searchlib.codec.snapshot import Snapshot, open_snapshot
from searchlib.errors import IndexDamaged, IndexLocked, IndexMissing, IndexUnwritable, SchemaMismatch
from searchlib.indexing import commit as commit_module
from searchlib.indexing import writer as writer_module
from searchlib.indexing.writer import Writer
from searchlib.model import Document

Make = Callable[..., Document]


def titles(snapshot: Snapshot) -> list[str]:
    """The titles of all documents that can be in an answer, in order."""
    return [
        live.segment.stored("title", doc)
        for live in snapshot.segments
        for doc in range(live.segment.doc_count)
        if doc not in live.hidden
    ]


def test_what_is_put_is_there_after_the_commit_and_not_before(index: Path, make: Make) -> None:
    with Writer(index, create=True) as writer:
        writer.put(make("a", "rain"))
        assert titles(open_snapshot(index)) == []
        assert writer.commit() == 1
        assert titles(open_snapshot(index)) == ["rain"]


def test_same_id_is_an_update(index: Path, make: Make) -> None:
    with Writer(index, create=True) as writer:
        writer.put(make("a", "rain"))
        writer.put(make("b", "wind"))
        writer.put(make("a", "snow"))
        writer.commit()
        writer.put(make("b", "hail"))
    assert titles(open_snapshot(index)) == ["snow", "hail"]


def test_removed_article_is_gone(index: Path, make: Make) -> None:
    with Writer(index, create=True) as writer:
        writer.put(make("a", "rain"))
        writer.put(make("b", "wind"))
        assert writer.remove("a")
        writer.commit()
        assert writer.remove("b")
        assert not writer.remove("b")
    snapshot = open_snapshot(index)
    assert (titles(snapshot), snapshot.live_count(), snapshot.find("a")) == ([], 0, None)


def test_removed_article_is_not_found_while_its_document_waits_for_a_merge(index: Path, make: Make) -> None:
    with Writer(index, create=True) as writer:
        for number in range(9):
            writer.put(make(f"{number}"))
        writer.commit()
        writer.remove("4")
    snapshot = open_snapshot(index)
    assert (snapshot.doc_count(), snapshot.live_count()) == (9, 8)
    assert (snapshot.find("4"), snapshot.find("5")) == (None, (0, 5))


def test_record_digest_is_known_before_and_after_the_commit(index: Path, make: Make) -> None:
    with Writer(index, create=True) as writer:
        assert writer.record_digest("a") is None
        writer.put(make("a", record=7))
        assert writer.record_digest("a") == 7
        writer.commit()
        assert writer.record_digest("a") == 7
        writer.remove("a")
        assert writer.record_digest("a") is None


def test_paths_are_those_of_live_articles(index: Path, make: Make) -> None:
    with Writer(index, create=True) as writer:
        for name in "abc":
            writer.put(make(name))
        writer.commit()
        writer.remove("b")
        writer.put(make("d"))
        assert list(writer.ids()) == ["a", "c", "d"]
        assert ("d", "d.txt") in list(writer.paths())


def test_nothing_changed_is_no_new_generation(index: Path, make: Make) -> None:
    with Writer(index, create=True) as writer:
        writer.put(make("a"))
        assert (writer.commit(), writer.commit()) == (1, 1)
    with Writer(index) as writer:
        assert writer.commit() == 1


def test_error_in_the_block_cancels(index: Path, make: Make) -> None:
    with Writer(index, create=True) as writer:
        writer.put(make("a", "rain"))
    before = sorted(os.listdir(index))

    def interrupted() -> None:
        with Writer(index) as writer:
            writer.put(make("b", "wind"))
            writer._flush()
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        interrupted()
    assert sorted(os.listdir(index)) == before
    assert titles(open_snapshot(index)) == ["rain"]


def test_full_memory_is_written_but_not_visible(index: Path, make: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(writer_module, "MEMORY", 40)
    with Writer(index, create=True) as writer:
        for number in range(10):
            writer.put(make(f"{number}", f"rain {number}"))
        writer.put(make("3", "changed"))
        assert list(index.glob("*.slseg"))
        assert titles(open_snapshot(index)) == []
    expected = [f"rain {number}" for number in range(10) if number != 3]
    assert titles(open_snapshot(index)) == [*expected, "changed"]


def test_segments_stay_few(index: Path, make: Make) -> None:
    with Writer(index, create=True) as writer:
        for number in range(50):
            writer.put(make(f"{number}", f"rain {number}"))
            writer.commit()
    snapshot = open_snapshot(index)
    assert titles(snapshot) == [f"rain {number}" for number in range(50)]
    assert len(snapshot.segments) <= 4
    assert len(list(index.glob("*.slseg"))) == len(snapshot.segments)


def test_much_deleted_is_written_anew(index: Path, make: Make) -> None:
    with Writer(index, create=True) as writer:
        for number in range(9):
            writer.put(make(f"{number}"))
        writer.commit()
        for number in range(5):
            writer.remove(f"{number}")
    assert open_snapshot(index).doc_count() == 4


def test_old_snapshot_stays_as_it_was(index: Path, make: Make) -> None:
    with Writer(index, create=True) as writer:
        writer.put(make("a", "rain"))
        writer.commit()
        old = open_snapshot(index)
        writer.remove("a")
        writer.put(make("b", "wind"))
    assert titles(old) == ["rain"]
    assert titles(open_snapshot(index, old)) == ["wind"]


# ── duplicates ──


def test_first_of_equal_texts_answers_for_the_others(index: Path, make: Make) -> None:
    with Writer(index, create=True) as writer:
        for name in "abc":
            writer.put(make(name, name, digest=5))
            writer.commit()
        assert writer.duplicates() == 2
        snapshot = open_snapshot(index)
        assert (titles(snapshot), snapshot.find("c") is None) == (["a"], False)
        writer.remove("a")
        writer.commit()
        assert (titles(open_snapshot(index)), writer.duplicates()) == (["b"], 1)
        writer.put(make("b", "changed", digest=6))
        writer.commit()
        assert (titles(open_snapshot(index)), writer.duplicates()) == (["c", "changed"], 0)


def test_duplicates_outlive_a_merge(index: Path, make: Make) -> None:
    with Writer(index, create=True) as writer:
        for number in range(30):
            writer.put(make(f"{number}", f"{number}", digest=number % 3))
            writer.commit()
        assert writer.duplicates() == 27
    assert titles(open_snapshot(index)) == ["0", "1", "2"]


def test_removed_duplicate_is_no_duplicate_while_its_document_waits_for_a_merge(index: Path, make: Make) -> None:
    with Writer(index, create=True) as writer:
        for number in range(9):
            writer.put(make(f"{number}", digest=5))
        writer.commit()
        writer.remove("4")
        writer.commit()
        assert writer.duplicates() == 7


def test_articles_without_digest_are_no_duplicates(index: Path, make: Make) -> None:
    with Writer(index, create=True) as writer:
        writer.put(make("a", "rain"))
        writer.put(make("b", "rain"))
    assert open_snapshot(index).live_count() == 2


# ── locks and refusals ──


def test_missing_index_is_not_made_unasked(index: Path) -> None:
    index.mkdir()
    with pytest.raises(IndexMissing):
        Writer(index)
    assert list(index.iterdir()) == []


def test_second_writer_is_told_who_writes(index: Path) -> None:
    with Writer(index, create=True):
        with pytest.raises(IndexLocked) as caught:
            Writer(index, wait=0.1)
        assert (caught.value.pid, caught.value.host) == (os.getpid(), socket.gethostname())
        assert caught.value.since
    Writer(index).cancel()


def test_lock_keeps_a_writer_of_whoosh_out(index: Path) -> None:
    whoosh_index = pytest.importorskip("whoosh.index")
    with Writer(index, create=True), pytest.raises(whoosh_index.LockError):
        whoosh_index.open_dir(str(index)).writer()


def test_lock_of_a_dead_process_is_taken_over(index: Path, make: Make) -> None:
    Writer(index, create=True).cancel()
    script = (
        "import sys, time; from pathlib import Path; from searchlib.indexing.writer import Writer\n"
        "writer = Writer(Path(sys.argv[1])); print('held', flush=True); time.sleep(60)"
    )
    with subprocess.Popen([sys.executable, "-c", script, str(index)], stdout=subprocess.PIPE) as child:
        assert child.stdout is not None
        child.stdout.readline()
        with pytest.raises(IndexLocked) as caught:
            Writer(index)
        assert caught.value.pid == child.pid
        child.send_signal(signal.SIGKILL)
    with Writer(index) as writer:
        writer.put(make("a", "rain"))
    assert titles(open_snapshot(index)) == ["rain"]


def refuse(*_: object, **__: object) -> None:
    raise PermissionError(13, "Permission denied")


def test_read_only_folder_is_an_error_with_its_path(index: Path, make: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    with Writer(index, create=True) as writer:
        writer.put(make("a", "rain"))
    monkeypatch.setattr(os, "open", refuse)
    with pytest.raises(IndexUnwritable, match="Permission denied"):
        Writer(index)


def test_refused_write_leaves_the_last_commit(index: Path, make: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    with Writer(index, create=True) as writer:
        writer.put(make("a", "rain"))
    before = sorted(os.listdir(index))

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    writer = Writer(index)
    with monkeypatch.context() as patch:
        patch.setattr(disk.os, "fsync", full)
        with pytest.raises(IndexUnwritable, match="No space left"), writer:
            writer.put(make("b", "wind"))
    assert sorted(os.listdir(index)) == before
    assert titles(open_snapshot(index)) == ["rain"]


def test_an_index_that_was_never_ours_is_a_mismatch(index: Path, make: Make) -> None:
    with Writer(index, create=True) as writer:
        writer.put(make("a", "rain"))
    stock = RamStorage()
    TOC(Schema(body=TEXT), [], 9).write(stock, "MAIN")
    (index / "_MAIN_9.toc").write_bytes(bytes(stock.files["_MAIN_9.toc"]))
    with pytest.raises(SchemaMismatch):
        open_snapshot(index)
    with pytest.raises(SchemaMismatch):
        Writer(index)


def test_a_table_of_contents_that_is_torn_is_damage(index: Path, make: Make) -> None:
    with Writer(index, create=True) as writer:
        writer.put(make("a", "rain"))
    (index / "_MAIN_9.toc").write_bytes(b"")
    with pytest.raises(IndexDamaged):
        open_snapshot(index)


@pytest.mark.parametrize("step", ["write_file", "sync_folder", "remove"])
@pytest.mark.parametrize("call", [1, 2, 3])
@pytest.mark.parametrize("done", [True, False])
def test_ctrl_c_at_any_step_of_a_commit_leaves_the_last_one_or_the_new_one(
    index: Path, make: Make, monkeypatch: pytest.MonkeyPatch, *, step: str, call: int, done: bool
) -> None:
    """Once the old table of contents is gone the new commit is all there is: nothing of it may be cleared away."""
    with Writer(index, create=True) as writer:
        writer.put(make("a", "rain"))
    real, calls = getattr(commit_module, step), 0

    def broken_off(*given: object) -> None:
        nonlocal calls
        calls += 1
        if calls != call or done:
            real(*given)
        if calls == call:
            raise KeyboardInterrupt

    monkeypatch.setattr(commit_module, step, broken_off)
    try:
        with Writer(index) as writer:
            writer.put(make("b", "wind"))
    except KeyboardInterrupt:
        pass
    monkeypatch.undo()
    assert titles(open_snapshot(index)) in (["rain"], ["rain", "wind"])
    with Writer(index) as writer:
        writer.put(make("c", "snow"))
    assert titles(open_snapshot(index))[-1] == "snow"
    assert len(list(index.glob("*.toc"))) == len(list(index.glob("*.manifest"))) == 1
