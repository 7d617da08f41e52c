"""A record is what a named tuple of the same fields is."""

import copy
import pickle
from collections.abc import Callable
from typing import Any, NamedTuple

import pytest

from searchlib.model.record import Record


class Tupled(NamedTuple):
    """As the library of Python has it."""

    field: str
    start: int = 1
    count: int = 2  # type: ignore[assignment]  # as in nodes.AtLeast


class Recorded(Record):
    """As ours."""

    field: str
    start: int = 1
    count: int = 2  # type: ignore[assignment]


class Empty(Record):
    """No field."""


GIVEN: list[tuple[tuple[Any, ...], dict[str, Any]]] = [
    (("a",), {}),
    (("a", 5), {}),
    (("a", 5, 6), {}),
    (("a",), {"count": 5}),
    ((), {"count": 5, "field": "a"}),
    ((), {"start": None, "field": "a", "count": 0}),
]
WRONG: list[tuple[tuple[Any, ...], dict[str, Any]]] = [
    ((), {}),
    (("a", 1, 2, 3), {}),
    (("a",), {"field": "b"}),
    (("a",), {"end": 3}),
    ((), {"start": 3}),
]
SEEN: list[Callable[[Any], object]] = [
    tuple,
    hash,
    len,
    repr,
    lambda one: (one.field, one.start, one.count),
    lambda one: one[1:],
    lambda one: one == ("a", 1, 2),
    lambda one: one._replace(start=7),
    lambda one: one._asdict(),
    lambda one: one._make(("b", 3, 4)),
    lambda one: (one._fields, one.__match_args__, one._field_defaults),
    lambda one: copy.deepcopy(one) == copy.copy(one) == one,
]


@pytest.mark.parametrize(("given", "named"), GIVEN)
@pytest.mark.parametrize("seen", SEEN)
def test_a_record_looks_as_a_named_tuple_does(
    given: tuple[Any, ...], named: dict[str, Any], seen: Callable[[Any], object]
) -> None:
    ours, theirs = seen(Recorded(*given, **named)), seen(Tupled(*given, **named))
    assert ours == (theirs.replace("Tupled", "Recorded") if isinstance(theirs, str) else theirs)


@pytest.mark.parametrize(("given", "named"), WRONG)
@pytest.mark.parametrize("made", [Tupled, Recorded])
def test_an_argument_too_many_too_few_or_unknown_is_an_error(
    made: Callable[..., object], given: tuple[Any, ...], named: dict[str, Any]
) -> None:
    with pytest.raises(TypeError):
        made(*given, **named)


@pytest.mark.parametrize("value", [Tupled("a"), Recorded("a")])
def test_a_value_does_not_change(value: Any) -> None:
    for name in ("start", "other"):
        with pytest.raises(AttributeError):
            setattr(value, name, 3)
    with pytest.raises(ValueError, match="end"):
        value._replace(end=3)


def test_a_record_is_kept_and_comes_back_of_its_class() -> None:
    back = pickle.loads(pickle.dumps(Recorded("a", 3)))
    assert (back, type(back)) == (Recorded("a", 3), Recorded)


def test_a_pattern_takes_a_record_apart() -> None:
    match Recorded("a", 3):
        case Recorded(field, start, count=count):
            assert (field, start, count) == ("a", 3, 2)


def test_a_record_without_fields_is_empty() -> None:
    assert (Empty(), repr(Empty())) == ((), "Empty()")
    with pytest.raises(TypeError):
        Empty(1)  # type: ignore[call-arg]
