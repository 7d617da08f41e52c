"""With the kernel and without, in one process and in several: the same index, byte by byte, and the same answers."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from unittest.mock import patch

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from searchlib import Archive, Article
from searchlib.codec.snapshot import open_snapshot
from searchlib.compiled import SWITCH, available, kernel
from searchlib.indexing import pipeline, writer
from searchlib.indexing.workers import Workers
from tests.cases import cases

compiled = pytest.mark.skipif(not available(), reason="no compiled kernel")
WORDS = ["storm", "storms", "harbour", "Harbours'", "U.S.", "café", "2015", "Kigali's", "police", "over", "東京"]
"""Words that are stemmed, folded, split; nothing else of a text matters here."""
SAID = ["“The walls will hold,” said Ama Keza, a builder.", "“Police were there,” Mayor Tom Vale added."]
sentences = st.lists(st.sampled_from(WORDS), max_size=9).map(" ".join).map("{}. ".format) | st.sampled_from(SAID)
texts = st.lists(sentences, min_size=1, max_size=5).map("\n\n".join)
articles = st.builds(
    Article,
    texts,
    id=st.sampled_from("uvwxyz"),
    title=st.lists(st.sampled_from(WORDS), max_size=4).map(" ".join),
    date=st.sampled_from([None, "2015-11-02", "2016", "2015-11-30"]),
)
batches = st.lists(st.lists(articles, max_size=4, unique_by=lambda article: article.id), min_size=1, max_size=3)
clauses = st.one_of(
    st.sampled_from([word.rstrip(".'") for word in WORDS]),
    st.sampled_from(
        ('"storm harbour"', '"storms over"~3', "lant*", "harbuor~1", "st?rm", "/ca.*/", "said:walls", "speaker:keza")
    ),
    st.sampled_from(("title:storm", "date:2015-11", "storm NEAR/3 police", "(storm OR police)^2", "lang:en", "*:*")),
)
questions = st.lists(st.tuples(st.sampled_from(("", "-", "OR ", "AND ")), clauses), max_size=4).map(
    lambda pairs: " ".join(map("".join, pairs))
)


@contextmanager
def without_kernel() -> Iterator[None]:
    with patch.dict(os.environ, {SWITCH: "off"}):
        kernel.cache_clear()
        try:
            assert not available()
            yield
        finally:
            kernel.cache_clear()


def built(index: Path, given: list[list[Article]], *, jobs: int = 1) -> list[bytes]:
    """Add one batch after the other, remove an article, and give the segments as they are on disk."""
    with Archive.create(index) as archive:
        for batch in given:
            archive.add(batch, jobs=jobs)
        archive.remove([hit.id for hit in archive.search("", limit=1)])
        archive.compact()
    return [Path(live.segment.file).read_bytes() for live in open_snapshot(index).segments]


def answer(index: Path, question: str) -> list[object]:
    with Archive.open(index) as archive:
        page = archive.search(question, limit=3, facets=("speaker",))
        hits = [
            (hit.id, hit.score, hit.title, hit.dates, hit.speakers, tuple(hit.snippets), tuple(hit.quotes))
            for hit in page.hits
        ]
        quotes = archive.quotes(question)
        rows = [(row.id, row.score, row.quote, row.marks) for row in quotes.rows]
        counts = [archive.timeline(question, "month"), archive.facets(question, "speaker")]
        return [page.total, hits, page.next, page.facets, page.diagnostics, quotes.total, rows, *counts]


@compiled
@settings(deadline=None, max_examples=cases(50))
@given(batches, st.lists(questions, min_size=1, max_size=4))
def test_an_archive_is_the_same_with_the_kernel_and_without(given: list[list[Article]], asked: list[str]) -> None:
    with TemporaryDirectory() as folder, patch("os.fsync"):
        one, other = Path(folder, "one"), Path(folder, "other")
        segments, answers = built(one, given), [answer(one, question) for question in asked]
        with without_kernel():
            assert built(other, given) == segments
            assert [answer(one, question) for question in asked] == answers


class Staying(Workers):
    """Processes that wait for the next index: starting them takes longer than all else here."""

    def end(self) -> None:
        """Stay."""


@pytest.fixture(scope="module")
def processes() -> Iterator[Staying]:
    workers = Staying(3)
    yield workers
    Workers.end(workers)


@settings(deadline=None, max_examples=cases(30))
@given(batches, st.integers(1, 3), st.integers(1, 5))
def test_an_archive_is_the_same_whatever_the_number_of_processes(
    processes: Staying, given: list[list[Article]], chunk: int, often: int
) -> None:
    with (
        TemporaryDirectory() as folder,
        patch("os.fsync"),
        patch.multiple(pipeline, CHUNK=chunk, COMMIT_EVERY=often),
        patch("searchlib.indexing.workers.Workers", lambda _: processes),
        patch.object(writer, "MEMORY", 30_000),
    ):
        expected = built(Path(folder, "1"), given)
        for jobs in (2, 3):
            assert built(Path(folder, str(jobs)), given, jobs=jobs) == expected
