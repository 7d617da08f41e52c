"""An open archive: one immutable snapshot of an index, and the questions it answers."""

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Literal, Self

from searchlib.codec.segment import Segment
from searchlib.codec.snapshot import Snapshot, open_snapshot
from searchlib.errors import ArticleMissing
from searchlib.model import Article, Check, Facts, Failure, Progress, Report, Stored
from searchlib.query.kept import stored

if TYPE_CHECKING:
    from searchlib.indexing.inputs import Inputs
    from searchlib.indexing.session import Session


class Archive:
    """One snapshot of an index; `add` and `remove` commit and move it on, others stay until `refresh`."""

    def __init__(self, path: Path, snapshot: Snapshot) -> None:
        self.path = path
        self._snapshot = snapshot

    @classmethod
    def create(
        cls, path: str | os.PathLike[str], *, exist: Literal["open", "replace"] = "open", wait: float = 0.0
    ) -> Self:
        """Open the index in *path*, made empty where there is none.

        Args:
            path: A folder; it and its parents are made.
            exist: What becomes of an index that is there: ``replace`` puts an empty one there, even for a damaged one.
            wait: Seconds to wait for another writer.

        Raises:
            IndexUnwritable, IndexLocked, IndexDamaged, SchemaMismatch.
        """
        session = _session(Path(path))
        (session.replace if exist == "replace" else session.create)(wait=wait)
        return cls.open(path)

    @classmethod
    def open(cls, path: str | os.PathLike[str]) -> Self:
        """Open the newest commit of the index in *path*; nothing is written and nothing is unpickled.

        Raises:
            IndexMissing, IndexDamaged, SchemaMismatch.
        """
        return cls(Path(path), open_snapshot(Path(path)))

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the files; they are unmapped when the last value that shows them is gone."""
        self._snapshot = self._snapshot._replace(segments=())

    def refresh(self) -> None:
        """Move to the newest commit."""
        self._snapshot = open_snapshot(self.path, self._snapshot)

    # ── changing it ──

    def add(
        self,
        inputs: "Inputs",
        *,
        jobs: int = 1,
        prune: bool = False,
        wait: float = 0.0,
        published: str | None = None,
        columns: Mapping[str, str] | None = None,
        progress: Callable[[Progress], object] | None = None,
    ) -> Report:
        """Add articles: new ones, changed ones in the place of the old, unchanged ones not at all.

        Args:
            inputs: Files, folders, ``-`` for JSONL on standard input, or any number of `Article`.
            jobs: Processes that read and understand; the index is the same whatever their number.
            prune: Remove the articles below the folders given whose files are gone.
            wait: Seconds to wait for another writer.
            published: When these articles appeared, where they do not say: a day, month or year.
            columns: Field of the article → the column or key that holds it, for CSV and JSON.
            progress: Called now and then with how far it has come.

        Returns:
            What was done; inputs that could not be read are in ``failed`` and stop nothing.

        Raises:
            ArchiveError: the index cannot be written; what was committed before stays.
            UsageError: an argument has no meaning.
        """
        session = _session(self.path)
        report = session.add(
            inputs, jobs=jobs, prune=prune, wait=wait, published=published, columns=columns, watch=progress
        )
        self.refresh()
        return report

    def remove(self, ids: str | Iterable[str], *, wait: float = 0.0) -> Report:
        """Remove articles by id; an unknown id is in ``failed``.

        Raises:
            ArchiveError: the index cannot be written.
        """
        report = _session(self.path).remove((ids,) if isinstance(ids, str) else ids, wait=wait)
        self.refresh()
        return report

    def check(self) -> Check:
        """Verify every checksum and invariant of the index."""
        return _session(self.path).check()

    # ── one article ──

    def get(self, article_id: str) -> Stored:
        """Give an article with its facts.

        Raises:
            ArticleMissing: no article has this id.
        """
        return stored(*self._place(article_id))

    def _place(self, article_id: str) -> tuple[Segment, int]:
        found = self._snapshot.find(article_id)
        if found is None:
            raise ArticleMissing(article_id)
        place, doc = found
        return self._snapshot.segments[place].segment, doc


def extract(
    inputs: "Inputs", *, mode: str = "wide", published: str | None = None
) -> Iterator[tuple[Article, Facts] | Failure]:
    """Say what would be found in each article; no index is touched.

    Args:
        inputs: As for `Archive.add`.
        mode: ``wide``, or ``precise`` for attributed quotations only.
        published: When the articles appeared, where they do not say.

    Returns:
        Each article with its facts, or why it could not be read. Spans count code points of the text as given.

    Example:
        >>> [(article, facts)] = extract(Article("It rained on 2 May 2015."))
        >>> facts.dates[0].earliest
        '2015-05-02'
    """
    from searchlib.extract.article import ExtractOptions  # noqa: PLC0415  # the writing side is loaded when asked for
    from searchlib.indexing.extraction import extracted  # noqa: PLC0415

    return extracted(inputs, ExtractOptions(mode=mode, published=published))


def _session(path: Path) -> "Session":
    from searchlib.indexing.session import Session  # noqa: PLC0415  # a search needs nothing of the writing side

    return Session(path)
