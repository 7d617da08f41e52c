"""Here is a query without a hit, tell which of its clauses exclude each other, and give one that has hits.

The clauses are those that must all hold. Of these the smallest set without a common article is named: one that has
none by itself, else two that share none, and so on; and the largest set that has articles, of several the one of the
rarest clauses, as a query to be asked instead.
"""

import re
from itertools import accumulate, combinations
from typing import Final, NamedTuple, TypeGuard

from searchlib.codec.snapshot import Snapshot
from searchlib.query.languages import as_indexed
from searchlib.query.nodes import NOWHERE, And, Maybe, Node, Not, Require, Scope
from searchlib.query.parse import ParseOptions, parse
from searchlib.query.plan import bits

_PLAIN: Final = ParseOptions()
_MOST_CLAUSES: Final = 10
"""Of more clauses only these are looked at: the sets of them are many."""


class Clause(NamedTuple):
    """A clause that must hold, and the articles in which it does by itself, a bit each."""

    node: Node
    articles: int


class Failure(NamedTuple):
    """Why a query has no hit."""

    clauses: tuple[Clause, ...]
    smallest: tuple[Clause, ...]
    """The fewest clauses that no article has together; none where all are there but do not stand as demanded."""
    kept: tuple[Clause, ...]
    """The most clauses that an article has together; none where none has any."""


def failure(node: Node, snapshot: Snapshot) -> Failure | None:
    """Find out why a query has no hit.

    Args:
        node: A query that matches nothing, as it was read: in other languages it is answered, too.
        snapshot: The index.

    Returns:
        What is wrong with it; None where it has not several clauses that must all hold.

    Raises:
        IndexDamaged: a segment is not what was written.

    Cost: each clause is answered once; then at most 1,024 sets of them are compared, a bit an article.
    """
    demanded = demands(node)[:_MOST_CLAUSES]
    if len(demanded) < 2:
        return None
    clauses = tuple(Clause(one, matching(as_indexed(one, snapshot), snapshot)) for one in demanded)
    sets = [some for size in range(1, len(clauses) + 1) for some in combinations(clauses, size)]
    smallest = next((some for some in sets if not common(some)), ())
    proper = [some for some in sets if common(some) and len(some) < len(clauses)]
    return Failure(clauses, smallest, max(proper, key=_worth, default=()))


def demands(node: Node) -> tuple[Node, ...]:
    """Give the clauses that must all hold; of one window its own.

    Example:
        >>> from searchlib.query.nodes import Every
        >>> len(demands(Maybe(And((Every(), Every())), (Every(),))))
        2
    """
    while isinstance(node, Maybe):
        node = node.required
    match node:
        case Require(first, others):
            return (*demands(first), *others)
        case And(clauses) | Scope(_, clauses):
            return clauses
        case _:
            return (node,)


def matching(node: Node, snapshot: Snapshot) -> int:
    """Give the articles that a query finds, a bit each."""
    starts = accumulate((live.segment.doc_count for live in snapshot.segments), initial=0)
    found = 0
    for start, some in zip(starts, bits(node, snapshot), strict=False):
        found |= int.from_bytes(some, "little") << start
    return found


def common(clauses: tuple[Clause, ...]) -> int:
    """Give the articles that all clauses have, a bit each.

    Example:
        >>> from searchlib.query.nodes import Every
        >>> common((Clause(Every(), 0b110), Clause(Every(), 0b011)))
        2
    """
    found = clauses[0].articles
    for clause in clauses[1:]:
        found &= clause.articles
    return found


def relaxed(found: Failure, query: str, options: ParseOptions = _PLAIN) -> str:
    """Write the query that has hits, in the words of the one that has none; filters beside it are not written.

    Args:
        found: What is wrong with the query.
        query: As typed.
        options: How it was read.

    Returns:
        A query; "" where nothing is left of it, or where it cannot be put together from what was typed.

    Example:
        >>> from searchlib.query.parse import parse
        >>> a, b = (Clause(one, 1) for one in parse("rain -snow").node.clauses)
        >>> relaxed(Failure((a, b), (a,), (b,)), "rain -snow")
        '-snow'
    """
    nodes = [clause.node for clause in found.kept if clause.node.span != NOWHERE]
    if len(found.clauses) > 1:
        nodes = [part for node in nodes for part in (node.clauses if _is_scattered(node, found) else (node,))]
    pieces = [_typed(node, query, options) for node in sorted(nodes, key=lambda node: node.span)]
    return " ".join(pieces) if all(pieces) else ""


def _is_scattered(node: Node, found: Failure) -> TypeGuard[Scope]:
    """Tell clauses about one quotation that stand here and there in the query, others between them."""
    spans = [one.node.span for one in found.clauses if one.node is not node and one.node.span != NOWHERE]
    return isinstance(node, Scope) and any(node.span[0] <= span[0] and span[1] <= node.span[1] for span in spans)


def _typed(node: Node, query: str, options: ParseOptions) -> str:
    """Give what was typed for a clause; "" where that by itself means something else: its field stands elsewhere."""
    text = query[slice(*node.span)]
    text = f"-{text}" if isinstance(node, Not) and not text.startswith("-") else text
    return text if _meaning(parse(text, options=options).node) == _meaning(node) else ""


def _meaning(node: Node) -> str:
    return re.sub(r"span=\(\d+, \d+\)", "", repr(node))


def _worth(clauses: tuple[Clause, ...]) -> tuple[int, int]:
    """Prefer more clauses, then rare ones."""
    return len(clauses), -sum(clause.articles.bit_count() for clause in clauses)
