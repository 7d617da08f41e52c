"""Packets of postings: what is read is what was written, and the kernel writes and reads the same bytes."""

from array import array
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from searchlib.codec.packet_writer import Batch, pack_batch
from searchlib.codec.packets import BLOCK, PAIRS, UNBOUNDED, Lists, bounds, packed
from searchlib.codec.packing import pack, packed_size, read_varint, unpack, varint
from searchlib.codec.unpacked import Packet
from searchlib.compiled import kernel

DOC_COUNT = 1000
LENGTHS = bytes(number * 7 % 251 for number in range(DOC_COUNT))
SIZES = st.sampled_from([1, 2, 127, 128, 129, 256, 300])
NUMBERS = st.integers(0, 32).flatmap(
    lambda width: st.tuples(st.just(width), st.lists(st.integers(0, 2**width - 1), max_size=70))
)
compiled = pytest.mark.skipif(kernel() is None, reason="the kernel is not there")


@st.composite
def postings(draw: st.DrawFn) -> Lists:
    size = draw(SIZES)
    docs = sorted(draw(st.randoms(use_true_random=False)).sample(range(DOC_COUNT), size))
    most, last, forms = (
        draw(st.sampled_from([1, 2, 300])),
        draw(st.sampled_from([0, 9, 2**32 - 1])),
        draw(st.integers(1, 5)),
    )
    random = draw(st.randoms(use_true_random=False))
    freqs = [random.randint(1, most) if random.random() < 0.5 else 1 for _ in docs]
    positions = [position for freq in freqs for position in sorted(random.randint(0, last) for _ in range(freq))]
    formed = [random.randrange(forms) for _ in positions] if forms > 1 else []
    return Lists(docs, freqs, positions, formed)


def batch(terms: list[Lists]) -> Batch:
    made = Batch(array("I", [0]), array("I"), array("I"), array("I"), array("I", [0]), array("I"))
    for lists in terms:
        for items, more in zip((made.docs, made.freqs, made.positions, made.formed), lists, strict=True):
            items.extend(more or ())
        made.starts.append(len(made.docs))
        made.formed_starts.append(len(made.formed))
    return made


@given(NUMBERS)
def test_a_stream_of_bits_gives_back_its_numbers(numbers: tuple[int, list[int]]) -> None:
    width, given_numbers = numbers
    data = pack(given_numbers, width)
    assert len(data) == packed_size(len(given_numbers), width)
    assert unpack(data + b"\xff", len(given_numbers), width=width) == given_numbers


@given(st.integers(0, 2**40))
def test_a_varint_gives_back_its_number(number: int) -> None:
    data = varint(number)
    assert read_varint(memoryview(data + b"\xff"), 0) == (number, len(data))


@given(postings())
@settings(deadline=None)
def test_a_packet_gives_back_its_postings(lists: Lists) -> None:
    packet = Packet(memoryview(packed(lists, LENGTHS)), positional=True)
    freqs = packet.freqs(DOC_COUNT)
    assert packet.head[:2] == (len(lists.docs), len(lists.positions))
    assert packet.docs(DOC_COUNT).tolist() == lists.docs
    assert freqs.tolist() == lists.freqs
    assert packet.positions(freqs).tolist() == lists.positions
    assert packet.formed().tolist() == (lists.formed if any(lists.formed) else [0] * len(lists.formed))


@given(postings())
@settings(deadline=None)
def test_a_packet_without_positions_gives_back_its_documents(lists: Lists) -> None:
    packet = Packet(memoryview(packed(Lists(lists.docs), b"")), positional=False)
    assert packet.docs(DOC_COUNT).tolist() == lists.docs
    assert packet.freqs(DOC_COUNT).tolist() == [1] * len(lists.docs)


