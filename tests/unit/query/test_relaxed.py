"""A query without a hit is told apart: what excludes what, and what has hits."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from whoosh import query as whoosh

from searchlib import Archive, Article
from searchlib.model import Relaxed
from searchlib.query.parse import parse
from searchlib.query.relaxed import common, failure, relaxed

TEXTS = (
    "The ferry sailed in a gale. “We waited,” harbour master Ada Lindqvist said.",
    "A storm kept the ferry in port. “No ship sails,” pilot Ole Berg said.",
    "The port was dredged in May.",
)


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Archive:
    made = Archive.create(tmp_path_factory.mktemp("relaxed"))
    made.add(
        Article(text, id=str(number), title=f"Story {number}", date=f"201{number}-05-01")
        for number, text in enumerate(TEXTS)
    )
    return made


def notes(archive: Archive, query: str, **arguments: object) -> list[tuple[str, str]]:
    page = archive.search(query, **arguments)  # type: ignore[arg-type]
    assert page.total == 0
    return [(note.message, note.hint) for note in page.diagnostics]


def test_each_clause_is_counted_and_the_two_that_exclude_each_other_are_named(archive: Archive) -> None:
    told = notes(archive, "ferry dredged port")
    assert told[:3] == [
        ("ferry: 2 articles by itself", ""),
        ("dredged: 1 article by itself", ""),
        ("port: 2 articles by itself", ""),
    ]
    assert told[3:] == [
        ("nothing matches ferry and dredged together; without ferry: 1 article", "ask for: dredged port")
    ]


@pytest.mark.parametrize(
    ("query", "message", "hint"),
    [
        ('"port ferry"', 'no article matches: "port ferry"', "without the marks they may stand apart"),
        ("gale?", "no article matches: gale?", "of a whole word"),
        ("/gal/", "no article matches: /gal/", "of a whole word"),
        ("-story", "no article matches: not story", "every article has what is left out"),
        ("1999-12-31", "no article has 31", "for the date itself: date:1999-12-31"),
        ("gale-ferry", 'no article matches: "gale ferry"', "may stand apart"),
        ("date:1999", "no article matches: date 1999-01-01..1999-12-31", ""),
    ],
)
def test_a_clause_that_stands_alone_is_told_too(archive: Archive, query: str, message: str, hint: str) -> None:
    ((told, way_out),) = notes(archive, query)
    assert told == message
    assert way_out.endswith(hint) if hint else not way_out


def test_what_was_not_understood_is_told_once(archive: Archive) -> None:
    assert [told for told, _ in notes(archive, "date:someday")] == ["date not understood: someday"]


def test_a_clause_that_nothing_has_is_told_once_with_its_way_out(archive: Archive) -> None:
    assert notes(archive, "ferrx xylophone pilott") == [
        ("no article has ferrx", "did you mean ferry?"),
        ("no article has xylophone", "check its spelling, or try its beginning with *"),
        ("no article has pilott", "did you mean pilot?"),
    ]
    assert notes(archive, "ferry xylophone") == [
        ("ferry: 2 articles by itself", ""),
        ("no article has xylophone", "check its spelling, or try its beginning with *"),
        ("without xylophone: 2 articles", "ask for: ferry"),
    ]


@pytest.mark.parametrize(
    ("query", "meant", "places"),
    [
        ("ferrx pilott", "ferry pilot", [(0, 5), (6, 12)]),
        ('"Ferrx  sailled" -dredgd', '"ferry  sailed" -dredged', [(1, 6), (8, 15), (18, 24)]),
        ("speaker:lindqvst (gal OR storrm)", "speaker:lindqvist (gale OR storm)", [(8, 16), (18, 21), (25, 31)]),
        ("said:waitd", "said:waited", [(5, 10)]),
        ('title:"stroy 1"', 'title:"story 1"', [(7, 12)]),
    ],
)
def test_words_with_errors_are_put_right_in_the_query_to_ask_for(
    archive: Archive, query: str, meant: str, places: list[tuple[int, int]]
) -> None:
    page = archive.search(query)
    assert page.relaxed is not None
    assert page.relaxed[:1] == (meant,)
    assert archive.search(meant).total == page.relaxed.articles > 0
    told = [note for note in page.diagnostics if note.message.startswith("no article has")]
    assert [(note.start, note.end) for note in told] == places
    assert page.diagnostics[-1].hint == f"ask for: {meant}"


@pytest.mark.parametrize(
    ("query", "arguments"),
    [
        ("ferrx dredgd", {}),  # no article has both
        ("ferrx", {"since": "2012"}),
        ("ferrx dredgd", {"speakers": ["brg"]}),
        ("ferrx", {"speakers": ["brg"], "operator": "or"}),  # beside words of which any will do no clause restricts
        ("ferrx-x", {}),
    ],
)
def test_words_put_right_that_find_nothing_are_not_offered(
    archive: Archive, query: str, arguments: dict[str, object]
) -> None:
    page = archive.search(query, **arguments)  # type: ignore[arg-type]
    assert page.total == 0
    assert page.relaxed is None or "ferry" not in page.relaxed.query


@pytest.mark.parametrize(
    "query", ["speker grant x", 'ferry "in porrt" -gale', "xx (aa OR bb) cc*", "said:ferry who:x gale"]
)
def test_no_part_of_a_query_has_two_diagnostics(archive: Archive, query: str) -> None:
    page = archive.search(query)
    spans = [(note.start, note.end) for note in page.diagnostics if note.end]
    assert page.total == 0
    assert len(spans) == len(set(spans)) > 0


def test_a_word_is_looked_for_where_it_was_asked(archive: Archive) -> None:
    assert ("no article has gale in said", "check its spelling, or try its beginning with *") in notes(
        archive, "ferry said:gale"
    )


def test_a_filter_that_excludes_everything_is_named_and_left_out(archive: Archive) -> None:
    page = archive.search("gale", since="2011")
    assert page.diagnostics[-1][:2] == (
        "info",
        "nothing matches gale and date 2011-01-01.. together; without date 2011-01-01..: 1 article",
    )
    assert page.relaxed == Relaxed("gale", 1, ("date",))


def test_a_filter_that_helps_is_kept(archive: Archive) -> None:
    page = archive.search("ferry xylophone", topics=["water transport"], speakers=["Lindqvist"])
    assert page.relaxed is not None
    assert page.relaxed.query == "ferry"
    kept = {"topic": {"topics": ["water transport"]}, "speaker": {"speakers": ["Lindqvist"]}}
    filters = {
        name: value for field, some in kept.items() if field not in page.relaxed.without for name, value in some.items()
    }
    assert archive.search(page.relaxed.query, **filters).total == page.relaxed.articles == 1  # type: ignore[arg-type]


def test_of_quotations_the_words_are_those_said(archive: Archive) -> None:
    page = archive.quotes("ship waited", speaker="berg")
    assert page.relaxed == Relaxed("ship", 1)
    assert (
        page.diagnostics[-1].message
        == "nothing matches ship in said and waited in said together; without waited in said: 1 article"
    )


def test_an_article_in_another_language_is_no_reason_to_tell_less(tmp_path: Path) -> None:
    german = (
        "Der Zug hielt in Bremen, und die Reisenden stiegen aus, weil die Lokomotive nicht mehr weiterfahren konnte."
    )
    with Archive.create(tmp_path / "index") as made:
        made.add([Article(german, id="de"), Article("A storm kept the ferry in port for days.", id="en")])
        assert made.stats().articles == 2
        assert notes(made, "Reisenden ferry zzz") == [
            ("reisenden: 1 article by itself", ""),
            ("ferry: 1 article by itself", ""),
            ("no article has zzz", "check its spelling, or try its beginning with *"),
            ("without ferry, zzz: 1 article", "ask for: Reisenden"),
        ]


def test_words_of_another_speaker_are_both_there_but_not_in_one_quotation(archive: Archive) -> None:
    told = notes(archive, "speaker:lindqvist said:ship")
    assert told[-1][0].startswith("nothing matches lindqvist in speaker and ship in said together")


@settings(deadline=None)
@given(
    st.lists(
        st.sampled_from(
            ["ferry", "gale", "storm", '"in port"', "-port", "NOT gale", "dredg*", "speaker:berg", "(gale OR may)",
             "date:2010", "xylophone", "said:ship^2", "port~1"]
        ), min_size=2, max_size=5, unique=True,
    )
)  # fmt: skip
def test_the_relaxed_query_has_as_many_hits_as_is_said_and_one_clause_more_has_none(
    archive: Archive, pieces: list[str]
) -> None:
    query = " ".join(pieces)
    page = archive.search(query)
    if page.total:
        return
    found = failure(parse(query).node, archive._snapshot)
    assert found is not None
    assert not found.smallest or common(found.smallest) == 0
    for place in range(len(found.smallest)):
        rest = (*found.smallest[:place], *found.smallest[place + 1 :])
        assert not rest or common(rest)
    if found.kept:
        assert archive.search(relaxed(found, query)).total >= common(found.kept).bit_count() > 0


def test_an_answer_with_hardly_a_hit_says_what_may_have_been_meant(tmp_path: Path) -> None:
    opened = Archive.create(tmp_path / "index")
    opened.add(Article(f"The government met on day {number}.", id=str(number)) for number in range(60))
    opened.add([Article("The goverment met on a tuesday.", id="typo")])
    assert [(one.message, one.hint) for one in opened.search("goverment met").diagnostics] == [
        ("only 1 article with goverment", "did you mean government?")
    ]
    assert not opened.search("government").diagnostics
    assert not opened.search("tuesday").diagnostics


@pytest.mark.parametrize(
    ("query", "arguments", "expected"),
    [
        ("ferrx", {"speakers": ["brg"]}, Relaxed("ferry speaker:berg", 1, ("speaker",))),
        ("", {"speakers": ["Ada Lindqwist"]}, Relaxed('speaker:"ada lindqvist"', 1, ("speaker",))),
        ("ferry", {"speakers": ["Brg"], "until": "2011"}, Relaxed("ferry speaker:berg", 1, ("speaker",))),
        ("ferry", {"speakers": ["Brg", "Lindqwist"]}, Relaxed("ferry speaker:(berg OR lindqvist)", 2, ("speaker",))),
        ("-gale", {"speakers": ["Brg"]}, Relaxed("(-gale) speaker:berg", 1, ("speaker",))),
    ],
)
def test_a_filter_with_an_error_becomes_a_clause_of_the_query(
    archive: Archive, query: str, arguments: dict[str, object], expected: Relaxed
) -> None:
    page = archive.search(query, **arguments)  # type: ignore[arg-type]
    assert page.total == 0
    assert page.relaxed == expected
    del arguments["speakers"]
    assert archive.search(expected.query, **arguments).total == expected.articles  # type: ignore[arg-type]


def test_of_a_query_of_whooshs_nothing_is_written_as_if_it_were_typed(archive: Archive) -> None:
    page = archive.search(whoosh.And([whoosh.Term("body", "ferri"), whoosh.Term("speaker", "brg")]))
    assert page.total == 0
    assert page.relaxed is None
