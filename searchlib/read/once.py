"""Here are articles, give me each id once: an upsert would silently lose the first of two."""

from collections.abc import Iterable, Iterator
from hashlib import blake2b

from searchlib.model import Article, Failure
from searchlib.read.limits import MAX_REPORTED
from searchlib.read.options import ReadOptions
from searchlib.read.seen import Seen
from searchlib.read.source import Found


def once(found: Iterable[Found | Failure], *, options: ReadOptions) -> Iterator[Article | Failure]:
    """Give the articles of *found*; the second with an id becomes a `Failure` that names the first.

    With ``options.repeated == "keep"`` all are given. Of many in one file the first are named, and the others counted.

    A record met again at the very same place (a file named twice) is skipped: nothing is lost by it.

    Raises:
        ArchiveError: there is no room for the ids of many articles (see `Seen`).
    """
    if options.repeated == "keep":
        yield from (item.article if isinstance(item, Found) else item for item in found)
        return
    place, repeated, last = "", 0, ""
    with Seen() as seen:
        for item in found:
            if isinstance(item, Failure):
                yield item
                continue
            if item.place != place:
                yield from _more(place, repeated, last)
                place, repeated = item.place, 0
            key = item.article.id or ""
            here = f"{place}:{item.line}" if item.line else place
            first = seen.add(_digest(key), here)
            if first is None:
                yield item.article
            elif first != here:
                repeated, last = repeated + 1, here
                if repeated <= MAX_REPORTED:
                    yield Failure(here, f"has the id {key!r} of {first}, which is kept; give one of them another id")
        yield from _more(place, repeated, last)


def _more(place: str, repeated: int, last: str) -> Iterator[Failure]:
    """Count the articles of a file that are not named one by one."""
    if repeated > MAX_REPORTED:
        yield Failure(place, f"{repeated - MAX_REPORTED} more have an id that came before, the last at {last}")


def _digest(key: str) -> int:
    digest = blake2b(key.encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest, "little", signed=True)
