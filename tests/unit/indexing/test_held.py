"""A writer takes over what an open archive has open, and nothing that is not of its index."""

from pathlib import Path

import pytest

from searchlib import Archive, Article
from searchlib.codec.segment import Segment
from searchlib.codec.snapshot import open_snapshot
from searchlib.indexing.writer import Writer


def test_a_writer_opens_no_segment_that_the_archive_has_open(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Archive.create(tmp_path) as archive:
        archive.add([Article("Police met.", id="a")])
        opened: list[str] = []
        was = Segment.open
        monkeypatch.setattr(Segment, "open", lambda file: (opened.append(Path(file).name), was(file))[1])
        held = {Path(live.segment.file).name for live in archive._snapshot.segments}
        archive.add([Article("Police met again.", id="b")])
        archive.remove("b")
        assert opened
        assert not held & set(opened)


def test_what_is_held_of_another_commit_is_not_taken_for_what_was_committed(tmp_path: Path) -> None:
    with Archive.create(tmp_path) as archive, Archive.open(tmp_path) as old:
        archive.add([Article("Police met.", id="a")])
        old.refresh()
        archive.compact()
        archive.add([Article("Police met again.", id="b")])
        old.add([Article("Police met once more.", id="c")])
        assert sorted(hit.id for hit in old.search("police")) == ["a", "b", "c"]
        with Writer(tmp_path, held=open_snapshot(tmp_path)) as writer:
            assert sorted(key for key in "abc" if writer.record_digest(key) is not None) == ["a", "b", "c"]
