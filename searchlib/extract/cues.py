"""Here is a verb form, give me the cue it is: what may be said with it, and how.

The lemmas stand in ``cues.tsv`` with their classes; their forms are generated here.
"""

from functools import cache
from typing import Final, NamedTuple

from searchlib.extract.lexicon import CUE, rows, tags
from searchlib.extract.light_table import LightTable

PLAIN: Final = 1
THAT: Final = 2
QUOTE: Final = 4
HEARER: Final = 8
ASK: Final = 16
INFIN: Final = 32
THING: Final = 64
MIND: Final = 128
MUST: Final = 256
_CLASSES: Final = {
    "plain": PLAIN | THAT | QUOTE, "that": THAT | QUOTE, "quote": QUOTE, "hearer": HEARER,
    "ask": ASK, "infin": INFIN, "thing": THING, "mind": MIND, "must": HEARER | MUST,
}  # fmt: skip
_VOWELS: Final = "aeiou"


class Cue(NamedTuple):
    """One form of a verb of saying."""

    lemma: str
    classes: int
    shape: str
    """past, s, ing or base."""
    particle: str = ""
    """The word that must follow: point *out*, call *for*."""


@cache
def cue_forms() -> LightTable[Cue]:
    """Give the cues of every form, in lower case; those that ask for a particle come first."""
    table: dict[str, list[Cue]] = {}
    for row in rows("cues.tsv"):
        verb, _, particle = row[0].partition(" ")
        classes = 0
        for name in row[1].split():
            classes |= _CLASSES[name]
        for form, shape in _forms(verb, row[2].split() if len(row) > 2 else []):
            table.setdefault(form, []).append(Cue(row[0], classes, shape, particle))
    for cues in table.values():
        cues.sort(key=lambda cue: not cue.particle)
    return LightTable(Cue._make, table)


@cache
def tagged() -> dict[str, int]:
    """Give the bits of every known word, with `CUE` on every form of a cue."""
    base = tags()
    return base | {form: base.get(form, 0) | CUE for form in cue_forms()}


def _forms(lemma: str, irregular: list[str]) -> list[tuple[str, str]]:
    doubled = "*" in irregular
    pasts = [form for form in irregular if form != "*"] or [_past(lemma, doubled)]
    return [(lemma, "base"), (_third(lemma), "s"), (_ing(lemma, doubled), "ing"), *((form, "past") for form in pasts)]


def _third(lemma: str) -> str:
    if lemma.endswith("y") and lemma[-2] not in _VOWELS:
        return lemma[:-1] + "ies"
    return lemma + ("es" if lemma.endswith(("s", "sh", "ch", "x", "z")) else "s")


def _ing(lemma: str, doubled: bool) -> str:
    if doubled:
        return lemma + lemma[-1] + "ing"
    return (lemma[:-1] if lemma.endswith("e") and not lemma.endswith(("ee", "oe")) else lemma) + "ing"


def _past(lemma: str, doubled: bool) -> str:
    if doubled:
        return lemma + lemma[-1] + "ed"
    if lemma.endswith("e"):
        return lemma + "d"
    if lemma.endswith("y") and lemma[-2] not in _VOWELS:
        return lemma[:-1] + "ied"
    return lemma + "ed"
