"""Adding as a user does it: what is skipped, pruned, reported, kept after a crash, and the same whatever the jobs."""

import gzip
import json
import os
import random
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from searchlib import Archive, Article
from searchlib.errors import UsageError
from searchlib.indexing import identity, pipeline
from searchlib.model import Progress
from searchlib.read.limits import MAX_ARTICLE

TEXTS = [f"The night ferry {number} will sail again, harbour master Ada Lindqvist said." for number in range(9)]


def articles(count: int = 9) -> list[Article]:
    return [Article(text, id=f"a{number}", date="2015-11-02") for number, text in enumerate(TEXTS[:count])]


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with Archive.create(tmp_path / "index") as archive:
        yield archive


def test_what_was_committed_before_a_crash_is_not_done_again(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pipeline, "COMMIT_EVERY", 2)
    monkeypatch.setattr(pipeline, "CHUNK", 1)

    def crashing() -> Iterator[Article]:
        yield from articles(5)
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        archive.add(crashing())
    archive.refresh()
    assert archive.search("").total == 4
    report = archive.add(articles())
    assert (report.added, report.updated, report.unchanged) == (5, 0, 4)


def test_the_number_of_jobs_does_not_change_the_index(tmp_path: Path) -> None:
    contents = []
    for jobs in (1, 2):
        with Archive.create(tmp_path / str(jobs)) as archive:
            archive.add(articles(), jobs=jobs)
        (segment,) = (tmp_path / str(jobs)).glob("*.slseg")
        contents.append(segment.read_bytes())
    assert contents[0] == contents[1]


def test_a_changed_article_takes_the_place_of_the_old_one(archive: Archive) -> None:
    archive.add(articles(2))
    report = archive.add([Article("The ferry sank.", id="a0")])
    assert (report.added, report.updated) == (0, 1)
    assert [hit.id for hit in archive.search("sank")] == ["a0"]
    assert archive.search("lindqvist").total == 1


def test_copies_are_one_article_until_the_first_is_removed(archive: Archive) -> None:
    report = archive.add([Article(TEXTS[0], id="first"), Article(TEXTS[0], id="copy")])
    assert report.duplicates == 1
    assert [hit.id for hit in archive.search("ferry")] == ["first"]
    assert archive.remove("first").removed == 1
    assert [hit.id for hit in archive.search("ferry")] == ["copy"]


def test_pruning_forgets_articles_whose_files_are_gone_and_no_other(archive: Archive, tmp_path: Path) -> None:
    folder, other = tmp_path / "folder", tmp_path / "folder2"
    for place in (folder, other):
        place.mkdir()
        (place / f"{place.name}.txt").write_text(f"{TEXTS[0]} {place.name}")
    (folder / "broken.json").write_text('{"text": "It rained."}')
    archive.add([folder, other])
    (folder / "folder.txt").unlink()
    (folder / "broken.json").write_text("{")
    report = archive.add([folder], prune=True)
    assert report.removed == 1
    assert len(report.failed) == 1
    assert sorted(hit.id for hit in archive.search("")) == ["broken.json", "folder2.txt"]


def test_pruning_forgets_nothing_of_a_folder_that_is_not_there_or_cannot_be_read(
    archive: Archive, tmp_path: Path
) -> None:
    closed = tmp_path / "folder" / "closed"
    closed.mkdir(parents=True)
    (closed / "a.txt").write_text(TEXTS[0])
    archive.add([tmp_path / "folder"])
    closed.rename(tmp_path / "away")
    closed.symlink_to(tmp_path / "nowhere")
    assert archive.add([tmp_path / "folder"], prune=True).removed == 0
    (tmp_path / "folder").rename(tmp_path / "away too")
    assert archive.add([tmp_path / "folder"], prune=True).removed == 0
    assert archive.search("").total == 1


