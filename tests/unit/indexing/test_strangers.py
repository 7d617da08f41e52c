"""The folder of an index from a stranger: what only looks like a file is refused, and nothing outside is written."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from searchlib import Archive, Article
from searchlib.cli.main import main
from searchlib.codec.manifest import LAST_GENERATION, manifest_name, pack
from searchlib.codec.snapshot import read_manifest
from searchlib.errors import IndexDamaged, IndexMissing, IndexUnwritable

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


def test_a_lock_that_is_another_name_of_a_file_is_not_written_over(index: Path, tmp_path: Path) -> None:
    dear = tmp_path / "dear"
    dear.write_text("do not touch")
    (index / "MAIN_WRITELOCK").unlink()
    os.link(dear, index / "MAIN_WRITELOCK")
    with pytest.raises(IndexUnwritable, match="second name of a file that is no lock"):
        Archive.open(index).add([Article("Hail.")])
    assert dear.read_text() == "do not touch"


def test_an_index_that_was_copied_by_second_names_is_written(index: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    shutil.copytree(index, copy, copy_function=os.link)
    with Archive.open(copy) as archive:
        archive.add([Article("Hail over storm.")])
    assert (Archive.open(copy).search("storm").total, Archive.open(index).search("storm").total) == (2, 1)


@pytest.mark.parametrize("generation", [2**31 - 1, 2**31, 10**17])
def test_a_generation_without_a_next_one_is_refused_and_loses_nothing(index: Path, generation: int) -> None:
    manifest = read_manifest(index, 1)._replace(generation=generation)
    (index / manifest_name(generation)).write_bytes(pack(manifest))
    shutil.copy(index / "_MAIN_1.toc", index / f"_MAIN_{generation}.toc")
    with Archive.open(index) as archive:
        try:
            archive.add([Article("Storm again.", id="b")])
        except IndexUnwritable:
            assert generation == LAST_GENERATION
        else:
            assert generation > LAST_GENERATION  # what has such a number is no table of contents
    with Archive.open(index) as archive:
        assert archive.search("storm").total == (1 if generation == LAST_GENERATION else 2)


def test_a_table_of_contents_with_zeros_in_front_is_none(index: Path) -> None:
    shutil.copy(index / "_MAIN_1.toc", index / "_MAIN_007.toc")
    assert Archive.open(index).search("storm").total == 1


@pytest.mark.parametrize("name", ["a\0b", "a\ud800b"])
def test_a_name_that_no_folder_can_have_is_an_error_of_ours(name: str) -> None:
    for look in (Archive.open, Archive.check_files, Archive.repair):
        with pytest.raises(IndexMissing):
            look(name)
    with pytest.raises(IndexUnwritable):
        Archive.create(name)


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
