"""Here is a pickle from an index of Whoosh's, give me the values in it; nothing in it is ever called or imported.

Whoosh pickles its table of contents, the directory of a segment and every document's stored fields. Python's own
unpickler calls whatever a pickle names. This one is a stack machine over `pickletools.genops`: plain values become
plain values, and an object of a class becomes a `Remnant`, which is its name, its arguments and its state.
Classes are named in ``whoosh_classes.txt``, exactly; a pickle that names another one is refused as a whole.
"""

import pickletools
from collections.abc import Callable, Iterable
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any, Final

_MOST_STEPS: Final = 50_000_000
"""More instructions than any table of contents or document needs."""
_COPIES: Final = 2
"""Items that may be copied for each byte of a pickle: all go into a container, and from it into one of another kind."""
_PLAIN_KEYS: Final = (str, bytes, int, float, type(None), date)
_ODD_KEYS: Final = 10_000
"""Keys that are none of these: those can be made so that all fall together, and each is compared with all others."""
_HASHED_BITS: Final = 63
_DEEPEST_KEY: Final = 100
"""Tuples within tuples of a key: the hash of each asks for those of all within, in C and without end."""
_PLAIN: Final = frozenset(
    (
        "INT", "BININT", "BININT1", "BININT2", "LONG", "LONG1", "LONG4", "STRING", "BINSTRING", "SHORT_BINSTRING",
        "BINBYTES", "SHORT_BINBYTES", "BINBYTES8", "BYTEARRAY8", "UNICODE", "SHORT_BINUNICODE", "BINUNICODE",
        "BINUNICODE8", "FLOAT", "BINFLOAT",
    )
)  # fmt: skip
_CONSTANTS: Final = {"NONE": None, "NEWTRUE": True, "NEWFALSE": False}
_TUPLES: Final = {"EMPTY_TUPLE": 0, "TUPLE1": 1, "TUPLE2": 2, "TUPLE3": 3}


class PickleError(ValueError):
    """A pickle is broken, or holds what no index of Whoosh's has."""


class UnlistedClass(PickleError):
    """A pickle names a class or function that is not on the list."""

    def __init__(self, name: str) -> None:
        self.name = name
        super().__init__(f"names {name[:100]}, which is none of Whoosh's own classes")


class Remnant:
    """What is left of an object: the name of its class, what it was made with, and its state."""

    __slots__ = ("arguments", "name", "state")

    def __init__(self, name: str, arguments: object = ()) -> None:
        self.name, self.arguments = name, arguments
        self.state: dict[Any, Any] = {}

    def __repr__(self) -> str:
        return f"<Remnant of {self.name}>"


class _Name(str):
    """A class or function that was named."""

    __slots__ = ()


def values(data: bytes) -> Any:
    """Read a pickle.

    Args:
        data: A pickle of any protocol, which may be hostile; what follows its end is not looked at.

    Returns:
        None, bool, int, float, str, bytes, list, tuple, dict, set, frozenset, date, datetime, Decimal and `Remnant`.

    Raises:
        PickleError: it is broken, or uses what plain values need not.
        UnlistedClass: it names what is not on the list.

    Example:
        >>> values(b"\\x80\\x02}U\\x05titleU\\x04Rains.")
        {'title': 'Rain'}
        >>> values(b"cos\\nsystem\\n(S'true'\\ntR.")
        Traceback (most recent call last):
        ...
        searchlib.codec.whoosh_pickle.UnlistedClass: names os.system, which is none of Whoosh's own classes

    Cost: linear in the pickle, time and memory, whatever refers to what in it.
    """
    machine = _Machine(len(data))
    try:
        for count, (opcode, argument, _) in enumerate(pickletools.genops(data)):
            if opcode.name == "STOP":
                return machine.result()
            if count > _MOST_STEPS:
                raise PickleError("is too long")
            machine.step(opcode.name, argument)
    except PickleError:
        raise
    except (ValueError, TypeError, LookupError, ArithmeticError, RecursionError, MemoryError) as error:
        raise PickleError(f"is broken: {type(error).__name__}: {error}") from error
    raise PickleError("has no end")


