"""Here is a query as typed, give me the same for an archive that also holds articles that are not English.

In an English article a word finds every form of its stem, in any other one itself alone: there its term is the word
as it stands, marked (`analyse.stem.own_term`). So a word or phrase becomes the best of the two, wherever the archive
has the second; an archive in English is asked exactly what was typed.
"""

from collections.abc import Set
from itertools import chain
from typing import TypeAlias, TypeGuard

from searchlib.analyse.stem import OWN, own_term
from searchlib.codec import kernel
from searchlib.codec.snapshot import Snapshot
from searchlib.codec.terms import encoded
from searchlib.model.languages import is_english
from searchlib.query.fields import STEMMED, parts
from searchlib.query.nodes import Best, Node, Phrase, Term, Word, fold, leaves, rebuilt, words_of

_Name: TypeAlias = tuple[str, str]
"""A field and a term."""


def as_indexed(node: Node, snapshot: Snapshot) -> Node:
    """Give a query as it is put to the archive: with words that it writes apart, and in all of its languages."""
    if type(node) is not Term and any(isinstance(leaf, Phrase) for leaf in leaves(node)):
        from searchlib.query.apart import also_apart  # noqa: PLC0415  # of phrases alone

        node = also_apart(node, snapshot)
    return in_all_languages(node, snapshot)


def in_all_languages(node: Node, snapshot: Snapshot) -> Node:
    """Let the words of a query also find themselves in articles that are not English.

    Args:
        node: The query as typed.
        snapshot: The index.

    Returns:
        The query; the same where no article in another language has its words.

    Raises:
        IndexDamaged: a dictionary is not what was written.

    Cost: next to nothing where all is English, else a look-up in the dictionaries for each word.
    """
    if _all_english(snapshot):
        return node
    own = {(word.field, own_term(word.form)) for word in words_of(node) if _is_stemmed(word)}
    there = _there(own, snapshot)
    return fold(node, lambda current, below: rebuilt(_widened(current, there, snapshot), below)) if there else node


def _all_english(snapshot: Snapshot) -> bool:
    """Tell whether no article is in another language; remembered with the snapshot."""
    if "all English" not in snapshot.opened:
        langs = (lang for live in snapshot.segments for lang in live.segment.labels("lang").values)
        snapshot.opened["all English"] = all(map(is_english, langs))
    return bool(snapshot.opened["all English"])


def _widened(node: Node, there: Set[_Name], snapshot: Snapshot) -> Node:
    """Whichever of the two the archive has the words of; the best of both where it has all.

    Args:
        node: A node of the query.
        there: The words as they stand of which the archive has articles that are not English.
        snapshot: The index.
    """
    if not isinstance(node, (Term, Phrase)):
        return node
    words = node.words if isinstance(node, Phrase) else (node,)
    stemmed = [word for word in words if _is_stemmed(word)]
    if not stemmed or not all((word.field, own_term(word.form)) in there for word in stemmed):
        return node
    own = node._replace(words=tuple(map(_own, words))) if isinstance(node, Phrase) else _own(node)
    others = {(word.field, word.term) for word in words if isinstance(word, Term) and not _is_stemmed(word)}
    if len(_there(others, snapshot)) < len(others):
        return node
    names = {(word.field, word.term) for word in stemmed}
    return Best((node, own), node.span) if len(_there(names, snapshot)) == len(names) else own


def _own(word: Word) -> Word:
    return word._replace(term=own_term(word.form)) if _is_stemmed(word) else word


def _is_stemmed(word: Word) -> TypeGuard[Term]:
    return isinstance(word, Term) and word.field in STEMMED and not word.term.startswith(OWN)


def _there(names: Set[_Name], snapshot: Snapshot) -> Set[_Name]:
    """Give those of some fields and terms that the archive has."""
    if not kernel.available():
        return {
            name for name in names if any(snapshot.doc_frequency(part, encoded(name[1])) for part in parts(name[0]))
        }
    found: set[_Name] = set()
    for field in {field for field, _ in names}:
        terms = [term for own, term in names if own == field]
        opened = tuple(chain.from_iterable(kernel.part(snapshot, part) for part in parts(field)))
        has = kernel.run(lambda module: module.has_terms(opened, tuple(map(encoded, terms))))  # noqa: B023
        found.update((field, term) for term, is_there in zip(terms, has, strict=True) if is_there)
    return found
