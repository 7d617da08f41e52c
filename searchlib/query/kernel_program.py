"""Here is a query and a snapshot, give me the program that the kernel runs: clauses before their branch.

What the kernel does not know (days of any year, windows with something denied in them) is worked out beforehand and
handed over as a list of documents with scores; the rest of the query stays with the kernel.
"""

from array import array
from collections.abc import Callable, Sequence, Set
from operator import attrgetter

from searchlib.codec import kernel
from searchlib.codec.columns import MISSING
from searchlib.codec.snapshot import Snapshot
from searchlib.codec.terms import encoded
from searchlib.hints import TYPE_CHECKING, Final, TypeAlias
from searchlib.model import Diagnostic
from searchlib.model.record import Record
from searchlib.query.bm25 import TITLE_BOOST, Scores, factors, idf
from searchlib.query.fields import DATE, KEYS, NUMBERS, TEXT, parts
from searchlib.query.nodes import (
    And,
    AtLeast,
    Before,
    Best,
    Boost,
    DateInside,
    DateRange,
    DateUnknown,
    Every,
    Exists,
    Form,
    Fuzzy,
    Key,
    Maybe,
    Near,
    Node,
    Not,
    Nothing,
    NumberRange,
    Or,
    Phrase,
    Prefix,
    Regex,
    Require,
    Scope,
    Term,
    Wildcard,
    Word,
    children,
    word_key,
)

if TYPE_CHECKING:
    from searchlib.codec.kernel._kernel import Field, Group, Segments, Steps
    from searchlib.query.kernel_demand import Demand
else:  # what the kernel holds; in quotes below it would be compiled, see `tests/architecture`
    Group = Segments = Steps = object

(
    _WORD, _PATTERN, _PHRASE, _AND, _OR, _BEST, _NOT, _MAYBE, _REQUIRE, _BOOST, _RANGES, _BYTES, _DOCS,
    _EVERY, _NOTHING, _STANDS,
) = range(16)  # fmt: skip
_BRANCHES: Final[dict[type, int]] = {
    And: _AND, Or: _OR, Best: _BEST, Not: _NOT, Maybe: _MAYBE, Require: _REQUIRE,
}  # fmt: skip
_CLAUSES: Final[dict[type, Callable[..., tuple[Node, ...]]]] = {
    **dict.fromkeys((And, Or, Best), attrgetter("clauses")),
    **dict.fromkeys((Not, Boost), lambda node: (node.clause,)),
    **dict.fromkeys((Maybe, Require), lambda node: (node[0], *node[1])),
}
_CHEAP: Final = (Term, DateRange, DateInside, DateUnknown, NumberRange, Key)
_LEAST, _MOST = -(2**62), 2**62

_Step: TypeAlias = tuple[object, ...]


class All(Record):
    """Everything that matches, a mapping a segment."""

    scores: tuple[Scores, ...]
    diagnostics: tuple[Diagnostic, ...]


WorkOut: TypeAlias = Callable[[Node, tuple[Node, ...], Snapshot], All]
"""Evaluates a clause; of articles that do not match what must hold beside it nobody asks."""


class Program(Record):
    """A query as the kernel takes it."""

    segments: Segments
    groups: tuple[Group, ...]
    steps: Steps
    words: tuple[Word, ...]
    """All words and patterns in the order in which the kernel counts them."""
    diagnostics: tuple[Diagnostic, ...]
    """Of the clauses that were worked out beforehand."""
    places: dict[str, int]
    """Field asked for → its place among the groups."""


def program(node: Node, snapshot: Snapshot, *, left: WorkOut) -> Program:
    """Translate a query.

    Args:
        node: The query.
        snapshot: The index.
        left: Evaluates a clause that the kernel does not know.

    Returns:
        The program; clauses that the kernel does not know have been evaluated.

    Raises:
        IndexDamaged: a segment is not what was written.

    Cost: linear in the nodes; of clauses that the kernel does not know, theirs.
    """
    writer = _Writer(snapshot, left)
    beside: dict[int, tuple[Node, ...]] = {}
    stack: list[tuple[Node, tuple[Node, ...]]] = [(node, ())]
    while stack:
        current, written = stack.pop()
        if written:
            writer.steps.append(writer.branch(current, written))
        elif clauses := _clauses(current):
            beside |= _beside(current)
            stack.append((current, clauses))
            stack.extend((clause, ()) for clause in reversed(clauses))
        else:
            writer.steps.append(writer.leaf(current, beside.get(id(current), ())))
    groups, steps, words = tuple(writer.groups), tuple(writer.steps), tuple(writer.words)
    return Program(kernel.segments(snapshot), groups, steps, words, tuple(writer.diagnostics), writer.places)


