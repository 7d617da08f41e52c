"""Here is everything that matches, give me how many articles there are by value or by date: all, not one page."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final

from searchlib.codec.columns import MISSING
from searchlib.codec.snapshot import Snapshot
from searchlib.errors import UsageError
from searchlib.model import Bucket, Timeline
from searchlib.query.bm25 import Scores
from searchlib.query.days import day_of

LABELLED: Final = ("speaker", "topic", "place", "source", "author", "lang")
FACETS: Final = (*LABELLED, "year")
UNITS: Final = {"day": 10, "month": 7, "year": 4}
"""Stretches of a timeline, and how many characters of an ISO day name one."""


def facet(scores: Sequence[Scores], snapshot: Snapshot, *, field: str) -> list[tuple[str, int]]:
    """Count articles by the values of a field.

    Args:
        scores: All matches, a mapping a segment.
        snapshot: Where they come from.
        field: speaker, topic, place, source, author, lang or year. An article counts once for each of its values;
            for year, if its interval lies in one.

    Returns:
        Values with their counts, most frequent first, then by value.

    Raises:
        UsageError: there is no such field to count by.
    """
    if field not in FACETS:
        raise UsageError("field", field, f"one of {', '.join(FACETS)}")
    if field == "year":
        counts = Counter(bucket for bucket in _buckets(scores, snapshot, "year") if bucket)
    else:
        counts = _labelled(scores, snapshot, field)
    return sorted(counts.items(), key=lambda entry: (-entry[1], entry[0]))


def timeline(scores: Sequence[Scores], snapshot: Snapshot, *, unit: str = "month") -> Timeline:
    """Count articles over time.

    Args:
        scores: All matches, a mapping a segment.
        snapshot: Where they come from.
        unit: day, month or year.

    Returns:
        The stretches that have articles, in order of time. An article counts where its whole interval lies in one;
        those without a date, or whose date is not known so precisely, are counted as undated.

    Raises:
        UsageError: there is no such unit.
    """
    if unit not in tuple(UNITS):
        raise UsageError("by", unit, f"one of {', '.join(UNITS)}")
    counts = Counter(_buckets(scores, snapshot, unit))
    undated = counts.pop("", 0)
    return Timeline(tuple(Bucket(start, counts[start]) for start in sorted(counts)), undated)


def _labelled(scores: Sequence[Scores], snapshot: Snapshot, field: str) -> "Counter[str]":
    counts: Counter[str] = Counter()
    for some, live in zip(scores, snapshot.segments, strict=True):
        labels = live.segment.labels(field)
        ordinals = Counter(ordinal for doc in some for ordinal in labels.of(doc))
        for ordinal, count in ordinals.items():
            counts[labels.values[ordinal]] += count
    return counts


def _buckets(scores: Sequence[Scores], snapshot: Snapshot, unit: str) -> Iterator[str]:
    """Give the stretch of each article, "" where it has none."""
    length = UNITS[unit]
    names: dict[int, str] = {MISSING: ""}
    for some, live in zip(scores, snapshot.segments, strict=True):
        lows, highs = live.segment.numbers("date_earliest"), live.segment.numbers("date_latest")
        for doc in some:
            low, high = lows[doc], highs[doc]
            first = names[low] if low in names else names.setdefault(low, day_of(low).isoformat()[:length])
            last = names[high] if high in names else names.setdefault(high, day_of(high).isoformat()[:length])
            yield first if first == last else ""
