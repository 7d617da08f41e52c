"""Here is one of our segments, let Whoosh read it.

Whoosh names these classes in its pickled table of contents, so they must stay where they are. It gets a reader of
postings and a reader of documents over the same file that we read; it writes no segments with them.
"""

from collections.abc import Iterator
from pathlib import Path

from whoosh.codec.base import Codec
from whoosh.codec.base import Segment as WhooshSegment
from whoosh.filedb.filestore import FileStorage

from searchlib.codec.manifest import INDEX_NAME
from searchlib.codec.segment import SUFFIX, Segment
from searchlib.codec.whoosh_documents import DocumentReader
from searchlib.codec.whoosh_terms import TermReader


class SearchlibSegment(WhooshSegment):  # type: ignore[misc]  # Whoosh has no types
    """What Whoosh's table of contents knows of a segment.

    Duplicates are no deleted documents here: a stock writer that merges leaves deleted ones out, and they were lost.
    """

    def __init__(
        self, segid: str, *, doc_count: int, deleted: frozenset[int], duplicates: frozenset[int] = frozenset()
    ) -> None:
        self.indexname, self.segid, self.compound = INDEX_NAME, segid, False
        # `codec.whoosh_toc` reads these by name, should a stock writer commit without a manifest.
        self._doc_count, self._deleted, self._duplicates = doc_count, deleted, duplicates

    def codec(self) -> "SearchlibCodec":
        """Give the codec that reads this segment."""
        return SearchlibCodec()

    def doc_count_all(self) -> int:
        """Give the number of documents, deleted ones too."""
        return self._doc_count

    def deleted_count(self) -> int:
        """Give the number of documents that have been deleted."""
        return len(self._deleted)

    def deleted_docs(self) -> Iterator[int]:
        """Give the documents that have been deleted, ascending."""
        return iter(sorted(self._deleted))

    def is_deleted(self, docnum: int) -> bool:
        """Say whether a document has been deleted."""
        return docnum in self._deleted

    def delete_document(self, docnum: int, delete: bool = True) -> None:
        """Delete or restore a document on behalf of a writer of stock Whoosh."""
        self._deleted = self._deleted | {docnum} if delete else self._deleted - {docnum}


class SearchlibCodec(Codec):  # type: ignore[misc]
    """Opens the readers of a segment. New segments are written by `searchlib.codec.build` alone."""

    def terms_reader(self, storage: FileStorage, segment: SearchlibSegment) -> TermReader:
        """Give the reader of terms and postings."""
        return TermReader(_opened(storage, segment))

    def per_document_reader(self, storage: FileStorage, segment: SearchlibSegment) -> DocumentReader:
        """Give the reader of lengths, columns and stored fields."""
        return DocumentReader(_opened(storage, segment), segment)


def _opened(storage: FileStorage, segment: SearchlibSegment) -> Segment:
    return Segment.open(Path(storage.folder) / segment.make_filename(SUFFIX))
