"""Columns and stored facts of a stranger's, under right checksums: an answer or IndexDamaged, whatever is asked."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from searchlib import Archive
from searchlib.codec.build import build
from searchlib.codec.manifest import Manifest, SegmentRow, manifest_name, pack
from searchlib.codec.segment import SUFFIX, Segment
from searchlib.errors import IndexDamaged
from searchlib.extract.article import ExtractOptions
from searchlib.indexing.commit import table_of_contents
from searchlib.indexing.documents import document
from searchlib.indexing.leaning import LEANING
from searchlib.indexing.understand import understand
from searchlib.model import Document
from tests.fixtures.make import ARTICLES

MADE = document(understand(ARTICLES[0], ExtractOptions()))


def written(folder: Path, *documents: Document) -> Archive:
    """Write documents as an index that vouches for them, and open it."""
    data = build(documents, LEANING)
    segment = Segment.from_bytes(data, name="MAIN_0123456789abcdef")
    row = SegmentRow(segment.name, segment.doc_count, len(data), segment.fingerprint)
    name, contents = table_of_contents(1, [row])
    for file, held in (
        (f"{segment.name}{SUFFIX}", data), (name, contents), (manifest_name(1), pack(Manifest(1, (row,)))),
    ):  # fmt: skip
        (folder / file).write_bytes(held)
    return Archive.open(folder)


@pytest.mark.parametrize("day", [0, -1, 1 << 62, -(1 << 62), 4_000_000])
def test_days_that_no_calendar_has_stand_for_the_nearest(day: int, tmp_path: Path) -> None:
    numbers = {**MADE.numbers, "date_earliest": day, "date_latest": day}
    with written(tmp_path, MADE._replace(numbers=numbers)) as archive:
        assert archive.stats().dated == 1
        assert sum(bucket.count for bucket in archive.timeline("", "day").buckets) == 1
        archive.facets("", "year")
        archive.search("date:--03-03")
        archive.export(tmp_path / "exported")


def facts_with(*path: str | int) -> Callable[[object], str]:
    """Give what puts a value into the facts of the article."""

    def put(value: object) -> str:
        facts = json.loads(MADE.stored["facts"])
        at = facts
        for key in path[:-1]:
            at = at[key]
        at[path[-1]] = value
        return json.dumps(facts)

    return put


@pytest.mark.parametrize(
    "path",
    [("quotes", 0, "spans"), ("quotes", 0, "text"), ("persons", 0, "name"), ("dates",), ("title", "span"), ("lang",)],
)
@pytest.mark.parametrize("value", [7, "x", [[1]], [["a", "b"]], {"a": 1}, [None]])
def test_facts_of_another_shape_are_damage(path: tuple[str | int, ...], value: object, tmp_path: Path) -> None:
    if (path[-1] in ("text", "name", "lang") and value == "x") or (path == ("dates",) and value == {"a": 1}):
        return
    stored = {**MADE.stored, "facts": facts_with(*path)(value)}
    with written(tmp_path, MADE._replace(stored=stored)) as archive:
        for look in (lambda: archive.get("port"), lambda: archive.search("port").hits[0].quotes):
            with pytest.raises(IndexDamaged, match="stored/facts: document 0 has no facts"):
                look()


@pytest.mark.parametrize("meta", ["", "7", "[" * 5000, '{"title": 5}', '{"nothing": "x"}'])
def test_metadata_of_another_shape_is_damage(meta: str, tmp_path: Path) -> None:
    with written(tmp_path, MADE._replace(stored={**MADE.stored, "meta": meta})) as archive:
        for look in (lambda: archive.get("port"), lambda: archive.export(tmp_path / "exported")):
            with pytest.raises(IndexDamaged, match="stored/meta: document 0 is no article"):
                look()


@pytest.mark.parametrize("pieces", [[7], [0, 0, 5, 2**32 - 1, 0, 5], [0, 0, 2**32 - 1], [0, 0]])
def test_pieces_that_do_not_fit_their_text_are_damage_and_take_no_memory(pieces: list[int], tmp_path: Path) -> None:
    with written(tmp_path, MADE._replace(lists={**MADE.lists, "pieces": pieces})) as archive:
        for look in (
            lambda: archive.search("harbour").hits[0].snippets,
            lambda: archive.view("port", "harbour"),
            lambda: archive.similar("port"),
        ):
            with pytest.raises(IndexDamaged, match="pieces do not fit the text"):
                look()


def test_a_quotation_that_is_indexed_and_not_among_the_facts_is_damage(tmp_path: Path) -> None:
    stored = {**MADE.stored, "facts": facts_with("quotes")([])}
    with (
        written(tmp_path, MADE._replace(stored=stored)) as archive,
        pytest.raises(IndexDamaged, match="has no quotation 0"),
    ):
        archive.quotes("harbour")
