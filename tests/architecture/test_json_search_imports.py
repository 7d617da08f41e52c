"""What a cold JSON search may import: nothing slow to load, nothing that only the terminal or the writer needs."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

import searchlib
from searchlib import Archive
from searchlib.codec import kernel

ROOT = Path(__file__).resolve().parents[2]
FORBIDDEN = {
    # guests, and what is only of use to the terminal or the writer
    "rich",
    "whoosh",
    "numpy",
    "trafilatura",
    "ftfy",
    "gcld3",
    "searchlib.indexing",
    "searchlib.extract",
    "searchlib.clean",
    "searchlib.read",
    "searchlib.bench",
    "searchlib.present.caret",
    "searchlib.present.plain",
    "searchlib.present.table",
    "searchlib.present.terminal",
    # of this library, what few searches come to (`searchlib.query.seldom`, `parse`, `filters`)
    "searchlib.model.counts",
    "searchlib.model.prose",
    "searchlib.model.reports",
    "searchlib.model.views",
    "searchlib.query.counting",
    "searchlib.query.explain",
    "searchlib.query.kernel_count",
    "searchlib.query.kernel_patterns",
    "searchlib.query.quotes",
    "searchlib.query.reader",
    "searchlib.query.restricting",
    "searchlib.query.statistics",
    "searchlib.query.suggest",
    "searchlib.query.whoosh_bridge",
    # of Python, what is slow to load
    "asyncio",
    "bz2",
    "calendar",
    "contextlib",
    "csv",
    "dataclasses",
    "datetime",
    "difflib",
    "hashlib",
    "heapq",
    "importlib.metadata",
    "importlib.resources",
    "inspect",
    "logging",
    "lzma",
    "multiprocessing",
    "pathlib",
    "random",
    "shutil",
    "socket",
    "subprocess",
    "tempfile",
    "threading",
    "traceback",
    "typing",
    "urllib",
    "zipfile",
}
DEFINITION = {
    # what the kernel does by itself (`searchlib.query.definition`), and what only the reader in Python needs
    "searchlib.codec.assemble",
    "searchlib.codec.first_format",
    "searchlib.codec.packed_terms",
    "searchlib.codec.postings",
    "searchlib.codec.rows",
    "searchlib.query.columns",
    "searchlib.query.execute",
    "searchlib.query.lookup",
    "searchlib.query.snippets",
    "searchlib.query.standing",
}
TAKEN_ALONG = {
    # by the definition
    "contextlib",
    "datetime",
    "heapq",
    "typing",
}
OF_A_HIT = {
    # what is loaded when more than the title of a hit is looked at (`searchlib.query.found`)
    "base64",
    "enum",
    "json",
    "re",
    "searchlib.analyse.split",
    "searchlib.contract",
    "searchlib.model.articles",
    "searchlib.model.facts",
    "searchlib.query.details",
    "searchlib.query.highlight",
    "searchlib.query.hits",
    "searchlib.query.witness",
    "unicodedata",
}
OF_A_COMMAND = {
    # what reading a command line takes along
    "argparse",
    "gettext",
    "locale",
    "warnings",
}
OF_SEVERAL_WORDS = {
    # what counts words that stand together (`searchlib.query.plan`)
    "searchlib.query.dependence",
    "searchlib.query.kernel_dependence",
}
OTHER_ANSWERS = {
    # what only answers other than a page of hits are drawn with (`searchlib.present.views`), and links
    "searchlib.model.reports",
    "searchlib.model.views",
    "searchlib.present.article",
    "searchlib.present.bench",
    "searchlib.present.facts",
    "searchlib.present.quotes",
    "searchlib.present.report",
    "searchlib.present.views",
    "urllib.parse",
}


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("json") / "index"
    with Archive.create(path) as archive:
        archive.add(ROOT / "seeds")
    return path


def loaded(script: str) -> tuple[str, set[str]]:
    """Run Python; give its output and what it has imported since it started.

    Nothing of `site` runs before: what an editable installation puts there loads half of what is forbidden here.
    """
    whole = f"import sys; before = set(sys.modules)\n{script}\nprint(*set(sys.modules) - before, file=sys.stderr)"
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join((str(ROOT), *filter(None, sys.path)))}
    done = subprocess.run(
        [sys.executable, "-S", "-c", whole], capture_output=True, text=True, check=True, env=environment
    )
    return done.stdout, set(done.stderr.split())


def test_a_json_search_loads_only_what_it_needs(index: Path) -> None:
    arguments = ["searchlib", "search", "--json", "--index", str(index), "kagame"]
    shown, modules = loaded(f"sys.argv = {arguments!r}\nfrom searchlib.__main__ import main\nmain()")
    assert '"Paul Kagame"' in shown
    assert "searchlib.query.plan" in modules
    assert not (FORBIDDEN if kernel.available() else FORBIDDEN - TAKEN_ALONG) & modules


@pytest.mark.skipif(not kernel.available(), reason="without the kernel the definition answers")
@pytest.mark.parametrize("flags", [["--json", "--count"], ["--jsonl"]])
def test_a_search_in_another_shape_loads_nothing_of_typing(index: Path, flags: list[str]) -> None:
    arguments = ["searchlib", "search", *flags, "--index", str(index), "kagame"]
    shown, modules = loaded(f"sys.argv = {arguments!r}\nfrom searchlib.__main__ import main\nmain()")
    assert shown.strip()
    assert not {"typing", "dataclasses", "datetime", "pathlib"} & modules


@pytest.mark.skipif(not kernel.available(), reason="without the kernel the definition answers")
@pytest.mark.parametrize("query", ["kagame", "information security", '"information sharing"'])
def test_plain_words_load_nothing_that_only_the_definition_needs(index: Path, query: str) -> None:
    arguments = ["searchlib", "search", "--json", "--index", str(index), query]
    shown, modules = loaded(f"sys.argv = {arguments!r}\nfrom searchlib.__main__ import main\nmain()")
    assert '"rank": 1' in shown
    assert not (FORBIDDEN | DEFINITION) & modules


@pytest.mark.skipif(not kernel.available(), reason="without the kernel the definition answers")
def test_looking_at_titles_loads_nothing_of_what_makes_snippets(index: Path) -> None:
    asked = (
        f"with Archive.open({str(index)!r}) as archive:\n    print(*(hit.title for hit in archive.search('kagame')))"
    )
    shown, modules = loaded(f"from searchlib import Archive\n{asked}")
    assert shown.strip()
    assert not (FORBIDDEN | DEFINITION | OF_A_COMMAND | OF_A_HIT | OF_SEVERAL_WORDS) & modules


def test_a_page_of_hits_is_drawn_without_what_draws_other_answers(index: Path) -> None:
    arguments = ["searchlib", "search", "--color", "always", "--no-pager", "--index", str(index), "kagame"]
    shown, modules = loaded(f"sys.argv = {arguments!r}\nfrom searchlib.__main__ import main\nmain()")
    assert "Paul Kagame" in shown
    assert "searchlib.present.page" in modules
    assert not OTHER_ANSWERS & modules


NOTHING_COMPILED = """
import builtins
def watched(source, *rest, compiled=compile, **named):
    assert not isinstance(source, str), source  # a module comes as bytes
    return compiled(source, *rest, **named)
