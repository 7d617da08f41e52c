"""Execution finds and scores what a definition over plain lists of tokens says.

The definition here looks at one article after the other, knows no index, and is written to be read.
"""

from datetime import date
from math import isclose, log

from hypothesis import given, settings

from searchlib.codec.lengths import byte_to_length, length_to_byte
from searchlib.query import nodes
from searchlib.query.execute import execute
from searchlib.query.lookup import Lookup
from searchlib.query.nodes import Node
from searchlib.query.notes import Notes
from searchlib.query.spelling import distance
from searchlib.query.witness import View, evidence
from tests.cases import cases
from tests.strategies import Made, Token, archives, cuts, queries, snapshot

Unit = tuple[str, int]


def parts(field: str) -> tuple[str, ...]:
    return ("title", "body") if field == "text" else (field,)


def hits(word: Node, token: Token) -> bool:
    """Whether a token is meant by a word or pattern."""
    match word:
        case nodes.Term(_, term):
            return token.term == term
        case nodes.Form(_, form):
            return token.form == form
        case nodes.Prefix(_, prefix):
            return token.form.startswith(prefix)
        case nodes.Fuzzy(_, form, edits):
            return distance(form, token.form, 2) <= edits
        case nodes.Wildcard(_, pattern):
            return {
                "?": len(token.form) == 1,
                "b*d": token.form[0] == "b" and token.form[-1] == "d" and len(token.form) > 1,
                "[ab]": token.form in ("a", "b"),
                "*s": token.form.endswith("s"),
            }[pattern]
        case nodes.Regex(_, pattern):
            return token.form in {"a|c": ("a", "c"), "b(ed|s)?": ("b", "bed", "bs")}[pattern]
    raise AssertionError(word)


def is_word(node: Node) -> bool:
    return isinstance(node, (nodes.Term, nodes.Form, nodes.Prefix, nodes.Fuzzy, nodes.Wildcard, nodes.Regex))


def spots(word: Node, made: Made, field: str) -> list[int]:
    return sorted({token.position for token in made.tokens(field) if hits(word, token)})


def assignments(lists: list[list[int]]) -> list[tuple[int, ...]]:
    """All ways to give each word a position of its own."""
    ways: list[tuple[int, ...]] = [()]
    for positions in lists:
        ways = [(*way, position) for way in ways for position in positions if position not in way]
    return ways


def places(node: Node, made: Made, field: str) -> set[tuple[int, ...]]:
    """The places of a positional node, each as the sorted positions of its tokens; of sloppy phrases, the windows."""
    if is_word(node):
        return {(spot,) for spot in spots(node, made, field)} if field in parts(node.field) else set()
    match node:
        case nodes.Or(clauses) | nodes.Best(clauses):
            return set().union(*(places(clause, made, field) for clause in clauses))
        case nodes.Near(first, second, reach):
            pairs = pairs_of(first, second, made, field)
            return {tuple(sorted(one + two)) for one, two in pairs if gap(one, two) <= reach}
        case nodes.Before(first, second, reach):
            pairs = pairs_of(first, second, made, field)
            return {tuple(sorted(one + two)) for one, two in pairs if one[-1] < two[0] <= one[-1] + reach}
        case nodes.Phrase(own, words, 0) if field in parts(own):
            lists = [spots(word, made, field) for word in words]
            return {way for way in assignments(lists) if all(spot == way[0] + k for k, spot in enumerate(way))}
    return set()


def pairs_of(first: Node, second: Node, made: Made, field: str) -> list[tuple[tuple[int, ...], tuple[int, ...]]]:
    return [
        (one, two)
        for one in places(first, made, field)
        for two in places(second, made, field)
        if not set(one) & set(two)
    ]


def gap(one: tuple[int, ...], two: tuple[int, ...]) -> int:
    return max(0, two[0] - one[-1], one[0] - two[-1])


def sloppy_count(phrase: nodes.Phrase, made: Made, field: str) -> int:
    """How many windows, each from a shifted position on, hold the phrase."""
    lists = [spots(word, made, field) for word in phrase.words]
    shifted = sorted({spot - k for k, positions in enumerate(lists) for spot in positions})
    ways = [(way, [spot - k for k, spot in enumerate(way)]) for way in assignments(lists)]
    return sum(any(start <= min(s) and max(s) <= start + phrase.slop for _, s in ways) for start in shifted)


