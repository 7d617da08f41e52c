"""Here are articles, give me each id once: an upsert would silently lose the first of two."""

from array import array
from collections.abc import Iterable, Iterator
from hashlib import blake2b
from typing import Final

from searchlib.model import Article, Failure
from searchlib.read.options import ReadOptions
from searchlib.read.source import Found

_SMALLEST: Final = 1 << 10


def once(found: Iterable[Found | Failure], *, options: ReadOptions) -> Iterator[Article | Failure]:
    """Give the articles of *found*; the second with an id becomes a `Failure` that names the first.

    With ``options.repeated == "keep"`` all are given.

    A record met again at the very same place (a file named twice) is skipped: nothing is lost by it.

    Cost: 16 to 32 bytes an article, and the name of each file.
    """
    if options.repeated == "keep":
        yield from (item.article if isinstance(item, Found) else item for item in found)
        return
    seen = _Seen()
    for item in found:
        if isinstance(item, Failure):
            yield item
            continue
        first = seen.add(item)
        here = _where(item.place, item.line)
        if first is None:
            yield item.article
        elif first != here:
            yield Failure(
                here, f"has the id {item.article.id!r} of {first}, which is kept; give one of them another id"
            )


class _Seen:
    """A hash table in two flat columns: 64 bits of the id's digest, and the place of its article."""

    def __init__(self) -> None:
        self._keys, self._wheres = array("Q", bytes(8 * _SMALLEST)), array("Q", bytes(8 * _SMALLEST))
        self._count = 0
        self._places: list[str] = []

    def add(self, item: Found) -> str | None:
        """Note the id of *item*; give the place that had it before, if any."""
        if not self._places or self._places[-1] != item.place:
            self._places.append(item.place)
        digest = blake2b((item.article.id or "").encode("utf-8", "surrogatepass"), digest_size=8).digest()
        key = int.from_bytes(digest, "little") or 1
        slot = self._slot(key)
        if self._keys[slot]:
            where = self._wheres[slot]
            return _where(self._places[where >> 32], where & 0xFFFFFFFF)
        self._keys[slot], self._wheres[slot] = key, (len(self._places) - 1) << 32 | item.line
        self._count += 1
        if 2 * self._count > len(self._keys):
            self._grow()
        return None

    def _slot(self, key: int) -> int:
        mask = len(self._keys) - 1
        slot = key & mask
        while self._keys[slot] not in (0, key):
            slot = (slot + 1) & mask
        return slot

    def _grow(self) -> None:
        keys, wheres = self._keys, self._wheres
        self._keys, self._wheres = array("Q", bytes(16 * len(keys))), array("Q", bytes(16 * len(keys)))
        for key, where in zip(keys, wheres, strict=True):
            if key:
                slot = self._slot(key)
                self._keys[slot], self._wheres[slot] = key, where


def _where(place: str, line: int) -> str:
    return f"{place}:{line}" if line else place
