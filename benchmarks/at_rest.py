"""What does an open archive hold of memory, and how many more queries do two threads on it answer than one?

Memory is what the process alone holds and no file backs ("Anonymous" of Linux), Python included: before the library is
loaded, once the archive is open, after the first query, and after a round of questions of every kind whose hits are all
looked at. The mapped files come and go as the system likes, and are not counted.

Threads: one thread, two threads on the one archive, and two processes take turns for a second each. The questions are
those of the ORs of frequent words below whose kernel takes a millisecond or more, hits not looked at. Two processes
share nothing: where they do not double the rate, the machine is busy, and the ratio of threads to processes says what
threads lose to each other.

    python -m benchmarks.at_rest --index DIR
"""

import argparse
import json
import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Final

from benchmarks.measure import ROOT, commit, heading, percentile, write
from searchlib import Archive

MEMORY: Final = """
import json, sys
def held():
    with open("/proc/self/smaps_rollup") as rows:
        return next(int(row.split()[1]) / 1024 for row in rows if row.startswith("Anonymous:"))
found = {"python": held()}
from searchlib import Archive
archive = Archive.open(sys.argv[1])
found["archive open"] = held()
titles = [hit.title for hit in archive.search(sys.argv[2])]
found["after the first query"] = held()
for query in sys.argv[3:]:
    seen = [(hit.title, hit.snippets, hit.quotes, hit.dates) for hit in archive.search(query)]
counted = archive.facets(sys.argv[2], "speaker"), archive.timeline(sys.argv[2])
found["after queries of every kind"] = held()
print(json.dumps(found))
"""
FIRST: Final = "police"
KINDS: Final = ('"homeland security"', "polic*", "senatr~", "tax OR budget", "water date:2005", "state -police", "")
COMMON: Final = (
    *("police OR water OR tax OR budget", "state OR senate OR bill", "school OR health OR war OR energy"),
    *("state* OR nation*", "year OR american OR people"),
)
SLOW_MS: Final = 1.0
SECONDS: Final = 1.0


def main() -> None:
    began = commit()
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--index", type=Path, required=True)
    arguments.add_argument("--rounds", type=int, default=5)
    arguments.add_argument("--out", type=Path, help="write the tables there as well")
    options = arguments.parse_args()
    with Archive.open(options.index) as archive:
        articles = archive.stats().articles
        slow = [query for query in COMMON if _cpu_ms(archive, query) >= SLOW_MS]
        threads = _threads(archive, slow, options.rounds) if slow else ["No query took a millisecond."]
    title = heading(f"At rest, {articles:,} articles", "benchmarks.at_rest", began=began)
    write("\n".join([title, *_memory(options.index), "", *threads]), options.out)


def _memory(index: Path) -> list[str]:
    """Ask a fresh process what it holds."""
    command = [sys.executable, "-c", MEMORY, str(index), FIRST, *KINDS]
    found = json.loads(subprocess.run(command, cwd=ROOT, capture_output=True, check=True).stdout)
    rows = [f"| {name} | {held:.1f} |" for name, held in found.items()]
    return ["| memory that no file backs | MB |", "|---|--:|", *rows]


def _cpu_ms(archive: Archive, query: str) -> float:
    _ask(archive, query)
    start = time.process_time()
    _ask(archive, query)
    return (time.process_time() - start) * 1000


def _ask(archive: Archive, query: str) -> None:
    archive.search(query, ranking="bm25f", fold=False)


def _threads(archive: Archive, queries: list[str], rounds: int) -> list[str]:
    ways: dict[str, Callable[[], float]] = {
        "one thread": lambda: _in_threads(1, archive, queries),
        "two threads": lambda: _in_threads(2, archive, queries),
        "two processes": lambda: _in_processes(2, archive, queries),
    }
    rates = [{name: way() for name, way in ways.items()} for _ in range(rounds)]
    medians = {name: percentile([rate[name] for rate in rates], 0.5) for name in ways}
    rows = [f"| {name} | {rate:.0f} | {rate / medians['one thread']:.2f} |" for name, rate in medians.items()]
    cpu = sum(_cpu_ms(archive, query) for query in queries) / len(queries)
    return [f"| {len(queries)} queries of {cpu:.1f} ms | answers/s | to one |", "|---|--:|--:|", *rows]


def _in_threads(count: int, archive: Archive, queries: list[str]) -> float:
    answered: list[int] = []
    all_threads = [
        threading.Thread(target=lambda: answered.append(_asked_for_a_while(archive, queries))) for _ in range(count)
    ]
    for one in all_threads:
        one.start()
    for one in all_threads:
        one.join()
    return sum(answered) / SECONDS


def _in_processes(count: int, archive: Archive, queries: list[str]) -> float:
    pipes = [os.pipe() for _ in range(count)]
    for _, end in pipes:
        if os.fork() == 0:
            os.write(end, b"%d" % _asked_for_a_while(archive, queries))
            os._exit(0)
    answered = sum(int(os.read(start, 20)) for start, _ in pipes)
    for pair in pipes:
        os.wait()
        for end in pair:
            os.close(end)
    return answered / SECONDS


def _asked_for_a_while(archive: Archive, queries: list[str]) -> int:
    stop, answered = time.perf_counter() + SECONDS, 0
    while time.perf_counter() < stop:
        _ask(archive, queries[answered % len(queries)])
        answered += 1
    return answered


if __name__ == "__main__":
    main()
