"""An article answers to its id and to the path where it was found; a name that is nearly one is told."""

import pytest

from searchlib import Archive, Article, ArticleMissing


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Archive:
    folder = tmp_path_factory.mktemp("naming")
    made = Archive.create(folder / "index")
    made.add(
        [
            Article("The ferry sails.", id="ferry.html", path="pages/ferry.html"),
            Article("The harbour was dredged.", id="old/harbour.html", path="pages/old/harbour.html"),
            Article("A gale came.", id="gale", path="feed.jsonl"),
            Article("A storm came.", id="storm", path="feed.jsonl"),
            Article("A pier fell.", id="https://example.org/pier", path="saved/pier.htm"),
            Article("It went.", id="gone.html", path="pages/gone.html"),
        ]
    )
    made.remove("gone.html")
    return made


@pytest.mark.parametrize(
    ("called", "found"),
    [
        ("ferry.html", "ferry.html"),
        ("pages/ferry.html", "ferry.html"),
        ("./pages//ferry.html", "ferry.html"),
        ("pages/old/harbour.html", "old/harbour.html"),
        ("saved/pier.htm", "https://example.org/pier"),
        ("https://example.org/pier", "https://example.org/pier"),
    ],
)
def test_an_article_answers_to(called: str, found: str, archive: Archive) -> None:
    assert archive.called(called) == found


@pytest.mark.parametrize(
    ("called", "near"),
    [
        ("ferry", ("ferry.html",)),
        ("FERRY.HTML", ("ferry.html",)),
        ("other/ferry.html", ("ferry.html",)),
        ("fery.html", ("ferry.html",)),
        ("feed.jsonl", ("gale", "storm")),
        ("pier", ("https://example.org/pier",)),
        ("xy", ()),
        ("zeppelin", ()),
        ("", ()),
        ("/", ()),
        ("\0/\ud800", ()),
    ],
)
def test_a_name_that_is_none_is_told_with_what_is_near(called: str, near: tuple[str, ...], archive: Archive) -> None:
    with pytest.raises(ArticleMissing) as told:
        archive.called(called)
    assert told.value.near == near
    assert all(one in str(told.value) for one in near)


@pytest.mark.parametrize("called", ["gone.html", "pages/gone.html"])
def test_what_was_removed_has_no_name(called: str, archive: Archive) -> None:
    with pytest.raises(ArticleMissing):
        archive.called(called)
