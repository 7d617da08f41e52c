"""Here is a word and an article that was found, say where it stands, by the kernel; `lookup.Lookup` defines it."""

from collections.abc import Sequence
from typing import TypeAlias

from searchlib.codec import kernel
from searchlib.codec.snapshot import Snapshot
from searchlib.codec.terms import encoded
from searchlib.query.lookup import Lookup, Occurrences
from searchlib.query.nodes import Term, Word
from searchlib.query.notes import Notes


class KernelLookup:
    """The words of one query; only articles of its answer are looked at."""

    __slots__ = ("_defined", "snapshot")

    def __init__(self, snapshot: Snapshot) -> None:
        self.snapshot = snapshot
        self._defined = Lookup(snapshot, Notes())

    def positions(self, word: Word, field: str, at: tuple[int, int]) -> Sequence[int]:
        """Give the positions of a word in an article: the number of its segment, and its own."""
        number, doc = at
        if not isinstance(word, Term):
            return self._defined.positions(word, field, at)
        opened = kernel.part(self.snapshot, field)[number]
        if opened is None:
            return ()
        found: Sequence[int] = kernel.run(lambda module: module.positions(opened, encoded(word.term), doc))
        return found

    def occurrences(self, word: Word, field: str, number: int) -> Occurrences:
        """Look a word up in a segment (see `Lookup.occurrences`)."""
        return self._defined.occurrences(word, field, number)

    def forms(self, word: Word) -> list[str]:
        """Give the forms that a pattern stands for (see `Lookup.forms`)."""
        return self._defined.forms(word)


AnyLookup: TypeAlias = Lookup | KernelLookup