def count(node: Node, made: Made, field: str) -> int:
    if is_word(node):
        return sum(hits(node, token) for token in made.tokens(field))
    return len(places(node, made, field))


def sloppy(node: Node) -> bool:
    return any(isinstance(leaf, nodes.Phrase) and leaf.slop for leaf in nodes.leaves(node))


def unit_of(kind: str, made: Made, field: str, place: tuple[int, ...]) -> int | None:
    quoted = field in ("said", "speaker")
    if quoted != (kind == "quotation"):
        return None
    if field == "title":
        return 0 if kind == "lead" else -1
    starts = {
        "quotation": made.starts(),
        "sentence": list(made.sentences),
        "paragraph": [start for start in made.sentences if start % 2 == 0],
    }["paragraph" if kind == "lead" else kind]
    units = {max((n for n, start in enumerate(starts) if start <= spot), default=None) for spot in place}
    unit = units.pop()
    return None if units or unit is None or (kind == "lead" and unit != 0) else unit


def all_units(kind: str, made: Made) -> set[int]:
    if kind == "lead":
        return {0}
    if kind == "quotation":
        return set(range(len(made.quotes)))
    starts = [start for start in made.sentences if kind == "sentence" or start % 2 == 0]
    return set(range(len(starts))) | ({-1} if made.title else set())


def units(node: Node, kind: str, made: Made) -> set[int]:
    match node:
        case nodes.And(clauses):
            return set.intersection(*(units(clause, kind, made) for clause in clauses))
        case nodes.Or(clauses):
            return set().union(*(units(clause, kind, made) for clause in clauses))
        case nodes.Not(clause):
            return all_units(kind, made) - units(clause, kind, made)
    where = {(unit_of(kind, made, field, place)) for field in parts(node.field) for place in places(node, made, field)}
    return {unit for unit in where if unit is not None}


def touches(days: tuple[int, int], made: Made) -> bool:
    if made.days is not None:
        spanned = (date.fromordinal(day) for day in range(made.days[0], made.days[1] + 1))
        held = {day.month * 100 + day.day for day in spanned}
    elif made.pattern is not None:
        held = set(year_days(*made.pattern))
    else:
        return False
    return bool(held & set(year_days(*days)))


def year_days(first: int, last: int) -> list[int]:
    every = [month * 100 + day for month in range(1, 13) for day in range(1, 32)]
    return [day for day in every if (first <= day <= last if first <= last else day >= first or day <= last)]


def condition(node: Node, made: Made, number: int) -> bool:
    words = made.length("body")
    match node:
        case nodes.DateRange(low, high):
            days = made.days
            return days is not None and (high is None or days[0] <= high) and (low is None or days[1] >= low)
        case nodes.DateInside(low, high):
            days = made.days
            return days is not None and (low is None or low <= days[0]) and (high is None or days[1] <= high)
        case nodes.MonthDays(first, last):
            return touches((first, last), made)
        case nodes.DateUnknown():
            return made.days is None
        case nodes.NumberRange(_, low, high):
            return (low is None or low <= words) and (high is None or words <= high)
        case nodes.Key("lang", value):
            return made.lang == value
        case nodes.Key(_, value):
            return str(number) == value
        case nodes.Exists("date"):
            return made.days is not None
        case nodes.Exists(field) if field in ("lang", "words"):
            return True
        case nodes.Exists(field):
            return any(made.tokens(part) for part in parts(field))
    return isinstance(node, nodes.Every)


