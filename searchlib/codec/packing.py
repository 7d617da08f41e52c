"""Here are numbers that are not negative, give me a stream of bits; here is such a stream, give me the numbers.

A stream holds numbers of one width, from 0 to 32 bits, least significant bit first, in as many bytes as they need.
A number by itself is a varint: seven bits a byte, the lowest first, the highest bit of each byte but the last is set.
"""

from collections.abc import Sequence
from typing import Final

WIDEST: Final = 32
_LONGEST: Final = 9
"""Bytes of a varint."""


def width_of(highest: int) -> int:
    """Give how many bits a number up to *highest* takes.

    Example:
        >>> width_of(0), width_of(1), width_of(255)
        (0, 1, 8)
    """
    return highest.bit_length()


def packed_size(count: int, width: int) -> int:
    """Give how many bytes *count* numbers of *width* bits take."""
    return (count * width + 7) // 8


def pack(numbers: Sequence[int], width: int) -> bytes:
    """Give *numbers* as a stream; each must fit into *width* bits.

    Example:
        >>> pack((1, 2, 3), 4).hex()
        '2103'
    """
    if not width or not numbers:
        return b""
    bits = "".join([format(number, f"0{width}b") for number in reversed(numbers)])
    return int(bits, 2).to_bytes(packed_size(len(numbers), width), "little")


def unpack(data: "bytes | memoryview", count: int, *, width: int) -> list[int]:
    """Give back *count* numbers of *width* bits from the beginning of *data*, which must hold them.

    Example:
        >>> unpack(b"\\x21\\x03", 3, width=4)
        [1, 2, 3]
    """
    if not width or not count:
        return [0] * count
    size = count * width
    bits = format(int.from_bytes(data[: packed_size(count, width)], "little"), f"0{size}b")[-size:]
    return [int(bits[end - width : end], 2) for end in range(size, 0, -width)]


def varint(number: int) -> bytes:
    """Give *number* by itself.

    Example:
        >>> varint(5), varint(300)
        (b'\\x05', b'\\xac\\x02')
    """
    out = bytearray()
    while number >= 0x80:
        out.append(number & 0x7F | 0x80)
        number >>= 7
    out.append(number)
    return bytes(out)


def read_varint(data: memoryview, at: int) -> tuple[int, int]:
    """Give the number that stands at *at*, and where it ends.

    Raises:
        ValueError: it is cut off.
    """
    number = 0
    for place in range(min(_LONGEST, len(data) - at)):
        byte = data[at + place]
        number |= (byte & 0x7F) << 7 * place
        if byte < 0x80:
            return number, at + place + 1
    raise ValueError("a number that is cut off")
