"""Here is a word, phrase or pattern as typed, give me its node.

A word may be several tokens: I-Checkit is the phrase "i checkit" or the word icheckit, whichever an article has.
"""

import re
from array import array
from collections.abc import Sequence
from itertools import product
from typing import Final, NamedTuple

from searchlib.analyse.fold import fold
from searchlib.analyse.tokens import english, plain
from searchlib.model import Span, Tokens
from searchlib.query.automaton import PatternError
from searchlib.query.automaton import wildcard as wildcard_machine
from searchlib.query.fields import KEYS, STEMMED
from searchlib.query.literal import CLOSING, FUZZ, OPENING
from searchlib.query.nodes import (
    Best,
    Every,
    Exists,
    Form,
    Fuzzy,
    Key,
    Node,
    Phrase,
    Prefix,
    Regex,
    Term,
    Wildcard,
    Word,
)
from searchlib.query.notes import Notes
from searchlib.query.plain_words import MOST_WORDS, beside, single
from searchlib.query.regex import regex as regex_machine

MOST_SLOP: Final = 1000
MOST_LOOSE: Final = 32
"""Words of a phrase with slop."""
_MOST_APART: Final = 3
"""Words with a hyphen that are each read as parts and together, in all combinations."""
_LONGEST_PATTERN: Final = 256
_ESCAPE: Final = re.compile(r"\\(\S)")
_WILD: Final = re.compile(r"[*?]|\[[^\[\]\s]+\]")
_MEANT: Final = {
    "-": "to leave a word out put - right before it: -word",
    "+": "to demand a word put + right before it: +word",
    "|": "for one of two words write OR between them",
    "&": "words side by side must all be there; AND says the same",
}
"""Marks that stand alone and what was perhaps meant by them."""
_PIECE: Final = re.compile(r"(?:[^\W_]|[*?]|\[[^\[\]\s]+\])++")


class Typed(NamedTuple):
    """What was typed for a field, without marks."""

    field: str
    text: str
    span: Span
    start: int = 0
    """Of a phrase where its text stands in the query."""


def word(typed: Typed, notes: Notes) -> Node | None:
    """Read a bare word: one term, a phrase of its tokens, or a pattern.

    Returns:
        A node; None where there is no letter or digit in it.

    Raises:
        Nothing.

    Example:
        >>> word(Typed("text", "Policing", (0, 8)), Notes())
        Term(field='text', term='polic', form='policing', span=(0, 8))
        >>> word(Typed("text", "kag*", (0, 4)), Notes())
        Prefix(field='text', prefix='kag', span=(0, 4))
    """
    field, text, span, _ = typed
    if field in KEYS:
        return _key(typed._replace(text=_unescaped(text))) if "*" not in text else _pattern(typed, notes)
    if text.isalnum():
        term, form = single(text, field in STEMMED)
        if term is not None:
            return Term(field, term, form, span)
    elif _is_pattern(text):
        return _pattern(typed, notes)
    return _words(Typed(field, _unescaped(text), span), notes)


def _key(typed: Typed) -> Key:
    return Key(typed.field, typed.text.lower() if typed.field == "lang" else typed.text, typed.span)  # as it is indexed


def phrase(typed: Typed, notes: Notes, *, slop: int = 0) -> Node | None:
    """Read what stands between quotation marks; patterns and fuzzy words (``inform~1``) are read inside, too.

    Example:
        >>> phrase(Typed("text", "glob* threats", (0, 15)), Notes()).words[0]
        Prefix(field='text', prefix='glob', span=(0, 15))
    """
    if typed.field in KEYS:
        return _key(typed._replace(text=typed.text.replace('\\"', '"')))
    slop = _allowed(slop, typed, notes)
    chunks = typed.text.split()
    plainly = beside(chunks, typed.field, span=typed.span, slop=slop)
    if plainly is not None:
        return plainly
    if any(_is_pattern(chunk, inside=True) or "~" in chunk or "＊" in chunk for chunk in chunks):
        return _mixed(typed, notes, slop=slop)
    return _words(typed._replace(text=_unescaped(typed.text)), notes, slop=slop)


def _allowed(slop: int, typed: Typed, notes: Notes) -> int:
    if slop > MOST_SLOP:
        notes.warn(f"words may be {MOST_SLOP} moves apart at most", typed.span)
        slop = MOST_SLOP
    if slop and len(typed.text.split()) > MOST_LOOSE:
        notes.warn(f"a phrase with ~ may have {MOST_LOOSE} words; its words must stand side by side", typed.span)
        slop = 0
    return slop


def exact(typed: Typed, notes: Notes, *, slop: int = 0) -> Node | None:
    """Read words that must stand as typed, not stemmed; accents and capitals are folded all the same.

    Patterns and fuzzy words are of forms as they stand anyhow, and mean the same here.
    """
    if typed.field in KEYS or typed.text.strip("*") == "":
        return word(typed, notes)
    words: list[Word] = []
    for part in _chunks(typed):
        fuzz = FUZZ.fullmatch(part.text)
        if fuzz or _is_pattern(part.text, inside=True):
            (some, *_) = _flat(_shaped(part, fuzz, notes, span=typed.span))
        else:
            some = tuple(_terms(_parts(plain(_unescaped(part.text))), typed.field, typed.span))
        words += [Form(one.field, one.form, one.span) if isinstance(one, Term) else one for one in some]
    return _sequence(typed, words, notes, slop=_allowed(slop, typed, notes))


