"""What a newcomer sees after the first command of the README; the README shows these files."""

from pathlib import Path

import pytest

from searchlib import Archive
from searchlib.present.terminal import view

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def seeds(tmp_path_factory: pytest.TempPathFactory) -> Archive:
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(ROOT)
        archive = Archive.create(tmp_path_factory.mktemp("seeds") / "index")
        archive.add("seeds")
    return archive


def test_search_seeds(golden, seeds: Archive) -> None:
    golden(view(seeds.search('kagame "information sharing"')))


def test_quotes_seeds(golden, seeds: Archive) -> None:
    golden(view(seeds.quotes("security", limit=3)))
