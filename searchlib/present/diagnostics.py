"""Here is what was not understood of a query, draw it with carets."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rich.console import Console, ConsoleOptions, RenderableType, RenderResult
from rich.text import Text

from searchlib.model import Diagnostic
from searchlib.present import styles
from searchlib.present.caret import Caret, carets
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
            if len(caret.says) > 1:
                yield from _picture(caret, style)
                for message, hint in caret.says:
                    beside = (f"; {hint}", styles.FAINT) if hint else ""
                    yield Text.assemble((caret.level, style), f": {message}", beside)
            else:
                (message, hint), *_ = caret.says
                yield Text.assemble((caret.level, style), f": {message}")
                yield from _picture(caret, style)
                if hint:
                    yield indented(Text(hint, style=styles.FAINT))


def _picture(caret: Caret, style: str) -> Iterator[RenderableType]:
    if caret.excerpt:
        yield indented(Text(caret.excerpt, no_wrap=True, overflow="crop"))
        yield indented(Text(caret.pointer, style=style, no_wrap=True, overflow="crop"))
