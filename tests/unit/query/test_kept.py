"""What is kept with an article is given back; where its title stands is a column, and was once in its facts alone."""

from pathlib import Path

import pytest

from searchlib import Archive, Article
from searchlib.codec.columns import MISSING
from searchlib.codec.segment import Segment
from searchlib.query.kept import TITLE_START, facts, title_start

TEXTS = {
    "first": "Storm over Kigali\n\nIt rained. “We will sail,” said Ada Lindqvist.",
    "blank": "  \n\nFerry sails again\n\nThe ferry sails, said Ada Lindqvist.",
    "none": "the ferry sails and so on",
}


@pytest.mark.parametrize("column", ["written", "not there yet"])
def test_where_a_title_stands_is_what_its_facts_say(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, column: str
) -> None:
    with Archive.create(tmp_path / "index") as archive:
        archive.add([Article(text, id=name) for name, text in TEXTS.items()])
        [live] = archive._snapshot.segments
    numbers = live.segment.numbers(TITLE_START)
    if column == "not there yet":
        monkeypatch.setattr(Segment, "numbers", lambda segment, _: [MISSING] * segment.doc_count)
    for doc in range(live.segment.doc_count):
        title = facts(live.segment, doc).title
        expected = title.span[0] if title and title.span else 0
        assert title_start(live.segment, doc) == expected
        assert numbers[doc] == expected
    assert max(numbers) > 0
