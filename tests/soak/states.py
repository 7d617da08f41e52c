"""What an index under the soak holds, commit by commit: written down before the commit, read by those who check.

The article `MARKER` of each commit carries the number of its state, so that a reader knows what it must find.
"""

import json
import random
from pathlib import Path
from typing import NamedTuple

MARKER = "marker"
WORDS = ("amber", "basalt", "cedar", "delta", "ember", "fjord", "garnet", "heron")
ARTICLES = 60
"""Most articles at a time: few enough to be counted out for every query."""


class State(NamedTuple):
    """The text of every article, by id, after one commit."""

    number: int
    texts: dict[str, str]


def following(state: State, chance: random.Random, *, number: int) -> State:
    """Give another state: a few articles added or written anew, a few removed."""
    texts = dict(state.texts)
    for name in chance.sample(sorted(texts), min(len(texts), chance.randint(0, 4))):
        del texts[name]
    for _ in range(chance.randint(1, 8)):
        name = f"article{chance.randrange(ARTICLES)}"
        texts[name] = " ".join([*chance.choices(WORDS, k=chance.randint(1, 12)), name])
    return State(number, texts | {MARKER: f"state {number}"})


def write(folder: Path, state: State) -> None:
    """Write *state* down; whole or not at all."""
    draft = folder / "draft"
    draft.write_text(json.dumps(state), "utf8")
    draft.replace(folder / f"{state.number}.json")


def read(folder: Path, number: int) -> State:
    """Read back what `write` wrote; 0 is the state before the first commit."""
    return State(*json.loads((folder / f"{number}.json").read_text("utf8"))) if number else State(0, {})


def newest(folder: Path) -> int:
    """Give the number of the last state written down."""
    return max((int(file.stem) for file in folder.glob("*.json")), default=0)