@given(st.lists(st.tuples(st.integers(1, 400), st.integers(0, 255)), min_size=1, max_size=BLOCK))
def test_pairs_bound_every_frequency_and_length(seen: list[tuple[int, int]]) -> None:
    freqs, lengths = zip(*seen, strict=True)
    pairs = bounds(freqs, lengths)
    assert len(pairs) <= PAIRS
    assert pairs == sorted(pairs)
    for freq, length in seen:
        assert any((freq <= most or most == UNBOUNDED) and least <= length for most, least in pairs)


@given(st.lists(st.tuples(st.integers(1, 254), st.integers(0, 255)), min_size=1, max_size=PAIRS))
def test_few_pairs_are_those_that_no_other_covers(seen: list[tuple[int, int]]) -> None:
    freqs, lengths = zip(*seen, strict=True)
    best = {(f, n) for f, n in seen if not any((f, n) != (g, m) and f <= g and m <= n for g, m in seen)}
    assert set(bounds(freqs, lengths)) == best


@compiled
@given(st.lists(postings(), max_size=4))
@settings(deadline=None)
def test_the_kernel_packs_the_same_bytes(terms: list[Lists]) -> None:
    expected = [packed(lists, LENGTHS) for lists in terms]
    packets, ends = pack_batch(batch(terms), LENGTHS)
    assert packets == b"".join(expected)
    assert ends.tolist() == [sum(map(len, expected[: place + 1])) for place in range(len(expected))]
    without, _ = pack_batch(batch([Lists(lists.docs) for lists in terms]), None)
    assert without == b"".join(packed(Lists(lists.docs), b"") for lists in terms)


@compiled
@given(postings())
@settings(deadline=None)
def test_the_kernel_reads_what_is_read_without_it(lists: Lists) -> None:
    module = kernel()
    assert module is not None
    data = packed(lists, LENGTHS)
    packets = module.open_packets((data + bytes(8), None, None, 1, b"file", b"packets"), True)
    found = [array("I", module.unpack_term(packets, 0, len(data), DOC_COUNT, what)).tolist() for what in range(4)]
    assert found == [lists.docs, lists.freqs, lists.positions, lists.formed]


def read_without(data: bytes) -> list[list[int] | None]:
    """What the reader in Python makes of a packet; None for what is damaged."""
    ways: list[Callable[[Packet], array[int]]] = [
        lambda packet: packet.docs(DOC_COUNT),
        lambda packet: packet.docs(DOC_COUNT) and packet.freqs(DOC_COUNT),
        lambda packet: packet.docs(DOC_COUNT) and packet.positions(packet.freqs(DOC_COUNT)),
        lambda packet: packet.formed(),
    ]
    found: list[list[int] | None] = []
    for way in ways:
        try:
            found.append(way(Packet(memoryview(data), positional=True)).tolist())
        except ValueError:
            found.append(None)
    return found


def read_in_kernel(data: bytes) -> list[list[int] | None]:
    module = kernel()
    assert module is not None
    packets = module.open_packets((data + bytes(8), None, None, 1, b"file", b"packets"), True)
    found: list[list[int] | None] = []
    for what in range(4):
        try:
            found.append(array("I", module.unpack_term(packets, 0, len(data), DOC_COUNT, what)).tolist())
        except module.Damaged:
            found.append(None)
    return found


@compiled
@given(postings(), st.data())
@settings(deadline=None)
def test_a_packet_made_to_mislead_is_damage_or_has_one_answer(lists: Lists, data: st.DataObject) -> None:
    torn = bytearray(packed(lists, LENGTHS))
    early = st.integers(0, min(80, len(torn) - 1)) | st.integers(0, len(torn) - 1)
    for place in data.draw(st.lists(early, max_size=3)):
        torn[place] = data.draw(st.sampled_from([0, 1, 31, 32, 33, 128, 255]) | st.integers(0, 255))
    del torn[data.draw(st.just(len(torn)) | st.integers(0, len(torn))) :]
    for found, expected in zip(read_in_kernel(bytes(torn)), read_without(bytes(torn)), strict=True):
        # What is wrong may be noticed by one of them when it is asked for something else.
        assert found is None or expected is None or found == expected
