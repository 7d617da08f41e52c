"""Here is a query and a snapshot, give me every article that matches, with its score: the definition.

This is slow, obvious and exhaustive, and every faster way must give the same. What matches is said at the nodes;
what it scores:

- a word scores by BM25F (see `bm25`): in title and body together, or in the one field to which it is restricted;
- a pattern (prefix, wildcard, fuzzy, regex, exact form) scores as one word: its count in a document is the number
  of tokens with one of its forms, its df the number of documents with at least one;
- a phrase scores as one word, too: its count is the number of its places, its idf the sum of the idf of its words;
- AND and OR add up the scores of the clauses that match, Best takes the best, NOT scores 0, ANDMAYBE adds what its
  optional clauses score, REQUIRE counts its first clause alone, a boost multiplies;
- NEAR, pre/, AtLeast, capitals and windows (same quotation, sentence, paragraph, lead) only restrict: they score as
  AND of their clauses in the whole article;
- dates, numbers, keys and field:* score 0.

A word that is asked twice counts twice. Stop words are left to the parser, which drops them from a query that says
more. Documents that are hidden count in the statistics and never in the answer.
"""

from collections.abc import Collection, Iterable, Sequence
from typing import NamedTuple, TypeAlias

from searchlib.codec.snapshot import Snapshot
from searchlib.model import Diagnostic
from searchlib.query.bm25 import TITLE_BOOST, Scores, factors, idf, saturated
from searchlib.query.columns import holding
from searchlib.query.fields import TEXT, parts
from searchlib.query.lookup import Lookup
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
    fold,
    is_word,
    word_key,
)
from searchlib.query.notes import Notes
from searchlib.query.witness import View

Counts: TypeAlias = dict[int, int]
"""Document number → number of tokens or places."""


class Matches(NamedTuple):
    """Everything that matches, a mapping a segment, without hidden documents."""

    scores: tuple[Scores, ...]
    diagnostics: tuple[Diagnostic, ...]
    lookup: Lookup
    """The words as they were looked up; `witness` goes on with it."""

    @property
    def total(self) -> int:
        """The number of articles."""
        return sum(map(len, self.scores))


def execute(node: Node, snapshot: Snapshot) -> Matches:
    """Evaluate a query exhaustively.

    Args:
        node: The query.
        snapshot: The index.

    Returns:
        All articles that match, with scores in float64.

    Raises:
        IndexDamaged: a segment is not what was written.

    Cost: linear in the postings of all words; of phrases and nearness, in the positions of the documents that
    have all words.
    """
    notes = Notes()
    lookup = Lookup(snapshot, notes)
    found = fold(node, Evaluation(lookup).step)
    visible = tuple(
        {doc: score for doc, score in scores.items() if doc not in live.hidden} if live.hidden else scores
        for scores, live in zip(found, snapshot.segments, strict=True)
    )
    return Matches(visible, notes.all(), lookup)


