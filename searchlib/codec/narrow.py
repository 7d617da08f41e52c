"""Here are numbers that are not negative, give me the narrowest items that hold them."""

from array import array

from searchlib.codec.assemble import Buffer


def typecode_for(highest: int) -> str:
    """Give the narrowest type code of `array` whose items hold numbers up to *highest*.

    Example:
        >>> typecode_for(255), typecode_for(256), typecode_for(70_000)
        ('B', 'H', 'I')
    """
    return "B" if highest < 1 << 8 else "H" if highest < 1 << 16 else "I"


def narrowed(numbers: "array[int]", typecode: str) -> Buffer:
    """Give the u32 *numbers* as items of *typecode*, which must hold them all.

    Cost: a strided copy in C; the machine is little-endian, so that the low part of a number comes first.

    Example:
        >>> narrowed(array("I", [1, 258]), "H")
        b'\\x01\\x00\\x02\\x01'
    """
    if typecode == numbers.typecode or not numbers:
        return numbers
    parts = memoryview(numbers).cast("B").cast(typecode)  # type: ignore[call-overload]  # B or H
    step = numbers.itemsize // parts.itemsize
    return bytes(parts[::step].tobytes())