def fuzzy(typed: Typed, asked: str, notes: Notes) -> Node | None:
    """Read ``word~``, ``word~1``, ``word~2``; without a number, one error for five letters and less, else two."""
    tokens = _parts(plain(_unescaped(typed.text)))
    if len(tokens.forms) != 1:
        notes.warn("only a single word can be fuzzy", typed.span)
        return word(typed, notes)
    if _WILD.search(typed.text):
        notes.warn("a fuzzy word has no pattern: * and ? were left out", typed.span)
    form = tokens.forms[0]
    edits = min(2, 1 if len(form) < 6 else 2)
    if "." in asked:
        edits = min(2, int((1 - min(1.0, float(asked))) * len(form)))
        notes.info(f"similarity {asked} is read as {edits} errors", typed.span)
    elif asked:
        edits = min(2, int(asked))
        if int(asked) > 2:
            notes.warn("at most 2 errors are allowed in a word", typed.span)
    return Fuzzy(typed.field, form, edits, typed.span) if edits else Form(typed.field, form, typed.span)


def regex(typed: Typed, notes: Notes) -> Node | None:
    """Read a regular expression; a broken one is searched as words."""
    try:
        regex_machine(typed.text)
    except PatternError as error:
        notes.warn(f"regular expression not understood: {error}", typed.span, "its letters are searched as words")
        return _words(typed, notes)
    return Regex(typed.field, typed.text, typed.span)


def forms(text: str) -> list[str]:
    """Give the forms of the tokens of a word.

    Example:
        >>> forms("I-Checkit")
        ['i', 'icheckit', 'checkit']
    """
    return list(plain(text).forms)


def _unescaped(text: str) -> str:
    return _ESCAPE.sub(r"\1", text) if "\\" in text else text


def _tokens(field: str, text: str) -> Tokens:
    return english(text) if field in STEMMED else plain(text)


def _picked(tokens: Tokens, places: list[int]) -> Tokens:
    return Tokens(
        [tokens.terms[place] for place in places],
        [tokens.forms[place] for place in places],
        array("I", [tokens.positions[place] for place in places]),
        array("I", [tokens.starts[place] for place in places]),
        array("I", [tokens.ends[place] for place in places]),
    )


def _parts(tokens: Tokens) -> Tokens:
    """Leave out forms written together: the first token of each position."""
    seen = [
        place for place, position in enumerate(tokens.positions) if place == 0 or position > tokens.positions[place - 1]
    ]
    return _picked(tokens, seen)


def _readings(tokens: Tokens) -> list[Tokens]:
    """Give all ways to read words with a hyphen, each as its parts or written together; the parts come first.

    Of more than three such words, all are read in the one way or the other.
    """
    parts, longest, pieces = _parts(tokens), 0, list[list[list[int]]]()
    for place, (start, end) in enumerate(zip(tokens.starts, tokens.ends, strict=True)):
        if place and start < longest:
            if start != tokens.starts[place - 1]:
                pieces[-1][0].append(place)
            else:
                pieces[-1][1:] = [[place]]
        else:
            pieces.append([[place]])
        longest = max(longest, end)
    ways = [list(way) for way in pieces]
    if sum(len(way) > 1 for way in ways) > _MOST_APART:
        return [parts, _picked(tokens, [place for way in ways for place in way[-1]])]
    return [_picked(tokens, [place for way in chosen for place in way]) for chosen in product(*ways)]


def _words(typed: Typed, notes: Notes, *, slop: int = 0) -> Node | None:
    field, text, span, _ = typed
    readings = [_terms(tokens, field, span) for tokens in _readings(_tokens(field, text))]
    return _spelt(typed, readings, notes, slop=slop)


def _spelt(typed: Typed, readings: Sequence[list[Word]], notes: Notes, *, slop: int = 0) -> Node | None:
    """Give the best of some ways to read a word or phrase."""
    first = _sequence(typed, readings[0], notes, slop=slop)
    if first is None or len(readings) == 1:
        return first
    others = (_sequence(typed, words, Notes(), slop=slop) for words in readings[1:])
    return Best((first, *filter(None, others)), typed.span)


def _terms(tokens: Tokens, field: str, span: Span) -> list[Word]:
    return [Term(field, term, form, span) for term, form in zip(tokens.terms, tokens.forms, strict=True)]


def _sequence(typed: Typed, words: list[Word], notes: Notes, *, slop: int = 0) -> Node | None:
    if not words:
        notes.info(f"no word in {typed.text[:40].strip()!r}", typed.span, _MEANT.get(typed.text, ""))
        return None
    if len(words) == 1:
        return words[0]
    if len(words) > MOST_WORDS:
        notes.warn(f"only the first {MOST_WORDS} of {len(words)} words are used", typed.span)
    return Phrase(typed.field, tuple(words[:MOST_WORDS]), slop, typed.span)


