"""Ask an index that is being written, and compare each answer with what was written down, until a file says stop.

`python -m tests.soak.reader INDEX STATES STOP SEED` prints one JSON object: the questions asked, the states seen,
the answers that were wrong, and open files and private memory after the first rounds and at the end.
"""

import json
import os
import random
import sys
import time
from itertools import pairwise
from pathlib import Path

from searchlib import Archive
from tests.soak import states
from tests.soak.writer import held

WARM_ROUNDS = 30
"""Rounds after which caches are full; what grows later is a leak."""


def main() -> None:
    index, journal, stop = map(Path, sys.argv[1:4])
    chance = random.Random(sys.argv[4])
    asked, seen, wrong, rounds = 0, set(), [], 0
    base = files, memory = 0, 0
    archive = Archive.open(index)
    ended = False
    while not ended and not wrong:
        ended = stop.exists()  # one round at least, however late it began
        number = held(archive)
        state = states.read(journal, number)
        seen.add(number)
        for _ in range(chance.randint(1, 12)):
            asked += 1
            query, expected = question(state, chance)
            found = {hit.id for hit in archive.search(query, limit=2 * states.ARTICLES)}
            if found != expected:
                wrong.append([number, query, sorted(found), sorted(expected)])
            time.sleep(0.002)
        archive.refresh()
        rounds += 1
        files, memory = usage()
        if rounds == WARM_ROUNDS:
            base = files, memory
    if rounds <= WARM_ROUNDS:
        base = files, memory
    grown = {"files": [base[0], files], "bytes": [base[1], memory]}
    print(json.dumps({"asked": asked, "states": len(seen), "wrong": wrong, **grown}))


def question(state: states.State, chance: random.Random) -> tuple[str, set[str]]:
    """Give a query and the ids of the articles that it must find, counted out."""
    one, other, third = chance.sample(states.WORDS, 3)
    kind = chance.randrange(5)
    query = (one, f"{one} {other}", f"{one} OR {third}", f"{one} -{other}", f'"{one} {other}"')[kind]

    def matches(text: str) -> bool:
        words = text.split()
        pairs = set(pairwise(words))
        has = {word: word in words for word in (one, other, third)}
        return (
            has[one],
            has[one] and has[other],
            has[one] or has[third],
            has[one] and not has[other],
            (one, other) in pairs,
        )[kind]

    return query, {name for name, text in state.texts.items() if matches(text)}


def usage() -> tuple[int, int]:
    """Give the number of open files and the bytes of private memory; zeros where the system does not say."""
    try:
        status = Path("/proc/self/status").read_text("ascii")
        private = next(line for line in status.splitlines() if line.startswith("RssAnon"))
        return len(os.listdir("/proc/self/fd")), int(private.split()[1]) * 1024
    except (OSError, StopIteration):
        return 0, 0


if __name__ == "__main__":
    main()
