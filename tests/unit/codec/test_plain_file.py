import errno
import os
from pathlib import Path

import pytest

from searchlib import Archive, Article, IndexDamaged, IndexUnreadable

REFUSALS = [errno.EACCES, errno.EPERM, errno.EMFILE, errno.ENFILE, errno.ENOMEM]


@pytest.fixture
def index(tmp_path: Path) -> Path:
    with Archive.create(tmp_path / "index") as archive:
        archive.add([Article("The ferry sails.", id="a")])
    return tmp_path / "index"


def refuse(monkeypatch: pytest.MonkeyPatch, what: str, *, ending: str, code: int) -> None:
    """Let the system refuse to open or to list what ends so."""
    does = getattr(os, what)

    def refused(path, *others):
        if os.fspath(path).endswith(ending):
            raise OSError(code, os.strerror(code), path)
        return does(path, *others)

    monkeypatch.setattr(os, what, refused)


@pytest.mark.parametrize("code", REFUSALS)
@pytest.mark.parametrize(("what", "ending"), [("open", ".slseg"), ("open", ".manifest"), ("listdir", "index")])
def test_what_the_system_refuses_to_read_is_neither_damaged_nor_missing_and_repair_leaves_it_alone(
    index: Path, monkeypatch: pytest.MonkeyPatch, what: str, ending: str, code: int
) -> None:
    before = sorted(os.listdir(index))
    with monkeypatch.context() as patch:
        refuse(patch, what, ending=ending, code=code)
        for ask in (Archive.open, Archive.check_files, Archive.repair):
            with pytest.raises(IndexUnreadable, match=f"cannot be read .{os.strerror(code)}.; mend that, or name"):
                ask(index)
    assert sorted(os.listdir(index)) == before
    with Archive.open(index) as archive:
        assert archive.search("ferry").total == 1


@pytest.mark.parametrize("ending", [".slseg", ".manifest"])
def test_what_the_disk_cannot_give_is_damage(index: Path, monkeypatch: pytest.MonkeyPatch, ending: str) -> None:
    refuse(monkeypatch, "open", ending=ending, code=errno.EIO)
    with pytest.raises(IndexDamaged, match="Input/output error"):
        Archive.open(index)
