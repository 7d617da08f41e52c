"""Here are the bytes of a text file, give me its article."""

from collections.abc import Iterator

from searchlib.model import Article, Failure
from searchlib.read.decode import decode
from searchlib.read.limits import MAX_TEXT
from searchlib.read.options import ReadOptions
from searchlib.read.source import Found, Input, read_bounded


def read(entry: Input, options: ReadOptions) -> Iterator[Found | Failure]:
    """Give the text of *entry* as one article, line ends and white space as they stand.

    Raises:
        ReadError: the bytes are no text, too many, or none.
    """
    text, doubt = decode(read_bounded(entry, MAX_TEXT), entry.place, options=options)
    yield Found(Article(text, id=entry.id, path=entry.path), entry.place)
    if doubt:
        yield Failure(entry.place, doubt)
