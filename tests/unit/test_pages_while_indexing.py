"""Pages that somebody turns while somebody else adds and removes articles."""

import random
from functools import partial
from pathlib import Path

import pytest

from searchlib import Archive, Article
from searchlib.archive.opened import KEPT
from searchlib.codec import kernel
from searchlib.model import Page

WORDS = ("ferry", "gale", "storm", "sea", "port", "ship")
QUERIES = (("ferry", "and"), ("ferry gale", "and"), ("ferry gale storm", "or"), ("f*", "and"), ("-absent", "and"))
SORTS = ("relevance", "date", "oldest")
CHANGED = "the archive has changed since the page before: what is new may not be shown, nothing comes twice"
UNSURE = "the archive has changed since the page before: some articles may be missing or come again"


def article(number: int, chance: random.Random) -> Article:
    words = [chance.choice(WORDS) for _ in range(chance.randrange(5, 60))]
    return Article(" ".join(words), id=f"{number}", date=f"201{number % 7}-0{chance.randrange(1, 9)}-01")


@pytest.fixture
def chance() -> random.Random:
    return random.Random(6)


@pytest.fixture
def archive(tmp_path: Path, chance: random.Random) -> Archive:
    made = Archive.create(tmp_path / "index")
    made.add(article(number, chance) for number in range(80))
    return made


def messages(page: Page) -> set[str]:
    return {note.message for note in page.diagnostics}


def change(archive: Archive, chance: random.Random) -> None:
    """Add, replace and remove articles, and go on in the newest commit."""
    writer = Archive.open(archive.path)
    writer.add(article(chance.randrange(300), chance) for _ in range(40))
    writer.remove([hit.id for hit in writer.search("sea", limit=3)])
    archive.refresh()


@pytest.mark.parametrize("sort", SORTS)
@pytest.mark.parametrize(("query", "operator"), QUERIES)
def test_pages_go_on_as_they_were_however_often_others_commit(
    archive: Archive, chance: random.Random, query: str, operator: str, sort: str
) -> None:
    whole = [(hit.id, hit.score) for hit in archive.search(query, limit=500, sort=sort, operator=operator)]
    seen: list[tuple[str, float]] = []
    after, changes = None, 0
    while True:
        page = archive.search(query, limit=19, sort=sort, operator=operator, after=after, facets=["year"])
        seen += [(hit.id, hit.score) for hit in page]
        assert page.total == len(whole) == sum(count for _, count in page.facets["year"])
        assert not {CHANGED, UNSURE} & messages(page)
        after = page.next
        if after is None:
            break
        if changes < KEPT:
            change(archive, chance)
            changes += 1
    assert seen == whole
    assert changes > 1


def test_pages_of_quotations_and_of_what_is_similar_go_on_as_they_were(archive: Archive, chance: random.Random) -> None:
    archive.add(Article(f"“The ferry of day {day} sails,” said Ada Lind.", id=f"q{day}") for day in range(9))
    quoted, alike = archive.quotes("ferry", limit=4), archive.similar("7", limit=4)
    rest = [row.quote.text for row in archive.quotes("ferry", limit=4, after=quoted.next).rows]
    others = [hit.id for hit in archive.similar("7", limit=4, after=alike.next)]
    change(archive, chance)
    archive.add([Article("“A ferry, a ferry, a ferry,” said Ada Lind.", id="new")])
    assert [row.quote.text for row in archive.quotes("ferry", limit=4, after=quoted.next).rows] == rest
    assert [hit.id for hit in archive.similar("7", limit=4, after=alike.next)] == others


def test_a_snapshot_that_gave_no_cursor_is_not_kept(archive: Archive, chance: random.Random) -> None:
    archive.search("ferry", limit=3).hits[0].snippets  # noqa: B018  # looked at, its next page is not
    change(archive, chance)
    assert archive._earlier == ()
    for _ in range(KEPT + 2):
        assert archive.search("ferry", limit=3).next
        change(archive, chance)
    assert len(archive._earlier) == KEPT
    archive.close()
    assert archive._earlier == ()


