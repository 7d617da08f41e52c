"""Here is a query and one article that matches, give me what to mark: exactly what matched, and nothing else.

A phrase is marked as a phrase, words near each other word by word, a pattern by the forms that it stands for. What
only happens to stand there is not marked: of ``(a AND b) OR c`` an article without b shows no a; of words in the
same sentence only those in such a sentence; nothing of what is negated.
"""

from collections.abc import Sequence

from searchlib.analyse.fold import name_key
from searchlib.query.choice import Choice
from searchlib.query.fields import QUOTED, STEMMED
from searchlib.query.marking import Clause
from searchlib.query.nodes import Before, Best, Boost, Cased, Near, Node, Or, Phrase, Term, fold, is_word
from searchlib.query.places import Place
from searchlib.query.units import Units
from searchlib.query.witness import Evidence, View, fields_of


def clauses_in(field: str, view: View, evidence: Sequence[Evidence]) -> tuple[Clause, ...]:
    """Give the clauses that stand in a field of an article.

    Args:
        field: A field of the index.
        view: The article.
        evidence: What speaks for the article (see `witness.evidence`).

    Returns:
        A clause for each piece of evidence that stands in the field, in their order.

    Raises:
        Nothing.
    """
    found = []
    for one in evidence:
        places = confined(one, view, field) if field in fields_of(one.node) else ()
        if places:
            found.append(Clause(tuple(places), Choice(one.node, view.lookup)))
    return tuple(found)


def confined(one: Evidence, view: View, field: str) -> list[Place]:
    """Give the places of a piece of evidence, those in its window alone."""
    places = view.places(one.node, field)
    if not one.kind:
        return places
    units = Units(view.segment, view.doc, one.kind)
    return [place for place in places if units.of(place, field) == one.unit]


def read_as(node: Node, field: str) -> Node | None:
    """Give the clause about title and body as one about words said or speakers, for showing what else it touches.

    Example:
        >>> read_as(Term("text", "kagam", "kagame"), "speaker").term
        'kagame'
    """
    return fold(node, lambda current, below: _read_as(current, below, field))


def _read_as(node: Node, below: list[Node | None], field: str) -> Node | None:
    clauses = tuple(clause for clause in below if clause is not None)
    match node:
        case Term(_, term, form, span):
            return Term(field, term if field in STEMMED else name_key(form), form, span)
        case Phrase(_, words, slop, span):
            read = tuple(word for word in (_read_as(word, [], field) for word in words) if word and is_word(word))
            return Phrase(field, read, slop, span)
        case Or() | Best():
            return Or(clauses, node.span)
        case Near(_, _, distance, span) | Before(_, _, distance, span):
            kind = Near if isinstance(node, Near) else Before
            return kind(clauses[0], clauses[1], distance, span) if len(clauses) == 2 else None
        case Boost():
            return below[0]
        case Cased():
            return node._replace(clause=below[0]) if below[0] else None
        case _ if is_word(node):
            return node._replace(field=field)
        case _:
            return None


def is_quoted(one: Evidence) -> bool:
    """Tell whether evidence is about quotations."""
    return not QUOTED.isdisjoint(fields_of(one.node))
