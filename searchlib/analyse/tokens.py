"""Here is a text, give me its tokens: words with their positions and their places in the text.

The rules are those of a newsroom: I-Checkit is i, checkit and icheckit; Rwanda's is rwanda; U.S. is us; AT&T stays
one word; Jürgen is jurgen; sentences that scraping glued (levels.As) come apart; one-letter words are kept.
They hold for texts and for queries alike, because both come through here.
"""

import os
from array import array
from collections.abc import Sequence
from functools import cache, lru_cache
from itertools import accumulate
from operator import itemgetter

from searchlib.analyse.fold import LONGEST, name_key
from searchlib.analyse.stem import own_term, stem, stems
from searchlib.compiled import kernel
from searchlib.hints import TYPE_CHECKING, Final, TypeAlias
from searchlib.model import Numbered, Numbers, Tokens
from searchlib.model.record import Record

if TYPE_CHECKING:
    import re
    from types import ModuleType

    from searchlib.analyse.split import Part
    from searchlib.codec.kernel import _kernel

REMEMBERED: Final = 1 << 18
"""Distinct runs whose outcome is kept; then the memo starts afresh, so that memory stays bounded."""
WORTH_NUMBERING: Final = 500
"""Characters of a text from which on its terms and forms stay numbers until they are looked at: it is to be indexed."""
_BELONGING: Final = (  # soft hyphen, accents, points, vowel signs, joiners: they belong to the letter before
    *("\u00ad\u00ad", "\u0300\u036f", "\u0591\u05c7", "\u064b\u065f", "\u0670\u0670", "\u0900\u0963", "\u0966\u0dff"),
    *("\u0e01\u0eff", "\u1000\u109f", "\u200c\u200d", "\u2060\u2060", "\ufeff\ufeff"),
)
"""First and last of each range."""
_MARKS: Final = "'’‘ʼ＇‐‑-"
_BEGINS: Final = r"[^\W_]"
_GOES_ON: Final = r"[\w{}]".format("".join(f"{first}-{last}" for first, last in _BELONGING))
_MARK: Final = f"[{_MARKS}]"
_WORD: Final = rf"{_BEGINS}{_GOES_ON}*+"
_RUN: Final = rf"({_WORD}(?:(?:\.?{_MARK}|[.&]|(?<=\d),(?=\d\d\d(?!\d))){_WORD})*+)"
_Pair: TypeAlias = tuple[str | None, str]
"""Term and form of a run that is one word; no term where the run must be split."""
_Word: TypeAlias = tuple[str, str, int, int, int]
"""A word of a run: term, form, position, start, end."""
_term_of: Final = itemgetter(0)
_form_of: Final = itemgetter(1)


def english(text: str) -> Tokens:
    """Give the tokens of running text: terms are English stems.

    Args:
        text: Any text.

    Returns:
        Tokens in order of position; empty columns for a text without a word.

    Raises:
        Nothing.

    Example:
        >>> tokens = english("The I-Checkit initiative, Rwanda’s.")
        >>> tokens.terms
        ['the', 'i', 'icheckit', 'checkit', 'initi', 'rwanda']
        >>> tokens.positions.tolist(), tokens.starts[-1], tokens.ends[-1]
        ([0, 1, 1, 2, 3, 4], 26, 32)

    Cost: linear; with the kernel about 30 million tokens a second on one core of a small machine, without it two.
    """
    return tokens_of(text, STEMS)


def plain(text: str) -> Tokens:
    """Give the tokens of a field of names: nothing is stemmed, and ae, oe, ue equal ä, ö, ü.

    Args:
        text: Any text.

    Returns:
        As `english`; ``forms`` keep the letters that ``terms`` lose (see `name_key`).

    Raises:
        Nothing.

    Example:
        >>> plain("Jürgen Stock").terms == plain("Juergen Stock").terms
        True
        >>> plain("Juergen").forms
        ['juergen']
    """
    return tokens_of(text, KEYS)


