"""Here is the length of a field, give me the byte that stands for it; and the length back.

Whoosh keeps field lengths so, and our scores are equal to its scores only if ours are kept so too: exact up to 9,
then steps of about three in a hundred, rounded up to the next step; 106,374 and more are one byte.
"""

from bisect import bisect_left

from searchlib.hints import Final

LENGTHS: Final = tuple(round((1.033**byte - 1) * 27) for byte in range(256))
"""Byte → length, the table of ``whoosh.util.numeric``; no value comes near a half, so that any machine rounds alike."""


def length_to_byte(length: int) -> int:
    """Give the byte that stands for *length*.

    Example:
        >>> length_to_byte(8), length_to_byte(478), length_to_byte(10**9)
        (8, 91, 255)
    """
    return 255 if length >= LENGTHS[255] else bisect_left(LENGTHS, length)


def byte_to_length(byte: int) -> int:
    """Give the length that *byte* stands for.

    Example:
        >>> byte_to_length(length_to_byte(478))
        491
    """
    return LENGTHS[byte]
