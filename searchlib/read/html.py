"""Here is a saved page, give me its article without the furniture around it.

trafilatura tells article from furniture. Where it finds nothing, or the page has more tags than it can take in
reasonable time, all text outside scripts, styles and navigation is taken.
"""

import logging
import re
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING, Final, NamedTuple

from searchlib.errors import ReadError
from searchlib.model import Article, Failure
from searchlib.read.decode import SAMPLE, clean_surrogates, decode_as, encoding_of
from searchlib.read.limits import MAX_ATTRIBUTES, MAX_HTML, MAX_TAGS
from searchlib.read.options import ReadOptions
from searchlib.read.source import Found, Input, read_bounded

if TYPE_CHECKING:
    from types import ModuleType

_CHARSET: Final = re.compile(rb"""<meta[^<>]{0,200}?charset\s{0,5}=\s{0,5}["']?([\w.:-]{2,40})""", re.IGNORECASE)
_CODE_PAGE: Final = re.compile(
    r"(windows|cp|ibm|iso|latin|koi8|shift|sjis|euc|gb|big5|mac|tis)[-_\w]{0,20}", re.IGNORECASE
)
_LATIN_1: Final = re.compile(r"(iso-?8859-?1|latin-?1|us-ascii|ascii)", re.IGNORECASE)
_LANG: Final = re.compile(r"""<html[^<>]{0,1000}?\slang\s?=\s?["']?([A-Za-z]{2,3})\b""", re.IGNORECASE)
_QUOTED: Final = re.compile(r""""[^"]*"|'[^']*'""")
_TAG_NAME: Final = re.compile(r"[a-zA-Z][\w:-]{0,40}")
_CONTROLS: Final = {**dict.fromkeys([*range(9), 11, *range(14, 32), 127]), 12: " "}
_NO_PROSE: Final = (
    *("script", "style", "noscript", "template", "head", "nav", "footer", "aside"),
    *("button", "select", "svg", "math", "iframe", "object"),
)
_INLINE: Final = frozenset((
    *("a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font", "i", "ins"),
    *("kbd", "label", "mark", "q", "s", "samp", "small", "span", "strike", "strong", "sub", "sup", "time", "tt", "u"),
    *("var", "wbr"),
))  # fmt: skip


class _Page(NamedTuple):
    text: str
    title: str | None = None
    date: str | None = None
    source: str | None = None
    url: str | None = None
    author: str | None = None


class _Tools(NamedTuple):
    trafilatura: "ModuleType"
    etree: "ModuleType"
    lxml_html: "ModuleType"


def read(entry: Input, options: ReadOptions) -> Iterator[Found | Failure]:
    """Give the article of a page, with the title, date, author, site and address that the page states.

    The id stays the path: many sites give all their pages one canonical address.

    Raises:
        ReadError: there is no text in it, or it is larger than `MAX_HTML`.
    """
    data = read_bounded(entry, MAX_HTML)
    markup, doubt = decode_as(data, _encoding(data, entry.place), options=options)
    page = page_of(markup)
    if not page.text.strip():
        raise ReadError(entry.place, "a page without text, or one nested deeper than 2,000 tags")
    lang = _LANG.search(markup[:SAMPLE])
    metadata = page._asdict() | {"lang": lang.group(1).lower() if lang else None}
    yield Found(Article(id=entry.id, path=entry.path or None, **metadata), entry.place)
    if doubt:
        yield Failure(entry.place, doubt)


def page_of(markup: str) -> _Page:
    """Give text and metadata of a page; the text is "" where there is none.

    Example:
        >>> page_of("<title>Rain</title><nav>Home</nav><p>Rain fell.</p><script>x()</script>").text
        'Rain fell.'

    Cost: about 20 ms for a page of 100 kB; bounded by `MAX_TAGS` and `MAX_ATTRIBUTES`.
    """
    markup = few_attributes(markup.translate(_CONTROLS))
    page = _article(markup) if markup.count("<") <= MAX_TAGS else _Page("")
    if "\n" in page.text:
        return page
    title, lines = _everything(markup)
    return page._replace(text=_same_in_lines(page.text, lines), title=page.title or title)


