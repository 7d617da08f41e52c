"""The examples for programs are run: a script, the cells of a notebook, a web application."""

import ast
import inspect
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit
from wsgiref.util import setup_testing_defaults
from wsgiref.validate import validator

import pytest

from searchlib import Archive, Article

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs" / "embedding.md").read_text("utf8")
BLOCKS = re.findall(r"^```python\n# (\w+)\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)
HOSTILE = "<script>alert(1)</script>"


def blocks(kind: str) -> list[str]:
    return [code for name, code in BLOCKS if name == kind]


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with the seeds and their index, where the examples are run."""
    (tmp_path / "seeds").symlink_to(ROOT / "seeds")
    monkeypatch.chdir(tmp_path)
    with Archive.create("index") as archive:
        archive.add("seeds")
    return tmp_path


def run(cells: list[str]) -> tuple[dict[str, Any], list[Any]]:
    """Run cells as a notebook does, and give the names and what each cell shows."""
    names: dict[str, Any] = {}
    shown = []
    for cell in cells:
        tree = ast.parse(cell)
        last = tree.body.pop() if isinstance(tree.body[-1], ast.Expr) else None
        exec(compile(tree, "cell", "exec"), names)
        if isinstance(last, ast.Expr):
            shown.append(eval(compile(ast.Expression(last.value), "cell", "eval"), names))
    return names, shown


def test_every_example_is_run() -> None:
    assert len(BLOCKS) == PAGE.count("```python") == 9


def test_the_scripts_work_from_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "seeds").symlink_to(ROOT / "seeds")
    monkeypatch.chdir(tmp_path)
    for script in [blocks("script")[0], *blocks("script")]:
        run([script])


def test_the_script_turns_all_pages(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(blocks("script")[:1])
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "0 added, 2 as they were, 0 failed"
    assert "| Paul Kagame |" in lines[1]
    assert [line.split()[0] for line in lines[-2:]] == ["1", "2"]


def test_every_argument_of_a_search_is_shown() -> None:
    (call,) = re.findall(r"archive\.search\(\n(.*?)^    \)", PAGE, re.MULTILINE | re.DOTALL)
    shown = set(re.findall(r"^ +(\w+)=", call, re.MULTILINE))
    assert shown == set(inspect.signature(Archive.search).parameters) - {"self", "query"}


def test_the_cells_of_the_notebook_show_what_is_found(place: Path) -> None:
    names, (table, rows, (timeline, topics)) = run(blocks("notebook"))
    html = table._repr_html_()
    assert html.startswith("<p>2 articles")
    assert "<mark>information sharing</mark>" in html.replace("</mark> <mark>", " ")
    assert all("Kagame" in row["who"] for row in rows)
    assert timeline.undated == 2
    assert len(topics.values) == 3
    names["archive"].close()


def test_the_table_of_the_notebook_escapes_what_articles_say(place: Path) -> None:
    names, _ = run(blocks("notebook")[:2])
    names["archive"].add([Article(f"The ferry {HOSTILE} sails.", id="x", title=HOSTILE)])
    html = names["Table"](names["archive"].search("ferry"))._repr_html_()
    assert "<script" not in html
    assert "&lt;script&gt;" in html
    names["archive"].close()


def get(application: Callable[..., Any], query: str) -> tuple[str, str]:
    """Ask as a server does; the checker of the standard library looks on."""
    environ: dict[str, Any] = {"QUERY_STRING": query}
    setup_testing_defaults(environ)
    said: list[str] = []
    answer = validator(application)(environ, lambda status, *_: said.append(status) or (lambda _: None))
    try:
        return said[0], b"".join(answer).decode()
    finally:
        answer.close()  # type: ignore[attr-defined]  # the checker's iterator has it


def test_the_web_application_answers_and_turns_pages(place: Path) -> None:
    names, _ = run(blocks("web"))
    status, first = get(names["application"], "q=interpol")
    assert (status, "<p>2 articles" in first, "<mark>INTERPOL</mark>" in first) == ("200 OK", True, True)
    (link,) = re.findall(r'rel="next" href="(.*?)"', first)
    following = urlsplit(link.replace("&amp;", "&")).query
    assert parse_qs(following)["q"] == ["interpol"]
    _, second = get(names["application"], following)
    titles = [re.findall("<h2>(.*?)</h2>", html) for html in (first, second)]
    assert [len(some) for some in titles] == [1, 1]
    assert titles[0] != titles[1]
    assert 'rel="next"' not in second
    names["ARCHIVE"].close()


def test_the_web_application_sees_what_was_committed_and_escapes_it(place: Path) -> None:
    names, _ = run(blocks("web"))
    with Archive.open("index") as writer:
        writer.add([Article(f"The ferry {HOSTILE} sails.", id="x", title=HOSTILE)])
    _, html = get(names["application"], "q=ferry+speakr%3A%3Cscript%3E")
    assert "unknown field: speakr" in html
    _, html = get(names["application"], "q=ferry")
    assert "<p>1 articles" in html
    assert "<script" not in html
    names["ARCHIVE"].close()


def test_a_cursor_of_someone_elses_is_a_bad_request(place: Path) -> None:
    names, _ = run(blocks("web"))
    assert get(names["application"], "q=interpol&after=nonsense")[0] == "400 Bad Request"
    names["ARCHIVE"].close()
