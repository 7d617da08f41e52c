"""Here are the terms of a text, give me a sketch by which a nearly equal text is known.

A sketch is 48 numbers of four bits. Two texts agree in as many of them as they have shingles (three terms in a row) in
common, but for chance: minwise hashing, of which only four bits are kept. The figures (terms with two digits and more)
are a set of their own, of 16 bits each: texts of one mould tell different things by their figures. Of many figures the
least 24 are kept, which says of two texts what both of them have below the last of either.
"""

from collections.abc import Sequence
from functools import lru_cache
from typing import Final, NamedTuple
from zlib import crc32

from searchlib.compiled import kernel

BINS: Final = 48
FIGURES: Final = 24
"""Figures that are kept."""
LEAST: Final = 30
"""Bins that a text must fill: 46 shingles or so. A shorter text says too little to be like another."""
_SHINGLE: Final = 3
_WORD: Final = 16
"""Bins in 64 bits."""
_ALL: Final = 2**64 - 1
_SIGN: Final = 2**63
_REMEMBERED: Final = 1 << 16


class Sketch(NamedTuple):
    """What is kept of a text; each a signed number of 64 bits."""

    low: int
    middle: int
    high: int
    figures: tuple[int, ...]
    """Six numbers, of four figures each."""


def sketch(terms: Sequence[str]) -> Sketch | None:
    """Give the sketch of a text.

    Args:
        terms: The terms of its tokens, in order.

    Returns:
        The sketch; None for a text that is too short. The same with and without the kernel, on every machine.

    Raises:
        Nothing.

    Example:
        >>> words = [f"word{place}" for place in range(60)]
        >>> one, other = sketch(words), sketch([*words[:59], "end"])
        >>> one.high == other.high, sketch(words[:20])
        (True, None)

    Cost: about 15 ns a term with the kernel.
    Source: Broder, On the resemblance and containment of documents, 1997; Li, Owen and Zhang, One permutation
        hashing, NIPS 2012; Li and König, b-bit minwise hashing, WWW 2010.
    """
    module = kernel()
    if module is None:
        return defined(terms)
    found = module.sketch(list(terms))
    if found is None:
        return None
    low, middle, high, *some = found
    return Sketch(low, middle, high, tuple(some))


def defined(terms: Sequence[str]) -> Sketch | None:
    """Give the sketch of a text without the kernel: what it must give, too."""
    hashes = [_hash(term) for term in terms]
    bins: list[int | None] = [None] * BINS
    for place in range(len(hashes) - _SHINGLE + 1):
        mixed = 0
        for number in hashes[place : place + _SHINGLE]:
            mixed = (mixed * 0x9E3779B97F4A7C15 + number) & _ALL
        mixed = ((mixed ^ mixed >> 30) * 0xBF58476D1CE4E5B9) & _ALL
        mixed = ((mixed ^ mixed >> 27) * 0x94D049BB133111EB) & _ALL
        mixed ^= mixed >> 31
        number, value = (mixed >> 32) * BINS >> 32, mixed & 0xFFFFFFFF
        least = bins[number]
        bins[number] = value if least is None else min(least, value)
    if BINS - bins.count(None) < LEAST:
        return None
    whole = 0
    for place in range(BINS):
        whole |= _nibble(bins, place) << 4 * place
    low, middle, high = (_signed(whole >> 4 * _WORD * part & _ALL) for part in range(BINS // _WORD))
    return Sketch(low, middle, high, _figures(terms, hashes))


def _nibble(bins: Sequence[int | None], place: int) -> int:
    """Four bits of a bin; an empty one borrows four others of the next that is not."""
    own = bins[place]
    if own is not None:
        return own & 15
    filled = (bins[(place + step) % BINS] for step in range(1, BINS))
    return next(value for value in filled if value is not None) >> 4 & 15


def _figures(terms: Sequence[str], hashes: Sequence[int]) -> tuple[int, ...]:
    """Give the least figures, four in a number; 0 where there are fewer."""
    found = {
        max(((number * 0x9E3779B1) & 0xFFFFFFFF) >> 16, 1)
        for term, number in zip(terms, hashes, strict=True)
        if sum("0" <= sign <= "9" for sign in term) > 1
    }
    least = sorted(found)[:FIGURES]
    return tuple(
        _signed(sum(figure << 16 * place for place, figure in enumerate(least[start : start + 4])))
        for start in range(0, FIGURES, 4)
    )


def figures(sketch: Sketch) -> tuple[int, ...]:
    """Give the figures of a sketch as numbers of 16 bits, ascending."""
    return tuple(figure for word in sketch.figures for place in range(4) if (figure := word >> 16 * place & 0xFFFF))


@lru_cache(_REMEMBERED)
def _hash(term: str) -> int:
    return crc32(term.encode("utf8", "surrogatepass"))


def _signed(number: int) -> int:
    return number - 2 * _SIGN if number >= _SIGN else number
