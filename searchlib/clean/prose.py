"""Here is a raw text, give me its prose: clean text, its blocks, and the way back to the raw text."""

import re
from collections.abc import Callable, Iterator
from operator import attrgetter
from typing import Final

from searchlib.clean.captions import captions_settled
from searchlib.clean.draft import Draft, Strip
from searchlib.clean.furniture import counters_dropped, furniture_dropped
from searchlib.clean.glued import unglued
from searchlib.clean.labels import labels_apart
from searchlib.clean.mojibake import NOTHING
from searchlib.clean.whitespace import paragraphs
from searchlib.clean.wrapped import rejoined
from searchlib.model import Block, Piece, Prose

STEPS: Final[tuple[Callable[[Draft], Draft], ...]] = (
    counters_dropped,
    furniture_dropped,
    captions_settled,
    rejoined,
)
"""What happens to a draft once its sentences are apart, in order; a step takes a draft and gives a draft."""

MOST_ROUNDS: Final = 8
"""The steps run again while they drop or join something, for that brings new neighbours together."""

_SPAN: Final = attrgetter("span")
_GAP: Final = re.compile(f"[ {NOTHING}]{{2,}}|{NOTHING}")


def prose(raw: str) -> Prose:
    """Clean *raw*: plain blanks, whole paragraphs, sentences apart, no menus, no caption twice.

    Args:
        raw: The text of one article as given, of any quality.

    Returns:
        The clean text with its blocks in order; of an empty text an empty prose. A unique caption is a block of
        kind ``caption``. ``boilerplate`` lists captions and everything that was dropped, in order.

    Raises:
        Nothing, whatever the text holds.

    Example:
        >>> prose("At all\\u00a0levels.As one\\n\\nShare this").text
        'At all levels.\\nAs one'

    Cost: O(len(raw)).
    """
    draft = labels_apart(unglued(paragraphs(raw)))
    for _ in range(MOST_ROUNDS):
        settled = draft
        for step in STEPS:
            settled = step(settled)
        if len(settled.strips) == len(draft.strips):
            break
        draft = settled
    return _written(settled)


def _written(draft: Draft) -> Prose:
    blocks: list[Block] = []
    pieces: list[Piece] = []
    parts: list[str] = []
    start = 0
    for strip in draft.strips:
        end = start
        for raw, words in _stretches(draft.text, strip):
            pieces.append(Piece(end, raw, len(words)))
            parts.append(words)
            end += len(words)
        blocks.append(Block(strip.kind, start, end))
        parts.append("\n")
        start = end + 1
    return Prose(
        "".join(parts[:-1]), tuple(blocks), tuple(pieces), tuple(sorted(dict.fromkeys(draft.boilerplate), key=_SPAN))
    )


def _stretches(text: str, strip: Strip) -> Iterator[tuple[int, str]]:
    """Give the raw start and the words of each stretch of *strip* that stands there letter by letter."""
    for place, (start, end) in enumerate(strip.spans):
        below = strip.spans[place + 1][0] if place + 1 < len(strip.spans) else None
        words = text[start:end]
        if below is not None and not _is_hyphenated(text, end, below):
            words += " "  # stands at the break, so it maps back to it
        if "  " not in words and NOTHING not in words:
            yield start, words
        else:
            yield from _without_gaps(words, start)


def _is_hyphenated(text: str, end: int, below: int) -> bool:
    """Whether a word was parted at a line's end; its hyphen stays, for it may be its own."""
    return text[end - 1] == "-" and text[end - 2 : end - 1].isalpha() and text[below].islower()


def _without_gaps(words: str, start: int) -> Iterator[tuple[int, str]]:
    begin = 0
    for gap in _GAP.finditer(words):
        blank = " " if " " in gap.group() else ""
        stretch = words[begin : gap.start()] + blank
        if stretch:
            yield start + begin, stretch
        begin = gap.end()
    if begin < len(words):
        yield start + begin, words[begin:]
