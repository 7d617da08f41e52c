"""The kernel is optional, says what is wrong with a file, lets other threads run, and refuses what is no program."""

import os
import subprocess
import sys
from array import array
from collections.abc import Callable
from io import BytesIO
from itertools import product
from pathlib import Path
from threading import Thread
from zlib import crc32

import pytest

from searchlib.codec import kernel
from searchlib.codec.build import build
from searchlib.codec.layout import Row, pack_header, pack_table
from searchlib.codec.merge import merge
from searchlib.codec.segment import Segment
from searchlib.codec.snapshot import LiveSegment, Snapshot
from searchlib.errors import IndexDamaged
from searchlib.model import Document, Tokens
from searchlib.query.execute import Matches, execute
from searchlib.query.kernel_program import All
from searchlib.query.kernel_run import all_matches
from searchlib.query.nodes import (
    And,
    AtLeast,
    Before,
    Best,
    Fuzzy,
    Near,
    Node,
    Not,
    Or,
    Phrase,
    Prefix,
    Regex,
    Scope,
    Term,
    Wildcard,
)
from searchlib.query.plan import answer, page
from searchlib.query.rank import PageOptions
from searchlib.query.roads import roads

compiled = pytest.mark.skipif(not kernel.available(), reason="no compiled kernel")
RAIN, SUN = Term("text", "rain", "rain"), Term("text", "sun", "sun")
NO_TABLE = bytes(2048)
WINDOWS = {"sentence_starts": [0, 2], "paragraph_starts": [0]}
ONE_FIELD = ((NO_TABLE, (None,)),)
ONE_WORD = (0, 0, 0, b"rain")
STANDS = (0, 1, False, (0, 0))


def document(*forms: str) -> Document:
    places = list(range(len(forms)))
    tokens = Tokens([form.rstrip("s") for form in forms], list(forms), places, places, places)
    return Document(tokens={"body": tokens}, terms={}, numbers={}, labels={}, lists=WINDOWS, stored={})


def snapshot(*data: bytes) -> Snapshot:
    segments = (Segment.from_bytes(some, name=f"s{number}") for number, some in enumerate(data))
    return Snapshot(1, tuple(LiveSegment(segment, frozenset(), frozenset()) for segment in segments))


def nested(depth: int) -> tuple[object, ...]:
    """Give a demand in demands."""
    demand: tuple[object, ...] = STANDS
    for _ in range(depth):
        demand = (1, 0, (demand,))
    return demand


def outcome(way: Callable[[Node, Snapshot], All | Matches], query: Node, opened: Snapshot) -> object:
    """Give what a query finds, or that the file is damaged."""
    try:
        return way(query, opened).scores
    except IndexDamaged:
        return IndexDamaged


def changed(data: bytes, name: str, place: int, value: int) -> bytes:
    """Write another item into a section and make all checksums right again: a file made to mislead."""
    segment = Segment.from_bytes(data, name="s")
    rows = [Row(*row) for row in segment.sections._rows.values()]
    body = bytearray(data[: max(row.offset + row.size for row in rows)])
    at = next(number for number, row in enumerate(rows) if row.name == name)
    items = array(rows[at].typecode, body[rows[at].offset : rows[at].offset + rows[at].size])
    items[place] = value
    body[rows[at].offset : rows[at].offset + rows[at].size] = items.tobytes()
    rows[at] = rows[at]._replace(sums=(crc32(items.tobytes()),))
    table_start = len(body) + -len(body) % 8
    table = pack_table(rows)
    whole = bytes(body).ljust(table_start, b"\0") + table
    return pack_header(table, table_start) + whole[48:]


CORPUS = [document("rain", "rains", "sun"), document("sun", "rain"), document("snow", "suns", "rain", "rain")]
QUERIES: list[Node] = [
    RAIN,
    And((RAIN, SUN)),
    Or((RAIN, SUN)),
    Phrase("text", (RAIN, SUN)),
    Phrase("text", (Prefix("text", "s"), RAIN), 3),
    Prefix("text", "ra"),
    Wildcard("text", "*n*"),
    Fuzzy("text", "ran", 2),
    Regex("text", "s.*"),
    Near(Prefix("text", "s"), RAIN, 2),
    Before(RAIN, SUN, 1),
    Scope("sentence", (RAIN, Or((SUN, Phrase("text", (RAIN, RAIN)))))),
    Scope("lead", (AtLeast(RAIN, 2),)),
    Phrase("text", (RAIN, RAIN)),
    Fuzzy("text", "rian", 1),
]


