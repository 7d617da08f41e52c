"""Nothing between quotation marks means something else in silence."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from searchlib import Archive
from searchlib.errors import QueryError
from searchlib.query.nodes import Best, Node, Phrase, is_word
from searchlib.query.parse import parse
from tests.property.test_parse import meaning

WORDS = "rain snow the 2015 café I-Checkit U.S. AT&T AT\\&T don't 9/11 rain, (rain) ‘rain’ “rain” rain. [sic]"
SHAPES = "ferr* n?ght [st]ail nigth~1 nigth~ ferr*~1 rain~0.8 rain~9 (nigth~1) ferr*, f?r*~2"
SIGNS = (
    "OR AND NOT ANDNOT ANDMAYBE REQUIRE NEAR NEAR/5 w/s /p near5 adj3 | || && (OR /ra.*/ title:rain WHO:rain date>2015 "
    "words:3 -rain +rain !rain (-rain rain^2 (rain^2) exact(rain) caps(rain) atleast2(rain) * ** ? *:* ~ ~3 ~rain "
    "rain? ferr?, “ «"
)
PUNCTUATION = ", . – - … ( ) ' ’ & : --"
RANGES = ("[2015 TO 2016]", "{a TO b]", "[TO 2016]")
KNOWN = frozenset(PUNCTUATION.split())
pieces = st.sampled_from((*f"{WORDS} {SHAPES} {SIGNS} {PUNCTUATION}".split(), *RANGES))


def readings(node: Node) -> list[str] | None:
    """The words of the first reading of a word or phrase; None of what is more."""
    if isinstance(node, Best):
        return readings(node.clauses[0])
    if isinstance(node, Phrase):
        return [meaning(word) for word in node.words]
    return [meaning(node)] if is_word(node) else None


@settings(deadline=None)
@given(st.lists(pieces, min_size=2, max_size=8))
@example(["OR", "rain"])
@example(["rain", "NEAR", "snow"])
@example(["ferr*", "rain~0.8"])
def test_a_piece_of_a_phrase_means_what_it_means_alone_or_has_a_note_over_it(chosen: list[str]) -> None:
    query = f'"{" ".join(chosen)}"'
    parsed = parse(query)
    found, place, at = readings(parsed.node), 1, 0
    for piece in chosen:
        start, end = place, place + len(piece)
        place = end + 1
        if any(note.start < end and start < note.end and note.message[:4] != "only" for note in parsed.diagnostics):
            continue
        alone = [] if piece in KNOWN else readings(parse(piece).node)
        assert alone is not None, piece
        for word in alone:
            assert found is not None
            assert word in found[at:], piece
            at = found.index(word, at) + 1


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Archive:
    return Archive.create(tmp_path_factory.mktemp("strictly"))


@settings(deadline=None)
@given(st.lists(pieces, min_size=1, max_size=6), st.sampled_from(["", "title:", "speaker:", "id:", "-"]))
def test_what_is_warned_of_is_raised_when_reading_strictly(archive: Archive, chosen: list[str], before: str) -> None:
    query = f'{before}"{" ".join(chosen)}"'
    warned = [note for note in parse(query).diagnostics if note.level != "info"]
    if not warned:
        archive.search(query, strict=True)
        return
    with pytest.raises(QueryError) as raised:
        archive.search(query, strict=True)
    assert (raised.value.start, raised.value.end) == (warned[0].start, warned[0].end)
