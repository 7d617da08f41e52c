"""Here is a document, give me a text that was stored with it.

    stored/<column>.ends     where the record of each document ends in data, with a leading zero; u64 in format 1
    stored/<column>.data     records: nothing (no text), or a byte that says how the text is kept, and the text:
                             0 as it is; 1 its size in bytes as u32, then deflated (zlib); 2 its size in bytes as u32,
                             then deflated (without header) beside another text of the document
    stored/<column>.beside   where there are such records: the column of the other text, a zero, a preset

A text stands alone, so that fetching a title never inflates a body; or it leans on another text of the document, from
which it has most of its words. Its dictionary (RFC 1950) is the beginning of that text and the preset.
"""

import struct
import zlib
from collections.abc import Callable
from functools import partial

from searchlib.codec.sections import Sections, run_of
from searchlib.codec.terms import decoded, encoded
from searchlib.compiled import kernel
from searchlib.hints import TYPE_CHECKING, Final
from searchlib.model.record import Record

if TYPE_CHECKING:
    from searchlib.codec.assemble import Run
    from searchlib.codec.kernel._kernel import Texts

STORED: Final = "stored/"
WORTH_DEFLATING: Final = 400
"""Bytes below which a text is kept as it is."""
WORTH_LEANING: Final = 32
"""Bytes below which a text that leans on another is kept as it is."""
LEVEL: Final = 4
"""Of what zlib offers: a fifth cheaper than its usual 6, and 1 in a hundred larger."""
LEANING_LEVEL: Final = 3
MEMORY_LEVEL: Final = 7
"""Of what zlib offers: half the memory of its usual 8, which is made ready for every text, and no larger a result."""
MOST_LEANT_ON: Final = 31_000
"""Bytes of a text that serve as a dictionary: deflate looks back no farther than 32 KiB."""
MOST_INFLATED: Final = 1040
"""No deflated byte can stand for more bytes (zlib, 1032, and its header)."""

_OUT_OF_SIGHT: Final = 262
"""Bytes of its window that deflate does not use (MIN_LOOKAHEAD)."""
_PLAIN: Final = b"\0"
_DEFLATED: Final = struct.Struct("<BI")


class Beside(Record):
    """What the texts of a column are deflated beside: the text of another column of the document, and a preset."""

    column: str
    preset: bytes = b""

    def dictionary(self, text: bytes) -> bytes:
        """Give the dictionary that is made of the other *text*, encoded."""
        return text[:MOST_LEANT_ON] + self.preset

    def packed(self) -> bytes:
        """Give the section that says so."""
        return self.column.encode() + b"\0" + self.preset


def record(text: str, dictionary: bytes = b"") -> bytes:
    """Give the record that keeps *text*.

    Args:
        text: Any text.
        dictionary: What it is deflated beside; nothing where it stands alone.

    Example:
        >>> record("Kigali"), record("")
        (b'\\x00Kigali', b'')
    """
    data = encoded(text)
    if len(data) < (WORTH_LEANING if dictionary else WORTH_DEFLATING):
        return _PLAIN + data if data else b""
    if dictionary:
        window = -_window(len(dictionary) + len(data))
        deflater = zlib.compressobj(LEANING_LEVEL, wbits=window, memLevel=MEMORY_LEVEL, zdict=dictionary)
        return _DEFLATED.pack(2, len(data)) + deflater.compress(data) + deflater.flush()
    deflated = zlib.compress(data, LEVEL, wbits=_window(len(data)))
    return _DEFLATED.pack(1, len(data)) + deflated if len(deflated) + 4 < len(data) else _PLAIN + data


def _window(size: int) -> int:
    """Give the base-2 logarithm of the least window of zlib in which a text of *size* bytes is always all in sight.

    Example:
        >>> _window(200), _window(3_000), _window(1 << 20)
        (9, 12, 15)
    """
    return min(zlib.MAX_WBITS, (size + _OUT_OF_SIGHT).bit_length())


def bytes_of(data: memoryview, dictionary: Callable[[], bytes] = bytes) -> bytes:
    """Give back the text of a record, encoded; what it may be deflated beside is asked for where it is.

    Raises:
        ValueError: this is no record; never more than the size it states is inflated.
    """
    if not len(data) or data[0] == 0:
        return bytes(data[1:])
    size = _stated(data)
    inflated, whole = _inflated(data, dictionary, size + 1)
    if len(inflated) != size or not whole:
        raise ValueError(f"does not inflate to the {size} bytes that were stored")
    return inflated


