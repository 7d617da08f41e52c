"""Here are the bytes of a page or a feed, give me their encoding: what it states counts where they are no UTF-8."""

import re
from typing import Final

from searchlib.read.decode import SAMPLE, encoding_of

_STATED: Final = re.compile(
    rb"""<(?:meta|\?xml)[^<>]{0,200}?(?:charset|encoding)\s{0,5}=\s{0,5}["']?([\w.:-]{2,40})""", re.IGNORECASE
)
_CODE_PAGE: Final = re.compile(
    r"(windows|cp|ibm|iso|latin|koi8|shift|sjis|euc|gb|big5|mac|tis)[-_\w]{0,20}", re.IGNORECASE
)
_LATIN_1: Final = re.compile(r"(iso-?8859-?1|latin-?1|us-ascii|ascii)", re.IGNORECASE)


def markup_encoding(data: bytes, place: str) -> str:
    """Tell UTF-8 where it is, else what the markup states, else as for any text.

    Raises:
        ReadError: *data* is no text, or in an encoding that is not recognised.

    Example:
        >>> markup_encoding("<?xml version='1.0' encoding='koi8-r'?><p>Снег</p>".encode("koi8-r"), "a.xml")
        'koi8-r'
    """
    sample = data[:SAMPLE]
    told = encoding_of(sample, place)
    stated = _STATED.search(sample)
    if told.startswith("utf") or not stated:
        return told
    return named_encoding(stated.group(1).decode("ascii", "replace"), told)


def named_encoding(name: str, told: str) -> str:
    """Give the encoding of a *name* that a page or an e-mail states; *told*, if it is none that they may be in.

    Example:
        >>> named_encoding("ISO-8859-1", "utf-8"), named_encoding("koi8-r", "utf-8"), named_encoding("hex", "utf-8")
        ('cp1252', 'koi8-r', 'utf-8')
    """
    if _LATIN_1.fullmatch(name):
        return "cp1252"  # as browsers do
    return name if _CODE_PAGE.fullmatch(name) else told
