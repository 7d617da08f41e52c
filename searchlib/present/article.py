"""Here is one article, draw it to be read: its text with matches marked, then its facts."""

from dataclasses import dataclass

from rich.console import Console, ConsoleOptions, RenderResult
from rich.constrain import Constrain
from rich.text import Text

from searchlib.model import ArticleView, Span
from searchlib.present import styles
from searchlib.present.drawing import prose
from searchlib.present.facts import FactsView, header
from searchlib.present.safe import paragraphs


@dataclass(frozen=True, slots=True)
class FullArticle:
    """One article, its facts and its quotations."""

    view: ArticleView

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """Yield what rich prints."""
        yield header(self.view.article, self.view.facts)
        yield Text()
        for text, marks in self._paragraphs():
            yield Constrain(prose(text, marks), styles.WIDEST)
            yield Text()
        yield FactsView(self.view.facts)

    def _paragraphs(self) -> list[tuple[str, tuple[Span, ...]]]:
        title = self.view.facts.title
        rows = paragraphs(self.view.article.text, self.view.marks)
        return rows[1:] if rows and title and not title.derived and rows[0][0] == prose(title.text).plain else rows
