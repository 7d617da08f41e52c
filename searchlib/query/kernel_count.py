"""Here is a query, give me how many of its articles there are by value or by date: `count` by the kernel."""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from searchlib.codec import kernel
from searchlib.codec.columns import MISSING
from searchlib.codec.snapshot import Snapshot
from searchlib.model import Bucket, Diagnostic, Timeline
from searchlib.query.count import UNITS
from searchlib.query.days import day_of
from searchlib.query.kernel_run import compiled, noted
from searchlib.query.nodes import Node
from searchlib.query.notes import MOST_FORMS


class Counted(NamedTuple):
    """Values with their number of articles, most frequent first, then by value."""

    values: list[tuple[str, int]]
    diagnostics: tuple[Diagnostic, ...]


def label_counts(node: Node, snapshot: Snapshot, *, field: str, most: int) -> Counted:
    """Count what matches by the values of a facet column, the *most* frequent ones.

    Raises:
        IndexDamaged: a segment is not what was written.
    """
    columns = tuple(kernel.labels(live.segment, field) for live in snapshot.segments)
    made = compiled(node, snapshot)
    cut_off, values = kernel.run(lambda module: module.labels(*made[:3], MOST_FORMS, columns, most))
    return Counted(values, noted(made, cut_off))


def year_counts(node: Node, snapshot: Snapshot) -> Counted:
    """Count what matches by the year in which it lies.

    Raises:
        IndexDamaged: a segment is not what was written.
    """
    found = timeline_counts(node, snapshot, unit="year")
    values = sorted(found.buckets, key=lambda bucket: (-bucket.count, bucket.start))
    return Counted([(bucket.start, bucket.count) for bucket in values], found.diagnostics)


def timeline_counts(node: Node, snapshot: Snapshot, *, unit: str) -> Timeline:
    """Count what matches over time.

    Raises:
        IndexDamaged: a segment is not what was written.
    """
    first, last = (kernel.columns(snapshot, name) for name in ("date_earliest", "date_latest"))
    made = compiled(node, snapshot)
    cut_off, days = kernel.run(lambda module: module.days(*made[:3], MOST_FORMS, first, last))
    counts: Counter[str] = Counter()
    for name, articles in _stretches(days, UNITS[unit]):
        counts[name] += articles
    undated = counts.pop("", 0)
    buckets = tuple(Bucket(start, counts[start]) for start in sorted(counts))
    return Timeline(buckets, undated, noted(made, cut_off))


def _stretches(days: Iterable[tuple[int, int, int]], length: int) -> Iterator[tuple[str, int]]:
    """Give the stretch of each interval, "" where it does not lie in one, with the number of articles."""
    names: dict[int, str] = {MISSING: ""}
    for first, last, articles in days:
        for day in (first, last):
            if day not in names:
                names[day] = day_of(day).isoformat()[:length]
        yield (names[first] if names[first] == names[last] else ""), articles
