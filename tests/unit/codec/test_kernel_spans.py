"""Lists of more documents than the kernel looks at together are answered as the definition does."""

from functools import cache

import pytest

from searchlib.codec import kernel
from searchlib.codec.build import build
from searchlib.codec.segment import Segment
from searchlib.codec.snapshot import LiveSegment, Snapshot
from searchlib.model import Document, Tokens
from searchlib.query.execute import execute
from searchlib.query.kernel_run import all_matches
from searchlib.query.nodes import Form, Fuzzy, Node, Or, Phrase, Prefix, Term

pytestmark = pytest.mark.skipif(not kernel.available(), reason="no compiled kernel")
ARTICLES = 66_000
SUN, RAIN, WIND, SLEET, SNOW = (Term("text", word, word) for word in ("sun", "rain", "wind", "sleet", "snow"))


def document(number: int) -> Document:
    """Every 7th has a word with two forms, every 50th a word beside it, every 1,000th a word between."""
    forms = ["rains" if number % 2 else "rain"] * (number % 7 == 0)
    forms += ["wind"] * (number % 50 == 0) + ["sun"] * (number % 1000 == 0) + ["wind"] * (number % 500 == 0)
    forms += ["sleet", "snows"] * (number % 11 == 0)
    tokens = Tokens([form.rstrip("s") for form in forms], forms, list(range(len(forms))), [], [])
    return Document({"body": tokens}, {}, {}, {}, {}, {})


@cache
def snapshot() -> Snapshot:
    segment = Segment.from_bytes(build(map(document, range(ARTICLES))), name="s")
    return Snapshot(1, (LiveSegment(segment, frozenset(), frozenset()),))


@pytest.mark.parametrize(
    "query",
    [
        Form("text", "rains"),
        Prefix("text", "s"),
        Fuzzy("text", "rin", 2),
        Or((Prefix("text", "s"), Form("text", "rain"))),
        Or((SLEET, RAIN)),
        Phrase("text", (SLEET, SNOW), 0),
        Phrase("text", (RAIN, WIND), 0),
        Phrase("text", (RAIN, WIND, SUN), 0),
        Phrase("text", (SUN, WIND), 0),
        Phrase("text", (WIND, SUN, WIND), 0),
    ],
)
def test_long_lists_are_answered_as_the_definition_does(query: Node) -> None:
    expected = execute(query, snapshot()).scores
    assert expected[0]
    assert all_matches(query, snapshot()).scores == expected
