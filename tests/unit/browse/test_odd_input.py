"""What a person does not usually type, what an article does not usually hold, and a screen that changes."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input, Static

from searchlib import Archive, Article
from searchlib.browse.app import Browse
from searchlib.browse.reading import Reading
from searchlib.browse.searching import Searching
from tests.driving import driven, press, settled

LONG = ("A gale blew over the harbour. " + "It rained and rained. " * 9 + "\n\n") * 4_500
WIDE = "東京の港でフェリーが再開した。" * 40
LEFTWARDS = "قالت الوزيرة إن العبارة ستبحر غدا " * 20


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Archive:
    archive = Archive.create(tmp_path_factory.mktemp("odd") / "index")
    archive.add(
        [
            Article(LONG, id="long", title="Long"),
            Article("A zeppelin rose.\n\nNobody saw where the zeppelin went.", id="short", title="Short"),
            Article(WIDE, id="wide", title=WIDE),
            Article(LEFTWARDS, id="leftwards", title=LEFTWARDS),
        ]
    )
    return archive


@pytest.mark.parametrize(
    ("query", "width"),
    [
        ("gale", 40),
        ("東京", 20),
        ("العبارة", 200),
        ("(" * 5000, 40),
        ("x " * 2000, 80),
        ("date:03/04/2020 x:y \x1b[2J", 20),
    ],
)
def test_any_query_is_answered_on_any_screen(query: str, width: int, archive: Archive) -> None:
    async def act(pilot: Pilot[None]) -> None:
        await press(pilot, "down", "enter")
        if isinstance(pilot.app.screen, Reading):
            await press(pilot, "n", "G", "g", "escape")
        assert isinstance(pilot.app.screen, Searching)
        assert "article" in str(pilot.app.screen.query_one("#status", Static).render())

    driven(archive, act, query=query, size=(width, 24))


def test_an_index_without_articles_is_empty_and_no_fault(tmp_path: Path) -> None:
    async def act(pilot: Pilot[None]) -> None:
        await press(pilot, "g", "down", "enter", "tab", "enter", "f", "s", "c", "e")
        assert "0 articles" in str(pilot.app.screen.query_one("#status", Static).render())

    driven(Archive.create(tmp_path / "index"), act)


def test_a_screen_that_changes_keeps_what_is_read(archive: Archive) -> None:
    async def act(pilot: Pilot[None]) -> None:
        await press(pilot, "down", "enter", "n")
        for size in ((40, 10), (200, 50), (1, 1), (80, 24)):
            await pilot.resize_terminal(*size)
            await settled(pilot)
        assert isinstance(pilot.app.screen, Reading)
        assert "match 2 of" in str(pilot.app.screen.query_one("#told", Static).render())

    driven(archive, act, query="zeppelin")


def test_down_goes_from_the_query_to_the_hits(archive: Archive) -> None:
    async def act(pilot: Pilot[None]) -> None:
        assert isinstance(pilot.app.focused, Input)
        await press(pilot, "down")
        assert pilot.app.focused is not None
        assert pilot.app.focused.id == "hits"

    driven(archive, act)


@pytest.mark.parametrize("screens", [[], ["down", "enter"]])
def test_ctrl_c_leaves(screens: list[str], archive: Archive) -> None:
    async def act(pilot: Pilot[None]) -> None:
        await press(pilot, *screens)
        await pilot.press("ctrl+c")
        await pilot.pause()
        assert not pilot.app.is_running or pilot.app._exit

    assert driven(archive, act, query="zeppelin").return_code == 0


@pytest.mark.parametrize(
    ("editor", "said"),
    [
        ("false --wait", "false ended with 1; $EDITOR names another"),
        ("no-such-editor -x", "no-such-editor: "),
        ("true", ""),
    ],
)
def test_an_editor_that_fails_is_said(editor: str, said: str, archive: Archive, monkeypatch) -> None:
    monkeypatch.setenv("VISUAL", editor)
    told: list[str] = []

    @contextmanager
    def suspended(app: Browse) -> Iterator[None]:
        yield

    monkeypatch.setattr(Browse, "suspend", suspended)
    monkeypatch.setattr(Browse, "notify", lambda app, text, **options: told.append(text))

    async def act(pilot: Pilot[None]) -> None:
        await press(pilot, "down", "e")

    driven(archive, act, query="gale")
    assert told == [] if not said else told[0].startswith(said)
