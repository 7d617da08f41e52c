"""Stock Whoosh over our segments and over its own W3 ones, which hold the same postings.

Known errors of the witness, kept out of what is compared: with a limit, W3 skips blocks and loses hits
(searchlib/ARCHITECTURE.md), so both sides are asked for all hits; W3 gives None for the length of a field that a
document has not, where others do; it leaves files open, so it stands in memory.
"""

from collections.abc import Iterator
from itertools import accumulate
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from whoosh import query
from whoosh.codec.whoosh3 import W3Codec
from whoosh.filedb.filestore import RamStorage
from whoosh.index import TOC, FileIndex, open_dir
from whoosh.matching import Matcher

from searchlib.codec.columns import MISSING
from searchlib.codec.snapshot import LiveSegment, open_snapshot
from searchlib.indexing.schema import article_schema
from searchlib.indexing.writer import Writer
from searchlib.model import Document, Tokens
from tests.cases import cases

WORDS = ("a", "b", "c", "bs")
Postings = tuple[str, bytes, int, float, bytes]

# ── our side and the witness's, from one history ──


@st.composite
def articles(draw: st.DrawFn) -> Document:
    fields = {}
    for field in ("title", "body"):
        # Long ones too: from ten words on, a length and the byte that stands for it differ.
        forms = draw(st.lists(st.sampled_from(WORDS), max_size=12)) * draw(st.sampled_from((1, 1, 5)))
        gaps = draw(st.lists(st.integers(0, 2), min_size=len(forms), max_size=len(forms)))
        positions = list(accumulate(gaps))
        if forms:
            fields[field] = Tokens([form[0] for form in forms], forms, positions, [], [])
    article_id = draw(st.sampled_from("uvwxyz"))
    terms = {"id": [article_id.encode()], "lang": [draw(st.sampled_from((b"en", b"fr")))]}
    numbers = draw(st.dictionaries(st.sampled_from(("words", "date_earliest")), st.integers(1, 800_000)))
    digest = {"text_digest": draw(st.integers(0, 3))}
    return Document(fields, terms, {**numbers, **digest}, {}, {}, {"id": article_id, "title": " ".join(WORDS)})


histories = st.lists(st.lists(articles() | st.sampled_from("uvwxyz"), min_size=1, max_size=5), min_size=1, max_size=4)
"""Commits, each of articles that are put and ids that are removed."""


def write(path: Path, history: list[list[Document | str]]) -> None:
    with Writer(path, create=True) as writer:
        for changes in history:
            for change in changes:
                if isinstance(change, Document):
                    writer.put(change)
                else:
                    writer.remove(change)
            writer.commit()


def postings_of(live: LiveSegment, schema: object) -> Iterator[Postings]:
    """What W3 is to hold: field, term, document, weight and positions in Whoosh's encoding."""
    for field in live.segment.fields():
        for term in live.segment.terms(field):
            postings = live.segment.postings(field, term)
            assert postings is not None
            for place, doc in enumerate(postings.docs):
                positions = postings.positions(place).tolist()
                value = schema[field].format.encode(positions) if positions else b""  # type: ignore[index]
                yield field, term, doc, float(postings.freqs[place]), value


def witness(source: Path) -> FileIndex:
    """Write the same postings with Whoosh's own codec, a segment for a segment."""
    storage, codec, schema, segments = RamStorage(), W3Codec(), article_schema(), []
    for live in open_snapshot(source).segments:
        segment = codec.new_segment(storage, "MAIN")
        documents = codec.per_document_writer(storage, segment)
        for doc in range(live.segment.doc_count):
            documents.start_doc(doc)
            stored = {name: live.segment.stored(name, doc) for name in ("id", "title")}
            for field in ("id", "title", "body"):
                length = live.segment.exact_lengths(field)[doc]
                documents.add_field(field, schema[field], stored.get(field), length)
            documents.finish_doc()
        documents.close()
        segment.set_doc_count(live.segment.doc_count)
        fields = codec.field_writer(storage, segment)
        fields.add_postings(schema, codec.per_document_reader(storage, segment), postings_of(live, schema))
        fields.close()
        for doc in live.deleted:
            segment.delete_document(doc)
        segments.append(segment)
    TOC(schema, segments, 1).write(storage, "MAIN")
    return FileIndex(storage)


# ── the same questions to both ──

words = st.builds(query.Term, st.sampled_from(("title", "body")), st.sampled_from(("a", "b", "c", "zz")))
phrases = st.builds(
    query.Phrase,
    st.just("body"),
    st.lists(st.sampled_from(("a", "b", "c")), min_size=2, max_size=3),
    slop=st.integers(1, 3),
)
leaves = words | phrases | st.builds(query.Prefix, st.just("body"), st.sampled_from(("", "a", "b")))
questions = st.recursive(
    leaves,
    lambda inner: st.one_of(
        st.builds(query.And, st.lists(inner, min_size=2, max_size=3)),
        st.builds(query.Or, st.lists(inner, min_size=2, max_size=3)),
    ),
    max_leaves=4,
)


