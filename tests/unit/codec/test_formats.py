"""Committed indexes of every format open, answer and grow (see tests/fixtures/README.md)."""

import shutil
from pathlib import Path

import pytest

from searchlib import Archive, Article
from searchlib.codec.layout import FORMAT, OLDEST
from searchlib.codec.snapshot import open_snapshot

FIXTURES = Path(__file__).parents[2] / "fixtures"
FORMATS = range(OLDEST, FORMAT + 1)
QUERIES = (
    ("port", ["bridge", "long", "port", "school"]),
    ('"road to the port"', ["bridge", "school"]),
    ("ship*", ["port"]),
    ("exact(ships)", ["port"]),
    ("crakcs~2", ["bridge"]),
    ("speaker:banda", ["port"]),
    ("author:writer", ["bridge"]),
    ("porting", ["long", "port", "bridge", "school"]),
    ("tree title:school", ["school"]),
)


@pytest.fixture(params=FORMATS, ids=lambda number: f"index_v{number}")
def index(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A copy of a committed index."""
    return Path(shutil.copytree(FIXTURES / f"index_v{request.param}", tmp_path / "index"))


def found(archive: Archive, query: str) -> list[str]:
    return sorted(hit.id for hit in archive.search(query, limit=50).hits)


def test_an_index_of_each_format_is_committed() -> None:
    assert sorted(path.name for path in FIXTURES.glob("index_v*")) == [f"index_v{number}" for number in FORMATS]


def test_the_fixture_is_of_its_format(index: Path, request: pytest.FixtureRequest) -> None:
    (number,) = (number for number in FORMATS if f"index_v{number}" in request.node.name)
    names = {name for live in open_snapshot(index).segments for name in live.segment.sections.names()}
    assert ("field/body/docs" in names, "field/body/packets" in names) == (number == 1, number > 1)


@pytest.mark.parametrize(("query", "ids"), QUERIES, ids=[query for query, _ in QUERIES])
def test_a_committed_index_answers(index: Path, query: str, ids: list[str]) -> None:
    with Archive.open(index) as archive:
        assert found(archive, query) == sorted(ids)


def test_a_committed_index_is_sound_and_keeps_what_was_stored(index: Path) -> None:
    with Archive.open(index) as archive:
        assert archive.check().problems == ()
        assert "Ruth Banda" in archive.get("port").article.text
        assert [row.quote.speaker for row in archive.quotes("cracks").rows] == ["Paul Novak"]


def test_a_committed_index_takes_new_articles_and_is_rewritten_as_it_merges(index: Path) -> None:
    with Archive.open(index) as archive:
        for number in range(8):
            archive.add(
                [Article(f"Ships number {number} left the port of Luangwa.", id=f"new{number}", title="Ships leave")]
            )
        archive.remove("gone")
        archive.remove("bridge")
        assert archive.check().problems == ()
        new = [f"new{number}" for number in range(8)]
        assert found(archive, "port") == sorted(["long", "port", "school", *new])
        assert found(archive, "exact(ships)") == sorted(["port", *new])
    for live in open_snapshot(index).segments:
        assert "field/body/packets" in live.segment.sections
