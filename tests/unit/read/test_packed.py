"""Compressed files: every reader works in them, and none of their tricks does."""

import bz2
import gzip
import io
import lzma
import struct
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from searchlib.model import Article, Failure
from searchlib.read.walk import articles

PACK: dict[str, Callable[[bytes], bytes]] = {".gz": gzip.compress, ".bz2": bz2.compress, ".xz": lzma.compress}
ROWS = b'{"text": "One."}\n{"text": "Two."}\n'


def zipped(members: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return buffer.getvalue()


def read(folder: Path, name: str, data: bytes) -> list[Article | Failure]:
    (folder / name).write_bytes(data)
    return [
        item._replace(path=item.path and item.path.replace(str(folder) + "/", "")) for item in articles([folder / name])
    ]


@pytest.mark.parametrize("suffix", PACK)
def test_each_kind_of_compressed_file_is_read(tmp_path: Path, suffix: str) -> None:
    name = f"a.jsonl{suffix}"
    assert read(tmp_path, name, PACK[suffix](ROWS)) == [
        Article("One.", f"{name}#1", path=name),
        Article("Two.", f"{name}#2", path=name),
    ]


@pytest.mark.parametrize("suffix", PACK)
def test_streams_one_after_the_other_are_one_file(tmp_path: Path, suffix: str) -> None:
    big = "word " * 60_000
    data = PACK[suffix](big.encode()) + PACK[suffix](b"last")
    (article,) = read(tmp_path, f"a.txt{suffix}", data)
    assert isinstance(article, Article)
    assert article.text == big + "last"


@pytest.mark.parametrize("suffix", PACK)
def test_damaged_data_are_a_failure_after_what_could_be_read(tmp_path: Path, suffix: str) -> None:
    whole = PACK[suffix](b"".join(b'{"text": "%d"}\n' % (number * 7919**3) for number in range(40_000)))
    *found, failure = read(tmp_path, f"a.jsonl{suffix}", whole[: len(whole) * 9 // 10])
    assert failure == Failure(f"a.jsonl{suffix}", f"{suffix} data that end too early")
    assert suffix == ".bz2" or len(found) > 10_000
    (failure,) = read(tmp_path, f"b.jsonl{suffix}", b"no such thing")
    assert failure.reason.startswith(f"damaged {suffix} data")  # type: ignore[union-attr]


@pytest.mark.parametrize("suffix", PACK)
def test_a_bomb_is_noticed_while_it_unpacks(tmp_path: Path, suffix: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("searchlib.read.packed.FREE_BYTES", 1 << 20)
    bomb = PACK[suffix](b"\n" * (100 << 20))
    assert read(tmp_path, f"a.jsonl{suffix}", bomb) == [
        Failure(f"a.jsonl{suffix}", "unpacks to more than 200 times its size, as a bomb does")
    ]


def test_an_empty_compressed_file_is_a_failure(tmp_path: Path) -> None:
    assert read(tmp_path, "a.jsonl.gz", gzip.compress(b"")) == [Failure("a.jsonl.gz", "empty file")]


@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2])
def test_the_members_of_a_zip_file_are_read_by_their_kinds(tmp_path: Path, method: int) -> None:
    members = {
        "b/one.txt": b"One.",
        "a.jsonl": ROWS,
        "p.png": b"\x89PNG",
        ".hidden.txt": b"x",
        "__MACOSX/one.txt": b"x",
    }
    assert read(tmp_path, "z.zip", zipped(members, method)) == [
        Article("One.", "z.zip!b/one.txt", path="z.zip"),
        Article("One.", "z.zip!a.jsonl#1", path="z.zip"),
        Article("Two.", "z.zip!a.jsonl#2", path="z.zip"),
    ]


def test_a_bad_member_harms_no_other(tmp_path: Path) -> None:
    inner = zipped({"x.txt": b"x"})
    data = zipped({"a.txt": b"", "b.zip": inner, "c.txt.gz": b"", "d.txt": b"Good."})
    nested = "a compressed file inside a compressed file, which is not opened"
    assert read(tmp_path, "z.zip", data) == [
        Failure("z.zip!a.txt", "empty file"),
        Failure("z.zip!b.zip", nested),
        Failure("z.zip!c.txt.gz", nested),
        Article("Good.", "z.zip!d.txt", path="z.zip"),
    ]


def test_names_that_lead_out_of_the_folder_are_only_names(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    found = read(folder, "z.zip", zipped({"../out.txt": b"One.", "/etc/x.txt": b"Two."}))
    assert [item.id for item in found] == ["z.zip!../out.txt", "z.zip!/etc/x.txt"]  # type: ignore[union-attr]
    assert [path.name for path in tmp_path.rglob("*")] == ["in", "z.zip"]


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_the_second_member_of_a_name_is_reported(tmp_path: Path) -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("a.txt", b"One.")
        archive.writestr("a.txt", b"Two.")
    assert read(tmp_path, "z.zip", buffer.getvalue())[1] == Failure(
        "z.zip!a.txt", "a second member of this name; the first is kept"
    )


def test_a_zip_bomb_is_bounded_over_all_its_members(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("searchlib.read.zipped.FREE_BYTES", 5 << 20)
    *found, failure = read(tmp_path, "z.zip", zipped({f"{number}.txt": b"a" * (2 << 20) for number in range(8)}))
    assert len(found) < 8
    assert failure.reason == "the file unpacks to more than 200 times its size, as a bomb does"  # type: ignore[union-attr]


def test_damage_in_a_zip_file_is_a_failure(tmp_path: Path) -> None:
    data = bytearray(zipped({"a.txt": b"One two three.", "b.txt": b"Good."}, zipfile.ZIP_STORED))
    data[data.index(b"One")] ^= 1
    assert read(tmp_path, "z.zip", bytes(data)) == [
        Failure("z.zip!a.txt", "damaged (bad CRC-32 for file 'a.txt')"),
        Article("Good.", "z.zip!b.txt", path="z.zip"),
    ]
    (failure,) = read(tmp_path, "y.zip", bytes(data[:50]))
    assert failure.reason == "damaged zip file (file is not a zip file)"  # type: ignore[union-attr]


def test_an_encrypted_member_and_an_odd_method_are_named(tmp_path: Path) -> None:
    data = bytearray(zipped({"a.txt": b"One."}))
    entry = data.index(b"PK\x01\x02")
    struct.pack_into("<H", data, entry + 8, 1)
    assert read(tmp_path, "z.zip", bytes(data)) == [Failure("z.zip!a.txt", "encrypted")]
    lzma_packed = zipped({"a.txt": b"One."}, zipfile.ZIP_LZMA)
    assert read(tmp_path, "y.zip", lzma_packed) == [
        Failure("y.zip!a.txt", "packed by method 14; only stored, deflate and bzip2 are read")
    ]


def test_a_table_of_contents_of_any_size_is_not_loaded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("searchlib.read.zipped.MAX_DIRECTORY", 1 << 20)
    data = zipped({f"{number}/{'x' * 200}.txt": b"" for number in range(6000)}, zipfile.ZIP_STORED)
    (failure,) = read(tmp_path, "z.zip", data)
    assert failure.reason == "damaged zip file (a table of contents of 1 MB; at most 1 MB is read)"  # type: ignore[union-attr]


def test_a_member_without_a_name_harms_no_other(tmp_path: Path) -> None:
    data = zipped({"x.txt": b"One.", "b.txt": b"Good."}).replace(b"x.txt", b"\0.txt")
    assert Article("Good.", "z.zip!b.txt", path="z.zip") in read(tmp_path, "z.zip", data)
