"""``ranking="whoosh"`` gives the scores of stock Whoosh's BM25F over the same segments, to 1e-9.

Random histories: several segments, deletions, replacements and duplicates. Known differences, kept out: Whoosh gives
keys, dates, ``Every`` and NOT a score of 1 (here 0) and patterns a constant where they stand for several terms; its
slop is another measure; its ``DisMax.score`` takes a maximum over different documents; with a limit it loses hits, so
it is asked for all.
"""

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from whoosh import query
from whoosh.index import open_dir

from searchlib import Archive, Article
from searchlib.codec.snapshot import open_snapshot
from searchlib.errors import UsageError
from searchlib.model import Document
from searchlib.query import plan
from searchlib.query.rank import PageOptions
from searchlib.query.whoosh_bridge import from_whoosh
from tests.differential.test_whoosh_reads_our_segments import answers, histories, words, write

phrases = st.builds(query.Phrase, st.just("body"), st.lists(st.sampled_from(("a", "b", "c")), min_size=2, max_size=3))
questions = st.recursive(
    words | phrases,
    lambda inner: st.one_of(
        st.builds(query.And, st.lists(inner, min_size=2, max_size=3)),
        st.builds(query.Or, st.lists(inner, min_size=2, max_size=3)),
    ),
    max_leaves=4,
)


@given(histories, questions)
@settings(deadline=None)
def test_scores_are_whooshs(history: list[list[Document | str]], question: query.Query) -> None:
    with TemporaryDirectory() as folder:
        write(Path(folder), history)
        snapshot = open_snapshot(Path(folder))
        expected = dict(answers(open_dir(folder), question))
        options = PageOptions(limit=100, ranking="whoosh")
        found = plan.page(from_whoosh(question), snapshot, options=options).ranking.rows
    starts = [sum(live.segment.doc_count for live in snapshot.segments[:n]) for n in range(len(snapshot.segments))]
    hidden = {start + doc for start, live in zip(starts, snapshot.segments, strict=True) for doc in live.hidden}
    ours = {starts[row.number] + row.doc: row.score for row in found}
    assert ours == pytest.approx({doc: score for doc, score in expected.items() if doc not in hidden}, abs=1e-9)
    assert [row.score for row in found] == sorted((row.score for row in found), reverse=True)


def test_it_is_asked_for_by_name(tmp_path: Path) -> None:
    with Archive.create(tmp_path) as archive:
        archive.add([Article("rain rain", id="a", title="rain"), Article("rain and sun", id="b")])
        (first, second) = archive.search("rain", ranking="whoosh")
        with open_dir(str(tmp_path)).searcher() as searcher:
            either = query.Or([query.Term("title", "rain"), query.Term("body", "rain")])
            assert [first.score, second.score] == [hit.score for hit in searcher.search(either, limit=None)]
        with pytest.raises(UsageError):
            archive.search("rain", ranking="tf")
