from whoosh.util import numeric

from searchlib.codec.lengths import byte_to_length, length_to_byte


def test_lengths_are_those_of_whoosh() -> None:
    assert [byte_to_length(byte) for byte in range(256)] == [numeric.byte_to_length(byte) for byte in range(256)]


def test_bytes_are_those_of_whoosh() -> None:
    lengths = [*range(3000), 99_684, 99_685, 106_373, 106_374, 10**9]
    assert list(map(length_to_byte, lengths)) == list(map(numeric.length_to_byte, lengths))
