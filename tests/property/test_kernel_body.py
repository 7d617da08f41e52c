"""The body that the kernel puts together is the one of the definition: its words, its stretches, on any text."""

from array import array

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from searchlib.analyse.tokens import unstemmed
from searchlib.clean.prose import prose
from searchlib.codec import kernel
from searchlib.query.highlight import Mark
from searchlib.query.kernel_body import KernelBody, kernel_body
from searchlib.query.snippets import body_snippets
from searchlib.query.texts import Body

pytestmark = pytest.mark.skipif(not kernel.available(), reason="the kernel is not there")

WORDS = [
    "police",
    "The",
    "I-Checkit",
    "U.S.",
    "Jürgen",
    "x",
    "2015",
    "1,000",
    "levels.As",
    "東京",
    "A" * 70,
    "said",
    "é",
]
ENDS = [" ", " ", " ", ". ", "! ", ".\n\n", "\n\n", "” ", "… (", "\u00a0", "Â ", "\x85", "\u2028", "  \n", "\x07"]
texts = st.lists(st.tuples(st.sampled_from(WORDS), st.sampled_from(ENDS)), max_size=150).map(
    lambda pairs: "".join(map("".join, pairs))
)


def opened(raw: str, pieces: list[int]) -> tuple[Body, KernelBody | None]:
    return Body(raw, pieces), kernel_body(raw, memoryview(array("I", pieces)))


def pieces_of(raw: str) -> list[int]:
    return [number for piece in prose(raw).pieces for number in piece]


@given(texts | st.text())
def test_words_stand_where_the_definition_has_them(raw: str) -> None:
    defined, compiled = opened(raw, pieces_of(raw))
    assert compiled is not None
    positions = sorted({*defined.tokens.positions, 10_000})
    assert compiled.words_at(positions) == defined.words_at(positions)
    assert compiled.text == defined.text


@settings(deadline=None)
@given(
    texts, st.lists(st.integers(0, 160)), st.lists(st.tuples(st.integers(0, 150), st.integers(0, 3), st.integers(0, 2)))
)
def test_the_same_stretches_are_chosen(raw: str, starts: list[int], marked: list[tuple[int, int, int]]) -> None:
    defined, compiled = opened(raw, pieces_of(raw))
    assert compiled is not None
    marks, end = [], 0
    tokens = unstemmed(defined.text)
    for place, more, clause in sorted(marked):
        if place + more < len(tokens.starts) and tokens.starts[place] >= end:
            end = tokens.ends[place + more]
            if "\n" not in defined.text[tokens.starts[place] : end]:  # no mark goes over the end of a paragraph
                marks.append(Mark(tokens.starts[place], end, clause))
    sentences = array("I", sorted({0, *starts}))
    expected = body_snippets(defined, sentences, marks)
    assert compiled.stretches(memoryview(sentences), tuple(marks), 3) == expected


@given(texts, st.lists(st.integers(0, 2**32 - 1), max_size=9))
def test_pieces_that_do_not_fit_harm_nothing(raw: str, numbers: list[int]) -> None:
    pieces = numbers[: len(numbers) // 3 * 3]
    compiled = kernel_body(raw, memoryview(array("I", pieces)))
    if compiled is not None:
        compiled.stretches(memoryview(array("I", [0, 3])), (), 3)
        compiled.words_at([0, 1, 2])


def test_every_character_is_a_blank_to_the_kernel_where_it_is_one_to_the_definition() -> None:
    signs = "".join(f"a{chr(code)}" for code in range(0x11_0000) if not 0xD800 <= code < 0xE000)
    for start in range(0, len(signs), 1 << 16):
        raw = signs[start : start + (1 << 16)] + "Â b Âb"
        defined, compiled = opened(raw, [0, 0, len(raw)])
        assert compiled is not None
        positions = range(len(defined.tokens.positions) + 2)
        assert compiled.words_at(positions) == defined.words_at(positions)
