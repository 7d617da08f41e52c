"""Captions: those that repeat the article are dropped, one that stands alone stays, as a caption."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from searchlib.clean.draft import CAPTION, Draft, Strip, reach, words_of
from searchlib.model import Boilerplate

SHORTEST_REPEAT: Final = 40
"""Characters; a shorter paragraph may be said twice ("Yes.")."""
LONGEST_DATELINE: Final = 60

_CREDIT: Final = re.compile(
    r"(?:file |undated )?(?:photo|image|picture|caption|photograph|credit)s?(?: by| credit| courtesy of)?\s?:.*"
    r"|.{0,300}\((?:photo|image|picture|file|ap photo|afp|getty images?|reuters)\b[^()]{0,80}\)"
    r"|.{0,300}(?:/|\| ?|\. )(?:getty images|ap photo|afp|shutterstock|file photo)",
    re.I,
)
_CREDIT_WORDS: Final = ("photo", "image", "picture", "caption", "credit", "file", "afp", "reuters", "shutterstock")
"""One of these stands in every credited line; so few lines hold one that this is asked first."""
_SENTENCE_GAP: Final = re.compile(r"(?<=[.!?]) +(?=[A-Z“\"‘])|(?<=[.!?][”\"’]) +(?=[A-Z“\"‘])")
_DATELINE_DASH: Final = re.compile(r" (?:[-–—]|--) ")
_TERMINALS: Final = (".", "!", "?", ":", "”", '"', "…", "’")


def captions_settled(draft: Draft) -> Draft:
    """Drop the strips that repeat others, and mark captions.

    A caption that repeats a paragraph, a sentence of one, or another caption goes; a line without a stop that
    stands twice in a row is a caption with its alternative text; a paragraph that stands twice goes once. Captions
    and dropped strips are listed in the boilerplate.

    Example:
        >>> text = "Title\\nKagame\\nKagame"
        >>> strips = captions_settled(Draft(text, (Strip(((0, 5),)), Strip(((6, 12),)), Strip(((13, 19),))))).strips
        >>> [(strip.kind, strip.spans) for strip in strips]
        [('paragraph', ((0, 5),)), ('caption', ((6, 12),))]

    Cost: O(len(draft.text)).
    """
    keys = [_key(words_of(draft, strip)) for strip in draft.strips]
    strips = [
        strip._replace(kind=CAPTION) if any(map(key.__contains__, _CREDIT_WORDS)) and _CREDIT.fullmatch(key) else strip
        for strip, key in zip(draft.strips, keys, strict=True)
    ]
    if len(set(keys)) == len(keys) and all(strip.kind != CAPTION for strip in strips):
        return draft
    kept, dropped = _settle(strips, keys)
    captions = [Boilerplate(CAPTION, reach(strip)) for strip in kept if strip.kind == CAPTION]
    return draft._replace(strips=tuple(kept), boilerplate=(*draft.boilerplate, *captions, *dropped))


def _settle(strips: Sequence[Strip], keys: Sequence[str]) -> tuple[list[Strip], list[Boilerplate]]:
    body = _sayings(strips, keys) if any(strip.kind == CAPTION for strip in strips) else frozenset()
    seen: set[str] = set()
    last = ""
    kept: list[Strip] = []
    dropped: list[Boilerplate] = []
    for strip, key in zip(strips, keys, strict=True):
        is_echo = key == last and not key.endswith(_TERMINALS) and strip.kind != CAPTION
        if strip.kind == CAPTION and (key in body or key in seen):
            dropped.append(Boilerplate(CAPTION, reach(strip)))
        elif is_echo:
            # the first strip of an article is its title; an echo of it makes it no caption
            dropped.append(Boilerplate(CAPTION if len(kept) > 1 else "repeat", reach(strip)))
            if len(kept) > 1 and kept[-1].kind != CAPTION:
                kept[-1] = kept[-1]._replace(kind=CAPTION)
        elif key in seen and len(key) >= SHORTEST_REPEAT:
            dropped.append(Boilerplate("repeat", reach(strip)))
        else:
            kept.append(strip)
            last = key
            seen.add(key)
    return kept, dropped


def _sayings(strips: Sequence[Strip], keys: Sequence[str]) -> frozenset[str]:
    """Give everything outside captions that a caption may repeat."""
    pairs = zip(strips, keys, strict=True)
    return frozenset(part for strip, key in pairs if strip.kind != CAPTION for part in _parts(key))


def _key(words: str) -> str:
    return words.casefold().replace("’", "'")


def _parts(key: str) -> Iterator[str]:
    """Give what a caption may repeat of a paragraph: all of it, a sentence, the rest after a dateline."""
    yield key
    dash = _DATELINE_DASH.search(key, 0, LONGEST_DATELINE)
    if dash:
        yield key[dash.end() :]
    yield from _SENTENCE_GAP.split(key)