class _Machine:
    """The stack, the marks and the memo of one pickle of *size* bytes."""

    def __init__(self, size: int) -> None:
        self._left, self._odd_keys_left = _COPIES * size, _ODD_KEYS
        self._stack: list[Any] = []
        self._marked: list[list[Any]] = []
        self._memo: dict[int, Any] = {}

    def result(self) -> Any:
        (value,) = self._stack
        return value

    def step(self, name: str, argument: Any) -> None:
        """Obey one instruction."""
        if name in _PLAIN:
            self._stack.append(bytes(argument) if isinstance(argument, bytearray) else argument)
        elif name in _CONSTANTS:
            self._stack.append(_CONSTANTS[name])
        elif name in _TUPLES:
            self._stack.append(tuple(self._pops(_TUPLES[name])))
        elif name in ("PUT", "BINPUT", "LONG_BINPUT", "MEMOIZE"):
            self._memo[len(self._memo) if name == "MEMOIZE" else argument] = self._stack[-1]
        elif name in ("GET", "BINGET", "LONG_BINGET"):
            self._stack.append(self._memo[argument])
        elif name in _STEPS:
            _STEPS[name](self, argument)
        else:
            raise PickleError(f"uses the instruction {name}")

    # ── what the steps below are made of ──

    def spend(self, items: int) -> None:
        """Note that so many items are copied, or hashed: a few bytes may refer again and again to what is large."""
        self._left -= items
        if self._left < 0:
            raise PickleError("makes more of itself than it holds")

    def keys(self, keys: Iterable[Any]) -> None:
        """See to it that *keys* of a dict or set are hashed and compared in a time that the pickle's size bounds."""
        odd: list[Any] = [key for key in keys if not isinstance(key, _PLAIN_KEYS) or _is_huge(key)]
        self._odd_keys_left -= len(odd)
        if self._odd_keys_left < 0:
            raise PickleError("has too many keys that are neither texts nor numbers")
        for _ in range(_DEEPEST_KEY):
            odd = [key for key in odd if type(key) in (tuple, frozenset)]
            if not odd:
                return
            self.spend(sum(map(len, odd)))
            odd = [part for key in odd for part in key]
        raise PickleError("has a key of tuples within tuples")

    def push(self, value: Any) -> None:
        """Put a value on top."""
        self._stack.append(value)

    def pop(self) -> Any:
        """Take the value on top."""
        return self._stack.pop()

    def top(self, kind: type | tuple[type, ...]) -> Any:
        """Look at the value on top, which must be of a kind."""
        if not isinstance(self._stack[-1], kind):
            raise PickleError(f"treats {type(self._stack[-1]).__name__} as what it is not")
        return self._stack[-1]

    def mark(self) -> None:
        """Begin a group."""
        self._marked.append(self._stack)
        self._stack = []

    def group(self) -> list[Any]:
        """End a group and give what it holds."""
        found, self._stack = self._stack, self._marked.pop()
        return found

    def _pops(self, count: int) -> list[Any]:
        if len(self._stack) < count:
            raise PickleError("takes more than there is")
        taken = self._stack[len(self._stack) - count :]
        del self._stack[len(self._stack) - count :]
        return taken


def _is_huge(key: Any) -> bool:
    """Tell whether a key is a number of which many have one hash."""
    return type(key) is int and key.bit_length() > _HASHED_BITS


def _named(machine: _Machine, name: str) -> None:
    if name not in _listed():
        raise UnlistedClass(name)
    machine.push(_Name(name))


def _stack_named(machine: _Machine) -> None:
    name, module = machine.pop(), machine.pop()
    if type(name) is not str or type(module) is not str:
        raise PickleError("names a class by something else than text")
    _named(machine, f"{module}.{name}")


def _object(machine: _Machine) -> None:
    """An object of a class and arguments, both on top; what they are is the same for REDUCE and NEWOBJ."""
    arguments, name = machine.pop(), machine.pop()
    if type(name) is not _Name or type(arguments) is not tuple:
        raise PickleError("calls what is no class")
    if name in _MADE:
        for argument in arguments:
            _as_an_item(machine, argument)
        machine.push(_MADE[name](*arguments))
    else:
        machine.push(Remnant(str(name), arguments))


def _as_an_item(machine: _Machine, value: Any) -> None:
    """Spend what it takes to make another plain value of one."""
    if isinstance(value, (list, tuple, set, frozenset, dict, str, bytes)):
        machine.spend(len(value))
    if isinstance(value, (list, tuple)):
        machine.keys(value)


def _object_with_keywords(machine: _Machine) -> None:
    keywords = machine.pop()
    _object(machine)
    if keywords and isinstance(keywords, dict):
        machine.spend(len(keywords))
        machine.top(Remnant).state.update(keywords)


def _grouped_object(machine: _Machine) -> None:
    name, *arguments = machine.group()
    machine.push(name)
    machine.push(tuple(arguments))
    _object(machine)


def _instance(machine: _Machine, name: str) -> None:
    arguments = tuple(machine.group())
    _named(machine, name)
    machine.push(arguments)
    _object(machine)


def _state(machine: _Machine) -> None:
    state = machine.pop()
    parts = state if isinstance(state, tuple) else (state,)
    remnant = machine.top((Remnant, dict, set, list))
    if isinstance(remnant, Remnant):
        for part in parts:
            if isinstance(part, dict):
                machine.spend(len(part))
                remnant.state.update(part)


