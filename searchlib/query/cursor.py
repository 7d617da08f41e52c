"""Here is the last row of a page, give me a word from which the next page goes on; and the row back.

A cursor carries the exact score, date and id of the last row, so a page costs the same wherever it is, and in the
same generation nothing comes twice or is skipped. In another generation all scores are others: what follows is what
sorts behind the article of the last row, where that stands now (see `moved`), and that is said.
"""

from zlib import crc32

from searchlib.errors import UsageError
from searchlib.hints import Any, Final
from searchlib.model import Diagnostic
from searchlib.model.record import Record

_VERSION: Final = 1
_AS_WORD: Final = bytes.maketrans(b"+/", b"-_")
_NO_DAY: Final = 1 << 63
"""What no day reaches: the kernel takes days as 64 bits."""


class Cursor(Record):
    """Where a page ended."""

    generation: int
    sort: str
    fingerprint: str
    """Of the question (see `fingerprint`)."""
    score: float
    day: int
    """As `rank` sorts by it."""
    id: str
    part: int
    """Number of the quotation; 0 where rows are articles."""
    rank: int = 0
    """Rows shown so far: ranks go on from page to page."""


def fingerprint(*parts: object) -> str:
    """Give a short word for a question, so that a cursor is not used for another one.

    Example:
        >>> fingerprint("kagame", "and") == fingerprint("kagame", "or")
        False
    """
    import json  # noqa: PLC0415  # slow to load, and a cursor is written for who asks for it

    return f"{crc32(json.dumps([str(part) for part in parts]).encode()):08x}"


def encode(cursor: Cursor) -> str:
    """Write a cursor as one word.

    Example:
        >>> cursor = Cursor(3, "relevance", "0a1b2c3d", 2.5, 735900, "a.txt", 0)
        >>> decode(encode(cursor), sort="relevance", question="0a1b2c3d") == cursor
        True
    """
    values = [_VERSION, *cursor._replace(score=0.0)[:3], cursor.score.hex(), *cursor[4:]]
    import json  # noqa: PLC0415  # likewise
    from binascii import b2a_base64  # noqa: PLC0415  # base64 takes a millisecond to load, and every page has a cursor

    packed = b2a_base64(json.dumps(values, separators=(",", ":")).encode(), newline=False)
    return packed.translate(_AS_WORD).decode().rstrip("=")


def decode(text: str, *, sort: str, question: str) -> Cursor:
    """Read a cursor.

    A cursor that is broken or belongs to another question is an error, not a diagnostic: to start again from the
    top would let a program that turns pages go round for ever.

    Args:
        text: What `encode` wrote.
        sort: The order of the page that is asked for.
        question: The `fingerprint` of its question.

    Raises:
        UsageError: it is no cursor, or one of another question or order.
    """
    try:
        version, generation, order, asked, score, day, article_id, part, rank = _values(text)
        place = Cursor(int(generation), order, asked, float.fromhex(score), int(day), str(article_id), int(part))
        cursor = place._replace(rank=max(0, int(rank)))
        if abs(place.day) >= _NO_DAY:
            raise ValueError(place.day)
    except (ValueError, TypeError, AttributeError, RecursionError, OverflowError) as error:
        raise UsageError("after", text[:80], "a cursor as given in the field next of a page") from error
    if version != _VERSION or cursor.sort != sort or cursor.fingerprint != question:
        raise UsageError("after", text[:80], "a cursor of the same query, filters and sort order")
    return cursor


def generation(text: str) -> int:
    """Give the generation of a cursor; -1 of what is none, which `decode` refuses.

    Example:
        >>> generation(encode(Cursor(3, "date", "0a1b2c3d", 2.5, 735900, "a.txt", 0))), generation("?")
        (3, -1)
    """
    try:
        return int(_values(text)[1])
    except (ValueError, TypeError, LookupError, RecursionError, OverflowError):
        return -1


def _values(text: str) -> list[Any]:
    import json  # noqa: PLC0415  # likewise
    from base64 import urlsafe_b64decode  # noqa: PLC0415

    found: list[Any] = json.loads(urlsafe_b64decode(text.encode("ascii") + b"=" * (-len(text) % 4)))
    return found


def moved_on(cursor: Cursor | None, generation: int) -> tuple[Diagnostic, ...]:
    """Say that the index has changed since the page before."""
    if cursor is None or cursor.generation == generation:
        return ()
    message = "the archive has changed since the page before: some articles may be missing or come again"
    return (Diagnostic("info", message, 0, 0, "start again without a cursor to see everything"),)
