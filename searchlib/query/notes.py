"""Here is what was not understood as typed, give me the diagnostics."""

from searchlib.hints import Final
from searchlib.model import Diagnostic, Span

MOST_FORMS: Final = 1000
"""Forms that a pattern may stand for: the first so many in the order of code points, over all segments."""

TOO_MANY: Final = f"the pattern stands for more than {MOST_FORMS:,} words; the first {MOST_FORMS:,} are used"


class Notes:
    """Diagnostics being collected; of the same kind only so many are kept, the rest are counted."""

    __slots__ = ("_dropped", "_kept")

    MOST = 100

    def __init__(self) -> None:
        self._kept: list[Diagnostic] = []
        self._dropped: list[Diagnostic] = []

    def info(self, message: str, span: Span, hint: str = "") -> None:
        """Note what is as wished but worth knowing."""
        self.keep(Diagnostic("info", message, *span, hint))

    def warn(self, message: str, span: Span, hint: str = "") -> None:
        """Note what was dropped or read otherwise than typed."""
        self.keep(Diagnostic("warning", message, *span, hint))

    def keep(self, diagnostic: Diagnostic) -> None:
        """Take a diagnostic that was made elsewhere."""
        (self._kept if len(self._kept) < self.MOST else self._dropped).append(diagnostic)

    def all(self) -> tuple[Diagnostic, ...]:
        """Give the diagnostics in order of place; the last one counts those that are left out."""
        if not self._kept:
            return ()
        kept = sorted(self._kept, key=lambda note: (note.start, note.end))
        if self._dropped:
            start, end = min(note.start for note in self._dropped), max(note.end for note in self._dropped)
            kept.append(Diagnostic("warning", f"and {len(self._dropped)} more of such notes", start, end))
        return tuple(kept)


def warn_of_more(span: Span, notes: Notes) -> None:
    """Note that a pattern stands for more forms than are used."""
    notes.warn(TOO_MANY, span, "write more of its letters")
