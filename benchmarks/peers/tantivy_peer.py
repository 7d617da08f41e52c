"""tantivy through tantivy-py, at its best: one commit by one thread gives one segment; no count unless asked for."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import tantivy

from benchmarks.peers.peer import SHOWN, Answer, Facets, Question, Record

TEXT = ["title", "body"]
BOOSTS = {"title": 2.0}
HEAP = 3_500_000_000
"""Bytes; what does not fit starts a second segment, and tantivy-py has no call that merges two."""
FACETS = {name: {"terms": {"field": name, "size": SHOWN}} for name in ("speaker", "topic")}


class Tantivy:
    """Prefixes, wildcards and fuzzy words run over its stemmed terms: less work than over all forms, as ours do."""

    name = "tantivy"
    kinds = frozenset(
        {"word", "and", "or", "phrase", "prefix", "wildcard", "fuzzy", "range", "sort", "facets", "snippets"}
    )

    def build(self, records: Iterable[Record], folder: Path) -> None:
        builder = tantivy.SchemaBuilder()
        for name in TEXT:
            builder.add_text_field(name, stored=True, tokenizer_name="en_stem")
        builder.add_integer_field("day", indexed=True, fast=True)
        for name in FACETS:
            builder.add_text_field(name, fast=True, tokenizer_name="raw", index_option="basic")
        writer = tantivy.Index(builder.build(), path=str(folder)).writer(heap_size=HEAP, num_threads=1)
        for record in records:
            fields = {"speaker": list(record.speakers), "topic": list(record.topics)}
            writer.add_document(tantivy.Document(title=record.title, body=record.body, day=record.day, **fields))
        writer.commit()
        writer.wait_merging_threads()

    def open(self, folder: Path) -> None:
        self._index = tantivy.Index.open(str(folder))
        self._searcher = self._index.searcher()
        self.segments = self._searcher.num_segments

    def typed(self, question: Question) -> str:
        first = question.words[0]
        match question.kind:
            case "and" | "or":
                return f" {question.kind.upper()} ".join(question.words)
            case "phrase":
                return f'"{" ".join(question.words)}"'
            case "prefix" | "wildcard":
                return first.replace("*", ".*")
            case "range":
                return f"{first} AND day:[{question.since} TO {question.until}]"
            case _:
                return first

    def ask(self, typed: str, question: Question) -> Answer:
        query, searcher = self._query(typed, question.kind), self._searcher
        if question.kind == "facets":
            return Answer([], _facets(searcher.aggregate(query, FACETS)), [])
        order = "day" if question.kind == "sort" else None
        found = searcher.search(query, SHOWN, count=False, order_by_field=order).hits
        documents = [searcher.doc(address) for _, address in found]
        snippets: list[str] = []
        if question.kind == "snippets":
            generator = tantivy.SnippetGenerator.create(searcher, query, self._index.schema, "body")
            snippets = [generator.snippet_from_doc(document).to_html() for document in documents]
        return Answer([str(document.get_first("title")) for document in documents], {}, snippets)

    def count(self, typed: str, question: Question) -> int:
        found: Any = self._searcher.search(self._query(typed, question.kind), 1, count=True)
        return int(found.count)

    def _query(self, typed: str, kind: str) -> Any:
        if kind in ("prefix", "wildcard"):
            return self._either(lambda name: tantivy.Query.regex_query(self._index.schema, name, typed))
        if kind == "fuzzy":
            return self._either(
                lambda name: tantivy.Query.fuzzy_term_query(self._index.schema, name, typed, distance=1)
            )
        return self._index.parse_query(typed, TEXT, field_boosts=BOOSTS)

    def _either(self, query: Any) -> Any:
        return tantivy.Query.boolean_query([(tantivy.Occur.Should, query(name)) for name in TEXT])


def _facets(found: dict[str, Any]) -> Facets:
    return {name: [(row["key"], row["doc_count"]) for row in found[name]["buckets"]] for name in FACETS}