def unstemmed(text: str) -> Tokens:
    """Give the tokens of a text of which few words will be looked at: terms are the forms.

    Args:
        text: Any text.

    Returns:
        As `english` but for the terms.

    Raises:
        Nothing.

    Example:
        >>> unstemmed("Police officers").terms, english("Police officers").terms
        (['police', 'officers'], ['polic', 'offic'])
    """
    return tokens_of(text, FORMS)


def as_written(text: str) -> Tokens:
    """Give the tokens of running text that is not English: nothing is stemmed.

    Args:
        text: Any text.

    Returns:
        As `english`; terms are the forms, marked so that they are never taken for an English stem (`own_term`).

    Raises:
        Nothing.

    Example:
        >>> as_written("Les portes").terms
        ['!les', '!portes']
    """
    return tokens_of(text, OWN)


@lru_cache(REMEMBERED >> 3)
def _split(run: str) -> "tuple[Part, ...]":
    return tuple(_parts(run))


def _parts(run: str) -> "list[Part]":
    from searchlib.analyse.split import split  # noqa: PLC0415  # the words of most queries are plain

    return split(run)


class Memo(dict[str, _Pair]):
    """Run → term and form; what a run becomes is worked out once."""

    opened: "_kernel.Memo | None" = None
    """The same for the kernel, which keeps it by itself."""

    def __missing__(self, run: str) -> _Pair:
        pair = self._pair(run)
        if len(self) >= REMEMBERED:
            self.clear()
        if len(run) <= LONGEST:
            self[run] = pair
        return pair

    def _pair(self, run: str) -> _Pair:
        if run.isascii() and run.isalnum() and len(run) <= LONGEST:
            form = run.lower()
            return self.term(form), form
        parts = _parts(run)
        if len(parts) == 1 and parts[0].start == 0 and parts[0].end == len(run):
            return self.term(parts[0].form), parts[0].form
        return None, run

    def term(self, form: str) -> str:
        """Give the term of a form; each kind of field has its own."""
        raise LookupError(form)

    def terms(self, forms: list[str]) -> list[str]:
        """Give the terms of several forms."""
        return list(map(self.term, forms))

    def words(self, runs: list[str]) -> tuple[tuple[_Word, ...], ...]:
        """Give the words of each run, for the kernel to remember; the terms of all of them are asked for at once."""
        parts = [_parts(run) for run in runs]
        terms = iter(self.terms([part.form for found in parts for part in found]))
        return tuple([tuple([(next(terms), *part) for part in found]) for found in parts])


class _Stems(Memo):
    def term(self, form: str) -> str:
        return stem(form)

    def terms(self, forms: list[str]) -> list[str]:
        return stems(forms)


class _Keys(Memo):
    def term(self, form: str) -> str:
        return name_key(form)


class _Forms(Memo):
    def term(self, form: str) -> str:
        return form


class _Own(Memo):
    def term(self, form: str) -> str:
        return own_term(form)


STEMS: Final = _Stems()
OWN: Final = _Own()
FORMS: Final = _Forms()
KEYS: Final = _Keys()


def tokens_of(text: str, memo: Memo) -> Tokens:
    """Give the tokens of *text* with the terms of *memo*, from the kernel where there is one."""
    if not text:
        return Tokens([], [], array("I"), array("I"), array("I"))
    module = kernel()
    if module is None:
        return defined(text, memo)
    known = memo.opened or opened(memo, module)
    if len(text) < WORTH_NUMBERING:
        terms, forms, positions, starts, ends = module.tokens(known, text)
        return Tokens(terms, forms, array("I", positions), array("I", starts), array("I", ends))
    held, positions, starts, ends = module.numbered(known, text)
    count = len(positions) >> 2
    terms, forms = Numbered(held, count, read=module.terms_of), Numbered(held, count, read=module.forms_of)
    return Tokens(terms, forms, array("I", positions), array("I", starts), array("I", ends))


