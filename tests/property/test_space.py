"""Whatever was added, replaced and removed: an index takes no more than 1.5 times a fresh build, plus the next merge.

The next merge joins segments of a few articles, of which there are fewer than `FACTOR`: what one costs by itself,
its table and the names of its sections, counts for so small an index, and is what the bound adds.
"""

import random
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import example, given, settings
from hypothesis import strategies as st

from searchlib import Archive, Article
from searchlib.indexing.policy import FACTOR
from searchlib.indexing.session import folder_size
from tests.cases import cases


def _text(seed: int, words: int) -> str:
    rolls = random.Random(seed)
    return " ".join(["Storm.", *(f"word{rolls.randrange(500)}" for _ in range(words))])


IDS = [f"article {number}" for number in range(12)]
TEXTS = st.builds(_text, st.integers(0, 9), st.integers(0, 300))
ADDED = st.lists(st.tuples(st.sampled_from(IDS), TEXTS), min_size=1, max_size=8)
REMOVED = st.lists(st.sampled_from(IDS), min_size=1, max_size=6)
HISTORIES = st.lists(st.one_of(ADDED, REMOVED), min_size=1, max_size=9)
"""Each step is one commit: articles with their texts, or ids that go."""
REPLACED = [
    [(IDS[1], _text(0, 0)), (IDS[4], _text(0, 0))],
    [(IDS[0], _text(0, 1)), (IDS[3], _text(1, 201))],
    [(IDS[0], _text(0, 0)), (IDS[1], _text(0, 1)), (IDS[2], _text(0, 0))],
    [(IDS[0], _text(0, 98)), (IDS[3], _text(0, 0))],
    [(IDS[0], _text(0, 0)), (IDS[1], _text(0, 0))],
]
"""Each commit leaves a segment to be written anew: where that took all that a commit may do, merges stood still."""


@given(HISTORIES)
@example([[(name, _text(place, 1500)) for place, name in enumerate(IDS)], IDS[:9]])
@example(REPLACED)
@settings(deadline=None, max_examples=cases(25))
def test_bytes_after_any_history_are_bounded(history: list[list[tuple[str, str]] | list[str]]) -> None:
    with TemporaryDirectory() as folder:
        lived, fresh = Path(folder, "lived"), Path(folder, "fresh")
        live: dict[str, Article] = {}
        with Archive.create(lived) as archive:
            for step in history:
                if isinstance(step[0], str):
                    archive.remove(step)
                    live = {name: one for name, one in live.items() if name not in step}
                else:
                    added = {name: Article(text, id=name) for name, text in step}
                    archive.add(list(added.values()))
                    live |= added
        with Archive.create(fresh) as archive:
            archive.add(list(live.values()))
        with Archive.create(Path(folder, "one")) as archive:
            archive.add([Article("Storm.", id="one")])
        built, least = folder_size(fresh), folder_size(Path(folder, "one"))
        assert folder_size(lived) <= 1.5 * built + (FACTOR - 1) * least
        with Archive.open(lived) as archive:
            assert archive.compact().bytes <= 1.05 * built + least
