"""Here are folders, keep an index up with them: what is new or changed is taken in once nobody writes it any more.

Folders are looked at again and again, which works on every file system. A file counts as whole when size, time and
number have stayed the same from one look to the next; one that grows afterwards is read again.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from os import stat
from os.path import exists
from pathlib import Path
from typing import Final, NamedTuple, TypeAlias

from searchlib.archive import Archive
from searchlib.errors import IndexLocked
from searchlib.model import Article, Failure, Report
from searchlib.read.options import ReadOptions
from searchlib.read.readers import read
from searchlib.read.source import Source
from searchlib.read.walk import sources

Stamp: TypeAlias = "tuple[int, int, int]"
"""Size, time of the last change in ns, and number of a file."""
Pause: TypeAlias = Callable[[], object]


class Taking(NamedTuple):
    """How what comes is taken in; as for `Archive.add`."""

    jobs: int = 1
    published: str | None = None
    columns: Mapping[str, str] | None = None
    topics: str | None = None


AS_USUAL: Final = Taking()
_MISSING: Final = "not there any more; what it held stays in the index, and is looked for when it is back"


class Look(NamedTuple):
    """What lay in the folders at one moment."""

    files: dict[str, Source]
    stamps: dict[str, Stamp]


def look(paths: Sequence[str]) -> Look:
    """List the files that an index would read, with their stamps; empty ones are not begun yet."""
    files, stamps = {}, {}
    for source in sources(map(Path, paths)):
        if isinstance(source, Failure):
            continue
        try:
            found = stat(source.path)
        except OSError:  # gone again
            continue
        if found.st_size:
            files[source.path], stamps[source.path] = source, (found.st_size, found.st_mtime_ns, found.st_ino)
    return Look(files, stamps)


def rounds(
    archive: Archive,
    paths: Sequence[str],
    *,
    pause: Pause,
    prune: Callable[[], Report] | None,
    taking: Taking = AS_USUAL,
) -> Iterator[Report]:
    """Take in what changes, for ever.

    Args:
        archive: What it goes to.
        paths: Files and folders, all of which have been taken in already.
        pause: Waits a while; what it raises ends the watch.
        prune: Forgets articles whose files are gone; None leaves them.
        taking: How it is read and understood.

    Returns:
        A report for each look at which something was taken in, forgotten or failed. A folder that is not there any more
        is a failure, once, and nothing of it is forgotten: perhaps it is a drive that will be back.
    """
    done = before = look(paths).stamps
    absent = _absent(paths)
    while True:
        pause()
        now, missing = look(paths), _absent(paths)
        if missing - absent:
            yield Report(failed=tuple(Failure(path, _MISSING) for path in sorted(missing - absent)))
        absent = missing
        ready = [path for path in settled(before, now.stamps) if done.get(path) != now.stamps[path]]
        gone = set() if missing else done.keys() - now.stamps.keys()
        before = now.stamps
        try:
            report = taken_in(archive, [now.files[path] for path in ready], taking) if ready else Report()
            if gone and prune:
                report = _with(report, prune())
        except IndexLocked:  # somebody else is at it; the next look finds the same again
            continue
        done = {path: stamp for path, stamp in done.items() if path not in gone}
        done |= {path: now.stamps[path] for path in ready}
        if report.added or report.updated or report.removed or report.failed:
            yield report


def _absent(paths: Sequence[str]) -> set[str]:
    return {path for path in paths if not exists(path)}


def _with(report: Report, pruned: Report) -> Report:
    """Add up what was taken in and what a pruning run did, which reads all that is there."""
    return report._replace(
        added=report.added + pruned.added, updated=report.updated + pruned.updated, removed=pruned.removed
    )


def settled(before: dict[str, Stamp], now: dict[str, Stamp]) -> list[str]:
    """Give the files that nobody has touched between two looks.

    Example:
        >>> settled({"a": (1, 1, 1), "b": (1, 1, 2)}, {"a": (1, 1, 1), "b": (2, 3, 2), "c": (1, 1, 3)})
        ['a']
    """
    return [path for path, stamp in now.items() if before.get(path) == stamp]


def taken_in(archive: Archive, files: Sequence[Source], taking: Taking) -> Report:
    """Add the articles in *files* under the ids that they have when the whole folder is indexed."""
    failed: list[Failure] = []

    def articles() -> Iterator[Article]:
        for source in files:
            for found in read(source, options=ReadOptions(map=taking.columns)):
                if isinstance(found, Failure):
                    failed.append(found)
                else:
                    yield found.article

    report = archive.add(articles(), jobs=taking.jobs, published=taking.published, topics=taking.topics)
    return report._replace(failed=(*report.failed, *failed))
