"""A pickle gives its values, whatever its protocol, and nothing in it is ever called."""

import contextlib
import importlib
import pickle
from collections import OrderedDict, defaultdict
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from whoosh.fields import TEXT

from searchlib.codec import whoosh_pickle
from searchlib.codec.whoosh_pickle import PickleError, Remnant, UnlistedClass, values
from tests.cases import cases

plain: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text() | st.binary()
    | st.datetimes().map(lambda moment: moment.replace(microsecond=0, fold=0)) | st.dates()
    | st.decimals(allow_nan=False) | st.frozensets(st.integers()),
    lambda inner: st.lists(inner) | st.tuples(inner, inner) | st.dictionaries(st.text(), inner),
    max_leaves=8,
)  # fmt: skip


@settings(deadline=None)
@given(plain, st.integers(0, 5))
def test_plain_values_come_back(value: Any, protocol: int) -> None:
    assert values(pickle.dumps(value, protocol)) == value


def test_mappings_of_other_kinds_are_mappings() -> None:
    kinds = [defaultdict(int, a=1), OrderedDict(a=1)]
    assert [values(pickle.dumps(kind, protocol)) for kind in kinds for protocol in (2, 4)] == [{"a": 1}] * 4


def test_moments_and_amounts_are_what_they_were() -> None:
    given = [datetime(2015, 11, 2, 3, 4, 5), date(2015, 11, 2), Decimal("1.50")]
    assert [values(pickle.dumps(value, 2)) for value in given] == given


class Planted:
    """Writes down that it was called."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def __reduce__(self) -> tuple[object, ...]:
        return (Path.touch, (self.path,))


@pytest.mark.parametrize("protocol", range(6))
def test_what_a_pickle_names_is_not_called(tmp_path: Path, protocol: int) -> None:
    planted = pickle.dumps({"title": Planted(tmp_path / "called")}, protocol)
    with pytest.raises(PickleError):
        values(planted)
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    "hostile",
    [
        b"cos\nsystem\n(S'true'\ntR.",
        b"(S'true'\nios\nsystem\n.",
        b"(cos\nsystem\nS'true'\no.",
        b"\x80\x04\x8c\x02os\x8c\x06system\x93\x8c\x04true\x85R.",
        b"\x80\x02cbuiltins\neval\nU\x011\x85R.",
        b"\x80\x02cwhoosh.util.loading\nfind_object\nU\tos.system\x85R.",
        b"\x80\x02cwhoosh.fields\nSchema.__init__\n)R.",
        b"\x80\x04\x8c\rwhoosh.fields\x8c\x0fSchema.__init__\x93)R.",
    ],
)
def test_a_name_that_is_not_listed_is_refused(hostile: bytes) -> None:
    with pytest.raises(UnlistedClass):
        values(hostile)


@pytest.mark.parametrize(
    "broken",
    [b"", b".", b"N", b"0.", b"t.", b"\x80\x02}U\x01a.", b"Q.", b"P1\n.", b"\x82\x01.", b"]]s.", b"h\x05.", b"}(]Ku."],
)
def test_a_broken_pickle_is_an_error_of_its_own(broken: bytes) -> None:
    with pytest.raises(PickleError):
        values(broken)


def test_a_great_number_of_a_memo_takes_no_memory() -> None:
    assert values(b"Nr\xff\xff\xff\x7f.") is None


DOUBLED = b"K\x01" + b"2\x86" * 60
"""A pair of a pair of a pair …, each twice the same: 60 steps, and 2 ** 60 to look at all of it."""
BIG = b"](" + b"N" * 3000 + b"eq\x00"


@pytest.mark.parametrize(
    "bomb",
    [
        b"\x80\x02}" + DOUBLED + b"Ns.",
        b"\x80\x02}(" + DOUBLED + b"Nu.",
        b"\x80\x02(" + DOUBLED + b"Nd.",
        b"\x80\x04\x8f(" + DOUBLED + b"\x90.",
        b"\x80\x04(" + DOUBLED + b"\x91.",
        b"\x80\x02cbuiltins\nset\n](" + DOUBLED + b"e\x85R.",
        b"\x80\x02cdecimal\nDecimal\n" + DOUBLED + b"\x85R.",
        b"\x80\x02}N" + b"\x85" * 200 + b"Ns.",
        b"\x80\x04\x8f(" + b"".join(b"K%cK\x01\x86" % (n % 256) for n in range(10_001)) + b"\x90.",
        b"\x80\x02(cbuiltins\nlist\nq\x01" + BIG + b"h\x01h\x00\x85R" * 3000 + b"t.",
        b"\x80\x02(cbuiltins\nfrozenset\nq\x01" + BIG + b"h\x01h\x00\x85R" * 3000 + b"t.",
        b"\x80\x02(c_codecs\nencode\nq\x01X\xb8\x0b\0\0" + b"a" * 3000 + b"q\x00" + b"h\x01h\x00\x85R" * 3000 + b"t.",
        b"\x80\x02(cwhoosh.fields\nSchema\nq\x01}("
        + b"".join(b"M%c%cN" % divmod(n, 256) for n in range(3000)) + b"uq\x00" + b"h\x01)\x81h\x00b" * 3000 + b"t.",
    ],
)  # fmt: skip
def test_a_few_bytes_do_not_stand_for_much_work_or_memory(bomb: bytes) -> None:
    with pytest.raises(PickleError, match=r"makes more|tuples within tuples|for a text|too many keys"):
        values(bomb)


def test_an_object_is_its_name_its_arguments_and_its_state() -> None:
    remnant = values(pickle.dumps(TEXT(stored=True), 2))
    assert isinstance(remnant, Remnant)
    assert (remnant.name, remnant.state["stored"]) == ("whoosh.fields.TEXT", True)


@settings(deadline=None, max_examples=cases(300))
@given(st.binary(max_size=200), st.integers(0, 400), plain)
def test_damage_is_an_error_or_a_value(noise: bytes, place: int, value: Any) -> None:
    data = bytearray(pickle.dumps(value, 4))
    data[place % len(data) :][: len(noise)] = noise
    for hostile in (noise, bytes(data), bytes(data[: place % len(data)])):
        with contextlib.suppress(PickleError):
            values(hostile)


def test_every_name_on_the_list_is_a_class_or_function_of_whoosh() -> None:
    lines = (Path(whoosh_pickle.__file__).parent / "whoosh_classes.txt").read_text("utf8").splitlines()
    for name in (line for line in lines if line.startswith("whoosh.")):
        module, _, known = name.rpartition(".")
        assert getattr(importlib.import_module(module), known).__module__ == module
