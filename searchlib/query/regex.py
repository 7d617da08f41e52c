"""Here is a regular expression, give me its machine.

Understood: letters, ``.``, ``[a-z]``, ``[^a-z]``, ``\\d \\w \\s`` and their opposites, ``( | )``, ``* + ?``
and ``{2,3}``. It must match a whole form; letters are folded as the forms are. Look-around and references back
have no place in a word and are refused.
"""

import re
from typing import Final, NamedTuple, TypeAlias

from searchlib.analyse.fold import fold
from searchlib.query.automaton import Automaton, Letters, Machine, PatternError, Test, letters

_DEEPEST: Final = 50
_LONGEST: Final = 1000
_COUNT: Final = re.compile(r"\{(\d{1,3})(?:(,)(\d{1,3})?)?\}|[*+?]")
_DIGITS: Final = (("0", "9"),)
_ALNUM: Final = (("0", "9"), ("a", "z"), ("\u00aa", "\U0010ffff"))
_BLANKS: Final = (("\t", "\r"), (" ", " "))
_CLASSES: Final = {"d": _DIGITS, "w": _ALNUM, "s": _BLANKS}


class _Sequence(NamedTuple):
    parts: "list[_Tree]"


class _Choice(NamedTuple):
    options: "list[_Tree]"


class _Repeat(NamedTuple):
    part: "_Tree"
    least: int
    most: int | None


class _One(NamedTuple):
    test: Test


_Tree: TypeAlias = _Sequence | _Choice | _Repeat | _One


def regex(pattern: str) -> Automaton:
    """Make a machine for a regular expression.

    Raises:
        PatternError: it is none, or too large.

    Example:
        >>> machine = regex("organi[sz]ed?|(?:ab){2}")
        >>> [machine.matches(word) for word in ("organise", "organized", "abab", "ab")]
        [True, True, True, False]
    """
    if len(pattern) > _LONGEST:
        raise PatternError(f"more than {_LONGEST} characters")
    reader = _Reader(pattern.removeprefix("^").removesuffix("$"))
    tree = reader.choice(0)
    if reader.place < len(reader.pattern):
        raise PatternError("a parenthesis too many")
    machine = Machine()
    start = machine.state()
    return Automaton(machine, start=start, end=_build(machine, tree, start))


def _build(machine: Machine, tree: _Tree, start: int) -> int:
    """Add the machine of *tree* behind *start*; give the state where it ends."""
    state = start
    match tree:
        case _One(test):
            state = machine.state()
            machine.step(test, start, state)
        case _Sequence(parts):
            for part in parts:
                state = _build(machine, part, state)
        case _Choice(options):
            state = machine.state()
            for option in options:
                machine.move(_build(machine, option, _after(machine, start)), state)
        case _Repeat(part, least, most):
            for _ in range(least):
                state = _build(machine, part, state)
            state = _loop(machine, part, state) if most is None else _up_to(machine, part, most - least, start=state)
    return state


def _after(machine: Machine, state: int) -> int:
    fresh = machine.state()
    machine.move(state, fresh)
    return fresh


def _loop(machine: Machine, part: _Tree, start: int) -> int:
    loop = _after(machine, start)
    machine.move(_build(machine, part, loop), loop)
    return _after(machine, loop)


def _up_to(machine: Machine, part: _Tree, times: int, *, start: int) -> int:
    end, state = _after(machine, start), start
    for _ in range(times):
        state = _build(machine, part, state)
        machine.move(state, end)
    return end


class _Reader:
    """A pattern being read from left to right."""

    __slots__ = ("pattern", "place")

    def __init__(self, pattern: str) -> None:
        self.pattern, self.place = pattern, 0

    def choice(self, depth: int) -> _Tree:
        if depth > _DEEPEST:
            raise PatternError(f"more than {_DEEPEST} parentheses inside each other")
        options: list[_Tree] = [self._sequence(depth)]
        while self._takes("|"):
            options.append(self._sequence(depth))
        return options[0] if len(options) == 1 else _Choice(options)

    def _sequence(self, depth: int) -> _Tree:
        parts: list[_Tree] = []
        while self.place < len(self.pattern) and self.pattern[self.place] not in "|)":
            parts.append(self._counted(self._atom(depth)))
        return _Sequence(parts)

    def _counted(self, part: _Tree) -> _Tree:
        found = _COUNT.match(self.pattern, self.place)
        if not found:
            return part
        self.place = found.end()
        self._takes("?")  # lazy or greedy: the same words match
        least, most = {"*": (0, None), "+": (1, None), "?": (0, 1)}.get(found[0], (0, 0))
        if found[1]:
            least = int(found[1])
            most = int(found[3]) if found[3] else None if found[2] else least
        if most is not None and most < least:
            raise PatternError(f"at least {least} but at most {most}")
        return _Repeat(part, least, most)

    def _atom(self, depth: int) -> _Tree:
        sign = self.pattern[self.place]
        self.place += 1
        match sign:
            case "(":
                return self._group(depth)
            case "[":
                return self._class()
            case ".":
                return _One(None)
            case "\\":
                return self._escape()
            case "*" | "+" | "?":
                raise PatternError(f"nothing to repeat before {sign}")
            case _:
                return _Sequence([_One(letter) for letter in fold(sign)])

    def _group(self, depth: int) -> _Tree:
        if self._takes("?") and not self._takes(":"):
            raise PatternError("only (?: is understood after a parenthesis")
        inside = self.choice(depth + 1)
        if not self._takes(")"):
            raise PatternError("a parenthesis is not closed")
        return inside

    def _class(self) -> _Tree:
        close = self.pattern.find("]", self.place + 1)
        if close < 0:
            raise PatternError("a bracket is not closed")
        inside, self.place = self.pattern[self.place : close], close + 1
        if "\\" in inside:
            raise PatternError("no backslash is understood between brackets")
        return _One(letters("".join(low if len(low := fold(sign)) == 1 else sign for sign in inside)))

    def _escape(self) -> _Tree:
        sign = self.pattern[self.place : self.place + 1]
        self.place += 1
        if sign.lower() in _CLASSES:
            return _One(Letters(_CLASSES[sign.lower()], sign.isupper()))
        if not sign or sign.isalnum():
            raise PatternError(f"\\{sign} is not understood")
        return _One(sign)

    def _takes(self, sign: str) -> bool:
        taken = self.pattern.startswith(sign, self.place)
        self.place += taken
        return taken
