"""Here is a sentence for a person, put it on a stream: at a terminal it breaks between words, a command not at all."""

import os
from collections.abc import Iterator

from searchlib.hints import Final, TextIO
from searchlib.present.safe import line

_COPIED: Final = (": searchlib ", ": --")
"""What stands before a command, or an option of one, that a person copies; it goes on to the end of the sentence."""

_SPEAKER: Final = "searchlib: "
"""Begins what went wrong; an option right behind it is what the sentence is about, not the way out."""


def tell(stream: TextIO, text: str) -> None:
    """Say one sentence on *stream*."""
    columns = columns_of(stream)
    rows = [line(text)] if columns is None else rows_of(line(text), width=columns)
    stream.writelines(f"{row}\n" for row in rows)


def columns_of(stream: TextIO) -> int | None:
    """Give the width of the terminal behind *stream*; None where there is none."""
    try:
        return os.get_terminal_size(stream.fileno()).columns or None
    except (OSError, ValueError):
        return None


def rows_of(text: str, *, width: int) -> Iterator[str]:
    """Break a line between words where it is wider than *width*; a command at its end stands on a line of its own.

    A command, or a word, that is wider than the screen stays whole: the terminal breaks it, and copies it as one line.

    Example:
        >>> list(rows_of("2 of 68 articles", width=12)), list(rows_of("more with: --after WzEsMSwic", width=20))
        (['2 of 68', 'articles'], ['more with:', '--after WzEsMSwic'])
    """
    from searchlib.present.caret import columns  # noqa: PLC0415  # most lines are narrower in any case

    if columns(text) <= width:
        yield text
        return
    said = len(_SPEAKER) if text.startswith(_SPEAKER) else 0
    begins = min((place + 2 for sign in _COPIED if (place := text.find(sign, said)) >= 0), default=len(text))
    row = ""
    for word in text[:begins].split():
        if row and columns(row) + 1 + columns(word) > width:
            yield row
            row = word
        else:
            row = f"{row} {word}" if row else word
    if row:
        yield row
    if begins < len(text):
        yield text[begins:]
