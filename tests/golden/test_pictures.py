"""The README's pictures: what a terminal shows of the seeds, exported by rich; `--update-golden` draws them anew.

How rich frames a picture may change with its version, so the words and their styles are compared, not the frame.
"""

import asyncio
import html
import io
import re
from pathlib import Path

import pytest

from searchlib import Archive, extract_facts
from searchlib.present.shown import Extraction, Shown
from searchlib.present.terminal import Look, screen, view

ROOT = Path(__file__).resolve().parents[2]
PICTURES = ROOT / "docs" / "pictures"
WIDTH = 96


def picture(shown: Shown, *, title: str, name: str) -> str:
    console = screen(io.StringIO(), style="colour", width=WIDTH, look=Look("dark", "truecolor"))
    console.record = True
    console.print(view(shown))
    return console.export_svg(title=title, unique_id=name)


def words(svg: str) -> list[str]:
    """Each piece of text with its colour and weight."""
    looks = dict(re.findall(r"\.\S+-(r\d+) \{ ?(.*?) ?\}", svg))
    pieces = re.findall(r'<text class="\S+?-(r\d+)"[^>]*>(.*?)</text>', svg)
    return [f"{looks[look].strip(';')}: {html.unescape(text).strip()}" for look, text in pieces]


def compare(svg: str, *, name: str, update: bool) -> None:
    path = PICTURES / f"{name}.svg"
    if update:
        path.parent.mkdir(exist_ok=True)
        path.write_text(svg, "utf8", newline="\n")
    assert words(svg) == words(path.read_text("utf8"))
    assert len(words(svg)) > 20


def test_the_picture_of_a_search_is_what_a_search_shows(archive: Archive, request: pytest.FixtureRequest) -> None:
    page = archive.search('kagame "information sharing"')
    svg = picture(page, title="searchlib search kagame '\"information sharing\"'", name="search")
    compare(svg, name="search", update=request.config.getoption("--update-golden"))


def test_the_picture_of_an_extraction_is_what_an_extraction_shows(
    request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT)
    found = Extraction(extract_facts("seeds/002_d302f62227af929b.txt"))
    svg = picture(found, title="searchlib extract seeds/002_d302f62227af929b.txt", name="extract")
    compare(svg, name="extract", update=request.config.getoption("--update-golden"))


def test_the_picture_of_browse_is_what_a_person_sees_who_types(
    archive: Archive, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("textual")
    from searchlib.browse.app import Browse  # noqa: PLC0415  # an extra

    monkeypatch.setattr("searchlib.browse.drawn.duration", lambda ms: "0.4 ms")  # the same at each run

    async def whole() -> str:
        app = Browse(archive, theme="dark")
        async with app.run_test(size=(WIDTH + 14, 34)) as pilot:
            await pilot.press(*"kagame")
            await pilot.pause()
            await app.workers.wait_for_complete()
            await pilot.press("down")
            await pilot.pause()
            return app.export_screenshot(title="searchlib browse kagame")

    compare(asyncio.run(whole()), name="browse", update=request.config.getoption("--update-golden"))
