"""Here is a query and an article, tell me in words and figures why it is a hit and where its score comes from."""

from collections.abc import Iterable
from typing import NamedTuple

from searchlib.codec.lengths import LENGTHS
from searchlib.codec.snapshot import Snapshot
from searchlib.model import Diagnostic
from searchlib.query.bm25 import K1, B, Scores
from searchlib.query.days import day_of
from searchlib.query.dependence import pairs
from searchlib.query.execute import Evaluation, Matches
from searchlib.query.fields import TEXT, parts
from searchlib.query.lookup import Lookup
from searchlib.query.nodes import (
    And,
    AtLeast,
    Before,
    Best,
    Boost,
    Cased,
    DateInside,
    DateRange,
    DateUnknown,
    Exists,
    Form,
    Fuzzy,
    Key,
    Maybe,
    MonthDays,
    Near,
    Node,
    Not,
    NumberRange,
    Or,
    Phrase,
    Prefix,
    Regex,
    Require,
    Scope,
    Term,
    Wildcard,
    Word,
    children,
    fold,
    is_word,
)
from searchlib.query.notes import Notes
from searchlib.query.roads import roads
from searchlib.query.standing import depended, standing
from searchlib.query.witness import View

_BRANCHES = {
    And: "all of", Or: "any of", Best: "the best of", Not: "not", Maybe: "the first, and if there the others",
    Require: "the first, filtered by the others", Near: "near each other", Before: "one before the other",
}  # fmt: skip

_CAPITALS = {"all": "in capitals", "some": "with a capital", "none": "without capitals"}


class _Line(NamedTuple):
    depth: int
    text: str


class _Part(NamedTuple):
    scores: list[Scores]
    lines: tuple[_Line, ...]


def explain(node: Node, snapshot: Snapshot, *, number: int, doc: int) -> str:
    """Explain the score of an article.

    Args:
        node: The query.
        snapshot: The index.
        number: The number of the segment.
        doc: The document in it.

    Returns:
        Lines: each clause with its score, indented below the clause that it is part of; words with their figures.

    Raises:
        Nothing: an article that does not match is said to be none.

    Cost: that of `execute`.
    """
    teller = _Teller(Lookup(snapshot, Notes()), number, doc)
    whole = fold(node, teller.step)
    lines = (*whole.lines, *_together(node, View(Lookup(snapshot, Notes()), number, doc), whole.scores))
    return "\n".join("  " * line.depth + line.text for line in lines)


def _together(node: Node, view: View, scores: list[Scores]) -> Iterable[_Line]:
    """Tell what words add by standing together, where the article is among those that are looked at."""
    snapshot, before = view.lookup.snapshot, scores[view.number].get(view.doc)
    some = pairs(node)
    if before is None or not some:
        return
    visible = (
        {doc: score for doc, score in found.items() if doc not in live.hidden}
        for found, live in zip(scores, snapshot.segments, strict=True)
    )
    matches = Matches(tuple(visible), (), Lookup(snapshot, Notes()))
    after = depended(matches, some).scores[view.number].get(view.doc, before)
    if after == before:
        return
    yield _Line(
        0, f"{after - before:.4f}  more, as words that follow each other in the query stand together: {after:.4f}"
    )
    for pair in some:
        found = standing(pair, view)
        if found.near:
            words = f"{pair.first.form} {pair.second.form}"
            yield _Line(
                1, f"{words}: weight {found.side_by_side:.2f} side by side, {found.near:.2f} within eight words"
            )


_BY = {
    "kernel": "answered by the compiled kernel",
    "definition": "answered by the definition in Python",
    "both": "the compiled kernel finds the articles with its words, the definition in Python looks at these",
}


def road_notes(node: Node, ranking: str = "dependence") -> tuple[Diagnostic, ...]:
    """Say by which way a query is answered, and which of its clauses take another.

    Example:
        >>> [note.message for note in road_notes(Term("text", "rain", "rain"), "whoosh")][0][:42]
        'rain: answered by the definition in Python'
    """
    notes = Notes()
    for by, clause, why in roads(node, ranking):
        notes.info(f"{name(clause)}: {_BY[by]}{f': {why}' if why else ''}", getattr(clause, "span", (0, 0)))
    return notes.all()


