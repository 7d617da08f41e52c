"""Here is a message, or a part of one (MIME), give me its head and what it holds.

It is split by hand, as the standard library's parser of whole messages recurses; heads are read by the library, of at
most 64 KiB and with values that are cut, for it takes time with the square of these.
"""

import binascii
import quopri
import re
from email.message import Message
from email.parser import HeaderParser
from typing import Final

from searchlib.errors import ReadError
from searchlib.read.limits import MAX_FIELD, MAX_PARTS

_HEAD: Final = 1 << 16
"""Bytes among which the head of a part ends."""
_GAP: Final = re.compile(rb"(?:\A|\n)\r?\n")


def split(data: bytes) -> tuple[Message, bytes]:
    r"""Tell the head of a message or a part from its content; without a gap between them all is content.

    Example:
        >>> head, body = split(b"Subject: Rain\r\n\r\nIt fell.")
        >>> head["subject"], body
        ('Rain', b'It fell.')
    """
    gap = _GAP.search(data, 0, _HEAD)
    return (_head(data[: gap.start()]), data[gap.end() :]) if gap else (Message(), data)


def parts(head: Message, body: bytes) -> list[bytes]:
    r"""Give the parts of a body as its *head* parts it, the first thousand; none where it does not.

    Example:
        >>> head = split(b"Content-Type: multipart/mixed; boundary=x\n\n")[0]
        >>> parts(head, b"before\n--x\none\n--x\ntwo\n--x--\nbehind")
        [b'one\n', b'two\n']
    """
    boundary = head.get_boundary()
    if not boundary:
        return []
    mark = re.compile(rb"^--%s(--)?[ \t]*\r?$" % re.escape(boundary.encode("utf-8", "replace")), re.MULTILINE)
    found: list[bytes] = []
    begin = -1
    for line in mark.finditer(body):
        if begin >= 0:
            found.append(body[begin : line.start()])
        begin = line.end() + 1
        if line[1] or len(found) == MAX_PARTS:
            return found
    return found if begin < 0 else [*found, body[begin:]]


def content(head: Message, body: bytes, place: str) -> bytes:
    """Give the bytes of a part as they were before they were made fit to be sent.

    Raises:
        ReadError: its base64 is damaged.
    """
    kind = str(head.get("Content-Transfer-Encoding", "")).strip().lower()
    try:
        if kind == "quoted-printable":
            return quopri.decodestring(body)
        return binascii.a2b_base64(body) if kind == "base64" else body
    except binascii.Error as error:
        raise ReadError(place, f"damaged base64 ({error})") from error


def _head(data: bytes) -> Message:
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        text = data.decode("cp1252", "replace")
    short = Message()
    for name, value in HeaderParser().parsestr(text).items():
        short[name] = str(value)[:MAX_FIELD]
    return short
