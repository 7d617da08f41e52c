"""What a terminal gets: a pager, links, themes, titles that are cut."""

import io
import os
import re
from pathlib import Path

import pytest
from rich.color import Color
from rich.style import Style

from searchlib.model import Article, Facts, Hit, HitDetails, Page, Quote, QuotePage, Title
from searchlib.present import styles
from searchlib.present.citation import STYLES, Citation, Context
from searchlib.present.links import file_link
from searchlib.present.notes import notes
from searchlib.present.output import Output
from searchlib.present.pager import Paged, pager_of
from searchlib.present.terminal import Look, screen, view
from searchlib.present.wish import Wish, links_of
from tests.sources import Source

ATTACK = "\x1b]8;;http://evil.example\x07\x9b2J\u202e\r\n@misc{x}\\input{|id} [a](javascript:b) <b>|`"
NO_FACTS = Facts(None, None, (), (), (), (), ())


class Screen(io.StringIO):
    def isatty(self) -> bool:
        return True


def hit(title: str, *, path: str = "") -> Hit:
    texts = {"id": "a", "title": title, "path": path}
    return Hit(1, 1.0, Source(lambda name: texts.get(name, ""), tuple, HitDetails))


def drawn(title: str, width: int) -> list[str]:
    stream = io.StringIO()
    screen(stream, style="bare", width=width).print(view(Page("q", (hit(title),), total=1, took_ms=1)))
    return stream.getvalue().splitlines()


@pytest.mark.parametrize("width", [40, 80, 200])
@pytest.mark.parametrize("word", ["word ", "東京港のフェリー", "مرحبا بالعالم ", "e\u0301\u0301 "])
def test_a_long_title_is_cut_to_two_lines(width: int, word: str) -> None:
    rows = drawn(word * 300, width)
    assert rows[1].rstrip().endswith("…")
    assert "date unknown" in rows[2]


def test_a_title_that_fits_is_whole() -> None:
    assert drawn("one two", 40)[0].strip() == "1 one two"


def through(command: str, rows: int, tmp_path: Path, room: int) -> str:
    stream = Screen()
    environment = {**os.environ, "OUT": str(tmp_path / "out")}
    with Paged(stream, command, room=room, environment=environment) as paged:
        for row in range(rows):
            paged.write(f"{row}\n")
    return stream.getvalue()


def test_what_fits_the_screen_starts_no_pager(tmp_path: Path) -> None:
    assert through('cat > "$OUT"', 3, tmp_path, 3) == "0\n1\n2\n"
    assert not (tmp_path / "out").exists()


def test_what_does_not_fit_goes_through_the_pager_whole(tmp_path: Path) -> None:
    assert through('cat > "$OUT"; echo "$LESS" >> "$OUT"', 5, tmp_path, 3) == ""
    assert (tmp_path / "out").read_text().startswith("0\n1\n2\n3\n4\n")


def test_a_reader_who_leaves_the_pager_early_is_no_fault(tmp_path: Path) -> None:
    assert through("true", 200_000, tmp_path, 3) == ""


@pytest.mark.parametrize(
    ("asked", "environment", "command"),
    [
        (None, {}, "less"),
        ("", {"PAGER": "more"}, ""),
        (None, {"PAGER": ""}, ""),
        (None, {"PAGER": "more", "SEARCHLIB_PAGER": "most -s"}, "most -s"),
    ],
)
def test_the_pager_is_chosen_as_git_does(asked: str | None, environment: dict[str, str], command: str) -> None:
    assert pager_of(environment, asked=asked) == command


@pytest.mark.parametrize(
    ("environment", "yes"),
    [
        ({}, False),
        ({"TERM": "xterm-256color"}, False),
        ({"TERM_PROGRAM": "WezTerm"}, True),
        ({"TERM_PROGRAM": "WezTerm", "TMUX": "/tmp/x"}, False),
        ({"VTE_VERSION": "6800"}, True),
        ({"VTE_VERSION": "4999"}, False),
        ({"VTE_VERSION": "٦٨٠٠"}, False),
        ({"TERM_PROGRAM": "WezTerm", "FORCE_HYPERLINK": "0"}, False),
    ],
)
def test_links_are_for_terminals_that_know_them(environment: dict[str, str], yes: bool) -> None:
    assert links_of(Screen(), environment) is yes
    assert links_of(io.StringIO(), environment) is False


