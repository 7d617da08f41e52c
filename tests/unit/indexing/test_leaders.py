"""Who leads and who follows among articles that nearly repeat each other."""

from array import array
from collections.abc import Sequence
from contextlib import nullcontext
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple
from unittest.mock import patch

import pytest
from hypothesis import given
from hypothesis import strategies as st

from searchlib import Archive, Article
from searchlib.analyse.sketch import Sketch
from searchlib.codec.columns import MISSING
from searchlib.compiled import available
from searchlib.indexing.leaders import ALIKE, SKETCH, Leaders, Table, Text

WORDS = [f"{first}{second}an" for first in "bcdfghjklm" for second in "aeiouy"]
TEXT = " ".join(f"{WORDS[number % 60]} {WORDS[number * 7 % 59]}" for number in range(90))
"""180 words, no figure."""


def article(name: str, text: str, **known: str) -> Article:
    return Article(text, id=name, title=name, **known)


def followers(archive: Archive) -> dict[str, bool]:
    """Give of each article whether it follows another one."""
    found = {}
    for live in archive._snapshot.segments:
        column = live.segment.numbers(ALIKE)
        found |= {
            live.segment.stored("id", doc): bool(column[doc] & 1)
            for doc in range(live.segment.doc_count)
            if doc not in live.deleted
        }
    return found


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    return Archive.create(tmp_path / "index")