def opened(memo: Memo, module: "ModuleType") -> "_kernel.Memo":
    """Give a memo as the kernel keeps it."""
    if memo.opened is not None:
        return memo.opened
    seed = int.from_bytes(os.urandom(8), "little", signed=True)
    memo.opened = module.open_memo(memo.words, memo.terms, kinds, LONGEST, REMEMBERED, seed)
    return memo.opened


def kinds(page: int) -> bytes:
    """Give the kind of each of 256 characters: what the kernel must know to cut runs as `_RUN` does (signs.hpp).

    No regular expression is asked: to compile those of the first page took as long as to open an index.

    Example:
        >>> kinds(0)[ord("a")], kinds(0)[ord("7")], kinds(0)[ord("-")]
        (3, 7, 8)
    """
    belonging = [(first, last) for first, last in _BELONGING if ord(first) >> 8 <= page <= ord(last) >> 8]
    return bytes(_kind(chr(code), belonging) for code in range(page << 8, (page + 1) << 8))


def _kind(sign: str, belonging: Sequence[tuple[str, str]]) -> int:
    begins = sign.isalnum()
    goes_on = begins or sign == "_" or any(first <= sign <= last for first, last in belonging)
    stops = (sign == ".") << 4 | (sign == "&") << 5 | (sign == ",") << 6
    return begins | goes_on << 1 | sign.isdecimal() << 2 | (sign in _MARKS) << 3 | stops


def defined(text: str, memo: Memo) -> Tokens:
    """Give the tokens of *text* without the kernel: what it must give, too."""
    pieces = _run().split(text)
    offsets = array("I", accumulate(map(len, pieces)))
    pairs = list(map(memo.__getitem__, pieces[1::2]))
    terms = list(map(_term_of, pairs))
    forms = list(map(_form_of, pairs))
    starts, ends = offsets[:-1:2], offsets[1::2]
    if None in terms:
        return _spliced(_Columns(terms, forms, array("I"), starts, ends), memo)
    return Tokens(terms, forms, array("I", range(len(terms))), starts, ends)


@cache
def _run() -> "re.Pattern[str]":
    import re  # noqa: PLC0415  # slow to load, and with the kernel nobody needs it

    return re.compile(_RUN)


class _Columns(Record):
    """Tokens that grow."""

    terms: list[str]
    forms: list[str]
    positions: Numbers
    starts: Numbers
    ends: Numbers


def _spliced(runs: _Columns, memo: Memo) -> Tokens:
    """Put the words of every run that must be split in its place."""
    whole = _Columns([], [], array("I"), array("I"), array("I"))
    done = position = 0
    unsplit: list[str | None] = runs.terms  # type: ignore[assignment]  # None marks a run to be split
    for _ in range(unsplit.count(None)):
        place = unsplit.index(None, done)
        position = _copy(runs, whole, slice(done, place), position)
        run = runs.forms[place]
        parts = _split(run) if len(run) <= LONGEST else tuple(_parts(run))
        position = _add_parts(parts, whole, memo, (runs.starts[place], position))
        done = place + 1
    _copy(runs, whole, slice(done, None), position)
    return Tokens(*whole)


def _copy(runs: _Columns, whole: _Columns, some: slice, position: int) -> int:
    terms = runs.terms[some]
    whole.terms.extend(terms)
    whole.forms.extend(runs.forms[some])
    whole.starts.extend(runs.starts[some])
    whole.ends.extend(runs.ends[some])
    whole.positions.extend(range(position, position + len(terms)))
    return position + len(terms)


def _add_parts(parts: "tuple[Part, ...]", whole: _Columns, memo: Memo, at: tuple[int, int]) -> int:
    start, position = at
    for part in parts:
        whole.terms.append(memo.term(part.form))
        whole.forms.append(part.form)
        whole.positions.append(position + part.position)
        whole.starts.append(start + part.start)
        whole.ends.append(start + part.end)
    return position + parts[-1].position + 1 if parts else position
