"""Here is the folder of a damaged index, make it one that opens: what is whole is kept, what is lost is named.

Whole segments stay as they are. Of a damaged one every article whose text and metadata can be read under their
checksums is understood anew. The damaged files get a second name in a folder ``damaged-<time>`` first, then all of it
is one commit, which takes their first name away: a crash at any step leaves the damaged index or the new one.
"""

import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

from searchlib.codec.build import Builder
from searchlib.codec.disk import new_file
from searchlib.codec.manifest import INDEX_NAME, SegmentRow
from searchlib.codec.segment import SUFFIX, Segment
from searchlib.codec.verify import problems
from searchlib.codec.whoosh_toc import WhooshSegment
from searchlib.errors import IndexDamaged, SchemaMismatch
from searchlib.extract.article import ExtractOptions
from searchlib.indexing.absorb import article_of
from searchlib.indexing.aside import set_aside
from searchlib.indexing.check import check
from searchlib.indexing.commit import commit
from searchlib.indexing.documents import document
from searchlib.indexing.draft import new_name
from searchlib.indexing.holdings import ID, Holding, Holdings
from searchlib.indexing.leaning import LEANING
from searchlib.indexing.lock import LOCK_NAME
from searchlib.indexing.takeover import documents, handed_in
from searchlib.indexing.understand import understand
from searchlib.indexing.wreck import Part, Wreck, failures, wreck
from searchlib.indexing.writer import MEMORY
from searchlib.model import Article, Document, Failure

_NEVER: Final = "is no segment that was committed under this name"


def repair(path: Path) -> tuple[Failure, ...]:
    """Make the index in *path* whole again; the caller holds its lock.

    Returns:
        What is lost: articles by id, or by file where the id cannot be read, and files that say no longer what was
        committed. Nothing, and nothing is written, where the index is whole.

    Raises:
        IndexMissing: there is no index.
        IndexUnreadable: the system refuses to read a file, which may be whole.
        SchemaMismatch: what is there is not damaged, but of another version.
        IndexUnwritable: the disk refuses; the index is as it was.
    """
    found = wreck(path)
    lost = list(failures(path, found))
    if not lost and not found.foreign and not check(path).problems:
        return ()
    kept: list[Holding] = []
    aside = set(found.broken)
    for part in found.parts:
        segment, reason = _opened(path, part)
        if segment is not None and not reason:
            kept.append(Holding(segment, deleted=part.deleted.intersection(range(segment.doc_count))))
            continue
        aside.add(f"{part.name}{SUFFIX}")
        readable = _articles(segment, part, lost) if segment is not None else _all_lost(path, part, reason, lost)
        kept += _written(path, readable)
    kept += _written(path, _foreign(path, found.foreign, lost))
    aside |= _also_aside(path, found, kept)
    set_aside(path, aside)
    commit(path, found.newest + 1, rows=_rows(kept))
    return tuple(lost)


def _opened(path: Path, part: Part) -> tuple[Segment | None, str]:
    """Give a segment as far as it can be opened, and what is wrong with it: "" where it is whole.

    Raises:
        SchemaMismatch: it is whole, but of a format that this version cannot read.
    """
    try:
        segment = Segment.open(path / f"{part.name}{SUFFIX}")
    except IndexDamaged as error:
        return None, f"{error.section}: {error.reason}"
    if part.doc_count not in (None, segment.doc_count) or part.fingerprint not in (None, segment.fingerprint):
        return None, _NEVER
    return segment, next((f"{section}: {reason}" for section, reason in problems(segment)), "")


def _all_lost(path: Path, part: Part, reason: str, lost: list[Failure]) -> Iterator[Document]:
    articles = "its articles" if part.doc_count is None else _counted(part.doc_count - len(part.deleted))
    lost.append(Failure(str(path / f"{part.name}{SUFFIX}"), f"{articles} lost: {reason}"))
    return iter(())


