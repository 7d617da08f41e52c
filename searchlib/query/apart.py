"""Here is a phrase with a word written together, give me the same for articles that write it apart.

In "the I-Checkit initiative" the word icheckit stands at the position of its first part, and the next word two further
on: so a phrase finds it by its parts alone. Which words have parts the articles say (the column ``apart``): to split
what was typed in every way would cost each phrase, and find "the rapist" for a therapist.
"""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import partial
from itertools import chain, islice, product

from searchlib.analyse.stem import stem
from searchlib.codec.snapshot import Snapshot
from searchlib.hints import Final, TypeAlias, cast
from searchlib.query.fields import STEMMED
from searchlib.query.nodes import Best, Form, Node, Phrase, Term, Word, fold, rebuilt, word_key
from searchlib.query.plain_words import single

_MOST: Final = 8
"""Ways to read one phrase."""
_MOST_PARTS: Final = 5
"""As many as a form written together has (see `analyse.split`)."""
_REMEMBERED: Final = 1 << 14
_Ways: TypeAlias = tuple[tuple[str, ...], ...]


def also_apart(node: Node, snapshot: Snapshot) -> Node:
    """Let the words of phrases also find themselves where they are written apart.

    Args:
        node: The query as typed.
        snapshot: The index.

    Returns:
        The query; the same where no word of a phrase is written with a hyphen or an apostrophe in any article.

    Raises:
        IndexDamaged: a dictionary is not what was written.

    Cost: a look-up for each word of a phrase, kept with the snapshot.
    """
    if "any apart" not in snapshot.opened:
        snapshot.opened["any apart"] = any(live.segment.labels("apart").values for live in snapshot.segments)
    if not snapshot.opened["any apart"]:
        return node
    return _best(node, snapshot) if isinstance(node, Phrase) else fold(node, partial(_step, snapshot))


def _step(snapshot: Snapshot, node: Node, below: list[Node]) -> Node:
    if isinstance(node, Phrase):
        return _best(node, snapshot)
    if isinstance(node, Best) and below:  # with a hyphen in it, a phrase has been read in several ways
        ways = (way for clause in below for way in (clause.clauses if isinstance(clause, Best) else (clause,)))
        return node._replace(clauses=tuple({_key(way): way for way in ways}.values()))
    return rebuilt(node, below)


def _key(way: Node) -> object:
    return tuple(map(word_key, way.words)) if isinstance(way, Phrase) else id(way)


def _best(phrase: Phrase, snapshot: Snapshot) -> Node:
    choices = [_ways(word, snapshot) for word in phrase.words]
    if all(len(ways) == 1 for ways in choices):
        return phrase
    chosen = (tuple(chain.from_iterable(ways)) for ways in islice(product(*choices), _MOST))
    return Best(tuple(phrase._replace(words=words) for words in chosen), phrase.span)


def _ways(word: Word, snapshot: Snapshot) -> list[tuple[Word, ...]]:
    """Give the ways to write a word, as it was typed first."""
    ways: list[tuple[Word, ...]] = [(word,)]
    match word:
        case Term(field, _, form, span):
            for parts in _parts(stem(form), snapshot):
                terms = [single(part, field in STEMMED)[0] for part in parts]
                ways.append(
                    tuple(Term(field, term or part, part, span) for term, part in zip(terms, parts, strict=True))
                )
        case Form(field, form, span):
            spelt = (parts for parts in _parts(stem(form), snapshot) if "".join(parts) == form)
            ways += [tuple(Form(field, part, span) for part in parts) for parts in spelt]
    return ways


def _parts(term: str, snapshot: Snapshot) -> _Ways:
    """Give the parts of a word as the articles write it apart; remembered with the snapshot."""
    known = cast("dict[str, _Ways]", snapshot.opened.setdefault("apart", {}))
    found = known.get(term)
    if found is None:
        if len(known) >= _REMEMBERED:
            known.clear()
        columns = (live.segment.labels("apart").values for live in snapshot.segments)
        spelt = {parts for values in columns for parts in _behind(values, term + " ")}
        found = known[term] = tuple(sorted(parts for parts in spelt if 1 < len(parts) <= _MOST_PARTS))
    return found


def _behind(values: Sequence[str], head: str) -> Iterator[tuple[str, ...]]:
    """Give the parts of the entries that begin so."""
    for place in range(bisect_left(values, head), len(values)):
        if not values[place].startswith(head):
            break
        yield tuple(values[place].split(" ")[1:])
