"""A writer that dies at any system call, with or without what was not synced, leaves the last commit or the new one.

What a commit, merge, removal, takeover or compaction does to the folder is recorded once: files made, written, synced,
renamed, removed, the folder synced. Then each beginning of that record is replayed into a folder of its own, as
after a kill (all of it is there) and as after a loss of power (what was not synced is gone, or is there in part), and
looked at. ``SEARCHLIB_CRASHES`` says how many of these folders are looked at for each operation; all of them: 0.
"""

import errno
import io
import os
import random
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest
from whoosh.fields import ID, TEXT, Schema
from whoosh.index import create_in, open_dir

from searchlib import Archive
from searchlib.codec.manifest import manifest_name
from searchlib.codec.snapshot import open_snapshot
from searchlib.errors import IndexUnwritable
from searchlib.indexing.check import check
from searchlib.indexing.lock import LOCK_NAME
from searchlib.indexing.writer import Writer
from searchlib.model import Document

CRASHES = int(os.environ.get("SEARCHLIB_CRASHES", "30"))
Make = Callable[..., Document]
Files = dict[str, bytes]
Step = tuple[object, ...]

# ── what an operation does to the folder ──


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

    @contextmanager
    def recording(self, patch: pytest.MonkeyPatch) -> Iterator[None]:
        opened, replaced, unlinked, synced = Path.open, Path.replace, Path.unlink, os.fsync

        def fsync(descriptor: int) -> None:
            name = self.files.get(descriptor)
            self.step(*(("sync", name) if name else ("sync folder",)))

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

        with patch.context() as context:
            for target, name, by in (
                (os, "fsync", fsync), (Path, "open", open_file), (Path, "replace", replace), (Path, "unlink", unlink),
            ):  # fmt: skip
                context.setattr(target, name, by)
            yield
        assert synced is os.fsync


# ── what is left of it after a crash ──


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
            case ("make", str(name)):
                self._data.append(bytearray())
                self._synced.append(b"")
                self._link(("link", name, len(self._data) - 1))
            case ("write", str(name), int(offset), bytes(data)):
                self._data[self._names[name]][offset : offset + len(data)] = data
            case ("sync", str(name)):
                # A renamed file keeps its descriptor; nothing is synced after a rename here.
                self._synced[self._names[name]] = bytes(self._data[self._names[name]])
            case ("rename", str(old), str(new)):
                self._link(("rename", old, new, self._names[old]))
            case ("remove", str(name)):
                self._link(("remove", name))
            case _:
                self._durable, self._pending = dict(self._names), []

    def _link(self, step: Step) -> None:
        self._pending.append(step)
        _linked(self._names, step)

    def left(self, chance: random.Random) -> Iterator[Files]:
        """What may be found: after a kill; after a loss of power with none, all or some of the names that changed."""
        yield {name: bytes(self._data[number]) for name, number in self._names.items()}
        some = dict(self._durable)
        for step in self._pending:
            if chance.random() < 0.5:
                _linked(some, step)
        for names in (self._durable, self._names, some):
            yield {name: self._synced[number] for name, number in names.items()}
        yield {name: self._torn(number, chance) for name, number in some.items()}

    def _torn(self, number: int, chance: random.Random) -> bytes:
        """What was not synced may be there in part."""
        data = bytes(self._data[number])
        return data if data == self._synced[number] else data[: chance.randrange(len(data) + 1)]


def _linked(names: dict[str, int], step: Step) -> None:
    match step:
        case ("link", str(name), int(number)):
            names[name] = number
        case ("rename", str(old), str(new), int(number)):
            names.pop(old, None)
            names[new] = number
        case ("remove", str(name)):
            names.pop(name, None)


def files_of(folder: Path) -> Files:
    return {file.name: file.read_bytes() for file in folder.iterdir()}


def put_back(folder: Path, files: Files) -> None:
    for file in folder.iterdir():
        file.unlink()
    for name, data in files.items():
        (folder / name).write_bytes(data)


# ── the operations ──


def added(folder: Path, make: Make) -> None:
    with Writer(folder) as writer:
        writer.put(make("new", "hail over port"))
        writer.put(make("a0", "rewritten"))


def removed(folder: Path, make: Make) -> None:
    with Writer(folder) as writer:
        writer.remove("a1")


def merged(folder: Path, make: Make) -> None:
    """The fourth segment of like size: all four become one."""
    with Writer(folder) as writer:
        writer.put(make("a3", "fourth"))


def compacted(folder: Path, make: Make) -> None:
    with Writer(folder) as writer:
        writer.remove("a0")
        writer.compact()


def taken_over(folder: Path, make: Make) -> None:
    with Archive.open(folder) as archive:
        assert archive.take_over(folder.parent / "stock").added == 2


OPERATIONS = (added, removed, merged, compacted, taken_over)