@cache
def _tools() -> _Tools:
    """Load what reads pages: 300 ms that only a page is worth."""
    import lxml.etree  # type: ignore[import-untyped]  # noqa: PLC0415
    import lxml.html  # type: ignore[import-untyped]  # noqa: PLC0415
    import trafilatura  # noqa: PLC0415

    for name in ("trafilatura", "htmldate", "courlan"):
        logging.getLogger(name).addHandler(logging.NullHandler())  # else their complaints go to stderr
    return _Tools(trafilatura, lxml.etree, lxml.html)


def _article(markup: str) -> _Page:
    """What trafilatura finds; nothing also where it gives up with an error of its own, whichever that is."""
    try:
        found = _tools().trafilatura.bare_extraction(
            markup,
            with_metadata=True,
            include_comments=False,
            date_extraction_params={"extensive_search": False, "original_date": True},  # a date stated, none guessed
        )
    except Exception:  # a foreign parser on hostile input: the plain text is taken instead
        return _Page("")
    names = ("text", "title", "date", "sitename", "url", "author")
    text, *metadata = (clean_surrogates(getattr(found, name, None) or "") for name in names)
    return _Page(text, *(value or None for value in metadata))


def _everything(markup: str) -> tuple[str | None, list[str]]:
    """The title of a page and all its text outside scripts and navigation, a line a block."""
    etree, lxml_html = _tools().etree, _tools().lxml_html
    try:
        parser = lxml_html.HTMLParser(huge_tree=True, remove_comments=True, remove_pis=True, encoding="utf-8")
        tree = lxml_html.document_fromstring(markup.encode("utf-8", "replace"), parser=parser)
        title = " ".join("".join(tree.xpath("(//title)[1]//text()")).split())
        etree.strip_elements(tree, *_NO_PROSE, with_tail=False)
        words = [
            word for event, element in etree.iterwalk(tree, events=("start", "end")) for word in _words(event, element)
        ]
    except Exception:  # an empty or hopeless document: there is no text in it
        return None, []
    lines = (" ".join(line.split()) for line in "".join(words).split("\n"))
    return clean_surrogates(title) or None, [clean_surrogates(line) for line in lines if line]


def _words(event: str, element) -> tuple[str, str]:  # type: ignore[no-untyped-def]  # an element of lxml, unstubbed
    end = "" if element.tag in _INLINE else "\n"
    if event == "start":
        return end, re.sub(r"\s+", " ", element.text or "")
    return end, re.sub(r"\s+", " ", element.tail or "")


def _same_in_lines(text: str, lines: list[str]) -> str:
    """Of a short page trafilatura gives one line: give its words in the lines of the page; all where it gave none."""
    wanted = " ".join(text.split())
    kept = [line for line in lines if line in wanted]
    whole = sum(map(len, kept)) > 0.9 * len(wanted)
    return "\n".join(kept if whole else lines) if whole or not wanted else text


def few_attributes(markup: str) -> str:
    """Take the attributes from each tag that has more of them than any honest page.

    Example:
        >>> few_attributes("<p " + "a=1 " * 3000 + ">Rain fell.</p>")
        '<p>Rain fell.</p>'

    Raises:
        ReadError: the end of such a tag cannot be told.

    Cost: one pass; a tag shorter than `MAX_ATTRIBUTES` characters is not looked at.
    """
    pieces = markup.split(">")
    for number, piece in enumerate(pieces):
        if len(piece) > MAX_ATTRIBUTES:
            pieces[number] = _shortened(piece)
    return ">".join(pieces)


def _shortened(piece: str) -> str:
    """Shorten the tag that ends where *piece* ends. Quoted values hold blanks, not attributes."""
    before, opens, tag = piece.partition("<")
    unquoted = _QUOTED.sub('""', tag if opens else before)
    if len(unquoted.split()) + unquoted.count('"') <= MAX_ATTRIBUTES:
        return piece
    name = _TAG_NAME.match(tag)
    return f"{before}<{name.group()}" if opens and name else before


def _encoding(data: bytes, place: str) -> str:
    """UTF-8 where it is, else what the page states, else as for any text."""
    sample = data[:SAMPLE]
    told = encoding_of(sample, place)
    stated = _CHARSET.search(sample)
    if told.startswith("utf") or not stated:
        return told
    name = stated.group(1).decode("ascii", "replace")
    if _LATIN_1.fullmatch(name):
        return "cp1252"  # as browsers do
    return name if _CODE_PAGE.fullmatch(name) else told
