"""Here is a snapshot, write an index of stock Whoosh's that holds the same articles: it opens without searchlib.

Its fields are searched with Whoosh's own analysers. What is stored is all that an article consists of, so that
`takeover` gives back the very articles that were exported.
"""

import json
import os
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any, Final

from whoosh.analysis import SimpleAnalyzer, StemmingAnalyzer
from whoosh.fields import DATETIME, ID, STORED, TEXT, Schema
from whoosh.index import create_in

from searchlib.codec.disk import elsewhere, make_folder, refusals, remove, sync_file, sync_folder
from searchlib.codec.segment import Segment
from searchlib.codec.snapshot import Snapshot
from searchlib.contract import NONSENSE, article_from
from searchlib.errors import IndexDamaged, UsageError
from searchlib.indexing.schema import check_whoosh

_LABELS: Final = ("speaker", "topic", "place")


def export_schema() -> Schema:
    """Give the schema of an export: names of searchlib, classes of Whoosh alone.

    Raises:
        WhooshMismatch: the package imported as ``whoosh`` is not whoosh3 of the range we are built on.
    """
    check_whoosh()
    return Schema(
        id=ID(unique=True, stored=True),
        title=TEXT(StemmingAnalyzer(), stored=True, field_boost=2.0),
        body=TEXT(StemmingAnalyzer(), stored=True),
        said=TEXT(StemmingAnalyzer()),
        role=TEXT(SimpleAnalyzer()),
        **{name: TEXT(SimpleAnalyzer(), stored=True) for name in (*_LABELS, "source", "author")},
        **{name: ID(stored=True) for name in ("lang", "url", "path")},
        date=DATETIME(stored=True, sortable=True),
        **{name: STORED() for name in ("meta", "facts", "hint")},
    )


def export(snapshot: Snapshot, folder: str | os.PathLike[str]) -> int:
    """Write every article of *snapshot* that is not deleted, duplicates too.

    Args:
        snapshot: What to export.
        folder: One that is not there yet, or is empty.

    Returns:
        The number of articles.

    Raises:
        UsageError: there is something in *folder*.
        IndexUnwritable: the disk refuses; what was written is taken away again.
        IndexDamaged: a segment is not what was written.

    Cost: Whoosh's indexing; its pool of postings takes 128 MB.
    """
    folder = Path(folder)
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise UsageError("export", str(folder), "a folder that is not there yet, or is empty")
    with elsewhere("choose another folder for the export"):
        make_folder(folder)
        try:
            with refusals(folder):
                return _written(snapshot, folder)
        except BaseException:
            for file in folder.iterdir():
                remove(file)
            raise


def _written(snapshot: Snapshot, folder: Path) -> int:
    writer, count = create_in(str(folder), export_schema()).writer(), 0
    try:
        for live in snapshot.segments:
            for doc in range(live.segment.doc_count):
                if doc not in live.deleted:
                    writer.add_document(**dict(_fields(live.segment, doc)))
                    count += 1
    except BaseException:
        writer.cancel()
        raise
    writer.commit(merge=False)
    for file in folder.iterdir():
        sync_file(file)
    sync_folder(folder)
    return count


def _fields(segment: Segment, doc: int) -> Iterator[tuple[str, Any]]:
    """The fields of one document in Whoosh's names; those without a value are left out."""
    kept = {name: segment.stored(name, doc) for name in ("id", "title", "text", "path", "meta", "facts", "hint")}
    try:
        given, facts = article_from(kept["text"], json.loads(kept["meta"])), json.loads(kept["facts"])
        quotes = facts["quotes"]
        said = "\n".join(quote["text"] for quote in quotes)
        roles = "\n".join(quote["role"] for quote in quotes if quote["role"])
    except NONSENSE as error:
        raise IndexDamaged(segment.file, "stored/meta", f"document {doc} is no article") from error
    kept["body"] = kept.pop("text")
    labels = {name: "; ".join(_labels(segment, name, doc)) for name in (*_LABELS, "source", "author", "lang")}
    texts = {**kept, **labels, "said": said, "role": roles, "url": given.url}
    yield from ((name, text) for name, text in texts.items() if text)
    day = segment.numbers("date_earliest")[doc]
    if 0 < day <= date.max.toordinal():  # not MISSING, and a day that there is
        yield "date", datetime.fromordinal(day)


def _labels(segment: Segment, column: str, doc: int) -> Iterator[str]:
    labels = segment.labels(column)
    return (labels.values[number] for number in labels.of(doc))
