"""Sentences that scraping glued together ("levels.As") fall apart again, into paragraphs of their own."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Final

from searchlib.clean.draft import Draft, Strip
from searchlib.clean.mojibake import NOTHING
from searchlib.model import Span

_GLUE: Final = re.compile(
    r"[.!?…](?:(?<=[^\W\d_A-Z]{2}.)|(?<=[\d%”’\")].))"  # two small letters, so neither initials nor "U.S."
    r"[”’\")]{0,2}()"
    r"(?=[“‘\"(]?[A-Z][a-z’']|[“‘\"(]?[AI] |[“‘\"(]?[A-Z]{2,}|[A-Z]\.[A-Z]\.)"
)
_NEAR: Final = 60
"""Characters looked at on either side for the marks of an address; a bound keeps the search linear."""
_ADDRESS: Final = re.compile(r"www\.|//|[@\\_=<>{}]|\.[a-z]|/\w+/")
_ENDINGS: Final = frozenset({"com", "org", "net", "gov", "edu", "js", "py", "exe", "html", "pdf"})


def unglued(draft: Draft) -> Draft:
    """Cut the strips of *draft* where a sentence ends and the next begins without a blank.

    Returns:
        The draft with more strips. Addresses, file names, initials and abbreviations stay whole.

    Example:
        >>> text = "At all levels.As one"
        >>> [strip.spans for strip in unglued(Draft(text, (Strip(((0, 20),)),))).strips]
        [((0, 14),), ((14, 20),)]

    Cost: one pass, O(len(draft.text)).
    """
    cuts = list(_seen(draft.text))
    if not cuts:
        return draft
    return draft._replace(strips=tuple(part for strip in draft.strips for part in _cut(strip, cuts)))


def _seen(text: str) -> Iterator[int]:
    """Give the cuts of *text* as a reader sees it: characters without width part nothing and join nothing."""
    if NOTHING not in text:
        return _cuts(text)
    wide = [place for place, char in enumerate(text) if char != NOTHING]
    return map(wide.__getitem__, _cuts(text.replace(NOTHING, "")))


def _cuts(text: str) -> Iterator[int]:
    seen, marks = 0, 0
    for glue in _GLUE.finditer(text):
        place = glue.start(1)
        between = text[seen:place].rpartition("\n")
        marks = between[2].count('"') + (0 if between[1] else marks)
        seen = place
        if _is_abbreviation(text, glue.start()) or _is_address(text, place):
            continue
        # an odd mark that was just read opened what follows; it did not close what ends here
        yield place - (text[place - 1] == '"' and marks % 2)


def _is_abbreviation(text: str, stop: int) -> bool:
    word = re.search(r"[^\W\d_]*\Z", text[max(0, stop - 12) : stop])
    return word is not None and word.group().lower() in _abbreviations()


def _is_address(text: str, place: int) -> bool:
    before = text[max(0, place - _NEAR) : place].split()
    after = text[place : place + _NEAR].split()
    token = (before[-1] if before else "") + (after[0] if after else "")
    return _ADDRESS.search(token) is not None or (after[0] if after else "").lower() in _ENDINGS


@cache
def _abbreviations() -> frozenset[str]:
    return frozenset((Path(__file__).with_name("abbreviations.txt")).read_text("utf8").split())


def _cut(strip: Strip, cuts: list[int]) -> Iterator[Strip]:
    spans: list[Span] = []
    for start, end in strip.spans:
        first, last = bisect_left(cuts, start + 1), bisect_left(cuts, end)
        for cut in cuts[first:last]:
            yield strip._replace(spans=(*spans, (start, cut)))
            spans, start = [], cut
        spans.append((start, end))
    yield strip._replace(spans=tuple(spans))
