"""Here is the name of a module, load it when it is asked for.

As `importlib.import_module`, which takes `warnings` along: a hundredth of a first query.
"""

import sys
from types import ModuleType


def load(name: str) -> ModuleType:
    """Load a module, a package's module too.

    Raises:
        ImportError: there is none, or it cannot be loaded.

    Example:
        >>> load("os.path").join("a", "b")
        'a/b'
    """
    __import__(name)
    return sys.modules[name]
