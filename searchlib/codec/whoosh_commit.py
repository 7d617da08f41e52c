"""Here is a commit that a writer of stock Whoosh made to one of our indexes, give me what we can read of it.

Such a writer deletes documents in its table of contents, and adds segments in its own format (W3). It writes no
manifest. The table is read without unpickling; our segments are as they were, with more of their documents deleted.
Segments of Whoosh's own are no snapshot's: the next commit of ours takes their articles in (see `indexing.writer`).
"""

import os
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Final, NamedTuple
from zlib import crc32

from searchlib.codec.columns import MISSING
from searchlib.codec.manifest import Manifest, SegmentRow, toc_name
from searchlib.codec.plain_file import whole_file
from searchlib.codec.segment import SUFFIX, Segment
from searchlib.codec.whoosh_toc import Contents, WhooshSegment, read_contents
from searchlib.errors import IndexDamaged, SchemaMismatch

OURS: Final = "searchlib.codec.whoosh_codec.SearchlibSegment"
_ANALYSER: Final = "searchlib.analyse.whoosh_analyser.SearchlibAnalyzer"
_DIGEST: Final = "text_digest"


class StockCommit(NamedTuple):
    """What a table of contents without a manifest says."""

    manifest: Manifest
    """Of our segments alone."""
    foreign: tuple[WhooshSegment, ...]
    """Segments that Whoosh wrote in its own format."""


def stock_commit(folder: str | os.PathLike[str], generation: int) -> StockCommit:
    """Read the commit of a stock writer.

    Raises:
        IndexDamaged: its table of contents or one of our segments cannot be read.
        SchemaMismatch: the index was never ours, or its table of contents is not one of Whoosh's.
    """
    path = Path(folder)
    file = path / toc_name(generation)
    contents = read_contents(file)
    if not _was_ours(contents):
        raise SchemaMismatch(
            path, "an index of stock Whoosh's", f"its own (searchlib index --from-whoosh {path} --index ELSEWHERE)"
        )
    ours = [segment for segment in contents.segments if segment.kind == OURS]
    opened = [_opened(path, segment) for segment in ours]
    rows = tuple(map(_row, ours, opened, _duplicates(ours, opened)))
    foreign = tuple(segment for segment in contents.segments if segment.kind != OURS)
    return StockCommit(Manifest(generation, rows, crc32(whole_file(file))), foreign)


def _was_ours(contents: Contents) -> bool:
    body = contents.field("body")
    return body is not None and body.analyser == _ANALYSER


def _opened(path: Path, segment: WhooshSegment) -> Segment:
    opened = Segment.open(path / f"{segment.name}{SUFFIX}")
    if opened.doc_count != segment.doc_count:
        raise IndexDamaged(opened.file, "header", "this is not the file that was committed under this name")
    return opened


def _row(segment: WhooshSegment, opened: Segment, duplicates: Iterable[int]) -> SegmentRow:
    about = (segment.name, opened.doc_count, opened.size, opened.fingerprint)
    return SegmentRow(*about, tuple(sorted(segment.deleted)), tuple(sorted(duplicates)))


def _duplicates(segments: Sequence[WhooshSegment], opened: Sequence[Segment]) -> list[set[int]]:
    """Let the first of several articles of one text answer for the others: the one that did may be deleted now."""
    digests = [some.numbers(_DIGEST) for some in opened]
    shared = {column[doc] for segment, column in zip(segments, digests, strict=True) for doc in segment.duplicates}
    shared -= {MISSING}
    hidden: list[set[int]] = [set() for _ in segments]
    seen: set[int] = set()
    for number, (segment, column) in enumerate(zip(segments, digests, strict=True) if shared else ()):
        for doc, digest in enumerate(column):
            if digest in shared and doc not in segment.deleted:
                if digest in seen:
                    hidden[number].add(doc)
                seen.add(digest)
    return hidden
