"""The body that the kernel puts together is the one of the definition: its marks, its stretches, on any text."""

from collections.abc import Sequence
from contextlib import suppress
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from searchlib.analyse.tokens import FORMS, opened, unstemmed
from searchlib.clean.prose import prose
from searchlib.codec import kernel
from searchlib.codec.rows import row
from searchlib.codec.terms import encoded
from searchlib.model import Snippet
from searchlib.query.kernel_body import defined, marks_in
from searchlib.query.marking import Clause, Owning, marked
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
    "\U0001f600",
    "\ud800",
    "_",
    "'",
    "“Police",
]
ENDS = [
    *(
        " ",
        " ",
        " ",
        ". ",
        "! ",
        ".\n\n",
        "\n\n",
        "” ",
        "… (",
        "\u00a0",
        "Â ",
        "\x85",
        "\u2028",
        "  \n",
        "\x07",
        ".",
        ",",
    ),
    *("", "--", ".'", ";"),
]
texts = st.lists(st.tuples(st.sampled_from(WORDS), st.sampled_from(ENDS)), max_size=150).map(
    lambda pairs: "".join(map("".join, pairs))
)
choices = st.sampled_from([bool, lambda form: len(form) > 1, lambda form: form != "checkit", lambda _: False])
near = st.integers(0, 160).flatmap(
    lambda first: st.sets(st.integers(first, first + 6), min_size=1, max_size=4).map(lambda some: tuple(sorted(some)))
)
clauses = st.lists(st.builds(Clause, st.lists(near, max_size=9).map(tuple), choices), max_size=4).map(tuple)


def pieces_of(raw: str) -> list[int]:
    return [number for piece in prose(raw).pieces for number in piece]


def compiled(raw: str, pieces: Sequence[int], starts: Sequence[int], some: tuple[Clause, ...]) -> tuple[Snippet, ...]:
    rows = row(pieces), row(starts)
    found = kernel.run(lambda module: module.snippets(opened(FORMS, module), encoded(raw), *rows, some, 3, 0))
    return tuple(Snippet("body", *one) for one in found)


@settings(deadline=None)
@given(texts | st.text(), clauses, st.integers(0, 60), st.sampled_from([1 << 31, 20, 1]))
def test_the_same_characters_are_marked(text: str, some: tuple[Clause, ...], base: int, width: int) -> None:
    owning = Owning(base, width)
    assert marks_in(text, some, owning) == marked(text, unstemmed(text), clauses=some, owning=owning)


@given(texts | st.text())
def test_words_stand_where_the_definition_has_them(text: str) -> None:
    tokens = unstemmed(text)
    for form in ("police", "i", "checkit", "icheckit", ""):
        some = tuple(Clause(((position,),), form.__eq__) for position in (*tokens.positions, 10_000))
        assert marks_in(text, some) == marked(text, tokens, clauses=some)


@settings(deadline=None)
@given(texts, st.lists(st.integers(0, 160)), clauses)
def test_the_same_stretches_are_chosen(raw: str, starts: list[int], some: tuple[Clause, ...]) -> None:
    pieces, sentences = pieces_of(raw), sorted({0, *starts})
    assert compiled(raw, pieces, sentences, some) == defined(raw, (pieces, sentences), clauses=some, most=3)


@settings(deadline=None)
@given(st.text(min_size=1), st.integers(200, 3_000), st.sets(st.integers(0, 3_000), max_size=9), clauses)
def test_the_same_stretches_are_chosen_of_long_sentences(
    unit: str, size: int, breaks: set[int], some: tuple[Clause, ...]
) -> None:
    raw = (f"ab {unit} " * size)[:size]
    edges = [0, *sorted(edge for edge in breaks if 0 < edge < size), size]
    pieces = [
        number
        for line, (start, end) in enumerate(pairwise(edges))
        for number in (start + line, start, end - start)  # a line break before each but the first
    ]
    shown = compiled(raw, pieces, [0, 40], some)
    assert shown == defined(raw, (pieces, [0, 40]), clauses=some, most=3)


@given(texts, st.lists(st.integers(0, 2**32 - 1), max_size=9), clauses)
def test_pieces_that_do_not_fit_harm_nothing(raw: str, numbers: list[int], some: tuple[Clause, ...]) -> None:
    with suppress(ValueError):
        compiled(raw, numbers[: len(numbers) // 3 * 3], [0, 3], some)


@given(st.binary())
def test_bytes_that_are_no_text_are_refused_as_python_refuses_them(data: bytes) -> None:
    rows = row([0, 0, len(data)]), row([0])
    try:
        data.decode("utf-8", "surrogatepass")
    except UnicodeDecodeError:
        with pytest.raises(ValueError, match="no text"):
            kernel.run(lambda module: module.snippets(opened(FORMS, module), data, *rows, (), 3, 0))
    else:
        kernel.run(lambda module: module.snippets(opened(FORMS, module), data, *rows, (), 3, 0))


def test_every_character_is_a_blank_to_the_kernel_where_it_is_one_to_the_definition() -> None:
    signs = "".join(f"a{chr(code)}" for code in range(0x11_0000) if not 0xD800 <= code < 0xE000)
    for start in range(0, len(signs), 1 << 16):
        raw = signs[start : start + (1 << 16)] + "Â b Âb"
        pieces = [0, 0, len(raw)]
        body = Body(raw, pieces)
        some = tuple(Clause(((position,),), bool) for position in sorted(set(body.tokens.positions))[::40])
        starts = sorted(set(body.tokens.positions))[::40]
        assert compiled(raw, pieces, starts, some) == defined(raw, (pieces, starts), clauses=some, most=3)
