"""Here is a query and one article, give me the places that speak for it.

This looks at one article at a time: it answers for phrases, nearness and windows while a query runs, and later
says what to mark in a hit and why it is one.
"""

from collections import Counter
from collections.abc import Iterable, Sequence

from searchlib.codec.segment import Segment
from searchlib.hints import TYPE_CHECKING, NamedTuple, TypeAlias
from searchlib.query.choice import Choice
from searchlib.query.fields import parts
from searchlib.query.kernel_lookup import AnyLookup
from searchlib.query.nodes import (
    And,
    AtLeast,
    Before,
    Best,
    Boost,
    Cased,
    Demanding,
    Maybe,
    Near,
    Node,
    Not,
    Or,
    Phrase,
    Require,
    Scope,
    Word,
    field_of,
    fold,
    is_word,
    leaves,
)
from searchlib.query.places import Place, before_places, merged, near_places, phrase_places
from searchlib.query.units import Units

if TYPE_CHECKING:
    from searchlib.query.capitals import Written


class Evidence(NamedTuple):
    """A clause that stands in the article: words, a phrase, or words near each other."""

    node: Node
    kind: str = ""
    """The kind of window to which it is confined, or nothing."""
    unit: int = 0
    """The number of that window."""


_InUnits: TypeAlias = dict[int, tuple[Node, ...]]
"""Number of a window → the clauses that stand in it."""
_Found: TypeAlias = "tuple[Evidence, ...] | None"
"""None where the clause does not match."""


class View:
    """One article of a snapshot, seen through the words of a query."""

    __slots__ = ("_known", "_texts", "doc", "lookup", "number", "segment")

    def __init__(self, lookup: AnyLookup, number: int, doc: int) -> None:
        self.lookup, self.number, self.doc = lookup, number, doc
        self.segment: Segment = lookup.snapshot.segments[number].segment
        self._known: dict[tuple[int, str], tuple[Node, list[Place]]] = {}
        """By identity of the node, which is held, and field: evidence, marks and snippets ask for the same."""
        self._texts: dict[str, Written] = {}
        """By field: what is written there, where capitals are asked for."""

    def positions(self, word: Word, field: str) -> Sequence[int]:
        """Give the positions of a word in a field of the index, ascending, each once."""
        return self.lookup.positions(word, field, (self.number, self.doc))

    def places(self, node: Node, field: str) -> list[Place]:
        """Give the places of a word, a phrase, alternatives of these, or what is near, in a field of the index.

        Returns:
            Places in ascending order; none where the node is about another field.
        """
        known = self._known.get((id(node), field))
        if known is None:
            if is_word(node):  # as most are: no tree is walked for it
                found = self._places(node, [], field)
            else:
                found = fold(node, lambda current, below: self._places(current, below, field))
            known = self._known[id(node), field] = node, found
        return known[1]

    def _places(self, node: Node, below: list[list[Place]], field: str) -> list[Place]:
        if is_word(node):
            return list(zip(self.positions(node, field))) if field in parts(node.field) else []
        match node:
            case Or() | Best():
                return merged(below)
            case Near(_, _, distance):
                return near_places(below[0], below[1], distance)
            case Before(_, _, distance):
                return before_places(below[0], below[1], distance)
            case Boost() | AtLeast():
                return below[0]
            case Cased(clause, letters):
                return self._cased(clause, letters, (field, below[0]))
            case Phrase(own, words, slop) if field in parts(own):
                lists = [self.positions(word, field) for word in words]
                return phrase_places(lists, slop) if all(lists) else []
            case _:
                return []

    def _cased(self, clause: Node, letters: str, standing: tuple[str, list[Place]]) -> list[Place]:
        field, places = standing
        if not places:
            return []
        from searchlib.query.capitals import written  # noqa: PLC0415  # few ask for capitals

        if field not in self._texts:
            self._texts[field] = written(self.segment, self.doc, field)
        return self._texts[field].cased(places, Choice(clause, self.lookup), letters)

    def stands(self, node: Node) -> int:
        """Count the places of a node in all fields that it is about."""
        return sum([len(self.places(node, field)) for field in fields_of(node)])

    def holds(self, node: Demanding) -> bool:
        """Tell whether words stand as is demanded: near each other, so often, within one window."""
        if isinstance(node, Scope):
            return bool(self.units(node))
        return self.stands(node) >= (node.count if isinstance(node, AtLeast) else 1)

    def units(self, scope: Scope) -> _InUnits:
        """Give the windows in which all clauses of a scope hold, with the clauses that stand there."""
        return self.within(And(scope.clauses), scope.kind)

    def within(self, node: Node, kind: str) -> _InUnits:
        """Give the windows of a kind for which a query holds, with the clauses that stand there.

        What is not about these windows (a date, the topic) holds for all of them or none, as for the article.
        """
        units = Units(self.segment, self.doc, kind)
        return fold(node, lambda current, below: self._units(current, below, units))

    def _units(self, node: Node, below: list[_InUnits], units: Units) -> _InUnits:
        match node:
            case And() | Require():
                return _joined(set(below[0]).intersection(*below[1:]), below)
            case Or() | Best():
                return _joined(set().union(*below), below)
            case Maybe():
                return _joined(set(below[0]), below)
            case Not():
                return dict.fromkeys(sorted(units.all().difference(below[0])), ())
            case Boost():
                return below[0]
            case Scope(kind) if kind != units.kind:
                return self._inner(node, units)
            case Scope():
                return _joined(set(below[0]).intersection(*below[1:]), below)
            case Phrase() | Near() | Before() | AtLeast() | Cased():
                return self._standing(node, units)
            case _ if is_word(node):
                return self._standing(node, units)
            case _:
                return dict.fromkeys(units.all() if _holds(node, self) else (), ())

    def _standing(self, node: Node, units: Units) -> _InUnits:
        least = node.count if isinstance(node, AtLeast) else 1
        if not any(map(units.covers, fields_of(node))):
            return dict.fromkeys(units.all() if self.stands(node) >= least else (), ())
        places = ((place, field) for field in fields_of(node) for place in self.places(node, field))
        counts = Counter(unit for place, field in places if (unit := units.of(place, field)) is not None)
        return {unit: (node,) for unit in sorted(counts) if counts[unit] >= least}

    def _inner(self, scope: Scope, units: Units) -> _InUnits:
        """A window in a window of another kind: the outer ones in which something stands that makes it hold."""
        inner = Units(self.segment, self.doc, scope.kind)
        if not any(units.covers(field) for leaf in leaves(scope) for field in fields_of(leaf)):
            return dict.fromkeys(units.all() if self.units(scope) else (), ())
        found: dict[int, tuple[Node, ...]] = {}
        for unit, nodes in self.units(scope).items():
            for node in nodes:
                for field in fields_of(node):
                    for place in self.places(node, field):
                        outer = units.of(place, field)
                        if outer is not None and inner.of(place, field) == unit:
                            found[outer] = (*found.get(outer, ()), node)
        return found


