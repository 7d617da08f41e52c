"""Here is a prose, give me its headline."""

import re
from typing import Final, NamedTuple

from searchlib.extract.cues import tagged
from searchlib.extract.dateline import WHEN, Heading, is_place
from searchlib.extract.lexicon import AUX, CUE, VERB
from searchlib.extract.sentences import find_sentences
from searchlib.model import Block, Prose, Title

LONGEST_TITLE: Final = 220
"""Characters; a longer first line is a paragraph."""
LONGEST_DERIVED: Final = 120
LONGEST_SENDER: Final = 70
LABELS_SKIPPED: Final = 4
WIDE_GAP: Final = 20
"""Blanks that stand for a blank line where a page's lines were run together."""

_LABEL: Final = re.compile(
    r"(?:(?:(?:for immediate )?release|(?:joint )?(?:press|media|news) (?:release|statement)s?|news|transcript|opinion)"
    rf"(?: ?[-–—:|]? ?{WHEN})?|embargoed?.{{0,40}}"
    r"|.{0,160}\bDate:? ?(?:\d{1,2}[ /.-]\d{1,2}[ /.-]\d{4})"
    rf"|(?:date|dated|published|posted|updated)?(?: on)?:? ?{WHEN}.{{0,16}})[:.]?",
    re.I,
)
_LETTERHEAD: Final = re.compile(
    r"(?:the )?hon(?:ou?rable)?\.? .{1,120}|.{0,40}\bnews room\b.{0,40}|.{0,40}\bpress releases?"
    r"|(?:united states |u\.? ?s\.? )?senat(?:or|e)(?: [A-Z][\w.’'-]*){1,3}(?: press room)?",
    re.I,
)
_SENDER: Final = re.compile(
    r"(?:from )?(?:the )?(?:(?:desk|office|department|ministry|embassy|bureau|government|university|city|county|state)"
    r" of(?: (?-i:[A-Z][\w.’'&-]*|the|and|of|for))+|house of (?:commons|lords|representatives))"
    r"|(?:media|press) (?:unit|office)",
    re.I,
)
_NO_TITLE_END: Final = (".", ",", ";", ":", "…")
_CLOSING: Final = "”’\"')"


class Titled(NamedTuple):
    """A title, and the block that it is; None where no block is a title."""

    title: Title | None
    block: Block | None


def find_title(prose: Prose, given: str | None, *, raw: str, story: Heading | None) -> Titled:
    """Find the headline of an article.

    A title handed in wins. Else it is the first line, where that has no full stop at its end and a blank line
    (or a plain new paragraph of prose) follows; release labels and dates may stand above it. Else the first
    sentence stands in, without its dateline, and is marked derived.

    Args:
        prose: Clean text of the article.
        given: The title from the article's metadata, if any.
        raw: The raw text that *prose* was made of.
        story: The dateline, whose block is never a title.

    Returns:
        The title with its raw span; a given one that does not stand in the text has none. Nothing for an
        article without words.

    Example:
        >>> find_title(Prose("", (), (), ()), "Police  meet", raw="", story=None).title
        Title(text='Police meet', span=None, derived=False)

    Cost: O(1) but for the first sentence of a long first paragraph.
    """
    found = _headline(prose, raw, story)
    words = " ".join((given or "").split())
    if words:
        return _given(prose, words, found)
    if found is not None:
        return Titled(Title(_words(prose, found), prose.raw_span(found.start, found.end)), found)
    return Titled(_derived(prose, story), None)


def _given(prose: Prose, words: str, found: Block | None) -> Titled:
    for block in (found, *prose.blocks[:2]):
        if block is not None and _words(prose, block).casefold() == words.casefold():
            return Titled(Title(words, prose.raw_span(block.start, block.end)), block)
    return Titled(Title(words, None), None)


def _headline(prose: Prose, raw: str, story: Heading | None) -> Block | None:
    for place, block in enumerate(prose.blocks[:LABELS_SKIPPED]):
        words = _words(prose, block)
        if story is not None and block.start <= story.place[0] < block.end:
            return None
        if len(words) <= LONGEST_TITLE and _is_label(words):
            continue
        below = prose.blocks[place + 1] if place + 1 < len(prose.blocks) else None
        if below is not None and _is_sender(words) and _heads(prose, place + 1, raw=raw):
            continue
        return block if below is not None and _is_headline(prose, block, below=below, raw=raw) else None
    return None


def _heads(prose: Prose, place: int, *, raw: str) -> bool:
    """Say whether the block at *place* may be the title, so that what stands above it need not be."""
    rest = prose.blocks[place : place + 2]
    return len(rest) > 1 and _is_headline(prose, rest[0], below=rest[1], raw=raw)


def _is_sender(words: str) -> bool:
    """Say whether a line names who sends the article: "Office of the Governor", not "Office of Governor Opens"."""
    if len(words) > LONGEST_SENDER or _SENDER.fullmatch(words) is None:
        return False
    return not any(tagged().get(word, 0) & (CUE | VERB | AUX) for word in words.lower().split())


def _is_headline(prose: Prose, block: Block, *, below: Block, raw: str) -> bool:
    words = _words(prose, block)
    if len(words) > LONGEST_TITLE or block.kind != "paragraph" or not any(char.isalpha() for char in words):
        return False
    if words.rstrip(_CLOSING).endswith(_NO_TITLE_END):
        return False
    end, start = prose.raw_span(block.start, block.end)[1], prose.raw_span(below.start, below.end)[0]
    gap = raw[end:start].replace("\r\n", "\n").replace("\r", "\n")
    count = len(words.split())
    if gap.count("\n") > 1:
        return not is_place(words)
    return (len(gap) >= WIDE_GAP and count > 3) or (count > 2 and below.end - below.start > len(words))


def _derived(prose: Prose, story: Heading | None) -> Title | None:
    if not prose.text:
        return None
    start = story.story if story is not None else _first_prose(prose).start
    end = next(block.end for block in prose.blocks if start < block.end)
    sentences = find_sentences(prose.text[start : min(end, start + 2 * LONGEST_DERIVED)])
    if not sentences:
        return None
    first, last = start + sentences[0][0], start + sentences[0][1]
    if last - first > LONGEST_DERIVED:
        last = max(prose.text.rfind(" ", first, first + LONGEST_DERIVED), first + 1)
    return Title(prose.text[first:last], prose.raw_span(first, last), derived=True)


def _first_prose(prose: Prose) -> Block:
    """Give the first block that is no label, letterhead or place alone; the first of all where all are."""
    for block in prose.blocks[: LABELS_SKIPPED + 1]:
        words = _words(prose, block)
        if len(words) > LONGEST_TITLE or not (_is_label(words) or is_place(words)):
            return block
    return prose.blocks[0]


def _is_label(words: str) -> bool:
    return _LABEL.fullmatch(words) is not None or _LETTERHEAD.fullmatch(words) is not None


def _words(prose: Prose, block: Block) -> str:
    return prose.text[block.start : block.end]
