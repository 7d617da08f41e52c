"""What a merge has read leaves memory again, however large the segments are."""

import random
import sys
from io import BytesIO
from pathlib import Path

import pytest

from searchlib.codec import merge as merge_module
from searchlib.codec.build import build
from searchlib.codec.merge import merge
from searchlib.codec.segment import Segment
from searchlib.model import Document

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the system tells how much of a file is in memory")


def resident(file: Path) -> int:
    """Give how many bytes of a mapped file are in memory of this process."""
    lines = iter(Path("/proc/self/smaps").read_text(encoding="utf-8").splitlines())
    kilobytes = (next(row for row in lines if row.startswith("Rss:")) for line in lines if line.endswith(str(file)))
    return sum(int(row.split()[1]) << 10 for row in kilobytes)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A segment of 16 MB: systems that map 2 MB at once show the difference, too."""
    chance, file = random.Random(7), tmp_path / "MAIN_1.slseg"
    texts = (chance.randbytes(8_000).hex() for _ in range(2_000))
    file.write_bytes(build(Document({}, {}, {}, {}, {}, {"text": text}) for text in texts))
    return file


def test_what_is_let_go_leaves_memory_and_can_be_read_again(file: Path) -> None:
    segment = Segment.open(file)
    texts = [segment.stored("text", doc) for doc in range(segment.doc_count)]
    assert resident(file) > 16_000_000
    segment.let_go()
    assert resident(file) == 0
    assert [segment.stored("text", doc) for doc in range(segment.doc_count)] == texts


def test_a_merge_keeps_little_of_the_segments_in_memory(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(merge_module, "_AT_ONCE", 50)
    segment, most = Segment.open(file), 0

    class Watched(BytesIO):
        def write(self, data: object) -> int:
            nonlocal most
            most = max(most, resident(file))
            return super().write(data)  # type: ignore[arg-type]

    merge([(segment, frozenset({700}))], Watched())
    assert 0 < most < 8_000_000
