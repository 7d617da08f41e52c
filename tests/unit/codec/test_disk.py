import os
from pathlib import Path

import pytest

from searchlib.codec import disk
from searchlib.codec.disk import make_folder, new_file, remove, sync_folder, write_file
from searchlib.errors import IndexUnwritable


def test_file_is_synced_before_it_gets_its_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    calls: list[str] = []
    fsync, replace = os.fsync, os.replace
    monkeypatch.setattr(os, "fsync", lambda descriptor: calls.append("fsync") or fsync(descriptor))
    monkeypatch.setattr(os, "replace", lambda old, new: calls.append("replace") or replace(old, new))
    write_file(tmp_path / "a", b"rain")
    assert calls == ["fsync", "replace"]
    assert (tmp_path / "a").read_bytes() == b"rain"


def test_a_new_folder_and_those_above_it_have_durable_names(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    synced: list[Path] = []
    monkeypatch.setattr(disk, "sync_folder", synced.append)
    make_folder(tmp_path / "a" / "b")
    assert set(synced) == {tmp_path, tmp_path / "a"}
    synced.clear()
    make_folder(tmp_path / "a" / "b")
    assert synced == []


def fail(path: Path) -> None:
    with new_file(path) as out:
        out.write(b"half")
        raise KeyboardInterrupt


def test_file_that_fails_is_not_there(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"old")
    with pytest.raises(KeyboardInterrupt):
        fail(tmp_path / "a")
    assert [(file.name, file.read_bytes()) for file in tmp_path.iterdir()] == [("a", b"old")]


def test_litter_of_a_crash_is_no_obstacle(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").write_bytes(b"precious")
    (tmp_path / "a.tmp").symlink_to(tmp_path / "elsewhere")
    write_file(tmp_path / "a", b"rain")
    assert (tmp_path / "elsewhere").read_bytes() == b"precious"


def test_refusal_is_an_error_with_its_path(tmp_path: Path) -> None:
    with pytest.raises(IndexUnwritable, match="No such file"):
        write_file(tmp_path / "missing" / "a", b"rain")
    with pytest.raises(IndexUnwritable, match="No such file"):
        sync_folder(tmp_path / "missing")


def test_removing_what_is_gone_is_fine(tmp_path: Path) -> None:
    assert remove(tmp_path / "missing")
    assert not remove(tmp_path)