builtins.compile = watched
"""


@pytest.mark.skipif(not kernel.available(), reason="without the kernel the definition answers")
def test_no_annotation_in_quotes_is_compiled(index: Path) -> None:
    """The field of a named tuple, or the bound of a type variable, that stands in quotes is compiled when it is made.

    The first that a process compiles has Python make all classes of its syntax trees: as much as twenty named tuples.
    """
    arguments = ["searchlib", "search", "--json", "--index", str(index), "kagame"]
    shown, _ = loaded(f"{NOTHING_COMPILED}sys.argv = {arguments!r}\nfrom searchlib.__main__ import main\nmain()")
    assert '"rank": 1' in shown


def test_importing_searchlib_loads_nothing_of_its_rooms() -> None:
    _, modules = loaded("import searchlib")
    assert {name for name in modules if name.startswith("searchlib")} == {
        "searchlib",
        "searchlib.hints",
        "searchlib.late",
    }


def test_the_front_door_has_what_it_names_and_nothing_else() -> None:
    names, _ = loaded(
        "import searchlib\n"
        "print(*[name for name in searchlib.__all__ if getattr(searchlib, name).__name__ == name])\n"
        "print(hasattr(searchlib, 'Nothing'), set(searchlib.__all__) <= set(dir(searchlib)))"
    )
    assert names.split() == [*searchlib.__all__, "False", "True"]
