"""The reader of plain JSON against the definition, which is `json`."""

import json
from unittest.mock import patch

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from searchlib.codec.plain_json import loads

names = st.text(st.sampled_from('ab Z09_é\\"\n\x7f[]{},:'), max_size=5)
numbers = st.one_of(st.integers(0, 10**21), st.integers(-3, 3))
plain = st.recursive(
    st.one_of(numbers, names),
    lambda below: st.one_of(st.lists(below, max_size=4), st.dictionaries(names, below, max_size=4)),
    max_leaves=12,
)
pieces = st.sampled_from(
    ['{"a":', '"a"', "[", "]", "{", "}", ",", ":", "0", "1", "12", "-", ".5", " ", '"', "\\", "null", "é"]
)


def outcome(read: object, data: bytes) -> object:
    try:
        return read(data)  # type: ignore[operator]
    except (ValueError, RecursionError) as error:
        return type(error)


@given(plain)
def test_what_was_written_comes_back(value: object) -> None:
    assert loads(json.dumps(value, separators=(",", ":")).encode()) == value
    assert loads(json.dumps(value, indent=1, ensure_ascii=False).encode()) == value


@given(st.lists(pieces, max_size=12).map("".join))
@example("[1,,2]")
@example("[01]")
@example('{"a":1,}')
@example('{"a":1,"a":2}')
@example("[1_0]")
@example("[,1]")
@example("[1] ")
@example("")
def test_any_text_is_read_as_json_reads_it(text: str) -> None:
    found, expected = outcome(loads, text.encode()), outcome(json.loads, text.encode())
    assert found == expected
    assert type(found) is type(expected)


@pytest.mark.parametrize(
    "data", [b'{"generation":7,"segments":[]}', b'[{"name":"MAIN_a","deleted":[0,12]},{}]', b"[]", b"7"]
)
def test_what_we_write_needs_no_json(data: bytes) -> None:
    with patch("json.loads", side_effect=AssertionError):
        found = loads(data)
    assert found == json.loads(data)


def test_what_is_nested_very_deep_is_no_crash() -> None:
    for opening in (b"[", b'{"a":', b'[{"a":'):
        assert outcome(loads, opening * 100_000) is RecursionError
