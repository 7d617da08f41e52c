"""The whole screen, driven as a person does, by Textual's own pilot."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input, OptionList, Static

from searchlib import Archive, Article
from searchlib.browse.editor import file_of
from searchlib.browse.question import Pick, Question, answer, said_by
from searchlib.browse.reading import Reading
from searchlib.browse.searching import Searching
from searchlib.browse.speaking import Choice, Speaking
from searchlib.cli.main import main
from tests.driving import Act, driven, press, settled

SEEDS = Path(__file__).resolve().parents[3] / "seeds"
HOSTILE = "\x1b[2J\x1b]0;owned\x07\x9b31m[bold]x[/bold] \u202egnp.exe"
GALE = "A gale blew. “No crew sails,” Ada Lindqvist said. " + "It rained and rained.\n\n" * 60 + "The gale was over."


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Archive:
    archive = Archive.create(tmp_path_factory.mktemp("browse") / "index")
    archive.add(SEEDS)
    archive.add(
        [
            Article(GALE, id="gale", title="Gale", date="2015-11-02", source="The Ellery Echo"),
            Article("“Storms pass,” Ada Lindqvist said.", id="storm", title="Storm", date="2014-03-01"),
            Article(f"{HOSTILE} zeppelin.\n\n“{HOSTILE},” Eve Mallory said.", id=HOSTILE, title=HOSTILE, path=HOSTILE),
            *(Article(f"Rain number {number}.", id=f"rain{number:02}") for number in range(40)),
        ]
    )
    return archive


@pytest.fixture
def drive(archive: Archive) -> Callable[..., None]:
    """Run the program on a screen of 120 x 40 and do with it what is said."""

    def run(act: Act, *, query: str = "", width: int = 120) -> None:
        driven(archive, act, query=query, size=(width, 40))

    return run


def searching(pilot: Pilot[None]) -> Searching:
    (screen,) = (screen for screen in pilot.app.screen_stack if isinstance(screen, Searching))
    return screen


def ids(pilot: Pilot[None]) -> list[str]:
    return [hit.id for hit in searching(pilot).hits]


def shown(pilot: Pilot[None]) -> str:
    """Everything on the screen, line by line."""
    strips = pilot.app.screen._compositor.render_strips()
    return "\n".join(strip.text for strip in strips)


def test_typing_searches_as_it_goes(drive) -> None:
    async def act(pilot: Pilot[None]) -> None:
        await press(pilot, *"galx")
        assert ids(pilot) == []
        await press(pilot, "backspace", "e")
        assert ids(pilot) == ["gale"]
        assert "1 article" in shown(pilot)
        assert "2 November 2015" in shown(pilot)

    drive(act)


def test_a_word_that_is_half_typed_finds_those_that_begin_so(drive) -> None:
    async def act(pilot: Pilot[None]) -> None:
        await press(pilot, *"speaker:lindq")
        assert sorted(ids(pilot)) == ["gale", "storm"]
        assert "for speaker:lindq*" in shown(pilot)
        assert searching(pilot).asked() == "(speaker:lindq*)"
        await press(pilot, *"vist")
        assert sorted(ids(pilot)) == ["gale", "storm"]
        assert "for speaker" not in shown(pilot)

    drive(act)


def test_what_was_not_understood_is_said(drive) -> None:
    async def act(pilot: Pilot[None]) -> None:
        assert "unknown field" in shown(pilot)

    drive(act, query="speakr:lindqvist gale")


def test_a_facet_narrows_and_escape_takes_it_back(drive) -> None:
    async def act(pilot: Pilot[None]) -> None:
        assert "Ada Lindqvist 2" in shown(pilot)
        searching(pilot).query_one("#facets", OptionList).focus()
        await press(pilot, "home", "enter")
        assert searching(pilot).question.picks == (Pick("speaker", "Ada Lindqvist"),)
        assert set(ids(pilot)) == {"gale", "storm"}
        assert "✓ Ada Lindqvist" in shown(pilot)
        await press(pilot, "escape")
        assert searching(pilot).question.picks == ()

    drive(act, query="lindqvist")


def test_years_are_counted_and_drawn(drive) -> None:
    async def act(pilot: Pilot[None]) -> None:
        timeline = str(searching(pilot).query_one("#timeline", Static).render())
        assert "2014" in timeline
        assert "2015" in timeline
        searching(pilot).question = Question("lindqvist", (Pick("year", "2015"),))
        searching(pilot).ask()
        await settled(pilot)
        assert ids(pilot) == ["gale"]
        assert "2015-11" in str(searching(pilot).query_one("#timeline", Static).render())

    drive(act, query="lindqvist")


def test_an_article_opens_at_its_first_match_and_jumps_to_the_next(drive) -> None:
    async def act(pilot: Pilot[None]) -> None:
        await press(pilot, "enter", "enter")
        assert isinstance(pilot.app.screen, Reading)
        assert "match 1 of" in shown(pilot)
        assert "A gale blew" in shown(pilot)
        await press(pilot, "N")
        assert "The gale was over" in shown(pilot)
        await press(pilot, "n")
        assert "A gale blew" in shown(pilot)
        assert "The gale was over" not in shown(pilot)
        await press(pilot, "escape")
        assert isinstance(pilot.app.screen, Searching)

    drive(act, query="gale")


def test_quotations_of_a_speaker_stand_in_the_order_of_time_and_open_their_article(drive) -> None:
    async def act(pilot: Pilot[None]) -> None:
        await press(pilot, "enter", "s")
        assert isinstance(pilot.app.screen, Speaking)
        assert [row.id for row in pilot.app.screen.rows] == ["storm", "gale"]
        assert "Ada Lindqvist: 2 quotations" in shown(pilot)
        await press(pilot, "down", "enter")
        assert isinstance(pilot.app.screen, Reading)
        assert pilot.app.screen.view.article.id == "gale"

    drive(act, query="gale")


def test_of_several_speakers_one_is_chosen(drive) -> None:
    async def act(pilot: Pilot[None]) -> None:
        await press(pilot, "enter", "s")
        assert isinstance(pilot.app.screen, Choice)
        await press(pilot, "enter")
        assert isinstance(pilot.app.screen, Speaking)

    drive(act, query="kagame")


def test_a_citation_goes_to_the_clipboard(drive) -> None:
    async def act(pilot: Pilot[None]) -> None:
        await press(pilot, "enter", "c")
        assert pilot.app.clipboard.startswith("- Gale, *The Ellery Echo*, 2 November 2015 (gale)")
        assert "(gale); index generation" in pilot.app.clipboard
        await press(pilot, "C")
        assert pilot.app.clipboard.startswith("@article{gale,")
        await press(pilot, "s", "c")
        assert "Ada Lindqvist" in pilot.app.clipboard

    drive(act, query="gale")


@pytest.mark.parametrize("query", ["rain number", "rain numb"])
def test_more_hits_come_when_the_end_is_near(query: str, drive) -> None:
    async def act(pilot: Pilot[None]) -> None:
        assert len(ids(pilot)) == 30
        await press(pilot, "enter", "end")
        assert len(ids(pilot)) == 40
        assert len(set(ids(pilot))) == 40

    drive(act, query=query)


def test_the_keys_are_shown_at_the_foot(drive) -> None:
    async def act(pilot: Pilot[None]) -> None:
        await press(pilot, "enter")
        foot = shown(pilot).splitlines()[-1]
        assert all(word in foot for word in ("Query", "Facets", "Speaker", "Cite", "Editor", "Quit"))
        await press(pilot, "enter")
        assert "Next" in shown(pilot).splitlines()[-1]

    drive(act, query="gale")


@pytest.mark.parametrize("width", [30, 40, 50])
def test_on_a_narrow_screen_all_keys_are_shown_in_rows(width: int, drive) -> None:
    async def act(pilot: Pilot[None]) -> None:
        await press(pilot, "enter")
        foot = "\n".join(shown(pilot).splitlines()[-4:])
        keys = ("/ Query", "f Facets", "esc Clear", "^q Quit", "s Speaker", "c Cite", "C BibTeX", "e Editor")
        assert all(key in foot for key in keys)
        await press(pilot, "enter")
        foot = "\n".join(shown(pilot).splitlines()[-4:])
        assert all(key in foot for key in ("esc Back", "n Next", "N Previous", "c Cite"))

    drive(act, query="gale", width=width)


def test_a_narrow_screen_has_the_hits_alone(drive) -> None:
    async def act(pilot: Pilot[None]) -> None:
        assert not searching(pilot).query_one("#side").display
        await press(pilot, "enter", "f")
        assert searching(pilot).query_one("#side").display

    drive(act, query="gale", width=40)


def test_keys_without_anything_under_the_cursor_do_nothing(drive) -> None:
    async def act(pilot: Pilot[None]) -> None:
        await press(pilot, "enter", "enter", "s", "c", "C", "e", "f", "slash", "escape")
        assert isinstance(pilot.app.screen, Searching)
        assert searching(pilot).query_one("#query", Input).value == ""

    drive(act, query="nothing-has-this-word")


def test_hostile_text_is_only_shown(drive) -> None:
    async def act(pilot: Pilot[None]) -> None:
        for keys in ((), ("enter",), ("enter",), ("c",), ("s",), ("c",)):
            await press(pilot, *keys)
            assert not set("\x1b\x07\x9b\u202e") & set(shown(pilot))
            assert not set("\x1b\x07\x9b\u202e") & set(pilot.app.clipboard)
        assert isinstance(pilot.app.screen, Speaking)
        assert "[bold]x[/bold]" in shown(pilot)

    drive(act, query="zeppelin")


def test_an_answer_that_comes_too_late_is_left_out(archive: Archive, drive) -> None:
    async def act(pilot: Pilot[None]) -> None:
        late = answer(archive, Question("storm"))
        searching(pilot).show(late)
        assert ids(pilot) == ["gale"]

    drive(act, query="gale")


def test_undated_quotations_stand_last(archive: Archive) -> None:
    said = said_by(archive, "lindqvist")
    assert ([row.id for row in said.rows], said.total) == (["storm", "gale"], 2)


def test_the_editor_gets_an_absolute_path_or_a_copy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("+!reboot").write_text("text")
    assert file_of(Article("text", path="+!reboot")) == tmp_path / "+!reboot"
    for path in (None, "nowhere", str(tmp_path), "a\0b"):
        copy = file_of(Article("“Text”\udcff", path=path))
        assert copy.read_text("utf-8") == "“Text”\\udcff"
        copy.unlink()


def test_browse_says_what_it_needs(monkeypatch, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["browse"]) == 2
    assert "browse needs a terminal" in capsys.readouterr().err
    monkeypatch.setattr("searchlib.cli.browse.find_spec", lambda name: None)
    assert main(["browse"]) == 2
    assert "pip install 'searchlib[browse]'" in capsys.readouterr().err


def test_an_index_that_is_gone_is_said(drive, archive: Archive) -> None:
    async def act(pilot: Pilot[None]) -> None:
        searching(pilot).tell("index \x1b[2J gone")
        await pilot.pause()
        assert "index ␛[2J gone" in shown(pilot)

    drive(act)
    assert os.path.exists(archive.path)
