"""What indexing and checking report."""

from searchlib.model.record import Record


class Failure(Record):
    """An input that could not be taken in, and why."""

    path: str
    reason: str


class Progress(Record):
    """How far a run of indexing has come; ``total`` and ``size`` are None where they are not known beforehand."""

    done: int
    total: int | None
    articles: int
    quotes: int
    failed: int
    path: str
    speakers: int = 0
    read: int = 0
    """Bytes of files read so far, of ``size``."""
    size: int | None = None


class Report(Record):
    """What adding or removing did, in articles."""

    added: int = 0
    updated: int = 0
    unchanged: int = 0
    removed: int = 0
    duplicates: int = 0
    """How many more articles now say the same as another one: these are one article in answers."""
    quotes: int = 0
    speakers: int = 0
    failed: tuple[Failure, ...] = ()


class Stats(Record):
    """The state of an archive."""

    path: str
    generation: int
    articles: int
    duplicates: int
    quotes: int
    speakers: int
    dated: int
    segments: int
    bytes: int
    earliest: str | None
    latest: str | None
    kernel: str
    outdated: int = 0
    """Articles that an older version understood; `Archive.renew` does them anew."""
    aside: int = 0
    """Bytes of damaged files that repairs have put aside; not counted in ``bytes``."""


class Check(Record):
    """The outcome of verifying an index: ``problems`` is empty where all is well."""

    files: int
    bytes: int
    articles: int
    problems: tuple[Failure, ...]
    aside: int = 0
    """Bytes of damaged files that repairs have put aside; not looked at."""


class LabelFigures(Record):
    """How well one label of the user's own is told, on articles that were not learnt from."""

    label: str
    articles: int
    precision: float
    recall: float
    least: float
    """How sure one must be for it to be given."""


class Training(Record):
    """What was learnt from labelled articles, and where it was put."""

    path: str
    scheme: str
    articles: int
    words: int
    labels: tuple[LabelFigures, ...]
    rare: tuple[str, ...]
    """Labels that too few articles have; they were not learnt."""
    failed: tuple[Failure, ...]


class Upkeep(Record):
    """What was done to an index as a whole: exported, compacted, repaired, or saved in one file."""

    done: str
    path: str
    """What was written."""
    articles: int
    bytes: int
    bytes_before: int
    """Of the index, before it was compacted or repaired; else that of the index as it is."""
    as_of: str | None = None
    """The time of the commit that a snapshot holds."""
    lost: tuple[Failure, ...] = ()
    """What could not be kept."""


class QueryTimes(Record):
    """How long one query took, over all rounds: percentiles by nearest rank, and what part of the time went where."""

    kind: str
    """The class of a query made from the index; "given" for one that was given, "all" for all together."""
    query: str
    matches: int
    p50_ms: float
    p95_ms: float
    p99_ms: float
    qps: float
    """Queries a second, one after the other."""
    parse: float
    """Shares of the time, which add up to 1: reading the query,"""
    match: float
    """finding and ranking what matches,"""
    titles: float
    """reading id, title and path of the hits,"""
    details: float
    """their snippets, quotations and facts; where nothing matches, working out why."""


class Bench(Record):
    """The latency of an index that is open and has answered these queries before."""

    path: str
    generation: int
    articles: int
    segments: int
    kernel: str
    rounds: int
    warm_up: int
    """Rounds before these, which are not counted."""
    limit: int
    """Hits a page."""
    overall: QueryTimes
    queries: tuple[QueryTimes, ...]