def test_a_link_leads_to_a_file_that_is_there_and_holds_no_sign_of_its_own(tmp_path: Path) -> None:
    odd = tmp_path / "a b\x1b]8;;x\x07é.txt"
    odd.touch()
    link = file_link(str(odd))
    assert link.isascii()
    assert link.isprintable()
    assert " " not in link
    stream = Screen()
    page = Page("q", (hit("Title", path=str(odd)),), total=1, took_ms=1)
    Output(Wish(pager=""), stream, io.StringIO(), environment={"TERM_PROGRAM": "WezTerm"}).show(page)
    assert stream.getvalue().count("\x1b]8;") % 2 == 0
    assert link in stream.getvalue()
    assert "\x07" not in stream.getvalue()


def luminance(color: Color) -> float:
    parts = [part / 255 for part in color.get_truecolor()]
    red, green, blue = (part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize(("theme", "ground"), [("dark", 0.0), ("light", 1.0)])
@pytest.mark.parametrize("name", [name for name in styles.THEMES["dark"] if name not in (styles.BAR, styles.EVIDENCE)])
def test_text_of_a_theme_can_be_read_on_its_ground(theme: str, ground: float, name: str) -> None:
    color = Style.parse(styles.THEMES[theme][name]).color
    assert color is not None
    light, dark = max(luminance(color), ground), min(luminance(color), ground)
    assert (light + 0.05) / (dark + 0.05) >= 4.5


def test_themes_have_the_same_styles_and_show() -> None:
    assert {tuple(theme) for theme in styles.THEMES.values()} == {tuple(styles.THEMES["auto"])}
    stream = io.StringIO()
    look = Look("light", "truecolor")
    screen(stream, style="colour", width=80, look=look).print(view(Page("q", (hit("Title"),), total=1, took_ms=1)))
    assert "\x1b[1;38;2;0;0;0mTitle" in stream.getvalue()


@pytest.mark.parametrize("style", STYLES)
def test_no_citation_lets_hostile_text_be_more_than_text(style: str) -> None:
    quote = Quote(ATTACK, None, ATTACK, None, ATTACK, None, "direct", (), ATTACK, 0.9, "")
    article = Article("", id=ATTACK, title=ATTACK, source=ATTACK, author=ATTACK, url=f"http://x/{ATTACK}")
    shown = "\n".join(STYLES[style]([Citation(article, NO_FACTS, quote)], Context(ATTACK, 1, "2020-01-02")))
    assert not set("\x1b\x07\x9b\u202e\r") & set(shown)
    assert not [row for row in shown.splitlines() if row.startswith("@misc{x")]
    assert style != "bibtex" or "\\input{" not in shown
    assert style != "markdown" or not re.search(r"(?<!\\)\]\((?!<)| <b>", shown)
    if style == "ris":
        assert all(row[2:6] == "  - " for row in shown.splitlines() if row)


def test_a_citation_carries_question_generation_and_day() -> None:
    facts = NO_FACTS._replace(title=Title("Rain", None))
    for style in STYLES:
        shown = "\n".join(STYLES[style]([Citation(Article("", id="a"), facts)], Context("rain", 7, "2020-01-02")))
        assert "rain; index generation 7; as of 2020-01-02" in shown
        assert "20" not in shown.replace("2020-01-02", "")


def test_what_is_folded_behind_a_hit_is_said_below_it_and_of_all_beside_the_count() -> None:
    texts = {"id": "one", "title": "Title"}
    kept = Hit(1, 1.0, Source(lambda name: texts.get(name, ""), tuple, HitDetails, lambda: 7))
    page, stream = Page("q", (kept,), total=1_009, took_ms=1, folded=lambda: 1_008), io.StringIO()
    screen(stream, style="bare", width=80).print(view(page))
    assert stream.getvalue().splitlines()[-1].strip() == "+7 similar"
    assert next(notes(page)).endswith("; 1,008 similar folded (--no-fold shows them)")


def test_a_speech_quoted_in_full_shows_what_is_around_its_match_and_says_that_there_is_more(
    quote_page: QuotePage,
) -> None:
    speech = f"{'We hold the line. ' * 100}The ferry sails. {'We hold the line. ' * 100}".strip()
    mark = speech.index("ferry")
    row = quote_page[0]
    long = row._replace(quote=row.quote._replace(text=speech), marks=((mark, mark + 5),))
    stream = io.StringIO()
    screen(stream, style="bare", width=80).print(view(QuotePage("ferry", (long, row), total=2, took_ms=1)))
    shown = stream.getvalue()
    assert "The ferry sails." in shown
    assert f"{len(speech):,} characters, of which show has all" in shown
    assert "   … " in shown
    assert len(shown.splitlines()) < 30
    assert shown.count("of which show has all") == 1
