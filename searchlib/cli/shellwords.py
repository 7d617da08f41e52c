"""Here is a line of bash up to the cursor, give me its words; here is a completion, give it quoted as bash wants it."""

import re
from collections.abc import Sequence
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


def quoted(texts: Sequence[str], raw: str) -> list[str]:
    r"""Quote each of *texts* for bash, less what bash keeps of *raw*, the word as it was typed.

    Bash puts in what all have in common at their beginning; that is never half of a character and its backslash. Where
    not all begin as typed, what was typed is among them: they have nothing in common then, and it stays.

    Example:
        >>> quoted(['speaker:"Paul Kagame"'], "speaker:Pa"), quoted(["$(reboot)"], "")
        (['\\"Paul\\ Kagame\\"'], ['\\$\\(reboot\\)'])
        >>> quoted(["Paul Kagame"], '"Pau'), quoted(["*", '"Ann'], "")
        (['Paul Kagame'], ["'*'", '\\"Ann'])
        >>> quoted(['by:"Ann Lee"', 'by:"Ada Leigh"'], "by:le")
        ['\\"Ann\\ Lee\\"', '\\"Ada\\ Leigh\\"', 'le']
    """
    opened = _opened(raw)
    found = [text for text in (_escaped(text, raw, opened) for text in texts) if text]
    typed = opened[1:] or raw[_kept(raw) :]
    if len(found) > 1 and not all(_plainly(text).startswith(_plainly(typed)) for text in found):
        return [*found, typed]
    shared = _shared(found)
    if len(found) < 2 or (len(shared) - len(shared.rstrip("\\"))) % 2 == 0:
        return found
    if opened:
        return []
    at, text = len(shared), found[0]
    mark = '"' if text[at] == "'" else "'"
    return [f"{text[: at - 1]}{mark}{text[at]}{mark}{text[at + 1 :]}", *found[1:]]


def _shared(texts: Sequence[str]) -> str:
    """Give what all have in common at their beginning."""
    first, last = min(texts, default=""), max(texts, default="")
    return first[: next((at for at, sign in enumerate(first) if last[at : at + 1] != sign), len(first))]


def _kept(raw: str) -> int:
    """Count the characters of a word that bash keeps: as far as it parts words."""
    return max(raw.rfind(sign) for sign in _BREAKS) + 1


def _plainly(text: str) -> str:
    """Give what is left of *text* without marks, as it is compared with what was typed."""
    return re.sub(r"[\\\"']", "", text).casefold()


def _opened(raw: str) -> str:
    """Give the quotation mark that is not closed in *raw*, and what stands behind it; "" where there is none."""
    mark, start, place = "", 0, 0
    while place < len(raw):
        sign = raw[place]
        if sign == "\\" and mark != "'":
            place += 1
        elif sign == mark:
            mark = ""
        elif sign in "'\"" and not mark:
            mark, start = sign, place
        place += 1
    return raw[start:] if mark else ""


def _escaped(text: str, raw: str, opened: str) -> str:
    """Quote *text*; "" where it cannot be, as within single marks for one of these."""
    if opened:
        inside = text[len(last_word(raw[: len(raw) - len(opened)])[0][-1]) :]
        if opened[0] == "'":
            return "" if "'" in inside else inside
        # Of what means something within double marks, an exclamation mark alone cannot be quoted there.
        return "" if "!" in inside else re.sub(r'(["$`\\])', r"\\\1", inside)
    prefix = last_word(raw[: _kept(raw)])[0][-1]
    rest = text[len(prefix) :] if text.startswith(prefix) else text
    return "".join(sign if not sign.isascii() or _PLAIN.match(sign) else f"\\{sign}" for sign in rest)
