"""Here is a query as typed, give me the same for an archive that also holds articles that are not English.

In an English article a word finds every form of its stem, in any other one itself alone: there its term is the word
as it stands, marked (`analyse.stem.own_term`). So a word or phrase becomes the best of the two, wherever the archive
has the second; an archive in English is asked exactly what was typed.
"""

from collections.abc import Sequence, Set
from itertools import chain, compress

from searchlib.analyse.stem import OWN, own_term
from searchlib.codec import kernel
from searchlib.codec.snapshot import Snapshot
from searchlib.codec.terms import encoded
from searchlib.hints import TYPE_CHECKING, Final, TypeAlias, TypeGuard, cast
from searchlib.model.languages import is_english
from searchlib.query.fields import STEMMED, parts
from searchlib.query.nodes import Best, Node, Phrase, Term, Word, fold, leaves, rebuilt, words_of

if TYPE_CHECKING:
    from searchlib.codec.kernel._kernel import Field

_REMEMBERED: Final = 1 << 14
_Name: TypeAlias = tuple[str, str]
"""A field and a term."""


def as_indexed(node: Node, snapshot: Snapshot) -> Node:
    """Give a query as it is put to the archive: with words that it writes apart, and in all of its languages."""
    if type(node) is not Term and any(type(leaf) is Phrase for leaf in leaves(node)):
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
    words = list(words_of(node))
    there = _there([(word.field, own_term(word.form)) for word in words if is_stemmed(word)], snapshot)
    if not there:
        return node
    there |= _there([(word.field, word.term) for word in words if isinstance(word, Term)], snapshot)
    return fold(node, lambda current, below: rebuilt(current, below) if below else _widened(current, there))


def _all_english(snapshot: Snapshot) -> bool:
    """Tell whether no article is in another language; remembered with the snapshot."""
    if "all English" not in snapshot.opened:
        langs = (lang for live in snapshot.segments for lang in live.segment.labels("lang").values)
        snapshot.opened["all English"] = all(map(is_english, langs))
    return bool(snapshot.opened["all English"])


def _widened(node: Node, there: Set[_Name]) -> Node:
    """Whichever of the two the archive has the words of; the best of both where it has all.

    Args:
        node: A node of the query.
        there: The words of the query that the archive has, as terms and as they stand in articles that are not English.
    """
    if not isinstance(node, (Term, Phrase)):
        return node
    words = node.words if isinstance(node, Phrase) else (node,)
    stemmed = [word for word in words if is_stemmed(word)]
    if not stemmed or not all((word.field, own_term(word.form)) in there for word in stemmed):
        return node
    own = node._replace(words=tuple(map(as_own, words))) if isinstance(node, Phrase) else as_own(node)
    others = [word for word in words if isinstance(word, Term) and not is_stemmed(word)]
    if not all((word.field, word.term) in there for word in others):
        return node
    return Best((node, own), node.span) if all((word.field, word.term) in there for word in stemmed) else own


def as_own(word: Word) -> Word:
    """Give a word as it stands in articles that are not English."""
    return word._replace(term=own_term(word.form)) if is_stemmed(word) else word


def is_stemmed(word: Word) -> TypeGuard[Term]:
    """Tell a word that is looked for by its stem."""
    return isinstance(word, Term) and word.field in STEMMED and not word.term.startswith(OWN)


def _opened(field: str, snapshot: Snapshot) -> "tuple[Field | None, ...]":
    """Open what a field stands for in all segments."""
    key = f"fields/{field}"
    if key not in snapshot.opened:
        snapshot.opened[key] = tuple(chain.from_iterable(kernel.part(snapshot, part) for part in parts(field)))
    return snapshot.opened[key]  # type: ignore[return-value]


def _there(names: Sequence[_Name], snapshot: Snapshot) -> Set[_Name]:
    """Give those of some fields and terms that the archive has; remembered with the snapshot."""
    known = cast("dict[_Name, bool]", snapshot.opened.setdefault("there", {}))
    found = {name for name in names if known.get(name)}
    new = [name for name in names if name not in known]
    if new:
        if len(known) >= _REMEMBERED:
            known.clear()
        there = _looked_up(new, snapshot)
        known.update((name, name in there) for name in new)
        found |= there
    return found


def _looked_up(names: Sequence[_Name], snapshot: Snapshot) -> Set[_Name]:
    if not kernel.available():
        return {
            name for name in names if any(snapshot.doc_frequency(part, encoded(name[1])) for part in parts(name[0]))
        }
    found: set[_Name] = set()
    for field in {name[0] for name in names}:
        some, opened = [name for name in names if name[0] == field], _opened(field, snapshot)
        terms = tuple([encoded(name[1]) for name in some])
        has = kernel.run(lambda module: module.has_terms(opened, terms))  # noqa: B023
        found.update(compress(some, has))
    return found
