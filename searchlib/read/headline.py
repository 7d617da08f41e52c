"""Here is a page without a main heading, give me its headline: its title often names the site or the kind of page."""

import html
import re
from typing import Final

from searchlib.read.limits import MAX_TAGS

_STATED: Final = re.compile(r"""<h1[\s>]|["'](?:og:title|headline|dc\.title|twitter:title)["']""", re.IGNORECASE)
_HEADINGS: Final = re.compile(r"<h2(?:\s[^<>]{0,500})?>(.{1,1000}?)</h2\s*>", re.IGNORECASE | re.DOTALL)
_LONG: Final = 25
"""Words that no headline has."""
_TAGS: Final = re.compile(r"<[^<>]{0,1000}>")


def headline_stated(markup: str) -> bool:
    """Say whether the page says which of its words are the headline.

    Example:
        >>> headline_stated("<title>Story</title><h1>Rain fell</h1>"), headline_stated("<title>Story</title>")
        (True, False)
    """
    return _STATED.search(markup) is not None


def headline(markup: str, title: str | None, *, lines: list[str]) -> str | None:
    """Choose the headline of a page that does not say which of its words it is.

    Args:
        markup: The page.
        title: What stands in its ``<title>``.
        lines: Its text down to where the article has begun.

    Returns:
        The only heading of the second level, if it is one of *lines*; else *title*, but none that is a single word and
        nowhere among them ("Print", "story"): then the first of *lines* if it reads like one.

    Example:
        >>> markup = "<title>Ministry - Release</title><h2>Reefs to be restored</h2><p>Work begins.</p>"
        >>> headline(markup, "Ministry", lines=["Reefs to be restored", "Work begins."])
        'Reefs to be restored'
        >>> headline("<title>Print</title>Rain fell.", "Print", lines=["Rain fell."])
        >>> headline("<title>Print</title>", "Print", lines=["Rain over the coast", "Rain fell."])
        'Rain over the coast'
    """
    found = _HEADINGS.findall(markup) if markup.count("<") <= MAX_TAGS else []
    if len(found) == 1:
        words = " ".join(html.unescape(_TAGS.sub(" ", found[0])).split())
        if words.count(" ") > 1 and words in lines:
            return words
    if title and " " not in title and title.isascii() and title not in "\n".join(lines):
        return next((line for line in lines[:1] if 2 < len(line.split()) < _LONG and line[-1] not in ".:?!"), None)
    return title
