"""Here is something for the compiled kernel to do, have it done; or say that there is none.

The kernel is small, optional and in C++ (see `searchlib.codec.kernel`). It is loaded when first asked for.
SEARCHLIB_KERNEL=off leaves it out, =require makes its absence an error.
"""

import os
from collections.abc import Callable
from functools import cache
from types import ModuleType

from searchlib.errors import IndexDamaged
from searchlib.hints import Final, TypeVar
from searchlib.late import load

Given = TypeVar("Given")

SWITCH: Final = "SEARCHLIB_KERNEL"


@cache
def kernel() -> ModuleType | None:
    """Load the kernel.

    Returns:
        The compiled module; None where it is switched off or was not built.

    Raises:
        ImportError: it is required, and is not there.
    """
    wish = os.environ.get(SWITCH, "")
    if wish == "off":
        return None
    try:
        return load("searchlib.codec.kernel._kernel")
    except ImportError:
        if wish == "require":
            raise
        return None


def loaded() -> ModuleType:
    """Give the kernel.

    Raises:
        ImportError: it is not there.
    """
    module = kernel()
    if module is None:
        raise ImportError("the kernel is not there")
    return module


def available() -> bool:
    """Tell whether the kernel is there and switched on."""
    return kernel() is not None


def description() -> str:
    """Say in a few words which reader answers, for ``stats``.

    Example:
        >>> description().startswith(("compiled", "none"))
        True
    """
    if available():
        return "compiled"
    return "none: switched off" if os.environ.get(SWITCH, "") == "off" else "none: not built, queries are slower"


def run(call: Callable[[ModuleType], Given]) -> Given:
    """Have the kernel do something.

    Raises:
        IndexDamaged: a segment is not what was written.
        ImportError: the kernel is not there.
    """
    module = loaded()
    try:
        return call(module)
    except module.Damaged as error:
        file, section, reason = (part.decode("utf-8", "replace") for part in error.args)
        raise IndexDamaged(file, section, reason) from error
