"""Here are paths, give me the articles in them."""

import os
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import Final

from searchlib.model import Article, Failure
from searchlib.read.beside import beside_pages
from searchlib.read.once import once
from searchlib.read.options import ReadOptions
from searchlib.read.readers import holds_one, read, readable, readable_file
from searchlib.read.source import Found, Source, printable, reason

_DEFAULT: Final = ReadOptions()
_BLOCK: Final = 1 << 20


def articles(paths: Iterable[Path], *, options: ReadOptions = _DEFAULT) -> Iterator[Article | Failure]:
    """Read the articles in files and folders, folders in sorted order.

    Args:
        paths: Files and folders. Inside a folder, hidden files, files of unknown kind and what a browser saved
            beside a page (``page_files``) are skipped.
        options: How to read.

    Returns:
        Articles with ``id`` and ``path`` filled in, and a `Failure` for each input that could not be read.
        The second of two articles with one id is a `Failure` that names the first.

    Raises:
        Nothing: whatever a file holds, the run goes on.

    Cost: one file at a time, and the names of one folder; of ids what `Seen` keeps.
    """
    return once(found(paths, options=options), options=options)


def found(paths: Iterable[Path], *, options: ReadOptions = _DEFAULT) -> Iterator[Found | Failure]:
    """Read as `articles` does, but give every article with its place, also those with an id seen before."""
    for source in sources(paths):
        if isinstance(source, Failure):
            yield source
        else:
            yield from read(source, options=options)


def sources(paths: Iterable[Path]) -> Iterator[Source | Failure]:
    """List the files that `articles` would read, in its order, without opening them."""
    for path in paths:
        if path.is_dir():
            yield from _folder(str(path))
        else:
            yield _file(str(path))


def expected(paths: Iterable[Path]) -> tuple[int | None, int]:
    """Say what there is to read, for a progress bar.

    Returns:
        About how many articles and failures `articles` will give, None where only reading would tell; a file of JSON
        lines counts as its lines. And how many bytes of files it will read.
    """
    total: int | None = 0
    size = 0
    for source in sources(paths):
        held = 1 if isinstance(source, Failure) or holds_one(source.path) else _held(source.path)
        total = None if total is None or held is None else total + held
        size += source.size if isinstance(source, Source) else 0
    return total, size


def _held(path: str) -> int | None:
    """Guess how many articles a file of many holds, from what costs next to nothing to see of it."""
    if not path.endswith((".jsonl", ".ndjson")):
        return None
    try:
        with open(path, "rb") as file:
            return sum(block.count(b"\n") for block in iter(partial(file.read, _BLOCK), b""))
    except OSError:
        return 1


def _file(path: str, root: str | None = None) -> Source | Failure:
    """Describe a file; its id is its name, or its path below *root*."""
    try:
        size = os.stat(path).st_size
    except (OSError, ValueError) as error:
        return Failure(printable(path), reason(error))
    name = os.path.basename(path) if root is None else os.path.relpath(path, root).replace(os.sep, "/")
    return Source(id=printable(name), path=path, size=size)


def _folder(root: str) -> Iterator[Source | Failure]:
    """Walk *root* depth first; of links, only those that lead out of it are reported, the others are met anyway."""
    real, pending = os.path.realpath(root), [root]
    while pending:
        folder = pending.pop()
        try:
            names, folders, links = _listed(folder)
        except OSError as error:
            yield Failure(printable(folder), reason(error))
            continue
        beside = beside_pages(folders, folder)
        pending += [os.path.join(folder, name) for name in sorted(folders, reverse=True) if name not in beside]
        for name in sorted(names):
            path = os.path.join(folder, name)
            if name in links:
                yield from _link(path, real)
            elif readable_file(path):
                yield _file(path, root)


def _listed(folder: str) -> tuple[list[str], list[str], set[str]]:
    """Give the names of what is no folder, of folders, and of links, hidden ones left out: there may be millions."""
    names: list[str] = []
    folders: list[str] = []
    links: set[str] = set()
    with os.scandir(folder) as listing:
        for entry in listing:
            if entry.name.startswith("."):
                continue
            if entry.is_dir(follow_symlinks=False):
                folders.append(entry.name)
                continue
            names.append(entry.name)
            if entry.is_symlink():
                links.add(entry.name)
    return names, folders, links


def passed_over(paths: Iterable[Path], *, index: Path) -> dict[str, int]:
    """Count the files in folders that `articles` leaves out as they are of no kind that it reads.

    Args:
        paths: As for `articles`.
        index: A folder whose files are not counted, as they are the index itself.

    Returns:
        Suffix → number of files, the most frequent first, then by name. Hidden files and what a browser saved beside
        a page count nowhere.
    """
    counts: Counter[str] = Counter()
    own = os.path.realpath(index)
    for root in paths:
        for folder, names, files in os.walk(root):
            if os.path.realpath(folder) == own:
                names.clear()
                continue
            beside = beside_pages(names, folder)
            names[:] = [name for name in names if name not in beside and not name.startswith(".")]
            seen = (name for name in files if not name.startswith("."))
            others = [name for name in seen if not readable_file(os.path.join(folder, name))]
            counts.update(os.path.splitext(name)[1].lower() for name in others)
    return dict(sorted(counts.items(), key=lambda item: (-item[1], item[0])))


def _link(path: str, root: str) -> Iterator[Failure]:
    target = os.path.realpath(path)
    if not os.path.exists(target):
        yield Failure(printable(path), "a link to nothing")
    elif os.path.commonpath([root, target]) != root and (os.path.isdir(target) or readable(target) or readable(path)):
        yield Failure(printable(path), f"a link out of the folder; to read it, add {printable(target)}")
