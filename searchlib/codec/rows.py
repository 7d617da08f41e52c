"""Here are the numbers of a document, give me the row that keeps them; here is a row, give me the numbers.

A row of no numbers is no bytes. Else it is how many numbers there are, a stride of 1 to 3, and for each residue of the
places by the stride, in order, either the numbers themselves or the steps from one to the next:

    width, a byte · the least number · the numbers above it
    width + 128, a byte · the first number · the least step, where there is one · the steps above it

Single numbers are varints, a step among them zigzag (0, -1, 1, -2 …); widths and streams are those of
`searchlib.codec.packing`. Of all ways to write a row the shortest is taken, then the smallest stride, then numbers
before steps. More than `FEW` numbers take a bit each at least, so that a few bytes cannot stand for millions.
"""

from collections.abc import Sequence
from itertools import accumulate
from typing import Final, NamedTuple

from searchlib.codec.packing import WIDEST, pack, packed_size, read_varint, unpack, varint, width_of

STRIDES: Final = (1, 2, 3)
FEW: Final = 64
_STEPS: Final = 128
_MOST: Final = 2**32 - 1


class _Lane(NamedTuple):
    """The numbers of one residue: what is read first, and what is packed."""

    head: bytes
    width: int
    numbers: list[int]

    def size(self) -> int:
        return len(self.head) + packed_size(len(self.numbers), self.width)


def row(numbers: Sequence[int]) -> bytes:
    """Give the row that keeps *numbers*, each of 32 bits.

    Example:
        >>> row([]), row([5, 6, 7]).hex()
        (b'', '0301020524')
    """
    if not numbers:
        return b""
    least = int(len(numbers) > FEW)
    ways = [[_lane(numbers[first::stride], least) for first in range(min(stride, len(numbers)))] for stride in STRIDES]
    sizes = [sum(lane.size() for lane in lanes) for lanes in ways]
    place = sizes.index(min(sizes))
    lanes = b"".join(lane.head + pack(lane.numbers, lane.width) for lane in ways[place])
    return varint(len(numbers)) + bytes((STRIDES[place],)) + lanes


def numbers_of(data: memoryview) -> list[int]:
    """Give back the numbers of a row.

    Raises:
        ValueError: this is no row.
    """
    if not len(data):
        return []
    count, at = read_varint(data, 0)
    if not 0 < count <= max(FEW, 8 * len(data)) or at == len(data) or data[at] not in STRIDES:
        raise ValueError("no row of numbers")
    stride, at = data[at], at + 1
    numbers = [0] * count
    for first in range(min(stride, count)):
        lane, at = _read(data, at, len(range(first, count, stride)))
        numbers[first::stride] = lane
    return numbers


def _lane(numbers: Sequence[int], least: int) -> _Lane:
    low = min(numbers)
    width = max(width_of(max(numbers) - low), least)
    plain = _Lane(bytes((width,)) + varint(low), width, [number - low for number in numbers])
    steps = [more - less for less, more in zip(numbers, numbers[1:])]  # noqa: B905, RUF007
    short = min(steps, default=0)
    width = max(width_of(max(steps, default=0) - short), least)
    if width > WIDEST:
        return plain
    head = bytes((width | _STEPS,)) + varint(numbers[0]) + (varint(_zigzag(short)) if steps else b"")
    stepwise = _Lane(head, width, [step - short for step in steps])
    return stepwise if stepwise.size() < plain.size() else plain


def _read(data: memoryview, at: int, count: int) -> tuple[list[int], int]:
    kind = data[at] if at < len(data) else 0
    first, at = read_varint(data, at + 1)
    width, short = kind % _STEPS, 0
    if kind >= _STEPS:
        count -= 1
        zigzag, at = read_varint(data, at) if count else (0, at)
        short = zigzag // 2 if zigzag % 2 == 0 else -(zigzag // 2) - 1
    end = at + packed_size(count, width)
    if width > WIDEST or end > len(data):
        raise ValueError("a row that is cut off")
    found = unpack(data[at:end], count, width=width)
    if kind >= _STEPS:
        return [number & _MOST for number in accumulate((number + short for number in found), initial=first)], end
    return [number + first & _MOST for number in found], end


def _zigzag(number: int) -> int:
    return 2 * number if number >= 0 else -2 * number - 1
