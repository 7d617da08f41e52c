"""Here is the last row of a page, give me a word from which the next page goes on; and the row back.

A cursor carries the exact score, date and id of the last row, so a page costs the same wherever it is, and in the
same generation nothing comes twice or is skipped. It carries, too, by what the scores were counted: in another
generation they are counted by the same again, so that what has not changed scores what it did (see `resumed`).
"""

from math import isfinite
from zlib import crc32

from searchlib.errors import UsageError
from searchlib.hints import Any, Final
from searchlib.model import Diagnostic
from searchlib.model.record import Record

_VERSION: Final = 2
CURSOR: Final = "a cursor as given in the field next of a page"
MOST_WORDS: Final = 256
"""Words and patterns of a query whose counts a cursor carries."""
_MOST_FIELDS: Final = 32
_MOST_DOCUMENTS: Final = 1 << 40
_MOST_TOKENS: Final = 1 << 53
_AS_WORD: Final = bytes.maketrans(b"+/", b"-_")
_NO_DAY: Final = 1 << 63
"""What no day reaches: the kernel takes days as 64 bits."""


class Counts(Record):
    """By what the scores of a page were counted."""

    documents: int
    lengths: tuple[int, ...]
    """The total length of each field."""
    frequencies: tuple[int, ...]
    """In how many documents each word stands, -1 where it was not asked for (see `resumed`)."""
    words: str
    """Which words beside those of the question (see `fingerprint`)."""


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
    mixed: bool = False
    """Whether the pages so far are of several generations."""
    floor: "tuple[float, int | None] | None" = None
    """Where pairs of words count: see `dependence.Pool.floor`."""
    counts: Counts | None = None
    """None where there are too many words, or nothing that could be counted again."""
    chosen: tuple[tuple[int, int, int], ...] = ()
    """The words of a page of what is like an article (see `similar.Chosen`)."""


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
    floor = cursor.floor and (cursor.floor[0].hex(), cursor.floor[1])
    values = [_VERSION, *cursor[:3], cursor.score.hex(), *cursor[4:8], int(cursor.mixed), floor, *cursor[10:]]
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
        version, generation, order, asked, score, day, article_id, part, rank, *left = _values(text)
        place = Cursor(int(generation), order, asked, _score(score), _day(day), str(article_id), int(part))
        mixed, floor, counts, chosen = left
        cursor = place._replace(rank=max(0, int(rank)), mixed=bool(mixed), floor=_floor(floor), counts=_counts(counts))
        cursor = cursor._replace(chosen=_chosen(chosen))
    except (ValueError, TypeError, AttributeError, RecursionError, OverflowError) as error:
        raise UsageError("after", text[:80], CURSOR) from error
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


def _score(written: str) -> float:
    score = float.fromhex(written)
    if not isfinite(score):
        raise ValueError(written)
    return score


def _day(number: object) -> int:
    return _whole(number, -_NO_DAY + 1, _NO_DAY - 1)


def _whole(number: object, least: int, most: int) -> int:
    """Look at a number that a stranger may have written."""
    if type(number) is not int or not least <= number <= most:
        raise ValueError(str(number)[:80])
    return number


def _floor(found: Any) -> "tuple[float, int | None] | None":
    if found is None:
        return None
    score, day = found
    return _score(score), None if day is None else _day(day)


def _counts(found: Any) -> Counts | None:
    if found is None:
        return None
    documents, lengths, frequencies, words = found
    if len(lengths) > _MOST_FIELDS or len(frequencies) > MOST_WORDS:
        raise ValueError(len(frequencies))
    return Counts(
        _whole(documents, 0, _MOST_DOCUMENTS),
        tuple([_whole(length, 0, _MOST_TOKENS) for length in lengths]),
        tuple([_whole(df, -1, documents) for df in frequencies]),
        str(words),
    )


def _chosen(found: Any) -> tuple[tuple[int, int, int], ...]:
    if len(found) > MOST_WORDS:
        raise ValueError(len(found))
    return tuple(
        [
            (_whole(place, 0, _MOST_TOKENS), _whole(count, 1, _MOST_TOKENS), _whole(df, 1, _MOST_DOCUMENTS))
            for place, count, df in found
        ]
    )


def _values(text: str) -> list[Any]:
    import json  # noqa: PLC0415  # likewise
    from base64 import urlsafe_b64decode  # noqa: PLC0415

    found: list[Any] = json.loads(urlsafe_b64decode(text.encode("ascii") + b"=" * (-len(text) % 4)))
    return found


def is_of(cursor: Cursor, generation: int) -> bool:
    """Tell whether all pages up to a cursor are of one generation."""
    return cursor.generation == generation and not cursor.mixed


def moved_on(cursor: Cursor | None, generation: int, *, as_before: bool) -> tuple[Diagnostic, ...]:
    """Say that the index has changed since the page before.

    Args:
        cursor: Of the page before.
        generation: Of this page.
        as_before: Whether its scores are those of the page before.
    """
    if cursor is None or is_of(cursor, generation) or (as_before and cursor.generation == generation):
        return ()
    what = (
        "what is new may not be shown, nothing comes twice"
        if as_before
        else "some articles may be missing or come again"
    )
    message = f"the archive has changed since the page before: {what}"
    return (Diagnostic("info", message, 0, 0, "start again without a cursor to see everything"),)
