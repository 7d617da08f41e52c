"""Here are the documents of a collection, give me what each engine ranks first: words of a question, any of them.

Every engine stems English and knows title and body, as its own documentation has it; bm25s has no fields and takes
both as one text, with its own list of stop words. The best 1,000 are given.
"""

import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final, TypeAlias

import bm25s
import Stemmer
import tantivy
from whoosh import fields, qparser
from whoosh.analysis import StemmingAnalyzer
from whoosh.filedb.filestore import RamStorage

from benchmarks.collections import Text
from searchlib import Archive, Article

DEPTH: Final = 1000
Ask: TypeAlias = Callable[[str], list[str]]
"""The words of a question → ids of documents, best first."""


def ours(documents: Sequence[Text], folder: Path) -> Archive:
    """Index with searchlib."""
    archive = Archive.create(folder)
    archive.add(Article(one.body, id=one.id, title=one.title or None) for one in documents)
    return archive


def searchlib(documents: Sequence[Text]) -> Ask:
    folder = tempfile.TemporaryDirectory(prefix="searchlib-bench-")
    archive = ours(documents, Path(folder.name))

    def ask(question: str, kept: object = folder) -> list[str]:
        return [hit.id for hit in archive.search(question, operator="or", limit=DEPTH)]

    return ask


def whoosh(documents: Sequence[Text]) -> Ask:
    analyser = StemmingAnalyzer()
    schema = fields.Schema(
        id=fields.ID(stored=True), title=fields.TEXT(analyser, field_boost=2.0), body=fields.TEXT(analyser)
    )
    index = RamStorage().create_index(schema)
    writer = index.writer()
    for one in documents:
        writer.add_document(id=one.id, title=one.title, body=one.body)
    writer.commit()
    searcher = index.searcher()
    parser = qparser.MultifieldParser(["title", "body"], schema, group=qparser.OrGroup, plugins=[])

    def ask(question: str) -> list[str]:
        return [hit["id"] for hit in searcher.search(parser.parse(question), limit=DEPTH)]

    return ask


def tantivy_(documents: Sequence[Text]) -> Ask:
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("id", stored=True, tokenizer_name="raw")
    for name in ("title", "body"):
        builder.add_text_field(name, tokenizer_name="en_stem")
    index = tantivy.Index(builder.build())
    writer = index.writer(num_threads=1)
    for one in documents:
        writer.add_document(tantivy.Document(id=one.id, title=one.title, body=one.body))
    writer.commit()
    writer.wait_merging_threads()
    index.reload()
    searcher = index.searcher()

    def ask(question: str) -> list[str]:
        plain = " ".join(word.replace("-", " ").replace("'", " ") for word in question.split())
        query = index.parse_query(plain, ["title", "body"], field_boosts={"title": 2.0})
        return [str(searcher.doc(address).get_first("id")) for _, address in searcher.search(query, DEPTH).hits]

    return ask


def bm25s_(documents: Sequence[Text]) -> Ask:
    engine = bm25s.BM25()
    engine.index(_tokens([f"{one.title}\n{one.body}" for one in documents]), show_progress=False)
    depth = min(DEPTH, len(documents))

    def ask(question: str) -> list[str]:
        found, scores = engine.retrieve(_tokens([question]), k=depth, show_progress=False)
        return [documents[doc].id for doc, score in zip(found[0], scores[0], strict=True) if score > 0]

    return ask


def _tokens(texts: list[str]) -> object:
    return bm25s.tokenize(texts, stemmer=Stemmer.Stemmer("english"), show_progress=False)


ENGINES: Final[dict[str, Callable[[Sequence[Text]], Ask]]] = {
    "searchlib": searchlib,
    "tantivy": tantivy_,
    "Whoosh": whoosh,
    "bm25s": bm25s_,
}
