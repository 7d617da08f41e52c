"""Latency is counted, not guessed: a clock that ticks once a look stands in for time."""

from itertools import count
from pathlib import Path

import pytest

from searchlib import Archive
from searchlib.bench.questions import Question
from searchlib.bench.timing import WARM_UP, BenchOptions, Run, answered, bench, percentile, times
from searchlib.codec.snapshot import open_snapshot
from searchlib.errors import IndexMissing

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("timing") / "index"
    with Archive.create(path) as archive:
        archive.add(ROOT / "seeds")
    return path


def ticking(step: float = 0.001) -> BenchOptions:
    """Each look at the clock is one step after the one before."""
    ticks = count()
    return BenchOptions(rounds=3, limit=10, clock=lambda: next(ticks) * step)


@pytest.mark.parametrize("query", ["kagame", '"information sharing"', "zeppelin", "", "a AND (", "te?t OR globali*"])
def test_it_matches_what_a_search_finds(query: str, index: Path) -> None:
    with Archive.open(index) as archive:
        assert answered(query, open_snapshot(index), BenchOptions()).matches == archive.search(query).total


def test_every_step_is_timed_once(index: Path) -> None:
    run = answered("kagame", open_snapshot(index), ticking())
    assert run[1:] == pytest.approx((0.001, 0.001, 0.001, 0.001))


def test_every_query_runs_once_a_round_and_the_first_round_is_not_counted(index: Path) -> None:
    looks = count()
    measured = bench(index, ["kagame", "police"], options=BenchOptions(rounds=3, clock=lambda: next(looks) * 0.001))
    assert next(looks) == 5 * 2 * (3 + WARM_UP)
    assert (measured.rounds, measured.warm_up, len(measured.queries)) == (3, 1, 2)


def test_a_slow_first_round_does_not_show(index: Path) -> None:
    looks = count()
    slow_at_first = BenchOptions(rounds=2, clock=lambda: (look := next(looks)) * 0.001 + min(look, 5) * 100)
    assert bench(index, ["kagame"], options=slow_at_first).overall.p99_ms == 4.0


def test_rounds_take_turns_over_the_queries(index: Path) -> None:
    """The clock slows down with every look: where rounds take turns, a query is late in one and early in the next."""
    looks = count()
    slowing = BenchOptions(rounds=2, clock=lambda: next(looks) ** 2 * 0.001)
    first, second = bench(index, ["kagame", "police"], options=slowing).queries
    assert first.p50_ms < second.p50_ms < first.p99_ms < second.p99_ms


def test_all_together_sum_up_the_queries(index: Path) -> None:
    measured = bench(index, ["kagame", "zeppelin"], options=ticking())
    assert measured.overall.matches == sum(one.matches for one in measured.queries)
    assert (measured.overall.kind, measured.overall.qps) == ("all", 250.0)
    assert [one.kind for one in measured.queries] == ["given", "given"]


def test_without_queries_they_are_made(index: Path) -> None:
    kinds = {one.kind for one in bench(index, [], options=ticking()).queries}
    assert {"rare word", "common word", "AND", "OR", "phrase", "prefix"} <= kinds


def test_a_page_without_hits_costs_no_details(index: Path) -> None:
    assert answered("kagame", open_snapshot(index), BenchOptions(limit=0)).matches == 2


def test_no_index_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(IndexMissing):
        bench(tmp_path, ["kagame"], options=BenchOptions())


def test_percentiles_are_runs_that_were_measured() -> None:
    ordered = [float(number) for number in range(1, 201)]
    assert [percentile(ordered, part) for part in (50, 95, 99)] == [100.0, 190.0, 198.0]
    assert percentile([7.0], 99) == 7.0


def test_shares_add_up_and_a_clock_that_stands_still_divides_by_nothing() -> None:
    shares = times(Question("a"), [Run(1, 0.001, 0.002, 0.003, 0.004), Run(1, 0.004, 0.003, 0.002, 0.001)])[-4:]
    assert sum(shares) == pytest.approx(1.0)
    assert times(Question("a"), [Run(1, 0.0, 0.0, 0.0, 0.0)])[2:6] == (1, 0.0, 0.0, 0.0)
