"""Here is where words said begin, give me where they end: where the narrator speaks again."""

from typing import Final

from searchlib.extract.cues import HEARER, PLAIN, THING
from searchlib.extract.lexicon import ADV, AUX, CONJ, DAY, DET, NEG, OBJ, POSS, REL, SUB, SUBJ, wordset
from searchlib.extract.quotes_claimed import after_inverted, after_said, is_claimed
from searchlib.extract.quotes_content import opening, opens_clause
from searchlib.extract.quotes_units import Reading, Unit, cues_at
from searchlib.extract.words import POSSESSIVES

_SURE_SHAPES: Final = frozenset(("that", "quote", "colon"))
_DAY_AND_MORE: Final = 2
_CONCESSIVE: Final = frozenset(("although", "though", "while", "whereas"))


def content_end(reading: Reading, unit: Unit, begin: int, *, shape: str) -> int:
    """Give the item after the words said that begin at item *begin*.

    The narrator takes over at ", adding", ", according to", ", Lee said", and at the full stop; behind a
    quotation that closes with its own stop; and behind a noun phrase, at a participle.
    """
    words, items = reading.words, unit.items
    end = len(items)
    for number in range(begin, end - 1):
        if number > begin and items[number] in reading.pairs and is_claimed(reading, unit, number):
            end = number
            break
        place = items[number]
        if words.forms[place][0].isalnum() and not words.bits[place] & CONJ:
            continue  # most words: neither a sign nor a quotation, nor "and"
        if _ends_at(reading, unit, number, begin=begin, shape=shape):
            end = number + 1 if place in reading.pairs else number
            break
    while end > begin and items[end - 1] not in reading.pairs and not words.forms[items[end - 1]][0].isalnum():
        if words.forms[items[end - 1]] in ("%", ")", "$", "]") or _joined(reading, items, end - 1):
            break
        end -= 1
    return _without_day(reading, items, end) if shape == "thing" and end - begin > _DAY_AND_MORE else end


def _without_day(reading: Reading, items: list[int], end: int) -> int:
    """Leave out the day on which a thing was praised: "praised the deal on Monday"."""
    words = reading.words
    if items[end - 1] in reading.pairs or not words.bits[items[end - 1]] & DAY:
        return end
    return end - 2 if words.lows[items[end - 2]] == "on" else end - 1


def _ends_at(reading: Reading, unit: Unit, number: int, *, begin: int, shape: str) -> bool:
    """Say whether the words said end at item *number*, a comma, a quotation or an "and"."""
    words, items = reading.words, unit.items
    place = items[number]
    form = words.forms[place]
    if form == ";" and place not in reading.pairs:
        return True
    pair = reading.pairs.get(place)
    inner = words.forms[pair.close - 1] if pair is not None else form
    if pair is not None and not inner[0].isalnum() and shape in ("quote", "colon"):
        return not _quotes_on(reading, items, number + 1)
    if inner == ",":
        return number > begin and _narrates(reading, unit, number + 1, shape=shape)
    if not words.bits[place] & CONJ or number <= begin + 1 or pair is not None:
        return False
    if shape in ("thing", "infin", "hearer infin") and _does_too(reading, unit, number + 1):
        return True
    return _says_too(reading, unit, number + 1)


def _quotes_on(reading: Reading, items: list[int], number: int) -> bool:
    """Say whether a further quotation follows at once: "“a,” “b” and “c”"."""
    words = reading.words
    while number < len(items) and (words.forms[items[number]] == "," or words.lows[items[number]] in ("and", "or")):
        number += 1
    return number < len(items) and items[number] in reading.pairs


def _joined(reading: Reading, items: list[int], number: int) -> bool:
    """Say whether the sign at item *number* is an apostrophe that belongs to its word."""
    words = reading.words
    return words.forms[items[number]] in POSSESSIVES


def _narrates(reading: Reading, unit: Unit, number: int, *, shape: str) -> bool:
    """Say whether the narrator speaks again at item *number*, behind a comma: "adding", "but he said"."""
    words, items = reading.words, unit.items
    place = items[number]
    if place in reading.pairs:
        return False
    if words.bits[place] & REL and after_said(reading, unit, number + 1, classes=PLAIN | THING) is not None:
        return True
    if words.lows[place] in wordset("narrator") or after_said(reading, unit, number) is not None:
        return True
    if after_inverted(reading, unit, number) is not None:
        return True
    if (words.bits[place] & CONJ or words.lows[place] in _CONCESSIVE) and number + 1 < len(items):
        if _says_too(reading, unit, number + 1):
            return True
        place = items[number + 1]
    if shape in ("thing", "infin", "hearer infin") and words.lows[place].endswith("ing"):
        return True
    return any(cue.shape == "ing" and cue.classes & PLAIN for cue in cues_at(words, place))


def _does_too(reading: Reading, unit: Unit, number: int) -> bool:
    """Say whether a second verb with an object of its own begins at item *number*: "and called it"."""
    words, items = reading.words, unit.items
    if number + 1 >= len(items) or items[number] in reading.pairs or words.caps[items[number]]:
        return False
    if words.lows[items[number]] in ("has", "have", "had", "is", "was", "will", "would"):
        return True
    after = items[number + 1]
    if not any(cue.shape in ("past", "ing") for cue in cues_at(words, items[number])):
        return False
    return bool(words.bits[after] & (OBJ | DET | POSS | SUB)) or words.caps[after] or after in reading.pairs


def _says_too(reading: Reading, unit: Unit, number: int) -> bool:
    """Say whether a second verb of saying begins at item *number*: "and said that", "but he added:"."""
    words, items = reading.words, unit.items
    if number < len(items) and (words.bits[items[number]] & SUBJ or items[number] in reading.starting):
        mention = reading.starting.get(items[number])
        number += 1
        while mention is not None and number < len(items) and items[number] < mention.last:
            number += 1
    while number < len(items) and words.bits[items[number]] & (ADV | AUX | NEG):
        number += 1
    if number + 1 >= len(items) or items[number] in reading.pairs:
        return False
    finite = ("past", "s", "base") if words.bits[items[number - 1]] & (AUX | NEG) else ("past", "s")
    for cue in cues_at(words, items[number]):
        if cue.shape in finite and cue.classes & PLAIN:
            following = items[number + 1 + bool(cue.particle)] if number + 2 < len(items) else items[number + 1]
            if cue.classes & HEARER and (ahead := opening(reading, unit, number + 1, cue=cue)) is not None:
                return ahead.shape in _SURE_SHAPES
            return (
                following in reading.pairs
                or words.lows[following] in ("that", ":", ",")
                or bool(words.bits[following] & SUBJ)
                or (bool(words.bits[following] & (DET | POSS)) and opens_clause(reading, unit, number + 1))
            )
    return False
