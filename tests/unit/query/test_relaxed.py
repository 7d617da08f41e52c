"""A query without a hit is told apart: what excludes what, and what has hits."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from searchlib import Archive, Article
from searchlib.query.parse import parse
from searchlib.query.relaxed import common, failure, relaxed

TEXTS = (
    "The ferry sailed in a gale. “We waited,” harbour master Ada Lindqvist said.",
    "A storm kept the ferry in port. “No ship sails,” pilot Ole Berg said.",
    "The port was dredged in May.",
)


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Archive:
    made = Archive.create(tmp_path_factory.mktemp("relaxed"))
    made.add(
        Article(text, id=str(number), title=f"Story {number}", date=f"201{number}-05-01")
        for number, text in enumerate(TEXTS)
    )
    return made


def notes(archive: Archive, query: str, **arguments: object) -> list[tuple[str, str]]:
    page = archive.search(query, **arguments)  # type: ignore[arg-type]
    assert page.total == 0
    return [(note.message, note.hint) for note in page.diagnostics]


def test_each_clause_is_counted_and_the_two_that_exclude_each_other_are_named(archive: Archive) -> None:
    told = notes(archive, "ferry dredged port")
    assert told[:3] == [
        ("ferry: 2 articles by itself", ""),
        ("dredged: 1 articles by itself", ""),
        ("port: 2 articles by itself", ""),
    ]
    assert told[3] == ("nothing matches ferry and dredged together", "1 article has: dredged port")


def test_a_word_that_is_nowhere_is_the_smallest_set(archive: Archive) -> None:
    assert notes(archive, "ferry xylophone")[-1] == ("nothing matches xylophone", "2 articles have: ferry")


def test_a_filter_that_excludes_everything_is_named_and_left_out(archive: Archive) -> None:
    told = notes(archive, "gale", since="2011")
    assert told[-1][0] == "nothing matches gale and date 2011-01-01.. together"
    assert told[-1][1] == "1 article has: gale (without date 2011-01-01..)"


def test_words_of_another_speaker_are_both_there_but_not_in_one_quotation(archive: Archive) -> None:
    told = notes(archive, "speaker:lindqvist said:ship")
    assert told[-1][0] == "nothing matches lindqvist in speaker and ship in said together"


@settings(deadline=None)
@given(
    st.lists(
        st.sampled_from(
            ["ferry", "gale", "storm", '"in port"', "-port", "NOT gale", "dredg*", "speaker:berg", "(gale OR may)",
             "date:2010", "xylophone", "said:ship^2", "port~1"]
        ), min_size=2, max_size=5, unique=True,
    )
)  # fmt: skip
def test_the_relaxed_query_has_as_many_hits_as_is_said_and_one_clause_more_has_none(
    archive: Archive, pieces: list[str]
) -> None:
    query = " ".join(pieces)
    page = archive.search(query)
    if page.total:
        return
    found = failure(parse(query).node, archive._snapshot)
    assert found is not None
    assert not found.smallest or common(found.smallest) == 0
    for place in range(len(found.smallest)):
        rest = (*found.smallest[:place], *found.smallest[place + 1 :])
        assert not rest or common(rest)
    if found.kept:
        assert archive.search(relaxed(found, query)).total >= common(found.kept).bit_count() > 0