def name(node: Node) -> str:
    """Say what a leaf or branch asks for.

    Example:
        >>> name(Term("title", "polic", "policing"))
        'policing in title'
    """
    match node:
        case Term(field, _, form) | Form(field, form):
            return _in(form, field)
        case Prefix(field, prefix):
            return _in(f"{prefix}*", field)
        case Wildcard(field, pattern):
            return _in(pattern, field)
        case Regex(field, pattern):
            return _in(f"/{pattern}/", field)
        case Fuzzy(field, form, edits):
            return _in(f"{form}~{edits}", field)
        case Phrase(field, words, slop):
            quoted = " ".join(name(word).partition(" in ")[0] for word in words)
            return _in(f'"{quoted}"' + (f"~{slop}" if slop else ""), field)
        case Key(field, value):
            return f"{field} is {value}"
        case Exists(field):
            return f"any {field}"
        case AtLeast(_, count):
            return f"at least {count} times"
        case Cased(clause, letters):
            return f"{name(clause)} {_CAPITALS[letters]}"
        case Boost(clause, 0.0):
            return name(clause)
        case Boost(_, factor):
            return f"times {factor:g}"
        case Not(clause) if not children(clause):
            return f"not {name(clause)}"
        case DateRange(earliest, latest) | DateInside(earliest, latest):
            return f"date {_day(earliest)}..{_day(latest)}"
        case MonthDays(first, last):
            return f"date --{first // 100:02}-{first % 100:02}..--{last // 100:02}-{last % 100:02}"
        case DateUnknown():
            return "no date"
        case NumberRange(column, least, most):
            return f"{column} {'' if least is None else least}..{'' if most is None else most}"
        case Scope(kind, clauses) if kind != "lead" and clauses and not any(map(children, clauses)):
            return f"{' and '.join(map(name, clauses))} within one {kind}"
        case Scope(kind):
            return f"within one {kind}" if kind != "lead" else "in title and first paragraph"
        case _:
            return _BRANCHES.get(type(node)) or type(node).__name__


def _day(ordinal: int | None) -> str:
    if ordinal is None:
        return ""
    return day_of(ordinal).isoformat()


def _in(text: str, field: str) -> str:
    return text if field == TEXT else f"{text} in {field}"


class _Teller:
    """Follows one article through the evaluation of a query."""

    def __init__(self, lookup: Lookup, number: int, doc: int) -> None:
        self._lookup, self._number, self._doc = lookup, number, doc
        self._evaluation = Evaluation(lookup)

    def step(self, node: Node, below: list[_Part]) -> _Part:
        """Tell of one node, and below it of its clauses."""
        scores = self._evaluation.step(node, [part.scores for part in below])
        score = scores[self._number].get(self._doc)
        said = "no match" if score is None else f"{score:.4f}"
        figures = self._figures(node) if score is not None and not children(node) else ()
        nested = (line._replace(depth=line.depth + 1) for part in below for line in part.lines)
        return _Part(scores, (_Line(0, f"{said}  {name(node)}"), *figures, *nested))

    def _figures(self, node: Node) -> Iterable[_Line]:
        words = node.words if isinstance(node, Phrase) else (node,) if is_word(node) else ()
        if not words:
            return
        view = View(self._lookup, self._number, self._doc)
        for field in parts(getattr(node, "field", "")):
            count = self._count(node, view, field)
            if count:
                average = self._lookup.snapshot.average_length(field)
                length = LENGTHS[view.segment.lengths(field)[self._doc]]
                yield _Line(1, f"{count} in {field}, which has {length} words (average {average:.1f})")
        for word in words:
            df, idf = self._evaluation.df(word), self._evaluation.weight(word)
            yield _Line(1, f"idf {idf:.4f}: {df:,} of {self._evaluation.documents:,} articles have {name(word)}")
        yield _Line(1, f"BM25F with k1 {K1:g}, b {B:g}")

    def _count(self, node: Node, view: View, field: str) -> int:
        if is_word(node):
            return self._tokens(node, field)
        return len(view.places(node, field))

    def _tokens(self, word: Word, field: str) -> int:
        return dict(self._lookup.occurrences(word, field, self._number).counts()).get(self._doc, 0)
