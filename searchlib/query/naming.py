"""Here is what somebody calls an article - its id, the path that an answer shows, a part of them -, give me its id."""

import os
from collections.abc import Iterator
from typing import Final

from searchlib.codec.snapshot import Snapshot
from searchlib.query.spelling import distance

_MOST_NAMED: Final = 3
_MOST_COMPARED: Final = 20_000
"""Ids whose spelling is compared; in a larger archive a misspelt id is named only where a part of it is right."""
_EDITS: Final = 2
_LEAST_LETTERS: Final = 3
"""Of a part of an id: fewer stand in too many."""


def article_id(called: str, snapshot: Snapshot) -> str:
    """Give the id of an article that is called by its id, or by the path where it was found.

    Returns:
        The id; "" where none is called so, or several were found in this path.

    Cost: a look-up for each part of the path; where that does not help, one pass over the stored paths.
    """
    if snapshot.find(called) is not None:
        return called
    for tail in _tails(called):
        place = snapshot.find(tail)
        if place is not None and _is_path(_path(snapshot, *place), called):
            return tail
    found = list(dict.fromkeys(_found_in(called, snapshot)))
    return found[0] if len(found) == 1 else ""


def near_ids(called: str, snapshot: Snapshot) -> tuple[str, ...]:
    """Give the ids that may have been meant, likeliest first; of a file of many articles the first of them.

    Cost: one pass over the ids, one over the paths.
    """
    in_path = list(dict.fromkeys(_found_in(called, snapshot)))[:_MOST_NAMED]
    if in_path:
        return tuple(in_path)
    ids = list(_ids(snapshot))
    wanted = called.casefold()
    tails = [tail.casefold() for tail in (called, *_tails(called)) if len(tail) >= _LEAST_LETTERS]
    for part in tails:
        if having := [one for one in ids if part in one.casefold()]:
            return tuple(sorted(having, key=lambda one: (len(one), one))[:_MOST_NAMED])
    compared = ((distance(one.casefold(), wanted, _EDITS), one) for one in ids[:_MOST_COMPARED])
    return tuple(one for edits, one in sorted(compared)[:_MOST_NAMED] if edits <= _EDITS)


def _tails(called: str) -> Iterator[str]:
    """Give what is left of a path without its first parts."""
    rest = called.replace(os.sep, "/")
    while "/" in rest:
        rest = rest.partition("/")[2]
        if rest:
            yield rest


def _found_in(path: str, snapshot: Snapshot) -> Iterator[str]:
    """Give the ids of the articles that were found in *path*."""
    for number, live in enumerate(snapshot.segments):
        for doc in range(live.segment.doc_count):
            if doc not in live.deleted and _is_path(_path(snapshot, number, doc), path):
                yield live.segment.stored("id", doc)


def _is_path(path: str, called: str) -> bool:
    return bool(path) and (path == called or os.path.normpath(path) == os.path.normpath(called))


def _path(snapshot: Snapshot, number: int, doc: int) -> str:
    return snapshot.segments[number].segment.stored("path", doc)


def _ids(snapshot: Snapshot) -> Iterator[str]:
    for live in snapshot.segments:
        yield from (live.segment.stored("id", doc) for doc in range(live.segment.doc_count) if doc not in live.deleted)
