"""Here are segments that a stock Whoosh has added to our index, give me the documents that our codec stores instead.

A stock writer that merges hands on the stored fields of our articles, from which they are made anew, facts and all.
What it adds by itself has the stored fields of the schema (see `indexing.schema`) and is an article like any other.
"""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from searchlib.codec.whoosh_toc import WhooshSegment
from searchlib.errors import IndexDamaged
from searchlib.extract.article import ExtractOptions
from searchlib.indexing.documents import document
from searchlib.indexing.takeover import documents, handed_in, values
from searchlib.indexing.understand import understand
from searchlib.model import Article, Document, Failure

_COLUMNS: Final = {"text": "body", **{name: name for name in ("id", "title", "date", "source", "author", "lang")}}


def absorbed(path: Path, segments: Sequence[WhooshSegment]) -> Iterator[Document]:
    """Give the document of every article in *segments*, in order.

    Raises:
        IndexDamaged: one cannot be read; nothing is to be lost without a word, so this stops the writer.
        SchemaMismatch: a segment was written by another codec than Whoosh's own.
    """
    for segment in segments:
        for doc, stored in documents(path, segment):
            place = f"{path / segment.name}, document {doc}"
            article = Failure(place, stored) if isinstance(stored, str) else article_of(stored, place)
            if isinstance(article, Failure):
                raise IndexDamaged(path / segment.name, f"document {doc}", article.reason)
            hint = str(stored["hint"]) if not isinstance(stored, str) and stored.get("hint") else None
            yield document(understand(article, ExtractOptions(published=hint)))


def article_of(stored: Mapping[str, Any], place: str) -> Article | Failure:
    """Give the article of the stored fields that a stock writer left: one of ours, or one that it added itself."""
    if "meta" in stored:
        return handed_in(stored, place)
    return Article(**{"text": "", **values(stored, _COLUMNS)})
