"""Here is a run of letters with marks inside, give me the words in it.

`tokens` cuts a text at white space and at marks that never stand inside a word; what is left is a run.
The words of a run stand at positions 0, 1, 2 …; where they may also be written together, that form shares
position 0: I-Checkit is i, checkit and icheckit.
"""

import re
from collections.abc import Callable, Iterator
from functools import cache

from searchlib.analyse.fold import LONGEST, fold
from searchlib.hints import Final, NamedTuple, TypeAlias
from searchlib.model import Span

MOST_PARTS: Final = 5
"""Of more words than this nobody types the form written together."""
_SHORT: Final = 3
"""Letters on each side of an ampersand up to which the whole is one word: AT&T, R&D."""
_CLITICS: Final = frozenset(("s", "m", "d", "ll", "re", "ve"))

_GLUED: Final = re.compile(r"(?<=[^\W_])\.['’‘]?(?=[^\W\d_a-z])|_")
_HYPHEN: Final = re.compile(r"\.?[-‐‑]")
_APOSTROPHE: Final = re.compile(r"\.?['’‘ʼ＇]")
_POINT: Final = re.compile(r"[.,&]")
_ACRONYM: Final = re.compile(r"[^\W\d_](?:\.[^\W\d_])+")
_NUMBER: Final = re.compile(r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+[^\W\d_]*)?")
_FIRST_SIGN: Final = "\u3005"
_SIGNS: Final = (  # Han, Hiragana, Katakana: no blanks between words, so each sign is a token
    "[\u3005\u3007\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff66-\uff9f\U00020000-\U0003ffff]"
)


class Part(NamedTuple):
    """A word of a run: its folded form, its position, and its place in the run."""

    form: str
    position: int
    start: int
    end: int


_Step: TypeAlias = "Callable[[str, Span, list[Part]], None]"


def split(run: str) -> list[Part]:
    """Split a run into its words.

    Args:
        run: Letters and digits with single marks between them.

    Returns:
        Parts in order of position; the form written together follows the first part.

    Raises:
        Nothing.

    Example:
        >>> [(part.form, part.position) for part in split("I-Checkit")]
        [('i', 0), ('icheckit', 0), ('checkit', 1)]
        >>> [[part.form for part in split(run)] for run in ("year.President", "U.S", "AT&T", "Rwanda’s", "1,000")]
        [['year', 'president'], ['us'], ['at&t'], ['rwanda'], ['1000']]

    Cost: linear in the run.
    """
    parts: list[Part] = []
    for span in _sentences(run):
        _cut(run, span, parts, mark=_HYPHEN, step=_elided)
    return parts


def _sentences(run: str) -> Iterator[Span]:
    """Cut where scraping glued two sentences: levels.As; the letters of U.S.A and J.K stay together."""
    begin = 0
    for cut in _GLUED.finditer(run):
        if not _initial(run, cut.start()):
            yield begin, cut.start()
            begin = cut.end()
    yield begin, len(run)


def _initial(run: str, dot: int) -> bool:
    """Tell whether the dot stands between two single letters."""
    before = dot == 1 or not run[dot - 2 : dot - 1].isalnum()
    return run[dot] == "." and before and not run[dot + 2 : dot + 3].isalnum()


def _cut(run: str, span: Span, parts: list[Part], *, mark: "re.Pattern[str]", step: _Step) -> None:
    """Take each piece between the marks one step further, and add the form written together."""
    first, begin = len(parts), span[0]
    for found in mark.finditer(run, *span):
        step(run, (begin, found.start()), parts)
        begin = found.end()
    step(run, (begin, span[1]), parts)
    if begin > span[0]:
        _write_together(parts, first, "")


def _elided(run: str, span: Span, parts: list[Part]) -> None:
    """Drop the possessive and other clitics; don't is one word, d'Ivoire is two."""
    start, end = span
    mark = max(run.rfind(sign, start, end) for sign in "'’‘ʼ＇")
    if mark > start:
        tail = run[mark + 1 : end].lower()
        if tail in _CLITICS:
            end = mark
        elif tail == "t" and run[mark - 1] in "nN":
            _add(fold(run[start:mark] + "t"), span, parts)
            return
    _cut(run, (start, end), parts, mark=_APOSTROPHE, step=_pointed)


def _pointed(run: str, span: Span, parts: list[Part]) -> None:
    """Read points and ampersands: acronyms and numbers are one word, example.com is two and a whole."""
    text = run[span[0] : span[1]].rstrip(".")
    if _ACRONYM.fullmatch(text):
        _add(fold(text.replace(".", "")), span, parts)
    elif _NUMBER.fullmatch(text):
        _add(fold(text.replace(",", "")), span, parts)
    elif "&" in text and all(len(side) <= _SHORT for side in text.split("&")):
        _add(fold(text), span, parts)
    else:
        first, begin = len(parts), span[0]
        for found in _POINT.finditer(run, *span):
            _signed(run, (begin, found.start()), parts)
            begin = found.end()
        _signed(run, (begin, span[1]), parts)
        if begin > span[0] and "," not in text:
            _write_together(parts, first, fold(text))


def _signed(run: str, span: Span, parts: list[Part]) -> None:
    """Add a word; of scripts without blanks, add every sign."""
    start, end = span
    if not run[start:end].isascii() and max(run[start:end]) >= _FIRST_SIGN:
        for found in _sign().finditer(run, start, end):
            _add(fold(run[start : found.start()]), (start, found.start()), parts)
            _add(fold(found.group()), found.span(), parts)
            start = found.end()
    _add(fold(run[start:end]), (start, end), parts)


@cache
def _sign() -> "re.Pattern[str]":
    return re.compile(_SIGNS)  # late: it takes 2 ms, and few archives need it


def _add(form: str, span: Span, parts: list[Part]) -> None:
    position = parts[-1].position + 1 if parts else 0
    if len(form) <= LONGEST:
        if form:
            parts.append(Part(form, position, *span))
        return
    start, end = span
    for number, begin in enumerate(range(0, len(form), LONGEST)):
        low, high = min(start + begin, end - 1), min(start + begin + LONGEST, end)
        parts.append(Part(form[begin : begin + LONGEST], position + number, low, max(high, low + 1)))


def _write_together(parts: list[Part], first: int, form: str) -> None:
    """Add *form*, or the parts from *first* on without marks, at the position of the first of them."""
    words = parts[first:]
    if len(words) < 2 or words[-1].position - words[0].position >= MOST_PARTS:
        return
    if not form:
        singles = {part.position: part.form for part in reversed(words)}
        form = "".join(singles[position] for position in sorted(singles))
    if len(form) <= LONGEST and not form.isdigit():
        parts.insert(first + 1, Part(form, words[0].position, words[0].start, words[-1].end))
