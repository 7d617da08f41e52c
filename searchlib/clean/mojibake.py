"""UTF-8 that was read as Latin-1 or Windows-1252, and what is left of it where control characters were lost.

"Itâ€™s" is "It’s", "cafÃ©" is "café"; "Senatorâs" and "âI agree,â? he said" have lost the rest of their marks.
"""

import re
from typing import Final

NOTHING: Final = "\u200b"
"""Stands for characters without width; they leave no trace in clean text."""

_SIGNS: Final = "‘’‚“”„–—…•™"
_OPENERS: Final = "‘‚“„"
"""These stand where their first byte stood, all others where their last one did: a span takes the whole along."""
_LETTERS: Final = "".join(map(chr, range(0xA1, 0x180)))


def _misread() -> dict[str, str]:
    table: dict[str, str] = {}
    for sign in _SIGNS + _LETTERS:
        spoilt = sign.encode()
        latin = spoilt.decode("latin-1")
        windows = "".join(bytes([byte]).decode("cp1252", "ignore") or chr(byte) for byte in spoilt)
        for form in (latin, windows):
            fill = NOTHING * (len(form) - 1)
            table[form] = sign + fill if sign in _OPENERS else fill + sign
    return table


_MISREAD: Final = _misread()
_SECOND: Final = "".join({form[1] for form in _MISREAD})
_THIRD: Final = "".join({form[2] for form in _MISREAD if len(form) > 2})
_RUN: Final = re.compile(f"â[€\x80][{re.escape(_THIRD)}]|[ÂÃÄÅ][{re.escape(_SECOND)}]")
_SURE: Final = re.compile(
    r"[.,!?\w]â\?(?=\s|\Z)|[a-z]âs\b|\b(?:I|[Tt]hey|[Ww]e|[Yy]ou)â(?:ll|ve|re|m)\b"
    r"|\b(?:do|does|did|is|are|was|were|would|could|should|has|have|had|wo|ca)nât\b"
)
_REST: Final = re.compile(
    r"(?<=[.,!?\w])(â\?)(?=\s|\Z)|(?<=\w)(â)(?=(?:s|t|ll|ve|re|m|d)\b)|(?<!\S)(â)(?=\s)|(?<!\w)(â)(?=\w)|(â¢)|(â¦)"
)
_MEANT: Final = (NOTHING + "”", "’", "—", "“", "•" + NOTHING, "…" + NOTHING)


def mended(raw: str) -> str:
    """Give *raw* with misread characters as they were meant, at the same length.

    Args:
        raw: Any text.

    Returns:
        A text of the same length. What is left of marks is mended only where the text holds some that can be nothing
        else: French words have the same letters.

    Raises:
        Nothing.

    Example:
        >>> mended("Itâ€™s late at the cafÃ©").replace(NOTHING, "")
        'It’s late at the café'
        >>> mended("âSenatorâs bill,â? he said").replace(NOTHING, "")
        '“Senator’s bill,” he said'

    Cost: two searches of one character where there is nothing to mend, else one pass.
    """
    if "â" not in raw and "Ã" not in raw:
        return raw
    text = _RUN.sub(lambda run: _MISREAD.get(run.group(), run.group()), raw)
    if _SURE.search(text) is None:
        return text
    return _REST.sub(lambda rest: _MEANT[(rest.lastindex or 1) - 1], text)
