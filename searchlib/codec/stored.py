"""Here is a document, give me a text that was stored with it.

    stored/<column>.ends   where the record of each document ends in data, with a leading zero
    stored/<column>.data   records: nothing (no text), or a byte that says how the text is kept, and the text:
                           0 as it is; 1 its size in bytes as u32, then deflated (zlib)

Each text stands alone, so that fetching a title never inflates a body.
"""

import struct
import zlib
from typing import Final

from searchlib.codec.sections import Sections
from searchlib.codec.terms import decoded, encoded
from searchlib.compiled import kernel

STORED: Final = "stored/"
WORTH_DEFLATING: Final = 160
"""Bytes below which a text is kept as it is."""
LEVEL: Final = 6
MOST_INFLATED: Final = 1040
"""No deflated byte can stand for more bytes (zlib, 1032, and its header)."""

_PLAIN: Final = b"\0"
_DEFLATED: Final = struct.Struct("<BI")


def record(text: str) -> bytes:
    """Give the record that keeps *text*.

    Example:
        >>> record("Kigali"), record("")
        (b'\\x00Kigali', b'')
    """
    data = encoded(text)
    if len(data) < WORTH_DEFLATING:
        return _PLAIN + data if data else b""
    deflated = zlib.compress(data, LEVEL)
    return _DEFLATED.pack(1, len(data)) + deflated if len(deflated) + 4 < len(data) else _PLAIN + data


def text_of(data: memoryview) -> str:
    """Give back the text of a record.

    Raises:
        ValueError: this is no record; never more than the size it states is inflated.
    """
    if not len(data):
        return ""
    if data[0] == 0:
        return decoded(data[1:])
    if data[0] != 1 or len(data) < _DEFLATED.size:
        raise ValueError("unknown kind of record")
    size = _DEFLATED.unpack_from(data)[1]
    if not 0 < size <= MOST_INFLATED * len(data):
        raise ValueError(f"states a size that cannot be, {size}")
    inflater = zlib.decompressobj()
    try:
        inflated = inflater.decompress(data[_DEFLATED.size :], size + 1)
    except zlib.error as error:
        raise ValueError(str(error)) from error
    if len(inflated) != size or not inflater.eof:
        raise ValueError(f"does not inflate to the {size} bytes that were stored")
    return decoded(inflated)


class StoredTexts:
    """One stored column of an open segment; "" for every document where nobody wrote it."""

    __slots__ = ("_data", "_ends", "_texts")

    def __init__(self, sections: Sections, name: str, *, doc_count: int) -> None:
        self._ends = self._data = None
        self._texts: object = None
        """The column opened by the kernel."""
        if f"{name}.ends" in sections:
            self._ends, self._data = sections.section(f"{name}.ends", "Q"), sections.section(f"{name}.data", "B")
            if len(self._ends) != doc_count + 1:
                raise self._ends.damaged(f"{len(self._ends)} items for {doc_count} documents")

    def text(self, doc: int) -> str:
        """Give the text of one document, "" where it has none."""
        if self._data is None or self._ends is None:
            return ""
        module = kernel()
        if module is not None:
            if self._texts is None:
                self._texts = module.open_texts(self._ends.unverified(), self._data.unverified())
            text: str | None = module.text(self._texts, doc)
            if text is not None:
                return text
        try:
            return text_of(self.record(doc))
        except ValueError as error:
            raise self._data.damaged(f"document {doc}: {error}") from error

    def record(self, doc: int) -> memoryview:
        """Give the record of one document as it is kept, for merging."""
        if self._data is None or self._ends is None:
            return memoryview(b"")
        start, end = self._ends.items(doc, doc + 2)
        return self._data.items(start, end)
