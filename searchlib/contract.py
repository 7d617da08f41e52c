"""Here is a value of the model, give me its JSON shape; and facts back from theirs.

The names of the contract are the field names of the values, so one function serves them all.
"""

from typing import Any, TypeAlias

from searchlib.model import Boilerplate, Date, Dateline, Facts, Person, Quote, Span, Title, Topic

Json: TypeAlias = "bool | int | float | str | list[Json] | dict[str, Json] | None"

SCHEMA_VERSION = 1


def shape(value: object) -> Json:
    """Give the JSON shape of *value*: named tuples become objects, tuples become arrays.

    Raises:
        TypeError: *value* holds something that no value of the model holds.

    Example:
        >>> shape(Dateline("KIGALI, Rwanda", (0, 14)))
        {'place': 'KIGALI, Rwanda', 'span': [0, 14]}
    """
    if value is None or isinstance(value, (bool, int, float, str)):
        return value
    names = getattr(value, "_fields", None)
    if names is not None:
        return {name: shape(getattr(value, name)) for name in names}
    if isinstance(value, (tuple, list)):
        return [shape(item) for item in value]
    if isinstance(value, dict):
        return {str(key): shape(item) for key, item in value.items()}
    raise TypeError(f"no JSON shape for {type(value).__name__}")


def facts_from(record: dict[str, Any]) -> Facts:
    """Give back the facts whose `shape` is *record*.

    Raises:
        KeyError, TypeError: *record* is no such shape.

    Example:
        >>> none = Facts(None, None, (), (), (), (), ())
        >>> facts_from(shape(none)) == none
        True
    """
    title, dateline = record["title"], record["dateline"]
    return Facts(
        title=Title(**{**title, "span": _span(title["span"])}) if title else None,
        dateline=Dateline(dateline["place"], tuple(dateline["span"])) if dateline else None,
        dates=tuple(_date(date) for date in record["dates"]),
        persons=tuple(_person(person) for person in record["persons"]),
        quotes=tuple(quote_from(quote) for quote in record["quotes"]),
        topics=tuple(Topic(**{**topic, "evidence": _spans(topic["evidence"])}) for topic in record["topics"]),
        boilerplate=tuple(Boilerplate(item["kind"], tuple(item["span"])) for item in record["boilerplate"]),
        lang=record["lang"],
    )


def quote_from(record: dict[str, Any]) -> Quote:
    """Give back the quotation whose `shape` is *record*."""
    spans = {name: _span(record[name]) for name in ("speaker_span", "role_span", "cue_span")}
    return Quote(**{**record, **spans, "spans": _spans(record["spans"])})


def _date(record: dict[str, Any]) -> Date:
    return Date(**{**record, "span": _span(record["span"]), "candidates": tuple(record["candidates"])})


def _person(record: dict[str, Any]) -> Person:
    return Person(**{**record, "mentions": _spans(record["mentions"]), "role_span": _span(record["role_span"])})


def _span(pair: list[int] | None) -> Span | None:
    return (pair[0], pair[1]) if pair else None


def _spans(pairs: list[list[int]]) -> tuple[Span, ...]:
    return tuple((pair[0], pair[1]) for pair in pairs)
