"""How much longer does a query take because words count that stand together (see `searchlib.query.dependence`)?

An archive that is there already is asked the ANDs and ORs of a run of `query_latency`, each with words that stand
together and with words alone, by turns, from query to ten titles. Of each query the median of the rounds is taken;
shown are the medians over the queries, and of what standing together adds as a share of the words alone. In one
process, the garbage collector off, warm; the processor's load changes both alike. Left out: snippets, the first query.

    python -m benchmarks.query_latency --documents 100000 --data DIR --peers ours --work WORK
    python -m benchmarks.dependence --work WORK
"""

import argparse
import json
import time
from pathlib import Path
from statistics import median
from typing import Final

from benchmarks.measure import commit, heading, percentile, quiet, write
from searchlib import Archive

_KINDS: Final = {"AND of 2-3": "and", "OR of 2-5": "or"}
_RANKINGS: Final = ("bm25f", "dependence")


def main() -> None:
    began, options = commit(), _arguments()
    questions = json.loads((options.work / "questions-100.json").read_text("utf8"))
    lines = [
        heading("What standing together costs", "benchmarks.dependence", began=began),
        "| queries | words alone us | with pairs us | added, p50 | p90 |",
        "|---|--:|--:|--:|--:|",
    ]
    every: list[tuple[float, float]] = []
    with Archive.open(options.work / "ours") as archive, quiet():
        for kind, operator in _KINDS.items():
            found = _measured(archive, [" ".join(words) for _, words, *_ in questions[kind]], operator, options.rounds)
            lines.append(_row(kind, found))
            every += found
    write("\n".join([*lines, _row("all", every)]), options.out)


def _arguments() -> argparse.Namespace:
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--work", type=Path, required=True, help="where query_latency keeps index and questions")
    arguments.add_argument("--rounds", type=int, default=21)
    arguments.add_argument("--out", type=Path, help="write the table there as well")
    return arguments.parse_args()


def _measured(archive: Archive, queries: list[str], operator: str, rounds: int) -> list[tuple[float, float]]:
    """Give of each query what words alone take, and what they take with pairs, in microseconds."""
    times: dict[tuple[str, str], list[float]] = {(query, ranking): [] for query in queries for ranking in _RANKINGS}
    for number in range(rounds + 1):
        for query in queries:
            for ranking in _RANKINGS[:: 1 if number % 2 else -1]:
                start = time.perf_counter_ns()
                for hit in archive.search(query, operator=operator, ranking=ranking):
                    hit.title  # noqa: B018  # it is read when it is looked at
                times[query, ranking].append((time.perf_counter_ns() - start) / 1000)
    return [(median(times[query, "bm25f"][1:]), median(times[query, "dependence"][1:])) for query in queries]


def _row(kind: str, found: list[tuple[float, float]]) -> str:
    shares = [pairs / words - 1 for words, pairs in found]
    alone, together = median(words for words, _ in found), median(pairs for _, pairs in found)
    return f"| {kind} | {alone:.0f} | {together:.0f} | {median(shares):.2f} | {percentile(shares, 0.9):.2f} |"


if __name__ == "__main__":
    main()
