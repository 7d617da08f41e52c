"""What the README shows: real answers on the seeds."""

from collections.abc import Callable

from searchlib import Archive
from searchlib.present.terminal import view


def test_seeds_search(golden: Callable[..., None], archive: Archive) -> None:
    golden(view(archive.search('kagame "information sharing"')))


def test_seeds_quotes(golden: Callable[..., None], archive: Archive) -> None:
    golden(view(archive.quotes("cooperation", speaker="Paul Kagame")))


def test_seeds_article(golden: Callable[..., None], archive: Archive) -> None:
    golden(view(archive.view("000_57fc5335dfc7b67e.txt", "kagame")))
