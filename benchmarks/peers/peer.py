"""What every engine of the benchmarks does: index the same records, answer the same questions."""

from collections.abc import Iterable
from pathlib import Path
from typing import Final, NamedTuple, Protocol, TypeAlias

SHOWN: Final = 10
"""Hits that a query answers with, and values that a facet shows."""


class Record(NamedTuple):
    """One article as all engines index it."""

    id: str
    title: str
    body: str
    day: int
    """Proleptic ordinal; 0 where the date is unknown."""
    speakers: tuple[str, ...]
    topics: tuple[str, ...]


class Question(NamedTuple):
    """What is asked, before any engine's syntax: *kind* says how the *words* belong together."""

    kind: str
    """word, and, or, phrase, prefix, wildcard, fuzzy, range, sort, facets, snippets."""
    words: tuple[str, ...]
    since: int = 0
    until: int = 0


Facets: TypeAlias = "dict[str, list[tuple[str, int]]]"


class Answer(NamedTuple):
    """What is timed: ten titles, for some kinds with facets or snippets."""

    titles: list[str]
    facets: Facets
    snippets: list[str]


class Peer(Protocol):
    """An engine. Everything from the query string on is timed, `typed` is not."""

    name: str
    kinds: frozenset[str]
    """The kinds of question that it can answer."""

    def build(self, records: Iterable[Record], folder: Path) -> None:
        """Index *records* in the empty *folder*, merged into one segment."""

    def open(self, folder: Path) -> None:
        """Open what `build` has made."""

    def typed(self, question: Question) -> str:
        """Give what a user of this engine would type."""

    def ask(self, typed: str, question: Question) -> Answer:
        """Answer; *question* is only looked at for its kind and for what the engine takes outside the string."""

    def count(self, typed: str, question: Question) -> int:
        """Count all matches; not timed."""