def test_switched_off_it_is_not_loaded() -> None:
    code = "import searchlib.codec.kernel as k, sys; print(k.available(), k.description(), sorted(sys.modules))"
    environment = os.environ | {"SEARCHLIB_KERNEL": "off"}
    said = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True)
    assert said.stdout.startswith("False none: switched off")
    assert "_kernel" not in said.stdout


def test_the_road_names_what_is_left_to_the_definition() -> None:
    left = Scope("paragraph", (RAIN, Scope("sentence", (RAIN, SUN))))
    expected = ["kernel", "both"] if kernel.available() else ["definition"]
    assert [road.by for road in roads(Or((AtLeast(RAIN, 2), left)))] == expected


@compiled
@pytest.mark.parametrize("edits", [1, 2])
@pytest.mark.parametrize("every", [1, 3, 7])
def test_fuzzy_words_leap_over_no_form_that_is_near(edits: int, every: int) -> None:
    near = ["".join(letters) for size in range(1, 6) for letters in product("ace", repeat=size)]
    some = snapshot(build([document(form) for form in near[::every]]))
    for asked in ("a", "ca", "ace", "eca", "ecae", "caeca", "bcd"):
        word = Fuzzy("body", asked, edits)
        assert all_matches(word, some).scores == execute(word, some).scores


@compiled
@pytest.mark.parametrize("query", QUERIES, ids=lambda query: type(query).__name__)
def test_a_flipped_bit_is_damage_or_changes_nothing(query: Node) -> None:
    data = build(CORPUS)
    expected = execute(query, snapshot(data)).scores
    for place in range(48, len(data), 3):
        torn = bytearray(data)
        torn[place] ^= 0x11
        try:
            opened = snapshot(bytes(torn))
        except IndexDamaged:
            continue
        try:
            assert all_matches(query, opened).scores == expected
        except IndexDamaged:
            continue


@compiled
@pytest.mark.parametrize(
    "name",
    ["packets", "term.at", "term.ends", "form.ends", "form.terms", "form.numbers", "term.forms", "lengths"],
)
@pytest.mark.parametrize("value", [0, 1, 3, 200, 255, 2**32 - 1])
def test_a_file_made_to_mislead_is_damage_or_an_answer(name: str, value: int) -> None:
    data = build(CORPUS)
    section = Segment.from_bytes(data, name="s").sections.section(f"field/body/{name}", "BHIQq")
    if value >= 1 << (8 * section.item_size):
        return
    for place in range(len(section)):
        try:
            opened = snapshot(changed(data, f"field/body/{name}", place, value))
            for query in QUERIES:
                all_matches(query, opened)
        except IndexDamaged:
            continue


LONG = [document("rain", *["sun", "suns"] * (number % 7), "rain") for number in range(300)]


@compiled
@pytest.mark.parametrize("value", [0, 1, 33, 127, 255])
def test_a_long_list_made_to_mislead_is_damage_or_an_answer_also_when_it_is_merged(value: int) -> None:
    data = build(LONG)
    rain = Segment.from_bytes(data, name="s").lists("body")
    assert rain is not None
    assert rain.doc_frequency(0) == len(LONG)
    size = len(Segment.from_bytes(data, name="s").sections.section("field/body/packets", "B"))
    for place in range(0, size, 5):
        torn = changed(data, "field/body/packets", place, value)
        try:
            for query in QUERIES[:8]:
                all_matches(query, snapshot(torn))
        except IndexDamaged:
            pass
        for deleted in (frozenset[int](), frozenset(range(0, 300, 3))):
            try:
                merge([(Segment.from_bytes(torn, name="s"), deleted)] * 2, BytesIO())
            except IndexDamaged:
                continue


def test_merging_long_lists_is_building_them_whole() -> None:
    halves = [(Segment.from_bytes(build(some), name="s"), frozenset({1, 140})) for some in (LONG[:150], LONG[150:])]
    out = BytesIO()
    merge(halves, out)
    assert out.getvalue() == build([one for place, one in enumerate(LONG) if place not in {1, 140, 151, 290}])


def test_what_misleads_is_written_so_that_it_opens() -> None:
    data = build(CORPUS)
    assert (
        execute(RAIN, snapshot(changed(data, "field/body/lengths", 0, 99))).scores
        != execute(RAIN, snapshot(data)).scores
    )


