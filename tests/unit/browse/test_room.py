"""The whole screen where there is little room, or much to show: narrow and low screens, long articles, many years."""

import re

import pytest
from textual.pilot import Pilot
from textual.widgets import OptionList

from searchlib import Archive, Article
from searchlib.browse import question
from searchlib.browse.drawn import LONGEST, MOST_PARAGRAPHS, article_rows
from searchlib.browse.reading import Reading
from tests.driving import driven, press

NAMES = ["Ada Lindqvist", "Bo Nilsson", "Maximiliana Constantinopolous-Featherstonehaugh"]
LONG = "\n\n".join([*["It rained."] * 1200, "The zeppelin rose.", *["It rained."] * 900, "The zeppelin fell."])


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Archive:
    archive = Archive.create(tmp_path_factory.mktemp("room") / "index")
    archive.add(
        [
            *(
                Article(f"“The port is open,” {NAMES[year % 3]} said.", id=f"port{year}", date=str(year))
                for year in range(1990, 2024)
            ),
            Article(LONG, id="long", title="Long"),
        ]
    )
    return archive


def shown(pilot: Pilot[None]) -> list[str]:
    return [strip.text.rstrip() for strip in pilot.app.screen._compositor.render_strips()]


def test_the_foot_names_only_keys_that_do_what_it_says(archive: Archive) -> None:
    async def act(pilot: Pilot[None]) -> None:
        foot = shown(pilot)[-1]
        assert "↓ Hits" in foot
        assert "/ Query" not in foot
        await press(pilot, "slash", "backspace", "down")
        assert pilot.app.screen.query_one("#hits", OptionList).has_focus
        assert "/ Query" in shown(pilot)[-1]
        await press(pilot, "slash")
        assert pilot.app.screen.query_one("#query").has_focus

    driven(archive, act, query="port", size=(120, 24))


@pytest.mark.parametrize("width", [52, 60, 74, 84])
def test_no_key_is_cut_off_at_the_foot(width: int, archive: Archive) -> None:
    async def act(pilot: Pilot[None]) -> None:
        await press(pilot, "enter")
        foot = " ".join(shown(pilot)[-3:])
        assert all(key in foot for key in ("f Facets", "s Speaker", "C BibTeX", "e Editor", "^q Quit"))

    driven(archive, act, query="port", size=(width, 20))


def test_on_a_low_screen_the_newest_years_are_seen_and_room_is_left_for_facets(archive: Archive) -> None:
    async def act(pilot: Pilot[None]) -> None:
        for height in (24, 20, 30):
            await pilot.resize_terminal(100, height)
            await pilot.pause()
            assert any(re.match(r"  ? ?2023 +1 █", row) for row in shown(pilot))
        assert pilot.app.screen.query_one("#facets").size.height >= 9

    driven(archive, act, query="port", size=(100, 24))


def test_a_long_name_hangs_below_its_beginning(archive: Archive) -> None:
    async def act(pilot: Pilot[None]) -> None:
        [row] = (row for row in shown(pilot) if "Constantinopolous" in row)
        assert row.startswith("   Constantinopolous-")

    driven(archive, act, query="port", size=(100, 30))


def test_facets_take_the_place_of_the_hits_where_there_is_room_for_one(archive: Archive) -> None:
    async def act(pilot: Pilot[None]) -> None:
        def seen() -> tuple[bool, bool]:
            return tuple(pilot.app.screen.query_one(name).region.width >= 36 for name in ("#hits", "#facets"))

        assert seen() == (True, False)
        await press(pilot, "enter", "f")
        assert seen() == (False, True)
        await press(pilot, "home", "enter")
        assert pilot.app.screen.question.picks
        await press(pilot, "f")
        assert seen() == (True, False)
        assert pilot.app.screen.query_one("#hits").has_focus

    driven(archive, act, query="port", size=(40, 16))


def test_a_screen_that_becomes_narrow_leaves_the_facets_out_and_has_them_back(archive: Archive) -> None:
    async def act(pilot: Pilot[None]) -> None:
        side = pilot.app.screen.query_one("#side")
        for width, beside in ((120, True), (40, False), (30, False), (100, True)):
            await pilot.resize_terminal(width, 20)
            await pilot.pause()
            assert side.display is beside

    driven(archive, act, query="port", size=(120, 24))


def test_a_match_far_down_a_long_article_is_found_and_counted(archive: Archive) -> None:
    async def act(pilot: Pilot[None]) -> None:
        await press(pilot, "enter", "enter")
        assert isinstance(pilot.app.screen, Reading)
        assert "match 1 of 2" in "\n".join(shown(pilot))
        assert any("The zeppelin rose" in row for row in shown(pilot))
        await press(pilot, "n")
        assert any("The zeppelin fell" in row for row in shown(pilot))
        await press(pilot, "n", "g")
        rows = " ".join("\n".join(shown(pilot)).split())
        assert "Left out here: 1,160 paragraphs; e opens all of it in an editor." in rows
        assert len(pilot.app.screen.query("Static.paragraph")) == MOST_PARAGRAPHS + 4

    driven(archive, act, query="zeppelin", size=(60, 20))


def test_a_text_without_line_ends_is_cut_into_pieces_and_no_match_is_lost() -> None:
    text = "The ferry sails. " * 1000 + "f" * 3 * LONGEST + " ferry."
    marks = [(place, place + 5) for place in range(4, 17_000, 17)]
    rows = article_rows(Article(text), [*marks, (len(text) - 6, len(text) - 1)])
    assert "".join(piece for piece, _ in rows) == text
    assert max(len(piece) for piece, _ in rows) <= LONGEST
    assert [piece[left:right] for piece, inside in rows for left, right in inside] == ["ferry"] * 1001


def test_a_match_longer_than_a_piece_stays_whole() -> None:
    text = "ferry " * 1000
    [(piece, (mark,)), *rest] = article_rows(Article(text), [(600, 5000)])
    assert piece[slice(*mark)] == text[600:5000]
    assert not any(marks for _, marks in rest)


def test_of_very_many_quotations_it_is_said_how_many_are_shown(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(question, "MOST_QUOTES", 5)

    async def act(pilot: Pilot[None]) -> None:
        await press(pilot, "enter", "s")
        assert shown(pilot)[0].strip() == "Bo Nilsson: 5 of 12 quotations"

    driven(archive, act, query="port date:2023", size=(80, 20))