def test_one_article_that_cannot_be_understood_does_not_stop_the_others(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    understand = pipeline.understand

    def stumbling(article: Article, options: pipeline.ExtractOptions) -> object:
        if article.id == "a1":
            raise RecursionError("too deep")
        return understand(article, options)

    monkeypatch.setattr(pipeline, "understand", stumbling)
    report = archive.add(articles(3))
    assert report.added == 2
    assert [failure.path for failure in report.failed] == ["a1"]


def test_the_same_id_twice_in_one_run_is_reported(archive: Archive) -> None:
    report = archive.add([Article("One.", id="a"), Article("Two.", id="a")])
    assert report.added == 1
    assert "second article" in report.failed[0].reason


def test_progress_counts_up_to_its_total(archive: Archive) -> None:
    seen: list[Progress] = []
    archive.add(articles(), progress=seen.append)
    assert seen[-1].done == seen[-1].total == 9


@pytest.mark.parametrize("name", ["a.csv", "a.csv.gz", "a.zip", "a.json", "a.rss", "feeds.zip"])
def test_progress_counts_bytes_where_only_reading_would_tell_the_number(
    name: str, archive: Archive, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pipeline, "CHUNK", 10)
    chance = random.Random(3)
    rows = [f"a{number},{chance.randbytes(1000).hex()}\n" for number in range(200)]
    table = "".join(["id,text\n", *rows]).encode()
    feed = "".join(f"<item><description>{row}</description></item>" for row in rows)
    if name == "feeds.zip":
        with zipfile.ZipFile(tmp_path / name, "w") as packed:
            for number in range(2):
                packed.writestr(f"{number}.rss", f"<rss>{feed}</rss>")
    elif name.endswith(".rss"):
        (tmp_path / name).write_text(f"<rss>{feed}</rss>")
    elif name.endswith(".json"):
        (tmp_path / name).write_text(json.dumps([{"text": row} for row in rows]))
    elif name.endswith(".zip"):
        with zipfile.ZipFile(tmp_path / name, "w") as packed:
            for number, row in enumerate(rows):
                packed.writestr(f"{number}.txt", row)
    else:
        (tmp_path / name).write_bytes(gzip.compress(table) if name.endswith(".gz") else table)
    seen: list[Progress] = []
    archive.add([tmp_path / name, tmp_path / "gone.csv"], progress=seen.append)
    size = (tmp_path / name).stat().st_size
    assert {(event.total, event.size) for event in seen} == {(None, size)}
    read = [event.read for event in seen]
    assert read == sorted(read)
    assert len(set(read)) > 3
    assert 0 < read[0] < size / 3
    assert 0.9 * size < read[-1] <= size


def test_progress_counts_the_bytes_of_standard_input_where_it_is_a_file(
    archive: Archive, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pipeline, "CHUNK", 10)
    line, seen = json.dumps({"text": "Rain fell. " * 400}), list[Progress]()
    (tmp_path / "a.jsonl").write_text("".join(f"{line}\n" for _ in range(100)))
    with open(tmp_path / "a.jsonl") as stdin:
        stdin.buffer.readline()
        monkeypatch.setattr("sys.stdin", stdin)
        archive.add("-", progress=seen.append)
    assert {(event.total, event.size) for event in seen} == {(None, 99 * (len(line) + 1))}
    assert [event.read for event in seen[:2]] == [10 * (len(line) + 1), 20 * (len(line) + 1)]


def test_progress_says_nothing_of_how_much_comes_through_a_pipe(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    ends, seen = os.pipe(), list[Progress]()
    with open(ends[0]) as stdin, open(ends[1], "w") as other:
        other.write('{"text": "Rain fell."}\n')
        other.close()
        monkeypatch.setattr("sys.stdin", stdin)
        archive.add("-", progress=seen.append)
    assert [(event.done, event.total, event.size) for event in seen] == [(1, None, None)]


def test_progress_goes_on_where_nothing_is_new_and_where_all_fails(
    archive: Archive, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pipeline, "_PASSED", 3)
    for number in range(6):
        (tmp_path / f"{number}.txt").write_text(f"Rain number {number}.")
        (tmp_path / f"{number}.html").write_bytes(b"")
    archive.add(tmp_path)
    seen: list[Progress] = []
    archive.add(tmp_path, progress=seen.append)
    assert [event.done for event in seen] == [3, 6, 9, 12]


@pytest.mark.parametrize("arguments", [{"jobs": 0}, {"published": "soon"}])
def test_an_argument_without_meaning_is_an_error_before_anything_is_written(
    archive: Archive, arguments: dict[str, object]
) -> None:
    with pytest.raises(UsageError):
        archive.add(articles(), **arguments)  # type: ignore[arg-type]
    assert archive.search("").total == 0


def test_an_old_snapshot_stays_where_it_is_until_it_is_refreshed(archive: Archive) -> None:
    with Archive.open(archive.path) as reader:
        archive.add(articles(1))
        assert reader.search("ferry").total == 0
        reader.refresh()
        assert reader.search("ferry").total == 1


def test_what_an_older_version_understood_is_noticed_and_done_anew_from_what_is_kept(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(identity, "EXTRACTION_VERSION", 0)
    identity.extraction_digest.cache_clear()
    archive.add([Article("It rained on 2 May.", id="hinted")], published="2015")
    archive.add(articles(2))
    monkeypatch.undo()
    identity.extraction_digest.cache_clear()
    archive.add([Article("Snow fell.", path="snow.txt")])
    assert archive.stats().outdated == 3
    report = archive.renew()
    assert (report.added, report.updated, report.unchanged) == (0, 3, 0)
    assert archive.stats().outdated == 0
    assert "2015-05-02" in [date.earliest for date in archive.get("hinted").facts.dates]
    assert archive.renew().updated == 0
    report = archive.add([*articles(2), Article("Snow fell.", path="snow.txt")])
    assert report.unchanged == 3


def test_what_is_too_long_for_an_article_is_named_and_the_rest_added(archive: Archive) -> None:
    report = archive.add([Article("rain " * (MAX_ARTICLE // 5 + 1), id="endless"), *articles(1)])
    assert report.added == 1
    ((path, reason),) = report.failed
    assert path == "endless"
    assert "at most 8,388,608" in reason