@pytest.fixture
def folder(tmp_path: Path, make: Make) -> Path:
    """An index of three segments, one with a deletion; and beside it one of stock Whoosh's."""
    folder = tmp_path / "index"
    with Writer(folder, create=True) as writer:
        for number in range(3):
            writer.put(make(f"a{number}", f"storm {number}", digest=number))
            writer.put(make(f"b{number}", f"storm {number}", digest=number))
            writer.commit()
        writer.remove("b1")
    (tmp_path / "stock").mkdir()
    stock = create_in(str(tmp_path / "stock"), Schema(id=ID(stored=True), body=TEXT(stored=True))).writer()
    stock.add_document(id="s", body="Snow.")
    stock.add_document(id="t", body="Thaw.")
    stock.commit()
    return folder


def articles(folder: Path) -> frozenset[tuple[str, str]]:
    return frozenset(
        (live.segment.stored("id", doc), live.segment.stored("title", doc))
        for live in open_snapshot(folder).segments
        for doc in range(live.segment.doc_count)
        if doc not in live.hidden
    )


def sound(folder: Path, make: Make, expected: set[frozenset[tuple[str, str]]]) -> None:
    """The index is at one of its commits, nothing of it is damaged, and the next commit leaves no stray file."""
    assert articles(folder) in expected
    assert check(folder).problems == ()
    with Writer(folder) as writer:
        writer.put(make("after", "after the crash"))
    assert ("after", "after the crash") in articles(folder)
    snapshot = open_snapshot(folder)
    toc = f"_MAIN_{snapshot.generation}.toc"
    kept = {live.segment.file.name for live in snapshot.segments} | {toc, manifest_name(snapshot.generation), LOCK_NAME}
    assert {file.name for file in folder.iterdir()} <= kept


@pytest.mark.parametrize("operation", OPERATIONS)
def test_after_a_crash_at_any_step_the_index_is_at_a_commit(
    operation: Callable[[Path, Make], None], folder: Path, make: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    before, old, recorder = files_of(folder), articles(folder), Recorder(folder)
    with recorder.recording(monkeypatch):
        operation(folder, make)
    expected = {old, articles(folder)}
    assert len(expected) == 2
    chance, left = random.Random(7), []
    disk = Disk(before)
    for step in recorder.steps:
        disk.take(step)
        left.extend(disk.left(chance))
    monkeypatch.setattr(os, "fsync", lambda descriptor: None)
    looked_at = chance.sample(left, min(CRASHES or len(left), len(left)))
    print(f"{operation.__name__}: {len(looked_at)} of {len(left)} folders after {len(recorder.steps)} steps")
    for files in looked_at:
        put_back(folder, files)
        sound(folder, make, expected)


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EIO])
@pytest.mark.parametrize("operation", OPERATIONS)
def test_what_the_disk_refuses_at_any_step_leaves_the_index_at_a_commit(
    operation: Callable[[Path, Make], None], code: int, folder: Path, make: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    before, old, recorder = files_of(folder), articles(folder), Recorder(folder)
    with recorder.recording(monkeypatch):
        operation(folder, make)
    expected, steps = {old, articles(folder)}, range(len(recorder.steps))
    for number in random.Random(7).sample(steps, min(CRASHES // 3 or len(steps), len(steps))):
        put_back(folder, before)
        recorder = Recorder(folder, fails=number, code=code)
        # A step of tidying up may be refused without harm; then the operation ends as if it had not been.
        with recorder.recording(monkeypatch), suppress(IndexUnwritable):
            operation(folder, make)
        with monkeypatch.context() as context:
            context.setattr(os, "fsync", lambda descriptor: None)
            sound(folder, make, expected)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no fork")
@pytest.mark.parametrize("operation", [merged, compacted])
def test_a_writer_that_is_killed_leaves_the_index_at_a_commit(
    operation: Callable[[Path, Make], None], folder: Path, make: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    before, old, recorder = files_of(folder), articles(folder), Recorder(folder)
    with recorder.recording(monkeypatch):
        operation(folder, make)
    expected, steps = {old, articles(folder)}, len(recorder.steps)
    for number in sorted({0, steps - 1, *random.Random(7).sample(range(steps), min(CRASHES // 5, steps))}):
        put_back(folder, before)
        child = os.fork()
        if not child:
            dying = Recorder(folder, fails=number)
            monkeypatch.setattr(os, "strerror", lambda code: os.kill(os.getpid(), signal.SIGKILL))
            with dying.recording(monkeypatch):
                operation(folder, make)
            os._exit(0)
        assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == -signal.SIGKILL
        sound(folder, make, expected)


def test_stock_whoosh_opens_what_a_crash_left(folder: Path, make: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    before, recorder = files_of(folder), Recorder(folder)
    with recorder.recording(monkeypatch):
        merged(folder, make)
    disk = Disk(before)
    for step in recorder.steps:
        disk.take(step)
        put_back(folder, next(disk.left(random.Random(7))))
        assert open_dir(str(folder)).doc_count() in (5, 6)
