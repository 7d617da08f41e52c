"""Here is a snapshot, give me the figures that describe it."""

from pathlib import Path

from searchlib.codec import kernel
from searchlib.codec.columns import MISSING
from searchlib.codec.snapshot import Snapshot
from searchlib.model import Stats
from searchlib.query.count import facet
from searchlib.query.days import day_of
from searchlib.query.execute import execute
from searchlib.query.nodes import Every


def statistics(snapshot: Snapshot) -> Stats:
    """Count what an archive holds; articles that another one answers for are counted apart.

    Cost: one visit of each document's columns.
    """
    scores = execute(Every(), snapshot).scores
    visible = list(zip(scores, (live.segment for live in snapshot.segments), strict=True))
    lows = [
        low for docs, segment in visible for doc in docs if (low := segment.numbers("date_earliest")[doc]) != MISSING
    ]
    highs = [
        high for docs, segment in visible for doc in docs if (high := segment.numbers("date_latest")[doc]) != MISSING
    ]
    return Stats(
        path=str(Path(snapshot.path)),
        generation=snapshot.generation,
        articles=snapshot.live_count(),
        duplicates=sum(len(live.hidden) - len(live.deleted) for live in snapshot.segments),
        quotes=sum(len(segment.list("quote_starts", doc)) for docs, segment in visible for doc in docs),
        speakers=len(facet(scores, snapshot, field="speaker")),
        dated=len(lows),
        segments=len(snapshot.segments),
        bytes=sum(live.segment.size for live in snapshot.segments),
        earliest=_iso(min(lows, default=None)),
        latest=_iso(max(highs, default=None)),
        kernel=kernel.description(),
    )


def _iso(ordinal: int | None) -> str | None:
    return day_of(ordinal).isoformat() if ordinal is not None else None