def _joined(units: Iterable[int], below: Sequence[_InUnits]) -> _InUnits:
    return {unit: tuple(there for some in below for there in some.get(unit, ())) for unit in sorted(units)}


def evidence(node: Node, view: View) -> tuple[Evidence, ...] | None:
    """Find what speaks for an article.

    Args:
        node: The query.
        view: The article.

    Returns:
        The clauses that stand in it and without which it would match less, in the order of the query; None where
        the article does not match.

    Raises:
        Nothing.
    """
    if is_word(node):
        return _evidence(node, [], view)
    return fold(node, lambda current, below: _evidence(current, below, view))


def _evidence(node: Node, below: list[_Found], view: View) -> _Found:
    if is_word(node):
        return (Evidence(node),) if view.stands(node) else None
    there = [found for found in below if found is not None]
    match node:
        case And():
            return _all(there) if len(there) == len(below) else None
        case Or() | Best():
            return _all(there) if there else None
        case Not():
            return None if there else ()
        case Maybe():
            return _all(there) if below[0] is not None else None
        case Require():
            return _all(there) if len(there) == len(below) else None
        case Boost():
            return below[0]
        case AtLeast(clause, count):
            return (Evidence(clause),) if view.stands(clause) >= count else None
        case Scope(kind):
            units = view.units(node)
            return tuple(Evidence(clause, kind, unit) for unit in units for clause in units[unit]) if units else None
        case Phrase() | Near() | Before() | Cased():
            return (Evidence(node),) if view.stands(node) else None
        case _:
            return () if _holds(node, view) else None


def _holds(node: Node, view: View) -> bool:
    from searchlib.query.columns import condition  # noqa: PLC0415  # of filters alone

    return condition(node, view.segment)(view.doc)


def _all(found: list[tuple[Evidence, ...]]) -> tuple[Evidence, ...]:
    return tuple(one for some in found for one in some)


def fields_of(node: Node) -> tuple[str, ...]:
    """Give the fields of the index that a positional node is about."""
    return parts(field_of(node))
