"""The first screen: a query, what to narrow by, the hits. It asks in threads and draws here."""

from typing import ClassVar

from rich.text import Text
from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.screen import Screen
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option
from textual.worker import get_current_worker

from searchlib.archive import Archive
from searchlib.browse.drawn import facet_rows, hit_row, status_text, timeline_text
from searchlib.browse.foot import Foot
from searchlib.browse.opened import Opened
from searchlib.browse.question import Answer, Pick, Question, answer, narrowed
from searchlib.errors import SearchError
from searchlib.model import Hit
from searchlib.present import styles
from searchlib.present.citation import Citation
from searchlib.present.safe import line

_NARROW = 80
"""Columns below which there is no room for what narrows beside the hits."""


class Query(Input):
    """The line of the query."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("down", "screen.focus_hits", "Hits", key_display="↓")]


class Searching(Screen[None]):
    """Search as you type over one open archive."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("slash", "focus_query", "Query"),
        Binding("f", "side", "Facets"),
        Binding("escape", "clear", "Clear"),
    ]

    def __init__(self, archive: Archive, query: str) -> None:
        super().__init__()
        self.archive, self.question = archive, Question(query)
        self._asked = self.question
        """What the hits answer (see `Answer`)."""
        self.hits: list[Hit] = []
        self._facets: list[Pick | None] = []
        self._next: str | None = None
        self._small: bool | None = None
        """Whether the screen is narrow; not known before it is laid out."""

    def compose(self) -> ComposeResult:
        """Lay out the screen."""
        yield Query(self.question.query, placeholder='words, "a phrase", speaker:name said:words …', id="query")
        yield Static(id="status")
        with Horizontal():
            with Vertical(id="side"):
                yield OptionList(id="facets")
                with VerticalScroll(id="years"):
                    yield Static(id="timeline")
            yield OptionList(id="hits")
        yield Foot()

    def on_mount(self) -> None:
        """Ask the first question."""
        self.query_one("#years").anchor()  # the newest are seen where there is no room for all
        self.ask()

    def on_resize(self) -> None:
        """Leave what narrows beside the hits only where there is room for both."""
        small = self.app.size.width < _NARROW
        if small != self._small:  # what was opened by hand stays open while the width changes a little
            self._small = small
            self.set_class(small, "small")
            self.set_class(not small, "aside")

    # ── asking ──

    def on_input_changed(self, event: Input.Changed) -> None:
        """Ask again at each key."""
        self.question = self.question._replace(query=event.value)
        self.ask()

    def on_input_submitted(self) -> None:
        """Go from the query to the hits."""
        self.action_focus_hits()

    @work(thread=True, exclusive=True, group="ask", exit_on_error=False)
    def ask(self) -> None:
        """Ask in a thread; an answer that comes too late is left out."""
        worker, question = get_current_worker(), self.question
        if worker.is_cancelled:
            return
        try:
            found = answer(self.archive, question)
        except SearchError as error:
            self.app.call_from_thread(self.tell, str(error))
            return
        if not worker.is_cancelled:
            self.app.call_from_thread(self.show, found)

    @work(thread=True, exclusive=True, group="more", exit_on_error=False)
    def more(self, question: Question, after: str) -> None:
        """Fetch the next hits of the same question."""
        try:
            found = answer(self.archive, question, after=after)
        except SearchError as error:
            self.app.call_from_thread(self.tell, str(error))
            return
        if question == self._asked:
            self.app.call_from_thread(self.show_more, found)

    def show(self, found: Answer) -> None:
        """Draw an answer."""
        if found.question != self.question:
            return
        self.hits, self._next, self._asked = [], None, found.asked
        hits, facets = self.query_one("#hits", OptionList), self.query_one("#facets", OptionList)
        hits.clear_options()
        self.show_more(found)
        if self.hits:
            hits.highlighted = 0
        rows = list(facet_rows(found.page.facets, found.question.picks))
        place, self._facets = facets.highlighted, [pick for pick, _ in rows]
        facets.clear_options()
        facets.add_options([Option(text, disabled=pick is None) for pick, text in rows])
        if place is not None and facets.has_focus and rows:
            facets.highlighted = min(place, len(rows) - 1)
        self.query_one("#timeline", Static).update(timeline_text(found.timeline))
        self.query_one("#status", Static).update(status_text(found))

    def show_more(self, found: Answer) -> None:
        """Draw further hits below."""
        self._next = found.page.next
        self.hits += found.page.hits
        self.query_one("#hits", OptionList).add_options([Option(hit_row(hit)) for hit in found.page])

    def tell(self, text: str) -> None:
        """Say what went wrong."""
        self.query_one("#status", Static).update(Text(line(text), style=styles.LEVELS["error"]))

    # ── choosing ──

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        """Fetch more when the end comes near."""
        if event.option_list.id == "hits" and self._next and event.option_index >= len(self.hits) - 2:
            after, self._next = self._next, None
            self.more(self._asked, after)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Open a hit, or narrow by a value."""
        if event.option_list.id == "hits":
            self.post_message(Opened(self.hits[event.option_index].id, narrowed(self._asked)))
        elif event.option_list.id == "facets" and (pick := self._facets[event.option_index]):
            self.question = self.question.toggled(pick)
            self.ask()

    # ── keys ──

    def action_focus_query(self) -> None:
        """Go to the query."""
        self.query_one("#query").focus()

    def action_focus_hits(self) -> None:
        """Go to the hits."""
        if self._small:
            self.remove_class("aside")
        self.query_one("#hits").focus()

    def action_side(self) -> None:
        """Show or hide what narrows; where there is room for one of both, in the place of the hits."""
        self.toggle_class("aside")
        self.query_one("#facets" if self.has_class("aside") else "#hits").focus()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Leave out the key that goes to the query where it would be typed."""
        return not (action == "focus_query" and isinstance(self.focused, Input))

    def action_clear(self) -> None:
        """Take the last pick back; without picks the query."""
        if self.question.picks:
            self.question = self.question._replace(picks=self.question.picks[:-1])
            self.ask()
        else:
            self.query_one("#query", Input).value = ""
            self.action_focus_query()

    # ── what the keys of the program ask ──

    def asked(self) -> str:
        """The question in the query language."""
        return narrowed(self._asked)

    def speakers(self) -> list[str]:
        """The speaker under the cursor, or those of the hit."""
        facets = self.query_one("#facets", OptionList)
        if facets.has_focus and facets.highlighted is not None:
            pick = self._facets[facets.highlighted]
            return [pick.value] if pick and pick.field == "speaker" else []
        hit = self._hit()
        return list(hit.speakers) if hit else []

    def citation(self) -> Citation | None:
        """The hit under the cursor."""
        hit = self._hit()
        return Citation(*self.archive.get(hit.id)) if hit else None

    def _hit(self) -> Hit | None:
        place = self.query_one("#hits", OptionList).highlighted
        return self.hits[place] if place is not None and place < len(self.hits) else None