class Definition:
    """The answer to a query, article by article."""

    def __init__(self, archive: list[Made]) -> None:
        self.archive = archive
        size = len(archive) or 1
        self.average = {
            field: sum(made.length(field) for made in archive) / size for field in ("title", "body", "said", "speaker")
        }

    def idf(self, word: Node) -> float:
        df = sum(any(count(word, made, field) for field in parts(word.field)) for made in self.archive)
        return log(1 + (len(self.archive) - df + 0.5) / (df + 0.5))

    def bm25(self, counts: dict[str, int], made: Made, idf: float) -> float:
        weight = 0.0
        for field, many in counts.items():
            boost = 2.0 if field == "title" and len(counts) == 2 else 1.0
            length = byte_to_length(length_to_byte(made.length(field)))
            norm = 1 - 0.6 + 0.6 * length / self.average[field] if self.average[field] else 0.4
            weight += boost * many / norm
        return idf * 2.5 * weight / (1.5 + weight)

    def score(self, node: Node, number: int) -> float | None:
        """The score of an article, None where it does not match."""
        made = self.archive[number]
        below = [self.score(clause, number) for clause in nodes.children(node)]
        there = [score for score in below if score is not None]
        match node:
            case nodes.And():
                return sum(there) if len(there) == len(below) else None
            case nodes.Or():
                return sum(there) if there else None
            case nodes.Best():
                return max(there) if there else None
            case nodes.Not():
                return None if there else 0.0
            case nodes.Maybe():
                return sum(there) if below[0] is not None else None
            case nodes.Require():
                return below[0] if len(there) == len(below) else None
            case nodes.Boost(_, factor):
                return below[0] * factor if below[0] is not None else None
            case nodes.Scope(kind, clauses):
                return sum(there) if units(nodes.And(clauses), kind, made) else None
            case nodes.Near() | nodes.Before():
                return sum(there) if self.total(node, made) else None
            case nodes.AtLeast(clause, least):
                return sum(there) if self.total(clause, made) >= least else None
        if is_word(node):
            counts = {field: count(node, made, field) for field in parts(node.field)}
            return self.bm25(counts, made, self.idf(node)) if any(counts.values()) else None
        if isinstance(node, nodes.Phrase):
            many = sloppy_count if node.slop else count
            counts = {field: many(node, made, field) for field in parts(node.field)}
            return self.bm25(counts, made, sum(map(self.idf, node.words))) if any(counts.values()) else None
        return 0.0 if condition(node, made, number) else None

    def total(self, node: Node, made: Made) -> int:
        field = next(nodes.leaves(node)).field
        return sum(len(places(node, made, part)) for part in parts(field))


def exact_only(node: Node) -> bool:
    """Sloppy phrases inside nearness and windows are left to their own test: which tokens they choose is free."""
    inside = (nodes.Near, nodes.Before, nodes.AtLeast, nodes.Scope)
    stack = [node]
    while stack:
        current = stack.pop()
        if isinstance(current, inside) and sloppy(current):
            return False
        stack.extend(nodes.children(current))
    return True


@settings(max_examples=cases(400), deadline=None)
@given(archives, queries.filter(exact_only), cuts)
def test_finds_and_scores_what_the_definition_says(archive: list[Made], query: Node, splits: list[int]) -> None:
    index = snapshot(archive, splits)
    found = execute(query, index)
    scores: dict[int, float] = {}
    for live, some in zip(index.segments, found.scores, strict=True):
        scores |= {int(live.segment.stored("id", doc)): score for doc, score in some.items()}
    definition = Definition(archive)
    expected = {
        number: score
        for number, made in enumerate(archive)
        if not made.hidden and (score := definition.score(query, number)) is not None
    }
    assert sorted(scores) == sorted(expected)
    assert all(isclose(scores[number], expected[number], rel_tol=1e-9, abs_tol=1e-12) for number in expected)
    assert found.total == len(expected)


@settings(max_examples=cases(200), deadline=None)
@given(archives, queries, cuts)
def test_the_witness_speaks_for_exactly_the_matches(archive: list[Made], query: Node, splits: list[int]) -> None:
    index = snapshot(archive, splits)
    found = execute(query, index)
    lookup = Lookup(index, Notes())
    for number, (segment, hidden, _) in enumerate(index.segments):
        for doc in set(range(segment.doc_count)) - hidden:
            assert (evidence(query, View(lookup, number, doc)) is not None) == (doc in found.scores[number])


@settings(deadline=None)
@given(archives, queries, cuts)
def test_how_the_articles_are_split_into_segments_changes_nothing(
    archive: list[Made], query: Node, splits: list[int]
) -> None:
    one, many = execute(query, snapshot(archive, [])), execute(query, snapshot(archive, splits))
    flat = [(score, made) for some in one.scores for made, score in some.items()]
    assert sorted(score for score, _ in flat) == sorted(score for some in many.scores for score in some.values())
