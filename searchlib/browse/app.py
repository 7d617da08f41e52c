"""The program of `searchlib browse`: screens over one open archive, and the keys that mean the same on all of them."""

import os
import subprocess
from datetime import date
from typing import ClassVar, Protocol, runtime_checkable

from rich.theme import Theme
from textual.app import App, SuspendNotSupported
from textual.binding import Binding, BindingType

from searchlib.archive import Archive
from searchlib.browse.editor import editor_of, file_of
from searchlib.browse.opened import Opened
from searchlib.browse.question import Pick, Question, narrowed, said_by
from searchlib.browse.reading import Reading
from searchlib.browse.searching import Searching
from searchlib.browse.speaking import Choice, Speaking
from searchlib.errors import SearchError
from searchlib.present import styles
from searchlib.present.citation import STYLES, Citation, Context
from searchlib.present.safe import line


@runtime_checkable
class Pointing(Protocol):
    """A screen with something under the cursor."""

    def asked(self) -> str:
        """How it was found, in the query language."""

    def speakers(self) -> list[str]:
        """Who is quoted there."""

    def citation(self) -> Citation | None:
        """What can be cited and opened."""


class Browse(App[None]):
    """Screens over one open archive."""

    TITLE = "searchlib"
    ENABLE_COMMAND_PALETTE = False
    CSS = """
    #query { border: round $primary; }
    #status { padding: 0 1; height: auto; max-height: 5; }
    #side { width: 34; display: none; }
    .aside #side { display: block; }
    .small #side { width: 1fr; }
    .small.aside #hits { display: none; }
    #facets { height: 1fr; border: none; }
    #years { height: auto; max-height: 40%; padding: 0 1; }
    #timeline { height: auto; }
    #hits, #said, #names { width: 1fr; height: 1fr; border: none; }
    .paragraph { margin: 0 1 1 1; max-width: 112; }
    #told { height: 1; padding: 0 1; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("s", "speakers", "Speaker"),
        Binding("c", "cite('markdown')", "Cite"),
        Binding("C", "cite('bibtex')", "BibTeX", key_display="C"),
        Binding("e", "edit", "Editor"),
        Binding("ctrl+q", "quit", "Quit", priority=True),
        Binding("ctrl+c", "quit", "Quit", show=False, priority=True),
    ]

    def __init__(self, archive: Archive, *, query: str = "", theme: str = "auto") -> None:
        super().__init__()
        self.archive, self._query = archive, query
        self._look = "light" if theme == "light" else "dark"

    def on_mount(self) -> None:
        """Show the first screen."""
        self.theme = f"textual-{self._look}"
        self.console.push_theme(Theme(styles.THEMES[self._look]))
        self.push_screen(Searching(self.archive, self._query))

    def on_opened(self, event: Opened) -> None:
        """Show the article that a screen asks for."""
        self.read(event.article_id, event.query)

    def read(self, article_id: str, query: str) -> None:
        """Show one article."""
        try:
            self.push_screen(Reading(self.archive.view(article_id, query or None), query))
        except SearchError as error:
            self.notify(line(str(error)), severity="error", markup=False)

    def action_speakers(self) -> None:
        """Show the quotations of a speaker: the one under the cursor, or one of those of the article."""
        names = self.screen.speakers() if isinstance(self.screen, Pointing) else []
        if len(names) == 1:
            self.show_speaker(names[0])
        elif names:
            self.push_screen(Choice(names), self.show_speaker)
        else:
            self.notify("nobody is quoted here", markup=False)

    def show_speaker(self, name: str | None) -> None:
        """Show what one person has said; the article of the one that is chosen is opened."""
        if not name:
            return
        query = narrowed(Question("", (Pick("speaker", name),)))
        try:
            said = said_by(self.archive, name)
        except SearchError as error:
            self.notify(line(str(error)), severity="error", markup=False)
            return
        self.push_screen(Speaking(self.archive, name, said), lambda row: self.read(row.id, query) if row else None)

    def action_cite(self, style: str) -> None:
        """Put a citation of what is under the cursor into the clipboard of the terminal."""
        if not isinstance(self.screen, Pointing) or (citation := self.screen.citation()) is None:
            return
        context = Context(self.screen.asked(), self.archive.stats().generation, date.today().isoformat())
        self.copy_to_clipboard("\n".join(STYLES[style]([citation], context)))
        self.notify(f"handed to the terminal's clipboard as {style}", markup=False)

    def action_edit(self) -> None:
        """Open the article in the person's editor."""
        if not isinstance(self.screen, Pointing) or (citation := self.screen.citation()) is None:
            return
        command = [*editor_of(os.environ), str(file_of(citation.article))]
        try:
            with self.suspend():
                ended = subprocess.run(command, check=False).returncode
        except (OSError, SuspendNotSupported) as error:
            self.notify(line(f"{command[0]}: {error}; set $EDITOR"), severity="error", markup=False)
            return
        if ended:
            self.notify(
                line(f"{command[0]} ended with {ended}; $EDITOR names another"), severity="warning", markup=False
            )
