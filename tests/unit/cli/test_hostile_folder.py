"""A folder in which everything is meant to do harm: the run ends, each thing has its line, which does no harm."""

import gzip
import io
import os
import threading
import zipfile
from pathlib import Path

import pytest

from searchlib import Archive
from searchlib.cli.main import main

pytestmark = pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes")
NASTY = "new\nline\x1b]0;title\x07\x1b[31m\u202e.txt"
XXE = (
    '<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]><html><body>'
    "<p>It rained &f; for hours over the old town.</p><script>alert('hidden')</script>"
    "<p>The <img src=x onerror=alert(1)>storm went on and on, people in it said.</p></body>"
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "in"
    folder.mkdir()
    files: dict[str, bytes] = {
        "bomb.jsonl.gz": gzip.compress(b"a" * (70 << 20)),
        "deep.json": b"[" * 200_000,
        "deep.jsonl": b'{"text":' + b"[" * 100_000 + b'\n{"text":"A fine line."}\n',
        "nul.txt": b"storm\0storm",
        "page.html": XXE.encode(),
        NASTY: b"A storm with a name.",
        "surrogate.json": b'{"text":"half \\ud800 a storm","title":"a\\u0000\\u001b[2Jb"}',
    }
    for name, data in files.items():
        (folder / name).write_bytes(data)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as members:
        members.writestr("../../escaped.txt", "Rain.")
        members.writestr("/etc/absolute.txt", "Hail.")
        members.writestr("bell\x07\x1b[2J.txt", "Snow.")
    (folder / "members.zip").write_bytes(packed.getvalue())
    Path(os.fsdecode(os.fsencode(folder) + b"/not\xff\xfeutf8.txt")).write_bytes(b"Sleet.")
    os.mkfifo(folder / "pipe.txt")
    (folder / "zero.txt").symlink_to("/dev/zero")
    (folder / "loop").symlink_to(folder)
    (folder / "outside").symlink_to("/etc")
    return folder


def test_each_thing_has_one_line_and_the_rest_is_added_and_shown_without_harm(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    index = tmp_path / "index"
    assert main(["index", str(folder), "--index", str(index)]) == 4
    shown = capsys.readouterr()
    lines = [line for line in shown.err.splitlines() if line.startswith(str(folder))]
    named = sorted(line.removeprefix(f"{folder}/").partition(": ")[0] for line in lines)
    expected = ["bomb.jsonl.gz", "deep.json", "deep.jsonl:1", "nul.txt"]
    assert named == sorted([*expected, "outside", "pipe.txt", "zero.txt"])
    assert not any(sign in shown.err + shown.out for sign in ("\x1b", "\x07", "\0", "\u202e"))
    with Archive.open(index) as archive:
        assert archive.search("").total == 8
        assert archive.search("hidden").total == archive.search("root").total == 0
        ids = [hit.id for hit in archive.search("", limit=50)]
    assert not (tmp_path.parent / "escaped.txt").exists()
    assert NASTY in ids
    for command in (["search", ""], ["search", "storm", "--json"], *(["show", article_id] for article_id in ids)):
        assert main([*command, "--index", str(index)]) == 0
        shown = capsys.readouterr()
        assert not any(sign in shown.out for sign in ("\x1b", "\x07", "\0"))


def test_a_file_that_grows_while_it_is_read_is_read_as_far_as_it_goes(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file, stop = tmp_path / "growing.jsonl", threading.Event()
    file.write_text('{"text":"Storm 0."}\n')

    def grow() -> None:
        with file.open("a") as out:
            for number in range(1_000):
                if stop.is_set():
                    return
                out.write(f'{{"text":"Storm {number}.","id":"{number}"}}\n')
                out.flush()

    growing = threading.Thread(target=grow)
    growing.start()
    try:
        code = main(["index", str(file), "--index", str(tmp_path / "index")])
    finally:
        stop.set()
        growing.join()
    assert code in (0, 4)  # the last line may be cut where it was read
    assert len(capsys.readouterr().err.splitlines()) <= 3
    with Archive.open(tmp_path / "index") as archive:
        assert archive.search("storm").total >= 1
        assert not archive.check().problems
