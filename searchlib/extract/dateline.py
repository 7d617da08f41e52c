"""Here is the start of a story, give me its dateline: "KIGALI, Rwanda –", "PARIS, Nov. 3 (Reuters) -"."""

import re
from functools import cache
from pathlib import Path
from typing import Final, NamedTuple

from searchlib.extract.lexicon import HONORIFIC, TITLE, countries, places, tags
from searchlib.model import Block, Dateline, Prose, Span

BLOCKS_LOOKED_AT: Final = 8
"""From the top: letterheads and release labels may stand above the story."""
LONGEST_DATELINE: Final = 110
SHORTEST_STORY: Final = 10
"""Characters that must follow a dateline in its paragraph."""

_CAPS: Final = r"[A-ZÀ-Þ][A-ZÀ-Þ.’'-]+(?: (?:[A-ZÀ-Þ][A-ZÀ-Þ.’'-]*|de|du|la|le|am|an der|of))*"
_NAME: Final = r"[A-ZÀ-Þ][\w.’'-]+(?: (?:[A-ZÀ-Þ][\w.’'-]*|de|du|la|le|am|of|and))*"
_MONTH: Final = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\.?"
_DAY: Final = r"\d{1,2}(?:st|nd|rd|th)?"
WHEN: Final = (
    rf"(?i:(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,? )?"
    rf"(?:{_MONTH} ?{_DAY}|{_DAY} {_MONTH})(?:,? ?(?:1[6-9]|20)\d\d)?(?:, \d{{4}} ?GMT)?)"
)
"""A pattern for a day as datelines and date lines have it."""
_AGENCY: Final = r"\((?:[A-Z][\w.&/’' -]{1,40}|[A-Z]{2,})\)(?: ?/[A-Z][\w ]{2,30}/)?"
_DASH: Final = r"(?: ?(?:[–—―]|--+|[_-](?= )) ?|(?<=\)): |: (?=[A-Z“\"]))"
_DATELINE: Final = re.compile(
    rf"[(\[]?(?P<place>(?P<caps>{_CAPS})(?:, ?{_NAME})?|{_NAME}, ?{_NAME}|{_NAME}|(?P<slash>{_CAPS}/{_CAPS}))"
    rf"(?P<agency0> ?{_AGENCY})?(?:,? ?\(?(?P<when>{WHEN})\)?)?(?P<agency>,? ?(?:{_AGENCY}))?[)\]]?[,.:]?{_DASH}"
)
_NO_PLACE: Final = re.compile(
    r"(?:[A-Z][a-z]+ )*(?:UPDATE|EXCLUSIVE|BREAKING|ANALYSIS|OPINION|VIDEO|PHOTOS?|WATCH|LIVE|NOTE|CONTACT|MEDIA|PRESS"
    r"|NEWS|SUBJECTS?|TOPICS?|RELEASE|TRANSCRIPT|INTERVIEW|QUESTION|ANSWER|REPORTER|JOURNALIST|HOST|Q|A|RE|FROM|TO|DATE)\b"
)


class Heading(NamedTuple):
    """A dateline in clean offsets: its place, its date (None where it has none), and where the story begins."""

    place: Span
    when: Span | None
    story: int


def heading(prose: Prose) -> Heading | None:
    """Find the dateline of *prose* near its top.

    Args:
        prose: Clean text; offsets of the answer count its characters.

    Returns:
        The first dateline of the first few paragraphs. A place in small letters counts only with a region, an
        agency, a date, or when it is a known place: "Apple – the company – said" has no dateline.

    Raises:
        Nothing.

    Example:
        >>> text = "WASHINGTON (AP) -- It rained."
        >>> heading(Prose(text, (Block("paragraph", 0, len(text)),), (), ()))
        Heading(place=(0, 10), when=None, story=19)

    Cost: O(1), a bounded stretch of a few blocks.
    """
    for block in prose.blocks[:BLOCKS_LOOKED_AT]:
        found = _match(prose.text, block)
        if found is not None:
            return found
    return None


def dateline(prose: Prose, found: Heading | None) -> Dateline | None:
    """Give *found* as a fact, with its raw span."""
    if found is None:
        return None
    return Dateline(prose.text[slice(*found.place)], prose.raw_span(*found.place))


def _match(text: str, block: Block) -> Heading | None:
    if block.kind != "paragraph" or block.end - block.start < 20:
        return None
    found = _DATELINE.match(text, block.start, min(block.end, block.start + LONGEST_DATELINE))
    if (
        found is None
        or text[found.end() : block.end].isupper()
        or _NO_PLACE.match(found["place"])
        or not _is_evident(found)
    ):
        return None
    if block.end - found.end() < SHORTEST_STORY:
        return None
    when = found.span("when") if found["when"] else None
    return Heading(found.span("place"), when, found.end())


def _is_evident(found: re.Match[str]) -> bool:
    town, _, region = found["place"].partition(",")
    if tags().get(town.partition(" ")[0].lower(), 0) & (TITLE | HONORIFIC) and not (
        _is_known(town) or _is_known(region)
    ):
        return False
    if found["agency"] is not None or found["agency0"] is not None or found["when"]:
        return True
    if found.group().rstrip().endswith(":"):
        return False
    if _is_known(town) or _is_known(region):
        return True
    after = found.string[found.end() : found.end() + 1]
    return found["caps"] is not None and len(town) > 3 and not after.islower()


def is_place(line: str) -> bool:
    """Tell whether *line* is nothing but a town, perhaps with its region.

    Example:
        >>> is_place("Washington, D.C."), is_place("Police meet")
        (True, False)
    """
    town, _, region = line.partition(",")
    parts = line.rstrip(" –—-").split(" ", 1)
    return all(map(_is_known, parts)) or (_is_known(town) and (not region or _is_known(region)))


def begins_with_place(words: str) -> bool:
    """Tell whether *words* begin with a known town or region, of three words at most.

    Example:
        >>> begins_with_place("Washington D C Senator Lee"), begins_with_place("Police meet")
        (True, False)
    """
    parts = words.split(" ", 3)[:3]
    return any(_is_known(" ".join(parts[:count]).rstrip(",")) for count in range(1, len(parts) + 1))


def _is_known(name: str) -> bool:
    return name.casefold().replace(".", "").strip() in _places()


@cache
def _places() -> frozenset[str]:
    """Towns, regions and countries, and the short forms that datelines use for them."""
    short = Path(__file__).with_name("datelines.txt").read_text("utf8").splitlines()
    names = (*places(), *countries(), *(line for line in short if not line.startswith("#")))
    return frozenset(name.casefold().replace(".", "").strip() for name in names if name)
