"""Here is a pattern, give me a machine that tells which words it matches, a letter at a time.

Wildcards, typing errors and regular expressions all become one kind of machine: a nondeterministic one, made
deterministic as far as words ask for it. So no pattern is slow: there is no going back in a word.
"""

from typing import Final, NamedTuple, TypeAlias

_MOST_STATES: Final = 4000
"""Of the machine as written; a counted repetition of more is refused."""
_MOST_KNOWN: Final = 4000
"""Of the deterministic machine; then what was worked out is forgotten and memory stays bounded."""


class PatternError(ValueError):
    """The pattern is not one; the message says why."""


class Letters(NamedTuple):
    """Some letters, or all but these."""

    ranges: tuple[tuple[str, str], ...]
    negated: bool = False

    def holds(self, letter: str) -> bool:
        """Tell whether *letter* is one of them."""
        return any(low <= letter <= high for low, high in self.ranges) is not self.negated


Test: TypeAlias = Letters | str | None
"""What a step asks of a letter: one of some, this one, or nothing."""


class Machine:
    """A nondeterministic machine under construction: states with steps on a letter and free moves."""

    __slots__ = ("moves", "steps")

    def __init__(self) -> None:
        self.steps: list[list[tuple[Test, int]]] = []
        self.moves: list[list[int]] = []

    def state(self) -> int:
        """Add a state."""
        if len(self.steps) >= _MOST_STATES:
            raise PatternError("the pattern is too large")
        self.steps.append([])
        self.moves.append([])
        return len(self.steps) - 1

    def step(self, test: Test, source: int, target: int) -> None:
        """Let a letter that passes *test* lead from *source* to *target*."""
        self.steps[source].append((test, target))

    def move(self, source: int, target: int) -> None:
        """Let *target* be reached from *source* without a letter."""
        self.moves[source].append(target)


class _Known:
    """A state of the deterministic machine."""

    __slots__ = ("accepts", "next", "states")

    def __init__(self, states: frozenset[int], accepts: bool) -> None:
        self.states, self.accepts = states, accepts
        self.next: dict[str, _Known | None] = {}


class Automaton:
    """A machine ready to be asked. ``head`` is what every word that it matches begins with."""

    __slots__ = ("_begin", "_end", "_known", "_machine", "_start", "head")

    def __init__(self, machine: Machine, *, start: int, end: int, head: str = "") -> None:
        self._machine, self._begin, self._end, self.head = machine, start, end, head
        self._known: dict[frozenset[int], _Known] = {}
        self._start = self._reach({start})

    def matches(self, word: str) -> bool:
        """Tell whether the whole word matches.

        Cost: one dictionary look-up a letter, once such words have been seen.
        """
        state: _Known | None = self._start
        for letter in word:
            if state is None:
                return False
            known = state.next
            state = known[letter] if letter in known else self._step(state, letter)
        return state is not None and state.accepts

    def parts(self) -> tuple[Machine, int, int]:
        """Give the machine as written, the state where it starts and the one where a match ends."""
        return self._machine, self._begin, self._end

    def _step(self, state: _Known, letter: str) -> _Known | None:
        reached = {
            target
            for source in state.states
            for test, target in self._machine.steps[source]
            if test is None or test == letter or (isinstance(test, Letters) and test.holds(letter))
        }
        found = self._reach(reached) if reached else None
        state.next[letter] = found
        return found

    def _reach(self, states: set[int]) -> _Known:
        """Follow the free moves."""
        stack = list(states)
        while stack:
            for target in self._machine.moves[stack.pop()]:
                if target not in states:
                    states.add(target)
                    stack.append(target)
        key = frozenset(states)
        if key not in self._known:
            if len(self._known) >= _MOST_KNOWN:
                for known in self._known.values():
                    known.next.clear()
                self._known.clear()
            self._known[key] = _Known(key, self._end in key)
        return self._known[key]


def wildcard(pattern: str) -> Automaton:
    """Make a machine for ``*``, ``?`` and ``[a-f]``.

    Raises:
        PatternError: the pattern is too large.

    Example:
        >>> wildcard("te?t*").matches("texts"), wildcard("200[0-5]").matches("2007")
        (True, False)
    """
    machine = Machine()
    start = state = machine.state()
    place, head = 0, ""
    while place < len(pattern):
        sign, place = pattern[place], place + 1
        if sign == "*":
            machine.step(None, state, state)
            continue
        test: Test = sign
        if sign == "?":
            test = None
        elif sign == "[" and (close := pattern.find("]", place + 1)) > 0:
            test, place = letters(pattern[place:close]), close + 1
        if place == len(head) + 1 and test == sign:
            head += sign
        target = machine.state()
        machine.step(test, state, target)
        state = target
    return Automaton(machine, start=start, end=state, head=head)


def letters(inside: str) -> Letters:
    """Read what stands between brackets.

    Example:
        >>> letters("^a-c_")
        Letters(ranges=(('a', 'c'), ('_', '_')), negated=True)
    """
    negated = inside[:1] in ("^", "!") and len(inside) > 1
    rest, ranges = inside[1:] if negated else inside, []
    while rest:
        if len(rest) > 2 and rest[1] == "-":
            ranges.append((rest[0], rest[2]))
            rest = rest[3:]
        else:
            ranges.append((rest[0], rest[0]))
            rest = rest[1:]
    return Letters(tuple(ranges), negated)


def fuzzy(word: str, edits: int) -> Automaton:
    """Make a machine for words at most so many edits away (see `spelling.distance`).

    Example:
        >>> [fuzzy("kagame", 1).matches(word) for word in ("kagame", "kagmae", "kagme", "kgme")]
        [True, True, True, False]
    """
    machine = Machine()
    grid = [[machine.state() for _ in range(len(word) + 1)] for _ in range(edits + 1)]
    end = machine.state()
    for errors, row in enumerate(grid):
        machine.move(row[-1], end)
        below = grid[errors + 1] if errors < edits else None
        for place, state in enumerate(row):
            if place < len(word):
                machine.step(word[place], state, row[place + 1])
            if below is not None:
                _err(machine, word, place, state=state, below=below)
    return Automaton(machine, start=grid[0][0], end=end)


def _err(machine: Machine, word: str, place: int, *, state: int, below: list[int]) -> None:
    """Add the ways of making one error at this place."""
    machine.step(None, state, below[place])
    if place < len(word):
        machine.step(None, state, below[place + 1])
        machine.move(state, below[place + 1])
    if place + 1 < len(word):
        swapped = machine.state()
        machine.step(word[place + 1], state, swapped)
        machine.step(word[place], swapped, below[place + 2])
