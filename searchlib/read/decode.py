"""Here are bytes, give me text.

UTF-8 where it is; UTF-16 by its mark or its zeros; else what Western newsrooms wrote before (cp1252, or Mac Roman where
its apostrophes show), or what charset-normalizer finds where most letters are outside ASCII. Mojibake is mended by
ftfy. Both are loaded when needed.
"""

import re
from typing import Final

from searchlib.errors import ReadError
from searchlib.read.options import ReadOptions

SAMPLE: Final = 1 << 16
"""Bytes from which an encoding is told."""
_LONGEST_MENDED: Final = 1 << 20
_MARKS: Final = (
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
_FOREIGN: Final = (
    (b"%PDF-", "a PDF"),
    (b"PK\x03\x04", "a zip file, or a document of a word processor"),
    (b"\x1f\x8b", "a gzip file"),
    (b"\xfd7zXZ\x00", "an xz file"),
    (b"{\\rtf", "rich text (RTF)"),
    (b"\xd0\xcf\x11\xe0", "an old Office document"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"\x89PNG", "a PNG picture"),
    (b"GIF8", "a GIF picture"),
)
_CODE_PAGES: Final = [
    *(
        "cp1251",
        "koi8_r",
        "iso8859_5",
        "cp1250",
        "iso8859_2",
        "cp1252",
        "cp1253",
        "cp1254",
        "cp1255",
        "cp1256",
        "cp1257",
    ),
    *("gb18030", "big5", "shift_jis", "euc_jp", "iso2022_jp", "euc_kr", "tis_620"),
]
"""Among all that Python knows, old Macintosh pages and the like win too often."""
_CONTROLS: Final = bytes([*range(9), *range(0x0E, 0x1B), *range(0x1C, 0x20), 0x7F])
_HIGH: Final = bytes(range(0x80, 0x100))
_NOT_LETTERS: Final = bytes(b for b in range(0x80) if not chr(b).isalpha())
_SEQUENCE: Final = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_MACINTOSH: Final = re.compile(rb"[a-z]\xd5[a-z]")
"""An apostrophe as Mac Roman has it: in cp1252 there would be a capital Õ within a word, as in donÕt."""
_MOJIBAKE: Final = re.compile("â€|ï¿½|ï»¿|Â[\xa0-\xbf]|[ÃÄÅÐÑ][\x80-\xbf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]|Ã\\s|â[\x80-\x9f]")
_SURROGATE: Final = re.compile("[\ud800-\udfff]")


def decode(data: bytes, place: str, *, options: ReadOptions) -> tuple[str, str]:
    """Give the text of *data*, and what is doubtful about it ("" where nothing is).

    Raises:
        ReadError: *data* is no text.

    Example:
        >>> decode("Stéphane".encode("cp1252"), "a.txt", options=ReadOptions())
        ('Stéphane', '')
    """
    encoding = encoding_of(data[:SAMPLE], place)
    if not encoding.startswith(("utf-16", "utf-32")) and b"\0" in data:
        raise ReadError(place, "binary content: zero bytes")
    text, doubt = decode_as(data, encoding, options=options)
    if not text.strip():
        raise ReadError(place, "empty file")
    return text, doubt


def decode_as(data: bytes, encoding: str, *, options: ReadOptions) -> tuple[str, str]:
    """Decode *data*, each byte that is no text becoming U+FFFD, and mend mojibake if *options* say so."""
    try:
        text, doubt = data.decode(encoding), ""
    except (UnicodeDecodeError, LookupError):
        text, doubt = _doubtful(data, encoding)
    text = text.removeprefix("\ufeff")
    return (mended(text) if options.mojibake == "mend" else text), doubt


def encoding_of(sample: bytes, place: str) -> str:
    """Tell the encoding of the text that starts with *sample*.

    Raises:
        ReadError: it is no text, or in an encoding that is not recognised.
    """
    for start, what in _FOREIGN:
        if sample.startswith(start):
            raise ReadError(place, f"binary content: {what}")
    for mark, encoding in _MARKS:
        if sample.startswith(mark):
            return encoding
    if b"\0" in sample:
        return _zeros(sample, place)
    if len(sample) - len(sample.translate(None, _CONTROLS)) > max(2, len(sample) // 100):
        raise ReadError(place, "binary content: control characters")
    try:
        sample[: -4 if len(sample) == SAMPLE else None].decode("utf-8")
    except UnicodeDecodeError as error:
        if error.end < len(sample) - 4 or len(sample) < SAMPLE:
            return _not_utf8(sample, place)
    return "utf-8"


def clean_surrogates(text: str) -> str:
    r"""Put U+FFFD for each half of a surrogate pair, which JSON may escape but no encoding can write.

    Example:
        >>> clean_surrogates("a\ud800b")
        'a�b'
    """
    return text if text.isascii() else _SURROGATE.sub("\ufffd", text)


def mended(text: str) -> str:
    """Undo the reading of UTF-8 as something else, line by line, where it shows.

    Example:
        >>> mended("the minister’s cafÃ©")
        'the minister’s café'

    Source: ftfy (Speer 2019), whose test for what is mojibake is stricter than the signs looked for here.
    """
    if text.isascii() or not _MOJIBAKE.search(text):
        return text
    from ftfy import fix_encoding  # noqa: PLC0415  (60 ms, and few texts need it)

    return "".join(
        fix_encoding(line) if len(line) < _LONGEST_MENDED and _MOJIBAKE.search(line) else line
        for line in text.splitlines(keepends=True)
    )


def _doubtful(data: bytes, encoding: str) -> tuple[str, str]:
    try:
        text = data.decode(encoding, "replace")
    except LookupError:
        text = data.decode("utf-8", "replace")
    count = text.count("\ufffd")
    return text, f"broken {encoding}: {count} {'place' if count == 1 else 'places'} read as �; the rest is taken in"


def _zeros(sample: bytes, place: str) -> str:
    """UTF-16 without its mark: Western text has a zero in every other byte."""
    half = len(sample) // 2
    even, odd = sample[0 : 2 * half : 2].count(0), sample[1 : 2 * half : 2].count(0)
    if odd > 0.7 * half and even < 0.01 * half:
        return "utf-16-le"
    if even > 0.7 * half and odd < 0.01 * half:
        return "utf-16-be"
    raise ReadError(place, "binary content: zero bytes")


def _not_utf8(sample: bytes, place: str) -> str:
    high = len(sample) - len(sample.translate(None, _HIGH))
    sequences = sum(len(found) for found in _SEQUENCE.findall(sample))
    if 2 * sequences > high:
        return "utf-8"
    letters = len(sample.translate(None, _NOT_LETTERS))
    if 4 * high < letters:
        return "mac_roman" if _MACINTOSH.search(sample) else "cp1252"
    from charset_normalizer import from_bytes  # noqa: PLC0415  (25 ms, and few texts need it)

    best = from_bytes(sample, cp_isolation=_CODE_PAGES).best()
    if best is None:
        raise ReadError(place, "binary content, or an encoding that is not recognised; UTF-8 always is")
    return best.encoding
