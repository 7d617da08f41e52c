"""A writer that dies at any system call, with or without what was not synced, leaves the last commit or the new one.

What a commit, merge, removal, takeover or compaction does to the folder is recorded once, and every beginning of that
record is replayed (`tests.unit.indexing.crashing`). ``SEARCHLIB_CRASHES`` says how many of the folders that may be left
are looked at for each operation; all of them: 0.
"""

import errno
import os
import random
import signal
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest
from whoosh.fields import ID, TEXT, Schema
from whoosh.index import create_in, open_dir

from searchlib import Archive
from searchlib.codec.manifest import manifest_name
from searchlib.codec.snapshot import open_snapshot
from searchlib.errors import IndexUnwritable
from searchlib.indexing import writer as writer_module
from searchlib.indexing.check import check
from searchlib.indexing.draft import Drafts
from searchlib.indexing.lock import LOCK_NAME
from searchlib.indexing.writer import Writer
from searchlib.model import Document
from tests.unit.indexing.crashing import CRASHES, Disk, Recorder, files_of, left_behind, put_back

Make = Callable[..., Document]

# ── the operations ──


def added(folder: Path, make: Make) -> None:
    with Writer(folder) as writer:
        writer.put(make("new", "hail over port"))
        writer.put(make("a0", "rewritten"))


def removed(folder: Path, make: Make) -> None:
    with Writer(folder) as writer:
        writer.remove("a1")


def merged(folder: Path, make: Make) -> None:
    """The fourth segment of like size: all four become one."""
    with Writer(folder) as writer:
        writer.put(make("a3", "fourth"))


def drafted(folder: Path, make: Make) -> None:
    """The same from commit to commit; what these put leaves the articles as they are."""
    drafts = Drafts()
    drafts.generation = 0  # as after the first commit of an archive
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(writer_module, "slice_for", lambda written: 600)
        for record in range(6):
            with Writer(folder, drafts=drafts) as writer:
                writer.put(make("a3", "fourth", record=record))
    drafts.drop()


def joined(folder: Path, make: Make) -> None:
    """A run of several commits ends in one segment; what the later ones put leaves the articles as they are."""
    with Writer(folder) as writer:
        for record in range(3):
            writer.put(make("a3", "fourth", record=record))
            writer.commit()
        writer.join()


def compacted(folder: Path, make: Make) -> None:
    with Writer(folder) as writer:
        writer.remove("a0")
        writer.compact()


def taken_over(folder: Path, make: Make) -> None:
    with Archive.open(folder) as archive:
        assert archive.take_over(folder.parent / "stock").added == 2


OPERATIONS = (added, removed, merged, drafted, joined, compacted, taken_over)


@pytest.fixture
def folder(tmp_path: Path, make: Make) -> Path:
    """An index of three segments, one with a deletion; and beside it one of stock Whoosh's."""
    folder = tmp_path / "index"
    with Writer(folder, create=True) as writer:
        for number in range(3):
            writer.put(make(f"a{number}", f"storm {number}", digest=number))
            writer.put(make(f"b{number}", f"storm {number}", digest=number))
            writer.commit()
        writer.remove("b1")
    (tmp_path / "stock").mkdir()
    stock = create_in(str(tmp_path / "stock"), Schema(id=ID(stored=True), body=TEXT(stored=True))).writer()
    stock.add_document(id="s", body="Snow.")
    stock.add_document(id="t", body="Thaw.")
    stock.commit()
    return folder


def articles(folder: Path) -> frozenset[tuple[str, str]]:
    return frozenset(
        (live.segment.stored("id", doc), live.segment.stored("title", doc))
        for live in open_snapshot(folder).segments
        for doc in range(live.segment.doc_count)
        if doc not in live.hidden
    )


def sound(folder: Path, make: Make, expected: set[frozenset[tuple[str, str]]]) -> None:
    """The index is at one of its commits, nothing of it is damaged, and the next commit leaves no stray file."""
    assert articles(folder) in expected
    assert check(folder).problems == ()
    with Writer(folder) as writer:
        writer.put(make("after", "after the crash"))
    assert ("after", "after the crash") in articles(folder)
    snapshot = open_snapshot(folder)
    toc = f"_MAIN_{snapshot.generation}.toc"
    kept = {Path(live.segment.file).name for live in snapshot.segments} | {
        toc,
        manifest_name(snapshot.generation),
        LOCK_NAME,
    }
    assert {file.name for file in folder.iterdir()} <= kept


@pytest.mark.parametrize("operation", OPERATIONS)
def test_after_a_crash_at_any_step_the_index_is_at_a_commit(
    operation: Callable[[Path, Make], None], folder: Path, make: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    before, old, recorder = files_of(folder), articles(folder), Recorder(folder)
    with recorder.recording(monkeypatch):
        operation(folder, make)
    expected = {old, articles(folder)}
    assert len(expected) == 2
    chance = random.Random(7)
    left = left_behind(before, recorder.steps, chance)
    monkeypatch.setattr(os, "fsync", lambda descriptor: None)
    looked_at = chance.sample(left, min(CRASHES or len(left), len(left)))
    print(f"{operation.__name__}: {len(looked_at)} of {len(left)} folders after {len(recorder.steps)} steps")
    for files in looked_at:
        put_back(folder, files)
        sound(folder, make, expected)


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EIO])
@pytest.mark.parametrize("operation", OPERATIONS)
def test_what_the_disk_refuses_at_any_step_leaves_the_index_at_a_commit(
    operation: Callable[[Path, Make], None], code: int, folder: Path, make: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    before, old, recorder = files_of(folder), articles(folder), Recorder(folder)
    with recorder.recording(monkeypatch):
        operation(folder, make)
    expected, steps = {old, articles(folder)}, range(len(recorder.steps))
    for number in random.Random(7).sample(steps, min(CRASHES // 3 or len(steps), len(steps))):
        put_back(folder, before)
        recorder = Recorder(folder, fails=number, code=code)
        # A step of tidying up may be refused without harm; then the operation ends as if it had not been.
        with recorder.recording(monkeypatch), suppress(IndexUnwritable):
            operation(folder, make)
        with monkeypatch.context() as context:
            context.setattr(os, "fsync", lambda descriptor: None)
            sound(folder, make, expected)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no fork")
@pytest.mark.parametrize("operation", [merged, compacted])
def test_a_writer_that_is_killed_leaves_the_index_at_a_commit(
    operation: Callable[[Path, Make], None], folder: Path, make: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    before, old, recorder = files_of(folder), articles(folder), Recorder(folder)
    with recorder.recording(monkeypatch):
        operation(folder, make)
    expected, steps = {old, articles(folder)}, len(recorder.steps)
    for number in sorted({0, steps - 1, *random.Random(7).sample(range(steps), min(CRASHES // 5, steps))}):
        put_back(folder, before)
        child = os.fork()
        if not child:
            dying = Recorder(folder, fails=number)
            monkeypatch.setattr(os, "strerror", lambda code: os.kill(os.getpid(), signal.SIGKILL))
            with dying.recording(monkeypatch):
                operation(folder, make)
            os._exit(0)
        assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == -signal.SIGKILL
        sound(folder, make, expected)


def test_stock_whoosh_opens_what_a_crash_left(folder: Path, make: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    before, recorder = files_of(folder), Recorder(folder)
    with recorder.recording(monkeypatch):
        merged(folder, make)
    disk = Disk(before)
    for step in recorder.steps:
        disk.take(step)
        put_back(folder, next(disk.left(random.Random(7))))
        assert open_dir(str(folder)).doc_count() in (5, 6)
