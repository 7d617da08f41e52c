"""Here are clauses side by side, give me the same with those about one quotation bound together."""

from collections.abc import Sequence

from searchlib.model import Span
from searchlib.query.fields import QUOTED
from searchlib.query.nodes import NOWHERE, And, Best, Boost, Cased, Node, Or, Phrase, Scope, Term, is_word

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
    if len(clauses) == 1:
        return clauses[0]
    named = [quote_fields(clause) for clause in clauses]
    fields = _NONE.union(*named)
    quoted = [clause for clause, names in zip(clauses, named, strict=True) if names] if fields else []
    if len(quoted) > 1 and (len(fields) > 1 or "said" in fields):
        rest = [clause for clause, names in zip(clauses, named, strict=True) if not names]
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
    if isinstance(node, (Term, Phrase)) and node.field not in QUOTED:  # as most are
        return _NONE
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
