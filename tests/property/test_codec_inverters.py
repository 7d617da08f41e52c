"""A segment is the same, byte by byte, whether the kernel inverted its tokens or the definition did."""

from io import BytesIO
from unittest.mock import patch

import pytest
from hypothesis import given

from searchlib.codec.build import Builder, build
from searchlib.compiled import available
from searchlib.model import Document, Tokens
from tests.property.test_codec_round_trip import documents

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