def _set_items(machine: _Machine, items: list[Any]) -> None:
    target = machine.top((dict, Remnant))
    machine.keys(items[::2])
    pairs = zip(items[::2], items[1::2], strict=True)
    (target.state if isinstance(target, Remnant) else target).update(pairs)


def _set_item(machine: _Machine) -> None:
    value, key = machine.pop(), machine.pop()
    _set_items(machine, [key, value])


def _append(machine: _Machine) -> None:
    value = machine.pop()
    machine.top(list).append(value)


def _append_all(machine: _Machine) -> None:
    group = machine.group()
    machine.top(list).extend(group)


def _add_all(machine: _Machine) -> None:
    group = machine.group()
    machine.keys(group)
    machine.top(set).update(group)


def _dict(machine: _Machine) -> None:
    items = machine.group()
    machine.push({})
    _set_items(machine, items)


def _frozen(machine: _Machine) -> None:
    group = machine.group()
    machine.keys(group)
    machine.push(frozenset(group))


_STEPS: Final[dict[str, Callable[[_Machine, Any], object]]] = {
    "PROTO": lambda machine, _: None,
    "FRAME": lambda machine, _: None,
    "MARK": lambda machine, _: machine.mark(),
    "POP": lambda machine, _: machine.pop(),
    "POP_MARK": lambda machine, _: machine.group(),
    "DUP": lambda machine, _: machine.push(machine.top(object)),
    "EMPTY_LIST": lambda machine, _: machine.push([]),
    "EMPTY_DICT": lambda machine, _: machine.push({}),
    "EMPTY_SET": lambda machine, _: machine.push(set()),
    "LIST": lambda machine, _: machine.push(machine.group()),
    "TUPLE": lambda machine, _: machine.push(tuple(machine.group())),
    "DICT": lambda machine, _: _dict(machine),
    "FROZENSET": lambda machine, _: _frozen(machine),
    "APPEND": lambda machine, _: _append(machine),
    "APPENDS": lambda machine, _: _append_all(machine),
    "ADDITEMS": lambda machine, _: _add_all(machine),
    "SETITEM": lambda machine, _: _set_item(machine),
    "SETITEMS": lambda machine, _: _set_items(machine, machine.group()),
    "GLOBAL": lambda machine, name: _named(machine, name.replace(" ", ".")),
    "STACK_GLOBAL": lambda machine, _: _stack_named(machine),
    "REDUCE": lambda machine, _: _object(machine),
    "NEWOBJ": lambda machine, _: _object(machine),
    "NEWOBJ_EX": lambda machine, _: _object_with_keywords(machine),
    "OBJ": lambda machine, _: _grouped_object(machine),
    "INST": lambda machine, name: _instance(machine, name.replace(" ", ".")),
    "BUILD": lambda machine, _: _state(machine),
}


def _moment(data: bytes | str, *_: object) -> datetime:
    """Read the ten bytes of a pickled datetime; its zone and microseconds are left out."""
    raw = _raw(data, 10)
    return datetime(raw[0] * 256 + raw[1], raw[2] & 127, *raw[3:7])


def _day(data: bytes | str, *_: object) -> date:
    raw = _raw(data, 4)
    return date(raw[0] * 256 + raw[1], raw[2], raw[3])


def _raw(data: bytes | str, size: int) -> bytes:
    raw = data.encode("latin-1") if isinstance(data, str) else data
    if not isinstance(raw, bytes) or len(raw) != size:
        raise PickleError("has a date that is none")
    return raw


def _written(text: Any) -> str:
    """Give back a text; of other values a text would be as large as all that they refer to."""
    if not isinstance(text, str):
        raise PickleError("takes something else for a text")
    return text


def _collected(kind: type[Any]) -> Callable[..., Any]:
    return lambda items=(): kind(items if isinstance(items, (list, tuple, set)) else ())


_MADE: Final[dict[str, Callable[..., Any]]] = {
    "datetime.datetime": _moment,
    "datetime.date": _day,
    "decimal.Decimal": lambda text="0": Decimal(_written(text)[:1000]),
    "_codecs.encode": lambda text="", *_: _written(text).encode("latin-1"),
    "__builtin__.bytes": lambda *_: b"",
    "collections.defaultdict": lambda *_: {},
    "collections.OrderedDict": lambda *_: {},
    **{f"{module}.{kind.__name__}": _collected(kind) for module in ("builtins", "__builtin__")
       for kind in (set, frozenset, list, tuple)},
}  # fmt: skip
"""What plain values are made by, instead of what the pickle names."""


@cache
def _listed() -> frozenset[str]:
    """The names on the list."""
    lines = (Path(__file__).parent / "whoosh_classes.txt").read_text("utf8").splitlines()
    return frozenset(line for line in lines if line and not line.startswith("#")) | frozenset(_MADE)
