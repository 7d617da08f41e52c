"""Here is a JSON text that we wrote of names and whole numbers, give me its value without loading `json`.

`json` takes `re` and `enum` along: together an eighth of a first query, for a manifest of a few lines. What is not as
plain as we write it (an escape, a fraction, a blank) is left to `json`, whose answer this one's always is.
"""

from searchlib.hints import Any

_DIGITS = "0123456789"
_MOST_DIGITS = 20


def loads(data: bytes) -> Any:
    """Give the value of a JSON text.

    Raises:
        ValueError: it is none.
        RecursionError: it is nested very deep.

    Example:
        >>> loads(b'{"generation":7,"segments":[{"name":"MAIN_a","deleted":[2,3]}]}')
        {'generation': 7, 'segments': [{'name': 'MAIN_a', 'deleted': [2, 3]}]}
        >>> loads(b'{"caf\\\\u00e9": 1.5}')
        {'café': 1.5}

    Cost: linear, and below that of `json` for long lists of numbers.
    """
    try:
        text = data.decode("ascii")
        value, end = _value(text, 0)
        if end == len(text):
            return value
    except (ValueError, IndexError, RecursionError):
        pass
    import json  # noqa: PLC0415  # as said above

    return json.loads(data)


def _value(text: str, at: int) -> tuple[object, int]:
    """Give the value that begins *at* a place, and where it ends; ValueError or IndexError where it is not plain."""
    sign = text[at]
    if sign == "{":
        return _object(text, at + 1)
    if sign == "[":
        return _numbers(text, at + 1) if text[at + 1] in "]0123456789" else _list(text, at + 1)
    if sign == '"':
        return _name(text, at + 1)
    some = text[at : at + _MOST_DIGITS]
    digits = some[: len(some) - len(some.lstrip(_DIGITS))]
    return _whole(digits), at + len(digits)


def _object(text: str, at: int) -> tuple[dict[str, object], int]:
    made: dict[str, object] = {}
    if text[at] == "}":
        return made, at + 1
    while True:
        name, at = _name(text, text.index('"', at, at + 1) + 1)
        made[name], at = _value(text, text.index(":", at, at + 1) + 1)
        if text[at] == "}":
            return made, at + 1
        at = text.index(",", at, at + 1) + 1


def _list(text: str, at: int) -> tuple[list[object], int]:
    made: list[object] = []
    while True:
        value, at = _value(text, at)
        made.append(value)
        if text[at] == "]":
            return made, at + 1
        at = text.index(",", at, at + 1) + 1


def _numbers(text: str, at: int) -> tuple[list[int], int]:
    end = text.index("]", at)
    return [_whole(digits) for digits in text[at:end].split(",")] if at < end else [], end + 1


def _name(text: str, at: int) -> tuple[str, int]:
    end = text.index('"', at)
    name = text[at:end]
    if "\\" in name or not name.isprintable():
        raise ValueError(name)
    return name, end + 1


def _whole(digits: str) -> int:
    """Give a number that is written as JSON has it: digits alone, no zero in front."""
    if not digits.isdigit() or len(digits) > _MOST_DIGITS or (digits[0] == "0" and digits != "0"):
        raise ValueError(digits)
    return int(digits)
