"""Here is a record, give me its article: keys and columns by their usual names, or by ``--map``."""

import re
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from functools import lru_cache
from typing import Final

from searchlib.errors import ReadError
from searchlib.model import Article
from searchlib.read.decode import clean_surrogates, mended
from searchlib.read.options import FIELDS, ReadOptions
from searchlib.read.source import Input

USUAL: Final[dict[str, tuple[str, ...]]] = {
    "text": ("text", "body", "content", "article", "fulltext", "articlebody", "articletext", "bodytext", "maintext",
             "contenttext", "story", "fullstory", "storytext", "fullarticle", "transcript"),
    "id": ("id", "articleid", "docid", "documentid", "uuid", "guid", "key"),
    "title": ("title", "headline", "heading", "articletitle"),
    "date": ("date", "published", "pubdate", "publishdate", "publisheddate", "publishedat", "publishedon",
             "datepublished", "datepublish", "publicationdate", "publicationtime", "created", "createdat", "timestamp",
             "released", "releasedon", "releasedate"),
    "source": ("source", "publisher", "publication", "outlet", "newspaper", "sitename", "site", "feed"),
    "url": ("url", "link", "href", "permalink", "weburl", "articleurl", "canonicalurl", "webaddress", "weblink"),
    "author": ("author", "authors", "byline", "creator", "writer", "journalist", "reporter"),
    "lang": ("lang", "language", "languagecode", "inlanguage"),
}  # fmt: skip
"""Names of a field without case, blanks and punctuation, the usual ones first."""
_FILLER: Final = re.compile(r"[\W_]+")
_EPOCH: Final = (10**9, 10**11)
_KEYS_SHOWN: Final = 12
_SHORT_ENOUGH: Final = 1 << 10
"""Names and their characters up to which the fields are remembered: names of any size would fill the memory."""


def columns(names: Iterable[str], place: str, *, options: ReadOptions) -> dict[str, str]:
    """Find which of *names* holds which field: as mapped, else by its usual name.

    Raises:
        ReadError: none holds the text, or a mapped one is not there.

    Example:
        >>> columns(["Headline", "pub_date", "Body"], "a.csv", options=ReadOptions())
        {'text': 'Body', 'title': 'Headline', 'date': 'pub_date'}
    """
    names = tuple(names)
    asked = options.map or {}
    usual = _remembered(names) if len(names) + sum(map(len, names)) <= _SHORT_ENOUGH else _usual(names)
    for field, name in asked.items():
        if name not in names:
            raise ReadError(place, f"no {name!r} for the {field}; it has {_shown(names)}")
    held = ((field, asked.get(field) or usual.get(field)) for field in FIELDS)
    chosen = {field: name for field, name in held if name is not None}
    if "text" not in chosen:
        raise ReadError(
            place, f'nothing named text, body or content; it has {_shown(names)}; say which with: --map text="NAME"'
        )
    return chosen


def _usual(names: tuple[str, ...]) -> dict[str, str]:
    """Give which of *names* holds which field by its usual name."""
    folded = {_FILLER.sub("", name).lower(): name for name in reversed(names)}
    found = {field: next((folded[word] for word in USUAL[field] if word in folded), None) for field in FIELDS}
    return {field: name for field, name in found.items() if name is not None}


_remembered = lru_cache(64)(_usual)  # records of one file mostly have the same names


def article(record: Mapping[str, object], entry: Input, *, row: int, options: ReadOptions) -> Article:
    """Make the article of *record*, the *row*-th of *entry* (0: its only one), whose ``place`` names the record.

    Raises:
        ReadError: it has no text.
    """
    chosen = columns(_needed(record, options), entry.place, options=options)
    values = {field: _value(field, record.get(name)) for field, name in chosen.items()}
    return finished(values, entry, row=row, options=options)


def finished(values: dict[str, str | None], entry: Input, *, row: int, options: ReadOptions) -> Article:
    """Make an article of its fields: id given, else URL, else from the place; mojibake mended.

    Raises:
        ReadError: the text is empty.
    """
    text = values.pop("text", None)
    if text is None or not text.strip():
        raise ReadError(entry.place, "the text is empty")
    if options.mojibake == "mend":
        text = mended(text)
        values = {field: mended(value) if value else None for field, value in values.items()}
    values["id"] = values.get("id") or values.get("url") or (f"{entry.id}#{row}" if row else entry.id)
    return Article(text, path=entry.path or None, **values)


def _needed(record: Mapping[str, object], options: ReadOptions) -> list[str]:
    """The keys of a record; a mapped key that this record happens to lack is no fault, except for the text."""
    optional = [name for field, name in (options.map or {}).items() if field != "text" and name not in record]
    return [*record, *optional]


def _value(field: str, value: object) -> str | None:
    """Give the text of a JSON value: lists joined, the name of an object, epoch seconds as a date."""
    if isinstance(value, str):
        return clean_surrogates(value) if field == "text" else clean_surrogates(value.strip()) or None
    if isinstance(value, bool) or value is None:
        return None
    if isinstance(value, (int, float)):
        return _date(value) if field == "date" else str(value)
    if isinstance(value, list):
        parts = [part for part in (_value(field, item) for item in value) if part]
        return ("\n\n" if field == "text" else ", ").join(parts) or None
    if isinstance(value, dict):
        return _value(field, value.get("name"))
    return None


def _date(number: float) -> str:
    seconds = number / 1000 if abs(number) >= _EPOCH[1] else number
    if not _EPOCH[0] // 10 <= seconds < _EPOCH[1]:
        return str(number)
    return datetime.fromtimestamp(seconds, UTC).isoformat()


def _shown(names: tuple[str, ...]) -> str:
    shown = clean_surrogates(", ".join(names[:_KEYS_SHOWN])[:300]) or "no names"
    return f"{shown} …" if len(names) > _KEYS_SHOWN else shown
