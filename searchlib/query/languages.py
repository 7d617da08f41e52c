"""Here is a query as typed, give me the same for an archive that also holds articles that are not English.

In an English article a word finds every form of its stem, in any other one itself alone: there its term is the word
as it stands, marked (`analyse.stem.own_term`). So a word or phrase becomes the best of the two, wherever the archive
has the second; an archive in English is asked exactly what was typed.
"""

from typing import TYPE_CHECKING, TypeGuard

from searchlib.analyse.stem import OWN, own_term
from searchlib.codec import kernel
from searchlib.codec.snapshot import Snapshot
from searchlib.codec.terms import encoded
from searchlib.model.languages import is_english
from searchlib.query.fields import STEMMED, parts
from searchlib.query.nodes import (
    And,
    AtLeast,
    Before,
    Best,
    Boost,
    Cased,
    Maybe,
    Near,
    Node,
    Not,
    Or,
    Phrase,
    Require,
    Scope,
    Term,
    Word,
    fold,
)

if TYPE_CHECKING:
    from searchlib.codec.kernel._kernel import Field


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
    return fold(node, lambda current, below: _rebuilt(_widened(current, snapshot), below))


def _all_english(snapshot: Snapshot) -> bool:
    """Tell whether no article is in another language; remembered with the snapshot."""
    if "all English" not in snapshot.opened:
        langs = (lang for live in snapshot.segments for lang in live.segment.labels("lang").values)
        snapshot.opened["all English"] = all(map(is_english, langs))
    return bool(snapshot.opened["all English"])


def _widened(node: Node, snapshot: Snapshot) -> Node:
    """Whichever of the two the archive has the words of; the best of both where it has all."""
    if not isinstance(node, (Term, Phrase)):
        return node
    words = node.words if isinstance(node, Phrase) else (node,)
    terms = [word for word in words if isinstance(word, Term)]
    if not any(map(_is_stemmed, terms)) or not all(_has(word.field, _own_term(word), snapshot) for word in terms):
        return node
    own = node._replace(words=tuple(map(_own, words))) if isinstance(node, Phrase) else _own(node)
    stands = all(_has(word.field, word.term, snapshot) for word in terms)
    return Best((node, own), node.span) if stands else own


def _own(word: Word) -> Word:
    return word._replace(term=_own_term(word)) if isinstance(word, Term) else word


def _own_term(word: Term) -> str:
    return own_term(word.form) if _is_stemmed(word) else word.term


def _is_stemmed(word: Word) -> TypeGuard[Term]:
    return isinstance(word, Term) and word.field in STEMMED and not word.term.startswith(OWN)


def _has(field: str, text: str, snapshot: Snapshot) -> bool:
    term = encoded(text)
    if not kernel.available():
        return any(snapshot.doc_frequency(part, term) for part in parts(field))
    return any(_one_has(kernel.part(snapshot, part), term) for part in parts(field))


def _one_has(fields: "tuple[Field | None, ...]", term: bytes) -> bool:
    found: bool = kernel.run(lambda module: module.has_term(fields, term))
    return found


def _rebuilt(node: Node, below: list[Node]) -> Node:
    """Give a branch with its clauses changed; a leaf is what it has become."""
    match node:
        case And() | Or() | Best() | Scope() if below:  # a leaf that has become a Best has nothing below it
            return node._replace(clauses=tuple(below))
        case Not() | Boost() | AtLeast() | Cased():
            return node._replace(clause=below[0])
        case Maybe(_, _, span):
            return Maybe(below[0], tuple(below[1:]), span)
        case Require(_, _, span):
            return Require(below[0], tuple(below[1:]), span)
        case Near(_, _, distance, span):
            return Near(below[0], below[1], distance, span)
        case Before(_, _, distance, span):
            return Before(below[0], below[1], distance, span)
        case _:
            return node
