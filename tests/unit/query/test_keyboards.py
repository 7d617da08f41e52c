"""Queries as other keyboards, typesetters and copied pages write them, and what only looks like a sign."""

import pytest

from searchlib import Archive, Article
from searchlib.query.nodes import Every, Key
from searchlib.query.parse import parse

INVISIBLE = ("\u200b", "\u200f", "\u202b", "\u2066", "\ufeff", "\u00ad")


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Archive:
    made = Archive.create(tmp_path_factory.mktemp("keyboards"))
    made.add(
        [
            Article("The night ferry sailed.", id="night", date="2015-03-01"),
            Article("A ferry by night.", id="apart", date="2016-03-01"),
            Article("知事は「情報共有が重要だ」と述べた。", id="tokyo", title="会見"),
            Article("The council voted. All votes counted.", id="vote"),
        ]
    )
    return made


def found(archive: Archive, query: str) -> set[str]:
    return {hit.id for hit in archive.search(query)}


def said(query: str) -> list[tuple[str, str]]:
    """What is noted, and what of the query it points at."""
    return [(note.message, query[note.start : note.end]) for note in parse(query).diagnostics]


@pytest.mark.parametrize("marks", ["“”", "„“", "«»", "””", "＂＂", "〝〞", "「」", "『』"])
def test_any_quotation_marks_make_a_phrase(archive: Archive, marks: str) -> None:
    assert found(archive, f"{marks[0]}night ferry{marks[1]}") == {"night"}


@pytest.mark.parametrize(
    ("query", "plain"),
    [
        ("＋night　－sailed", "+night -sailed"),
        ("−sailed night", "-sailed night"),
        ("（night OR council） ferry", "(night OR council) ferry"),
        ("title：ferry＊", "title:ferry*"),
        ("date：［2015 TO 2016］", "date:[2015 TO 2016]"),
        ("words＞＝3", "words>=3"),
        ("ferrx～1", "ferrx~1"),
        ("／ferr．＊／", "/ferr．*/"),
    ],
)
def test_signs_of_full_width_are_signs(query: str, plain: str) -> None:
    assert parse(query) == parse(plain)


def test_ids_are_taken_as_they_stand() -> None:
    assert parse("id:a－b").node == Key("id", "a－b", (0, 6))


@pytest.mark.parametrize("sign", INVISIBLE)
@pytest.mark.parametrize("query", ["night OR ferry", '"night ferry" -gale', "(night ferry)", "date:2015 ferry"])
def test_what_cannot_be_seen_around_words_changes_nothing(sign: str, query: str) -> None:
    marked = sign + query.replace(" ", f"{sign} ") + sign
    assert [note for note in parse(marked).diagnostics if note.level != "info"] == []
    assert str(parse(marked).node).count("span") == str(parse(query).node).count("span")
    assert [type(clause) for clause in _clauses(marked)] == [type(clause) for clause in _clauses(query)]


def _clauses(query: str) -> tuple[object, ...]:
    return getattr(parse(query).node, "clauses", (parse(query).node,))


def test_a_range_may_go_over_lines() -> None:
    assert parse("date:[2015\nTO\n2016]") == parse("date:[2015 TO 2016]")


def test_a_pattern_begins_with_signs_that_are_words_by_themselves(archive: Archive) -> None:
    assert found(archive, "情報*") == found(archive, '"情報*"') == {"tokyo"}
    assert found(archive, "情共*") == set()


def test_a_pattern_keeps_its_meaning_inside_exact(archive: Archive) -> None:
    assert found(archive, "exact(vote*)") == found(archive, 'exact("council vot*")') == {"vote"}
    assert found(archive, "exact(counc)") == set()
    assert parse("exact(*)").node == Every((6, 7))
    assert found(archive, "exact(vote-count*)") == set() != found(archive, "exact(votes-count*)")


def test_a_dash_in_front_of_a_word_is_said_to_leave_nothing_out(archive: Archive) -> None:
    assert found(archive, "–sailed night") == {"night"}
    assert said("–sailed night") == [("a dash leaves nothing out", "–")]
    assert said("night – sailed") == [("no word in '–'", "–")]


def test_a_minus_behind_a_colon_is_said_to_mean_nothing() -> None:
    assert said("title:-night ferry") == [("a - behind a colon has no meaning", "-")]
    assert parse("title:-night ferry").diagnostics[0].hint == "in front of the field: -title:night"
    assert said("title:+night") == [("a + behind a colon has no meaning", "+")]
    assert said("-title:night ferry") == said("title:(-night ferry)") == said("id:-7") == said("date:--11") == []


def test_single_quotation_marks_are_said_to_make_no_phrase() -> None:
    assert said("gale 'night ferry'") == [("single quotation marks make no phrase", "'")]
    assert said("‘night ferry’") == [("single quotation marks make no phrase", "‘")]
    assert said("night 'ferry'") == said("'90s ferry") == said("date:'2 May 2015' gale") == []


def test_operators_and_regular_expressions_between_quotation_marks_are_said_to_be_words() -> None:
    assert said('gale title:"night OR ferry"') == [("OR between quotation marks is read as a word", "OR")]
    assert said('"night OR ferry"') == [("OR between quotation marks is read as a word", "OR")]
    assert said('"night /ferr.*/"') == [("/ferr.*/ between quotation marks is read as a word", "/ferr.*/")]
    assert said('"night near5 ferry"') == [("near5 between quotation marks is read as a word", "near5")]
    assert said('"night REQUIRE ferry"') == [("REQUIRE between quotation marks is read as a word", "REQUIRE")]
    assert said('"NIGHT OR FERRY"') == said('"night or ferry"') == said('"and/or"') == said('id:"/a/"') == []


def test_many_marks_that_look_alike_take_linear_time() -> None:
    for query in ("'a " * 20_000 + "b'", "–a " * 20_000, "\u200b" * 100_000 + "x", "x" + "\u200b" * 100_000 + "x"):
        parse(query)
