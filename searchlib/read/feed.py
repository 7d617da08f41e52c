"""Here is a feed (RSS or Atom), give me an article for each of its entries.

Elements are told by their names without namespaces, as feeds mix them. No entity is resolved and nothing is fetched.
"""

import re
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING, Final

from searchlib.errors import ReadError
from searchlib.model import Failure
from searchlib.read.decode import clean_surrogates, decode_as
from searchlib.read.html import text_of
from searchlib.read.limits import MAX_ELEMENTS, MAX_TEXT
from searchlib.read.markup_encoding import markup_encoding
from searchlib.read.options import AS_GIVEN, ReadOptions
from searchlib.read.records import finished
from searchlib.read.source import Found, Input, capped, read_bounded

if TYPE_CHECKING:
    from types import ModuleType

_ROOTS: Final = ("rss", "rdf", "feed")
_ENTRIES: Final = ("item", "entry")
_FIELDS: Final[dict[str, tuple[str, ...]]] = {
    "text": ("encoded", "content", "description", "summary", "title"),
    "title": ("title",),
    "id": ("guid", "id"),
    "url": ("link",),
    "date": ("pubdate", "published", "issued", "date", "created", "updated"),
    "author": ("creator", "author"),
}
"""Field of the article → names of elements that may hold it, the best first."""
_DECLARATION: Final = re.compile(r"\s*<\?xml[^<>]{0,200}\?>")
_MARKUP: Final = re.compile(r"<[a-zA-Z/!]|&[#\w]{1,30};")


def read(entry: Input, options: ReadOptions) -> Iterator[Found | Failure]:
    """Give an article for each entry of a feed; one that has a title alone is its title.

    Raises:
        ReadError: it is no feed, no XML, or larger than `MAX_TEXT`.
    """
    data = read_bounded(entry, MAX_TEXT)
    markup, doubt = decode_as(data, markup_encoding(data, entry.place), options=AS_GIVEN)
    root = _root(markup, entry.place)
    yield from capped(_articles(root, entry, options), entry.place)
    if doubt:
        yield Failure(entry.place, doubt)


def _root(markup: str, place: str):  # type: ignore[no-untyped-def]  # an element of lxml, unstubbed
    if markup.count("<") > 2 * MAX_ELEMENTS:
        raise ReadError(place, f"more than {MAX_ELEMENTS:,} elements, which is the most that one feed may hold")
    etree = _etree()
    parser = etree.XMLParser(
        recover=True, resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True,
        encoding="utf-8",
    )  # fmt: skip
    try:
        root = etree.fromstring(_DECLARATION.sub("", markup, count=1).encode("utf-8", "replace"), parser=parser)
    except etree.XMLSyntaxError as error:
        raise ReadError(place, "not XML that can be read") from error
    if root is None or _name(root) not in _ROOTS:
        begins = "" if root is None else f" (it begins with <{clean_surrogates(_name(root))[:40]}>)"
        raise ReadError(place, f"no feed: of XML, RSS and Atom are read{begins}")
    return root


def _articles(root, entry: Input, options: ReadOptions) -> Iterator[Found | Failure]:  # type: ignore[no-untyped-def]
    channel = next((child for child in root if _name(child) == "channel"), root)
    of_all = _held(channel)
    source, lang = _first(of_all, ("title",)), (_first(of_all, ("language",)) or "").partition("-")[0].lower()
    entries = [element for element in root.iter() if _name(element) in _ENTRIES]
    for number, element in enumerate(entries, 1):
        here, held = entry.at(number), _held(element)
        if options.meter:
            options.meter.done(number, of=len(entries))
        values = {field: _first(held, names) for field, names in _FIELDS.items()}
        try:
            given = values | {"source": source, "lang": lang or None}
            yield Found(finished(given, here, row=number, options=options), entry.place, number)
        except ReadError as error:
            yield Failure(error.path, error.reason)


def _held(element) -> dict[str, list[object]]:  # type: ignore[no-untyped-def]
    """The children of an element by their names."""
    held: dict[str, list[object]] = {}
    for child in element:
        held.setdefault(_name(child), []).append(child)
    return held


def _first(held: dict[str, list[object]], names: tuple[str, ...]) -> str | None:
    """The text of the first child with the best of *names* that has one."""
    return next((text for name in names for child in held.get(name, ()) if (text := _value(child, name))), None)


def _value(element, name: str) -> str | None:  # type: ignore[no-untyped-def]
    if name == "link":
        other = element.get("rel", "alternate") != "alternate"
        return None if other else clean_surrogates(element.get("href") or element.text or "").strip() or None
    if name == "author" and (person := _first(_held(element), ("name",))):
        return person
    if len(element):  # markup that is no text of the feed: Atom's xhtml
        text = _etree().tostring(element, encoding="unicode", method="html", with_tail=False)
    else:
        text = element.text or ""
    return clean_surrogates(text_of(text) if _MARKUP.search(text) else text).strip() or None


def _name(element) -> str:  # type: ignore[no-untyped-def]
    """The name of an element without its namespace; "" of what is none."""
    tag = element.tag
    return tag.rpartition("}")[2].lower() if isinstance(tag, str) else ""


@cache
def _etree() -> "ModuleType":
    import lxml.etree  # type: ignore[import-untyped]  # noqa: PLC0415  # 20 ms that only a feed is worth

    return lxml.etree  # type: ignore[no-any-return]
