"""Here is a file whose name does not say what it holds, tell whether it is a page: story, story.php, view.asp?id=7."""

import os
import re
from typing import Final

from searchlib.errors import ReadError
from searchlib.read.source import open_regular

MADE: Final = (".php", ".asp", ".aspx", ".jsp", ".cfm", ".cgi", ".shtml")
"""Endings of programs that make pages: saved from the web they are pages, out of a server's folder programs."""
_PAGES: Final = frozenset(("", *MADE, ".html", ".htm", ".xhtml"))
_QUESTION: Final = re.compile(r"[?@]")
"""What stands between a page and what was asked of it, in names that wget makes; @ where ? may not be in a name."""
LOOKED_AT: Final = 1 << 12
_BEGINS: Final = re.compile(
    rb"\A(?:\xef\xbb\xbf)?\s*(?:<\?xml[^<>]{0,200}\?>\s*)?(?:<!--.{0,1000}?-->\s*){0,3}"
    rb"<(?:!doctype\s+html|html|head|title|meta|body)\b",
    re.IGNORECASE | re.DOTALL,
)


def may_be_page(name: str) -> bool:
    """Say whether a file of this *name* is a page if it begins like one.

    Example:
        >>> [may_be_page(name) for name in ("news/story", "a.PHP", "view.asp?id=1.2", "index.html@p=3", "a.py")]
        [True, True, True, True, False]
    """
    stem = _QUESTION.split(os.path.basename(name), maxsplit=1)[0]
    return os.path.splitext(stem)[1].lower() in _PAGES


def begins_as_page(head: bytes) -> bool:
    """Say whether a file that begins with *head* is a page.

    Example:
        >>> begins_as_page(b"<!DOCTYPE html><p>Rain"), begins_as_page(b"<?php include 'head.php'; ?><html>")
        (True, False)
    """
    return _BEGINS.match(head[:LOOKED_AT]) is not None


def is_page(path: str) -> bool:
    """Say whether the file at *path* is a page although its name does not say so.

    Cost: a file is opened only where its name may be that of a page.
    """
    if not may_be_page(path):
        return False
    try:
        with open_regular(path) as file:
            return begins_as_page(file.peek(LOOKED_AT))
    except (OSError, ReadError):
        return False
