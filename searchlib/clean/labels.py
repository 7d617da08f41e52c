"""Release labels and dates that run into the headline ("PRESS RELEASE May 4 2005 Police Meet") stand apart."""

import re
from typing import Final

from searchlib.clean.draft import Draft, Strip

_DAY: Final = (
    r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,? +)?"
    r"(?:(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\.? +\d{1,2}(?:st|nd|rd|th)?"
    r"|\d{1,2}(?:st|nd|rd|th)? +(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}),? +(?:19|20)\d\d"
)
_LABEL: Final = re.compile(
    rf"(?:(?i:(?:for immediate release|(?:joint )?(?:press|media|news) release)[:.]*+(?>(?: +{_DAY})?)|{_DAY}))"
    r" +(?=[A-Z“\"‘][\w’']*,? +\w)"
)

_HEADER: Final = re.compile(
    rf".{{0,160}}?\bDate:? +(?:\d{{1,2}}[ /.-]\d{{1,2}}[ /.-]\d{{4}}|{_DAY}) +(?=[A-Z“\"‘][\w’']*,? +\w)"
)
"""What stands above a headline on one line with it ends with a date that is called so."""
_HEADERS_LOOKED_AT: Final = 6


def labels_apart(draft: Draft) -> Draft:
    """Cut a release label or a date off the line that it begins, where a capital follows.

    Example:
        >>> text = "PRESS RELEASE May 4 2005 Police Meet"
        >>> [strip.spans for strip in labels_apart(Draft(text, (Strip(((0, 36),)),))).strips]
        [((0, 24),), ((25, 36),)]

    Cost: O(number of strips).
    """
    strips: list[Strip] = []
    for number, strip in enumerate(draft.strips):
        start, end = strip.spans[0]
        label = _LABEL.match(draft.text, start, end)
        if label is None and number < _HEADERS_LOOKED_AT:
            label = _HEADER.match(draft.text, start, end)
        if label is None:
            strips.append(strip)
            continue
        strips.append(strip._replace(spans=((start, start + len(label.group().rstrip())),)))
        strips.append(strip._replace(spans=((label.end(), end), *strip.spans[1:])))
    return draft._replace(strips=tuple(strips))
