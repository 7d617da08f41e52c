"""Here is a quotation, give me how sure it is: the chance that both words and speaker are right.

A log-linear model over a dozen plain properties; ``confidence.tsv`` holds one weight a property, fitted by
``python -m benchmarks.fit_confidence``. Properties without a row weigh nothing.
"""

from functools import cache
from math import exp
from typing import Final

from searchlib.extract.cues import cue_forms
from searchlib.extract.lexicon import DET, POSS, PREP, SUB, SUBJ, rows, wordset
from searchlib.extract.quotes_behind import Found
from searchlib.extract.quotes_units import Reading

_LENGTHS: Final = ((2, "1"), (3, "2"), (5, "3-4"), (9, "5-8"), (20, "9-19"), (45, "20-44"))


def confidence(properties: list[str]) -> float:
    """Give the chance, 0 to 1, that a quotation with these properties is right.

    Example:
        >>> 0 < confidence(["pattern clause indirect", "lemma say"]) < 1
        True
    """
    weights = _weights()
    score = weights.get("bias", 0.0) + sum(weights.get(name, 0.0) for name in properties)
    return round(1 / (1 + exp(-score)), 3)


@cache
def _weights() -> dict[str, float]:
    return {name: float(weight) for name, weight in rows("confidence.tsv")}


def properties_of(reading: Reading, made: Found, kind: str) -> list[str]:
    """Give the properties of a quotation that its confidence depends on.

    Args:
        reading: The text.
        made: The quotation.
        kind: direct, indirect or mixed.

    Cost: constant.
    """
    words = reading.words
    first = made.spans[0][0]
    length = sum(last - begin for begin, last in made.spans)
    unit = reading.units[made.unit]
    found = [
        f"pattern {made.pattern} {kind}",
        f"lemma {made.lemma}",
        f"lemma {made.lemma} {made.pattern}",
        f"length {next((name for limit, name in _LENGTHS if length < limit), '45-')} {kind}",
        _opens_with(reading, first, kind),
        "ends with unit" if made.spans[-1][1] >= unit.last - 1 else f"ends before {_after(reading, made)}",
        "headline" if unit.block == 0 and len(unit.items) < 25 else "body",
        *_source_properties(reading, made),
    ]
    if made.cue is not None:
        shapes = cue_forms().get(words.lows[made.cue[1] - 1], ())
        found.append(f"shape {shapes[0].shape if shapes else 'other'} {made.pattern}")
        before = words.lows[max(0, made.cue[0] - 2) : made.cue[0]]
        found.extend(f"before {word}" for word in before if word in wordset("modals"))
    return found


def _source_properties(reading: Reading, made: Found) -> list[str]:
    words, source = reading.words, made.source
    if source is None:
        return ["source none"]
    if source.kind in ("pronoun", "relative"):
        return [f"source {words.lows[source.first]}"]
    if source.kind == "mention":
        return ["source mention", f"source mention {made.pattern}"]
    capital = "name" if words.caps[source.last - 1] else "noun"
    determined = "bare" if not words.bits[source.first] & (DET | POSS) else "determined"
    return [f"source {capital} {determined}", f"source phrase {made.pattern}"]


def _opens_with(reading: Reading, first: int, kind: str) -> str:
    words = reading.words
    if first in reading.pairs:
        return f"opens mark {words.caps[min(first + 1, len(words.caps) - 1)]}"
    bits = words.bits[first]
    for name, tag in (("subject", SUBJ), ("determiner", DET | POSS), ("preposition", PREP), ("conjunction", SUB)):
        if bits & tag:
            return f"opens {name} {kind}"
    return f"opens {'capital' if words.caps[first] else 'word'} {kind}"


def _after(reading: Reading, made: Found) -> str:
    place = made.spans[-1][1]
    low = reading.words.lows[place] if place < len(reading.words.lows) else ""
    return low if low and not low[0].isalnum() else "word"
