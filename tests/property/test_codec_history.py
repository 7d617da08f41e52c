"""Whatever is put, removed, committed, cancelled and opened again: the index holds what a dictionary would hold."""

from pathlib import Path
from tempfile import TemporaryDirectory
from unittest.mock import patch

from hypothesis import given, settings
from hypothesis import strategies as st

from searchlib.codec.snapshot import Snapshot, open_snapshot
from searchlib.indexing import writer as writing
from searchlib.indexing.check import check
from searchlib.indexing.writer import Writer
from searchlib.model import Document, Tokens

IDS = st.sampled_from("abcdefg")
PUT = st.tuples(st.just("put"), IDS, st.integers(0, 3))
REMOVE = st.tuples(st.just("remove"), IDS, st.just(0))
OTHER = st.tuples(st.sampled_from(("commit", "cancel", "flush")), st.just(""), st.just(0))
changes = st.lists(PUT | PUT | REMOVE | OTHER, max_size=40)

Articles = dict[str, int]
"""Id → text digest, in the order in which the articles were put last."""


def document(article_id: str, digest: int) -> Document:
    words = [article_id, f"{digest}"]
    return Document(
        tokens={"body": Tokens(words, words, [0, 1], [], [])},
        terms={"id": [article_id.encode()]},
        numbers={"text_digest": digest, "record_digest": digest},
        labels={},
        lists={},
        stored={"id": article_id, "path": article_id},
    )


def answering(articles: Articles) -> list[str]:
    """The ids that answer: of equal texts the first."""
    first: dict[int, str] = {}
    for article_id, digest in articles.items():
        first.setdefault(digest, article_id)
    return list(first.values())


def live(snapshot: Snapshot) -> list[str]:
    return [
        held.segment.stored("id", doc)
        for held in snapshot.segments
        for doc in range(held.segment.doc_count)
        if doc not in held.hidden
    ]


def assert_holds(path: Path, articles: Articles) -> None:
    snapshot = open_snapshot(path)
    assert live(snapshot) == answering(articles)
    assert snapshot.live_count() == len(answering(articles))
    for article_id in "abcdefg":
        place = snapshot.find(article_id)
        assert (place is not None) == (article_id in articles)
        if place is not None:
            segment = snapshot.segments[place[0]].segment
            assert segment.numbers("text_digest")[place[1]] == articles[article_id]
    assert check(path).problems == ()


def play(path: Path, history: list[tuple[str, str, int]]) -> Articles:
    """Make the changes to the index in *path* and to a dictionary; returns what is committed."""
    committed: Articles = {}
    now: Articles = {}
    writer = Writer(path, create=True)
    for what, article_id, digest in history:
        if what == "put":
            writer.put(document(article_id, digest))
            now.pop(article_id, None)
            now[article_id] = digest
        elif what == "remove":
            assert writer.remove(article_id) == (now.pop(article_id, None) is not None)
        elif what == "commit":
            writer.commit()
            committed = dict(now)
            assert writer.duplicates() == len(committed) - len(answering(committed))
            assert_holds(path, committed)
        elif what == "flush":
            writer._flush()
        else:
            writer.cancel()
            now = dict(committed)
            writer = Writer(path)
        assert sorted(writer.ids()) == sorted(now)
        assert all(writer.record_digest(name) == now.get(name) for name in "abcdefg")
    writer.cancel()
    return committed


@given(changes)
@settings(deadline=None)
def test_index_holds_what_a_dictionary_holds(history: list[tuple[str, str, int]]) -> None:
    with TemporaryDirectory() as folder, patch.object(writing, "MEMORY", 100):
        committed = play(Path(folder), history)
        assert_holds(Path(folder), committed)
