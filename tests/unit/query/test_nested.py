"""Quotation marks within quotation marks: the outer pair holds the phrase; what has no partner is told."""

import time

import pytest

from searchlib.query.nested import enclosed
from searchlib.query.nodes import Phrase
from searchlib.query.parse import parse


def words(query: str) -> list[str]:
    """The words of a query that is one phrase."""
    node = parse(query).node
    assert isinstance(node, Phrase)
    return [word[1] for word in node.words]


def said(query: str) -> list[tuple[str, str, int]]:
    return [(note.message, query[note.start : note.end], note.start) for note in parse(query).diagnostics]


@pytest.mark.parametrize(
    "query",
    [
        "\"he said 'never' again\"",
        "\"he said ‘never’ again\"",
        "“he said ‘never’ again”",
        '“he said "never" again”',
        '"he said “never” again"',
        '"he said «never» again"',
        "“he said «never» again”",
        "«he said “never” again»",
        '«he said "never" again»',
        "« he said “ never ” again »",
        "»he said „never“ again«",
        "„he said «never» again“",
        "„he said “never” again“",
        "„he said ‚never‘ again“",
        "”he said »never» again”",
        "“he said “never” again”",
        "「he said『never』again」",
        "＂he said “never” again＂",
        '"“he” said «“never” again»"',
        '"he said \\"never\\" again"',
    ],
)  # fmt: skip
def test_a_pair_within_a_phrase_is_punctuation_of_it(query: str) -> None:
    assert words(query) == ["he", "said", "never", "again"]
    assert said(query) == []


@pytest.mark.parametrize("query", ['“night ferry"', '"night ferry”', '„night ferry"', "»night ferry”", "“night ferry“"])
def test_a_mark_of_another_kind_at_the_end_of_a_word_closes(query: str) -> None:
    assert words(query) == ["night", "ferri"]
    assert said(query) == []


@pytest.mark.parametrize(
    "query", ['“night ferry" gale', '"night ferry” "gale"', "“night ferry” «gale»", '"night ferry""gale"']
)
def test_phrases_that_stand_side_by_side_are_several(query: str) -> None:
    assert len(parse(query).node.clauses) == 2  # type: ignore[attr-defined]
    assert said(query) == []


def test_a_mark_within_a_phrase_that_has_no_partner_is_pointed_at() -> None:
    assert said('"he said “never again"') == [("this quotation mark has no partner", "“", 9)]
    assert words('"he said “never again"') == ["he", "said", "never", "again"]
    assert said("“he said «never") == [
        ("a quotation mark is not closed", "“", 0),
        ("this quotation mark has no partner", "«", 9),
    ]


def test_pairs_that_cross_are_pointed_at() -> None:
    assert said('"he said “never" police”') == [
        ("this quotation mark has no partner", "“", 9),
        ("a closing quotation mark without an opening one", "”", 23),
    ]


def test_a_closing_mark_without_an_opening_one_takes_nothing_along() -> None:
    assert parse("gale” night ferry").node == parse("gale  night ferry").node
    assert said('5" night') == [("a closing quotation mark without an opening one", '"', 1)]


def test_a_mark_of_the_same_kind_that_ends_a_phrase_where_a_word_begins_is_pointed_at() -> None:
    assert said('"he said "never" again"')[0] == ("this quotation mark ends the phrase", '"', 9)
    assert said('"he said " gale') == []
    assert said('"he said" gale') == []


def test_marks_deeper_than_eight_have_no_partner() -> None:
    assert len(enclosed("“" + " «a" * 9 + "»" * 9 + "”", 0).alone) > 0
    assert enclosed("“" + " «a" * 7 + "»" * 7 + "”", 0).alone == ()


@pytest.mark.parametrize(
    "piece", ["“", "“ ", "a” ", "«“a ", '“a "', "a»", '\\"', '"\\"', '“\\"', "a” “b", "»«", "「a", "a” („", '" ~1?*']
)
def test_marks_take_linear_time(piece: str) -> None:
    started = time.process_time()
    parse(piece * (100_000 // len(piece)))
    assert time.process_time() - started < 5
