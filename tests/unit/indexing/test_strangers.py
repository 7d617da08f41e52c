"""The folder of an index from a stranger: what only looks like a file is refused, and nothing outside is written."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from searchlib import Archive, Article
from searchlib.cli.main import main
from searchlib.errors import IndexDamaged, IndexUnwritable

pytestmark = pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes")

KINDS: dict[str, Callable[[Path], object]] = {
    "pipe": lambda file: os.mkfifo(file),
    "endless device": lambda file: file.symlink_to("/dev/zero"),
    "folder": lambda file: file.mkdir(),
    "loop": lambda file: file.symlink_to(file),
    "dangling": lambda file: file.symlink_to("/nowhere/at/all"),
}


@pytest.fixture
def index(tmp_path: Path) -> Path:
    with Archive.create(tmp_path / "index") as archive:
        archive.add([Article("Storm over port.", id="a")])
    return tmp_path / "index"


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("pattern", ["*.slseg", "*.manifest"])
def test_what_only_looks_like_a_file_of_an_index_is_damage(index: Path, pattern: str, kind: str) -> None:
    (file,) = index.glob(pattern)
    file.unlink()
    KINDS[kind](file)
    if not (pattern == "*.manifest" and kind == "dangling"):  # gone: the table of contents stands for it
        with pytest.raises(IndexDamaged):
            Archive.open(index)
        assert Archive.check_files(index).problems
    assert main(["search", "storm", "--index", str(index)]) in (0, 3)


@pytest.mark.parametrize("kind", ["pipe", "endless device", "dangling"])
def test_a_table_of_contents_that_only_looks_like_one_is_damage(index: Path, kind: str) -> None:
    for pattern in ("*.manifest", "*.toc"):
        (file,) = index.glob(pattern)
        file.unlink()
    KINDS[kind](file)
    with pytest.raises(IndexDamaged):
        Archive.open(index)
    assert Archive.check_files(index).problems


def test_a_lock_that_is_a_link_is_not_written_through(index: Path, tmp_path: Path) -> None:
    dear = tmp_path / "dear"
    dear.write_text("do not touch")
    (index / "MAIN_WRITELOCK").unlink()
    (index / "MAIN_WRITELOCK").symlink_to(dear)
    for write in (lambda: Archive.open(index).add([Article("Hail.")]), lambda: Archive.repair(index)):
        with pytest.raises(IndexUnwritable, match="MAIN_WRITELOCK is no plain file"):
            write()
    assert dear.read_text() == "do not touch"


def test_a_lock_that_is_a_pipe_is_not_waited_for(index: Path) -> None:
    (index / "MAIN_WRITELOCK").unlink()
    os.mkfifo(index / "MAIN_WRITELOCK")
    with pytest.raises(IndexUnwritable):
        Archive.open(index).remove("a")


def test_files_that_are_links_are_replaced_and_not_written_through(index: Path, tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    for file in [file for file in index.iterdir() if file.name != "MAIN_WRITELOCK"]:
        shutil.move(file, outside / file.name)
        file.symlink_to(outside / file.name)
    before = {file.name: file.read_bytes() for file in outside.iterdir()}
    with Archive.open(index) as archive:
        archive.add([Article("Hail.", id="b")])
        archive.compact()
        assert archive.search("storm OR hail").total == 2
    assert {file.name: file.read_bytes() for file in outside.iterdir()} == before