def _is_pattern(text: str, *, inside: bool = False) -> bool:
    """Tell a pattern from a word; inside a phrase a question mark at the end is punctuation."""
    if "*" not in text and "?" not in text and "[" not in text:
        return False
    bare = _ESCAPE.sub("", text)
    if inside:
        bare = bare.rstrip("?!.,;:")
    found = _WILD.findall(bare)
    if any(mark[0] == "[" for mark in found) and not any(
        sign.isalnum() or sign in "*?" for sign in _WILD.sub(_keep, bare)
    ):
        return False  # [sic] is a word in brackets, not one of three letters
    return bool(found)


def _keep(found: "re.Match[str]") -> str:
    return "" if found[0][0] == "[" else found[0]


def _pattern(typed: Typed, notes: Notes) -> Node | None:
    """Read a pattern; marks inside it part words, as they do in a text."""
    field, text, span, _ = typed
    if text.strip("*") == "" or text == "*:*":  # the longer form is Lucene's and Whoosh's
        return Every(span) if field == "text" else Exists(field, span)
    if len(text) > _LONGEST_PATTERN:
        notes.warn(f"a pattern may have {_LONGEST_PATTERN} characters", span, "it is searched as words")
        return _words(Typed(field, text.replace("*", " ").replace("?", " "), span), notes)
    if field in KEYS:
        return _shape(field, text, span)
    pieces = [piece for piece in _PIECE.findall(fold(_unescaped(text))) if any(map(str.isalnum, piece))]
    words: list[Word] = []
    for piece in pieces:
        words += (
            _shapes(field, piece, span) if _is_pattern(piece) else _terms(_parts(_tokens(field, piece)), field, span)
        )
    node = _sequence(typed, words, notes)
    if len(pieces) < 2 or node is None:
        return node
    return Best((node, _shape(field, "".join(pieces), span)), span)


def _shapes(field: str, piece: str, span: Span) -> list[Word]:
    """Give the word of a pattern; in front of its first mark each sign that is a token by itself is a word."""
    mark = _WILD.search(piece)
    head = "" if piece.isascii() or mark is None else piece[: mark.start()]
    tokens = _parts(_tokens(field, head))
    if len(tokens.forms) < 2:
        return [_shape(field, piece, span)]
    last = tokens.starts[-1]
    return [*_terms(tokens, field, span)[:-1], _shape(field, piece[last:], span)]


def _shape(field: str, text: str, span: Span) -> Word:
    head = text[:-1]
    if text.endswith("*") and not _WILD.search(head):
        return Prefix(field, head, span)
    try:
        wildcard_machine(text)
    except PatternError:  # cannot be: patterns are short
        return Form(field, text, span)
    return Wildcard(field, text, span)


def _chunks(typed: Typed) -> list[Typed]:
    """Cut a phrase at its blanks, without the punctuation around each piece; the span of each is its own."""
    text, chunks = typed.text.replace("＊", "*"), list[Typed]()
    for found in re.finditer(r"\S+", text):
        bare = found[0].lstrip(OPENING).rstrip(CLOSING)
        if bare:
            start = typed.start + found.start() + found[0].find(bare)
            chunks.append(Typed(typed.field, bare, (start, start + len(bare))))
    return chunks


def _mixed(typed: Typed, notes: Notes, *, slop: int) -> Node | None:
    """Read a phrase with patterns in it: each chunk gives one word or several."""
    readings: list[list[Word]] = [[]]
    for part in _chunks(typed):
        fuzz = FUZZ.fullmatch(part.text)
        if fuzz or _is_pattern(part.text, inside=True):
            ways = _flat(_shaped(part, fuzz, notes, span=typed.span))
        else:
            ways = _flat(_words(Typed(typed.field, _unescaped(part.text), typed.span), Notes()))
        ways = ways if len(ways) * len(readings) <= 1 << _MOST_APART else ways[:1]
        readings = [[*words, *way] for words in readings for way in ways]
    return _spelt(typed, readings, notes, slop=slop)


def _shaped(part: Typed, fuzz: "re.Match[str] | None", notes: Notes, *, span: Span) -> Node | None:
    """Read a fuzzy word or a pattern of a phrase; notes point at it, its node at the phrase."""
    own = Notes()
    whole = part._replace(span=span)
    node = fuzzy(whole._replace(text=fuzz[1]), fuzz[2], own) if fuzz else _pattern(whole, own)
    for note in own.all():
        notes.keep(note._replace(start=part.span[0], end=part.span[1]))
    return node


def _flat(node: Node | None) -> list[tuple[Word, ...]]:
    """Give the words that a part of a phrase may be read as; a lone * is none, and told by `literal`."""
    match node:
        case Phrase(_, words):
            return [words]
        case Best(clauses):
            return [way for clause in clauses for way in _flat(clause)]
        case Term() | Form() | Prefix() | Wildcard() | Fuzzy() | Regex():
            return [(node,)]
    return [()]
