"""Here is a page that a browser saved as one file (MHTML), give me its article.

The first part that is a page holds it; pictures and styles are passed over.
"""

from collections.abc import Iterator
from io import BufferedReader, BytesIO

from searchlib.errors import ReadError
from searchlib.model import Failure
from searchlib.read import html
from searchlib.read.limits import MAX_TEXT
from searchlib.read.mime import content, parts, split
from searchlib.read.options import ReadOptions
from searchlib.read.source import Found, Input, read_bounded


def read(entry: Input, options: ReadOptions) -> Iterator[Found | Failure]:
    """Give the article of the page; its address where the page states none is the one that the browser saw.

    Raises:
        ReadError: no page is in it, it is damaged, or larger than `MAX_TEXT`.
    """
    data = read_bounded(entry, MAX_TEXT)
    head, body = split(data)
    for part in parts(head, body) or [data]:
        inner, held = split(part)
        if inner.get_content_type() in ("text/html", "application/xhtml+xml"):
            page = entry._replace(stream=BufferedReader(BytesIO(content(inner, held, entry.place))))
            address = head.get("Snapshot-Content-Location") or inner.get("Content-Location")
            for found in html.read(page, options):
                yield _addressed(found, str(address) if address else None) if isinstance(found, Found) else found
            return
    raise ReadError(entry.place, "no page in it, as a browser saves one")


def _addressed(found: Found, address: str | None) -> Found:
    article = found.article
    if article.url or not address or not address.startswith(("http://", "https://")):
        return found
    return found._replace(article=article._replace(url=address))
