"""Here are the quotations with a cue, give me those that stand without one beside them.

A sentence that is a quotation and nothing else goes on with the speech before it: in the same
paragraph it belongs to the same quotation, in the next one it is that speaker's too.
"""

from searchlib.extract.cues import QUOTE
from searchlib.extract.quotes_units import Reading, Unit
from searchlib.extract.reported import Found


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
    for number, unit in enumerate(reading.units):
        own = by_unit.get(number)
        if own:
            told.extend(own)
        elif _is_lone(reading, unit):
            _follow(reading, told, number, unit=unit)
    return told


def _is_lone(reading: Reading, unit: Unit) -> bool:
    words = [item for item in unit.items if item not in reading.pairs and reading.words.forms[item][0].isalnum()]
    return not words and any(item in reading.pairs for item in unit.items)


def _follow(reading: Reading, told: list[Found], number: int, *, unit: Unit) -> None:
    items = [item for item in unit.items if item in reading.pairs]
    span = (items[0], reading.end(items[-1]))
    last = told[-1] if told else None
    if last is None:
        return
    before = reading.units[last.unit]
    if before.block == unit.block and last.unit >= number - 2:
        if reading.end(last.spans[-1][0]) == last.spans[-1][1]:
            told[-1] = last._replace(spans=(*last.spans, span), unit=number)
        else:
            told.append(Found((span,), last.source, None, "", QUOTE, "following", number))
    elif before.block >= unit.block - 1:
        told.append(Found((span,), last.source, None, "", QUOTE, "next paragraph", number))
