"""The archive of the seeds, as README makes it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from searchlib import Archive

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    with pytest.MonkeyPatch.context() as patch, Archive.create(tmp_path_factory.mktemp("seeds") / "index") as archive:
        patch.chdir(ROOT)
        archive.add("seeds")
        yield archive
