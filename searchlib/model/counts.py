"""How many articles answer a question: in all, over time, by the values of a field."""

from searchlib.model.answers import Diagnostic
from searchlib.model.record import Record


class Bucket(Record):
    """A stretch of a timeline; ``start`` is ISO: 2015, 2015-11 or 2015-11-02."""

    start: str
    count: int  # type: ignore[assignment]  # the contract names it so; tuple.count is not missed


class Timeline(Record):
    """Articles over time; those whose date is unknown or wider than a bucket are in ``undated``."""

    buckets: tuple[Bucket, ...]
    undated: int
    diagnostics: tuple[Diagnostic, ...] = ()


class Values(Record):
    """Articles by the values of one field, most frequent first."""

    field: str
    values: tuple[tuple[str, int], ...]
    diagnostics: tuple[Diagnostic, ...] = ()


class Total(Record):
    """How many answers a question has, without the answers."""

    query: str
    total: int
    diagnostics: tuple[Diagnostic, ...] = ()
