"""Here is a word and an article that was found, say where it stands, by the kernel; `lookup.Lookup` defines it."""

from collections.abc import Callable, Sequence

from searchlib.codec import kernel
from searchlib.codec.snapshot import Snapshot
from searchlib.codec.terms import encoded
from searchlib.hints import TYPE_CHECKING, TypeAlias
from searchlib.query.fields import parts
from searchlib.query.nodes import Pattern, Term, Word, WordKey, word_key

if TYPE_CHECKING:
    from searchlib.codec.kernel._kernel import Expanded, Field
    from searchlib.query.lookup import Lookup


class KernelLookup:
    """The words of one query; only articles of its answer are looked at."""

    __slots__ = ("_expand", "_expanded", "_terms", "snapshot")

    def __init__(self, snapshot: Snapshot, expand: "Callable[[Pattern, Snapshot], Expanded]") -> None:
        """Hold what finds the forms that a pattern stands for (see `kernel_run.expanded`)."""
        self.snapshot, self._expand = snapshot, expand
        self._expanded: dict[WordKey, Expanded] = {}
        self._terms: dict[tuple[str, str, int], tuple[Field, bytes] | None] = {}
        """Term, field and segment → what the kernel wants to know of them; None where there is no such field."""

    def positions(self, word: Word, field: str, at: tuple[int, int]) -> Sequence[int]:
        """Give the positions of a word in an article (see `Lookup.positions`)."""
        number, doc = at
        if not isinstance(word, Term):
            return self._of_pattern(word, field, at)
        key = word.term, field, number
        if key not in self._terms:
            opened = kernel.part(self.snapshot, field)[number]
            self._terms[key] = (opened, encoded(word.term)) if opened is not None else None
        asked = self._terms[key]
        if asked is None:
            return ()
        found: Sequence[int] = kernel.run(lambda module: module.positions(*asked, doc))
        return found

    def _of_pattern(self, word: Pattern, field: str, at: tuple[int, int]) -> Sequence[int]:
        opened, part = self._opened(word), parts(word.field).index(field)
        found: Sequence[int] = kernel.run(lambda module: module.expanded_positions(opened, at[0], part, at[1]))
        return found

    def _opened(self, word: Pattern) -> "Expanded":
        """Look a pattern up once: it takes a walk through the dictionaries."""
        key = word_key(word)
        if key not in self._expanded:
            self._expanded[key] = self._expand(word, self.snapshot)
        return self._expanded[key]

    def forms(self, word: Word) -> list[str]:
        """Give the forms that a pattern stands for (see `Lookup.forms`)."""
        if isinstance(word, Term):
            return [word.form]
        opened = self._opened(word)
        found: list[str] = kernel.run(lambda module: module.expanded_forms(opened))
        return found


if TYPE_CHECKING:
    AnyLookup: TypeAlias = Lookup | KernelLookup
else:  # the other one is not loaded; and in quotes it would be compiled, see `tests/architecture`
    AnyLookup = object
