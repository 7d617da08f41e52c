"""Here is the raw text of an article and the pieces of its prose, give me the body as it was indexed.

Cleaning is not done again: the pieces say where each stretch of clean text stands in the raw one.
"""

import re
from bisect import bisect_right
from collections.abc import Sequence
from typing import Final

from searchlib.analyse.tokens import unstemmed
from searchlib.codec.segment import Segment
from searchlib.errors import IndexDamaged
from searchlib.model import Span, Tokens

_BLANK: Final = re.compile(r"[\s\x00-\x1f\x7f-\x9f]|Â(?=\s)")
"""What cleaning reads as one blank: line breaks inside a paragraph, control characters, half a no-break blank."""


def body_of(segment: Segment, doc: int, raw: str) -> "Body":
    """Put the body of an article together.

    Raises:
        IndexDamaged: what is kept of it does not fit its text.
    """
    try:
        return Body(raw, segment.list("pieces", doc))
    except ValueError as error:
        raise IndexDamaged(segment.file, "list/pieces", f"document {doc}: {error}") from error


class Body:
    """The body of an article: clean text, its tokens, and the way back to the raw text.

    Example:
        >>> body = Body("One.  Two\\n\\nThree", [0, 0, 5, 5, 6, 3, 9, 11, 5])
        >>> body.text, body.raw_span(5, 8)
        ('One. Two\\nThree', (6, 9))
    """

    __slots__ = ("_raws", "_starts", "raw", "text", "tokens")

    def __init__(self, raw: str, pieces: Sequence[int]) -> None:
        """Put the body together.

        Args:
            raw: The article as it was handed in.
            pieces: Triples of start in the clean text, start in the raw text, and length, ascending. Where they leave
                a gap, blocks are parted by a newline.

        Raises:
            ValueError: the pieces are not those of a text.
        """
        most = 4 * len(raw) + 1024  # gaps are of a line break or two
        if len(pieces) % 3 or any(max(start, length) > most for start, length in zip(pieces[::3], pieces[2::3])):  # noqa: B905
            raise ValueError("pieces do not fit the text")
        self.raw = raw
        self._starts, self._raws = list(pieces[::3]), list(pieces[1::3])
        plain = _BLANK.sub(" ", raw)
        parts, end = [], 0
        for start, place, length in zip(self._starts, self._raws, pieces[2::3], strict=True):
            if start > end:
                parts.append("\n" * (start - end))
            parts.append(plain[place : place + length])
            end = start + length
        self.text = "".join(parts)
        self.tokens: Tokens = unstemmed(self.text)

    def raw_span(self, start: int, end: int) -> Span:
        """Map a clean span, not empty, to the raw text: from its first character to its last."""
        return self._raw(start), self._raw(end - 1) + 1

    def _raw(self, offset: int) -> int:
        place = bisect_right(self._starts, offset) - 1
        return self._raws[place] + offset - self._starts[place]
