"""Here is where an article is kept, give me a link that a terminal may offer (OSC 8).

A path comes with the index and may come from a stranger: only a file that is there is linked, and every character that
could end the link, or begin another, is percent-encoded.
"""

import os
from collections.abc import Callable
from typing import TypeAlias

Linker: TypeAlias = Callable[[str], str]
"""From a path to a link; "" for none."""


def no_link(path: str) -> str:
    """Give no link."""
    return ""


def file_link(path: str) -> str:
    r"""Link to the file at *path*, if there is one.

    Example:
        >>> file_link("nowhere/\x1b]8;;http://evil.example\x07"), file_link(os.devnull)
        ('', 'file:///dev/null')
    """
    if not path or "\0" in path or not os.path.exists(path):
        return ""
    from urllib.parse import quote  # noqa: PLC0415  # slow to load, and few terminals have links

    return f"file://{quote(os.path.abspath(path).replace(os.sep, '/'), safe='/')}"