@compiled
def test_a_checksum_that_is_wrong_is_named_as_the_reader_in_python_names_it() -> None:
    data = bytearray(build(CORPUS))
    row = Row(*Segment.from_bytes(bytes(data), name="s0").sections._rows["field/body/packets"])
    data[row.offset] ^= 1
    with pytest.raises(IndexDamaged) as expected:
        execute(RAIN, snapshot(bytes(data)))
    with pytest.raises(IndexDamaged) as found:
        all_matches(RAIN, snapshot(bytes(data)))
    assert str(found.value) == str(expected.value)


@compiled
def test_a_field_that_does_not_fit_is_named_though_it_was_never_opened() -> None:
    file = b"a file whose name takes memory of its own.slseg"
    given = {"term.text": (b"rain", 1), "term.ends": (bytes(8), 4), "packets": (b"", 1), "term.at": (bytes(4), 4)}
    sections: dict[str, tuple[object, ...]] = {}
    for part, (data, width) in given.items():
        sums = crc32(data).to_bytes(4, "little") if data else b""
        sections[part] = (data, sums, bytearray(len(sums) // 4), width, file, f"field/body/{part}".encode())
    wanted = tuple(map(sections.get, kernel._OF_FIELD))
    with pytest.raises(IndexDamaged) as found:
        kernel.run(lambda module: module.open_field(1, wanted))
    assert str(found.value) == str(IndexDamaged(Path(file.decode()), "field/body/term.at", "does not fit the terms"))


@compiled
@pytest.mark.parametrize(
    ("groups", "steps"),
    [
        ((), ()),
        ((), ((13, 0), (13, 0))),
        ((), ((3, 1),)),
        ((), ((99, 0),)),
        ((), ((0, 0, 0, b"rain"),)),
        (((),), ((13, 0),)),
        ((((b"", (None,)),),), ((13, 0),)),
        ((((NO_TABLE, ()),),), ((13, 0),)),
        ((((NO_TABLE, (None,)),),), ((2, 0, 0, 0, ()),)),
        ((((NO_TABLE, (None,)),),), ((1, 0, 0, 3, b"", (), 0, (0, 0, (), ())),)),
        ((), ((12, 0, ((b"\1\0\0\0\1\0\0\0", bytes(16)),)),)),
        ((), ((13, 0), *[(6, 1)] * 300)),
        ((ONE_FIELD,), (ONE_WORD, (15, 1, 3, 1, (), STANDS))),
        ((ONE_FIELD,), (ONE_WORD, (15, 1, 0, 2, (), STANDS))),
        ((ONE_FIELD,), (ONE_WORD, (15, 1, 0, 0, (), STANDS))),
        ((ONE_FIELD,), (ONE_WORD, (15, 1, 1, 1, (), STANDS))),
        ((ONE_FIELD,), (ONE_WORD, (15, 1, 0, 1, (None,), STANDS))),
        ((ONE_FIELD,), (ONE_WORD, (15, 1, 0, 1, (), (0, 1, False, (1, 0))))),
        ((ONE_FIELD,), (ONE_WORD, (15, 1, 0, 1, (), (0, 1, False, (5, 0))))),
        ((ONE_FIELD,), (ONE_WORD, (15, 1, 0, 1, (), (0, 1, False, (3, 1, ((0, 0),)))))),
        ((ONE_FIELD,), (ONE_WORD, (15, 1, 0, 1, (), (0, 1, False, (2, 0, ()))))),
        ((ONE_FIELD,), (ONE_WORD, (15, 1, 0, 1, (), (3, 0, ())))),
        ((ONE_FIELD,), (ONE_WORD, (15, 1, 0, 1, (), (1, 0, (STANDS, STANDS))))),
        (
            (ONE_FIELD, ONE_FIELD),
            (ONE_WORD, (0, 0, 1, b"sun"), (15, 2, 0, 2, (), (0, 1, False, (2, 0, ((0, 0), (0, 0)))))),
        ),
        ((ONE_FIELD,), (ONE_WORD, (15, 1, 0, 1, (), nested(500)))),
    ],
)
def test_what_is_no_program_is_refused(groups: tuple[object, ...], steps: tuple[object, ...]) -> None:
    module = kernel.loaded()
    with pytest.raises((ValueError, TypeError, RecursionError)):
        module.all(((3, None),), groups, steps, 10)


def test_a_query_that_is_nested_very_deep_is_answered() -> None:
    opened = snapshot(build(CORPUS))
    query: Node = RAIN
    for _ in range(600):
        query = Not(Not(query))
    assert answer(query, opened).scores == execute(query, opened).scores
    assert [road.by for road in roads(query)] == ["definition"]


@compiled
def test_a_demand_that_is_one_is_not_refused() -> None:
    _, [(docs, _)] = kernel.loaded().all(((3, None),), (ONE_FIELD,), (ONE_WORD, (15, 1, 0, 1, (), nested(2))), 10)
    assert docs == b""


@compiled
@pytest.mark.parametrize("value", [0, 1, 2, 3, 31, 128, 200, 255])
def test_windows_made_to_mislead_are_damage_or_an_answer(value: int) -> None:
    data = build(CORPUS)
    query = Scope("sentence", (RAIN, SUN))
    for name in ("list/sentence_starts.rows", "list/sentence_starts.at"):
        for place in range(len(Segment.from_bytes(data, name="s").sections.section(name, "BHIQq"))):
            opened = snapshot(changed(data, name, place, value))
            found, expected = (outcome(way, query, opened) for way in (all_matches, execute))
            assert found == expected


@compiled
def test_what_is_hidden_stays_hidden_where_a_word_is_the_best_of_several() -> None:
    texts = [document("rain", *["rain"] * (number % 5), *["sun"] * (number % 40 == 0)) for number in range(200)]
    segment = Segment.from_bytes(build(texts), name="s")
    hidden = frozenset(range(0, 200, 3))
    some = Snapshot(1, (LiveSegment(segment, hidden, hidden),))
    for query in (Best((RAIN, SUN)), And((Best((RAIN, SUN)), RAIN)), Or((RAIN, Best((SUN, RAIN))))):
        found = page(query, some, options=PageOptions("relevance", 200, ranking="bm25f"))
        scores = execute(query, some).scores[0]
        assert {row.doc: row.score for row in found.ranking.rows} == scores
        assert found.total == len(scores)


@compiled
def test_threads_get_the_same_answers() -> None:
    opened = snapshot(build(CORPUS * 200), build(CORPUS * 100))
    expected = [all_matches(query, snapshot(build(CORPUS * 200), build(CORPUS * 100))).scores for query in QUERIES]
    found: list[bool] = []

    def ask() -> None:
        found.append([all_matches(query, opened).scores for query in QUERIES] == expected)

    threads = [Thread(target=ask) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [True] * 4


@compiled
def test_frequencies_above_what_a_byte_holds_count_in_full() -> None:
    many = snapshot(build([document(*["rain"] * 300, "sun"), document(*["rain"] * 255), document("rain", "sun")]))
    for query in QUERIES:
        assert all_matches(query, many).scores == execute(query, many).scores


@compiled
def test_neighbours_swapped_are_one_error_and_a_word_may_follow_itself() -> None:
    opened = snapshot(build(CORPUS))
    assert [list(all_matches(query, opened).scores[0]) for query in QUERIES[-2:]] == [[0, 2], [0, 1, 2]]


@compiled
def test_windows_meet_where_segments_are_longer_than_one() -> None:
    texts = [document(*(["rain"] * (number % 3)), *(["sun"] * (number % 7 == 0)), "snow") for number in range(9000)]
    long = snapshot(build(texts))
    for query in (*QUERIES[:4], Or((And((RAIN, SUN)), Term("text", "no", "no")))):
        assert all_matches(query, long).scores == execute(query, long).scores


@compiled
def test_windows_without_a_candidate_are_skipped_and_nothing_is_lost() -> None:
    texts = [document("rain", *(["hail"] * (number == 3 or number > 10_999))) for number in range(13_000)]
    long = snapshot(build(texts))
    query = And((RAIN, Term("text", "hail", "hail")))
    assert all_matches(query, long).scores == execute(query, long).scores
    assert list(all_matches(query, long).scores[0]) == [3, *range(11_000, 13_000)]


@compiled
@pytest.mark.parametrize(
    "query", [Prefix("text", "w"), Wildcard("text", "*1*"), Phrase("text", (Prefix("text", "w"), SUN))]
)
def test_of_too_many_forms_the_first_are_taken_and_it_is_said(query: Node) -> None:
    texts = [document(*(f"w{number:04}" for number in range(start, start + 40)), "sun") for start in range(0, 1600, 20)]
    split = snapshot(build(texts[::2]), build(texts[1::2]))
    expected, found = execute(query, split), all_matches(query, split)
    assert found.scores == expected.scores
    assert found.diagnostics == expected.diagnostics
    assert len(found.diagnostics) == ("*1*" not in str(query))


@compiled
@pytest.mark.parametrize("size", [0, 1, 15, 16, 63, 64, 65, 1000, 1 << 16])
def test_its_checksum_is_that_of_zlib(size: int) -> None:
    data = bytes(place * 7 % 251 for place in range(size + 1))
    assert kernel.loaded().checksum(memoryview(data)[1:]) == crc32(data[1:])
