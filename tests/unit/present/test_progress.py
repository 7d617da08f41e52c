"""A long run shows how far it is, how fast, how long still, what it finds and what fails."""

import io
import re

import pytest

from searchlib.model import Progress
from searchlib.present.caret import columns
from searchlib.present.progress import ProgressBar
from searchlib.present.terminal import screen


def shown(*events: Progress, width: int) -> list[str]:
    console = screen(io.StringIO(), style="bare", width=width)
    bar = ProgressBar(console)
    for event in events:
        bar(event)
    with console.capture() as capture:
        console.print(bar._bar.get_renderable())
    return [row.rstrip() for row in capture.get().splitlines()]


@pytest.mark.parametrize("width", [40, 80, 200])
def test_it_keeps_to_the_screen_and_says_what_is_found_below(width: int) -> None:
    events = [Progress(done, 3000, done, 5 * done, 7, "a.txt", done // 4) for done in [1500]]
    bar, found = shown(*events, width=width)
    assert "1,500/3,000" in bar
    assert found.startswith("1,500 articles, 7 failed, 7,500 quotati")
    assert max(columns(bar), columns(found)) <= width
    if width >= 80:
        assert found.endswith("by 375 speakers")


def test_the_time_left_is_told_by_the_bytes_where_only_reading_would_tell_the_number() -> None:
    events = [Progress(done, None, done, done, 0, "a.csv", read=1000 * done, size=300_000) for done in (32, 64, 96)]
    [bar, _] = shown(*events, width=80)
    assert re.search(r" 96 [\d,]+/s \d:\d\d left$", bar)
    assert "000" not in bar


def test_the_time_left_is_told_where_the_number_is_known_else_the_time_so_far() -> None:
    events = [Progress(done, 3000, done, done, 0, "a.txt") for done in (32, 64, 96)]
    assert re.search(r"\d:\d\d left$", shown(*events, width=80)[0])
    [bar, _] = shown(*[event._replace(total=None) for event in events], width=80)
    assert re.search(r" 96 [\d,]+/s 0:00$", bar)


def test_no_time_is_left_but_gone_when_all_is_read_and_is_still_being_written() -> None:
    [bar, _] = shown(*[Progress(done, 96, done, done, 0, "a.txt") for done in (32, 64, 96)], width=80)
    assert "left" not in bar
