"""Here is a page that a browser saved as one file (MHTML), give me its article.

The first part that is a page holds it; pictures and styles are passed over.
"""

import binascii
import quopri
from collections.abc import Iterator
from email.message import Message
from email.parser import BytesHeaderParser
from io import BufferedReader, BytesIO
from typing import Final

from searchlib.errors import ReadError
from searchlib.model import Failure
from searchlib.read import html
from searchlib.read.limits import MAX_TEXT
from searchlib.read.options import ReadOptions
from searchlib.read.source import Found, Input, read_bounded

_HEAD: Final = 1 << 16
"""Bytes among which the head of a part ends."""


def read(entry: Input, options: ReadOptions) -> Iterator[Found | Failure]:
    """Give the article of the page; its address where the page states none is the one that the browser saw.

    Raises:
        ReadError: no page is in it, it is damaged, or larger than `MAX_TEXT`.
    """
    data = read_bounded(entry, MAX_TEXT)
    head, body = _split(data)
    boundary = head.get_boundary()
    parts = body.split(b"--" + boundary.encode("ascii", "replace"))[1:] if boundary else [data]
    for part in parts:
        inner, content = _split(part.lstrip(b"\r\n"))
        if inner.get_content_type() in ("text/html", "application/xhtml+xml"):
            page = entry._replace(stream=BufferedReader(BytesIO(_decoded(inner, content, entry.place))))
            address = head.get("Snapshot-Content-Location") or inner.get("Content-Location")
            for found in html.read(page, options):
                yield _addressed(found, str(address) if address else None) if isinstance(found, Found) else found
            return
    raise ReadError(entry.place, "no page in it, as a browser saves one")


def _split(data: bytes) -> tuple[Message, bytes]:
    """Tell the head of a part from its content."""
    for gap in (b"\r\n\r\n", b"\n\n"):
        at = data.find(gap, 0, _HEAD)
        if at >= 0:
            return BytesHeaderParser().parsebytes(data[:at]), data[at + len(gap) :]
    return Message(), data


def _decoded(head: Message, content: bytes, place: str) -> bytes:
    kind = str(head.get("Content-Transfer-Encoding", "")).strip().lower()
    try:
        if kind == "quoted-printable":
            return quopri.decodestring(content)
        return binascii.a2b_base64(content) if kind == "base64" else content
    except binascii.Error as error:
        raise ReadError(place, f"damaged base64 ({error})") from error


def _addressed(found: Found, address: str | None) -> Found:
    article = found.article
    if article.url or not address or not address.startswith(("http://", "https://")):
        return found
    return found._replace(article=article._replace(url=address))
