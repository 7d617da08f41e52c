"""Here is a text and the places of clauses in it, give me what to mark: the characters of the words there."""

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence

from searchlib.hints import Final, NamedTuple, TypeAlias
from searchlib.model import Tokens
from searchlib.model.record import Record
from searchlib.query.places import Place


class Mark(NamedTuple):
    """What matched, in characters of the text in hand, and which clause it speaks for."""

    start: int
    end: int
    clause: int
    """Number of the clause among those that were asked for."""


class Clause(Record):
    """A clause and where it stands in a field of the index."""

    places: tuple[Place, ...]
    chooses: Callable[[str], bool]
    """Where several words share a position: whether the clause means the one of this form."""


class Owning(Record):
    """Which positions of the field a text owns: those of a quotation are a window."""

    base: int = 0
    """The position of its first token."""
    width: int = 1 << 31


WHOLE: Final = Owning()
"""A text that is a field of its own."""
_Spans: TypeAlias = dict[int, tuple[int, int]]


def marked(text: str, tokens: Tokens, *, clauses: Sequence[Clause], owning: Owning = WHOLE) -> tuple[Mark, ...]:
    """Find the characters of what stands at some places.

    Args:
        text: The text.
        tokens: Its tokens, unstemmed.
        clauses: Clauses with their places.
        owning: The positions of the text in the field.

    Returns:
        Marks in order; they do not overlap.

    Raises:
        Nothing.

    Example:
        >>> from searchlib.analyse.tokens import unstemmed
        >>> marked("the red cross", unstemmed("the red cross"), clauses=[Clause(((1, 2),), bool)])
        (Mark(start=4, end=13, clause=0),)
    """
    found: list[Mark] = []
    for number, clause in enumerate(clauses):
        spans = spans_at(clause, tokens, owning.base)
        for place in clause.places:
            found += [Mark(*span, number) for span in _marked(place, spans, text, owning)]
    return _disjoint(found)


def spans_at(clause: Clause, tokens: Tokens, base: int) -> dict[int, tuple[int, int]]:
    """Give the characters of the words at each position that the clause stands for."""
    spans: _Spans = {}
    for position in sorted({position - base for place in clause.places for position in place if position >= base}):
        low, high = bisect_left(tokens.positions, position), bisect_left(tokens.positions, position + 1)
        for place in range(low, high):
            if high - low > 1 and not clause.chooses(tokens.forms[place]):
                continue
            start, end = spans.get(position, (tokens.starts[place], tokens.ends[place]))
            spans[position] = (min(start, tokens.starts[place]), max(end, tokens.ends[place]))
    return spans


def _marked(place: Place, spans: _Spans, text: str, owning: Owning) -> Iterator[tuple[int, int]]:
    positions = [position - owning.base for position in place]
    first, last = positions[0], positions[-1]
    if last - first == len(place) - 1 and first in spans and last in spans:
        start, end = spans[first][0], spans[last][1]
        if len(place) == 1 or "\n" not in text[start:end]:
            yield start, end
            return
    for run in _runs([position for position in positions if 0 <= position < owning.width and position in spans]):
        start, end = spans[run[0]][0], spans[run[-1]][1]
        if len(run) > 1 and "\n" in text[start:end]:
            yield from (spans[position] for position in run)
        else:
            yield start, end


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
