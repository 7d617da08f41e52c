"""Here is a number or a day, give me the terms under which stock Whoosh looks for it: one for each of its tiers."""

from datetime import date, datetime, time
from functools import cache, lru_cache

from whoosh.fields import Schema

from searchlib.indexing.schema import article_schema


@lru_cache(1 << 14)
def day_terms(ordinal: int) -> list[bytes]:
    """Give the terms of the field ``date`` for a proleptic ordinal day."""
    return _terms("date", datetime.combine(date.fromordinal(ordinal), time()))


@lru_cache(1 << 14)
def words_terms(number: int) -> list[bytes]:
    """Give the terms of the field ``words``.

    Example:
        >>> len(words_terms(300))
        8
    """
    return _terms("words", number)


@cache
def _schema() -> Schema:
    return article_schema()


def _terms(field: str, value: object) -> list[bytes]:
    return [term for term, *_ in _schema()[field].index(value)]
