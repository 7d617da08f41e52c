"""What the README shows: real answers on the seeds."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from searchlib import Archive
from searchlib.present.terminal import view

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    with pytest.MonkeyPatch.context() as patch, Archive.create(tmp_path_factory.mktemp("seeds") / "index") as archive:
        patch.chdir(ROOT)
        archive.add("seeds")
        yield archive


def test_seeds_search(golden: Callable[..., None], archive: Archive) -> None:
    golden(view(archive.search('kagame "information sharing"')))


def test_seeds_quotes(golden: Callable[..., None], archive: Archive) -> None:
    golden(view(archive.quotes("cooperation", speaker="Paul Kagame")))


def test_seeds_article(golden: Callable[..., None], archive: Archive) -> None:
    golden(view(archive.view("000_57fc5335dfc7b67e.txt", "kagame")))
