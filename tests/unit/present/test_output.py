import io
import subprocess
import sys

import pytest

from searchlib.model import Page, Progress, QuotePage, Report
from searchlib.present.listing import Listing
from searchlib.present.output import Output
from searchlib.present.wish import Wish, style_of


class Screen(io.StringIO):
    def isatty(self) -> bool:
        return True


def shown(value: object, wish: Wish, *, stdout: io.StringIO | None = None) -> tuple[str, str]:
    stdout, stderr = stdout or io.StringIO(), io.StringIO()
    Output(wish, stdout, stderr, environment={"TERM": "xterm"}).show(value)
    return stdout.getvalue(), stderr.getvalue()


@pytest.mark.parametrize(
    ("stream", "color", "environment", "style"),
    [
        (Screen(), "auto", {}, "colour"),
        (io.StringIO(), "auto", {}, "bare"),
        (Screen(), "never", {}, "bare"),
        (io.StringIO(), "always", {"NO_COLOR": "1", "TERM": "dumb"}, "colour"),
        (Screen(), "auto", {"NO_COLOR": "1"}, "mono"),
        (Screen(), "auto", {"NO_COLOR": ""}, "colour"),
        (Screen(), "auto", {"TERM": "dumb"}, "bare"),
        (io.StringIO(), "auto", {"FORCE_COLOR": "1"}, "colour"),
        (io.StringIO(), "auto", {"FORCE_COLOR": "0"}, "bare"),
        (io.StringIO(), "auto", {"FORCE_COLOR": "1", "NO_COLOR": "1"}, "mono"),
    ],
)
def test_the_style_follows_flag_environment_and_stream(
    stream: io.StringIO, color: str, environment: dict[str, str], style: str
) -> None:
    assert style_of(stream, color, environment=environment) == style


def test_names_go_to_programs_as_they_are_but_to_no_terminal() -> None:
    name = "\x1b]0;owned\x07.txt"
    listed, wish = Listing("files", ("id",), ((name,),)), Wish("plain", fields=("id",), end="\0")
    assert shown(listed, wish) == (f"{name}\0", "")
    assert shown(listed, wish, stdout=Screen()) == ("␛]0;owned␇.txt\n", "")


def test_a_pipe_gets_plain_lines(page: Page) -> None:
    stdout, _ = shown(page, Wish())
    assert stdout.startswith("ferry.txt\t--11-02/--11-05\t")
    assert "\x1b" not in stdout


def test_a_screen_gets_marks_in_colour(page: Page) -> None:
    stdout, _ = shown(page, Wish(), stdout=Screen())
    assert "\x1b[1;31msail\x1b[0m" in stdout


def test_without_colours_marks_are_bold(page: Page) -> None:
    stream = Screen()
    Output(Wish(), stream, io.StringIO(), environment={"NO_COLOR": "1"}).show(page)
    assert "\x1b[1msail\x1b[0m" in stream.getvalue()
    assert "\x1b[1;31m" not in stream.getvalue()


def test_colour_never_means_no_escape_sequence(page: Page) -> None:
    stdout, stderr = shown(page, Wish(color="never"), stdout=Screen())
    assert "\x1b" not in stdout + stderr


def test_counts_times_and_diagnostics_are_no_data(page: Page) -> None:
    stdout, stderr = shown(page, Wish("plain"))
    assert stderr.splitlines() == [
        "2 of 46 articles in 1.2 ms",
        "more with: --after MS4yLjM",
        "warning: unknown field `speakr`",
        "  sail speakr:lindqvist gale",
        "       ^^^^^^",
        "  did you mean `speaker`?",
    ]
    assert "1.2 ms" not in stdout


def test_programs_are_spared_counts_but_not_diagnostics(page: Page, quote_page: QuotePage) -> None:
    assert shown(quote_page, Wish("json"))[1] == ""
    assert shown(page, Wish("json"))[1].startswith("warning: unknown field")


def test_failures_are_named_one_by_one(report: Report) -> None:
    _, stderr = shown(report, Wish("plain"))
    assert stderr.splitlines() == ["news/empty.txt: empty file", "news/␛[31mred.txt: is no text"]


def test_a_pipe_has_no_progress_bar() -> None:
    with Output(Wish(), io.StringIO(), io.StringIO(), environment={}).progress() as callback:
        assert callback is None


def test_a_screen_has_a_progress_bar_with_counts() -> None:
    stderr = Screen()
    environment = {"TERM": "xterm", "COLUMNS": "100"}
    with Output(Wish(), io.StringIO(), stderr, environment=environment).progress() as callback:
        assert callback is not None
        callback(Progress(done=3, total=10, articles=3, quotes=12, failed=1, path="a\x1b[2J.txt"))
    assert "3/10" in stderr.getvalue()
    assert "\x1b[2J" not in stderr.getvalue()


def test_only_a_screen_loads_rich() -> None:
    script = (
        "import io, sys; from searchlib.model import Page; from searchlib.present.output import Output, Wish\n"
        "for form in ('json', 'jsonl', 'csv', 'plain'):\n"
        "    Output(Wish(form), io.StringIO(), io.StringIO(), environment={}).show(Page('q', (), total=0, took_ms=1))\n"
        "print(*sorted(name for name in sys.modules if name.startswith('rich') or name == 'dataclasses'))"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == ""


def test_only_the_separators_are_faint(page: Page) -> None:
    stdout, _ = shown(page, Wish(), stdout=Screen())
    assert "\x1b[1;35mAda Lindqvist\x1b[0m" in stdout
