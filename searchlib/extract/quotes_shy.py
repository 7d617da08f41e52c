"""Here is what looks like a cue, a quotation or a speaker, give me whether to be shy of it.

Headlines in capitals say nothing, "States" in "the United States" is no verb, a text that has lost its
marks hardly tells where words end, and a capital alone makes no organisation.
"""

from collections.abc import Sequence
from typing import Final

from searchlib.extract.cues import MIND
from searchlib.extract.lexicon import BODY, CUE, DAY, DEMONYM, ORG, PLACE, REL, ROLE, SUBJ, TITLE, VERB, tags, wordset
from searchlib.extract.people_evidence import is_plural_acronym, is_word_of_names, no_persons
from searchlib.extract.quotes_behind import Found
from searchlib.extract.quotes_units import Reading, Unit
from searchlib.extract.words import Words

_SHOUTED_SHARE: Final = 0.8
_TITLED_SHARE: Final = 0.6
_LEAST_LONG: Final = 3
_LEAST_LIST: Final = 3
_LINKS: Final = frozenset(("of", "for", "and", "&", "the", "on"))


def is_shouted(words: Words, items: Sequence[int]) -> bool:
    """Say whether the words of a sentence are written in capitals throughout, as headlines are.

    Example:
        >>> from searchlib.extract.words import tokenise
        >>> is_shouted(tokenise("SEN. LEE ASKS FOR ANSWERS ON ROADS"), range(8))
        True
    """
    if sum(map(words.caps.__getitem__, items)) < _SHOUTED_SHARE * _LEAST_LONG:
        return False
    long = small = 0
    most = (1 - _SHOUTED_SHARE) * len(items)
    for item in items:
        form = words.forms[item]
        if len(form) > _LEAST_LONG:
            long += 1
            small += not form.isupper()
            if small > most:
                return False
    return long >= _LEAST_LONG and long - small >= _SHOUTED_SHARE * long


def is_inside_a_name(reading: Reading, unit: Unit, at: int) -> bool:
    """Say whether the cue at item *at* has a capital as part of a name: "the United States", "Budget Hearing".

    In a headline that writes most words so the capital says nothing; nor does it where the sentence begins.
    """
    words, items = reading.words, unit.items
    place = items[at]
    if not words.caps[place] or not at or items[at - 1] in reading.pairs:
        return False
    if not words.forms[items[at - 1]][0].isalnum():
        return False
    before = words.lows[items[at - 1]]
    if before == "united" or (len(words.forms[place]) > 1 and words.forms[place].isupper()):
        return True
    if not words.caps[items[at - 1]] and before != "the":
        return False
    if any(not words.caps[item] and words.bits[item] & (VERB | CUE) for item in items):
        return True
    long = [item for item in items if len(words.forms[item]) > _LEAST_LONG and item not in reading.pairs]
    return sum(words.caps[item] for item in long) < _TITLED_SHARE * len(long)


def is_sure_without_marks(made: Found) -> bool:
    """Say whether a finding may stand in a text without marks: a person who says *that* something is so."""
    return (
        made.pattern == "that"
        and made.source is not None
        and made.source.kind == "mention"
        and made.cue is not None
        and not made.classes & MIND
    )


def is_organisation(reading: Reading, first: int, last: int) -> bool:
    """Say whether the words of a source name an organisation: capitals, and no capital of a sentence only.

    Cost: constant.
    """
    words = reading.words
    if first >= last or not words.caps[first] or not words.caps[last - 1]:
        return False
    if not all(words.caps[place] or words.lows[place] in _LINKS for place in range(first, last)):
        return False
    bits, low = words.bits[last - 1], words.lows[last - 1]
    if (
        last - first > 1
        and words.lows[first + 1] == "for"
        and tags().get(words.lows[first].removesuffix("s"), 0) & ROLE
    ):
        return False  # "Attorneys for Pruitt"
    if words.bits[first] & (REL | SUBJ) or (bits & TITLE and not bits & ORG) or not is_word_of_names(words, first):
        return False
    if words.lows[first] in wordset("no names") or (words.bits[first] & CUE and words.lows[first].endswith("ing")):
        return False  # "Several Senators", "Citing America"
    if bits & DAY or low in wordset("members") or is_plural_acronym(words.forms[last - 1]):
        return False
    if last - first > 1:
        return True
    if bits & DEMONYM or low in wordset("fragments") or len(low) == 1:
        return False
    if low in no_persons() and not bits & (ORG | BODY):
        return False
    if low in reading.people.firms:
        return True
    if _is_listed(words, first):
        return False
    return bool(bits & (BODY | PLACE)) or words.forms[first].isupper() or words.forms[first] in reading.inner_names


def _is_listed(words: Words, place: int) -> bool:
    """Say whether an unknown word closes a list of such words, of persons or firms: "Garcia, Chung and Okafor said"."""
    if place < _LEAST_LIST or words.lows[place - 1] not in ("and", "&"):
        return False
    other = place - 2 - (words.forms[place - 2] == ",")
    unknown = not words.bits[other] and not words.bits[place]
    return unknown and words.caps[other] and not words.forms[other].isupper()
