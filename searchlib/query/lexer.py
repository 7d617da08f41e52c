"""Here is a query, give me its lexemes: one regular expression, one pass."""

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from searchlib.query.fields import ALIASES, NAMES
from searchlib.query.nested import MARKS, enclosed, ends

_STRAIGHT: Final = str.maketrans(dict.fromkeys(MARKS, '"'))
"""The expression knows one quotation mark: with all of them it would take as long again to compile."""
_SIGNS: Final = str.maketrans("（）［］｛｝：＋－−＊～＾＜＞＝／", "()[]{}:+--*~^<>=/")
"""Signs of the query language as keyboards of East Asia write them, and the minus of typesetters."""
_INVISIBLE: Final = "\u00ad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff"
_EDGES: Final = rf"(?<![^\s(\"])[{_INVISIBLE}]++|(?<![{_INVISIBLE}])[{_INVISIBLE}]++(?=[\s)\"]|\Z)"
"""What cannot be seen around words: copied along from a page, or written with letters from right to left."""
_BEGIN: Final = r"(?<![^\s(:=<>+!-])"
"""Nothing before, or a blank, or a mark that something new follows."""
_END: Final = r"(?=[\s)^]|\Z)"
_LEXEME: Final = re.compile(
    rf"""\s*+(?:
      (?P<simple>[^\W_]++(?=\s|\Z))
    | (?P<quote>"(?:[^"\\]++|\\(?s:.))*+"|"[^"]*+"?)
    | (?P<single>(?<=[:=])'[^']*+'{_END})
    | (?P<regex>{_BEGIN}/(?:[^/\\\s]|\\\S)++/{_END})
    | (?P<range>{_BEGIN}[\[{{][^\[\]{{}}]*+[\]}}]{_END})
    | (?P<open>(?:{_BEGIN}(?i:atleast\d{{1,6}}|lead|caps|allcaps|nocaps|exact))?\()
    | (?P<close>\))
    | (?P<sign>(?<![^\s(+!-])(?:[+!]|-(?![{_INVISIBLE}]*+-))(?=[^\s)]))
    | (?P<field>(?<![^\s(+!-])[^\W\d]\w*+(?::(?:[<>]=?|=)?|[<>]=?)(?!//))
    | (?P<boost>\^\d{{1,6}}(?:\.\d{{1,6}})?(?=[\s)]|\Z))
    | (?P<fuzz>~\d{{0,6}}(?:\.\d{{1,6}})?{_END})
    | (?P<word>(?:\\\S|[^\s()"\\^~])++)
    | (?P<mark>\S)
    )""",
    re.VERBOSE,
)
_WORD: Final = re.compile(r'(?:\\\S|[^\s()"\\^~])++')


class Lexeme(NamedTuple):
    """A piece of the query; ``text`` is what it says without its marks, ``extra`` how it is marked."""

    kind: str
    """word, quote, regex, range, open, close, sign, field, boost, fuzz or mark."""
    text: str
    start: int
    end: int
    extra: str = ""
    """Of a field the comparison, of a range its brackets, of a quote "unclosed" where it is not closed."""
    alone: tuple[int, ...] = ()
    """Of a quote the places of quotation marks inside it that have no partner."""


def lexemes(query: str) -> Iterator[Lexeme]:
    """Cut a query into lexemes.

    Args:
        query: Any string.

    Returns:
        Lexemes in order; blanks are left out, nothing else.

    Raises:
        Nothing.

    Example:
        >>> [lexeme[:2] for lexeme in lexemes('-speaker:"Paul Kagame"^2 date:>=2015')]
        [('sign', '-'), ('field', 'speaker'), ('quote', 'Paul Kagame'), ('boost', '2'), ('field', 'date'), \
('word', '2015')]

    Cost: linear: no alternative looks further than the piece it takes.
    """
    place, match, before = 0, _LEXEME.match, ""
    seen = plain = straight = query
    if not query.isascii():
        seen = re.sub(_EDGES, _blank, query)
        plain = seen.translate(_SIGNS)
        straight = plain.translate(_STRAIGHT)
    while found := match(straight, place):
        kind = found.lastgroup or "mark"
        start, place = found.span(kind)
        if kind == "simple":
            before = "word"
            yield Lexeme("word", query[start:place], start, place)
            continue
        lexeme = _quoted(seen, start, place) if kind == "quote" else _marked(kind, plain[start:place], start, place)
        place = lexeme.end
        if not _holds(lexeme, before, plain):
            word = _WORD.match(straight, start)
            place = word.end() if word else place
            lexeme = Lexeme("word", plain[start:place], start, place)
        before = lexeme.kind
        yield lexeme


def _blank(found: re.Match[str]) -> str:
    return " " * len(found[0])


def _holds(lexeme: Lexeme, before: str, query: str) -> bool:
    """Tell whether a range has its TO (a small one will do behind a field), and what looks like a field is one."""
    if lexeme.kind == "range":
        bounds = lexeme.text.split()
        return "TO" in bounds or (before == "field" and "to" in bounds)
    return lexeme.kind != "field" or _is_field(lexeme, query)


def _quoted(query: str, start: int, end: int) -> Lexeme:
    """Give a phrase, *end* being where the nearest mark closes it; a mark that ends a word and opens none is itself."""
    closed, alone = end - start > 1 and query[end - 1] in MARKS, tuple[int, ...]()
    if not query.isascii():
        end, closed, alone = enclosed(query, start)
    if not closed and ends(query, start):
        return Lexeme("mark", query[start], start, start + 1)
    inside = query[start + 1 : end - closed]
    return Lexeme("quote", inside, start, end, "" if closed else "unclosed", alone)


def _marked(kind: str, text: str, start: int, end: int) -> Lexeme:
    """Take the marks off."""
    match kind:
        case "single":
            return Lexeme("quote", text[1:-1], start, end)
        case "regex":
            return Lexeme(kind, text[1:-1], start, end)
        case "range":
            return Lexeme(kind, text[1:-1], start, end, text[0] + text[-1])
        case "open":
            return Lexeme(kind, text[:-1].lower(), start, end)
        case "field":
            name = text.rstrip(":<>=")
            return Lexeme(kind, name.lower(), start, end, text[len(name) :].removeprefix(":"))
        case "boost" | "fuzz":
            return Lexeme(kind, text[1:], start, end)
        case _:
            return Lexeme(kind, text, start, end)


def _is_field(lexeme: Lexeme, query: str) -> bool:
    """Tell a field from a word: unknown names need a colon and a value right behind it."""
    if lexeme.text in NAMES or lexeme.text in ALIASES:
        return True
    colon = query[lexeme.start + len(lexeme.text) : lexeme.end].startswith(":")
    return colon and query[lexeme.end : lexeme.end + 1].strip() != ""
