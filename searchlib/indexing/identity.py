"""Here is an article, give me its id and the digests by which it is known again."""

from functools import cache
from hashlib import blake2b
from itertools import chain
from pathlib import Path
from typing import Final

from searchlib.model import Article

EXTRACTION_VERSION: Final = 9
"""Raised whenever the code of cleaning, extraction or analysis changes what it finds; tables count by themselves."""
_ROOMS: Final = ("analyse", "clean", "extract")


def article_id(article: Article) -> str:
    """Give the id of *article*: its own, else its URL, else its path, else a digest of its text.

    Example:
        >>> article_id(Article("Rain.", url="https://example.org/rain", path="rain.txt"))
        'https://example.org/rain'
        >>> article_id(Article("Rain."))
        'text:d5fb0e0277a19a1a'
    """
    return article.id or article.url or article.path or f"text:{_digest(article.text).hex()}"


def id_digest(key: str) -> int:
    """Give a number for an id, for sets of many ids."""
    return _number(key)


def text_digest(article: Article) -> int:
    """Give a number that two articles share only when they say the same: text, title, date, source, author, language.

    Where it was found (id, URL, path) is left out, so that a copy in a second file is noticed. Source and
    date are in: the same words in two newspapers are two facts.
    """
    return _number(article.text, article.title, article.date, article.source, article.author, article.lang)


def record_digest(article: Article, hint: str | None, *, model: str | None = None) -> int:
    """Give a number that changes with anything handed in, the operator's hint and topics, or the extraction."""
    return _number(str(extraction_digest()), hint, model, *article._replace(id=article_id(article)))


@cache
def extraction_digest() -> int:
    """Give a number that changes with what is found in an article: with the version, and with each table of words."""
    rooms = [Path(__file__).parents[1] / room for room in _ROOMS]
    tables = sorted(file for room in rooms for file in room.iterdir() if file.suffix in (".tsv", ".txt"))
    texts = (part for file in tables for part in (file.name, file.read_text("utf8")))
    return _number(str(EXTRACTION_VERSION), *texts)


def _number(*parts: str | None) -> int:
    """Signed 64 bit, never the number that the codec takes for a missing value."""
    return max(int.from_bytes(_digest(*parts), "big", signed=True), -(2**63) + 1)


def _digest(*parts: str | None) -> bytes:
    """Eight bytes over the parts and their lengths, so that moving a letter from one to the next changes them."""
    data = [b"" if part is None else part.encode("utf8", "surrogatepass") for part in parts]
    sizes = (b"-;" if part is None else b"%d;" % len(raw) for part, raw in zip(parts, data, strict=True))
    return blake2b(b"".join(chain.from_iterable(zip(sizes, data, strict=True))), digest_size=8).digest()
