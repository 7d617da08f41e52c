"""Names for a type checker: when the program runs they do what `typing` would, as far as anybody asks."""

import pickle
import typing

import pytest

from searchlib import hints
from searchlib.hints import Any, Literal, NamedTuple, Protocol, Self, assert_never, cast, overload


class Place(NamedTuple):
    """Where something is."""

    field: str
    start: int = 0

    def after(self) -> Self:
        return self._replace(start=self.start + 1)


class _Witness(typing.NamedTuple):
    field: str
    start: int = 0


class Shape(Protocol):
    def area(self) -> "int | Any": ...


def test_every_name_is_one_of_typing() -> None:
    assert all(hasattr(typing, name) for name in hints.__all__)


def test_a_named_tuple_is_one() -> None:
    place = Place("body")
    assert place == ("body", 0) == Place(start=0, field="body")
    assert repr(place) == "Place(field='body', start=0)"
    assert place.after().start == 1
    assert Place.__doc__ == "Where something is."
    assert pickle.loads(pickle.dumps(place)) == place
    for name in ("_fields", "_field_defaults", "__match_args__", "__annotations__"):
        assert getattr(Place, name) == getattr(_Witness, name)


def test_a_named_tuple_takes_no_more_and_no_less_than_its_fields() -> None:
    with pytest.raises(TypeError):
        Place()  # type: ignore[call-arg]
    with pytest.raises(TypeError):
        Place("body", 1, 2)  # type: ignore[call-arg]
    with pytest.raises(AttributeError):
        Place("body").start = 3  # type: ignore[misc]


def test_a_hint_stands_alone_in_brackets_and_beside_others() -> None:
    def drawn(shape: Literal["round"] | None, *, by: str | Any = None) -> dict[str, Any]:
        return {"shape": shape, "by": by}

    assert drawn("round") == {"shape": "round", "by": None}
    assert repr(drawn.__annotations__["by"]) == repr(Any)


def test_what_is_called_gives_back_what_it_was_given() -> None:
    assert cast(int, "seven") == "seven"
    assert overload(len) is len
    with pytest.raises(AssertionError, match="seven"):
        assert_never("seven")  # type: ignore[arg-type]