@pytest.mark.parametrize("sort", SORTS)
@pytest.mark.parametrize(("query", "operator"), QUERIES)
def test_where_the_commit_is_gone_what_has_not_changed_follows_as_it_was_and_that_is_said(
    archive: Archive, chance: random.Random, query: str, operator: str, sort: str
) -> None:
    ask = partial(Archive.search, query=query, sort=sort, operator=operator, fold=False)
    whole = [(hit.id, hit.score) for hit in ask(archive, limit=500)]
    page = ask(archive, limit=15)
    with Archive.open(archive.path) as writer:
        writer.add(article(number, chance) for number in range(100, 140))
        writer.remove([whole[14][0], whole[20][0]])
    with Archive.open(archive.path) as now:
        follows = ask(now, limit=20, after=page.next)
        rest = ask(now, limit=500, after=follows.next)
    found = [(hit.id, hit.score) for hit in (*follows, *rest)]
    assert [one for one in found if int(one[0]) < 100] == whole[15:20] + whole[21:]
    assert CHANGED in messages(follows)
    assert not {CHANGED, UNSURE} & messages(rest)


def test_where_the_last_article_is_gone_too_its_score_and_day_say_where_to_go_on(archive: Archive) -> None:
    page = archive.search("ferry", limit=5)
    with Archive.open(archive.path) as writer:
        writer.remove(page.hits[-1].id)
    with Archive.open(archive.path) as now:
        follows = now.search("ferry", limit=500, after=page.next)
        assert follows.hits
        assert all(hit.score <= page.hits[-1].score for hit in follows)


def test_ranked_as_whoosh_does_what_stands_behind_the_last_article_now_follows_and_that_is_said(
    archive: Archive, chance: random.Random
) -> None:
    ask = partial(Archive.search, query="ferry gale", ranking="whoosh", fold=False)
    page = ask(archive, limit=15)
    with Archive.open(archive.path) as writer:
        writer.add(article(number, chance) for number in range(100, 140))
    with Archive.open(archive.path) as now:
        whole = [hit.id for hit in ask(now, limit=500)]
        follows = ask(now, limit=500, after=page.next)
    assert [hit.id for hit in follows] == whole[whole.index(page.hits[-1].id) + 1 :]
    assert UNSURE in messages(follows)


def test_where_the_query_means_other_words_by_now_that_is_said(archive: Archive) -> None:
    page = archive.search('"ferryboat gale"~9 OR ferry', limit=5)
    with Archive.open(archive.path) as writer:
        writer.add([Article("A ferry-boat in a gale.", id="new")])
    with Archive.open(archive.path) as now:
        assert UNSURE in messages(now.search('"ferryboat gale"~9 OR ferry', limit=5, after=page.next))


@pytest.mark.skipif(not kernel.available(), reason="as slow as the definition")
def test_what_stands_for_too_many_words_may_come_again_and_that_is_said(tmp_path: Path) -> None:
    with Archive.create(tmp_path / "many") as archive:
        archive.add(Article(f"storm x{number}a x{number}b", id=f"{number}", lang="en") for number in range(480))
        few = archive.search("x*", limit=5).next
        archive.add(Article(f"storm x{number}a x{number}b", id=f"{number}", lang="en") for number in range(480, 520))
        many = archive.search("x*", limit=5).next
        archive.add([Article("storm x0", id="new", lang="en")])
    with Archive.open(tmp_path / "many") as now:
        assert UNSURE in messages(now.search("x*", limit=5, after=few))
        assert UNSURE in messages(now.search("x*", limit=5, after=many))
    with Archive.open(tmp_path / "many") as writer:
        writer.remove([f"{number}" for number in range(100, 200)])
        writer.compact()
        assert UNSURE in messages(writer.search("x*", limit=5, after=many))


def test_a_quotation_goes_on_behind_where_it_stands_now_where_its_words_are_others(tmp_path: Path) -> None:
    with Archive.create(tmp_path / "index") as archive:
        text = "“The ferryboat of day {0} sails,” said Ada Lind. “The ferryboat it is,” said Bo Berg of {0}."
        archive.add(Article(text.format(day), id=f"q{day}") for day in range(9))
        query = '"ferryboat sails"~9 OR ferryboat'
        page = archive.quotes(query, limit=11)
    with Archive.open(tmp_path / "index") as writer:
        writer.add([Article("“A ferry-boat sails,” said Ada Lind.", id="new")])
    with Archive.open(tmp_path / "index") as now:
        follows = now.quotes(query, limit=50, after=page.next)
        whole = [(row.id, row.quote.text) for row in now.quotes(query, limit=50).rows]
    assert UNSURE in {note.message for note in follows.diagnostics}
    last = page.rows[-1]
    assert [(row.id, row.quote.text) for row in follows.rows] == whole[whole.index((last.id, last.quote.text)) + 1 :]
