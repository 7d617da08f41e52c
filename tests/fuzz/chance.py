"""Here are bytes, let them decide: chance that a guided fuzzer steers, in the shape of `random.Random`."""

import random


class Fed(random.Random):
    """Takes each decision from the next of some bytes; when they are used up, always the first choice."""

    def __init__(self, data: bytes) -> None:
        super().__init__(0)
        self._data, self._at = data, 0

    def getrandbits(self, bits: int, /) -> int:
        """Give a number of so many bits."""
        size = (bits + 7) // 8
        taken = self._data[self._at : self._at + size].ljust(size, b"\0")
        self._at += size
        return int.from_bytes(taken, "little") & ((1 << bits) - 1)

    def random(self) -> float:
        """Give a number from 0 to 1."""
        return self.getrandbits(16) / (1 << 16)


NUMBERS = (0, 1, 2, 3, 31, 32, 33, 63, 64, 65, 127, 128, 129, 255, 256, 4095, 65535, 65536)
"""At and beside what programs count by."""


def number(chance: random.Random, bits: int) -> int:
    """Give a number of at most so many bits: often one at an edge."""
    top = 1 << bits
    edges = [one for one in NUMBERS if one < top]
    kind = chance.randrange(4)
    if kind == 0:
        return chance.getrandbits(bits)
    if kind == 1:
        return top - 1 - chance.choice(edges)
    return (top >> 1) - 1 + chance.randrange(3) if kind == 2 and bits > 2 else chance.choice(edges)


def torn(chance: random.Random, data: bytes) -> bytes:
    """Give *data* altered in a few places: bits, numbers, pieces that are lost, doubled or moved."""
    out = bytearray(data)
    for _ in range(chance.choice((1, 1, 1, 2, 5))):
        place = chance.randrange(len(out) + 1)
        size = min(chance.choice((1, 1, 2, 4, 8, 64)), len(out) - place)
        match chance.randrange(6):
            case 0 if size:
                out[place] ^= 1 << chance.randrange(8)
            case 1:
                out[place : place + size] = number(chance, 8 * size).to_bytes(size, "little") if size else b"\xff"
            case 2:
                del out[place : place + size]
            case 3:
                out[place:place] = out[place : place + size]
            case 4:
                start = chance.randrange(len(out) + 1)
                out[place : place + size] = out[start : start + size]
            case _:
                del out[place + chance.randrange(size + 1) :]
    return bytes(out)
