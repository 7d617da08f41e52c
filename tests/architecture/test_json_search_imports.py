"""What a cold JSON search may import: nothing slow to load, nothing that only the terminal or the writer needs."""

import subprocess
import sys
from pathlib import Path

import pytest

import searchlib
from searchlib import Archive

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
    # of this library, what few searches come to (`searchlib.query.seldom`)
    "searchlib.query.explain",
    "searchlib.query.quotes",
    "searchlib.query.statistics",
    "searchlib.query.suggest",
    "searchlib.query.whoosh_bridge",
    # of Python, what is slow to load
    "asyncio",
    "bz2",
    "calendar",
    "csv",
    "dataclasses",
    "difflib",
    "hashlib",
    "importlib.metadata",
    "importlib.resources",
    "inspect",
    "logging",
    "lzma",
    "multiprocessing",
    "random",
    "shutil",
    "socket",
    "subprocess",
    "tempfile",
    "threading",
    "traceback",
    "zipfile",
}


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("json") / "index"
    with Archive.create(path) as archive:
        archive.add(ROOT / "seeds")
    return path


def loaded(script: str) -> tuple[str, set[str]]:
    """Run Python; give its output and what it has imported since it started."""
    whole = f"import sys; before = set(sys.modules)\n{script}\nprint(*set(sys.modules) - before, file=sys.stderr)"
    done = subprocess.run([sys.executable, "-c", whole], capture_output=True, text=True, check=True)
    return done.stdout, set(done.stderr.split())


def test_a_json_search_loads_only_what_it_needs(index: Path) -> None:
    arguments = ["searchlib", "search", "--json", "--index", str(index), "kagame"]
    shown, modules = loaded(f"sys.argv = {arguments!r}\nfrom searchlib.__main__ import main\nmain()")
    assert '"Paul Kagame"' in shown
    assert "searchlib.query.plan" in modules
    assert not FORBIDDEN & modules


def test_importing_searchlib_loads_nothing_of_it() -> None:
    _, modules = loaded("import searchlib")
    assert {name for name in modules if name.startswith("searchlib")} == {"searchlib"}


def test_the_front_door_has_what_it_names_and_nothing_else() -> None:
    names, _ = loaded(
        "import searchlib\n"
        "print(*[name for name in searchlib.__all__ if getattr(searchlib, name).__name__ == name])\n"
        "print(hasattr(searchlib, 'Nothing'), set(searchlib.__all__) <= set(dir(searchlib)))"
    )
    assert names.split() == [*searchlib.__all__, "False", "True"]
