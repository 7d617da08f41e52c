"""No string makes the parser raise, lose its place, or take long."""

import re
import time

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from searchlib.query.fields import ALIASES
from searchlib.query.lexer import Lexeme, lexemes
from searchlib.query.nodes import Node, leaves
from searchlib.query.operators import operator
from searchlib.query.parse import ParseOptions, parse
from searchlib.query.plain_words import plain_words
from searchlib.query.reader import Reader
from tests.cases import cases

SIGNS = " \" ( ) [ ] { } / ~ ^ ^2 ~1 * ? + - ! : \\ “ ” ' « & | é 東 \u0301 \x00"
WORDS = (
    "AND OR NOT ANDNOT ANDMAYBE REQUIRE NEAR/5 pre/3 w/s w/p the kagame U.S. I-Checkit te?t* [0-9] 2015 2015.. x.y a&b"
)
MARKED = "speaker: said: date: words> speakr: title: id: lead( atleast3( exact( caps( nocaps( --11-02 november /re+/"
PIECES = (
    *f"{SIGNS} {WORDS} {MARKED} 1e309 ~9999 （ ） ： ＂ 「 － ＊ – ' ‘ ’ \u200b \u200f 情報*".split(),
    "[2015 TO 2016]",
    "{* TO b]",
    "last 3 years",
    " ",
    "\n",
    '"rain snow"',
    "(a OR b)",
)

salads = st.lists(st.tuples(st.sampled_from(PIECES), st.sampled_from(["", " "])), max_size=20).map(
    lambda pieces: "".join(piece + blank for piece, blank in pieces)
)
options = st.builds(
    ParseOptions, st.sampled_from(["and", "or"]), st.none() | st.dates(), st.sampled_from(["text", "said"])
)


@settings(deadline=None)
@given(salads | st.text(), options)
def test_any_string_parses_and_every_note_points_into_it(text: str, options: ParseOptions) -> None:
    parsed = parse(text, options=options)
    for note in parsed.diagnostics:
        assert 0 <= note.start <= note.end <= len(text)
        assert note.level in ("info", "warning")
        assert note.message
    for leaf in leaves(parsed.node):
        assert 0 <= leaf.span[0] <= leaf.span[1] <= len(text)


@settings(deadline=None, max_examples=cases(300))
@given(salads, options)
@example("rain NOT / ANDMAYBE snow", ParseOptions())
@example("rain w/s caps() NEAR/3 snow", ParseOptions())
@example("title:lead(/) rain -", ParseOptions())
@example("rain +/^2 -(~)", ParseOptions())
@example('"rain"~2 "rain snow"~', ParseOptions())
@example('"" said:*', ParseOptions(field="said"))
@example("speaker:(who:*", ParseOptions())
@example("speaker:（speaker:AND", ParseOptions())
@example("-\u200b-kagame", ParseOptions())
@example('id:""~1', ParseOptions())
def test_what_may_be_left_out_without_changing_the_tree_is_told(text: str, options: ParseOptions) -> None:
    """So nothing is dropped in silence. What may say what is meant anyhow: parentheses, their fields, a field that is
    meant without one or stands before a parenthesis around it, AND, OR and +."""
    parsed = parse(text, options=options)
    told = sorted(note.message for note in parsed.diagnostics)
    meant = {options.field}
    read = list(lexemes(text))
    pointed = [any(note.start < one.end and one.start < note.end for note in parsed.diagnostics) for one in read]
    unread = [named and one.kind != "open" for one, named in zip(read, pointed, strict=True)]
    for place, lexeme in enumerate(read):
        field = ALIASES.get(lexeme.text, lexeme.text) if lexeme.kind == "field" else ""
        behind = (one.kind for one, named in zip(read, unread, strict=True) if one.start > lexeme.start and not named)
        if pointed[place] or may_be_idle(lexeme, next(behind, "")) or field in meant:
            meant.add(field)
            continue
        rest = text[: lexeme.start] + " " * (lexeme.end - lexeme.start) + text[lexeme.end :]
        without = parse(rest, options=options)
        assert (
            not rest.strip()
            or meaning(without.node) != meaning(parsed.node)
            or told != sorted(note.message for note in without.diagnostics)
        ), lexeme


def may_be_idle(lexeme: Lexeme, following: str) -> bool:
    if lexeme.kind == "field":
        return following == "open"
    if lexeme.kind == "word":
        found = operator(lexeme.text)
        return found is not None and found.name in ("AND", "OR")
    return (lexeme.kind, lexeme.text) in (("open", ""), ("close", ")"), ("close", "）"), ("sign", "+"), ("sign", "＋"))


def meaning(node: Node) -> str:
    return re.sub(r"span=\(\d+, \d+\)", "", repr(node))


@settings(deadline=None)
@given(salads)
def test_a_query_is_read_the_same_twice(text: str) -> None:
    assert repr(parse(text)) == repr(parse(text))


@pytest.mark.parametrize(
    "piece", [*PIECES, "(a OR ", "-(", "said:(a ", "a ANDMAYBE ", "a w/s ", '"a" ', "a^2 ", "[a TO "]
)
def test_a_hundred_kilobytes_take_linear_time(piece: str) -> None:
    started = time.process_time()
    parse(piece * (100_000 // len(piece)))
    assert time.process_time() - started < 5


@given(
    st.lists(st.sampled_from(["police", "the", "Border", "OR", "2015", "x", "éé", "U2", "I", "of", "ﬁve", "東京港"])),
    st.sampled_from([" ", "  ", "\t", "\n", "\u3000"]),
    st.sampled_from(["and", "or"]),
    st.sampled_from(["text", "said", "title", "speaker", "id"]),
)
def test_the_short_road_for_plain_words_reads_them_as_the_long_one_does(
    words: list[str], blank: str, operator: str, field: str
) -> None:
    for text in (blank.join(words) + blank, f'"{blank.join(words)}"', f"{blank}OR{blank}".join(words)):
        short = plain_words(text, operator, field)
        reader = Reader(text, ParseOptions(operator, None, field))
        assert short is None or (short == reader.read() and not reader.notes.all())
        if words and field == "text" and set(words) < {"police", "Border", "2015", "x", "éé"}:
            assert short is not None
