"""Here is a word and an article that was found, say where it stands, by the kernel; `lookup.Lookup` defines it."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, TypeAlias

from searchlib.codec import kernel
from searchlib.codec.snapshot import Snapshot
from searchlib.codec.terms import encoded
from searchlib.query.lookup import Lookup, Occurrences
from searchlib.query.nodes import Term, Word
from searchlib.query.notes import Notes

if TYPE_CHECKING:
    from searchlib.codec.kernel._kernel import Field


class KernelLookup:
    """The words of one query; only articles of its answer are looked at."""

    __slots__ = ("_defined", "_terms", "snapshot")

    def __init__(self, snapshot: Snapshot) -> None:
        self.snapshot = snapshot
        self._defined = Lookup(snapshot, Notes())
        self._terms: dict[tuple[str, str, int], tuple[Field, bytes] | None] = {}
        """Term, field and segment → what the kernel wants to know of them; None where there is no such field."""

    def positions(self, word: Word, field: str, at: tuple[int, int]) -> Sequence[int]:
        """Give the positions of a word in an article (see `Lookup.positions`)."""
        if not isinstance(word, Term):
            return self._defined.positions(word, field, at)
        number, doc = at
        key = word.term, field, number
        if key not in self._terms:
            opened = kernel.part(self.snapshot, field)[number]
            self._terms[key] = (opened, encoded(word.term)) if opened is not None else None
        asked = self._terms[key]
        if asked is None:
            return ()
        found: Sequence[int] = kernel.run(lambda module: module.positions(*asked, doc))
        return found

    def occurrences(self, word: Word, field: str, number: int) -> Occurrences:
        """Look a word up in a segment (see `Lookup.occurrences`)."""
        return self._defined.occurrences(word, field, number)

    def forms(self, word: Word) -> list[str]:
        """Give the forms that a pattern stands for (see `Lookup.forms`)."""
        return self._defined.forms(word)


AnyLookup: TypeAlias = Lookup | KernelLookup
