"""What an operation does to a folder, step by step, and what is left of it when it breaks off.

Recorded are files made, written, synced, renamed, linked, removed, folders made and synced. Each beginning of the
record is replayed: as after a kill (all of it is there) and as after a loss of power (what was not synced is gone, or
there in part).
"""

import errno
import io
import os
import random
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

CRASHES = int(os.environ.get("SEARCHLIB_CRASHES", "30"))
Files = dict[str, bytes]
"""Name → contents; in a folder below, "folder/name"; the folder itself is "folder/"."""
Step = tuple[object, ...]


class Recorded(io.FileIO):
    """A new file whose writes are written down."""

    def __init__(self, path: Path, recorder: "Recorder") -> None:
        super().__init__(path, "xb")
        self._recorder = recorder
        recorder.files[self.fileno()] = path.name

    def write(self, data: object) -> int:
        raw = bytes(data)  # type: ignore[call-overload]
        self._recorder.step("write", self._recorder.files[self.fileno()], self.tell(), raw)
        return super().write(raw)

    def close(self) -> None:
        if not self.closed:
            self._recorder.files.pop(self.fileno(), None)
        super().close()


class Recorder:
    """Writes down every step; lets the one with the number *fails* fail."""

    def __init__(self, folder: Path, *, fails: int = -1, code: int = errno.EIO) -> None:
        self.folder, self._fails, self._code = folder, fails, code
        self.steps: list[Step] = []
        self.files: dict[int, str] = {}

    def step(self, *step: object) -> None:
        self.steps.append(step)
        if len(self.steps) - 1 == self._fails:
            raise OSError(self._code, os.strerror(self._code))

    def _name(self, path: object) -> str | None:
        """The name of a file in the folder or in one below; None of all others."""
        try:
            return Path(str(path)).relative_to(self.folder).as_posix()
        except ValueError:
            return None

    def _folder(self, descriptor: int) -> str:
        """The folder that is open: "" is the folder itself."""
        found = os.fstat(descriptor)
        below = (entry for entry in self.folder.iterdir() if entry.is_dir())
        return next((f"{entry.name}/" for entry in below if os.path.samestat(entry.stat(), found)), "")

    @contextmanager
    def recording(self, patch: pytest.MonkeyPatch) -> Iterator[None]:
        opened, replaced, unlinked, made, linked = Path.open, Path.replace, Path.unlink, Path.mkdir, os.link

        def fsync(descriptor: int) -> None:
            name = self.files.get(descriptor)
            self.step(*(("sync", name) if name else ("sync folder", self._folder(descriptor))))

        def open_file(path: Path, mode: str = "r", *more: object, **named: object) -> object:
            if mode != "xb" or path.parent != self.folder:
                return opened(path, mode, *more, **named)  # type: ignore[call-overload]
            self.step("make", path.name)
            return Recorded(path, self)

        def replace(path: Path, target: Path) -> object:
            self.step("rename", path.name, target.name)
            return replaced(path, target)

        def unlink(path: Path, missing_ok: bool = False) -> None:
            if path.parent == self.folder and path.exists():
                self.step("remove", path.name)
            unlinked(path, missing_ok)

        def mkdir(path: Path, *more: object, **named: object) -> None:
            if path.parent == self.folder:
                self.step("folder", f"{path.name}/")
            made(path, *more, **named)  # type: ignore[arg-type]

        def link(source: object, target: object) -> None:
            self.step("link", self._name(source), self._name(target))
            linked(source, target)  # type: ignore[arg-type]

        with patch.context() as context:
            for target, name, by in (
                (os, "fsync", fsync), (Path, "open", open_file), (Path, "replace", replace), (Path, "unlink", unlink),
                (Path, "mkdir", mkdir), (os, "link", link),
            ):  # fmt: skip
                context.setattr(target, name, by)
            yield


class Disk:
    """Files with what of them is durable."""

    def __init__(self, files: Files) -> None:
        self._data: list[bytearray] = [bytearray(data) for data in files.values()]
        self._synced: list[bytes] = list(files.values())
        self._names = {name: number for number, name in enumerate(files)}
        self._durable = dict(self._names)
        self._pending: list[Step] = []

    def take(self, step: Step) -> None:
        match step:
            case ("make" | "folder", str(name)):
                self._data.append(bytearray())
                self._synced.append(b"")
                self._change(("name", name, len(self._data) - 1))
            case ("write", str(name), int(offset), bytes(data)):
                self._data[self._names[name]][offset : offset + len(data)] = data
            case ("sync", str(name)):
                # A renamed file keeps its descriptor; nothing is synced after a rename here.
                self._synced[self._names[name]] = bytes(self._data[self._names[name]])
            case ("link", str(old), str(new)):
                self._change(("name", new, self._names[old]))
            case ("rename", str(old), str(new)):
                self._change(("rename", old, new, self._names[old]))
            case ("remove", str(name)):
                self._change(("remove", name))
            case ("sync folder", str(folder)):
                for one in self._pending:
                    if _folder_of(one) == folder:
                        _changed(self._durable, one)
                self._pending = [one for one in self._pending if _folder_of(one) != folder]
            case _:
                raise AssertionError(step)

    def _change(self, step: Step) -> None:
        self._pending.append(step)
        _changed(self._names, step)

    def left(self, chance: random.Random) -> Iterator[Files]:
        """What may be found: after a kill; after a loss of power with none, all or some of the names that changed."""
        yield {name: bytes(self._data[number]) for name, number in self._names.items()}
        some = dict(self._durable)
        for step in self._pending:
            if chance.random() < 0.5:
                _changed(some, step)
        for names in (self._durable, self._names, some):
            yield {name: self._synced[number] for name, number in names.items()}
        yield {name: self._torn(number, chance) for name, number in some.items()}

    def _torn(self, number: int, chance: random.Random) -> bytes:
        """What was not synced may be there in part."""
        data = bytes(self._data[number])
        return data if data == self._synced[number] else data[: chance.randrange(len(data) + 1)]


def _folder_of(step: Step) -> str:
    """The folder whose names a step changes: "" is the folder itself, which has the names of those below."""
    folder, slash, name = str(step[1]).partition("/")
    return folder + slash if name else ""


def _changed(names: dict[str, int], step: Step) -> None:
    match step:
        case ("name", str(name), int(number)):
            names[name] = number
        case ("rename", str(old), str(new), int(number)):
            names.pop(old, None)
            names[new] = number
        case ("remove", str(name)):
            names.pop(name, None)


def left_behind(before: Files, steps: list[Step], chance: random.Random) -> list[Files]:
    """Every folder that may be found after a break at one of the steps."""
    disk, left = Disk(before), []
    for step in steps:
        disk.take(step)
        left.extend(disk.left(chance))
    return left


def files_of(folder: Path) -> Files:
    """Read a folder and those below; none that is hidden."""
    found = {}
    for entry in folder.rglob("*"):
        name = entry.relative_to(folder).as_posix()
        found[f"{name}/" if entry.is_dir() else name] = b"" if entry.is_dir() else entry.read_bytes()
    return found


def put_back(folder: Path, files: Files) -> None:
    """Make a folder what it was; what lies in a folder that is not there is not there either."""
    shutil.rmtree(folder)
    folder.mkdir()
    for name in files:
        if name.endswith("/"):
            (folder / name).mkdir()
    for name, data in files.items():
        if not name.endswith("/") and (folder / name).parent.is_dir():
            (folder / name).write_bytes(data)
