"""Here are the quotations with a cue, give me those that stand without one beside them.

A sentence that is a quotation and nothing else goes on with the speech before it: in the same
paragraph it belongs to the same quotation, and in the next one too where that speech ended in marks.
"""

from bisect import bisect_left
from typing import Final

from searchlib.extract.cues import QUOTE
from searchlib.extract.quotes_behind import Found
from searchlib.extract.quotes_lone import announced, asked, introduced, signed
from searchlib.extract.quotes_units import Reading, Unit

_LONGEST_CHAIN: Final = 30


def with_followers(reading: Reading, found: list[Found]) -> list[Found]:
    """Give *found* with the lone quotations joined or added, in order.

    Raises:
        Nothing.

    Cost: one pass over the units.
    """
    by_unit: dict[int, list[Found]] = {}
    for made in found:
        by_unit.setdefault(made.unit, []).append(made)
    told: list[Found] = []
    latest = 0
    for number, unit in enumerate(reading.units):
        own = by_unit.get(number)
        if own:
            if told and _is_told_next(reading, told[-1], own[0]):
                own[0] = own[0]._replace(spans=(*told.pop().spans, *own[0].spans))
            latest = len(told)
            told.extend(own)
        elif _is_lone(reading, unit):
            latest = _follow(reading, told, number, latest=latest)
        elif number - 1 not in by_unit and (question := asked(reading, number)) is not None:
            latest = len(told)
            told.append(question)
        elif _holds_quotation(reading, unit) and (shown := introduced(reading, number)) is not None:
            latest = len(told)
            told.append(shown)
    return told


def _is_lone(reading: Reading, unit: Unit) -> bool:
    forms, pairs = reading.words.forms, reading.pairs
    return _holds_quotation(reading, unit) and all(item in pairs or not forms[item][0].isalnum() for item in unit.items)


def _holds_quotation(reading: Reading, unit: Unit) -> bool:
    """Say whether one of the items is a quotation: most sentences have none."""
    opens = reading.opens
    place = bisect_left(opens, unit.items[0])
    return place < len(opens) and opens[place] <= unit.items[-1]


def _follow(reading: Reading, told: list[Found], number: int, *, latest: int) -> int:
    """Join the lone quotation of unit *number* to the speech before it; give where its own speech begins."""
    unit = reading.units[number]
    items = [item for item in unit.items if item in reading.pairs]
    span = (items[0], reading.end(items[-1]))
    own = announced(reading, number, span) or signed(reading, number, span)
    if own is not None:
        told.append(own)
        return len(told) - 1
    if not told or told[-1].unit < number - 1:
        if reading.pairs[items[-1]].runs_on:
            told.append(Found((span,), None, None, "", QUOTE, "following", number))
        return latest
    last = told[-1]
    if reading.units[last.unit].block == unit.block:
        for place in range(len(told) - 1, latest - 1, -1):
            if _is_open(reading, told[place]):
                told[place] = told[place]._replace(spans=(*told[place].spans, span), unit=number)
                return place
        told.append(Found((span,), last.source, None, "", QUOTE, "following", number))
        return len(told) - 1
    pair = reading.pairs.get(last.spans[-1][0])
    if pair is not None and (pair.runs_on or last.source is not None) and _is_open(reading, last):
        told[-1] = last._replace(spans=(*last.spans, span), unit=number)
    return latest


def _is_told_next(reading: Reading, before: Found, own: Found) -> bool:
    """Say whether the next paragraph tells who speaks: speech goes on in it that nobody had begun."""
    unit = reading.units[own.unit]
    follows = before.source is None and before.unit == own.unit - 1
    return follows and own.spans[0][0] == unit.items[0] in reading.pairs


def _is_open(reading: Reading, made: Found) -> bool:
    """Say whether further speech may join: the last words stand in marks, and the chain is not endless."""
    return made.spans[-1][1] - 1 in reading.closes and len(made.spans) < _LONGEST_CHAIN
