"""Here is a text with marks, give me the best short stretches of it.

A stretch is a verbatim slice of the raw text: whole sentences where they are short enough, else a cut at words. The
same sentence is never shown twice, even where the text repeats it.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import Final, NamedTuple

from searchlib.model import Snippet, Span
from searchlib.query.marking import Mark
from searchlib.query.texts import Body

LONGEST: Final = 240
"""Characters of a stretch."""
_SHORT: Final = 100
"""A stretch shorter than this takes the next sentence along."""
_STRETCHED: Final = 2
"""A raw slice may be so many times as long as its clean text; longer ones have something cut out inside."""


class _Window(NamedTuple):
    start: int
    end: int
    marks: tuple[Mark, ...]
    sentences: frozenset[tuple[str, ...]]
    """The words of each sentence in it."""

    @property
    def worth(self) -> tuple[int, int, int]:
        """More clauses are better, then more marks, then the earlier one."""
        return len({mark.clause for mark in self.marks}), len(self.marks), -self.start


def body_snippets(body: Body, starts: Sequence[int], marks: Sequence[Mark], *, most: int = 3) -> tuple[Snippet, ...]:
    """Show the best stretches of a body.

    Args:
        body: The body.
        starts: Positions of the first token of each sentence, ascending.
        marks: In characters of the clean text. Without any, the beginning is shown.
        most: How many stretches at most.

    Returns:
        Snippets in the order of the text: each brings a clause that no other shows, or the next most marks.

    Raises:
        Nothing.
    """
    sentences = _sentences(body, starts)
    windows = _windows(body, sentences, marks)
    chosen: list[_Window] = []
    shown: set[int] = set()
    while windows and len(chosen) < most:
        best = max(windows, key=lambda window: (len({m.clause for m in window.marks} - shown), *window.worth))
        shown.update(mark.clause for mark in best.marks)
        chosen.append(best)
        windows = [window for window in windows if not _repeats(window, best)]
    return tuple(_snippet(body, window) for window in sorted(chosen))


def _repeats(window: _Window, other: _Window) -> bool:
    """Tell whether two stretches overlap or share a sentence, in place or in words."""
    overlaps = window.start < other.end and other.start < window.end
    return overlaps or not window.sentences.isdisjoint(other.sentences)


def _sentences(body: Body, starts: Sequence[int]) -> list[Span]:
    """Give the sentences in characters: opening marks belong to the sentence after them."""
    tokens = body.tokens
    begins = []
    for position in starts:
        place = bisect_left(tokens.positions, position)
        if place < len(tokens.starts):
            begins.append(_opening(body.text, tokens.starts[place]))
    if not begins or begins[0] > 0:
        begins.insert(0, 0)
    ends = [*begins[1:], len(body.text)]
    spans = ((begin, begin + len(body.text[begin:end].rstrip())) for begin, end in zip(begins, ends, strict=True))
    return [span for span in spans if span[0] < span[1]]


def _opening(text: str, start: int) -> int:
    """Go back over what clings to a word from the left: quotation marks, brackets."""
    while start and not text[start - 1].isspace() and not text[start - 1].isalnum() and text[start - 1] not in ".!?…":
        start -= 1
    return start


def _windows(body: Body, sentences: Sequence[Span], marks: Sequence[Mark]) -> list[_Window]:
    if not sentences:
        return []
    if not marks:
        return [_window(body, sentences, _beginning(body, sentences), (), 0)]
    windows, place = [], 0
    begins = [begin for begin, _ in sentences]
    while place < len(marks):
        number = max(0, bisect_right(begins, marks[place].start) - 1)
        window = _window(body, sentences, number, marks, place)
        windows.append(window)
        while place < len(marks) and (marks[place].end <= window.end or marks[place] == window.marks[0]):
            place += 1
    return windows


def _beginning(body: Body, sentences: Sequence[Span]) -> int:
    """Give the first sentence that ends like one; a caption or a by-line does not."""
    tails = (body.text[max(0, end - 4) : end].rstrip('”"’)') for _, end in sentences)
    return next((number for number, tail in enumerate(tails) if tail.endswith((".", "!", "?"))), 0)


def _window(body: Body, sentences: Sequence[Span], number: int, marks: Sequence[Mark], place: int) -> _Window:
    """Make the stretch of a sentence around the mark at *place*, with the next sentence where it is short."""
    start, end = sentences[number]
    if number + 1 < len(sentences) and end - start < _SHORT:
        following = sentences[number + 1][1]
        if following - start <= LONGEST and "\n" not in body.text[start:following]:
            end = following
    first = marks[place] if place < len(marks) else None
    if first is not None:
        end = max(end, first.end)
    if end - start > LONGEST or "\n" in body.text[start:end] or _is_torn(body, start, end):
        start, end = _cut(body, (start, end), first or Mark(start, start + 1, 0))
    inside = marks[bisect_left(marks, (start,)) : bisect_left(marks, (end,))]
    shown = [span for span in sentences[number : number + 2] if span[0] < end and start < span[1]]
    words = frozenset(_words(body, max(start, low), min(end, high)) for low, high in shown)
    return _Window(start, end, tuple(mark for mark in inside if mark.end <= end), words)


def _is_torn(body: Body, start: int, end: int) -> bool:
    """Tell whether the raw text has much in between that the clean text has not."""
    low, high = body.raw_span(start, end)
    return high - low > _STRETCHED * LONGEST


def _cut(body: Body, sentence: Span, first: Mark) -> Span:
    """Cut a long sentence at words, so that a mark stands a little behind the beginning."""
    low = max(sentence[0], body.text.rfind("\n", sentence[0], first.start) + 1)
    newline = body.text.find("\n", first.start, sentence[1])
    high = sentence[1] if newline < 0 else newline
    start = low if first.end - low <= LONGEST * 2 // 3 else _word_start(body, max(low, first.start - LONGEST // 4))
    end = high if high - start <= LONGEST else max(first.end, _word_end(body, start + LONGEST))
    while _is_torn(body, start, end) and end > first.end:
        start, end = max(start, first.start - LONGEST // 8), max(first.end, end - LONGEST // 8)
        start = min(start, first.start)
    return start, end


def _word_start(body: Body, offset: int) -> int:
    place = bisect_left(body.tokens.starts, offset)
    return body.tokens.starts[place] if place < len(body.tokens.starts) else offset


def _word_end(body: Body, offset: int) -> int:
    place = bisect_right(body.tokens.ends, offset) - 1
    return body.tokens.ends[place] if place >= 0 else offset


def _words(body: Body, start: int, end: int) -> tuple[str, ...]:
    tokens = body.tokens
    return tuple(tokens.terms[bisect_left(tokens.starts, start) : bisect_left(tokens.starts, end)])


def _snippet(body: Body, window: _Window) -> Snippet:
    start, end = body.raw_span(window.start, window.end)
    spans = (body.raw_span(mark.start, mark.end) for mark in window.marks)
    return Snippet("body", start, body.raw[start:end], tuple((low - start, high - start) for low, high in spans))
