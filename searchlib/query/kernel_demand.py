"""Here is nearness, a window or a number of times, give me what the kernel is to demand of where words stand.

`searchlib.query.witness` is the definition. Clauses that hold for the article as a whole, or are denied, and windows of
one kind within another are left to it.
"""

from typing import NamedTuple, TypeAlias

from searchlib.query.binding import QUOTATION
from searchlib.query.fields import QUOTED, parts
from searchlib.query.nodes import (
    And,
    AtLeast,
    Before,
    Best,
    Boost,
    Near,
    Node,
    Or,
    Phrase,
    Scope,
    children,
    field_of,
    is_word,
    leaves,
)
from searchlib.query.units import LEAD, column_of

_STANDS, _ALL, _ANY = range(3)
_WORD, _PHRASE, _ONE_OF, _NEAR, _BEFORE = range(5)
_TEXT, _UNITS, _LEAD = range(3)

Step: TypeAlias = tuple[object, ...]


class Demand(NamedTuple):
    """What is demanded, in the tuples that program.cpp reads."""

    windows: int
    """Nothing but the text, its windows, or the lead."""
    column: str
    """The list that says where windows begin, or nothing."""
    words: int
    """Number of words and phrases that it speaks of: all that stand below the node, from left to right."""
    holding: Step


def demand(node: Node) -> Demand | None:
    """Tell what the kernel is to demand of an article that has all clauses of a node; None where it cannot.

    Example:
        >>> from searchlib.query.nodes import Term
        >>> demand(Near(Term("text", "a", "a"), Term("text", "b", "b"), 5)).holding
        (0, 1, True, (3, 5, ((0, 0), (0, 0))))
    """
    if isinstance(node, Scope):
        windows, column = _LEAD if node.kind == LEAD else _UNITS, column_of(node.kind)
        holding = _holding(And(node.clauses), node.kind)
    elif isinstance(node, (Near, Before, AtLeast)):
        windows, column = _TEXT, ""
        holding = _standing(node)
    else:
        return None
    return Demand(windows, column, sum(1 for _ in leaves(node)), holding) if holding else None


def _holding(node: Node, kind: str) -> Step:
    """Tell what must hold in a window of a kind; nothing where the kernel cannot say it."""
    match node:
        case And(clauses):
            return _joined(_ALL, clauses, kind)
        case Scope(own, clauses) if own == kind:
            return _joined(_ALL, clauses, kind)
        case Or(clauses) | Best(clauses):
            return _joined(_ANY, clauses, kind)
        case Boost(clause):
            return _holding(clause, kind)
        case _:
            covered = QUOTED if kind == QUOTATION else ("title", "body")
            return _standing(node) if set(parts(field_of(node))).issubset(covered) else ()


def _joined(how: int, clauses: tuple[Node, ...], kind: str) -> Step:
    found = tuple(_holding(clause, kind) for clause in clauses)
    if len(found) == 1:
        return found[0]
    return (how, 0, found) if found and all(found) else ()


def _standing(node: Node) -> Step:
    """Demand so many places of a clause, whose words are all of one field; nothing where the kernel cannot say it."""
    least = node.count if isinstance(node, AtLeast) else 1
    field = field_of(node)
    places = _places(node, field)
    return (_STANDS, least, parts(field)[0] == "title", places) if places and least > 0 else ()


def _places(node: Node, field: str) -> Step:
    """Tell of what the places are made; nothing where the kernel cannot say it."""
    if is_word(node) or isinstance(node, Phrase):
        return (_PHRASE if isinstance(node, Phrase) else _WORD, 0) if node.field == field else ()
    match node:
        case Or() | Best():
            how, reach = _ONE_OF, 0
        case Near(_, _, reach):
            how = _NEAR
        case Before(_, _, reach):
            how = _BEFORE
        case Boost(clause) | AtLeast(clause):
            return _places(clause, field)
        case _:
            return ()
    found = tuple(_places(clause, field) for clause in children(node))
    return (how, reach, found) if found and all(found) else ()
