"""Here is a query and a snapshot, give me every article that matches, with the score that stock Whoosh would give it.

Whoosh's BM25F is a sum of one BM25 a field: a word in title and body counts in each by that field's own frequency,
length and idf, and no field has a boost. A phrase scores as the sum of its words. What matches, and what the branches
do with scores, is as in `execute`; keys, dates and NOT score 0 here, where Whoosh gives each of them 1.

    score = idf * count * (K1 + 1) / (count + K1 * (1 - B + B * length / average))
    idf   = ln(N / (df + 1)) + 1

Source: ``whoosh.scoring`` of whoosh3 3.54 with its defaults; the differential tests hold the scores to 1e-9.
"""

from math import log
from typing import Final

from searchlib.codec.lengths import LENGTHS
from searchlib.codec.snapshot import Snapshot
from searchlib.query.bm25 import Scores
from searchlib.query.execute import Evaluation, Matches
from searchlib.query.fields import parts
from searchlib.query.lookup import Lookup
from searchlib.query.nodes import Node, Phrase, Word, fold, is_word
from searchlib.query.notes import Notes

K1: Final = 1.2
B: Final = 0.75


def whoosh_matches(node: Node, snapshot: Snapshot) -> Matches:
    """Evaluate a query exhaustively, with Whoosh's scores.

    Raises:
        IndexDamaged: a segment is not what was written.

    Cost: as `execute.execute`.
    """
    notes = Notes()
    lookup = Lookup(snapshot, notes)
    found = fold(node, _Evaluation(lookup).step)
    visible = tuple(
        {doc: score for doc, score in scores.items() if doc not in live.hidden}
        for scores, live in zip(found, snapshot.segments, strict=True)
    )
    return Matches(visible, notes.all(), lookup)


def bm25(count: int, length: int, *, idf: float, average: float) -> float:
    """Give the score of a word in a field, in the order of Whoosh's own operations.

    Example:
        >>> round(bm25(2, 10, idf=1.5, average=10.0), 4)
        2.0625
    """
    return idf * ((count * (K1 + 1)) / (count + K1 * ((1 - B) + B * length / average)))


class _Evaluation(Evaluation):
    """As the definition, but for the scores of words and phrases."""

    def step(self, node: Node, below: list[list[Scores]]) -> list[Scores]:
        """Give the scores of a node in each segment from those of its clauses."""
        if is_word(node):
            return _added([self._in_field(node, field) for field in parts(node.field)])
        if isinstance(node, Phrase):
            return _added([self._phrase_in_field(node, field) for field in parts(node.field)])
        return super().step(node, below)

    def _in_field(self, word: Word, field: str) -> list[Scores]:
        counts = self.counts(word, field)
        idf = log((self.documents or 1) / (sum(map(len, counts)) + 1)) + 1
        average = self._snapshot.average_length(field) or 1
        return [
            {doc: bm25(count, LENGTHS[lengths[doc]] or 1, idf=idf, average=average) for doc, count in some.items()}
            for lengths, some in zip((segment.lengths(field) for segment in self._segments), counts, strict=True)
        ]

    def _phrase_in_field(self, phrase: Phrase, field: str) -> list[Scores]:
        words = [self._in_field(word, field) for word in phrase.words]
        return [
            {doc: sum(scores[number][doc] for scores in words) for doc in places}
            for number, places in enumerate(self._phrase_counts(phrase, field))
        ]


def _added(fields: list[list[Scores]]) -> list[Scores]:
    """Add the scores of the fields up, a mapping a segment."""
    answer: list[Scores] = []
    for some in zip(*fields, strict=True):
        total: Scores = {}
        for scores in some:
            for doc, score in scores.items():
                total[doc] = total.get(doc, 0.0) + score
        answer.append(total)
    return answer