def beginning_of(data: memoryview, dictionary: Callable[[], bytes], size: int) -> bytes:
    """Give the first *size* bytes of the text of a record.

    Raises:
        ValueError: this is no record, as far as one can tell from its beginning.
    """
    if not len(data) or data[0] == 0:
        return bytes(data[1 : size + 1])
    return _inflated(data, dictionary, min(size, _stated(data)))[0]


def _stated(data: memoryview) -> int:
    if data[0] not in (1, 2) or len(data) < _DEFLATED.size:
        raise ValueError("unknown kind of record")
    size: int = _DEFLATED.unpack_from(data)[1]
    if not 0 < size <= MOST_INFLATED * len(data):
        raise ValueError(f"states a size that cannot be, {size}")
    return size


def _inflated(data: memoryview, dictionary: Callable[[], bytes], most: int) -> tuple[bytes, bool]:
    """Inflate so many bytes at most; say whether that was all."""
    inflater = _inflater(data[0], dictionary)
    try:
        return inflater.decompress(data[_DEFLATED.size :], most), inflater.eof
    except zlib.error as error:
        raise ValueError(str(error)) from error


def _inflater(kind: int, dictionary: Callable[[], bytes]) -> "zlib._Decompress":
    return zlib.decompressobj() if kind == 1 else zlib.decompressobj(-zlib.MAX_WBITS, zdict=dictionary())


class StoredTexts:
    """One stored column of an open segment; "" for every document where nobody wrote it."""

    __slots__ = ("_data", "_ends", "_last", "_other", "_texts", "beside")

    def __init__(self, sections: Sections, name: str, *, doc_count: int) -> None:
        self._ends = self._data = None
        self._other: StoredTexts | None = None
        self.beside = _beside(sections, name)
        self._last: tuple[int, bytes] = (-1, b"")
        """The last text that was inflated: others lean on it."""
        self._texts: Texts | None = None
        """The column opened by the kernel."""
        if f"{name}.ends" in sections:
            self._ends, self._data = sections.section(f"{name}.ends", "IQ"), sections.section(f"{name}.data", "B")
            if len(self._ends) != doc_count + 1:
                raise self._ends.damaged(f"{len(self._ends)} items for {doc_count} documents")

    def lean_on(self, other: "StoredTexts") -> None:
        """Take the column beside which the texts of this one were deflated.

        It is the column and not the segment that is held: a ring of references would keep files open until it is found.
        """
        self._other = other

    def text(self, doc: int) -> str:
        """Give the text of one document, "" where it has none."""
        if self._data is None or self._ends is None:
            return ""
        module = kernel()
        if module is not None and self._last[0] != doc:
            if self._texts is None:
                self._texts = module.open_texts(self._ends.unverified(), self._data.unverified())
            text: str | None = module.text(self._texts, doc)
            if text is not None:
                return text
        return decoded(self.encoded(doc))

    def encoded(self, doc: int) -> bytes:
        """Give the text of one document as it is kept: UTF-8, where it was written as it should be."""
        number, last = self._last
        if number == doc:
            return last
        found = self._read(doc, bytes_of)
        self._last = doc, found
        return found

    def beginning(self, doc: int, size: int) -> bytes:
        """Give the first *size* bytes of the text of one document; no more of it is inflated."""
        return self._read(doc, partial(beginning_of, size=size))

    def _read(self, doc: int, read: "Callable[[memoryview, Callable[[], bytes]], bytes]") -> bytes:
        if self._data is None:
            return b""
        try:
            return read(self.record(doc), partial(self._dictionary, doc))
        except ValueError as error:
            raise self._data.damaged(f"document {doc}: {error}") from error

    def record(self, doc: int) -> memoryview:
        """Give the record of one document as it is kept."""
        if self._data is None or self._ends is None:
            return memoryview(b"")
        start, end = self._ends.items(doc, doc + 2)
        return self._data.items(start, end)

    def run(self, start: int, end: int) -> "Run":
        """Give the records of the documents from *start* up to *end* as they are kept, for merging."""
        if self._data is None or self._ends is None:
            return b"", [0] * (end - start)
        return run_of(self._data, self._ends, start=start, end=end)

    def _dictionary(self, doc: int) -> bytes:
        if self.beside is None or self._other is None:
            raise ValueError("leans on no text")
        return self.beside.dictionary(self._other.encoded(doc))


def _beside(sections: Sections, name: str) -> Beside | None:
    """Read what a column leans on: a column that stands alone, so that no two lean on each other."""
    if f"{name}.beside" not in sections:
        return None
    section = sections.section(f"{name}.beside", "B")
    column, _, preset = bytes(section.all()).partition(b"\0")
    beside = Beside(column.decode("utf-8", "replace"), preset)
    if f"{STORED}{beside.column}.beside" in sections:
        raise section.damaged("leans on what leans itself")
    return beside
