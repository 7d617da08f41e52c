from collections.abc import Callable
from pathlib import Path

import pytest

from searchlib.errors import IndexMissing
from searchlib.indexing.check import check
from searchlib.indexing.writer import Writer
from searchlib.model import Document

Make = Callable[..., Document]


@pytest.fixture
def filled(index: Path, make: Make) -> Path:
    with Writer(index, create=True) as writer:
        for number in range(3):
            writer.put(make(f"{number}", "rain and wind", digest=1))
            writer.commit()
        writer.remove("0")
    return index


def test_sound_index_has_no_problems(filled: Path) -> None:
    found = check(filled)
    assert (found.problems, found.articles, found.files) == ((), 2, 4)
    assert found.bytes == sum(file.stat().st_size for file in filled.iterdir() if file.name != "MAIN_WRITELOCK")


def test_empty_index_has_no_problems(index: Path) -> None:
    Writer(index, create=True).cancel()
    assert check(index).problems == ()


def test_no_index_is_an_error(index: Path) -> None:
    with pytest.raises(IndexMissing):
        check(index)


@pytest.mark.parametrize("pattern", ["*.slseg", "*.toc", "*.manifest"])
@pytest.mark.parametrize("part", [0.0, 0.3, 0.6, 0.99])
def test_altered_byte_in_any_file_is_found(filled: Path, pattern: str, part: float) -> None:
    file = next(filled.glob(pattern))
    data = bytearray(file.read_bytes())
    data[int(len(data) * part)] ^= 0x20
    file.write_bytes(data)
    assert str(file) in [problem.path for problem in check(filled).problems]


def test_missing_segment_is_found(filled: Path) -> None:
    file = next(filled.glob("*.slseg"))
    file.unlink()
    assert [problem.path for problem in check(filled).problems] == [str(file)]
