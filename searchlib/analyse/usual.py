"""Here is a run of a usual shape, give me the words in it without the steps of `split`, which is the definition.

Six in seven of the runs that are more than letters and digits have one of four shapes: in-flight, Rwanda’s, 1,000 and
levels.As. All of them are ASCII but for the apostrophe, so that folding is lower case.
"""

import re
from functools import cache
from typing import Final

from searchlib.analyse.split import LONGEST, MOST_PARTS, Part

_SHAPES: Final = (
    r"([A-Za-z0-9]+)['’][sS]"
    r"|([A-Za-z0-9]{2,})\.([A-Z][A-Za-z0-9]*)"  # one letter in front may be an initial
    r"|([0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?|[0-9]+\.[0-9]+)"
    r"|[A-Za-z0-9]+(?:-[A-Za-z0-9]+)+"
)
_POSSESSIVE, _GLUED, _NUMBER = 1, 3, 4
"""The last group that takes part in a match; none does where there are hyphens."""


def usual(run: str) -> list[Part]:
    """Give the words of a run of a usual shape.

    Args:
        run: Letters and digits with single marks between them.

    Returns:
        What `split` gives; nothing where the shape is another, or the run is long.

    Raises:
        Nothing.

    Example:
        >>> [[part.form for part in usual(run)] for run in ("in-flight", "Rwanda’s", "1,000", "levels.As", "U.S")]
        [['in', 'inflight', 'flight'], ['rwanda'], ['1000'], ['levels', 'as'], []]

    Cost: linear in the run.
    """
    found = _shapes().fullmatch(run) if len(run) <= LONGEST else None
    if found is None:
        return []
    if found.lastindex == _POSSESSIVE:
        return [Part(found[1].lower(), 0, 0, found.end(1))]
    if found.lastindex == _GLUED:
        return [Part(found[2].lower(), 0, 0, found.end(2)), Part(found[3].lower(), 1, found.start(3), len(run))]
    if found.lastindex == _NUMBER:
        return [Part(run.replace(",", ""), 0, 0, len(run))]
    return _hyphened(run)


@cache
def _shapes() -> "re.Pattern[str]":
    return re.compile(_SHAPES)  # late: a query needs none as a rule


def _hyphened(run: str) -> list[Part]:
    """Give the words between hyphens, and behind the first all of them written together."""
    forms = run.lower().split("-")
    parts, start = [], 0
    for position, form in enumerate(forms):
        parts.append(Part(form, position, start, start + len(form)))
        start += len(form) + 1
    together = "".join(forms)
    if len(forms) <= MOST_PARTS and not together.isdigit():
        parts.insert(1, Part(together, 0, 0, len(run)))
    return parts
