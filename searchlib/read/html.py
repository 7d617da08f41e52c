"""Here is a saved page, give me its article without the furniture around it.

trafilatura tells article from furniture. Where it finds nothing, or the page has more tags than it can take in
reasonable time, all text outside scripts, styles and navigation is taken.
"""

import logging
import re
from collections.abc import Iterator
from functools import cache
from html import unescape
from typing import TYPE_CHECKING, Final, NamedTuple

from searchlib.errors import ReadError
from searchlib.model import Article, Failure
from searchlib.read.decode import SAMPLE, clean_surrogates, decode_as
from searchlib.read.headline import headline, headline_stated
from searchlib.read.limits import MAX_ATTRIBUTES, MAX_HTML, MAX_TAGS
from searchlib.read.markup_encoding import markup_encoding
from searchlib.read.options import ReadOptions
from searchlib.read.provenance import author_alone, unarchived
from searchlib.read.source import Found, Input, read_bounded

if TYPE_CHECKING:
    from types import ModuleType

_LANG: Final = re.compile(r"""<html[^<>]{0,1000}?\slang\s?=\s?["']?([A-Za-z]{2,3})\b""", re.IGNORECASE)
_FRAMES: Final = re.compile(r"</?(?:frameset|noframes)\b[^<>]{0,2000}>", re.IGNORECASE)
_FRAME: Final = re.compile(r"""<frame\s[^<>]{0,1000}?\bsrc\s{0,5}=\s{0,5}["']?([^"'\s<>]{1,100})""", re.IGNORECASE)
_FRAMES_SHOWN: Final = 5
_NO_FRAMES: Final = 200
"""Characters of a page of frames that only say that a browser should show some."""
_NO_TEXT: Final = re.compile(r"<[^<>]{0,10000}>")
_ABOVE: Final = 2
"""Lines above the text up to which they are no furniture."""
_HEAD: Final = 8
"""Lines from the beginning of the text on among which its headline stands, if not above."""
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


class Page(NamedTuple):
    """The article of a page, and what the page says of it."""

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
    markup, doubt = decode_as(data, markup_encoding(data, entry.place), options=options)
    page = page_of(markup)
    if not page.text.strip():
        raise ReadError(entry.place, _why_without_text(markup))
    lang = _LANG.search(markup[:SAMPLE])
    metadata = page._asdict() | {"lang": lang.group(1).lower() if lang else None}
    yield Found(Article(id=entry.id, path=entry.path or None, **metadata), entry.place)
    if doubt:
        yield Failure(entry.place, doubt)


def page_of(markup: str) -> Page:
    """Give text and metadata of a page; the text is "" where there is none.

    Example:
        >>> page_of("<title>Rain</title><nav>Home</nav><p>Rain fell.</p><script>x()</script>").text
        'Rain fell.'

    Cost: about 20 ms for a page of 100 kB; bounded by `MAX_TAGS` and `MAX_ATTRIBUTES`.
    """
    markup = few_attributes(markup.translate(_CONTROLS))
    framed = _FRAMES.search(markup) is not None
    page = _read(_FRAMES.sub("", markup) if framed else markup)
    url, source = unarchived(page.url, page.source)
    text = "" if framed and len(page.text) < _NO_FRAMES else page.text
    return page._replace(text=text, url=url, source=source, author=author_alone(page.author))


def text_of(markup: str) -> str:
    r"""Give all text of a piece of markup, a line a block.

    Example:
        >>> text_of("<p>Rain &amp; wind.</p><p>It was <b>wet</b>.")
        'Rain & wind.\nIt was wet.'
    """
    return "\n".join(_everything(few_attributes(markup.translate(_CONTROLS)))[1])


def _read(markup: str) -> Page:
    page = _article(markup) if markup.count("<") <= MAX_TAGS else Page("")
    if "\n" in page.text and headline_stated(markup):
        return page
    title, lines = _everything(markup)
    text = _with_what_stands_above(page.text, lines) if "\n" in page.text else _same_in_lines(page.text, lines)
    title = page.title or title
    if not headline_stated(markup):
        title = headline(markup, title, lines=lines[: _begins(page.text, lines) + _HEAD])
    return page._replace(text=text, title=title)


def _why_without_text(markup: str) -> str:
    frames = _FRAME.findall(markup)
    if frames:
        shown = ", ".join(frames[:_FRAMES_SHOWN])
        return f"a page of frames, whose text stands in pages of its own: {shown}"
    if unescape(_NO_TEXT.sub("", markup)).strip():
        return "a page whose text is all in scripts or menus, or nested deeper than 2,000 tags"
    return "a page without text"


@cache
def _tools() -> _Tools:
    """Load what reads pages: 300 ms that only a page is worth."""
    import lxml.etree  # type: ignore[import-untyped]  # noqa: PLC0415
    import lxml.html  # type: ignore[import-untyped]  # noqa: PLC0415
    import trafilatura  # noqa: PLC0415

    for name in ("trafilatura", "htmldate", "courlan"):
        logging.getLogger(name).addHandler(logging.NullHandler())  # else their complaints go to stderr
    return _Tools(trafilatura, lxml.etree, lxml.html)


def _article(markup: str) -> Page:
    """What trafilatura finds; nothing also where it gives up with an error of its own, whichever that is."""
    try:
        found = _tools().trafilatura.bare_extraction(
            markup,
            with_metadata=True,
            include_comments=False,
            date_extraction_params={"extensive_search": False, "original_date": True},  # a date stated, none guessed
        )
    except Exception:  # a foreign parser on hostile input: the plain text is taken instead
        return Page("")
    names = ("text", "title", "date", "sitename", "url", "author")
    text, *metadata = (clean_surrogates(getattr(found, name, None) or "") for name in names)
    lines = (_cells(line) if line.startswith("|") else line for line in text.split("\n"))
    text = "\n".join(line for line in lines if line)
    return Page(text, *(value or None for value in metadata))


def _cells(row: str) -> str:
    """The row of a table, which trafilatura writes with bars, as text."""
    cells = (cell.strip() for cell in row.split("|"))
    return "\t".join(cell for cell in cells if cell.strip("-"))


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


def _with_what_stands_above(text: str, lines: list[str]) -> str:
    """Give back the line or two above the text of a page with hardly any furniture: its headline was taken for some."""
    begins = _begins(text, lines)
    return "\n".join([*lines[: begins if begins <= _ABOVE else 0], text])


def _begins(text: str, lines: list[str]) -> int:
    """Say with which of *lines* the text begins; 0 where that cannot be told."""
    first = " ".join(text.partition("\n")[0].split())
    return lines.index(first) if first in lines else 0


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
