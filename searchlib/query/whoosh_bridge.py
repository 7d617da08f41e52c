"""Here is a query of Whoosh's, give me our tree; here is our tree, give me Whoosh's.

The one file of this room that knows Whoosh; it is loaded late, since importing ``whoosh.query`` costs more than a
whole search. What has no counterpart is a `QueryError`, never an approximation.
"""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any, Final

from whoosh import query as whoosh
from whoosh.query.qcore import Query as WhooshQuery

from searchlib.errors import QueryError, UsageError
from searchlib.query import nodes
from searchlib.query.fields import DATE, KEYS, NAMES, STEMMED, TEXT, parts
from searchlib.query.nodes import Node, fold

_DEEPEST: Final = 200


def from_whoosh(query: WhooshQuery) -> Node:
    """Read a query of Whoosh's.

    Args:
        query: A tree of Whoosh's own nodes over our fields. Its terms are taken as they are where they are terms of
            the index, so analyse them first, as Whoosh's parser does with our schema.

    Returns:
        Our tree; scores are ours.

    Raises:
        QueryError: a node or field without a counterpart, or a tree deeper than 200.
        UsageError: it is no query of Whoosh's.

    Example:
        >>> from_whoosh(whoosh.And([whoosh.Term("title", "polic"), whoosh.Every()]))
        And(clauses=(Term(field='title', term='polic', form='polic', span=(0, 0)), Every(span=(0, 0))), span=(0, 0))
    """
    if not isinstance(query, WhooshQuery):
        raise UsageError("query", query, "a text in the query language, or a query of Whoosh's")
    return _read(query, 0)


def _read(query: WhooshQuery, depth: int) -> Node:
    if depth > _DEEPEST:
        raise _unknown(f"a query deeper than {_DEEPEST} levels")
    below = [_read(clause, depth + 1) for clause in _clauses(query)]
    node = _node(query, below)
    boost = float(getattr(query, "boost", 1.0))
    # NullQuery is one for all: a boost that Whoosh gave to a query around it has stayed with it
    return node if boost == 1.0 or isinstance(node, nodes.Nothing) else nodes.Boost(node, boost)


def _clauses(query: WhooshQuery) -> list[WhooshQuery]:
    if isinstance(query, whoosh.BinaryQuery):
        return [query.a, query.b]
    if isinstance(query, (whoosh.Not, whoosh.ConstantScoreQuery)):
        return [query.query if isinstance(query, whoosh.Not) else query.child]
    if type(query) in (whoosh.And, whoosh.Or, whoosh.DisjunctionMax):
        return list(query.subqueries)
    return []


def _node(query: WhooshQuery, below: list[Node]) -> Node:
    kind = type(query)
    if kind in _BRANCHES:
        return _BRANCHES[kind](below) if below else nodes.Nothing()
    if kind in _LEAVES:
        return _LEAVES[kind](query)
    raise _unknown(f"Whoosh's {kind.__name__}")


_BRANCHES: Final[dict[type, Callable[[list[Node]], Node]]] = {
    whoosh.And: lambda below: nodes.And(tuple(below)),
    whoosh.Or: lambda below: nodes.Or(tuple(below)),
    whoosh.DisjunctionMax: lambda below: nodes.Best(tuple(below)),
    whoosh.Not: lambda below: nodes.Not(below[0]),
    whoosh.AndNot: lambda below: nodes.And((below[0], nodes.Not(below[1]))),
    whoosh.AndMaybe: lambda below: nodes.Maybe(below[0], (below[1],)),
    whoosh.Require: lambda below: nodes.Require(below[0], (below[1],)),
    whoosh.ConstantScoreQuery: lambda below: nodes.Boost(below[0], 0.0),
}


def _field(query: Any) -> str:
    field = str(query.fieldname)
    if field not in NAMES - {TEXT}:
        raise _unknown(f"the field {field}")
    return field


def _term(query: Any) -> Node:
    field, text = _field(query), _text(query.text)
    return nodes.Key(field, text) if field in KEYS else nodes.Term(field, text, text)


def _text(value: object) -> str:
    return value.decode("utf8", "surrogatepass") if isinstance(value, bytes) else str(value)


def _phrase(query: Any) -> Node:
    field = _field(query)
    words = tuple(nodes.Term(field, _text(word), _text(word)) for word in query.words)
    return nodes.Phrase(field, words, max(0, int(query.slop) - 1)) if words else nodes.Nothing()


