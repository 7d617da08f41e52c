"""Here is the folder of an index, keep what is in it: bring it from elsewhere, take it elsewhere, mend it."""

import os
from collections.abc import Mapping

from searchlib.archive.opened import Opened
from searchlib.codec.blame import judged
from searchlib.errors import UsageError
from searchlib.hints import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Callable

    from searchlib.indexing.session import Session
    from searchlib.model import Progress, Report, Upkeep


class Keeping(Opened):
    """What is done to an index as a whole."""

    def take_over(
        self,
        path: str | os.PathLike[str],
        *,
        columns: Mapping[str, str] | None = None,
        name: str | None = None,
        jobs: int = 1,
        wait: float = 0.0,
        published: str | None = None,
        progress: "Callable[[Progress], object] | None" = None,
    ) -> "Report":
        """Add the articles of an index of stock Whoosh's, whatever its schema; nothing in it is run or unpickled.

        Args:
            path: Its folder, which stays as it is.
            columns: Field of the article → stored field; the others are guessed by their usual names (see
                `whoosh_columns`).
            name: Of the index, where the folder has several.
            jobs, wait, published, progress: As for `add`.

        Returns:
            As `add`; documents that are no articles are in ``failed``.

        Raises:
            IndexMissing, IndexDamaged, SchemaMismatch: there is no index in *path*, or none that can be read.
            UsageError: the text of an article is not among the stored fields, or an argument has no meaning.
            ArchiveError: our index cannot be written; what was committed before stays.
        """
        from searchlib.indexing.pipeline import AddOptions  # noqa: PLC0415  # a search needs nothing of this side
        from searchlib.indexing.takeover import source  # noqa: PLC0415

        found = source(path, columns=columns, name=name)
        report = _session(self._snapshot.path).take_over(
            found, options=AddOptions(jobs, published), wait=wait, watch=progress
        )
        self.refresh()
        return report

    @staticmethod
    def whoosh_columns(
        path: str | os.PathLike[str], *, columns: Mapping[str, str] | None = None, name: str | None = None
    ) -> dict[str, str]:
        """Say which stored field `take_over` takes for each field of an article; none: all, as they were handed in.

        Raises:
            IndexMissing, IndexDamaged, SchemaMismatch, UsageError: as for `take_over`.
        """
        from searchlib.indexing.takeover import source  # noqa: PLC0415  # a search needs nothing of this side

        return source(path, columns=columns, name=name).columns

    def compact(self, *, wait: float = 0.0, clear: Literal["nothing", "damaged"] = "nothing") -> "Upkeep":
        """Write the index anew, as one segment where it fits, without what has been deleted or replaced.

        What a stock Whoosh has added is taken in. Needs the space of the index once more until it is done.

        Args:
            wait: Seconds to wait for another writer.
            clear: ``damaged`` removes the files that repairs have put aside, too, once the new index is written.

        Raises:
            ArchiveError: the index cannot be written, is locked or damaged; it stays as it was.
        """
        done = self.compact_files(self._snapshot.path, wait=wait, clear=clear)
        self.refresh()
        return done

    @staticmethod
    def compact_files(
        path: str | os.PathLike[str], *, wait: float = 0.0, clear: Literal["nothing", "damaged"] = "nothing"
    ) -> "Upkeep":
        """Do as `compact`, also where a stock Whoosh has added what cannot be opened yet."""
        return _session(path).compact(wait=wait, clear=clear)

    @staticmethod
    def repair(path: str | os.PathLike[str], *, wait: float = 0.0) -> "Upkeep":
        """Make the damaged index in *path* one that opens again: what is whole is kept, what is lost is named.

        Whole segments stay. Of damaged ones every article whose text and metadata can be read under their checksums
        is understood anew. Damaged files are moved into a folder ``damaged-<time>`` inside *path*. A newest commit
        that cannot be read is replaced by the newest that can. A whole index stays as it is.

        Returns:
            What was done; ``lost`` names each article that is lost by its id where that can be read, else the file.

        Raises:
            IndexMissing: there is no index.
            IndexUnreadable: the system refuses to read a file of it, which may be whole; it stays as it was.
            SchemaMismatch: what is there is not damaged, but of another version.
            ArchiveError: the index cannot be written or is locked; it stays as it was.
        """
        return _session(path).repair(wait=wait)

    @judged
    def snapshot(self, file: str | os.PathLike[str]) -> "Upkeep":
        """Save what this archive holds as one compacted file, which `open` takes in the place of a folder, read-only.

        Args:
            file: One that is not there yet.

        Returns:
            What was written; ``as_of`` is the time of the commit.

        Raises:
            UsageError: *file* is there, or this archive is itself such a file.
            IndexUnwritable: the disk refuses; nothing is left behind.
            IndexDamaged: a file of the index is not what was written.
        """
        from searchlib.indexing.saving import save  # noqa: PLC0415  # a search needs nothing of this side

        return save(self._snapshot, file)

    @judged
    def export(self, folder: str | os.PathLike[str], *, to: Literal["whoosh"] = "whoosh") -> "Upkeep":
        """Write the articles of this snapshot as an index of stock Whoosh's, which opens without searchlib.

        Args:
            folder: One that is not there yet, or is empty.
            to: The format; there is one.

        Raises:
            UsageError: there is something in *folder*, or *to* is no format.
            IndexUnwritable: the disk refuses.
            IndexDamaged: a file of the index is not what was written.
        """
        from searchlib.indexing.export import export  # noqa: PLC0415  # a search needs nothing of this side
        from searchlib.model import Upkeep  # noqa: PLC0415

        if to != "whoosh":
            raise UsageError("to", to, "whoosh")
        articles = export(self._snapshot, folder)
        size = sum(file.stat().st_size for file in os.scandir(folder))
        return Upkeep("exported", os.fspath(folder), articles, size, size)


def _session(path: str | os.PathLike[str]) -> "Session":
    from searchlib.indexing.session import Session  # noqa: PLC0415  # a search needs nothing of this side

    return Session(path)
