"""Here are the dates of an article, tell me on which it appeared: the one that stands outside its sentences.

A dateline says it; else a date line does: a full date at the top or the very end, on a line of its own, beside a
label or a letterhead, and not governed by a preposition or followed by the rest of a sentence.
"""

import re
from collections.abc import Sequence
from typing import Final

from searchlib.extract.dateline import begins_with_place
from searchlib.extract.days import Mention, fits_weekday, interval
from searchlib.model import Block, Prose

HEAD: Final = 600
"""Characters in which a date line is looked for with trust; twice that with less."""
TAIL: Final = 350
LETTER_REACH: Final = 300
"""An article that is nothing but a letter has its date further up."""
THRESHOLD: Final = 4
SHORT_BLOCK: Final = 90

_LABEL: Final = re.compile(
    r"\b(?:dated?|posted|published|updated|issued|released?|created|modified|embargo(?:ed)?)\b"
    r"[\w /.-]{0,24}:? ?(?:on |at )?\Z",
    re.I,
)
_CHANGED: Final = re.compile(r"\b(?:updated|modified|revised|edited|amended)\b[\w /.-]{0,24}:? ?(?:on |at )?\Z", re.I)
_FIRST: Final = re.compile(r"\b(?:posted|published|created|issued|released)\b", re.I)
_BESIDE: Final = 100
"""Characters on either side in which the day of publication makes an "Updated" one that of a change."""
_ABOVE_ALL: Final = 5
_LONGEST_PLACE: Final = 40
_MOST_ON_THE_LEFT: Final = 3
"""What `_left` gives at most; `_elsewhere` only takes away."""
_RECEIVED: Final = re.compile(r"\b(?:received|accessed|retrieved|printed|viewed)\b[\w /.-]{0,24}:? ?\Z", re.I)
_OF_EVENT: Final = re.compile(
    r"\b(?:when|when ?/ ?where|where ?/ ?when|date (?:and|&) time|deadline|r\.?s\.?v\.?p\.?)\s*:\s*\Z", re.I
)
"""Labels of an invitation: the day is that of what is announced."""
_LETTER: Final = re.compile(r"\s*(?:The Hon(?:ou?rable|\.)?|Hon\.|Dear)\s+[A-Z]")
"""A letter that an article quotes has a date of its own."""
_GOVERNED: Final = re.compile(
    r"\b(?:on|of|the|since|until|till|from|in|by|before|after|for|effective|and|to|or|ended|ending|due|through|between|is|was"
    r"|are|were|be|at|with|starting|beginning|that|this|next|last|held|born|died|dated|an?) (?:the )?\Z",
    re.I,
)  # fmt: skip
_CLOCKED: Final = re.compile(r"(?:\b(?:today|now)(?: is|:)|\bhttps?://\S+/\S+) ?\Z", re.I)
"""A page says what day it is, a printed one when it was printed: ahead of the article's own day."""
_LONGEST_ADDRESS: Final = 120
CLOCK_LEAST: Final = 8
"""A date line as good as this, further down, makes a later one above it the day of the page's clock."""
_NAMED: Final = re.compile(r"(?:[A-Z0-9&][\w.’'/&-]*|[-–—|:(\[•·,])[,.:]? ?\Z")
_NEW_START: Final = re.compile(r" ?[-–—|:(\[/•·A-Z“\"&]")
_DATELINE: Final = re.compile(r" ?[A-Z]{4}")
_CLOCK: Final = re.compile(r"(?:,? ?(?:at )?)\d{1,2}(?:[.:]\d\d| ?[ap]\.?m)")
_RUNS_ON: Final = re.compile(r" ?(?:[,;]|[a-z]|[’']s)")


