"""bm25s: scores of whole words computed beforehand, in memory; no phrases, no fields, no dates."""

import json
from collections.abc import Iterable
from pathlib import Path

import bm25s
import Stemmer

from benchmarks.peers.peer import SHOWN, Answer, Question, Record


class Bm25s:
    name = "bm25s"
    kinds = frozenset({"word", "or"})

    def build(self, records: Iterable[Record], folder: Path) -> None:
        titles, texts = [], []
        for record in records:
            titles.append(record.title)
            texts.append(f"{record.title}\n{record.body}")
        engine = bm25s.BM25()
        engine.index(self._tokens(texts), show_progress=False)
        engine.save(folder)
        (folder / "titles.json").write_text(json.dumps(titles), encoding="utf-8")

    def open(self, folder: Path) -> None:
        self._engine = bm25s.BM25.load(folder)
        self._titles = json.loads((folder / "titles.json").read_text("utf-8"))

    def typed(self, question: Question) -> str:
        return " ".join(question.words)

    def ask(self, typed: str, question: Question) -> Answer:
        docs, scores = self._engine.retrieve(self._tokens([typed]), k=SHOWN, show_progress=False)
        return Answer([self._titles[doc] for doc, score in zip(docs[0], scores[0], strict=True) if score > 0], {}, [])

    def count(self, typed: str, question: Question) -> int:
        tokens = bm25s.tokenize([typed], stemmer=Stemmer.Stemmer("english"), return_ids=False, show_progress=False)
        return int((self._engine.get_scores(tokens[0]) > 0).sum())

    def _tokens(self, texts: list[str]) -> object:
        return bm25s.tokenize(texts, stemmer=Stemmer.Stemmer("english"), show_progress=False)