def answers(index: FileIndex, question: query.Query) -> list[tuple[int, float]]:
    with index.searcher() as searcher:
        hits = searcher.search(question, limit=None)
        return sorted((hit.docnum, hit.score) for hit in hits)


def in_folders(history: list[list[Document | str]]) -> Iterator[tuple[FileIndex, FileIndex]]:
    with TemporaryDirectory() as folder:
        write(Path(folder), history)
        yield open_dir(folder), witness(Path(folder))


@given(histories, questions)
@settings(deadline=None)
def test_same_documents_and_scores(history: list[list[Document | str]], question: query.Query) -> None:
    for ours, theirs in in_folders(history):
        found, expected = answers(ours, question), answers(theirs, question)
        assert [doc for doc, _ in found] == [doc for doc, _ in expected]
        assert [score for _, score in found] == pytest.approx([score for _, score in expected], abs=1e-9)


@given(histories)
@settings(deadline=None, max_examples=cases(50))
def test_same_terms_postings_and_lengths(history: list[list[Document | str]]) -> None:
    for ours, theirs in in_folders(history):
        with ours.reader() as reader, theirs.reader() as expected:
            assert list(reader.all_terms()) == list(expected.all_terms())
            assert (reader.doc_count(), reader.doc_count_all()) == (expected.doc_count(), expected.doc_count_all())
            for field, term in reader.all_terms():
                assert reader.doc_frequency(field, term) == expected.doc_frequency(field, term)
                assert reader.frequency(field, term) == expected.frequency(field, term)
                assert infos(reader.term_info(field, term)) == infos(expected.term_info(field, term))
                assert walked(reader.postings(field, term)) == walked(expected.postings(field, term))
            for field in ("title", "body"):
                assert reader.field_length(field) == expected.field_length(field)
                for doc in range(reader.doc_count_all()):
                    assert reader.doc_field_length(doc, field) == (expected.doc_field_length(doc, field) or 0)
            assert list(reader.all_stored_fields()) == list(expected.all_stored_fields())


def walked(matcher: Matcher) -> list[tuple[int, float, object]]:
    found = []
    while matcher.is_active():
        positions = matcher.value_as("positions") if matcher.supports("positions") else None
        found.append((matcher.id(), matcher.weight(), positions))
        matcher.next()
    return found


def infos(info: object) -> tuple[float, ...]:
    names = ("weight", "doc_frequency", "min_length", "max_length", "max_weight")
    return tuple(getattr(info, name)() for name in names)


@given(histories, words)
@settings(deadline=None, max_examples=cases(50))
def test_a_limit_loses_nothing(history: list[list[Document | str]], question: query.Query) -> None:
    for ours, _ in in_folders(history):
        with ours.searcher() as searcher:
            everything = [(hit.docnum, hit.score) for hit in searcher.search(question, limit=None)]
            assert [(hit.docnum, hit.score) for hit in searcher.search(question, limit=2)] == everything[:2]


@given(histories)
@settings(deadline=None, max_examples=cases(20))
def test_sorts_by_numbers_and_dates(history: list[list[Document | str]]) -> None:
    for ours, _ in in_folders(history):
        snapshot = open_snapshot(Path(ours.storage.folder))
        columns = [live.segment.numbers(name) for live in snapshot.segments for name in ("words",)]
        hidden = [doc in live.deleted for live in snapshot.segments for doc in range(live.segment.doc_count)]
        numbers = [number for column in columns for number in column]
        with ours.searcher() as searcher:
            found = [hit.docnum for hit in searcher.search(query.Every(), sortedby="words", limit=None)]
            dated = [hit.docnum for hit in searcher.search(query.Every(), sortedby="date", limit=None)]
        last = 2**63
        expected = sorted((n if n != MISSING else last, doc) for doc, n in enumerate(numbers) if not hidden[doc])
        assert found == [doc for _, doc in expected]
        assert sorted(dated) == sorted(found)


def test_terms_within_an_edit_are_found(tmp_path: Path) -> None:
    words = ["storm", "storms", "form", "rain"]
    tokens = Tokens(words, words, [0, 1, 2, 3], [], [])
    write(tmp_path, [[Document({"body": tokens}, {"id": [b"a"]}, {}, {}, {}, {"id": "a"})]])
    with open_dir(str(tmp_path)).reader() as reader:
        assert list(reader.terms_within("body", "storm", 1)) == ["storm", "storms"]
        assert sorted(reader.expand_prefix("body", "st")) == [b"storm", b"storms"]
