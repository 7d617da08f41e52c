"""Every exception of searchlib, drawn as a tree.

SearchError
├── QueryError            what was typed could not be understood (only with ``strict=True``)
├── ArticleMissing        no article has this id
├── ReadError             one input could not be read; collected in the report, never fatal to a run
├── UsageError            an argument has no meaning, e.g. an unknown sort order
├── WorkerLost            a process that helped to index was killed
└── ArchiveError
    ├── IndexMissing      there is no index in this folder
    ├── IndexLocked       somebody else is writing
    ├── IndexUnreadable   the system refuses to read it: no right to, no handle left
    ├── IndexDamaged      a file of the index is not what was written
    ├── IndexUnwritable   the folder or the disk refuses to be written
    ├── ArchiveClosed     an archive was asked after it was closed
    ├── SchemaMismatch    an index, but not one that this version of searchlib reads
    │   └── WhooshWrote   a stock Whoosh has added articles that are not taken in yet
    └── WhooshMismatch    the installed Whoosh is not the one that searchlib is built on
"""

import os

from searchlib.hints import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


class SearchError(Exception):
    """Base of all errors that searchlib raises on purpose; they keep their facts on the way to another process."""

    def __reduce__(self) -> "tuple[Callable[..., SearchError], tuple[object, ...], dict[str, object]]":
        """Be made again without `__init__`, which takes facts and not the sentence."""
        return type(self).__new__, (type(self), *self.args), self.__dict__


class QueryError(SearchError):
    """Part of a query could not be understood as typed."""

    def __init__(self, message: str, *, start: int, end: int, hint: str = "") -> None:
        self.start, self.end, self.hint = start, end, hint
        super().__init__(f"{message}; {hint}" if hint else message)


class ArticleMissing(SearchError):
    """No article of the archive has this id."""

    def __init__(self, article_id: str, near: tuple[str, ...] = ()) -> None:
        self.id, self.near = article_id, near
        way = f"did you mean {' or '.join(near)}?" if near else "ids are shown by: searchlib search --fields id"
        super().__init__(f"no article with the id {article_id!r}; {way}")


class ReadError(SearchError):
    """One input could not be read."""

    def __init__(self, path: str, reason: str) -> None:
        self.path, self.reason = path, reason
        super().__init__(f"{path}: {reason}")


class UsageError(SearchError):
    """An argument has a value without meaning."""

    def __init__(self, argument: str, found: object, expected: str) -> None:
        self.argument, self.found, self.expected = argument, found, expected
        super().__init__(f"{argument}: {_shown(found)}, but expected {expected}")


class WorkerLost(SearchError):
    """A process that helped to index is gone in the middle of its work."""

    def __init__(self, code: int | None) -> None:
        self.code = code
        by = f" by signal {-code}" if code is not None and code < 0 else ""
        super().__init__(
            f"a process of --jobs was killed{by}, perhaps as memory ran out (fewer --jobs need less); "
            "what was committed before is kept"
        )


class ArchiveError(SearchError):
    """The index as a whole cannot be used."""


class IndexMissing(ArchiveError):
    """There is no index in the folder."""

    def __init__(self, path: str | os.PathLike[str], *, way_out: str = "") -> None:
        self.path = _path(path)
        super().__init__(
            f"{self.path}: no index here; {way_out or f'make one with: searchlib index --index {self.path} FOLDER'}"
        )


class IndexLocked(ArchiveError):
    """Another writer holds the lock of the index."""

    def __init__(self, path: str | os.PathLike[str], *, pid: int | None, host: str | None, since: str | None) -> None:
        self.path, self.pid, self.host, self.since = _path(path), pid, host, since
        who = f"process {pid} on {host} since {since}" if pid else "another process"
        super().__init__(f"{self.path}: being written by {who}; wait with: --wait SECONDS")


class IndexUnreadable(ArchiveError):
    """The system refuses to read the folder or a file of the index, which may well be whole."""

    def __init__(self, path: str | os.PathLike[str], reason: str) -> None:
        self.path, self.reason = _path(path), reason
        super().__init__(f"{self.path}: cannot be read ({reason}); mend that, or name another index with: --index DIR")


class IndexDamaged(ArchiveError):
    """A file of the index is torn, altered or gone."""

    def __init__(self, file: str | os.PathLike[str], section: str, reason: str) -> None:
        self.file, self.section, self.reason = _path(file), section, reason
        super().__init__(f"{self.file}: {section}: {reason}; look with: searchlib check, mend with: searchlib repair")


class IndexUnwritable(ArchiveError):
    """The folder of the index cannot be written, or the file that something was to be saved as."""

    def __init__(
        self, path: str | os.PathLike[str], reason: str, *, way_out: str = "choose another folder with: --index DIR"
    ) -> None:
        self.path, self.reason = _path(path), reason
        super().__init__(f"{self.path}: cannot be written ({reason}); {way_out}")


class ArchiveClosed(ArchiveError):
    """An archive is asked that has been closed."""

    def __init__(self, path: str | os.PathLike[str]) -> None:
        self.path = _path(path)
        super().__init__(f"{self.path}: this archive is closed; open it again with: Archive.open({str(self.path)!r})")


class SchemaMismatch(ArchiveError):
    """The folder holds an index that this version cannot read."""

    def __init__(self, path: str | os.PathLike[str], found: str, expected: str) -> None:
        self.path, self.found, self.expected = _path(path), found, expected
        super().__init__(
            f"{self.path}: {found}, but this searchlib reads {expected}; choose another folder with: --index DIR"
        )


class WhooshWrote(SchemaMismatch):
    """A writer of stock Whoosh has added articles in its own format."""

    def __init__(self, path: str | os.PathLike[str], documents: int) -> None:
        self.documents = documents
        super().__init__(path, "documents in Whoosh's own format", "its own")
        self.args = (
            f"{self.path}: a stock Whoosh has added documents ({documents:,}), which are not taken in yet; "
            f"take them in with: searchlib compact --index {self.path}",
        )


class WhooshMismatch(ArchiveError):
    """The package imported as ``whoosh`` is not the maintained fork."""

    def __init__(self, found: str, expected: str) -> None:
        self.found, self.expected = found, expected
        super().__init__(
            f"whoosh is {found}, but searchlib needs whoosh3{expected}; "
            f"mend with: pip install --force-reinstall 'whoosh3{expected}'"
        )


def _shown(found: object) -> str:
    try:
        return repr(found)
    except ValueError:  # an int of more digits than Python writes
        return f"an {type(found).__name__}"


def _path(path: str | os.PathLike[str]) -> "Path":
    from pathlib import Path  # noqa: PLC0415  # slow to load, and most processes raise nothing

    return Path(path)
