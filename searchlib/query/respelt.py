"""Here is a query with words that no article has, give me the one with the words that may have been meant.

A filter beside the query that names somebody wrongly becomes a clause of the query: ``rain speaker:kagame``.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import TypeAlias

from searchlib.analyse.fold import fold as letters
from searchlib.analyse.stem import stem
from searchlib.codec.snapshot import Snapshot
from searchlib.model import Relaxed, Span
from searchlib.query.fields import STEMMED
from searchlib.query.languages import as_indexed
from searchlib.query.nodes import NOWHERE, And, Boost, Every, Node, Or, Phrase, Scope, Term, Word, fold, rebuilt
from searchlib.query.parse import ParseOptions, parse
from searchlib.query.relaxed import matching
from searchlib.query.suggest import Correction

_Meant: TypeAlias = Mapping[tuple[Span, str], str]
"""By the span and the form of a word what was meant."""


def respelt(
    node: Node, snapshot: Snapshot, *, query: str, options: ParseOptions, corrections: Sequence[Correction]
) -> Relaxed | None:
    """Put what may have been meant in the place of words, and count what is found so.

    Args:
        node: The query as it was read, with its filters.
        snapshot: The index.
        query: As typed.
        options: How it was read.
        corrections: Words of the query.

    Returns:
        The query in the words meant; None where it has no hit either, where nothing was meant, or where a word does
        not stand in the query as it was read but is a part of a longer one.

    Raises:
        IndexDamaged: a segment is not what was written.
    """
    known = [one for one in corrections if one.meant]
    typed = [one for one in known if one.place != NOWHERE]
    if not known or any(letters(query[slice(*one.place)]) != one.word.form for one in typed):
        return None
    meant = {(one.word.span, one.word.form): one.meant for one in known}
    changed = fold(node, lambda current, below: rebuilt(current, below) if below else _changed(current, meant))
    found, written = matching(as_indexed(changed, snapshot), snapshot), _written(query, typed)
    if not found or len(typed) == len(known):
        return Relaxed(written, found.bit_count()) if found else None
    fields = tuple(dict.fromkeys(one.word.field for one in known if one.place == NOWHERE))
    whole = _with_filters(written, [one for one in _filters(changed) if _field(one) in fields], options)
    same = parse(whole, options=options).node
    if options.operator != "and" or found & ~matching(as_indexed(same, snapshot), snapshot):
        return None  # what stands beside the query cannot be put into it
    return Relaxed(whole, found.bit_count(), fields)


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


def _filters(node: Node) -> list[Node]:
    """Give the clauses of names that come from filters: they only restrict, and were not typed."""
    return fold(node, _gathered)


def _gathered(node: Node, below: list[list[Node]]) -> list[Node]:
    if isinstance(node, Boost) and node.factor == 0 and node.span == NOWHERE:
        return [node.clause]
    return [one for some in below for one in some]


def _field(clause: Node) -> str:
    return next((name.field for name in _names(clause)), "")


def _names(clause: Node) -> Iterator[Term | Phrase]:
    for one in clause.clauses if isinstance(clause, Or) else (clause,):
        if isinstance(one, (Term, Phrase)):
            yield one


def _with_filters(query: str, clauses: Sequence[Node], options: ParseOptions) -> str:
    """Write filters behind a query."""
    node = parse(query, options=options).node
    if isinstance(node, Every):
        query = ""
    elif not isinstance(node, (And, Term, Phrase, Scope)):
        query = f"({query})"
    return " ".join([query, *(f"{_field(clause)}:{_one_of(clause)}" for clause in clauses)]).strip()


def _one_of(clause: Node) -> str:
    names = [_name(one) for one in _names(clause)]
    return names[0] if len(names) == 1 else f"({' OR '.join(names)})"


def _name(name: Term | Phrase) -> str:
    if isinstance(name, Term):
        return name.form
    return f'"{" ".join(word.form for word in name.words if isinstance(word, Term))}"'
