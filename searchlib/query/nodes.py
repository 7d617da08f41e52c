"""Here is what was asked, as a tree of small frozen values.

Every node ends with the span of the query that it was read from. A new form of query is one class here, one case
in `execute`, one in `witness` (where it stands in one article), one strategy in the tests.

Nodes are tuples: two of different classes may be equal, so never use a bare node as a key.
"""

from collections.abc import Callable, Iterator

from searchlib.hints import TYPE_CHECKING, TypeAlias, TypeGuard, TypeVar
from searchlib.model import Span
from searchlib.model.record import Record

NOWHERE: Span = (0, 0)
"""The span of a node that nobody typed."""

if TYPE_CHECKING:
    Node: TypeAlias = "Leaf | Branch"
else:  # in quotes below it would be compiled, see `tests/architecture`
    Node = tuple

# ── leaves: what stands at a position ────────────────────────────────────────────────────────


class Term(Record):
    """A word: its term (stemmed where the field stems) and the form that was typed."""

    field: str
    term: str
    form: str
    span: Span = NOWHERE


class Form(Record):
    """Exactly this surface form, not its stem: ``exact(word)``."""

    field: str
    form: str
    span: Span = NOWHERE


class Prefix(Record):
    """Surface forms that begin so."""

    field: str
    prefix: str
    span: Span = NOWHERE


class Wildcard(Record):
    """Surface forms of a shape: ``*`` any letters, ``?`` one, ``[a-f]`` one of these."""

    field: str
    pattern: str
    span: Span = NOWHERE


class Fuzzy(Record):
    """Surface forms at most so many edits away (insert, delete, replace, swap neighbours)."""

    field: str
    form: str
    edits: int
    span: Span = NOWHERE


class Regex(Record):
    """Surface forms that a regular expression matches as a whole (see `automaton`)."""

    field: str
    pattern: str
    span: Span = NOWHERE


Pattern: TypeAlias = Form | Prefix | Wildcard | Fuzzy | Regex
Word: TypeAlias = Term | Pattern


class Phrase(Record):
    """Words side by side; ``slop`` is how many moves they may be away from that, as in Lucene."""

    field: str
    words: tuple[Word, ...]
    slop: int = 0
    span: Span = NOWHERE


# ── leaves: what holds for an article ────────────────────────────────────────────────────────


class Key(Record):
    """The exact value of a field without positions: id, lang."""

    field: str
    value: str
    span: Span = NOWHERE


class DateRange(Record):
    """The article's interval overlaps these days (ordinals, both included; None is open)."""

    earliest: int | None
    latest: int | None
    span: Span = NOWHERE


class DateInside(Record):
    """The article's interval lies inside these days."""

    earliest: int | None
    latest: int | None
    span: Span = NOWHERE


class MonthDays(Record):
    """The article's interval or its pattern touches these days of any year (month * 100 + day)."""

    first: int
    last: int
    span: Span = NOWHERE


class DateUnknown(Record):
    """The article has no date with a year."""

    span: Span = NOWHERE


class NumberRange(Record):
    """A number column lies between these, both included; None is open."""

    column: str
    least: int | None
    most: int | None
    span: Span = NOWHERE


class Exists(Record):
    """The field has a value: ``field:*``."""

    field: str
    span: Span = NOWHERE


class Every(Record):
    """Every article."""

    span: Span = NOWHERE


class Nothing(Record):
    """No article: what was typed could not be understood."""

    span: Span = NOWHERE


# ── branches ─────────────────────────────────────────────────────────────────────────────────


class And(Record):
    """All clauses; scores add up."""

    clauses: tuple[Node, ...]
    span: Span = NOWHERE


class Or(Record):
    """At least one clause; scores add up."""

    clauses: tuple[Node, ...]
    span: Span = NOWHERE


class Best(Record):
    """At least one clause; the best score counts: spellings of one thing."""

    clauses: tuple[Node, ...]
    span: Span = NOWHERE


class Not(Record):
    """Articles that do not match; they score 0."""

    clause: Node
    span: Span = NOWHERE


class Maybe(Record):
    """What matches the first clause; the others only add to the score."""

    required: Node
    optional: tuple[Node, ...]
    span: Span = NOWHERE


class Require(Record):
    """What matches all clauses; only the first scores."""

    scored: Node
    required: tuple[Node, ...]
    span: Span = NOWHERE


class Boost(Record):
    """The clause with its score multiplied; by 0 it only filters."""

    clause: Node
    factor: float
    span: Span = NOWHERE


class Near(Record):
    """Two clauses at most ``distance`` words apart, in either order."""

    first: Node
    second: Node
    distance: int
    span: Span = NOWHERE


