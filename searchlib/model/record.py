"""Here are the fields of a value, give me its class at a sixth of what a `typing.NamedTuple` costs.

A search in a terminal loads some sixty kinds of values and makes few of each, so it pays for the classes: a NamedTuple
has a ``__new__`` of its own compiled, each annotation looked at and a dozen attributes set, 60 us; a class below
`Record` takes 10. To a type checker, and to whoever uses it, the two are the same. But a value takes longer to make,
0.3 us against 0.2, and 0.6 to 2 where defaults or names are used: what is made by the dozen stays a NamedTuple.
"""

from searchlib.hints import TYPE_CHECKING

__all__ = ["Record"]

if TYPE_CHECKING:
    from typing import NamedTuple as Record
else:
    from operator import itemgetter

    _PLACES = tuple(property(itemgetter(place)) for place in range(32))
    """What gives a field; that of the same place is the same in all classes."""

    class Record(tuple):
        """The base of a class whose annotations are its fields, in order; a value in the class is a default.

        Raises:
            TypeError: an argument is missing, given twice or unknown.

        Example:
            >>> class Place(Record):
            ...     field: str
            ...     start: int = 0
            >>> Place("body")._replace(start=3), Place(start=1, field="title")[1]
            (Place(field='body', start=3), 1)
        """

        __slots__ = ()
        _fields = _last = ()

        def __init_subclass__(cls) -> None:
            """Make the fields of a class."""
            fields = cls._fields = cls.__match_args__ = tuple(cls.__annotations__)
            kept = vars(cls)
            cls._field_defaults = {name: kept[name] for name in fields if name in kept}
            cls._last = tuple(cls._field_defaults.values())
            for name, place in zip(fields, _PLACES, strict=False):
                setattr(cls, name, place)

        def __new__(cls, *given, **named):
            """Make a value."""
            missing = len(cls._fields) - len(given)
            if named or missing:
                usual = not named and 0 < missing <= len(cls._last)
                given += cls._last[-missing:] if usual else cls._completed(given, named)
            return tuple.__new__(cls, given)

        @classmethod
        def _completed(cls, given, named):
            """Give the values behind those that are *given*: *named* ones and defaults."""
            left = cls._fields[len(given) :]
            values = cls._field_defaults | named
            if len(given) > len(cls._fields) or not set(named) <= set(left) <= set(values):
                raise TypeError(f"{cls.__name__}: given {len(given)} and {[*named]}, but expected {[*cls._fields]}")
            return tuple(map(values.__getitem__, left))

        @classmethod
        def _make(cls, values):
            return cls(*values)

        def _replace(self, /, **named):
            if not set(named) <= set(self._fields):
                raise ValueError(f"{type(self).__name__}: given {[*named]}, but expected some of {[*self._fields]}")
            return tuple.__new__(type(self), map(named.get, self._fields, self))

        def _asdict(self):
            return dict(zip(self._fields, self, strict=True))

        def __setattr__(self, name, value):
            raise AttributeError(f"a {type(self).__name__} does not change: {name}")

        def __getnewargs__(self):
            return tuple(self)

        def __repr__(self):
            shown = ", ".join(f"{name}={value!r}" for name, value in zip(self._fields, self, strict=True))
            return f"{type(self).__name__}({shown})"