def publication(prose: Prose, mentions: Sequence[Mention]) -> tuple[Mention, int] | None:
    """Choose the date line among *mentions*.

    Args:
        prose: The clean text.
        mentions: Its dates in order of appearance.

    Returns:
        The mention of a full date that stands most plainly outside the sentences, with its score; None where
        none does.

    Example:
        >>> from searchlib.extract.days import Day
        >>> text = "MEDIA RELEASE 2 November 2015"
        >>> day = Day(2015, 11, 2)
        >>> found = publication(
        ...     Prose(text, (Block("paragraph", 0, len(text)),), (), ()), [Mention(14, 29, day, day, "day")]
        ... )
        >>> found[0].first
        Day(year=2015, month=11, day=2)

    Cost: O(number of mentions).
    """
    best: tuple[Mention, int] | None = None
    blocks = iter(prose.blocks)
    block = next(blocks, None)
    for mention in mentions:
        while block is not None and block.end <= mention.start:
            block = next(blocks, None)
        if block is None or mention.form not in ("day", "numeric") or mention.first.year is None:
            continue
        least = best[1] + 1 if best else THRESHOLD
        if best is not None and _is_below_a_clock(mention, best[0]):
            least = min(least, CLOCK_LEAST)
        score = _score(prose.text, mention, block, least=least)
        if score is not None:
            best = mention, score
    return best


def _is_below_a_clock(mention: Mention, above: Mention) -> bool:
    """Whether an earlier day stands below a later one in the head: "July 31 2008 … Roads Open September 12 2006"."""
    days, clock = (interval(one.first, one.last) for one in (mention, above))
    return mention.start <= HEAD and days is not None and clock is not None and days.last < clock.first


def _score(text: str, mention: Mention, block: Block, *, least: int) -> int | None:
    """Give the score, or None below *least*; what stands on the left costs most, and is read only if it can decide."""
    after = text[mention.end : min(block.end, mention.end + 8)]
    score = (
        max(_right(after), _story_behind(text, mention, block))
        + _place(text, mention)
        + (block.end - block.start <= SHORT_BLOCK)
        + _weekday(mention)
    )
    if score + _MOST_ON_THE_LEFT < least:
        return None
    before = text[max(block.start, mention.start - 48) : mention.start]
    score += _elsewhere(text, mention) + _left(before)
    return score if score >= least else None


def _elsewhere(text: str, mention: Mention) -> int:
    """A date that belongs to something in the text: what it announces, a letter, a source in brackets."""
    before = text[max(0, mention.start - 24) : mention.start]
    after = text[mention.end : mention.end + 24]
    if _CHANGED.search(before) and _FIRST.search(text, max(0, mention.start - _BESIDE), mention.end + _BESIDE):
        return -6
    if _OF_EVENT.search(before) or (mention.start > LETTER_REACH and _LETTER.match(after)):
        return -6
    if _CLOCKED.search(text, max(0, mention.start - _LONGEST_ADDRESS), mention.start):
        return -6
    bracketed = after.lstrip()[:1]
    cited = bracketed == "]" or (bracketed == ")" and mention.start > LETTER_REACH)
    return -6 if cited and before.rstrip()[-1:] not in ("[", "(") else 0


def _weekday(mention: Mention) -> int:
    """A weekday that fits speaks for a date line; one that does not casts doubt on the whole."""
    if mention.weekday is None:
        return 0
    return 1 if fits_weekday(mention.first, mention.weekday) else -4


def _left(before: str) -> int:
    if not before.strip(" ([-–—|:"):
        return 3
    if before.endswith("("):
        return -1
    if _RECEIVED.search(before):
        return -5
    if _LABEL.search(before):
        return 3
    if _GOVERNED.search(before):
        return -5
    return 1 if _NAMED.search(before) else -1


def _right(after: str) -> int:
    if not after.strip(" )]"):
        return 3
    if not after.strip(" .)]"):
        return 1
    if _CLOCK.match(after) or _DATELINE.match(after):
        return 2
    if _RUNS_ON.match(after):
        return -3
    return 1 if _NEW_START.match(after) else 0


def _story_behind(text: str, mention: Mention, block: Block) -> int:
    """A place behind the date is a dateline: "Roads Open May 4 2005 Washington D C Senators said"."""
    if mention.start > HEAD:
        return -_ABOVE_ALL
    end = len(text) if mention.end == block.end else block.end
    after = text[mention.end : min(end, mention.end + _LONGEST_PLACE)].lstrip(" -–—\n")
    return _ABOVE_ALL if after and begins_with_place(after) else -_ABOVE_ALL


def _place(text: str, mention: Mention) -> int:
    if mention.start <= HEAD:
        return 2
    if mention.start <= 2 * HEAD or mention.end >= len(text) - TAIL:
        return 1
    return -1
