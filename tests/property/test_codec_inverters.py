"""A segment is the same, byte by byte, whether the kernel inverted its tokens or the definition did."""

import pickle
from io import BytesIO
from unittest.mock import patch

import pytest
from hypothesis import given
from hypothesis import strategies as st

from searchlib.analyse.tokens import OWN, STEMS, tokens_of
from searchlib.codec.build import Builder, build
from searchlib.compiled import available
from searchlib.model import Document, Tokens
from tests.property.test_codec_round_trip import documents

WORDS = ("rain", "Rain", "rains", "raining", "in-flight", "Rwanda’s", "it's", "U.S.", "zürich", "long" * 20, "1,000")
pytestmark = pytest.mark.skipif(not available(), reason="no compiled kernel")


def defined(given: list[Document]) -> bytes:
    with patch("searchlib.codec.build.kernel", lambda: None):
        return build(given)


def document(*words: str, positions: list[int] | None = None) -> Document:
    places = list(range(len(words))) if positions is None else positions
    return Document({"body": Tokens(list(words), list(words), places, [], [])}, {}, {}, {}, {}, {})


@given(documents)
def test_the_kernel_builds_what_the_definition_builds(documents: list[Document]) -> None:
    assert build(documents) == defined(documents)


def test_more_texts_than_are_kept_in_mind_change_nothing() -> None:
    words = [f"w{number}" for number in range(140_000)]
    given = [document(*words[start : start + 70_000]) for start in (0, 70_000, 0, 35_000)]
    assert build(given) == defined(given)


@pytest.mark.parametrize("most", [0, 3, 1 << 18])
@given(texts=st.lists(st.lists(st.sampled_from(WORDS), max_size=12).map(" ".join), max_size=6))
def test_tokens_that_stay_numbers_build_what_texts_build(texts: list[str], most: int) -> None:
    memos = (type(STEMS)(), type(OWN)())  # two memos feed one field where an archive has several languages
    with patch("searchlib.analyse.tokens.REMEMBERED", most), patch("searchlib.analyse.tokens.WORTH_NUMBERING", 0):
        given_tokens = [tokens_of(text, memos[place % 2]) for place, text in enumerate(texts)]
    numbered = [Document({"body": tokens}, {}, {}, {}, {}, {}) for tokens in given_tokens]
    listed = [Document({"body": pickle.loads(pickle.dumps(tokens))}, {}, {}, {}, {}, {}) for tokens in given_tokens]
    assert build(numbered) == build(listed) == defined(listed)


def test_numbers_of_one_text_and_positions_of_another_are_refused() -> None:
    with patch("searchlib.analyse.tokens.WORTH_NUMBERING", 0):
        tokens = tokens_of("rain fell", STEMS)
    with pytest.raises(ValueError, match="length"):
        Builder().add(Document({"body": tokens._replace(positions=tokens.positions[:1])}, {}, {}, {}, {}, {}))


@pytest.mark.parametrize("positions", [[1, 0], [0], [0, 2**32], [-1, 0]])
def test_a_document_that_is_refused_leaves_nothing_behind(positions: list[int]) -> None:
    builders = []
    for _ in range(2):
        builder = Builder()
        builder.add(document("rain"))
        builders.append(builder)
    with pytest.raises((ValueError, OverflowError)):
        builders[0].add(document("wind", "sun", positions=positions))
    builders[1].add(Document({}, {}, {}, {}, {}, {}))
    assert written(builders[0]) == written(builders[1])


def test_what_is_no_text_is_refused_whole() -> None:
    builder = Builder()
    with pytest.raises(ValueError, match="texts"):
        builder.add(document("wind", 7))  # type: ignore[arg-type]
    assert b"wind" not in written(builder)


def written(builder: Builder) -> bytes:
    out = BytesIO()
    builder.write(out)
    return out.getvalue()
