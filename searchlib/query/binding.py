"""Here are clauses side by side, give me the same with those about one quotation bound together."""

from collections.abc import Sequence

from searchlib.model import Span
from searchlib.query.fields import QUOTED
from searchlib.query.nodes import NOWHERE, And, Best, Boost, Cased, Node, Or, Phrase, Scope, is_word

QUOTATION = "quotation"
_NONE: frozenset[str] = frozenset()


def conjoined(clauses: Sequence[Node], span: Span = NOWHERE) -> Node:
    """Demand all clauses; those about words said, speaker and role must hold for one and the same quotation.

    They are bound where they name at least two of these fields, or several clauses are about words said.
    Two speakers alone are not: nobody else speaks in one's quotation, so that asks for both in the article.
    What is negated or spans the article is left outside.

    Example:
        >>> from searchlib.query.nodes import Term
        >>> conjoined([Term("speaker", "kagame", "kagame"), Term("said", "crime", "crime")]).kind
        'quotation'
    """
    quoted = [clause for clause in clauses if quote_fields(clause)]
    fields = _NONE.union(*map(quote_fields, quoted))
    if len(quoted) > 1 and (len(fields) > 1 or "said" in fields):
        rest = [clause for clause in clauses if not quote_fields(clause)]
        clauses = [bound(quoted, span), *rest]
    return clauses[0] if len(clauses) == 1 else And(tuple(clauses), span)


def bound(clauses: Sequence[Node], span: Span = NOWHERE) -> Node:
    """Bind clauses to one quotation."""
    flat: list[Node] = []
    for clause in clauses:
        if isinstance(clause, Scope) and clause.kind == QUOTATION:
            flat.extend(clause.clauses)
        else:
            flat.append(clause)
    return Scope(QUOTATION, tuple(flat), span)


def quote_fields(node: Node) -> frozenset[str]:
    """Give the fields of quotations that a clause is about; none where it is about anything else.

    Cost: one visit of the clause's nodes; not recursive.
    """
    fields: set[str] = set()
    stack = [node]
    while stack:
        current = stack.pop()
        if is_word(current) or isinstance(current, Phrase):
            if current.field not in QUOTED:
                return _NONE
            fields.add(current.field)
        elif isinstance(current, (And, Or, Best)) or (isinstance(current, Scope) and current.kind == QUOTATION):
            stack.extend(current.clauses)
        elif isinstance(current, (Boost, Cased)):
            stack.append(current.clause)
        else:
            return _NONE
    return frozenset(fields)
