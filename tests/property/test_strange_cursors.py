"""A cursor comes back from a stranger: whatever it says is refused, or gives a page of sane scores.

The page is the same with the compiled kernel and without it.
"""

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Callable, Iterator
from copy import deepcopy
from math import isfinite
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from searchlib import Archive, Article
from searchlib.codec import kernel
from searchlib.errors import UsageError
from searchlib.model import Page, QuotePage
from tests.cases import cases
from tests.property.test_pages_over_commits import QUERIES, SAID, article
from tests.property.test_two_worlds import without_kernel

STRANGE: list[Any] = [
    0, 1, -1, 2, 0.5, -0.0, 1e308, -1e308, 2**31, 2**32, 2**53, 2**63, 2**64, 10**40, -(2**63), True, None, "", "x",
    "nan", "inf", "-inf", "0x1p+1023", "0x0p+0", "-0x1p-3", [], [1] * 300, [0, 0], [[[]]], {}, "\ud800", "é" * 500,
]  # fmt: skip


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path, chance = tmp_path_factory.mktemp("strange") / "index", Random(5)
    with Archive.create(path) as archive:
        archive.add(article(number, chance) for number in range(40))
        archive.add(article(number, chance) for number in range(30, 50))
    return path


@pytest.fixture(scope="module")
def told_apart(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive of articles whose words tell them apart."""
    path, chance = tmp_path_factory.mktemp("strange") / "apart", Random(6)
    words = [f"{one}{other}an" for one in "bdfglm" for other in "aeiou"]
    with Archive.create(path) as archive:
        archive.add(Article(" ".join(chance.choices(words, k=20)) + ".", id=f"{number}") for number in range(40))
        assert archive.similar("7", limit=5).next
    return path


def ask(index: Path, query: str, after: str | None, *, quotes: bool, sort: str) -> Page | QuotePage:
    with Archive.open(index) as archive:
        if quotes:
            return archive.quotes(query, limit=5, after=after)
        page = archive.search(query, limit=5, after=after, sort=sort, explain=True)
        assert page.next is None or page.next
        assert all(hit.explanation for hit in page)
        return page


def altered(values: list[Any], chance: Random) -> None:
    """Put something strange into one place, however deep."""
    place = chance.randrange(len(values))
    if isinstance(values[place], list) and values[place] and chance.random() < 0.9:
        altered(values[place], chance)
    elif chance.random() < 0.2:
        values.append(deepcopy(chance.choice(STRANGE)))
    elif chance.random() < 0.1:
        del values[place]
    elif type(values[place]) is int and chance.random() < 0.5:
        values[place] += chance.choice((-1, 1, 5, 1000))
    else:
        values[place] = deepcopy(chance.choice(STRANGE))


def strange(cursor: str, chance: Random) -> str:
    """Alter a cursor; most often so that its page was made in another generation."""
    values = json.loads(urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
    values[1] += chance.choice((0, 1, 1))
    for _ in range(chance.choice((0, 1, 1, 2, 5))):
        altered(values, chance)
    return urlsafe_b64encode(json.dumps(values).encode()).decode().rstrip("=")


def shown(page: Page | QuotePage) -> Iterator[tuple[str, float]]:
    for row in page.hits if isinstance(page, Page) else page.rows:
        assert isfinite(row.score)
        yield row.id, row.score


def assert_refused_or_sane(turned_to: Callable[[str | None], Page | QuotePage], chance: Random) -> None:
    """Whatever a page says where the next one begins, it is refused, or both ways give one page."""
    following = turned_to(None).next
    if following is None:
        return
    after = strange(following, chance)
    try:
        page = turned_to(after)
    except UsageError:
        return
    found = list(shown(page))
    if kernel.available():
        with without_kernel():
            again = turned_to(after)
            assert list(shown(again)) == found
            assert again.next == page.next


@settings(deadline=None, max_examples=cases(200))
@given(st.booleans(), st.sampled_from(("relevance", "date")), st.integers(0, 2**32))
def test_a_strange_cursor_is_refused_or_gives_a_page(index: Path, quotes: bool, sort: str, seed: int) -> None:
    chance = Random(seed)
    query = chance.choice(SAID if quotes else QUERIES)
    assert_refused_or_sane(lambda after: ask(index, query, after, quotes=quotes, sort=sort), chance)


@settings(deadline=None, max_examples=cases(200))
@given(st.integers(0, 2**32))
def test_so_is_one_of_what_is_like_an_article(told_apart: Path, seed: int) -> None:
    def like(after: str | None) -> Page:
        with Archive.open(told_apart) as archive:
            return archive.similar("7", limit=5, after=after)

    assert_refused_or_sane(like, Random(seed))