def _articles(segment: Segment, part: Part, lost: list[Failure]) -> Iterator[Document]:
    """Give the articles of a damaged segment that can be read; what cannot is added to *lost*."""
    nameless = 0
    for doc in range(segment.doc_count):
        if doc in part.deleted:
            continue
        article, name = _article(segment, doc), _stored(segment, "id", doc)
        if isinstance(article, Failure):
            nameless += not name
            if name:
                lost.append(Failure(name, article.reason))
            continue
        hint, model = _stored(segment, "hint", doc), _stored(segment, "model", doc)
        lost += _less(article, hint, model)
        yield document(understand(article, ExtractOptions(published=hint or None)))
    if nameless:
        reason = f"{_counted(nameless)} lost, of which not even the id can be read"
        lost.append(Failure(str(segment.file), reason))


def _counted(articles: int) -> str:
    return "1 article" if articles == 1 else f"{articles:,} articles"


def _article(segment: Segment, doc: int) -> Article | Failure:
    place = f"{segment.file}, document {doc}"
    try:
        return handed_in({"body": segment.stored("text", doc), "meta": segment.stored("meta", doc)}, place)
    except (IndexDamaged, LookupError, ValueError) as error:
        return Failure(place, f"lost: {getattr(error, 'section', 'stored')}: {getattr(error, 'reason', error)}")


def _stored(segment: Segment, column: str, doc: int) -> str | None:
    """Give a stored text, None where it cannot be read."""
    try:
        return segment.stored(column, doc)
    except (IndexDamaged, LookupError, ValueError):
        return None


def _less(article: Article, hint: str | None, model: str | None) -> Iterator[Failure]:
    """Say what an article that is kept has lost."""
    name = article.id or ""
    if hint is None:
        yield Failure(name, "kept; the date that was given with --published cannot be read")
    if model or model is None:
        yield Failure(name, "kept; topics of your own come back with: searchlib index --refresh --topics MODEL")


def _foreign(path: Path, segments: Iterable[WhooshSegment], lost: list[Failure]) -> Iterator[Document]:
    """Give what can be read of segments that a stock Whoosh has added."""
    for segment in segments:
        try:
            for doc, stored in documents(path, segment):
                place = f"{path / segment.name}, document {doc}"
                article = Failure(place, stored) if isinstance(stored, str) else article_of(stored, place)
                if isinstance(article, Failure):
                    lost.append(article)
                else:
                    hint = None if isinstance(stored, str) else stored.get("hint")
                    yield document(understand(article, ExtractOptions(published=str(hint) if hint else None)))
        except (IndexDamaged, SchemaMismatch) as error:
            lost.append(Failure(str(path / segment.name), f"articles lost: {getattr(error, 'reason', error)}"))


def _written(path: Path, articles: Iterable[Document]) -> list[Holding]:
    """Write articles as segments."""
    holdings, builder = [], Builder(LEANING)
    for article in articles:
        builder.add(article)
        if builder.cost >= MEMORY:
            holdings.append(_segment(path, builder))
            builder = Builder(LEANING)
    if builder.doc_count:
        holdings.append(_segment(path, builder))
    return holdings


def _segment(path: Path, builder: Builder) -> Holding:
    file = path / new_name()
    with new_file(file) as out:
        builder.write(out)
    return Holding(Segment.open(file))


def _rows(kept: list[Holding]) -> tuple[SegmentRow, ...]:
    """Give the rows of the manifest: of each id the last article, of each text the first answers."""
    seen: set[bytes] = set()
    for holding in reversed(kept):
        for term in list(holding.segment.terms(ID)):
            postings = holding.segment.postings(ID, term)
            docs = [doc for doc in postings.docs if doc not in holding.deleted] if postings is not None else []
            holding.deleted.update(docs if term in seen else docs[:-1])
            seen.update([term] if docs else [])
    holdings = Holdings(())
    for holding in kept:
        holdings.add(holding)
    holdings.mark_duplicates()
    return holdings.manifest_rows()


def _also_aside(path: Path, found: Wreck, kept: list[Holding]) -> set[str]:
    """Give the names of all other files that the commit would remove, where they may hold what the newest state had."""
    if not found.fallen_back:
        return {name for segment in found.foreign for name in os.listdir(path) if name.startswith(f"{segment.name}.")}
    names = {os.path.basename(holding.segment.file) for holding in kept}
    ours = (f"{INDEX_NAME}_", f"_{INDEX_NAME}_")
    return {name for name in os.listdir(path) if name.startswith(ours) and name not in names and name != LOCK_NAME}
