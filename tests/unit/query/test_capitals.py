"""Capitals that are asked for: which texts they are looked for in, what is shown, and what a hit says of them."""

from collections.abc import Iterator

import pytest

from searchlib import Archive, Article
from searchlib.codec import kernel
from searchlib.query import capitals
from searchlib.query.capitals import written
from searchlib.query.explain import name, road_notes
from searchlib.query.parse import parse

BODY = (
    "“We will act,” said Ada Apple.\n\nThe crowd asked who came. “The WHO, who else,” said Ole Berg.\n\n"
    "“It was who we feared,” said Ada Apple. US-based growers left us."
)


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    with Archive.create(tmp_path_factory.mktemp("capitals")) as made:
        made.add([Article(BODY, id="english"), Article("La WHO arrive. Qui sait ?", id="french", lang="fr")])
        yield made


def found(archive: Archive, query: str) -> list[str]:
    return sorted(hit.id for hit in archive.search(query))


def marked(archive: Archive, query: str) -> list[str]:
    (hit,) = archive.search(query)
    return [snippet.text[low:high] for snippet in hit.snippets for low, high in snippet.marks]


def test_of_a_quotation_its_own_words_are_looked_at(archive: Archive) -> None:
    rows = archive.quotes("caps(who)").rows
    assert [[row.quote.text[low:high] for low, high in row.marks] for row in rows] == [["WHO"]]
    assert [row.quote.speaker for row in archive.quotes("nocaps(who) said:feared")] == ["Ada Apple"]
    assert [row.quote.speaker for row in archive.quotes("speaker:caps(berg)")] == ["Ole Berg"]
    assert not archive.quotes("speaker:allcaps(berg)").rows


def test_a_clause_for_capitals_is_bound_to_the_quotation_of_its_speaker(archive: Archive) -> None:
    assert found(archive, "speaker:berg said:caps(who)") == ["english"]
    assert found(archive, "speaker:apple said:caps(who)") == []


def test_of_words_at_one_position_the_one_that_is_meant_is_looked_at(archive: Archive) -> None:
    assert marked(archive, "allcaps(us)") == ["US"]
    assert found(archive, "allcaps(usbased)") == []
    assert marked(archive, "caps(us-based)") == ["US-based"]


def test_of_the_quotations_shown_with_a_hit_only_those_written_so_are_marked(archive: Archive) -> None:
    (hit,) = archive.search("caps(who) id:english")
    assert [[quote.text[low:high] for low, high in quote.marks] for quote in hit.quotes] == [["WHO"]]


def test_an_article_in_another_language_is_found_too(archive: Archive) -> None:
    assert found(archive, "allcaps(who)") == ["english", "french"]
    assert found(archive, "nocaps(who)") == ["english"]


def test_a_stop_word_in_capitals_is_no_stop_word(archive: Archive) -> None:
    assert found(archive, "caps(IT) crowd") == []
    assert found(archive, "it crowd") == ["english"]


def test_capitals_restrict_and_score_as_the_word_does(archive: Archive) -> None:
    plain = {hit.id: hit.score for hit in archive.search("who +who")}
    assert {hit.id: 2 * hit.score for hit in archive.search("caps(who)")} == plain


@pytest.mark.skipif(not kernel.available(), reason="no compiled kernel")
def test_only_articles_that_have_what_stands_beside_it_are_looked_at(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked_at = []
    monkeypatch.setattr(capitals, "written", lambda *where: looked_at.append(where) or written(*where))
    assert archive.search("caps(who) arrive").total == archive.search("caps(who) AND (id:french)").total == 1
    assert len(looked_at) == 2


def test_what_is_asked_for_is_said_in_words() -> None:
    names = [name(clause) for clause in parse("allcaps(us) caps(apple) nocaps(ferry)").node.clauses]
    assert names == ["us in capitals", "apple with a capital", "ferry without capitals"]


@pytest.mark.skipif(not kernel.available(), reason="no compiled kernel")
def test_the_kernel_finds_the_articles_that_are_looked_at() -> None:
    notes = road_notes(parse("ferry allcaps(us)").node)
    assert notes[1].message.startswith("us in capitals: the compiled kernel finds the articles with its words")
