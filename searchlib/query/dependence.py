"""Here is a query of several plain words, give me the pairs of them that count where they stand together.

The sequential dependence model: of each two words that follow each other in the query it counts how often they stand
side by side, in this order, and how often near each other, in any. Both score as a phrase does (BM25F over title and
body, the idf of a pair is the sum of those of its words), weighted against the words .85 : .10 : .05. The score of
the words stays what it is, the pairs are added to it.

Only the first 300 by the score of the words are looked at, less those that share the last place with the one behind
them (where score and date are equal, nothing but the id would tell them apart): so what is looked at does not depend
on how an index is cut into segments. What is added is never negative, so they all stay in front of the others.

Source: Metzler and Croft, A Markov random field model for term dependencies, SIGIR 2005.
"""

from collections.abc import Sequence
from functools import partial
from itertools import pairwise
from math import inf

from searchlib.hints import Final, TypeAlias
from searchlib.model.record import Record
from searchlib.query.fields import TEXT
from searchlib.query.nodes import (
    And,
    Best,
    Boost,
    DateInside,
    DateRange,
    DateUnknown,
    Exists,
    Key,
    Maybe,
    MonthDays,
    Node,
    Not,
    NumberRange,
    Or,
    Require,
    Term,
    children,
)

POOL: Final = 300
"""Articles that are looked at."""
WORDS, ADJACENT, NEAR = 0.85, 0.10, 0.05
ADJACENT_WEIGHT: Final = ADJACENT / WORDS
NEAR_WEIGHT: Final = NEAR / WORDS
MOST_LOOKED_AT: Final = 3000
"""Articles, where new ones have come among those that were looked at before."""
_ANY: Final = 1e308
REACH: Final = 7
"""Positions between two words that are near: both lie in a window of eight."""
MOST_PAIRS: Final = 100
"""Pairs of a query that are looked at."""


_FILTERS: Final = frozenset((Not, Key, DateRange, DateInside, MonthDays, DateUnknown, NumberRange, Exists))


Floor: TypeAlias = tuple[float, int | None]
"""Score and day (as `rank` sorts by it) of the best that was not looked at. No day: a score below which nothing could
have reached the pages so far, and all that was not looked at is below."""


class Pool(Record):
    """Of which articles it was looked at where their words stand together."""

    behind: tuple[float, int] | None
    """Score and day of the best of the others; None where there is none, or it is too far behind to matter."""
    most: float
    """What pairs may add to a score at most, as a share of it."""
    whole: bool = True
    """Whether it has all that was looked at for the pages before."""

    def floor(self, score: float) -> Floor:
        """Give what another generation must look at above, for no page up to one that ends with *score* to change.

        Example:
            >>> pool = Pool((7.0, -735900), 0.25)
            >>> pool.floor(8.0), [round(some, 6) for some in pool.floor(10.0) if some]
            ((7.0, -735900), [8.0])
        """
        least = (1 - 1e-9) / (1 + self.most) * score if self.most < inf else -_ANY
        if self.behind is not None and (self.most == inf or self.behind[0] >= least):
            return self.behind
        return least, None


class Pair(Record):
    """Two words that follow each other in the query."""

    first: Term
    second: Term


_pair: Final = partial(tuple.__new__, Pair)
"""As Pair(...), in a third of the time."""


def pairs(node: Node) -> tuple[Pair, ...]:
    """Give the pairs of a query: of plain words that are all wanted, or any of them.

    Args:
        node: The query. Filters beside the words do not part them; a phrase, a pattern or a word of one field does.

    Returns:
        Pairs of different words, in order, 100 at most; none where the query is not of that kind.

    Example:
        >>> words = [Term("text", word, word) for word in ("border", "police", "border")]
        >>> [pair.second.term for pair in pairs(And(tuple(words)))]
        ['police', 'border']
        >>> pairs(words[0]), pairs(Not(And(tuple(words))))
        ((), ())
    """
    while isinstance(node, (Maybe, Require)):
        node = node.required if isinstance(node, Maybe) else node.scored
    if not isinstance(node, (And, Or)):
        return ()
    clauses = node.clauses
    if all(type(clause) is Term for clause in clauses):  # nearly all queries are such, and this is quick
        return _paired([clause if clause.field == TEXT else None for clause in clauses if isinstance(clause, Term)])
    words = [_plain(clause) for clause in clauses]
    if isinstance(node, And) and not any(words):
        inner = [clause for clause in clauses if isinstance(clause, Or)]
        clauses = inner[0].clauses if len(inner) == 1 else ()
        words = [_plain(clause) for clause in clauses]
    return _paired([word for word, clause in zip(words, clauses, strict=True) if word or not _only_filters(clause)])


def _paired(words: Sequence[Term | None]) -> tuple[Pair, ...]:
    """Pair neighbours that differ; None parts them."""
    found = [_pair((one, two)) for one, two in pairwise(words) if one and two and one.term != two.term]
    return tuple(found[:MOST_PAIRS])


def _plain(clause: Node) -> Term | None:
    """Give the plain word that a clause is, also where it is looked for as another language has it."""
    if isinstance(clause, Best) and clause.clauses:
        clause = clause.clauses[0]
    return clause if isinstance(clause, Term) and clause.field == TEXT else None


def _only_filters(clause: Node) -> bool:
    """Tell a clause that scores nothing."""
    return type(clause) in _FILTERS or (isinstance(clause, Boost) and clause.factor == 0)


def most_added(node: Node, some: Sequence[Pair]) -> float:
    """Give how much pairs can add to a score at most, as a share of it.

    A pair stands together at most as often as its rarer word stands at all, and that word's saturation is the lesser
    one; so a pair adds at most its share of what its two words score, and a word is in two pairs at most.

    Example:
        >>> words = [Term("text", word, word) for word in "abc"]
        >>> round(most_added(And(tuple(words)), pairs(And(tuple(words)))), 3)
        0.353
    """
    stack = [node]
    while stack:
        current = stack.pop()
        if isinstance(current, Boost) and current.factor < 0:
            return inf
        if isinstance(current, (And, Or, Best)):  # nearly all are, and this is quick
            stack.extend(current.clauses)
        elif type(current) is not Term:
            stack.extend(children(current))
    return (ADJACENT_WEIGHT + NEAR_WEIGHT) * min(2, len(some))
