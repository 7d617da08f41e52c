"""An article on its way in: cleaned, and as the index holds it."""

from bisect import bisect_left
from typing import NamedTuple

from searchlib.model.articles import Boilerplate
from searchlib.model.tokens import Span, Tokens


class Block(NamedTuple):
    """A paragraph or caption of a `Prose`; offsets count characters of the clean text."""

    kind: str
    start: int
    end: int


class Piece(NamedTuple):
    """*length* characters from *start* of the clean text stand at *raw* in the raw text."""

    start: int
    raw: int
    length: int


class Prose(NamedTuple):
    """Clean text of one article, its blocks, and the way back to the raw text.

    ``text`` holds the blocks joined by one newline; inside a block white space is one blank.
    ``pieces`` ascend and cover every character of ``text`` except the newlines between blocks.
    """

    text: str
    blocks: tuple[Block, ...]
    pieces: tuple[Piece, ...]
    boilerplate: tuple[Boilerplate, ...]

    def raw_span(self, start: int, end: int) -> Span:
        """Map a clean span to the raw text: from its first character to its last, non-empty spans only.

        Example:
            >>> Prose("a b", (), (Piece(0, 5, 1), Piece(1, 6, 1), Piece(2, 9, 1)), ()).raw_span(0, 3)
            (5, 10)

        Cost: one binary search over the pieces, two where the span reaches into another piece.
        """
        pieces = self.pieces
        at = bisect_left(pieces, (start + 1,)) - 1  # a tuple: a key would be called at each step
        first, raw, length = pieces[at]
        offset, last = start - first, end - 1 - first
        begin = raw + (offset if offset < length else length - 1)
        if last >= length:
            first, raw, length = pieces[bisect_left(pieces, (end,), at) - 1]
            last = min(end - 1 - first, length - 1)
        return begin, raw + last + 1


class Document(NamedTuple):
    """One article as the codec stores it: fields of tokens, plain terms, columns, stored values."""

    tokens: dict[str, Tokens]
    """Text fields: terms with their positions."""
    terms: dict[str, list[bytes]]
    """Fields without positions: each term once."""
    numbers: dict[str, int]
    """One signed 64 bit integer a column; a missing key is a missing value."""
    labels: dict[str, list[str]]
    """Facet columns: any number of strings."""
    lists: dict[str, list[int]]
    """Columns of unsigned 32 bit integers, any number a document."""
    stored: dict[str, str]
