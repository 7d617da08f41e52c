"""Here are the names that a type checker reads; when the program runs they are next to nothing.

To load `typing` is a twelfth of a first query (and what it takes along, as much again), for names of which hardly one
does anything when the program runs. So what a search in a terminal loads has them from here. To a type checker they
are those of `typing`. What else is in the program has them from there.
"""

TYPE_CHECKING = False

__all__ = [
    "TYPE_CHECKING", "Any", "Concatenate", "Final", "Literal", "NamedTuple", "NoReturn", "ParamSpec", "Protocol",
    "Self", "TextIO", "TypeAlias", "TypeGuard", "TypeVar", "assert_never", "cast", "overload",
]  # fmt: skip

if TYPE_CHECKING:
    from typing import (
        Any,
        Concatenate,
        Final,
        Literal,
        NamedTuple,
        NoReturn,
        ParamSpec,
        Protocol,
        Self,
        TextIO,
        TypeAlias,
        TypeGuard,
        TypeVar,
        assert_never,
        cast,
        overload,
    )
else:
    from collections import namedtuple

    class _Hint:
        """What stands in an annotation, alone, in brackets or in an alternative."""

        def __init__(self, name, **_):
            self.name = name

        def __repr__(self):
            return self.name

        def __getitem__(self, _):
            return self

        def __or__(self, _):
            return self

        __ror__ = __or__

    Any, Concatenate, Final, Literal = map(_Hint, ("Any", "Concatenate", "Final", "Literal"))
    NoReturn, Self, TextIO, TypeAlias, TypeGuard = map(_Hint, ("NoReturn", "Self", "TextIO", "TypeAlias", "TypeGuard"))
    ParamSpec = TypeVar = _Hint

    class Protocol:
        """What a class of this shape can do."""

    class _Fields(type):
        """Makes the named tuple that a class below `NamedTuple` describes."""

        def __new__(cls, name, bases, body):
            if not bases:
                return super().__new__(cls, name, bases, body)
            fields = body.get("__annotations__", {})
            usual = [body.pop(field) for field in fields if field in body]
            made = namedtuple(name, fields, defaults=usual, module=body["__module__"])
            for key, value in body.items():
                setattr(made, key, value)
            return made

    class NamedTuple(metaclass=_Fields):
        """A tuple whose items have names: the annotations of the class, in order; a value is a default."""

    def assert_never(value):
        """Raise: a value came that no branch is for."""
        raise AssertionError(f"no branch for {value!r}")

    def cast(_, value):
        """Give *value*."""
        return value

    def overload(function):
        """Give *function*."""
        return function