@pytest.mark.parametrize(
    ("one", "other", "follows"),
    [
        (TEXT, f"{TEXT} Updated by the desk.", True),
        (TEXT, TEXT.replace("bian", "changed"), True),
        (f"{TEXT} It costs 53,696 dollars.", f"{TEXT} It costs 120,413 dollars.", False),
        (f"{TEXT} It costs 53,696 dollars.", f"{TEXT} It costs 53,696 dollars and 120,413 more.", True),
        (TEXT, f"{' '.join(reversed(TEXT.split()))}", False),
        (f"{TEXT} {' '.join(WORDS)}", f"{' '.join(reversed(WORDS))} about " + TEXT[: len(TEXT) // 3], False),
        ("Too short to say.", "Too short to say?", False),
    ],
)
def test_a_text_follows_one_that_it_nearly_repeats(archive: Archive, one: str, other: str, follows: bool) -> None:
    archive.add([article("one", one), article("other", other)])
    assert followers(archive) == {"one": False, "other": follows}


@pytest.mark.parametrize(("day", "follows"), [("2015-11-09", True), ("2015-11-10", False), (None, True)])
def test_days_more_than_a_week_apart_part_them(archive: Archive, day: str | None, follows: bool) -> None:
    archive.add([article("one", TEXT, date="2015-11-02"), Article(f"{TEXT} More.", id="other", title="o", date=day)])
    assert followers(archive)["other"] is follows


def test_it_does_not_matter_how_many_runs_or_jobs_add_them(tmp_path: Path) -> None:
    articles = [article(f"a{number}", TEXT.replace(WORDS[number % 4], "else", 3) + " " * number) for number in range(8)]
    kinds = []
    for cuts, jobs in (([0, 8], 1), ([0, 8], 2), ([0, 3, 4, 8], 1)):
        archive = Archive.create(tmp_path / f"{cuts}{jobs}")
        for start, end in pairwise(cuts):
            archive.add(articles[start:end], jobs=jobs)
        kinds.append(followers(archive))
    assert kinds[0] == kinds[1] == kinds[2]
    assert 1 <= sum(kinds[0].values()) < 8


def test_an_article_that_is_like_an_orphan_joins_it(archive: Archive) -> None:
    archive.add([article("leader", TEXT), article("follower", f"{TEXT} More.")])
    archive.remove(["leader"])
    archive.add([article("late", f"{TEXT} Later.")])
    assert followers(archive) == {"follower": True, "late": True}
    assert archive.search("bian").folded == 1
    archive.compact()
    assert followers(archive) == {"follower": False, "late": True}
    assert archive.search("bian").folded == 1


def test_compacting_clusters_afresh(archive: Archive) -> None:
    archive.add([article("leader", TEXT), article("follower", f"{TEXT} More.")])
    archive.add([article("leader", "The harbour was calm.")])
    assert followers(archive)["follower"]
    archive.compact()
    assert not any(followers(archive).values())


def text(low: int, figures: int, day: int | None) -> Text:
    some = [number for number in range(1, 25) if figures >> number & 1]
    fours = [some[start : start + 4] for start in range(0, 24, 4)]
    words = tuple(sum(figure << 16 * place for place, figure in enumerate(four)) for four in fours)
    known = MISSING if day is None else day
    return Text(Sketch(low, 5, -1, words), known, known, 2 * low)


texts = st.lists(
    st.builds(
        text,
        st.builds(lambda bits: sum(8 << 4 * bit for bit in bits), st.lists(st.integers(0, 14), max_size=9)),
        st.integers(0, 7) | st.integers(0, 2**25),
        st.none() | st.integers(1, 20),
    ),
    max_size=40,
)


windows = st.sampled_from((8, 11, 20, 1000))
"""Places in which a leader is looked for."""


@pytest.mark.skipif(not available(), reason="no compiled kernel")
@given(texts, windows)
def test_the_kernel_joins_as_the_definition_does(some: list[Text], newest: int) -> None:
    leaders = Leaders((), newest=newest)
    with patch("searchlib.indexing.leaders.kernel", lambda: None):
        defined = Leaders((), newest=newest)
    assert isinstance(defined._all(), Table)
    assert [leaders.join(one) for one in some] == [defined.join(one) for one in some]


@pytest.mark.parametrize("compiled", [False, pytest.param(True, marks=pytest.mark.skipif(not available(), reason=""))])
def test_a_leader_that_stands_too_far_back_is_forgotten(compiled: bool) -> None:
    with nullcontext() if compiled else patch("searchlib.indexing.leaders.kernel", lambda: None):
        leaders = Leaders((), newest=10)
    first, *others = [text(number, 2 << number, None) for number in range(4)]  # of each other's figures none has any
    assert leaders.join(first) == first.key
    for place in range(9):
        assert leaders.join(others[place % 3]) == others[place % 3].key | (place > 2)
    assert leaders.join(first) == first.key | 1
    assert leaders.join(first) == first.key


class Kept(NamedTuple):
    """Stands for a holding and its segment."""

    texts: Sequence[Text]
    alike: Sequence[int]
    deleted: set[int]

    @property
    def segment(self) -> "Kept":
        return self

    @property
    def doc_count(self) -> int:
        return len(self.texts)

    def numbers(self, name: str) -> memoryview:
        column = array("q", self.alike)
        if name != ALIKE:
            place = (*SKETCH, "date_earliest", "date_latest").index(name)
            column = array(
                "q", ((*one.sketch[:3], *one.sketch.figures, one.first, one.last)[place] for one in self.texts)
            )
        return memoryview(column)

    def number(self, name: str, doc: int) -> int:
        return self.numbers(name)[doc]


@pytest.mark.skipif(not available(), reason="no compiled kernel")
@given(texts, st.sets(st.integers(0, 40)), texts, windows)
def test_a_single_text_follows_whom_it_would_among_many(
    some: list[Text], deleted: set[int], more: list[Text], newest: int
) -> None:
    leaders = Leaders(())
    alike, half = [leaders.join(one) for one in some], len(some) // 2
    held = (
        Kept(some[:half], alike[:half], {doc for doc in deleted if doc < half}),
        Kept(some[half:], alike[half:], {doc - half for doc in deleted if half <= doc < len(some)}),
    )
    for one in more[:3]:
        with patch("searchlib.indexing.leaders.kernel", lambda: None):
            defined = Leaders(held, newest=newest)
        assert Leaders(held, newest=newest).join(one) == defined.join(one)
    together, defined = Leaders(held, newest=newest), Leaders(held, newest=newest)
    defined._all()
    assert [together.join(one) for one in more] == [defined.join(one) for one in more]


@pytest.mark.parametrize("compiled", [False, pytest.param(True, marks=pytest.mark.skipif(not available(), reason=""))])
def test_a_follower_leads_in_the_place_of_a_leader_that_stands_too_far_back(compiled: bool) -> None:
    first, *others = [text(number, 2 << number, None) for number in range(9)]
    some = [first, *others[:7], first]
    held = (Kept(some, [*(one.key for one in some[:8]), first.key | 1], set()),)
    with nullcontext() if compiled else patch("searchlib.indexing.leaders.kernel", lambda: None):
        leaders = Leaders(held, newest=8)
    new = first._replace(key=90)
    assert [leaders.join(new), leaders.join(others[7]), leaders.join(new)] == [1, others[7].key, 1]


@pytest.mark.skipif(not available(), reason="no compiled kernel")
def test_the_table_of_all_waits_for_many_texts_or_a_follower_without_a_leader(archive: Archive) -> None:
    archive.add([article("leader", TEXT), article("follower", f"{TEXT} More.")])
    with patch.object(Leaders, "_all", side_effect=AssertionError("the table of all was made")):
        archive.add([article("late", f"{TEXT} Later."), article("other", "The harbour was calm. " * 20)])
        archive.remove(["leader"])
        with pytest.raises(AssertionError, match="the table"):
            archive.add([article("latest", f"{TEXT} Again.")])
    archive.add([article("latest", f"{TEXT} Again.")])
    assert followers(archive) == {"follower": True, "late": True, "other": False, "latest": True}


@pytest.mark.skipif(not available(), reason="no compiled kernel")
def test_the_kernel_takes_over_a_segment_as_the_definition_does(archive: Archive) -> None:
    archive.add([article(f"a{number}", TEXT.replace(WORDS[number % 4], "else", 3)) for number in range(8)])
    archive.remove(["a0"])
    more = [article(f"b{number}", TEXT.replace(WORDS[number], "new", 3)) for number in range(20)]
    archive.add(more)
    compiled = followers(archive)
    archive.remove([one.id or "" for one in more])
    with patch("searchlib.indexing.leaders.kernel", lambda: None):
        archive.add(more)
    assert followers(archive) == compiled
    assert any(compiled.values())
