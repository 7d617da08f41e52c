"""A snapshot that counts as another one did: what has not changed scores what it did."""

from pathlib import Path

import pytest

from searchlib import Archive, Article
from searchlib.codec import kernel
from searchlib.codec.snapshot import Snapshot, Tally
from searchlib.query import kernel_dependence, plan, standing
from searchlib.query.cursor import MOST_WORDS, Counts, decode, fingerprint
from searchlib.query.dependence import pairs
from searchlib.query.execute import execute
from searchlib.query.nodes import Boost, Node, Or, Phrase, Prefix, Term, word_key
from searchlib.query.parse import parse
from searchlib.query.rank import PageOptions, article_rows, ranked
from searchlib.query.standing import depended, most_together, pool_of
from tests.agreeing import assert_same_matches

TEXTS = (
    "Ferry gale. The ferry left port before the gale came.", "The gale closed the port.", "A storm, then a gale.",
    "Ferries sail from the port in any storm.", "The ferry of the port is a ferry.", "Nothing happens here.",
)  # fmt: skip
FERRY, GALE, STORM = (
    Term("text", term, form) for term, form in (("ferri", "ferry"), ("gale", "gale"), ("storm", "storm"))
)
NODES = (
    FERRY,
    Or((FERRY, GALE)),
    Phrase("text", (FERRY, GALE)),
    Phrase("text", (FERRY, GALE), slop=9),
    Prefix("body", "ferr"),
    Phrase("text", (Prefix("text", "ferr"), GALE)),
    parse("caps(ferry) OR gale").node,
    parse("port NEAR/5 gale").node,
)


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    made = Archive.create(tmp_path / "index")
    made.add(Article(text, id=f"{number}", title="Ferry" if number == 4 else None) for number, text in enumerate(TEXTS))
    return made


def tallied(snapshot: Snapshot) -> Snapshot:
    """Count by what no index here has; no article had a word that is not plain."""
    words = {word_key(word): 2 + place for place, word in enumerate((FERRY, GALE, STORM))}
    return snapshot.counted_by(Tally(1000, {"title": 700, "body": 30_000}, words))


@pytest.mark.skipif(not kernel.available(), reason="no compiled kernel")
@pytest.mark.parametrize("node", NODES, ids=str)
def test_the_kernel_counts_by_a_tally_as_the_definition_does(archive: Archive, node: Node) -> None:
    index = tallied(archive._snapshot)
    found = assert_same_matches(node, index)
    assert found.total
    assert list(found.scores) != list(execute(node, archive._snapshot).scores)
    answer = plan.page(node, index, options=PageOptions(limit=2))
    assert answer.ranking == ranked(
        article_rows(depended(found, pairs(node)).scores), index, options=PageOptions(limit=2)
    )


def test_a_tally_leaves_the_scores_of_its_snapshot_alone(archive: Archive) -> None:
    before = [hit.score for hit in archive.search("ferry")]
    index = tallied(archive._snapshot)
    assert [row.score for row in plan.page(FERRY, index, options=PageOptions()).ranking.rows] != before
    assert [hit.score for hit in archive.search("ferry")] == before


def test_a_hit_is_explained_by_what_it_was_counted_by(archive: Archive) -> None:
    page = archive.search("ferry port", limit=1)
    whole = {hit.id: hit.score for hit in archive.search("ferry port")}
    with Archive.open(archive.path) as writer:
        writer.add(Article(f"The ferry and the gale of day {day}.", id=f"new{day}") for day in range(30))
    with Archive.open(archive.path) as now:
        for hit in now.search("ferry port", limit=50, after=page.next, explain=True):
            assert hit.score == whole[hit.id]
            assert f"{hit.score:.4f}" in (hit.explanation or "")
            assert "of 6 articles have ferry" in (hit.explanation or "")


def carried(archive: Archive, query: str) -> Counts | None:
    following = archive.search(query, limit=1).next
    assert following is not None
    node = parse(query).node
    return decode(following, sort="relevance", question=fingerprint(node, "dependence")).counts


def test_a_cursor_carries_counts_of_the_words_of_its_query(archive: Archive) -> None:
    counts = carried(archive, "ferry OR gale OR zebra")
    assert counts is not None
    snapshot = archive._snapshot
    assert counts.documents == len(TEXTS)
    assert counts.lengths == (snapshot.total_length("body"), snapshot.total_length("title"))
    assert counts.frequencies == (3, 3, 0, -1, -1, -1)


def test_a_cursor_of_very_many_words_carries_no_counts(archive: Archive) -> None:
    few = " OR ".join(["ferry", *(f"x{number}" for number in range(MOST_WORDS // 2 - 1))])
    assert carried(archive, few) is not None
    assert carried(archive, f"{few} OR one OR more") is None


def test_what_is_added_to_a_row_of_words_is_bounded_in_python_as_in_the_kernel(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(standing, "POOL", 1)
    monkeypatch.setattr(kernel_dependence, "POOL", 1)
    for words in ((FERRY, GALE), (FERRY, GALE, STORM), (FERRY, GALE, FERRY)):
        node = Or(words)
        matches = execute(node, archive._snapshot)
        pool = pool_of(matches, pairs(node), node=node)
        found = plan.page(node, archive._snapshot, options=PageOptions(limit=9)).pool
        assert found == pool
        assert pool.behind is not None


def test_what_words_add_has_no_bound_where_others_take_away(archive: Archive) -> None:
    node = Or((FERRY, GALE, Boost(STORM, -1.0)))
    evaluation = standing.Evaluation(execute(node, archive._snapshot).lookup)
    assert most_together(node, pairs(node), evaluation=evaluation) == float("inf")


def test_an_article_below_zero_may_come_first_by_what_stands_together(tmp_path: Path) -> None:
    node = Or((FERRY, GALE, Boost(STORM, -1.5)))
    with Archive.create(tmp_path / "index") as archive:
        archive.add(Article(f"ferry {'and so on ' * 60}{number}", id=f"{number}") for number in range(12))
        archive.add([Article("ferry gale ferry gale ferry gale storm", id="low")])
        matches = execute(node, archive._snapshot)
        expected = ranked(
            article_rows(depended(matches, pairs(node)).scores), archive._snapshot, options=PageOptions(limit=3)
        )
        assert min(score for scores in matches.scores for score in scores.values()) < 0 < expected.rows[0].score
        assert plan.page(node, archive._snapshot, options=PageOptions(limit=3)).ranking == expected


def test_where_too_many_new_articles_are_above_it_is_said_that_some_may_come_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in (standing, kernel_dependence):
        monkeypatch.setattr(module, "POOL", 3)
        monkeypatch.setattr(module, "MOST_LOOKED_AT", 8)
    with Archive.create(tmp_path / "index") as archive:
        archive.add(Article(f"ferry gale {'port ' * number}", id=f"{number}") for number in range(9))
        after = archive.search("ferry gale", limit=2, fold=False).next
        told = []
        for first in (100, 200):
            with Archive.open(archive.path) as writer:
                writer.add(Article(f"gale ferry gale x{first + number}", id=f"{first + number}") for number in range(4))
            with Archive.open(archive.path) as now:
                told += [
                    note.message for note in now.search("ferry gale", limit=2, fold=False, after=after).diagnostics
                ]
    assert [message.rpartition(" ")[2] for message in told] == ["twice", "again"]
