"""Here is an article, give me the command that opens it in the person's editor."""

import os
import shlex
from collections.abc import Mapping
from pathlib import Path
from tempfile import mkstemp
from typing import Final

from searchlib.model import Article

_USUAL: Final = "vi"


def editor_of(environment: Mapping[str, str]) -> list[str]:
    """Choose the editor: ``$VISUAL``, ``$EDITOR``, else vi.

    Example:
        >>> editor_of({"EDITOR": "code --wait"}), editor_of({})
        (['code', '--wait'], ['vi'])
    """
    named = environment.get("VISUAL") or environment.get("EDITOR") or _USUAL
    try:
        return shlex.split(named) or [_USUAL]
    except ValueError:  # an unclosed quotation mark
        return [named]


def file_of(article: Article) -> Path:
    """Give the article's own file where it is there, else a copy of its text.

    The path is absolute: one that comes from a stranger's index must not pass for an option of the editor.
    """
    path = article.path
    if path and "\0" not in path and os.path.isfile(path):
        return Path(os.path.abspath(path))
    number, name = mkstemp(prefix="searchlib-", suffix=".txt")
    with open(number, "w", encoding="utf-8", errors="backslashreplace") as file:
        file.write(article.text)
    return Path(name)
