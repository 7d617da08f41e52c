"""One article on the screen: its text with matches marked, one after the other to be jumped to, then its facts."""

from collections.abc import Iterator
from typing import ClassVar

from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.screen import Screen
from textual.widgets import Static

from searchlib.browse.drawn import MOST_PARAGRAPHS, article_rows, paragraph_text
from searchlib.browse.foot import Foot
from searchlib.model import ArticleView
from searchlib.present.amounts import counted
from searchlib.present.citation import Citation
from searchlib.present.facts import FactsView, header

_BEFORE = 40
"""Paragraphs shown before a match that is far down a long article."""
_ALL = "e opens all of it in an editor"


class Reading(Screen[None]):
    """An article, opened at its first match."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q", "close", "Back"),
        Binding("n", "jump(1)", "Next"),
        Binding("N", "jump(-1)", "Previous", key_display="N"),
        Binding("j,down", "scroll(1)", "Down", show=False),
        Binding("k,up", "scroll(-1)", "Up", show=False),
        Binding("space,pagedown", "page(1)", "Page down", show=False),
        Binding("b,pageup", "page(-1)", "Page up", show=False),
        Binding("home,g", "end(-1)", "Top", show=False),
        Binding("end,G", "end(1)", "End", show=False),
    ]

    def __init__(self, view: ArticleView, query: str) -> None:
        super().__init__()
        self.view, self._query = view, query
        self._rows = article_rows(view.article, view.marks)
        self.matches = [(row, number) for row, (_, marks) in enumerate(self._rows) for number in range(len(marks))]
        self.current = -1
        self._first = 0
        if self.matches:
            self._move_to(self.matches[0][0])

    def asked(self) -> str:
        """How it was found."""
        return self._query

    def speakers(self) -> list[str]:
        """Who is quoted here."""
        return list(dict.fromkeys(quote.speaker for quote in self.view.facts.quotes if quote.speaker))

    def citation(self) -> Citation:
        """The article."""
        return Citation(self.view.article, self.view.facts)

    def compose(self) -> ComposeResult:
        """Lay out the page."""
        with VerticalScroll(id="article"):
            yield from self._paragraphs()
        yield Static(Text(self._told()), id="told")
        yield Foot()

    def on_mount(self) -> None:
        """Go to the first match."""
        if self.matches:
            self.call_after_refresh(self.action_jump, 1)

    def action_close(self) -> None:
        """Go back to the list."""
        self.dismiss(None)

    async def action_jump(self, by: int) -> None:
        """Go to the next match, or the one before; behind the last comes the first."""
        if not self.matches:
            self.app.bell()
            return
        before = self.matches[self.current] if self.current >= 0 else None
        self.current = (self.current + by) % len(self.matches) if before else 0
        row, number = self.matches[self.current]
        if self._move_to(row):
            await self._body.remove_children()
            await self._body.mount(*self._paragraphs())
        elif before and before[0] != row:
            self._draw(before[0], None)
        self._draw(row, number)
        self.call_after_refresh(self._show, row, number)
        self.query_one("#told", Static).update(Text(self._told()))

    def action_scroll(self, by: int) -> None:
        """Scroll by one line."""
        self._body.scroll_relative(y=by, animate=False)

    def action_page(self, by: int) -> None:
        """Scroll by one screen."""
        self._body.scroll_relative(y=by * max(1, self._body.size.height - 1), animate=False)

    def action_end(self, by: int) -> None:
        """Scroll to the top or to the end."""
        if by < 0:
            self._body.scroll_home(animate=False)
        else:
            self._body.scroll_end(animate=False)

    @property
    def _body(self) -> VerticalScroll:
        return self.query_one("#article", VerticalScroll)

    def _move_to(self, row: int) -> bool:
        """Choose the paragraphs to show so that *row* is one of them; True where these are others."""
        if self._first <= row < self._first + MOST_PARAGRAPHS:
            return False
        self._first = max(0, row - _BEFORE)
        return True

    def _paragraphs(self) -> Iterator[Static]:
        end = self._first + MOST_PARAGRAPHS
        yield Static(header(self.view.article, self.view.facts), classes="paragraph")
        if self._first:
            yield Static(Text(f"Left out here: {counted(self._first, 'paragraph')}; {_ALL}."), classes="paragraph")
        for row, (text, marks) in enumerate(self._rows[self._first : end], self._first):
            yield Static(paragraph_text(text, marks), id=f"p{row}", classes="paragraph")
        if end < len(self._rows):
            left = counted(len(self._rows) - end, "paragraph")
            yield Static(Text(f"Left out here: {left}; n goes on to the next match, {_ALL}."), classes="paragraph")
        yield Static(FactsView(self.view.facts), classes="paragraph")

    def _draw(self, row: int, number: int | None) -> None:
        text, marks = self._rows[row]
        self.query_one(f"#p{row}", Static).update(paragraph_text(text, marks, current=number))

    def _show(self, row: int, number: int) -> None:
        """Scroll so that the line of the match stands in the upper third."""
        paragraph = self.query_one(f"#p{row}", Static)
        text, marks = self._rows[row]
        width = max(1, paragraph.content_size.width)
        lines = len(Text(text[: marks[number][0] + 1]).wrap(self.app.console, width))
        top = paragraph.virtual_region.y + lines - 1 - self._body.size.height // 3
        self._body.scroll_to(y=max(0, top), animate=False)

    def _told(self) -> str:
        if not self.matches:
            return "no match in the text"
        return f"match {max(self.current, 0) + 1:,} of {len(self.matches):,}"