class Before(Record):
    """The first clause at most ``distance`` words before the second."""

    first: Node
    second: Node
    distance: int
    span: Span = NOWHERE


class Scope(Record):
    """All clauses within one quotation, sentence, paragraph, or within the lead."""

    kind: str
    """quotation, sentence, paragraph or lead."""
    clauses: tuple[Node, ...]
    span: Span = NOWHERE


class AtLeast(Record):
    """The clause stands at least so many times in title and body."""

    clause: Node
    count: int  # type: ignore[assignment]  # tuple.count is not missed
    span: Span = NOWHERE


class Cased(Record):
    """The clause where it is written with these capitals; it is words, a phrase or spellings of them."""

    clause: Node
    letters: str
    """some, all or none (see `capitals`)."""
    span: Span = NOWHERE


Leaf: TypeAlias = (
    Word | Phrase | Key | DateRange | DateInside | MonthDays | DateUnknown | NumberRange | Exists | Every | Nothing
)
Demanding: TypeAlias = Near | Before | AtLeast | Cased | Scope
"""What demands more than that words stand in the article."""
Branch: TypeAlias = And | Or | Best | Not | Maybe | Require | Boost | Demanding

_WORDS = (Term, Form, Prefix, Wildcard, Fuzzy, Regex)
_LEAVES = frozenset((*_WORDS, Phrase, Key, DateRange, Every))
"""The leaves that are met most; others are found to be leaves in the end."""


def is_word(node: Node) -> TypeGuard[Word]:
    """Tell whether the node stands for single words."""
    return isinstance(node, _WORDS)


WordKey: TypeAlias = tuple[object, ...]


def word_key(word: Word) -> WordKey:
    """Give what two nodes share that ask for the same: each hit reads the query anew as one about quotations."""
    return type(word), *word[:-1]


def children(node: Node) -> tuple[Node, ...]:
    """Give the clauses of a branch, nothing for a leaf.

    Example:
        >>> children(Maybe(Every(), (Nothing(),)))
        (Every(span=(0, 0)), Nothing(span=(0, 0)))
    """
    if type(node) in _LEAVES:
        return ()
    match node:
        case And(clauses) | Or(clauses) | Best(clauses) | Scope(_, clauses):
            return clauses
        case Not(clause) | Boost(clause) | AtLeast(clause) | Cased(clause):
            return (clause,)
        case Maybe(first, others) | Require(first, others):
            return (first, *others)
        case Near(first, second) | Before(first, second):
            return (first, second)
        case _:
            return ()


Found = TypeVar("Found")


def fold(node: Node, step: Callable[[Node, list[Found]], Found]) -> Found:
    """Work out a value for a tree from the leaves up. Not recursive: trees may be deep.

    Args:
        node: The tree.
        step: Gives the value of a node from the values of its clauses, in order.

    Example:
        >>> fold(And((Every(), Not(Nothing()))), lambda node, below: 1 + sum(below))
        4
    """
    found: list[Found] = []
    stack = [(node, False)]
    while stack:
        current, opened = stack.pop()
        below = children(current)
        if below and not opened:
            stack.append((current, True))
            stack.extend((clause, False) for clause in reversed(below))
            continue
        first = len(found) - len(below)
        value = step(current, found[first:])
        del found[first:]
        found.append(value)
    return found[0]


def rebuilt(node: Node, below: list[Node]) -> Node:
    """Give a branch with its clauses changed; a leaf is what it has become."""
    match node:
        case And() | Or() | Best() | Scope() if below:  # a leaf that has become a Best has nothing below it
            return node._replace(clauses=tuple(below))
        case Not() | Boost() | AtLeast() | Cased():
            return node._replace(clause=below[0])
        case Maybe(_, _, span):
            return Maybe(below[0], tuple(below[1:]), span)
        case Require(_, _, span):
            return Require(below[0], tuple(below[1:]), span)
        case Near(_, _, distance, span):
            return Near(below[0], below[1], distance, span)
        case Before(_, _, distance, span):
            return Before(below[0], below[1], distance, span)
        case _:
            return node


def leaves(node: Node) -> Iterator[Node]:
    """Give the leaves of a tree from left to right. Not recursive: trees may be deep."""
    stack = [node]
    while stack:
        current = stack.pop()
        below = children(current)
        if below:
            stack.extend(reversed(below))
        else:
            yield current


def words_of(node: Node) -> Iterator[Word]:
    """Give the words of a tree from left to right, those of phrases too."""
    for leaf in leaves(node):
        if isinstance(leaf, Phrase):
            yield from leaf.words
        elif is_word(leaf):
            yield leaf


def field_of(node: Node) -> str:
    """Give the field that a positional node is about: that of its first word."""
    return node.field if is_word(node) else getattr(next(leaves(node)), "field", "")
