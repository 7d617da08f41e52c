"""Here is a value of the model, give me its JSON shape; and facts back from theirs.

The names of the contract are the field names of the values, so one function serves them all. What is read back may have
been written by a stranger: each value is of the type that its field has, or it is none.
"""

from functools import cache
from types import UnionType

from searchlib.hints import Any, TypeAlias, TypeVar
from searchlib.model import Article, Boilerplate, Date, Dateline, Facts, Person, Quote, Span, Title, Topic

Json: TypeAlias = "bool | int | float | str | list[Json] | dict[str, Json] | None"

Value = TypeVar("Value", bound=tuple[Any, ...])

SCHEMA_VERSION = 1
NONSENSE = (ValueError, TypeError, LookupError, AttributeError, RecursionError)
"""What reading back raises where something else stands in the place of a shape."""


def shape(value: object) -> Json:
    """Give the JSON shape of *value*: named tuples become objects, tuples become arrays.

    Raises:
        TypeError: *value* holds something that no value of the model holds.

    Example:
        >>> shape(Dateline("KIGALI, Rwanda", (0, 14)))
        {'place': 'KIGALI, Rwanda', 'span': [0, 14]}
    """
    if value is None or isinstance(value, (str, int, float, bool)):
        return value
    names = getattr(value, "_fields", None)
    if names is not None:
        items = value if isinstance(value, tuple) else [getattr(value, name) for name in names]
        return {name: shape(item) for name, item in zip(names, items, strict=True)}
    if isinstance(value, (tuple, list)):
        return [shape(item) for item in value]
    if isinstance(value, dict):
        return {str(key): shape(item) for key, item in value.items()}
    raise TypeError(f"no JSON shape for {type(value).__name__}")


def facts_from(record: dict[str, Any]) -> Facts:
    """Give back the facts whose `shape` is *record*.

    Raises:
        NONSENSE: *record* is no such shape.

    Example:
        >>> none = Facts(None, None, (), (), (), (), ())
        >>> facts_from(shape(none)) == none
        True
    """
    title, dateline = record["title"], record["dateline"]
    return Facts(
        title=_typed(Title(**{**title, "span": _span(title["span"])})) if title else None,
        dateline=_typed(Dateline(dateline["place"], _whole(dateline["span"]))) if dateline else None,
        dates=tuple(_date(date) for date in record["dates"]),
        persons=tuple(_person(person) for person in record["persons"]),
        quotes=tuple(quote_from(quote) for quote in record["quotes"]),
        topics=tuple(_typed(Topic(**{**topic, "evidence": _spans(topic["evidence"])})) for topic in record["topics"]),
        boilerplate=tuple(_typed(Boilerplate(item["kind"], _whole(item["span"]))) for item in record["boilerplate"]),
        lang=_text(record["lang"]) if record["lang"] is not None else None,
    )


def article_from(text: str, record: dict[str, Any]) -> Article:
    """Give back an article from its text and the rest of its `shape`.

    Raises:
        NONSENSE: *record* is no such shape.
    """
    return _typed(Article(text, **record))


def quote_from(record: dict[str, Any]) -> Quote:
    """Give back the quotation whose `shape` is *record*."""
    spans = {name: _span(record[name]) for name in ("speaker_span", "role_span", "cue_span")}
    return _typed(Quote(**{**record, **spans, "spans": _spans(record["spans"])}))


def _date(record: dict[str, Any]) -> Date:
    candidates = tuple(map(_text, record["candidates"]))
    return _typed(Date(**{**record, "span": _span(record["span"]), "candidates": candidates}))


def _person(record: dict[str, Any]) -> Person:
    return _typed(Person(**{**record, "mentions": _spans(record["mentions"]), "role_span": _span(record["role_span"])}))


def _span(pair: list[int] | None) -> Span | None:
    return _whole(pair) if pair else None


def _spans(pairs: list[list[int]]) -> tuple[Span, ...]:
    return tuple(map(_whole, pairs))


def _whole(pair: list[int]) -> Span:
    start, end = pair
    if not (type(start) is type(end) is int and 0 <= start <= end):
        raise TypeError(f"no span: {pair!r}")
    return start, end


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(f"no text: {value!r}")
    return value


def _typed(value: Value) -> Value:
    """Give back a value all of whose fields are of their types."""
    for item, kinds in zip(value, _kinds(type(value)), strict=True):
        if not isinstance(item, kinds):
            raise TypeError(f"{type(value).__name__}: {item!r}")
    return value


@cache
def _kinds(of: type[tuple[Any, ...]]) -> tuple[tuple[type, ...], ...]:
    return tuple(map(_classes, of.__annotations__.values()))


def _classes(annotation: Any) -> tuple[type, ...]:
    """Give the classes of what a field may hold; what is inside of a tuple is looked at where it is made."""
    if isinstance(annotation, UnionType):
        return tuple(kind for one in annotation.__args__ for kind in _classes(one))
    origin = getattr(annotation, "__origin__", annotation)
    return (int, float) if origin is float else (origin,)
