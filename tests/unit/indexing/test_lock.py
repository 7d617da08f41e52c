"""One writer at a time, among real processes: who comes second waits, is told who writes, and follows one that died."""

import errno
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from searchlib import Archive, Article
from searchlib.errors import IndexLocked, IndexUnwritable
from searchlib.indexing.lock import LOCK_NAME, WriteLock

HOLD = """
import sys
from pathlib import Path
from searchlib.indexing.writer import Writer
writer = Writer(Path(sys.argv[1]))
writer.remove("a")
print("held", flush=True)
sys.stdin.readline()
writer.cancel()
"""
ADD = """
import sys
from searchlib import Archive, Article
with Archive.open(sys.argv[1]) as archive:
    archive.add([Article(f"Storm {sys.argv[2]}.", id=sys.argv[2])], wait=60)
"""
Process = subprocess.Popen[str]


def started(code: str, *arguments: object) -> Process:
    command = [sys.executable, "-c", code, *map(str, arguments)]
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def searchlib(*arguments: object) -> "subprocess.CompletedProcess[str]":
    command = [sys.executable, "-m", "searchlib", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, timeout=60)


@pytest.fixture
def index(tmp_path: Path) -> Path:
    with Archive.create(tmp_path / "index") as archive:
        archive.add([Article("Storm over port.", id="a")])
    return tmp_path / "index"


@pytest.fixture
def hold() -> Iterator[Callable[[Path], Process]]:
    """Start a process that holds the lock of an index until it is told to let go."""
    holders: list[Process] = []

    def held(index: Path) -> Process:
        holder = started(HOLD, index)
        holders.append(holder)
        assert holder.stdout is not None
        assert holder.stdout.readline() == "held\n"
        return holder

    yield held
    for holder in holders:
        holder.kill()
        holder.communicate()


def test_the_second_is_told_who_writes_since_when_after_it_has_waited(
    index: Path, hold: Callable[[Path], Process]
) -> None:
    holder, began = hold(index), time.monotonic()
    refused = searchlib("remove", "a", "--wait", "1", "--index", index)
    assert refused.returncode == 3
    assert time.monotonic() - began >= 1
    assert len(refused.stderr.strip().splitlines()) == 1
    who = f"being written by process {holder.pid} on {socket.gethostname()} since "
    assert who in refused.stderr
    assert "wait with: --wait SECONDS" in refused.stderr
    since = datetime.fromisoformat(refused.stderr.partition(who)[2].partition(";")[0])
    assert 0 <= (datetime.now(UTC) - since).total_seconds() < 120


def test_whoever_waits_goes_on_when_the_first_is_done(index: Path, hold: Callable[[Path], Process]) -> None:
    holder = hold(index)
    waiting = started(ADD, index, "b")
    time.sleep(0.5)
    assert waiting.poll() is None
    holder.communicate("let go\n")
    assert waiting.communicate(timeout=60) == ("", "")
    with Archive.open(index) as archive:
        assert archive.search("storm").total == 2


@pytest.mark.skipif(os.name == "nt", reason="kills by signal")
def test_the_lock_of_a_process_that_was_killed_is_free_at_once(index: Path, hold: Callable[[Path], Process]) -> None:
    holder = hold(index)
    holder.send_signal(signal.SIGKILL)
    holder.wait()
    assert (index / LOCK_NAME).read_text().startswith(f"{holder.pid} ")  # what the dead one noted is still there
    with Archive.open(index) as archive:
        archive.add([Article("Storm again.", id="b")])
        assert archive.search("storm").total == 2  # what it had begun is not done


@pytest.mark.skipif(os.name == "nt", reason="stops by signal")
def test_a_process_that_only_rests_keeps_its_lock(index: Path, hold: Callable[[Path], Process]) -> None:
    holder = hold(index)
    holder.send_signal(signal.SIGSTOP)
    with Archive.open(index) as archive, pytest.raises(IndexLocked) as caught:
        archive.remove("a", wait=0.2)
    assert caught.value.pid == holder.pid
    holder.send_signal(signal.SIGCONT)


@pytest.mark.skipif(os.name == "nt", reason="flock")
@pytest.mark.parametrize("note", [b"7 host\x1b]0;owned\x07 now", b"\xff" * 9, b"1 2", b"\0" * 9])
def test_a_note_that_is_none_names_nobody(index: Path, note: bytes, hold: Callable[[Path], Process]) -> None:
    hold(index)
    (index / LOCK_NAME).write_bytes(note)
    refused = searchlib("remove", "a", "--index", index)
    assert refused.returncode == 3
    assert "being written by" in refused.stderr
    assert not set(refused.stderr) & {"\x1b", "\x07", "\0"}


@pytest.mark.skipif(os.name == "nt", reason="flock")
def test_a_note_without_end_is_not_read_to_its_end(index: Path, hold: Callable[[Path], Process]) -> None:
    hold(index)
    os.truncate(index / LOCK_NAME, 1 << 40)
    with Archive.open(index) as archive, pytest.raises(IndexLocked, match="by another process"):
        archive.remove("a")


@pytest.mark.skipif(os.name == "nt", reason="flock")
def test_a_note_that_cannot_be_written_leaves_the_lock_free(index: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as context:
        context.setattr("os.ftruncate", refuse)
        with pytest.raises(IndexUnwritable, match="No space left") as caught:
            WriteLock(index, wait=0)
    held = WriteLock(index, wait=0)
    with monkeypatch.context() as context:
        context.setattr("os.ftruncate", refuse)
        held.release()
    WriteLock(index, wait=0).release()
    assert caught  # as long as the error is there, so is what failed


def test_many_who_wait_all_get_their_turn(index: Path) -> None:
    writers = [started(ADD, index, f"w{number}") for number in range(4)]
    assert [writer.communicate(timeout=120)[1] for writer in writers] == [""] * 4
    with Archive.open(index) as archive:
        assert {hit.id for hit in archive.search("storm")} == {"a", "w0", "w1", "w2", "w3"}
        assert not archive.check().problems


def test_who_reads_waits_for_nobody(index: Path, hold: Callable[[Path], Process]) -> None:
    hold(index)
    assert searchlib("search", "storm", "--index", index).returncode == 0
