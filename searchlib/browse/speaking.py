"""What one person has said, oldest first; and a choice of persons."""

from collections.abc import Sequence
from typing import ClassVar

from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import Screen
from textual.widgets import OptionList, Static

from searchlib.archive import Archive
from searchlib.browse.drawn import quote_row
from searchlib.browse.foot import Foot
from searchlib.browse.question import Pick, Question, Said, narrowed
from searchlib.model import QuoteRow
from searchlib.present import styles
from searchlib.present.amounts import counted
from searchlib.present.citation import Citation
from searchlib.present.drawing import prose


class Speaking(Screen[QuoteRow | None]):
    """The quotations of one speaker over time; the one that is chosen is given back."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q", "close", "Back"),
        Binding("enter", "open", "Open article", priority=True),
    ]

    def __init__(self, archive: Archive, speaker: str, said: Said) -> None:
        super().__init__()
        self.archive, self.speaker, self.rows, self.total = archive, speaker, said.rows, said.total

    def compose(self) -> ComposeResult:
        """Lay out the list."""
        count = counted(self.total, "quotation")
        if len(self.rows) < self.total:
            count = f"{len(self.rows):,} of {count}"
        yield Static(Text.assemble(prose(self.speaker, style=styles.SPEAKER), f": {count}"))
        yield OptionList(*map(quote_row, self.rows), id="said")
        yield Foot()

    @property
    def row(self) -> QuoteRow | None:
        """The quotation under the cursor."""
        place = self.query_one("#said", OptionList).highlighted
        return None if place is None else self.rows[place]

    def asked(self) -> str:
        """How they were found."""
        return narrowed(Question("", (Pick("speaker", self.speaker),)))

    def speakers(self) -> list[str]:
        """Nobody else."""
        return []

    def citation(self) -> Citation | None:
        """The quotation under the cursor."""
        row = self.row
        if row is None:
            return None
        kept = self.archive.get(row.id)
        return Citation(kept.article, kept.facts, row.quote)

    def on_mount(self) -> None:
        """Begin at the first."""
        self.query_one("#said", OptionList).focus()

    def action_open(self) -> None:
        """Give the quotation back."""
        self.dismiss(self.row)

    def action_close(self) -> None:
        """Go back."""
        self.dismiss(None)


class Choice(Screen[str | None]):
    """A list of names; the one that is chosen is given back."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape,q", "close", "Back")]

    def __init__(self, names: Sequence[str]) -> None:
        super().__init__()
        self.names = names

    def compose(self) -> ComposeResult:
        """Lay out the list."""
        yield Static("Whose quotations?")
        yield OptionList(*(prose(name, style=styles.SPEAKER) for name in self.names), id="names")
        yield Foot()

    def on_mount(self) -> None:
        """Begin at the first."""
        self.query_one("#names", OptionList).focus()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Give the name back."""
        self.dismiss(self.names[event.option_index])

    def action_close(self) -> None:
        """Go back."""
        self.dismiss(None)
