"""Here is a place in a sentence, give me whether somebody is said to speak there: "Lee said", "said Lee".

Words in marks with an attribution of their own behind them belong to it, whatever stands in front.
"""

from bisect import bisect_left
from typing import Final

from searchlib.extract.cues import MIND, PLAIN
from searchlib.extract.lexicon import ADV, AUX, CONJ, PREP, SUB, SUBJ, TIME
from searchlib.extract.quotes_units import Reading, Unit, cues_at

_ENDS: Final = frozenset((",", "?", "!", "—", "–", "--"))


def after_said(reading: Reading, unit: Unit, number: int, *, classes: int = PLAIN) -> int | None:
    """Give the item behind "Lee said" or "CNN reported" at item *number*, None where neither stands there.

    Args:
        reading: The text.
        unit: The sentence.
        number: Where the subject would begin.
        classes: What the cue must be, of these at least one.

    Cost: the words of one mention and the adverbs behind it.
    """
    words, items = reading.words, unit.items
    if number >= len(items):
        return None
    mention = reading.starting.get(items[number])
    if mention is None and not words.bits[items[number]] & SUBJ and not words.caps[items[number]]:
        return None
    last = mention.last if mention is not None else items[number] + 1
    while number < len(items) and (items[number] < last or words.bits[items[number]] & (ADV | AUX)):
        number += 1
    if number >= len(items) or not _says(reading, items[number], classes):
        return None
    return number + 1


def after_inverted(reading: Reading, unit: Unit, number: int) -> int | None:
    """Give the item behind "said Lee" at item *number*, None where it does not stand there."""
    items = unit.items
    if number + 1 >= len(items) or not _says(reading, items[number], PLAIN):
        return None
    mention = reading.starting.get(items[number + 1])
    if mention is None:
        return None
    return bisect_left(items, mention.last, number + 2)


def is_claimed(reading: Reading, unit: Unit, number: int) -> bool:
    """Say whether an attribution behind the quotation at item *number*, a sentence, claims it: “We agree,” she said.

    Cost: as `after_said`.
    """
    words, items = reading.words, unit.items
    pair = reading.pairs.get(items[number])
    if pair is None or number + 1 >= len(items):
        return False
    if not words.caps[min(pair.open + 1, pair.close)] or words.forms[pair.close - 1] not in _ENDS:
        return False
    after = after_said(reading, unit, number + 1)
    if after is not None:
        return after >= len(items) or _looks_back(reading, items[after])
    return (
        number + 2 < len(items)
        and _says(reading, items[number + 1], PLAIN)
        and (items[number + 2] in reading.starting or bool(words.bits[items[number + 2]] & SUBJ))
    )


def _says(reading: Reading, place: int, classes: int) -> bool:
    return place not in reading.pairs and any(
        cue.shape in ("past", "s") and cue.classes & classes and not cue.classes & MIND
        for cue in cues_at(reading.words, place)
    )


def _looks_back(reading: Reading, place: int) -> bool:
    """Say whether the word behind a cue does not begin what is said: "she said.", "she said in an interview"."""
    words = reading.words
    if place in reading.pairs or words.forms[place] == ":" or words.lows[place] == "that":
        return False
    return not words.forms[place][0].isalnum() or bool(words.bits[place] & (PREP | TIME | ADV | CONJ | SUB))