def _beside(node: Node) -> dict[int, tuple[Node, ...]]:
    """Give for each clause of an AND that the kernel does not know those beside it that are words and conditions.

    Patterns are left out: those that stand for too much would be noted twice.
    """
    if type(node) is not And:
        return {}
    left = [clause for clause in node.clauses if not _clauses(clause) and not _known(clause)]
    others = tuple(clause for clause in node.clauses if isinstance(clause, _CHEAP)) if left else ()
    return {id(clause): others for clause in left}


def narrowing(among: Sequence[Set[int]]) -> Steps:
    """Give the steps that, behind a program, leave only some documents of each segment."""
    lists = tuple((array("I", sorted(docs)).tobytes(), bytes(8 * len(docs))) for docs in among)
    return ((_DOCS, 0, lists), (_AND, 2))


def left_over(node: Node) -> tuple[Node, ...]:
    """Give the clauses of a query that the kernel does not know.

    Example:
        >>> from searchlib.query.nodes import MonthDays
        >>> left_over(And((Every(), MonthDays(1102, 1105))))
        (MonthDays(first=1102, last=1105, span=(0, 0)),)
    """
    found: list[Node] = []
    stack = [node]
    while stack:
        current = stack.pop()
        clauses = _clauses(current)
        stack.extend(reversed(clauses))
        if not clauses and not _known(current):
            found.append(current)
    return tuple(found)


def deeper(node: Node, limit: int) -> bool:
    """Tell whether clauses are nested deeper than *limit*.

    Example:
        >>> deeper(And((Not(Every()),)), 2), deeper(And((Not(Every()),)), 3)
        (True, False)
    """
    level: tuple[Node, ...] = (node,)
    while level and limit:
        level = tuple(clause for one in level for clause in _clauses(one))
        limit -= 1
    return bool(level)


def _clauses(node: Node) -> tuple[Node, ...]:
    """Give the clauses of a branch that the kernel knows."""
    of_branch = _CLAUSES.get(type(node))
    if of_branch is not None:
        return of_branch(node)
    return children(node) if _demand(node) is not None else ()


def _demand(node: Node) -> "Demand | None":
    """Tell what the kernel is to demand of where words stand (see `kernel_demand.demand`)."""
    if not isinstance(node, (Near, Before, AtLeast, Scope)):
        return None
    from searchlib.query.kernel_demand import demand  # noqa: PLC0415  # few queries ask where words stand

    return demand(node)


def _known(node: Node) -> bool:
    return isinstance(
        node,
        (
            Term, Form, Prefix, Wildcard, Fuzzy, Regex, Phrase, Key, DateRange, DateInside, DateUnknown, NumberRange,
            Every, Nothing,
        ),
    ) or (isinstance(node, Exists) and node.field not in KEYS)  # fmt: skip


