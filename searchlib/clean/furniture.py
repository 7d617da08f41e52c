"""Lines that belong to the page: gallery counters, menus, advertisements, bylines, rights."""

import re
from functools import cache
from pathlib import Path
from typing import Final

from searchlib.clean.draft import CAPTION, Draft, Strip, reach, words_of
from searchlib.model import Boilerplate

LONGEST_FURNITURE: Final = 120
"""Characters; a longer line is prose."""
BYLINE_REACH: Final = 6
"""Strips from the top among which a byline may stand."""
GALLERY_INDENT: Final = 4

_COUNTER: Final = re.compile(r"(?:(?:photo|image|picture|slide|page)\s+)?(\d{1,3})\s*(?:/|\bof\b)\s*(\d{1,3})", re.I)
_HALF_COUNTER: Final = re.compile(r"\d{1,3}\s*(?:/|of)", re.I)
_HALF_ENDS: Final = ("/", "f", "F")
_END_ENDS: Final = ("-", "–", "—", " ", ")", "ENDS")
_RULE: Final = re.compile(r"[\W_]+")
_END: Final = re.compile(r"[-–— ]*(?:30|[Ee]nds?|ENDS?)[-–— ]*(?<=\W)|\(ends\)|ENDS")
_RIGHTS_BEGIN: Final = ("©", "(", "c", "C", "a", "A")
_RIGHTS: Final = re.compile(r"(?:©|\(c\)\s+(?:copyright|\d{4})|copyright\b).{0,100}|all rights reserved\b.{0,60}", re.I)
_NOTICE_BEGINS: Final = frozenset(
    ("we", "this", "our", "by", "accept", "reject", "allow", "decline", "manage", "cookie", "cookies", "subscribe")
) | {"register", "sign", "log", "please", "to", "you", "you've", "you’ve", "already"}
_NOTICE: Final = re.compile(
    # cookies and terms: what the site says of itself
    r"(?:we(?: and our partners)?|(?:this|our) (?:web ?)?site)\b"
    r".{0,60}\buses? cookies(?=[,.]? (?:to|and|on|for|in|read)\b|\.?\Z).{0,200}"
    r"|by (?:continuing|using|browsing|clicking|closing)\b.{0,100}\b(?:cookies|cookie policy|terms of (?:use|service)"
    r"|privacy policy)\b.{0,80}"
    r"|(?:accept|reject|allow|decline|manage)(?: all| my)? (?:cookies|preferences)(?: and \w+)?"
    r"|cookies? (?:settings|preferences|notice|consent|policy)"
    # who must pay or sign in to read on
    r"|this (?:article|story|content|page) is (?:only )?(?:for|available (?:only )?to|reserved for|exclusive to)"
    r"(?: our)?(?: \w+)? (?:subscribers|members)\b.{0,60}"
    r"|(?:please )?(?:subscribe|sign in|sign up|log in|register)\b.{0,40} to (?:continue|keep|read|view|access|unlock)"
    r"\b.{0,80}"
    r"|to (?:continue|keep) reading\b.{0,100}"
    r"|you(?:’ve|'ve| have) (?:reached|read|used|hit)\b.{0,60}\bfree (?:articles?|stories)\b.{0,80}"
    r"|already (?:a|have an?) (?:subscriber|subscription|member|account)(?:\?.{0,40}|\.?)",
    re.I,
)
LONGEST_NOTICE: Final = 240
"""Characters of a line about cookies or payment."""
_NAME: Final = r"(?:[A-ZÀ-Þ][\w’'.-]*|de|la|van|von|der|den|bin|al|el|and|of|the|in|for)"
_BYLINE: Final = re.compile(rf"(?:By|BY)(?: ?:)? [A-ZÀ-Þ][\w’'.-]*(?:,? {_NAME}){{0,11}}")


