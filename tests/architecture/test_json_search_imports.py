"""What a cold JSON search may import: nothing slow to load, nothing that only the terminal or the writer needs."""

import subprocess
import sys
from pathlib import Path

import pytest

from searchlib import Archive

ROOT = Path(__file__).resolve().parents[2]
FORBIDDEN = {
    "rich",
    "whoosh",
    "numpy",
    "trafilatura",
    "ftfy",
    "dataclasses",
    "inspect",
    "multiprocessing",
    "asyncio",
    "searchlib.indexing",
    "searchlib.extract",
    "searchlib.clean",
    "searchlib.read",
}


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("json") / "index"
    with Archive.create(path) as archive:
        archive.add(ROOT / "seeds")
    return path


def test_a_json_search_imports_no_guest(index: Path) -> None:
    script = (
        "import sys; from searchlib.cli.main import main; "
        f"code = main(['search', '--json', '--index', {str(index)!r}, 'kagame']); "
        "print(*sorted(sys.modules), file=sys.stderr); sys.exit(code)"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert '"Paul Kagame"' in done.stdout
    loaded = set(done.stderr.split())
    assert not {name for name in FORBIDDEN if name in loaded}


def test_importing_searchlib_does_no_work() -> None:
    script = "import sys; import searchlib; print(*sorted(sys.modules))"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert not FORBIDDEN & set(done.stdout.split())
