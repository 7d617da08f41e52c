"""Here is a method whose signature a library dictates: mark it (`typing.override` comes with Python 3.12)."""

from typing import TypeVar

_Method = TypeVar("_Method")


def override(method: _Method) -> _Method:
    """Say that name and arguments of *method* are those of the class it comes from.

    Example:
        >>> override(len) is len
        True
    """
    return method
