"""Here is what was not understood of a query, draw it with carets."""

from collections.abc import Sequence
from dataclasses import dataclass

from rich.console import Console, ConsoleOptions, RenderResult
from rich.text import Text

from searchlib.model import Diagnostic
from searchlib.present import styles
from searchlib.present.caret import carets
from searchlib.present.drawing import indented


@dataclass(frozen=True, slots=True)
class DiagnosticsView:
    """Each diagnostic: the sentence, the place in the query, the way out."""

    query: str
    diagnostics: Sequence[Diagnostic]

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """Yield what rich prints."""
        for caret in carets(self.query, self.diagnostics, width=options.max_width):
            style = styles.LEVELS.get(caret.level, "bold")
            yield Text.assemble((caret.level, style), f": {caret.message}")
            if caret.excerpt:
                yield indented(Text(caret.excerpt, no_wrap=True, overflow="crop"))
                yield indented(Text(caret.pointer, style=style, no_wrap=True, overflow="crop"))
            if caret.hint:
                yield indented(Text(caret.hint, style=styles.FAINT))
