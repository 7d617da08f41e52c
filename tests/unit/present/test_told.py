"""What people read breaks between words; what they copy is one line, however narrow the screen."""

import fcntl
import io
import os
import struct
import termios
from collections.abc import Callable

import pytest

from searchlib.model import Hit, HitDetails, Page, QuotePage, Stats
from searchlib.present.listing import Listing
from searchlib.present.output import Output
from searchlib.present.told import rows_of, tell
from searchlib.present.wish import Wish
from tests.sources import Source

PATH = "news/of/a/whole/year/and/more/the-harbour-is-open-again-says-the-mayor.html"
CURSOR = "WzEsMSwicmVsZXZhbmNlIiwiMTVjNzY1ZTkiLCIweDEuMjgxNzIwZTk4ODRjM3AtNiIsLTczNDg2OSwiaHVnZSIsMCwyXQ"


class Screen(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.fixture
def narrow(monkeypatch: pytest.MonkeyPatch) -> Callable[[object], list[str]]:
    monkeypatch.setenv("COLUMNS", "44")

    def shown(value: object) -> list[str]:
        stream = Screen()
        environment = {"TERM": "xterm", "NO_COLOR": "1"}
        Output(Wish(color="never", form="rich", pager=""), stream, io.StringIO(), environment=environment).show(value)  # type: ignore[arg-type]
        return [row.rstrip() for row in stream.getvalue().splitlines()]

    return shown


@pytest.mark.parametrize(
    ("said", "rows"),
    [
        (f"more with: --after {CURSOR}", ["more with:", f"--after {CURSOR}"]),
        (
            "ask for: searchlib search 'harbour AND port' --any",
            ["ask for:", "searchlib search 'harbour AND port' --any"],
        ),
        (
            "searchlib: no article with the id 'nope'; ids are shown by: searchlib search --fields id",
            ["searchlib: no article with the id", "'nope'; ids are shown by:", "searchlib search --fields id"],
        ),
        (f"searchlib: {PATH}: no such file", ["searchlib:", f"{PATH}:", "no such file"]),
        (
            "港口重新开放 市长表示高兴 这是一个非常长的中文标题",
            ["港口重新开放 市长表示高兴", "这是一个非常长的中文标题"],
        ),
        ("2 of 68 articles in 22.2 ms", ["2 of 68 articles in 22.2 ms"]),
        (
            "searchlib: --fields: 'nosuch', but expected some of rank, score",
            ["searchlib: --fields: 'nosuch', but", "expected some of rank, score"],
        ),
    ],
)
def test_what_is_said_breaks_between_words_and_a_command_not_at_all(said: str, rows: list[str]) -> None:
    assert list(rows_of(said, width=40)) == rows


def test_only_a_terminal_has_a_width() -> None:
    terminal, there = os.openpty()
    fcntl.ioctl(there, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 30, 0, 0))
    with open(there, "w") as stream:
        tell(stream, f"more with: --after {CURSOR}")
        seen = b""
        while seen.count(b"\n") < 2:
            seen += os.read(terminal, 1000)
    assert seen.decode().split("\r\n") == ["more with:", f"--after {CURSOR}", ""]
    os.close(terminal)
    pipe = io.StringIO()
    tell(pipe, f"more with: --after {CURSOR}")
    assert pipe.getvalue() == f"more with: --after {CURSOR}\n"


def test_paths_and_ids_stay_whole_on_a_narrow_screen(
    narrow: Callable[[object], list[str]], quote_page: QuotePage
) -> None:
    texts = {"id": "port", "title": "Port", "path": PATH}
    hit = Hit(1, 1.0, Source(lambda name: texts.get(name, ""), tuple, HitDetails))
    assert f"   port · {PATH}" in narrow(Page("q", (hit,), total=1, took_ms=1))
    row = quote_page[0]._replace(id=PATH)
    rows = narrow(QuotePage("q", (row,), total=1, took_ms=1))
    assert f"   {PATH}" in rows
    assert not any(row.endswith("·") and row.strip() != "·" for row in rows)
    assert f"index       {PATH}" in narrow(Stats(PATH, 1, 2, 3, 4, 5, 6, 7, 8, None, None, "compiled"))


def test_the_id_stands_beside_a_path_that_does_not_end_with_it(narrow: Callable[[object], list[str]]) -> None:
    def last(id_: str, path: str) -> str:
        texts = {"id": id_, "title": "Port", "path": path}
        hit = Hit(1, 1.0, Source(lambda name: texts.get(name, ""), tuple, HitDetails))
        return narrow(Page("q", (hit,), total=1, took_ms=1))[-1].strip()

    assert last("n1", "news.jsonl") == "n1 · news.jsonl"
    assert last("a/b.txt", "news/a/b.txt") == "news/a/b.txt"
    assert last("b.txt", "b.txt") == "b.txt"
    assert last("b.txt", "news/ab.txt") == "b.txt · news/ab.txt"
    assert last("n1", "") == "n1"


def test_a_title_without_blanks_is_broken_and_not_cut(narrow: Callable[[object], list[str]]) -> None:
    title = "港口重新开放市长表示高兴这是一个非常长的中文标题"
    texts = {"id": "port", "title": title, "path": ""}
    hit = Hit(1, 1.0, Source(lambda name: texts.get(name, ""), tuple, HitDetails))
    rows = narrow(Page("q", (hit,), total=1, took_ms=1))
    assert "".join(rows[:2]).replace(" ", "") == f"1{title}"


def test_a_table_is_a_table_where_it_fits_and_records_where_it_does_not(narrow: Callable[[object], list[str]]) -> None:
    question = "searchlib search 'harbour AND port' --speaker lindqvist"
    columns = ("total", "question", "meaning")
    wide = narrow(Listing("history", columns, ((1, "searchlib", "what one asks oneself"),), prose=("meaning",)))
    assert [row.split() for row in wide] == [[*columns], ["1", "searchlib", "what", "one", "asks", "oneself"]]
    rows = narrow(Listing("history", columns, ((1, question, "the words " * 5), (2, "b", "c")), prose=("meaning",)))
    assert rows == [
        "total     1",
        f"question  {question}",
        "meaning   the words the words the words the",
        "          words the words",
        "",
        "total     2",
        "question  b",
        "meaning   c",
    ]
