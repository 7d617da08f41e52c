"""Here is a text, give me its tokens: words with their positions and their places in the text.

The rules are those of a newsroom: I-Checkit is i, checkit and icheckit; Rwanda's is rwanda; U.S. is us; AT&T stays
one word; Jürgen is jurgen; sentences that scraping glued (levels.As) come apart; one-letter words are kept.
They hold for texts and for queries alike, because both come through here.
"""

import re
from functools import lru_cache
from itertools import accumulate
from operator import itemgetter
from typing import Final, TypeAlias

from searchlib.analyse.fold import name_key
from searchlib.analyse.split import LONGEST, Part, split
from searchlib.analyse.stem import own_term, stem
from searchlib.model import Tokens

_REMEMBERED: Final = 1 << 18
"""Distinct runs whose outcome is kept; then the memo starts afresh, so that memory stays bounded."""
_BELONGING: Final = (  # soft hyphen, accents, points, vowel signs, joiners: they belong to the letter before
    "\u00ad\u0300-\u036f\u0591-\u05c7\u064b-\u065f\u0670\u0900-\u0963\u0966-\u0dff\u0e01-\u0eff\u1000-\u109f"
    "\u200c\u200d\u2060\ufeff"
)
_WORD: Final = rf"[^\W_][\w{_BELONGING}]*+"
_RUN: Final = re.compile(rf"({_WORD}(?:(?:\.?['’‘ʼ＇‐‑-]|[.&]|(?<=\d),(?=\d\d\d(?!\d))){_WORD})*+)")
_Pair: TypeAlias = tuple[str | None, str]
"""Term and form of a run that is one word; no term where the run must be split."""
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
        >>> tokens.positions, tokens.starts[-1], tokens.ends[-1]
        ([0, 1, 1, 2, 3, 4], 26, 32)

    Cost: linear; about two million tokens a second on one core of a small machine.
    """
    return _tokens(text, _STEMS)


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
    return _tokens(text, _KEYS)


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
    return _tokens(text, _FORMS)


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
    return _tokens(text, _OWN)


@lru_cache(_REMEMBERED >> 3)
def _split(run: str) -> tuple[Part, ...]:
    return tuple(split(run))


class _Memo(dict[str, _Pair]):
    """Run → term and form; what a run becomes is worked out once."""

    def __missing__(self, run: str) -> _Pair:
        pair = self.pair(run)
        if len(self) >= _REMEMBERED:
            self.clear()
        if len(run) <= LONGEST:
            self[run] = pair
        return pair

    def pair(self, run: str) -> _Pair:
        if run.isascii() and run.isalnum() and len(run) <= LONGEST:
            form = run.lower()
            return self.term(form), form
        parts = split(run)
        if len(parts) == 1 and parts[0].start == 0 and parts[0].end == len(run):
            return self.term(parts[0].form), parts[0].form
        return None, run

    def term(self, form: str) -> str:
        raise LookupError(form)


class _Stems(_Memo):
    def term(self, form: str) -> str:
        return stem(form)


class _Keys(_Memo):
    def term(self, form: str) -> str:
        return name_key(form)


class _Forms(_Memo):
    def term(self, form: str) -> str:
        return form


class _Own(_Memo):
    def term(self, form: str) -> str:
        return own_term(form)


_STEMS: Final = _Stems()
_OWN: Final = _Own()
_FORMS: Final = _Forms()
_KEYS: Final = _Keys()


def _tokens(text: str, memo: _Memo) -> Tokens:
    pieces = _RUN.split(text)
    offsets = list(accumulate(map(len, pieces)))
    pairs = list(map(memo.__getitem__, pieces[1::2]))
    terms = list(map(_term_of, pairs))
    forms = list(map(_form_of, pairs))
    starts, ends = offsets[:-1:2], offsets[1::2]
    if None in terms:
        return _spliced(Tokens(terms, forms, [], starts, ends), memo)
    return Tokens(terms, forms, list(range(len(terms))), starts, ends)


def _spliced(runs: Tokens, memo: _Memo) -> Tokens:
    """Put the words of every run that must be split in its place."""
    whole = Tokens([], [], [], [], [])
    done = position = 0
    unsplit: list[str | None] = runs.terms  # type: ignore[assignment]  # None marks a run to be split
    for _ in range(unsplit.count(None)):
        place = unsplit.index(None, done)
        position = _copy(runs, whole, slice(done, place), position)
        run = runs.forms[place]
        parts = _split(run) if len(run) <= LONGEST else tuple(split(run))
        position = _add_parts(parts, whole, memo, (runs.starts[place], position))
        done = place + 1
    _copy(runs, whole, slice(done, None), position)
    return whole


def _copy(runs: Tokens, whole: Tokens, some: slice, position: int) -> int:
    terms = runs.terms[some]
    whole.terms.extend(terms)
    whole.forms.extend(runs.forms[some])
    whole.starts.extend(runs.starts[some])
    whole.ends.extend(runs.ends[some])
    whole.positions.extend(range(position, position + len(terms)))
    return position + len(terms)


def _add_parts(parts: tuple[Part, ...], whole: Tokens, memo: _Memo, at: tuple[int, int]) -> int:
    start, position = at
    for part in parts:
        whole.terms.append(memo.term(part.form))
        whole.forms.append(part.form)
        whole.positions.append(position + part.position)
        whole.starts.append(start + part.start)
        whole.ends.append(start + part.end)
    return position + parts[-1].position + 1 if parts else position
