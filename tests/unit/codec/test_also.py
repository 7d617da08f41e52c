"""In how many documents a word stands in title and body is kept; where it is not, answers are the same."""

from io import BytesIO

import pytest

from searchlib.codec import kernel
from searchlib.codec.also import counted, kept
from searchlib.codec.assemble import SectionWriter
from searchlib.codec.build import build
from searchlib.codec.merge import merge
from searchlib.codec.segment import Segment
from searchlib.codec.snapshot import LiveSegment, Snapshot
from searchlib.codec.verify import problems
from searchlib.errors import IndexDamaged
from searchlib.model import Document, Tokens
from searchlib.query.execute import execute
from searchlib.query.kernel_run import all_matches, best_rows
from searchlib.query.nodes import And, Node, Or, Phrase, Term
from searchlib.query.rank import PageOptions

compiled = pytest.mark.skipif(not kernel.available(), reason="no compiled kernel")
ALSO = "field/title/term.also"
RAIN, WIND, SUN = (Term("text", word, word) for word in ("rain", "wind", "sun"))
QUERIES: tuple[Node, ...] = (
    RAIN,
    And((RAIN, WIND)),
    Or((RAIN, SUN)),
    Phrase("text", (RAIN, WIND), 0),
    Phrase("text", (WIND, RAIN, WIND), 0),
    Phrase("text", (RAIN, SUN), 0),
    Phrase("text", (RAIN, WIND), 1),
    And((Phrase("text", (RAIN, WIND), 0), SUN)),
)


def document(title: str, body: str) -> Document:
    given = {"title": title.split(), "body": body.split()}
    tokens = {name: Tokens(words, words, list(range(len(words))), [], []) for name, words in given.items() if words}
    return Document(tokens, {}, {}, {}, {}, {})


CORPUS = [
    document("rain wind", "wind rain wind and rain wind"),
    document("wind", "rain wind"),
    document("sun", "rain rain"),
    document("", "rain sun wind rain wind"),
    document("rain", ""),
]


def rewritten(data: bytes, replaced: bytes | None) -> bytes:
    """A segment of which the section is another one, or left out, and all checksums right."""
    whole, out = Segment.from_bytes(data, name="s").sections, BytesIO()
    sections = SectionWriter(out)
    for name in whole.names():
        items = whole.section(name, "BHIQq")
        if name != ALSO:
            sections.add(name, items.typecode, data=items.all())
        elif replaced is not None:
            sections.add(name, "B", data=replaced)
    sections.close()
    return out.getvalue()


def opened(*data: bytes) -> Snapshot:
    segments = (Segment.from_bytes(some, name=f"s{number}") for number, some in enumerate(data))
    return Snapshot(1, tuple(LiveSegment(segment, frozenset(), frozenset()) for segment in segments))


def test_of_each_word_of_the_titles_the_documents_are_counted_that_also_have_it_in_the_body() -> None:
    segment = Segment.from_bytes(build(CORPUS), name="s")
    assert list(segment.terms("title")) == [b"rain", b"sun", b"wind"]
    known = kept(segment, "title")
    assert known is not None
    assert known.tolist() == counted(segment, "title", "body").tolist() == [1, 0, 2]


@compiled
@pytest.mark.parametrize("query", QUERIES)
def test_an_older_segment_answers_the_same(query: Node) -> None:
    data = build(CORPUS)
    older = rewritten(data, None)
    assert kept(Segment.from_bytes(older, name="s"), "title") is None
    for snapshot in (opened(data, data), opened(older, older), opened(data, older)):
        assert all_matches(query, snapshot).scores == execute(query, opened(data, data)).scores


def test_merging_an_older_segment_gives_what_building_gives() -> None:
    out = BytesIO()
    merge([(Segment.from_bytes(rewritten(build(some), None), name="s"), frozenset()) for some in (CORPUS, CORPUS)], out)
    assert out.getvalue() == build(CORPUS * 2)


@compiled
@pytest.mark.parametrize("query", QUERIES)
def test_more_documents_than_the_word_has_are_damage(query: Node) -> None:
    snapshot = opened(rewritten(build(CORPUS), bytes([3, 3, 3])))
    with pytest.raises(IndexDamaged, match=ALSO):
        best_rows(query, snapshot, options=PageOptions())


@pytest.mark.parametrize("count", [bytes([1, 0, 1]), bytes([1, 0])])
def test_a_wrong_count_is_found(count: bytes) -> None:
    assert ALSO in {section for section, _ in problems(Segment.from_bytes(rewritten(build(CORPUS), count), name="s"))}


@compiled
def test_too_few_counts_are_damage() -> None:
    with pytest.raises(IndexDamaged, match="does not fit the terms"):
        all_matches(RAIN, opened(rewritten(build(CORPUS), bytes([1, 0]))))