def counters_dropped(draft: Draft) -> Draft:
    """Drop gallery counters ("1 / 5") and make captions of the indented strips that they count.

    Example:
        >>> text = "    One man.\\n    1 / 1"
        >>> counters_dropped(Draft(text, (Strip(((4, 12),), indent=4), Strip(((17, 22),), indent=4)))).strips
        (Strip(spans=((4, 12),), kind='caption', indent=4),)

    Cost: O(characters of short strips).
    """
    kept: list[Strip] = []
    dropped: list[Boilerplate] = []
    pending: Strip | None = None
    text = draft.text
    for strip in draft.strips:
        # most lines end in neither a digit nor half a counter: no expression need look at them
        sign = text[strip.spans[-1][1] - 1]
        if not (sign.isdigit() or sign in _HALF_ENDS):
            pending = None
            kept.append(strip)
            continue
        words = words_of(draft, strip) if _is_short(strip) else ""
        start = reach(strip)[0]
        if pending is not None and words.isdigit():
            start = reach(pending)[0]
            words = f"{words_of(draft, pending)} {words}"
            kept.pop()
        pending = strip if words.endswith(_HALF_ENDS) and _HALF_COUNTER.fullmatch(words) else None
        counter = _COUNTER.fullmatch(words) if words[-1:].isdecimal() else None
        if counter is None or int(counter[1]) > int(counter[2]):
            kept.append(strip)
            continue
        dropped.append(Boilerplate("counter", (start, reach(strip)[1])))
        _make_captions(kept, slides=int(counter[2]), indent=strip.indent)
    return draft._replace(strips=tuple(kept), boilerplate=(*draft.boilerplate, *dropped))


def _make_captions(kept: list[Strip], *, slides: int, indent: int) -> None:
    if indent < GALLERY_INDENT:
        return
    for place in range(len(kept) - 1, max(-1, len(kept) - 1 - slides), -1):
        if kept[place].indent < GALLERY_INDENT:
            return
        kept[place] = kept[place]._replace(kind=CAPTION)


def _is_short(strip: Strip) -> bool:
    return strip.spans[-1][1] - strip.spans[0][0] <= LONGEST_FURNITURE


def furniture_dropped(draft: Draft) -> Draft:
    """Drop menus, notices, advertisements, rules of dashes, rights and bylines; they are listed in the boilerplate.

    Example:
        >>> furniture_dropped(Draft("Share this", (Strip(((0, 10),)),))).boilerplate
        (Boilerplate(kind='menu', span=(0, 10)),)

    Cost: O(characters of short strips).
    """
    kept: list[Strip] = []
    dropped: list[Boilerplate] = []
    for place, strip in enumerate(draft.strips):
        kind = _kind(words_of(draft, strip), place) if _is_short(strip) else _long_kind(draft, strip)
        if kind:
            dropped.append(Boilerplate(kind, reach(strip)))
        else:
            kept.append(strip)
    return draft._replace(strips=tuple(kept), boilerplate=(*draft.boilerplate, *dropped))


def _long_kind(draft: Draft, strip: Strip) -> str:
    """Give the kind of a line that is longer than furniture: a notice may be."""
    if strip.spans[-1][1] - strip.spans[0][0] > LONGEST_NOTICE:
        return ""
    return "menu" if _is_notice(words_of(draft, strip)) else ""


def _is_notice(words: str) -> bool:
    """Say whether a line tells of cookies, terms or payment: "We use cookies to …", "Subscribe to continue reading"."""
    return words.partition(" ")[0].lower() in _NOTICE_BEGINS and _NOTICE.fullmatch(words) is not None


def _kind(words: str, place: int) -> str:
    if not words[:1].isalnum() and _RULE.fullmatch(words):
        return "rule"
    if words.endswith(_END_ENDS) and _END.fullmatch(words):
        return "end"
    if place < BYLINE_REACH and _BYLINE.fullmatch(words):
        return "byline"
    if words[:1] in _RIGHTS_BEGIN and _RIGHTS.fullmatch(words):
        return "rights"
    if _is_notice(words):
        return "menu"
    return _furniture().get(words.lower().strip(" .:»›>|…"), "")


@cache
def _furniture() -> dict[str, str]:
    rows = Path(__file__).with_name("furniture.txt").read_text("utf8").splitlines()
    pairs = (row.split("\t") for row in rows if row and not row.startswith("#"))
    return {line: kind for kind, line in pairs}
