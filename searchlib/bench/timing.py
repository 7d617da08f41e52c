"""Here are queries, say how long an open index takes to answer each, and what takes the time.

Timed is what a page of hits costs in a program that keeps its index open: reading the query, matching and ranking,
the titles of the hits, and all that is shown of them - the steps of `Archive.search`. Not timed: starting Python and
opening the index. One round goes through all queries and is thrown away: it brings the files into memory and fills the
memos. Then rounds take turns over the queries, so that a moment when the machine is busy falls on all of them.
"""

import os
import time
from collections.abc import Callable, Sequence
from math import ceil, fsum
from typing import Final, NamedTuple

from searchlib.bench.questions import Question, drawn
from searchlib.codec import kernel
from searchlib.codec.snapshot import Snapshot, open_snapshot
from searchlib.model import Bench, QueryTimes
from searchlib.query import plan, seldom
from searchlib.query.ask import Reading, ask
from searchlib.query.found import Found
from searchlib.query.rank import PageOptions

WARM_UP: Final = 1
"""Rounds that are not counted."""

Clock = Callable[[], float]


class BenchOptions(NamedTuple):
    """How to measure."""

    rounds: int = 20
    limit: int = 10
    """Hits a page."""
    clock: Clock = time.perf_counter
    """Seconds."""


class Run(NamedTuple):
    """One query, answered once: the matches, and the seconds of each step."""

    matches: int
    parse: float
    match: float
    titles: float
    details: float

    @property
    def seconds(self) -> float:
        """All steps."""
        return fsum(self[1:])


def bench(path: str | os.PathLike[str], queries: Sequence[str], *, options: BenchOptions) -> Bench:
    """Measure the latency of the index in *path*.

    Args:
        path: Its folder.
        queries: In the query language; where there are none, they are made of the index's own words.
        options: How to measure.

    Returns:
        The times of each query in the order given, and of all together.

    Raises:
        IndexMissing, IndexDamaged, SchemaMismatch.

    Cost: one round more than ``options.rounds``.
    """
    snapshot = open_snapshot(path)
    questions = tuple(map(Question, queries)) or drawn(snapshot)
    rounds = [[answered(one.query, snapshot, options) for one in questions] for _ in range(WARM_UP + options.rounds)]
    runs = [[one[place] for one in rounds[WARM_UP:]] for place in range(len(questions))]
    timed = tuple(times(question, some) for question, some in zip(questions, runs, strict=True))
    overall = times(Question("", "all"), [run for some in runs for run in some])
    return Bench(
        path=str(path),
        generation=snapshot.generation,
        articles=snapshot.live_count(),
        segments=len(snapshot.segments),
        kernel=kernel.description(),
        rounds=options.rounds,
        warm_up=WARM_UP,
        limit=options.limit,
        overall=overall._replace(matches=sum(one.matches for one in timed)),
        queries=timed,
    )


def answered(query: str, snapshot: Snapshot, options: BenchOptions) -> Run:
    """Answer a query as `Archive.search` does, and take the time of each step."""
    clock = options.clock
    began = clock()
    asked = ask(query, Reading(), snapshot=snapshot)
    page = PageOptions(limit=options.limit)
    parsed = clock()
    found = plan.page(asked.node, snapshot, options=page)
    matched = clock()
    for row in found.ranking.rows:
        segment = snapshot.segments[row.number].segment
        _ = [segment.stored(column, row.doc) for column in ("id", "title", "path")]
    titled = clock()
    for row in found.ranking.rows:
        Found(asked.node, found.lookup, row).snippets()
    if not found.total:
        seldom.why_nothing(asked.typed, snapshot, options=asked.options)
    return Run(found.total, parsed - began, matched - parsed, titled - matched, clock() - titled)


def times(question: Question, runs: Sequence[Run]) -> QueryTimes:
    """Sum up the runs of a query.

    Example:
        >>> run = Run(3, 0.001, 0.002, 0.0, 0.001)
        >>> times(Question("kagame"), [run, run])[2:]
        (3, 4.0, 4.0, 4.0, 250.0, 0.25, 0.5, 0.0, 0.25)
    """
    took = sorted(run.seconds for run in runs)
    whole = fsum(took) or 1.0
    shares = [round(fsum(steps) / whole, 4) for steps in zip(*(run[1:] for run in runs), strict=True)] or [0.0] * 4
    p50, p95, p99 = (round(1000 * percentile(took, part), 4) for part in (50, 95, 99))
    matches, qps = runs[0].matches if runs else 0, round(len(took) / whole, 1)
    return QueryTimes(question.kind, question.query, matches, p50, p95, p99, qps, *shares)


def percentile(ordered: Sequence[float], part: int) -> float:
    """Give the value that *part* of a hundred do not exceed, one that was measured (nearest rank); 0.0 of none.

    Example:
        >>> percentile([1.0, 2.0, 3.0, 4.0], 50), percentile([1.0, 2.0, 3.0, 4.0], 99)
        (2.0, 4.0)
    """
    return ordered[ceil(len(ordered) * part / 100) - 1] if ordered else 0.0
