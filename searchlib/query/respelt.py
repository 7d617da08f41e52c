"""Here is a query with words that no article has, give me the one with the words that may have been meant."""

from collections.abc import Mapping, Sequence
from typing import TypeAlias

from searchlib.analyse.fold import fold as letters
from searchlib.analyse.stem import stem
from searchlib.codec.snapshot import Snapshot
from searchlib.model import Relaxed, Span
from searchlib.query.fields import STEMMED
from searchlib.query.languages import as_indexed
from searchlib.query.nodes import Node, Phrase, Term, Word, fold, rebuilt
from searchlib.query.relaxed import matching
from searchlib.query.suggest import Correction

_Meant: TypeAlias = Mapping[tuple[Span, str], str]
"""By the span and the form of a word what was meant."""


def respelt(node: Node, snapshot: Snapshot, *, query: str, corrections: Sequence[Correction]) -> Relaxed | None:
    """Put what may have been meant in the place of words, and count what is found so.

    Args:
        node: The query as it was read, with its filters.
        snapshot: The index.
        query: As typed.
        corrections: Words of the query.

    Returns:
        The query in the words meant; None where it has no hit either, where nothing was meant, or where a word does
        not stand in the query as it was read: it comes from a filter, or is a part of a longer one.

    Raises:
        IndexDamaged: a segment is not what was written.
    """
    known = [one for one in corrections if one.meant]
    if not known or any(letters(query[slice(*one.place)]) != one.word.form for one in known):
        return None
    meant = {(one.word.span, one.word.form): one.meant for one in known}
    changed = fold(node, lambda current, below: rebuilt(current, below) if below else _changed(current, meant))
    found = matching(as_indexed(changed, snapshot), snapshot).bit_count()
    return Relaxed(_written(query, known), found) if found else None


def _changed(leaf: Node, meant: _Meant) -> Node:
    if isinstance(leaf, Phrase):
        return leaf._replace(words=tuple(_word(word, meant) for word in leaf.words))
    return _word(leaf, meant) if isinstance(leaf, Term) else leaf


def _word(word: Word, meant: _Meant) -> Word:
    if not isinstance(word, Term) or (word.span, word.form) not in meant:
        return word
    form = meant[word.span, word.form]
    return word._replace(form=form, term=stem(form) if word.field in STEMMED else form)


def _written(query: str, corrections: Sequence[Correction]) -> str:
    for one in sorted(corrections, key=lambda one: one.place, reverse=True):
        query = query[: one.place[0]] + one.meant + query[one.place[1] :]
    return query
