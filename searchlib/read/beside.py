"""Here are folders, give me those that a browser saved beside a page: its pictures, scripts, advertisements."""

import os
import re
from collections.abc import Iterable
from typing import Final

from searchlib.errors import ReadError
from searchlib.read.source import open_regular
from searchlib.read.unnamed import MADE

_ENDINGS: Final = ("_files", ".files", "-Dateien", "_fichiers", "_archivos", "-filer", "_bestanden")
_PAGES: Final = (".html", ".htm", ".xhtml", ".HTML", ".HTM", *MADE, "")
_LOOKED_AT: Final = 1 << 16
_FRAMES: Final = re.compile(rb"<frameset\b", re.IGNORECASE)


def beside_pages(folders: Iterable[str], parent: str) -> set[str]:
    """Choose of *folders* in *parent* those that hold the parts of a saved page.

    What stands in them are advertisements and the like; but the frames of an old page hold its text, so these stay.
    """
    return {name for name in folders if _page_of(name, parent)}


def _page_of(folder: str, parent: str) -> bool:
    ending = next((ending for ending in _ENDINGS if folder.endswith(ending) and folder != ending), None)
    if ending is None:
        return False
    stem = os.path.join(parent, folder.removesuffix(ending))
    return any(os.path.isfile(stem + suffix) and not _framed(stem + suffix) for suffix in _PAGES)


def _framed(path: str) -> bool:
    try:
        with open_regular(path) as file:
            return _FRAMES.search(file.read(_LOOKED_AT)) is not None
    except (OSError, ReadError):
        return False
