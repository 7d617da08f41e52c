"""Here is a line of bash up to the cursor, give me its words; here is a completion, give it quoted as bash wants it."""

import re
from typing import Final

_BREAKS: Final = ":="
"""Where bash itself parts words, so that it replaces only what stands behind."""
_PLAIN: Final = re.compile(r"[A-Za-z0-9_./,+:=@%-]")


def last_word(line: str) -> tuple[list[str], str]:
    r"""Split *line* as bash does; an unclosed quotation mark is no fault, for the line is not yet done.

    Returns:
        The words, the last one begun or empty, and how the last one was typed.

    Example:
        >>> last_word('searchlib search "information sh')
        (['searchlib', 'search', 'information sh'], '"information sh')
        >>> last_word("searchlib facets speaker\\:x ")[0]
        ['searchlib', 'facets', 'speaker:x', '']
    """
    words, word, start, mark = list[str](), list[str](), 0, ""
    place, begun = 0, False
    while place < len(line):
        sign = line[place]
        if sign == "\\" and mark != "'" and place + 1 < len(line):
            place += 1
            word.append(line[place])
            begun = True
        elif mark:
            if sign == mark:
                mark = ""
            else:
                word.append(sign)
        elif sign in "'\"":
            mark, begun = sign, True
        elif sign.isspace():
            if begun:
                words.append("".join(word))
            word, begun, start = [], False, place + 1
        else:
            word.append(sign)
            begun = True
        place += 1
    return [*words, "".join(word)], line[start:]


def escaped(text: str, raw: str) -> str:
    r"""Quote *text* for bash, less what bash keeps of *raw*, the word as it was typed.

    Example:
        >>> escaped('speaker:"Paul Kagame"', "speaker:Pa"), escaped("$(reboot)", "")
        ('\\"Paul\\ Kagame\\"', '\\$\\(reboot\\)')
        >>> escaped("Paul Kagame", '"Pau')
        'Paul Kagame'
    """
    opened = next((sign for sign in raw if sign in "'\""), "")
    if opened:
        inside = text[len(raw.partition(opened)[0]) :]
        # Within marks bash takes the text as it is, less the mark and, in double ones, what still means something.
        return "" if re.search(r"['\"$`\\!]", inside) else inside
    kept = max(raw.rfind(sign) for sign in _BREAKS) + 1
    prefix = raw[:kept].replace("\\", "")
    rest = text[len(prefix) :] if text.startswith(prefix) else text
    return "".join(sign if not sign.isascii() or _PLAIN.match(sign) else f"\\{sign}" for sign in rest)
