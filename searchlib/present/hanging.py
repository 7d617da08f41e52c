"""Here are labels and what stands beside each, draw them in two columns; a line that people copy is never broken."""

from collections.abc import Sequence
from dataclasses import dataclass

from rich.console import Console, ConsoleOptions, Group, RenderableType, RenderResult
from rich.segment import Segment
from rich.text import Text

from searchlib.present import styles


@dataclass(frozen=True, slots=True)
class Whole:
    """What people copy - an id, a path, a command -, behind what need not stay whole.

    Where it is wider than the screen the terminal breaks it, and copies it as one line all the same.
    """

    text: Text
    before: Text | None = None
    """Stands on the same line where there is room."""
    between: str = ""

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """Yield what rich prints; not to be cropped."""
        row = self.folded()
        if self.before and row.cell_len > options.max_width:
            yield self.before
            row = Text.assemble(self.text)
        yield from row.render(console, end="\n")

    def folded(self) -> Text:
        """Give it for a screen from which nothing is copied, to be broken like any text."""
        if self.before is None:
            return Text.assemble(self.text)
        return Text.assemble(self.before, (self.between, styles.FAINT), self.text)


@dataclass(frozen=True, slots=True)
class Hanging:
    """Rows of a label and of what stands beside it, all at one place."""

    rows: Sequence[tuple[Text, Sequence[RenderableType]]]
    gap: int = 1

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """Yield what rich prints."""
        indent = self.gap + max((label.cell_len for label, _ in self.rows), default=0)
        beside = options.update(max_width=max(1, options.max_width - indent), height=None)
        for label, drawn in self.rows:
            margin = [*Text.assemble(label).render(console), Segment(" " * (indent - label.cell_len))]
            for row in Segment.split_lines(console.render(Group(*drawn), beside)):
                yield from margin
                yield from row
                yield Segment.line()
                margin = [Segment(" " * indent)]
