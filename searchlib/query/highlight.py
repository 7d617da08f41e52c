"""Here is a query and one article that matches, give me what to mark: exactly what matched, and nothing else.

A phrase is marked as a phrase, words near each other word by word, a pattern by the forms that it stands for. What
only happens to stand there is not marked: of ``(a AND b) OR c`` an article without b shows no a; of words in the
same sentence only those in such a sentence; nothing of what is negated.
"""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from searchlib.analyse.fold import name_key
from searchlib.analyse.stem import OWN, stem
from searchlib.model import Span
from searchlib.query.fields import QUOTED, STEMMED
from searchlib.query.kernel_lookup import AnyLookup
from searchlib.query.nodes import Before, Best, Boost, Form, Near, Node, Or, Phrase, Term, Word, fold, is_word, leaves
from searchlib.query.places import Place
from searchlib.query.units import Units
from searchlib.query.witness import Evidence, View, fields_of

if TYPE_CHECKING:
    from searchlib.query.kernel_body import KernelBody
    from searchlib.query.texts import Body, Text


class Mark(NamedTuple):
    """What matched, in characters of the text in hand, and which clause it speaks for."""

    start: int
    end: int
    clause: int
    """Number of the clause among the evidence."""


class Line(NamedTuple):
    """A text as it stands in a field of the index."""

    field: str
    written: "Text | Body | KernelBody"
    base: int = 0
    """The position of its first token in the field: the start of a quotation's window."""
    width: int = 1 << 31
    """Positions that belong to it."""


def marks(evidence: Sequence[Evidence], view: View, line: Line) -> tuple[Mark, ...]:
    """Find what to mark in a text.

    Args:
        evidence: What speaks for the article (see `witness.evidence`).
        view: The article.
        line: A text of it.

    Returns:
        Marks in order; they do not overlap.

    Raises:
        Nothing.
    """
    found: list[Mark] = []
    for clause, one in enumerate(evidence):
        if line.field in fields_of(one.node):
            places = confined(one, view, line.field)
            found += _marks(places, clause, line, _spans(one.node, line, view.lookup, at=places))
    return _disjoint(found)


def confined(one: Evidence, view: View, field: str) -> list[Place]:
    """Give the places of a piece of evidence, those in its window alone."""
    places = view.places(one.node, field)
    if not one.kind:
        return places
    units = Units(view.segment, view.doc, one.kind)
    return [place for place in places if units.of(place, field) == one.unit]


def read_as(node: Node, field: str) -> Node | None:
    """Give the clause about title and body as one about words said or speakers, for showing what else it touches.

    Example:
        >>> read_as(Term("text", "kagam", "kagame"), "speaker").term
        'kagame'
    """
    return fold(node, lambda current, below: _read_as(current, below, field))


def _read_as(node: Node, below: list[Node | None], field: str) -> Node | None:
    clauses = tuple(clause for clause in below if clause is not None)
    match node:
        case Term(_, term, form, span):
            return Term(field, term if field in STEMMED else name_key(form), form, span)
        case Phrase(_, words, slop, span):
            read = tuple(word for word in (_read_as(word, [], field) for word in words) if word and is_word(word))
            return Phrase(field, read, slop, span)
        case Or() | Best():
            return Or(clauses, node.span)
        case Near(_, _, distance, span) | Before(_, _, distance, span):
            kind = Near if isinstance(node, Near) else Before
            return kind(clauses[0], clauses[1], distance, span) if len(clauses) == 2 else None
        case Boost():
            return below[0]
        case _ if is_word(node):
            return node._replace(field=field)
        case _:
            return None


def _spans(node: Node, line: Line, lookup: AnyLookup, *, at: Iterable[Place]) -> dict[int, Span]:
    """Give the characters of the token at each of these positions that one of the clause's words stands for."""
    spans: dict[int, Span] = {}
    positions = sorted({position - line.base for place in at for position in place if position >= line.base})
    wanted: tuple[set[str], set[str]] | None = None
    for position, start, end, form in line.written.words_at(positions):
        if form is not None:  # one of several words at this position: which of them was found?
            terms, forms = wanted = wanted or _wanted(node, lookup)
            if form not in forms and stem(form) not in terms:
                continue
        known = spans.get(position)
        spans[position] = (start, end) if known is None else (min(start, known[0]), max(end, known[1]))
    return spans


def _wanted(node: Node, lookup: AnyLookup) -> tuple[set[str], set[str]]:
    terms, forms = set(), set()
    for word in _words(node):
        if isinstance(word, Term) and word.term.startswith(OWN):
            forms.add(word.form)
        elif isinstance(word, Term):
            terms.add(word.term)
        elif isinstance(word, Form):
            forms.add(word.form)
        else:
            forms.update(lookup.forms(word))
    return terms, forms


def _words(node: Node) -> Iterable[Word]:
    for leaf in leaves(node):
        if isinstance(leaf, Phrase):
            yield from leaf.words
        elif is_word(leaf):
            yield leaf


def _marks(places: Iterable[Place], clause: int, line: Line, spans: dict[int, Span]) -> Iterable[Mark]:
    for place in places:
        first, last = place[0] - line.base, place[-1] - line.base
        if last - first == len(place) - 1 and first in spans and last in spans:
            start, end = spans[first][0], spans[last][1]
            if len(place) == 1 or "\n" not in line.written.text[start:end]:
                yield Mark(start, end, clause)
                continue
        here = [position - line.base for position in place if 0 <= position - line.base < line.width]
        for run in _runs([position for position in here if position in spans]):
            start, end = spans[run[0]][0], spans[run[-1]][1]
            if len(run) > 1 and "\n" in line.written.text[start:end]:
                yield from (Mark(*spans[position], clause) for position in run)
            else:
                yield Mark(start, end, clause)


def _runs(positions: Sequence[int]) -> Iterable[list[int]]:
    """Part positions where one is left out."""
    run: list[int] = []
    for position in positions:
        if run and position > run[-1] + 1:
            yield run
            run = []
        run.append(position)
    if run:
        yield run


def _disjoint(found: Iterable[Mark]) -> tuple[Mark, ...]:
    """Merge marks that overlap, in order."""
    merged: list[Mark] = []
    for mark in sorted(found):
        if merged and mark.start < merged[-1].end:
            merged[-1] = merged[-1]._replace(end=max(merged[-1].end, mark.end))
        else:
            merged.append(mark)
    return tuple(merged)


def is_quoted(one: Evidence) -> bool:
    """Tell whether evidence is about quotations."""
    return not QUOTED.isdisjoint(fields_of(one.node))