def _every(query: Any) -> Node:
    return nodes.Exists(_field(query)) if query.fieldname else nodes.Every()


def _numbers(query: Any) -> Node:
    low = None if query.start is None else int(query.start) + bool(query.startexcl)
    high = None if query.end is None else int(query.end) - bool(query.endexcl)
    return nodes.NumberRange(_field(query), low, high)


def _days(query: Any) -> Node:
    if _field(query) != DATE:
        raise _unknown("a date range of another field than date")
    low = None if query.startdate is None else _ordinal(query.startdate) + bool(query.startexcl)
    high = None if query.enddate is None else _ordinal(query.enddate) - bool(query.endexcl)
    return nodes.DateRange(low, high)


def _ordinal(value: date | datetime) -> int:
    return value.toordinal()


_LEAVES: Final[dict[type, Callable[[Any], Node]]] = {
    whoosh.Term: _term,
    whoosh.Phrase: _phrase,
    whoosh.Prefix: lambda query: nodes.Prefix(_field(query), _text(query.text)),
    whoosh.Wildcard: lambda query: nodes.Wildcard(_field(query), _text(query.text)),
    whoosh.FuzzyTerm: lambda query: nodes.Fuzzy(_field(query), _text(query.text), min(2, int(query.maxdist))),
    whoosh.Regex: lambda query: nodes.Regex(_field(query), _text(query.text)),
    whoosh.Every: _every,
    whoosh.NullQuery.__class__: lambda query: nodes.Nothing(),
    whoosh.NumericRange: _numbers,
    whoosh.DateRange: _days,
}


def to_whoosh(node: Node) -> WhooshQuery:
    """Write our tree as a query of Whoosh's, for an index of ours that Whoosh has opened.

    Args:
        node: The query.

    Returns:
        A query that matches the same articles where Whoosh has no error; scores are Whoosh's.

    Raises:
        QueryError: Whoosh has no counterpart, e.g. for windows, nearness and dates as intervals.

    Example:
        >>> to_whoosh(nodes.Not(nodes.Prefix("speaker", "kag")))
        Not(Prefix('speaker', 'kag'))
    """
    return fold(node, _written)


def _written(node: Node, below: list[WhooshQuery]) -> WhooshQuery:
    match node:
        case nodes.And():
            return whoosh.And(below)
        case nodes.Or():
            return whoosh.Or(below)
        case nodes.Best():
            return whoosh.DisjunctionMax(below)
        case nodes.Not():
            return whoosh.Not(below[0])
        case nodes.Maybe():
            return whoosh.AndMaybe(below[0], below[1] if len(below) == 2 else whoosh.Or(below[1:]))
        case nodes.Require():
            return whoosh.Require(below[0], below[1] if len(below) == 2 else whoosh.And(below[1:]))
        case nodes.Boost() if below[0] is whoosh.NullQuery:
            return below[0]  # the one of its kind: a boost would stay with it
        case nodes.Boost(_, factor):
            return below[0].with_boost(getattr(below[0], "boost", 1.0) * factor)
        case nodes.Every():
            return whoosh.Every()
        case nodes.Nothing():
            return whoosh.NullQuery
        case nodes.Key(field, value):
            return whoosh.Term(field, value)
        case _ if getattr(node, "field", None):
            return _in_parts(node)
        case _:
            raise _unknown(type(node).__name__)


def _in_parts(node: Any) -> WhooshQuery:
    leaves = [_leaf(node._replace(field=field), field) for field in parts(node.field)]
    return leaves[0] if len(leaves) == 1 else whoosh.Or(leaves)


def _leaf(node: Node, field: str) -> WhooshQuery:
    match node:
        case nodes.Term(_, term):
            return whoosh.Term(field, term)
        case nodes.Phrase(_, words, 0) if all(isinstance(word, nodes.Term) for word in words):
            return whoosh.Phrase(field, [word[1] for word in words])
        case nodes.Exists():
            return whoosh.Every(field)
        case nodes.Prefix(_, prefix) if field not in STEMMED:
            return whoosh.Prefix(field, prefix)
        case nodes.Wildcard(_, pattern) if field not in STEMMED:
            return whoosh.Wildcard(field, pattern)
        case _:
            raise _unknown(f"{type(node).__name__} in {field}")


def _unknown(what: str) -> QueryError:
    return QueryError(f"{what} has no counterpart", start=0, end=0, hint="put it in the query language instead")