class Evaluation:
    """One evaluation: statistics are global, so every step is taken in all segments at once."""

    def __init__(self, lookup: Lookup) -> None:
        self._lookup, self._snapshot = lookup, lookup.snapshot
        tally = self._snapshot.tally
        self.documents = self._snapshot.doc_count() if tally is None else tally.documents
        """The number by which scores are counted."""
        self._segments = [live.segment for live in self._snapshot.segments]

    def step(self, node: Node, below: list[list[Scores]]) -> list[Scores]:
        """Give the scores of a node in each segment from those of its clauses."""
        if is_word(node):
            return self.scored(node.field, [self.counts(node, field) for field in parts(node.field)], self.weight(node))
        if isinstance(node, Phrase):
            weight = sum(self.weight(word) for word in node.words)
            return self.scored(node.field, [self._phrase_counts(node, field) for field in parts(node.field)], weight)
        if isinstance(node, (Near, Before, AtLeast, Cased, Scope)):
            return [self._restricted(node, number, [scores[number] for scores in below]) for number in self._numbers()]
        if below:
            every = [range(segment.doc_count) for segment in self._segments]
            return [combined(node, [scores[n] for scores in below], every[n]) for n in self._numbers()]
        return [dict.fromkeys(holding(node, segment), 0.0) for segment in self._segments]

    def _numbers(self) -> range:
        return range(len(self._segments))

    def counts(self, word: Word, field: str) -> list[Counts]:
        """Count the tokens of a word in a field, a mapping a segment."""
        return [dict(self._lookup.occurrences(word, field, number).counts()) for number in self._numbers()]

    def weight(self, word: Word) -> float:
        """Give the idf of a word over all fields that it is about."""
        return idf(self.documents, self.df(word))

    def df(self, word: Word) -> int:
        """Count the documents that have a word in any field that it is about, hidden ones too."""
        tally = self._snapshot.tally
        if tally is not None:
            return tally.frequencies.get(word_key(word), 0)
        return sum(len(self._docs(word, number)) for number in self._numbers())

    def _docs(self, word: Word, number: int) -> Collection[int]:
        lists = [self._lookup.occurrences(word, field, number).docs() for field in parts(word.field)]
        return lists[0] if len(lists) == 1 else set().union(*lists)

    def scored(self, field: str, counts: Sequence[list[Counts]], weight: float) -> list[Scores]:
        """Score counts by BM25F.

        Args:
            field: The field asked for.
            counts: For each of its parts, a mapping a segment.
            weight: The idf.
        """
        boosts = [TITLE_BOOST if part == "title" and field == TEXT else 1.0 for part in parts(field)]
        averages = [self._snapshot.average_length(part) for part in parts(field)]
        tables = [factors(average, boost) for average, boost in zip(averages, boosts, strict=True)]
        answer: list[Scores] = []
        for number in self._numbers():
            weights: Scores = {}
            for part, table, some in zip(parts(field), tables, counts, strict=True):
                lengths = self._segments[number].lengths(part)
                for doc, count in some[number].items():
                    weights[doc] = weights.get(doc, 0.0) + count * table[lengths[doc]]
            answer.append({doc: saturated(amount, weight) for doc, amount in weights.items()})
        return answer

    def _phrase_counts(self, phrase: Phrase, field: str) -> list[Counts]:
        answer: list[Counts] = []
        for number in self._numbers():
            lists = [self._lookup.occurrences(word, field, number).docs() for word in phrase.words]
            lists.sort(key=len)
            docs = sorted(set(lists[0]).intersection(*lists[1:]))
            counted = ((doc, len(View(self._lookup, number, doc).places(phrase, field))) for doc in docs)
            answer.append({doc: count for doc, count in counted if count})
        return answer

    def _restricted(self, node: Demanding, number: int, below: list[Scores]) -> Scores:
        """Keep of the articles that have the clauses those where they stand as demanded."""
        answer: Scores = {}
        for doc in sorted(_candidates(node, below, self._segments[number].doc_count)):
            if View(self._lookup, number, doc).holds(node):
                answer[doc] = sum(scores.get(doc, 0.0) for scores in below)
        return answer


def _candidates(node: Node, below: Sequence[Scores], doc_count: int) -> Iterable[int]:
    """Give the articles in which a window can hold all clauses: those that have every clause that is not negated."""
    clauses = node.clauses if isinstance(node, Scope) else (None,) * len(below)
    demanded = [scores for clause, scores in zip(clauses, below, strict=True) if not _tolerant(clause)]
    if not demanded:
        return range(doc_count)
    demanded.sort(key=len)
    return set(demanded[0]).intersection(*demanded[1:])


def _tolerant(clause: Node | None) -> bool:
    """Tell whether a clause can hold in a window although it does not hold in the article: where a NOT is in it."""
    return clause is not None and fold(clause, lambda node, below: isinstance(node, Not) or any(below))


def combined(node: Node, below: Sequence[Scores], everything: Iterable[int]) -> Scores:
    """Combine the scores of the clauses of a branch within one segment; the keys may be documents or parts of them.

    Example:
        >>> combined(And(()), [{1: 0.5, 2: 1.0}, {2: 2.0}], range(3))
        {2: 3.0}
    """
    match node:
        case And():
            return {key: sum(scores[key] for scores in below) for key in _in_all(below)}
        case Or():
            return {key: sum(scores.get(key, 0.0) for scores in below) for key in _in_any(below)}
        case Best():
            return {key: max(scores.get(key, 0.0) for scores in below) for key in _in_any(below)}
        case Not():
            return {key: 0.0 for key in everything if key not in below[0]}
        case Maybe():
            return {key: score + sum(more.get(key, 0.0) for more in below[1:]) for key, score in below[0].items()}
        case Require():
            return {key: below[0][key] for key in _in_all(below)}
        case Boost(_, factor):
            return {key: score * factor for key, score in below[0].items()}
        case _:
            return {}


def _in_all(below: Sequence[Scores]) -> Iterable[int]:
    smallest = min(below, key=len)
    rest = [scores for scores in below if scores is not smallest]
    return [key for key in smallest if all(key in scores for scores in rest)]


def _in_any(below: Sequence[Scores]) -> Iterable[int]:
    return dict.fromkeys(key for scores in below for key in scores)
