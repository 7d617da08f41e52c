"""A snapshot that counts as another one did: what has not changed scores what it did."""

from pathlib import Path

import pytest

from searchlib import Archive, Article
from searchlib.codec import kernel
from searchlib.codec.snapshot import Snapshot, Tally
from searchlib.query import kernel_dependence, plan, standing
from searchlib.query.cursor import MOST_WORDS, Counts, decode, encode, fingerprint
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


def test_a_tally_leaves_the_scores_of_its_snapshot_alone_and_they_leave_it(archive: Archive) -> None:
    index, options = tallied(archive._snapshot), PageOptions()
    by_tally = plan.page(FERRY, index, options=options).ranking
    own = plan.page(FERRY, archive._snapshot, options=options).ranking
    assert own == ranked(article_rows(execute(FERRY, archive._snapshot).scores), archive._snapshot, options=options)
    assert plan.page(FERRY, index, options=options).ranking == by_tally
    assert by_tally == ranked(article_rows(execute(FERRY, index).scores), index, options=options)
    assert by_tally != own


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


def test_a_cursor_that_counts_other_words_is_not_counted_by(archive: Archive) -> None:
    after = archive.search("ferry OR gale", limit=1).next
    assert after is not None
    question = fingerprint(parse("ferry OR gale").node, "dependence")
    cursor = decode(after, sort="relevance", question=question)
    assert cursor.counts is not None
    for changed in ({"words": "0"}, {"frequencies": (1, 1)}, {"lengths": (9,)}):
        other = cursor._replace(generation=9, counts=cursor.counts._replace(**changed))
        (note,) = archive.search("ferry OR gale", after=encode(other)).diagnostics
        assert note.message.endswith("come again")


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


def filled(words: str, count: int, *, name: str) -> Article:
    """An article of so many words: these, its own in the place of each dot and behind."""
    own = (f"{name}{number}x" for number in range(count))
    text = " ".join(next(own) if word == "." else word for word in words.split())
    return Article(" ".join((text, *own)), id=name, lang="en")


FAR, NEAR, BESIDE = f"ferry {'. ' * 12}gale", f"ferry {'. ' * 5}gale", "ferry gale"


def after_first(archive: Archive, *, shown: str) -> str:
    page = archive.search("ferry gale", limit=1, fold=False)
    assert [hit.id for hit in page] == [shown]
    assert page.next
    return page.next


def left(archive: Archive, after: str) -> list[str]:
    with Archive.open(archive.path) as now:
        return [hit.id for hit in now.search("ferry gale", limit=50, fold=False, after=after)]


@pytest.fixture
def few(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Archive:
    """An archive in which three articles are looked at where pairs of words count."""
    monkeypatch.setattr(standing, "POOL", 3)
    monkeypatch.setattr(kernel_dependence, "POOL", 3)
    return Archive.create(tmp_path / "few")


@pytest.mark.parametrize("others", [0, 3])
def test_what_was_looked_at_is_looked_at_again_though_new_articles_score_more(few: Archive, others: int) -> None:
    few.add([filled(FAR, 20, name="a"), filled(FAR, 21, name="b"), filled(BESIDE, 22, name="c")])
    few.add(filled(FAR, 80 + number, name=f"o{number}") for number in range(others))
    after = after_first(few, shown="c")
    with Archive.open(few.path) as writer:
        writer.add(filled(FAR, 14 + number, name=f"n{number}") for number in range(3))
    found = left(few, after)
    assert "c" not in found
    assert set(found) >= {"a", "b", *(f"o{number}" for number in range(others))}


def test_what_was_not_looked_at_is_not_though_others_are_gone(few: Archive) -> None:
    few.add([filled(FAR, 23, name="a"), filled(FAR, 24, name="b"), filled(NEAR, 22, name="c")])
    few.add([filled(BESIDE, 30, name="d"), filled(FAR, 80, name="e")])
    after = after_first(few, shown="c")
    with Archive.open(few.path) as writer:
        writer.remove(["a", "b"])
    assert left(few, after) == ["d", "e"]


def test_a_word_may_come_into_another_language_and_leave_it(tmp_path: Path) -> None:
    german = "Der Sturm hat die ferry im Hafen von Lerwick gehalten, und das Schiff ist nicht gefahren."
    with Archive.create(tmp_path / "index") as archive:
        archive.add(Article(f"The ferry left {'port ' * number}today.", id=f"{number}") for number in range(6))
    seen, after = list[str](), None
    for turn in range(6):
        with Archive.open(archive.path) as now:
            page = now.search("ferry OR port", limit=1, fold=False, after=after)
            assert not [note for note in page.diagnostics if note.message.endswith("come again")]
            seen += [hit.id for hit in page]
            after = page.next
        with Archive.open(archive.path) as writer:
            if turn % 2:
                writer.remove("german")
                writer.compact()
            else:
                writer.add([Article(german, id="german", lang="de")])
    assert len(seen) == len(set(seen)) == 6


def test_a_word_that_only_another_language_had_means_another_by_now(tmp_path: Path) -> None:
    with Archive.create(tmp_path / "index") as archive:
        archive.add(
            Article(f"Die ferry fährt {'und ' * number}nicht.", id=f"{number}", lang="de") for number in range(6)
        )
        after = archive.search("ferry", limit=1, fold=False).next
    with Archive.open(archive.path) as writer:
        writer.add([Article("The ferry left.", id="english")])
    with Archive.open(archive.path) as now:
        (note,) = now.search("ferry", limit=1, fold=False, after=after).diagnostics
    assert note.message.endswith("come again")
