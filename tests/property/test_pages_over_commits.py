"""Pages that are turned while others commit, each in another process: nothing comes twice and nothing is left out.

Articles are added, replaced and removed and the index is compacted between two pages, and every page is asked of an
archive that was opened for it. An article that matched at the first page, has not changed since and is still there
comes exactly once. Pages with the compiled kernel and without it are the same, cursors too.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import NamedTuple
from unittest.mock import patch

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from searchlib import Archive, Article
from searchlib.codec import kernel
from searchlib.model import Page, QuotePage
from searchlib.query import kernel_dependence, moved, standing
from tests.cases import cases
from tests.property.test_two_worlds import without_kernel
from tests.unit.query.test_folding import told

WORDS = ("ferry", "gale", "storm", "Sea", "port", "ferries", "shipping", "harbour-master")
CHANGED = "what is new may not be shown, nothing comes twice"
MIXED_UP = "some articles may be missing or come again"
QUERIES = (
    "ferry", "ferry gale", "ferry OR gale OR storm", "gale storm ferry", '"ferry gale"', '"ferry storm"~2', "f*",
    "ferry^3 OR storm", "(ferry OR gale) (sea OR port)", "ferry ANDMAYBE gale", "gale REQUIRE storm", "farry~1 OR sea",
    "ferry NEAR/3 gale", "title:ferry OR gale", "caps(sea) OR gale", "ferry -storm", "date:2015 ferry OR gale", "",
    "atleast2(ferry) OR storm", "said:ferry OR gale", '"fer* gale" OR port', "harbour OR storm", "gale OR gale OR sea",
)  # fmt: skip
SAID = ("ferry", "ferry OR storm", "sea^2 OR gale", '"the ferry"', "f* OR port", "-storm", "", "ferry date:2015")
calm = settings(
    deadline=None, max_examples=cases(30), suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)
seeds = st.integers(0, 2**32)


class Turned(NamedTuple):
    """What a reader has seen."""

    seen: list[tuple[str, int]]
    """Ids, and numbers of quotations."""
    changed: set[str]
    """Articles that were added, replaced or removed after the first page."""
    messages: set[str]


def article(number: int, chance: Random) -> Article:
    words = [chance.choice(WORDS) for _ in range(chance.randrange(3, 25))]
    said = f"\n\n“The {chance.choice(WORDS)} is {' '.join(words[:4])},” said Ada Lind." * chance.randrange(3)
    title = " ".join(words[:2]) if chance.random() < 0.5 else None
    return Article(" ".join(words) + "." + said, id=f"{number}", title=title, date=f"201{chance.randrange(5, 7)}-03-01")


def change(index: Path, chance: Random) -> set[str]:
    """Change an archive; give the ids that were touched."""
    touched: set[str] = set()
    with Archive.open(index) as writer:
        for _ in range(chance.randrange(3)):
            match chance.randrange(4):
                case 0 | 1:
                    some = [article(chance.randrange(90), chance) for _ in range(chance.randrange(1, 9))]
                    touched.update(str(one.id) for one in some)
                    writer.add(some)
                case 2:
                    gone = [str(chance.randrange(60)) for _ in range(3)]
                    touched.update(gone)
                    writer.remove(gone)
                case _:
                    writer.compact()
    return touched


@contextmanager
def an_index(chance: Random) -> Iterator[Path]:
    """Make an archive in a few commits; of few articles that are looked at for pairs of words, many are left out."""
    few = {"POOL": chance.choice((2, 5, 300)), "MOST_LOOKED_AT": 3000}
    with (
        TemporaryDirectory() as folder,
        patch("os.fsync"),
        patch.multiple(kernel_dependence, **few),
        patch.multiple(standing, **few),
        patch.object(moved, "POOL", few["POOL"]),
    ):
        index = Path(folder, "index")
        with Archive.create(index) as archive:
            for first in range(0, 60, 20):
                archive.add(article(number, chance) for number in range(first, first + 20))
            archive.remove([str(chance.randrange(60)) for _ in range(4)])
        yield index


def rows(page: Page | QuotePage) -> list[tuple[str, int, float]]:
    if isinstance(page, QuotePage):
        return [(row.id, row.quote.spans[0][0] if row.quote.spans else 0, row.score) for row in page.rows]
    return [(hit.id, 0, hit.score) for hit in page]


def turn(index: Path, ask: Callable[[Archive, str | None, int], Page | QuotePage], chance: Random) -> Turned:
    """Turn all pages, with commits between them."""
    turned, after = Turned([], set(), set()), None
    while True:
        limit = chance.randrange(1, 12)
        with Archive.open(index) as archive:
            page = ask(archive, after, limit)
            found, messages = rows(page), {note.message for note in page.diagnostics}
            following = page.next
        if kernel.available():
            with without_kernel(), Archive.open(index) as archive:
                again = ask(archive, after, limit)
                assert rows(again) == found
                assert again.next == following
        turned.seen.extend(row[:2] for row in found)
        turned.messages.update(messages)
        after = following
        if after is None:
            return turned
        turned.changed.update(change(index, chance))


def assert_each_once(turned: Turned, expected: list[tuple[str, int, float]]) -> None:
    """Of what was there at the first page and has not changed, each has come, and nothing twice."""
    kept = [row for row in turned.seen if row[0] not in turned.changed]
    assert len(set(kept)) == len(kept)
    assert {row[:2] for row in expected if row[0] not in turned.changed} <= set(kept)
    assert not any(MIXED_UP in message for message in turned.messages)


@calm
@given(
    st.sampled_from(QUERIES),
    st.sampled_from(("relevance", "relevance", "date", "oldest")),
    st.sampled_from(("dependence", "bm25f")),
    seeds,
)
def test_no_article_comes_twice_and_none_is_left_out(query: str, sort: str, ranking: str, seed: int) -> None:
    chance = Random(seed)

    def ask(archive: Archive, after: str | None, limit: int) -> Page:
        return archive.search(query, after=after, limit=limit, sort=sort, ranking=ranking, fold=False)

    with an_index(chance) as index:
        with Archive.open(index) as archive:
            expected = rows(ask(archive, None, 1000))
        assert_each_once(turn(index, ask, chance), expected)


@settings(calm, max_examples=cases(15))
@given(seeds)
def test_what_is_like_an_article_comes_once(seed: int) -> None:
    chance = Random(seed)

    def ask(archive: Archive, after: str | None, limit: int) -> Page:
        return archive.similar("own", after=after, limit=limit)

    with (
        patch(f"{__name__}.WORDS", [f"{one}{other}an" for one in "bdfglm" for other in "aeiou"]),
        an_index(chance) as index,
    ):
        with Archive.open(index) as archive:
            archive.add([article(0, chance)._replace(id="own")])
            expected = rows(ask(archive, None, 1000))
        assert_each_once(turn(index, ask, chance), expected)


@settings(calm, max_examples=cases(15))
@given(st.sampled_from(("gale", "gale OR ended", "gale came")), st.sampled_from(("relevance", "date")), seeds)
def test_a_story_that_was_told_stays_told_when_it_is_told_again(query: str, sort: str, seed: int) -> None:
    """Of a story of which nothing has been removed the same tellings come, whatever has been added to it.

    Where the index is compacted it is found out afresh what is alike: then some of the story still comes.
    """
    chance = Random(seed)

    def ask(archive: Archive, after: str | None, limit: int) -> Page:
        return archive.search(query, after=after, limit=limit, sort=sort)

    def telling() -> Article:
        number, again = chance.randrange(12), chance.randrange(30)
        return Article(told(number, again=again), id=f"{number}-{again}", date=f"2015-0{chance.randrange(1, 4)}")

    with TemporaryDirectory() as folder, patch("os.fsync"):
        index = Path(folder, "index")
        with Archive.create(index) as archive:
            for _ in range(3):
                archive.add(telling() for _ in range(12))
            there = {hit.id for hit in archive.search("", limit=1000, fold=False)}
            expected = {hit.id for hit in ask(archive, None, 1000)}
        stories = {one.partition("-")[0] for one in there}
        seen: list[str] = []
        after, compacted = None, False
        while True:
            with Archive.open(index) as archive:
                page = ask(archive, after, chance.randrange(1, 5))
                seen += [hit.id for hit in page]
                assert not any(MIXED_UP in note.message for note in page.diagnostics)
                after = page.next
            if after is None:
                break
            with Archive.open(index) as archive:
                new = [one for one in (telling() for _ in range(chance.randrange(6))) if one.id not in there]
                archive.add(new)
                gone = [one for one in sorted(there) if chance.random() < 0.03]
                archive.remove(gone)
                stories -= {one.partition("-")[0] for one in gone}
                if chance.random() < 0.1:
                    archive.compact()
                    compacted = True
    assert len(set(seen)) == len(seen)
    assert stories <= {one.partition("-")[0] for one in seen}
    kept = {one for one in there if one.partition("-")[0] in stories}
    assert compacted or kept.intersection(seen) == kept & expected


@calm
@given(st.sampled_from(SAID), seeds)
def test_no_quotation_comes_twice_and_none_is_left_out(query: str, seed: int) -> None:
    chance = Random(seed)

    def ask(archive: Archive, after: str | None, limit: int) -> QuotePage:
        return archive.quotes(query, after=after, limit=limit)

    with an_index(chance) as index:
        with Archive.open(index) as archive:
            expected = rows(ask(archive, None, 1000))
        assert_each_once(turn(index, ask, chance), expected)
