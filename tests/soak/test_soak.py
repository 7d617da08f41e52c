"""Readers, one writer, and random kills: nobody ever sees a wrong answer.

`SEARCHLIB_SOAK=1800 SEARCHLIB_SOAK_READERS=4 pytest tests/soak` is the long form, in seconds.
"""

import json
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from searchlib import Archive
from tests.soak import states
from tests.soak.writer import held

ROOT = Path(__file__).parents[2]
SECONDS = float(os.environ.get("SEARCHLIB_SOAK", "6"))
READERS = int(os.environ.get("SEARCHLIB_SOAK_READERS", "2"))
LEAK = 16 << 20
"""Bytes that a reader may grow by after its first rounds: noise of the allocator, not of the number of commits."""
FILES = 6
"""Open files that a reader may have more of: one a segment, of which a snapshot has a few more or fewer."""


def started(program: str, *arguments: object) -> "subprocess.Popen[str]":
    command = [sys.executable, "-m", f"tests.soak.{program}", *map(str, arguments)]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


@pytest.mark.skipif(os.name == "nt", reason="kills by signal")
def test_no_reader_sees_a_wrong_answer_while_the_writer_is_killed_again_and_again(tmp_path: Path) -> None:
    index, journal, stop = tmp_path / "index", tmp_path / "states", tmp_path / "stop"
    journal.mkdir()
    Archive.create(index)
    readers = [started("reader", index, journal, stop, seed) for seed in range(READERS)]
    chance, kills, end = random.Random(7), 0, time.monotonic() + SECONDS
    try:
        while time.monotonic() < end:
            writer = started("writer", index, journal, kills)
            alive = _lives(writer, chance.uniform(0.5, 4.0))
            assert alive, writer.communicate()[1]
            writer.send_signal(signal.SIGKILL)
            writer.communicate()
            kills += 1
    finally:
        stop.touch()
        ended = [reader.communicate(timeout=60) for reader in readers]
    for told, complaint in ended:
        assert not complaint
        report = json.loads(told)
        print(kills, "kills,", report)
        assert report["wrong"] == []
        assert report["asked"] > 0
        assert report["files"][1] - report["files"][0] <= FILES
        assert report["bytes"][1] - report["bytes"][0] <= LEAK
    print(states.newest(journal), "states written")
    _is_sound(index, journal)


def _lives(process: "subprocess.Popen[str]", seconds: float) -> bool:
    try:
        process.wait(seconds)
    except subprocess.TimeoutExpired:
        return True
    return False


def _is_sound(index: Path, journal: Path) -> None:
    """After the last kill: the index is whole, the next commit works, and no stray file is left."""
    writer = started("writer", index, journal, "last")
    before, deadline = states.newest(journal), time.monotonic() + 60
    while states.newest(journal) < before + 3 and _lives(writer, 0.1) and time.monotonic() < deadline:
        continue
    writer.send_signal(signal.SIGINT)
    assert "KeyboardInterrupt" in writer.communicate(timeout=60)[1]
    with Archive.open(index) as archive:
        assert held(archive) > before
        assert not archive.check().problems
    assert not list(index.glob("*.tmp"))
