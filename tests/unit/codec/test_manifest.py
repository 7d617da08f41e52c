"""A manifest that is not what was written is damage, its version too; what an older version wrote is read."""

from pathlib import Path

import pytest

from searchlib.codec.manifest import VERSION, Manifest, SegmentRow, pack, sealed, unpack
from searchlib.errors import IndexDamaged, SchemaMismatch

FILE = Path("_MAIN_7.manifest")
GIVEN = Manifest(7, (SegmentRow("MAIN_a1", 3, 2000, 77, deleted=(1,), duplicates=(2,)),), toc_checksum=5)
BODY = pack(GIVEN).partition(b"\n")[2]


@pytest.mark.parametrize("version", range(1, VERSION + 1))
def test_every_version_so_far_is_read(version: int) -> None:
    assert unpack(sealed(BODY, version=version), FILE) == GIVEN


@pytest.mark.parametrize("version", range(1, VERSION + 1))
def test_a_flipped_bit_anywhere_is_damage_and_no_other_version(version: int) -> None:
    whole = sealed(BODY, version=version)
    for place in range(8 * len(whole)):
        torn = bytearray(whole)
        torn[place // 8] ^= 1 << place % 8
        with pytest.raises(IndexDamaged):
            unpack(bytes(torn), FILE)


def test_a_later_version_is_a_mismatch() -> None:
    with pytest.raises(SchemaMismatch, match="manifest version 3, but this searchlib reads versions 1 to 2"):
        unpack(sealed(BODY, version=3), FILE)


@pytest.mark.parametrize(
    "head", [b"", b"searchlib manifest ", b"searchlib manifest 2", b"searchlib manifest " + b"9" * 5000]
)
def test_a_line_that_is_none_is_damage(head: bytes) -> None:
    with pytest.raises(IndexDamaged):
        unpack(head + b"\n" + BODY, FILE)
