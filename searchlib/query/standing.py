"""Here are pairs of words, give me what their standing together adds to a score: the definition of `dependence`."""

from bisect import bisect_left
from collections.abc import Sequence
from math import inf
from typing import NamedTuple

from searchlib.query.bm25 import TITLE_BOOST, factors, saturated
from searchlib.query.dependence import (
    ADJACENT_WEIGHT,
    MOST_LOOKED_AT,
    NEAR_WEIGHT,
    POOL,
    REACH,
    Pair,
    Pool,
    most_added,
)
from searchlib.query.execute import Evaluation, Matches
from searchlib.query.fields import TEXT, parts
from searchlib.query.nodes import Node, Term
from searchlib.query.rank import Key, Row, article_rows, foremost, keys
from searchlib.query.witness import View


class Standing(NamedTuple):
    """How often the words of a pair stand together in one article, weighed by field and length."""

    side_by_side: float
    near: float


def side_by_side(first: Sequence[int], second: Sequence[int]) -> int:
    """Count where the second word follows the first.

    Example:
        >>> side_by_side([0, 5], [1, 7])
        1
    """
    behind = set(second)
    return sum(position + 1 in behind for position in first)


def near(first: Sequence[int], second: Sequence[int]) -> int:
    """Count the tokens of the one word with one of the other in a window of eight: of which there are fewer.

    Example:
        >>> near([0, 20], [7, 8]), near([9], [9])
        (1, 0)
    """
    return min(sum(_has_near(one, second) for one in first), sum(_has_near(two, first) for two in second))


def _has_near(position: int, others: Sequence[int]) -> bool:
    place = bisect_left(others, position - REACH)
    return any(other != position for other in others[place : place + 2] if other <= position + REACH)


def standing(pair: Pair, view: View) -> Standing:
    """Weigh how a pair stands in one article."""
    beside = close = 0.0
    snapshot = view.lookup.snapshot
    for field in parts(TEXT):
        one, two = view.positions(pair.first, field), view.positions(pair.second, field)
        if one and two:
            boost = TITLE_BOOST if field == "title" else 1.0
            weight = factors(snapshot.average_length(field), boost)[view.segment.lengths(field)[view.doc]]
            beside += side_by_side(one, two) * weight
            close += near(one, two) * weight
    return Standing(beside, close)


def added(score: float, found: Standing, idf: float) -> float:
    """Add what a pair is worth to a score, side by side first.

    Example:
        >>> added(1.0, Standing(0.0, 0.0), 2.0)
        1.0
    """
    score += ADJACENT_WEIGHT * saturated(found.side_by_side, idf)
    return score + NEAR_WEIGHT * saturated(found.near, idf)


def depended(matches: Matches, some: Sequence[Pair]) -> Matches:
    """Add what pairs are worth to the scores of the articles that are looked at: the definition.

    Args:
        matches: Everything that matches, with the scores of the words.
        some: The pairs of the query.

    Returns:
        The same articles.

    Cost: that of reading the positions of all words in 300 articles.
    """
    if not some:
        return matches
    evaluation = Evaluation(matches.lookup)
    weighed = [(pair, evaluation.weight(pair.first) + evaluation.weight(pair.second)) for pair in some]
    scores = tuple(map(dict, matches.scores))
    for row in _looked_at(matches)[0]:
        scores[row.number][row.doc] = _with_pairs(row, weighed, View(matches.lookup, row.number, row.doc))
    return matches._replace(scores=scores)


def pool_of(matches: Matches, some: Sequence[Pair], *, node: Node) -> Pool:
    """Tell which articles `depended` looks at, of a query with pairs."""
    _, behind, whole = _looked_at(matches)
    most = most_together(node, some, evaluation=Evaluation(matches.lookup))
    return Pool((-behind[0], int(behind[1])) if behind else None, most, whole)


def _looked_at(matches: Matches) -> tuple[list[Row], Key | None, bool]:
    """Give the best articles; in another generation those that were looked at, and what is new above.

    Returns:
        The articles, where the best of the others stands, and whether none had to be left out.
    """
    snapshot, rows, count = matches.lookup.snapshot, list(article_rows(matches.scores)), POOL
    floor = snapshot.tally.floor if snapshot.tally is not None else None
    if floor is not None:
        score, day = floor
        if day is None:
            count = max(POOL, sum(row.score >= score for row in rows))
        else:
            count = sum(key < (-score, day) for key in keys(rows, snapshot))
    some, behind = foremost(rows, snapshot, count=min(count, MOST_LOOKED_AT))
    return some, behind, floor is None or count <= MOST_LOOKED_AT


def most_together(node: Node, some: Sequence[Pair], *, evaluation: Evaluation) -> float:
    """Give how much pairs can add to a score at most, as a share of it, once the idfs are known.

    That is less than `most_added` says where words asked but once form rows: only the inner ones count twice.
    """
    rows: list[list[Term]] = []
    for first, second in some:
        if not rows or rows[-1][-1].term != first.term:
            rows.append([first])
        rows[-1].append(second)
    most, seen = most_added(node, some), [word.term for row in rows for word in row]
    if most == inf or len(set(seen)) < len(seen):
        return most
    idfs = [[evaluation.weight(word) for word in row] for row in rows]
    return min(most, (ADJACENT_WEIGHT + NEAR_WEIGHT) * max(map(_most_of_row, idfs)))


def _most_of_row(idfs: Sequence[float]) -> float:
    """Give what a row of words adds at most: all are equally saturated within some run of it, and nothing outside."""
    most = 0.0
    for first, total in enumerate(idfs):
        for last in range(first + 1, len(idfs)):
            total += idfs[last]
            if total > 0:
                most = max(most, 2 - (idfs[first] + idfs[last]) / total)
    return most


def _with_pairs(row: Row, weighed: Sequence[tuple[Pair, float]], view: View) -> float:
    score = row.score
    for pair, idf in weighed:
        score = added(score, standing(pair, view), idf)
    return score
