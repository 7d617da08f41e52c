"""The value that the cleaning steps hand on: the text in levelled letters and the strips found in it."""

from typing import NamedTuple

from searchlib.model import Boilerplate, Span

PARAGRAPH = "paragraph"
CAPTION = "caption"


class Strip(NamedTuple):
    """A block in the making: stretches of the text that read on as one, and how far it was indented."""

    spans: tuple[Span, ...]
    kind: str = PARAGRAPH
    indent: int = 0


class Draft(NamedTuple):
    """A half-cleaned article.

    ``text`` is as long as the raw text, so every offset in a draft is a raw offset.
    """

    text: str
    strips: tuple[Strip, ...]
    boilerplate: tuple[Boilerplate, ...] = ()


def words_of(draft: Draft, strip: Strip) -> str:
    """Give the words of *strip* with one blank between them."""
    if len(strip.spans) == 1:
        start, end = strip.spans[0]
        words = draft.text[start:end]
    else:
        words = " ".join([draft.text[start:end] for start, end in strip.spans])
    return " ".join(words.split()) if "  " in words else words


def reach(strip: Strip) -> Span:
    """Give the stretch from the first to the last character of *strip*."""
    return strip.spans[0][0], strip.spans[-1][1]
