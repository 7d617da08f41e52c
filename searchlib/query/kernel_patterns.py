"""Here is a pattern, give me what of it the kernel runs."""

from typing import Final, TypeAlias

from searchlib.codec.terms import encoded
from searchlib.query.automaton import Automaton, Letters, wildcard
from searchlib.query.nodes import Form, Fuzzy, Pattern, Prefix, Regex, Wildcard
from searchlib.query.regex import regex

_FORM, _PREFIX, _FUZZY, _MACHINE = range(4)
_LAST_LETTER: Final = 0x10FFFF

Step: TypeAlias = tuple[object, ...]


def pattern(word: Pattern) -> Step:
    """Give kind, head, letters, edits and machine of a pattern."""
    match word:
        case Form(_, form):
            return _FORM, encoded(form), (), 0, ()
        case Prefix(_, prefix):
            return _PREFIX, encoded(prefix), (), 0, ()
        case Fuzzy(_, form, edits):
            return _FUZZY, b"", tuple(map(ord, form)), edits, ()
        case Wildcard(_, shape):
            machine = wildcard(shape)
        case Regex(_, shape):
            machine = regex(shape)
    return _MACHINE, encoded(machine.head), (), 0, _machine(machine)


def _machine(automaton: Automaton) -> Step:
    """Give start, end, and for each state its steps and its free moves."""
    machine, start, end = automaton.parts()
    steps = tuple(tuple((target, *_letters(test)) for test, target in some) for some in machine.steps)
    return start, end, steps, tuple(map(tuple, machine.moves))


def _letters(test: Letters | str | None) -> tuple[int, tuple[tuple[int, int], ...]]:
    """Give whether the letters are those outside the ranges, and the ranges."""
    if test is None:
        return 0, ((0, _LAST_LETTER),)
    if isinstance(test, str):
        return 0, ((ord(test), ord(test)),)
    return int(test.negated), tuple((ord(low), ord(high)) for low, high in test.ranges)
