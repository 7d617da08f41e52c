"""Ctrl-C with several processes, which the terminal sends to all of them: one line, nothing half, nobody left."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from multiprocessing.connection import Connection
from pathlib import Path

import pytest

from searchlib import Archive
from searchlib.errors import WorkerLost
from searchlib.indexing.workers import Workers

ROOT = Path(__file__).resolve().parents[3]
SAID = "interrupted; 0 articles in the index, nothing is half done; the same command goes on from there\n"
pytestmark = pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="looks at processes as Linux shows them")


@pytest.fixture
def run(tmp_path: Path) -> Iterator["subprocess.Popen[str]"]:
    story = (ROOT / "seeds" / "000_57fc5335dfc7b67e.txt").read_text("utf8")
    (tmp_path / "news").mkdir()
    for number in range(400):
        (tmp_path / "news" / f"{number}.txt").write_text(f"{story}\nStory {number}.", "utf8")
    command = [sys.executable, "-m", "searchlib", "index", "news", "--index", "index", "--jobs", "2"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    pipe = subprocess.PIPE
    process = subprocess.Popen(
        command, stdout=pipe, stderr=pipe, text=True, cwd=tmp_path, env=environment, start_new_session=True
    )
    yield process
    for number in group(process):
        os.kill(number, signal.SIGKILL)
    process.communicate()


def group(process: "subprocess.Popen[str]") -> list[int]:
    """The processes of a session that are no zombies."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            state, _, _, session = (folder / "stat").read_text().rpartition(")")[2].split()[:4]
        except OSError:
            continue
        if int(session) == process.pid and state != "Z":
            found.append(int(folder.name))
    return found


def until(holds, *, seconds: float = 60) -> None:
    end = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < end
        time.sleep(0.01)


@pytest.mark.parametrize("processes", [2, 3, 4])
@pytest.mark.parametrize("later", [0, 0.7])
def test_an_interrupt_of_all_processes_ends_in_one_line(processes: int, later: float, run, tmp_path: Path) -> None:
    until(lambda: len(group(run)) >= processes)
    time.sleep(later)
    os.killpg(run.pid, signal.SIGINT)
    out, said = run.communicate(timeout=60)
    assert (out, said) == ("", SAID)
    # Python itself ends by the signal where it came while a text was being run as code.
    assert run.returncode in (130, -signal.SIGINT)
    until(lambda: not group(run))
    if (tmp_path / "index").exists() and any((tmp_path / "index").iterdir()):
        assert not Archive.check_files(tmp_path / "index").problems


def test_workers_do_not_outlive_the_first_process(run) -> None:
    until(lambda: len(group(run)) >= 4)
    time.sleep(0.5)
    run.kill()
    until(lambda: not group(run))


def held_back() -> bool:
    """Whether this process was started so that no interrupt reaches it, even before it runs a line of its own."""
    return signal.SIGINT in signal.pthread_sigmask(signal.SIG_BLOCK, ())


def test_each_worker_is_deaf_from_its_first_instruction_on_and_the_first_process_is_not() -> None:
    workers = Workers(2)
    try:
        assert all(one.result() for one in [workers.submit(held_back) for _ in range(4)])
        assert not held_back()
    finally:
        workers.drop()


def test_work_that_nobody_asks_for_any_more_is_given_up() -> None:
    workers = Workers(2)
    slow = [workers.submit(time.sleep, 0.5) for _ in range(20)]
    workers.drop()
    until(lambda: all(one.done() for one in slow))
    assert any(one.cancelled() for one in slow)


def half_an_answer() -> bytes:
    """Be killed in the middle of an answer."""

    def send(pipe: Connection, data: bytes) -> None:
        os.write(pipe.fileno(), bytes(data)[: len(data) // 2])
        os.kill(os.getpid(), signal.SIGKILL)

    Connection._send = send  # type: ignore[attr-defined]
    return bytes(1 << 20)


def killed() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


@pytest.mark.parametrize("work", [half_an_answer, killed])
def test_a_process_that_is_killed_is_an_error_and_nobody_waits_for_it(work) -> None:
    workers = Workers(2)
    others = [workers.submit(abs, -number) for number in range(4)]
    lost = workers.submit(work)
    with pytest.raises(WorkerLost, match="killed by signal 9"):
        lost.result(timeout=60)
    assert [one.result(timeout=60) for one in others] == [0, 1, 2, 3]
    assert workers.submit(abs, -5).result(timeout=60) == 5
    workers.end()


def test_what_work_raises_is_raised_to_who_asks_for_it() -> None:
    workers = Workers(1)
    with pytest.raises(ValueError, match="invalid literal"):
        workers.submit(int, "x").result()
    assert workers.submit(int, "7").result() == 7
    workers.end()


def test_a_run_that_loses_a_process_says_what_is_kept_and_goes_on_when_asked_again(run, tmp_path: Path) -> None:
    until(lambda: len(group(run)) >= 4)
    first = {run.pid, *(number for number in group(run) if b"resource_tracker" in command_of(number))}
    os.kill(max(set(group(run)) - first), signal.SIGKILL)
    out, said = run.communicate(timeout=60)
    kept, error = said.splitlines()
    assert (run.returncode, out) == (3, "")
    assert kept.startswith("interrupted; 0 articles in the index, nothing is half done")
    assert error.startswith("searchlib: a process of --jobs was killed by signal 9")
    until(lambda: not group(run))


def command_of(number: int) -> bytes:
    try:
        return Path(f"/proc/{number}/cmdline").read_bytes()
    except OSError:
        return b""


def test_half_an_answer_in_the_pipe_is_waited_for_to_its_end() -> None:
    workers = Workers(2)
    large = [workers.submit(bytes, 50_000_000) for _ in range(6)]
    large[0].result()
    workers.drop()
    until(lambda: all(one.done() for one in large))
