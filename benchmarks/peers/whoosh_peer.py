"""Stock Whoosh (whoosh3) with its own codec, merged into one segment by ``optimize``."""

from collections.abc import Iterable
from itertools import islice
from pathlib import Path
from typing import Any

from whoosh import fields, index, sorting
from whoosh.analysis import StemmingAnalyzer
from whoosh.qparser import FuzzyTermPlugin, MultifieldParser

from benchmarks.peers.peer import SHOWN, Answer, Question, Record

LABELS = ("speaker", "topic")


class Whoosh:
    """It stems the patterns of wildcards and fuzzy words as well, so that it may find more or nothing."""

    name = "Whoosh"
    kinds = frozenset(
        {"word", "and", "or", "phrase", "prefix", "wildcard", "fuzzy", "range", "sort", "facets", "snippets"}
    )

    def build(self, records: Iterable[Record], folder: Path) -> None:
        schema = fields.Schema(
            title=fields.TEXT(StemmingAnalyzer(), stored=True, field_boost=2.0),
            body=fields.TEXT(StemmingAnalyzer(), stored=True),
            day=fields.NUMERIC(int, sortable=True),
            **{name: fields.KEYWORD(commas=True) for name in LABELS},
        )
        writer = index.create_in(str(folder), schema).writer(limitmb=512)
        for record in records:
            labels = {name: _joined(values) for name, values in zip(LABELS, record[-2:], strict=True)}
            writer.add_document(title=record.title, body=record.body, day=record.day, **labels)
        writer.commit(optimize=True)

    def open(self, folder: Path) -> None:
        opened = index.open_dir(str(folder))
        self._searcher = opened.searcher()
        self._parser = MultifieldParser(["title", "body"], opened.schema)
        self._parser.add_plugin(FuzzyTermPlugin())

    def typed(self, question: Question) -> str:
        first = question.words[0]
        match question.kind:
            case "or":
                return " OR ".join(question.words)
            case "phrase":
                return f'"{" ".join(question.words)}"'
            case "fuzzy":
                return f"{first}~1"
            case "range":
                return f"{first} day:[{question.since} TO {question.until}]"
            case _:
                return " ".join(question.words)

    def ask(self, typed: str, question: Question) -> Answer:
        query = self._parser.parse(typed)
        if question.kind == "facets":
            groups = {name: sorting.FieldFacet(name, allow_overlap=True, maptype=sorting.Count) for name in LABELS}
            results = self._searcher.search(query, limit=SHOWN, groupedby=groups)
            return Answer([], {name: _largest(results.groups(name)) for name in LABELS}, [])
        order = {"sortedby": "day", "reverse": True} if question.kind == "sort" else {}
        results = self._searcher.search(query, limit=SHOWN, **order)
        snippets = [hit.highlights("body") for hit in results] if question.kind == "snippets" else []
        return Answer([hit["title"] for hit in results], {}, snippets)

    def count(self, typed: str, question: Question) -> int:
        return sum(1 for _ in self._searcher.docs_for_query(self._parser.parse(typed)))


def _joined(values: tuple[str, ...]) -> str:
    return ",".join(value.replace(",", ";") for value in values)


def _largest(groups: dict[Any, int]) -> list[tuple[str, int]]:
    return list(islice(sorted(groups.items(), key=lambda group: -group[1]), SHOWN))
