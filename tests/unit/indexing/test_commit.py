"""What a crash at any write of a commit leaves: the last generation or the new one, whole, and no litter for long."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from searchlib.codec.disk import remove
from searchlib.codec.snapshot import newest_generation, open_snapshot, read_manifest
from searchlib.errors import IndexDamaged, IndexUnwritable
from searchlib.indexing import commit as committing
from searchlib.indexing.check import check
from searchlib.indexing.writer import Writer
from searchlib.model import Document

Make = Callable[..., Document]

CRASHING = """
import os, sys
from pathlib import Path
from searchlib.codec import disk
from searchlib.indexing.writer import Writer
from searchlib.model import Document

left = int(sys.argv[2])

def counted(name):
    call = getattr(os, name)
    def crash_or_call(*args, **kwargs):
        global left
        left -= 1
        if left < 0:
            os._exit(9)
        return call(*args, **kwargs)
    setattr(os, name, crash_or_call)

writer = Writer(Path(sys.argv[1]))
writer.remove("0")
writer.put(Document({}, {"id": [b"new"]}, {}, {}, {}, {"id": "new", "title": "new"}))
for name in ("fsync", "replace", "rename", "unlink", "open", "close", "listdir"):
    counted(name)
writer.commit()
sys.exit(0)
"""


def ids(path: Path) -> list[str]:
    return sorted(
        live.segment.stored("id", doc)
        for live in open_snapshot(path).segments
        for doc in range(live.segment.doc_count)
        if doc not in live.hidden
    )


def filled(path: Path, make: Make) -> None:
    """Three commits, so that the next one merges."""
    with Writer(path, create=True) as writer:
        for number in range(3):
            writer.put(make(f"{number}"))
            writer.commit()


def test_crash_at_any_call_leaves_one_generation_or_the_next(tmp_path: Path, make: Make) -> None:
    before, after = ["0", "1", "2"], ["1", "2", "new"]
    seen = []
    for calls in range(1000):
        path = tmp_path / f"{calls}"
        filled(path, make)
        child = subprocess.run([sys.executable, "-c", CRASHING, str(path), str(calls)], timeout=60)
        seen.append(ids(path))
        assert seen[-1] in (before, after)
        assert check(path).problems == ()
        with Writer(path) as writer:
            writer.put(make("later"))
        assert ids(path) == sorted([*seen[-1], "later"])
        snapshot = open_snapshot(path)
        kept = {f"{live.segment.name}.slseg" for live in snapshot.segments}
        kept |= {f"_MAIN_{snapshot.generation}.{kind}" for kind in ("toc", "manifest")}
        assert set(os.listdir(path)) == {*kept, "MAIN_WRITELOCK"}
        if child.returncode == 0:
            break
    assert child.returncode == 0
    assert seen[0] == before
    assert seen[-1] == after
    assert seen == sorted(seen, key=after.__eq__), "once committed, always committed"


def test_manifest_and_table_of_contents_have_one_generation(index: Path, make: Make) -> None:
    filled(index, make)
    assert newest_generation(index) == read_manifest(index, 3).generation == 3
    assert sorted(name for name in os.listdir(index) if name.startswith("_")) == ["_MAIN_3.manifest", "_MAIN_3.toc"]


def test_foreign_files_stay(index: Path, make: Make) -> None:
    index.mkdir()
    (index / "README.md").write_text("mine", "utf8")
    (index / "notes.tmp").write_text("mine", "utf8")
    filled(index, make)
    assert {"README.md", "notes.tmp"} <= set(os.listdir(index))


@pytest.mark.parametrize("place", [0, 40, 60, -1])
def test_altered_manifest_is_damage(index: Path, make: Make, place: int) -> None:
    filled(index, make)
    file = index / "_MAIN_3.manifest"
    data = bytearray(file.read_bytes())
    data[place] ^= 1
    file.write_bytes(data)
    with pytest.raises(IndexDamaged):
        open_snapshot(index)
    assert check(index).problems


def test_swapped_segment_is_damage(index: Path, make: Make, tmp_path: Path) -> None:
    filled(index, make)
    filled(tmp_path / "other", make)
    with Writer(tmp_path / "other") as writer:
        writer.put(make("3", "more words"))
    segment = next(index.glob("*.slseg"))
    segment.write_bytes(next((tmp_path / "other").glob("*.slseg")).read_bytes())
    with pytest.raises(IndexDamaged, match="not the file that was committed"):
        open_snapshot(index)


def test_commit_that_cannot_be_made_durable_is_undone(index: Path, make: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    filled(index, make)
    synced: list[Path] = []

    def refuse_second(path: Path) -> None:
        synced.append(path)
        if len(synced) == 2:
            raise IndexUnwritable(path, "Input/output error")

    writer = Writer(index)
    writer.put(make("new"))
    monkeypatch.setattr(committing, "sync_folder", refuse_second)
    with pytest.raises(IndexUnwritable):
        writer.commit()
    assert newest_generation(index) == 4
    removed: list[str] = []
    monkeypatch.setattr(committing, "remove", lambda file: removed.append(file.name) or remove(file))
    writer.cancel()
    assert removed[0] == "_MAIN_4.toc", "or else a crash here would leave a table of contents without its files"
    assert (newest_generation(index), ids(index), check(index).problems) == (3, ["0", "1", "2"], ())


@pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="files are named by their descriptors")
def test_everything_is_synced_before_the_table_of_contents_gets_its_name(
    index: Path, make: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The folder between manifest and table of contents, and again before the old files go."""
    filled(index, make)
    calls: list[str] = []
    fsync, replace, unlink = os.fsync, os.replace, os.unlink

    def named(call: str, path: object) -> None:
        name = Path(str(path)).name
        calls.append(f"{call} {name.partition('.')[2]}" if "." in name else call)

    monkeypatch.setattr(os, "fsync", lambda fd: named("fsync", os.readlink(f"/proc/self/fd/{fd}")) or fsync(fd))
    monkeypatch.setattr(os, "replace", lambda old, new: named("name", new) or replace(old, new))
    monkeypatch.setattr(os, "unlink", lambda path: named("remove", path) or unlink(path))
    with Writer(index) as writer:
        writer.put(make("more"))
        calls.clear()
    order = [call for call in calls if not call.endswith(".tmp") or call.startswith("fsync")]
    segments = ["fsync slseg.tmp", "name slseg"] * 2  # what was put, and what it was merged into
    manifest = ["fsync manifest.tmp", "name manifest", "fsync"]
    contents = ["fsync toc.tmp", "name toc", "fsync"]
    assert order[:10] == [*segments, *manifest, *contents]
    assert order[10] == "remove toc"