class _Writer:
    """A program being written."""

    def __init__(self, snapshot: Snapshot, left: WorkOut) -> None:
        self._snapshot, self._left = snapshot, left
        self.places: dict[str, int] = {}
        self.groups: list[Group] = []
        self.steps: list[_Step] = []
        self.words: list[Word] = []
        self.diagnostics: list[Diagnostic] = []

    def branch(self, node: Node, clauses: Sequence[Node]) -> _Step:
        """Give the step of a branch."""
        if isinstance(node, Boost):
            return (_BOOST, 1, float(node.factor))
        asked = _demand(node)
        if asked is not None:
            starts = kernel.rows(self._snapshot, asked.column) if asked.column else ()
            return (_STANDS, len(clauses), asked.windows, asked.words, starts, asked.holding)
        return (_BRANCHES[type(node)], len(clauses))

    def leaf(self, node: Node, beside: tuple[Node, ...]) -> _Step:
        """Give the step of a leaf, or of a clause that the kernel does not know."""
        if isinstance(node, Term):
            return self._word(node)
        match node:
            case Form() | Prefix() | Wildcard() | Fuzzy() | Regex():
                return self._word(node)
            case Phrase(field, words, slop):
                return (_PHRASE, 0, self._group(field), slop, tuple(map(self._word, words)))
            case Every():
                return (_EVERY, 0)
            case Nothing():
                return (_NOTHING, 0)
            case Key(field, value):
                return self._key(field, value)
            case Exists(field) if field not in KEYS and field != DATE and field not in NUMBERS:
                return (
                    _BYTES,
                    0,
                    tuple(self._existing(number, field) for number in range(len(self._snapshot.segments))),
                )
        ranges = _ranges(node)
        if ranges is None:
            return (_DOCS, 0, self._listed(node, beside))
        return (_RANGES, 0, tuple((kernel.columns(self._snapshot, name), low, high) for name, low, high in ranges))

    def _word(self, word: Word) -> _Step:
        self.words.append(word)
        group = self._group(word.field)
        tally = self._snapshot.tally
        given = () if tally is None else (idf(tally.documents, tally.frequencies.get(word_key(word), 0)),)
        if isinstance(word, Term):
            return (_WORD, 0, group, encoded(word.term), *given)
        from searchlib.query.kernel_patterns import pattern  # noqa: PLC0415  # its machines are for few queries

        return (_PATTERN, 0, group, *pattern(word), *given)

    def _group(self, field: str) -> int:
        """Give the place of a field asked for; open it where it is asked for the first time."""
        if field not in self.places:
            self.places[field] = len(self.groups)
            self.groups.append(_group(field, self._snapshot))
        return self.places[field]

    def _key(self, field: str, value: str) -> _Step:
        """A key scores nothing: hand over its list."""
        lists = []
        for live in self._snapshot.segments:
            postings = live.segment.postings(field, encoded(value))
            docs = bytes(postings.docs) if postings is not None else b""
            lists.append((docs, bytes(2 * len(docs))))
        return (_DOCS, 0, tuple(lists))

    def _existing(self, number: int, field: str) -> "tuple[Field, ...]":
        fields = (kernel.part(self._snapshot, part)[number] for part in parts(field))
        return tuple(found for found in fields if found is not None)

    def _listed(self, node: Node, beside: tuple[Node, ...]) -> tuple[tuple[bytes, bytes], ...]:
        """Have a clause evaluated elsewhere."""
        found = self._left(node, beside, self._snapshot)
        self.diagnostics += found.diagnostics
        return tuple(map(_packed, found.scores))


def _packed(scores: Scores) -> tuple[bytes, bytes]:
    docs = sorted(scores)
    return array("I", docs).tobytes(), array("d", [scores[doc] for doc in docs]).tobytes()


def _group(field: str, snapshot: Snapshot) -> Group:
    """Give the parts of a field asked for; they are kept with the snapshot, where it counts by what it holds."""
    if snapshot.tally is not None:
        return _opened(field, snapshot)
    key = f"group/{field}"
    if key not in snapshot.opened:
        snapshot.opened[key] = _opened(field, snapshot)
    return snapshot.opened[key]  # type: ignore[return-value]


def _opened(field: str, snapshot: Snapshot) -> Group:
    return tuple(
        (_table(snapshot.average_length(part), _boost(field, part)), kernel.part(snapshot, part))
        for part in parts(field)
    )


def _boost(field: str, part: str) -> float:
    return TITLE_BOOST if part == "title" and field == TEXT else 1.0


def _table(average: float, boost: float) -> bytes:
    return array("d", factors(average, boost)).tobytes()


def _ranges(node: Node) -> tuple[tuple[str, int, int], ...] | None:
    """Give the columns that must lie between two numbers; None where that does not say it."""
    match node:
        case DateRange(earliest, latest):
            return ("date_earliest", MISSING + 1, _high(latest)), ("date_latest", _low(earliest), -MISSING - 1)
        case DateInside(earliest, latest):
            return ("date_earliest", _low(earliest), -MISSING - 1), ("date_latest", MISSING + 1, _high(latest))
        case DateUnknown():
            return (("date_earliest", MISSING, MISSING),)
        case NumberRange(column, least, most):
            return ((column, _low(least), _high(most)),)
        case Exists(field) if field not in KEYS:
            return (("date_earliest" if field == DATE else field, MISSING + 1, -MISSING - 1),)
        case _:
            return None


def _low(bound: int | None) -> int:
    return _LEAST if bound is None else max(MISSING, min(bound, -MISSING - 1))


def _high(bound: int | None) -> int:
    return _MOST if bound is None else max(MISSING, min(bound, -MISSING - 1))
