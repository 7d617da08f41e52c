"""Here is a word or pattern and a segment, give me where it stands.

A lookup serves one query: it finds the forms that a pattern stands for, in all segments at once, and keeps them.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Sequence
from typing import NamedTuple, Protocol

from searchlib.codec.forms import Form as IndexedForm
from searchlib.codec.postings import Postings
from searchlib.codec.segment import Segment
from searchlib.codec.snapshot import Snapshot
from searchlib.codec.terms import encoded
from searchlib.query.automaton import fuzzy, wildcard
from searchlib.query.fields import parts
from searchlib.query.nodes import Form, Fuzzy, Pattern, Prefix, Regex, Term, Wildcard, Word, WordKey, word_key
from searchlib.query.notes import MOST_FORMS, Notes, warn_of_more
from searchlib.query.regex import regex


class Occurrences(Protocol):
    """Where one word stands in one field of one segment."""

    def docs(self) -> Collection[int]:
        """Give the documents that have it, ascending."""

    def counts(self) -> Iterator[tuple[int, int]]:
        """Give the documents that have it with the number of tokens, ascending."""

    def positions(self, doc: int) -> Sequence[int]:
        """Give its positions in a document, ascending; none where the document does not have it."""


class _Source(NamedTuple):
    """The postings of one term, and which of its forms are meant; None where all are."""

    postings: Postings
    numbers: frozenset[int] | None


class _OfTerm:
    """The occurrences of a whole term."""

    __slots__ = ("_postings",)

    def __init__(self, postings: Postings) -> None:
        self._postings = postings

    def docs(self) -> Collection[int]:
        return self._postings.docs

    def counts(self) -> Iterator[tuple[int, int]]:
        return zip(self._postings.docs, self._postings.freqs, strict=True)

    def positions(self, doc: int) -> Sequence[int]:
        docs = self._postings.docs
        place = bisect_left(docs, doc)
        return self._postings.positions(place) if place < len(docs) and docs[place] == doc else ()


class _OfForms:
    """The occurrences of some forms of some terms, put together."""

    __slots__ = ("_counts", "_sources")

    def __init__(self, sources: Sequence[_Source]) -> None:
        self._sources = sources
        self._counts: Counter[int] | None = None

    def docs(self) -> Collection[int]:
        return self._counted()

    def counts(self) -> Iterator[tuple[int, int]]:
        return iter(self._counted().items())

    def positions(self, doc: int) -> Sequence[int]:
        found: set[int] = set()
        for source in self._sources:
            docs = source.postings.docs
            place = bisect_left(docs, doc)
            if place < len(docs) and docs[place] == doc:
                found.update(_positions(source, place))
        return sorted(found)

    def _counted(self) -> "Counter[int]":
        if self._counts is None:
            counts: Counter[int] = Counter()
            for postings, numbers in self._sources:
                for place, (doc, freq) in enumerate(zip(postings.docs, postings.freqs, strict=True)):
                    counts[doc] += freq if numbers is None else sum(map(numbers.__contains__, postings.forms(place)))
            self._counts = Counter({doc: counts[doc] for doc in sorted(counts) if counts[doc]})
        return self._counts


def _positions(source: _Source, place: int) -> Iterator[int]:
    positions = source.postings.positions(place)
    if source.numbers is None:
        return iter(positions)
    forms = source.postings.forms(place)
    return (position for position, form in zip(positions, forms, strict=True) if form in source.numbers)


class _Expansion(NamedTuple):
    """What a pattern stands for in a snapshot."""

    forms: list[str]
    sources: dict[tuple[int, str], list[_Source]]
    """By number of the segment and field."""


class Lookup:
    """The words of one query, looked up in one snapshot."""

    def __init__(self, snapshot: Snapshot, notes: Notes) -> None:
        self.snapshot, self._notes = snapshot, notes
        self._expanded: dict[WordKey, _Expansion] = {}
        self._found: dict[tuple[WordKey, str, int], Occurrences] = {}

    def occurrences(self, word: Word, field: str, number: int) -> Occurrences:
        """Look a word up.

        Args:
            word: A word or pattern.
            field: A field of the index.
            number: The number of the segment in the snapshot.

        Returns:
            Its occurrences, perhaps none.
        """
        key = (word_key(word), field, number)
        if key not in self._found:
            self._found[key] = self._look_up(word, field, number)
        return self._found[key]

    def positions(self, word: Word, field: str, at: tuple[int, int]) -> Sequence[int]:
        """Give the positions of a word in an article: the number of its segment, and its own.

        Returns:
            Positions, ascending, each once: the word may stand twice at one, in a word with a hyphen.
        """
        return tuple(dict.fromkeys(self.occurrences(word, field, at[0]).positions(at[1])))

    def forms(self, word: Word) -> list[str]:
        """Give the forms that a pattern stands for in the snapshot, in order; of a word its own."""
        return [word.form] if isinstance(word, Term) else self._expand(word).forms

    def _look_up(self, word: Word, field: str, number: int) -> Occurrences:
        if isinstance(word, Term):
            postings = self.snapshot.segments[number].segment.postings(field, encoded(word.term))
            return _OfTerm(postings) if postings is not None else _OfForms(())
        return _OfForms(self._expand(word).sources.get((number, field), ()))

    def _expand(self, word: Pattern) -> _Expansion:
        key = word_key(word)
        if key not in self._expanded:
            self._expanded[key] = self._look_through(word)
        return self._expanded[key]

    def _look_through(self, word: Pattern) -> _Expansion:
        """Go through the dictionaries; what lies behind the first so many forms of all segments is left out."""
        head, test = _tested(word)
        found = {
            (number, field): _first(live.segment, field, head, test)
            for number, live in enumerate(self.snapshot.segments)
            for field in parts(word.field)
        }
        forms = sorted({form.form for some in found.values() for form in some})
        if len(forms) > MOST_FORMS:
            warn_of_more(word.span, self._notes)
            forms = forms[:MOST_FORMS]
        last = forms[-1] if forms else ""
        segments = [live.segment for live in self.snapshot.segments]
        sources = {key: list(_sources(segments[key[0]], key[1], some, last)) for key, some in found.items()}
        return _Expansion(forms, sources)


def _tested(word: Pattern) -> tuple[str, Callable[[str], bool]]:
    """Give what every form begins with, and the test for a form."""
    match word:
        case Form(_, form):
            return form, form.__eq__
        case Prefix(_, prefix):
            return prefix, lambda _: True
        case Fuzzy(_, form, edits):
            machine = fuzzy(form, edits)
        case Wildcard(_, pattern):
            machine = wildcard(pattern)
        case Regex(_, pattern):
            machine = regex(pattern)
    return machine.head, machine.matches


def _first(segment: Segment, field: str, head: str, test: Callable[[str], bool]) -> list[IndexedForm]:
    """Give the first forms that pass, a few more than are ever used."""
    found: list[IndexedForm] = []
    names = 0
    for form in segment.forms(field, head):
        if not form.form.startswith(head):
            break
        if test(form.form):
            names += not found or found[-1].form != form.form
            if names > MOST_FORMS + 1:
                break
            found.append(form)
    return found


def _sources(segment: Segment, field: str, forms: Sequence[IndexedForm], last: str) -> Iterator[_Source]:
    """Group forms up to *last* by their term."""
    numbers: dict[str, set[int]] = {}
    for form in forms:
        if form.form <= last:
            numbers.setdefault(form.term, set()).add(form.number)
    for term, some in numbers.items():
        postings = segment.postings(field, encoded(term))
        if postings is not None:
            whole = len(some) == len(segment.form_names(field, encoded(term)))
            yield _Source(postings, None if whole else frozenset(some))
