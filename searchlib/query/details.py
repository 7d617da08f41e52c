"""Here is a query and one row of its answer, give me all that is shown of it."""

from typing import NamedTuple

from searchlib.codec.blame import looked_at
from searchlib.errors import IndexDamaged
from searchlib.model import HitDetails, QuoteRow, Snippet, Span, TopicLabel
from searchlib.query.folding import Folding
from searchlib.query.hits import chosen, quote_marks, quotes, raw_marks
from searchlib.query.kept import facts, stored
from searchlib.query.kernel_lookup import AnyLookup
from searchlib.query.nodes import Node
from searchlib.query.rank import Row
from searchlib.query.seldom import explanation
from searchlib.query.witness import View


class Found(NamedTuple):
    """A query and one row of its answer."""

    node: Node
    lookup: AnyLookup
    row: Row
    explained: bool = False
    """Whether to say why it is where it is."""
    folds: Folding | None = None
    """Of the answer, where something is alike."""

    def view(self) -> View:
        """The article seen through the words of the query."""
        return View(self.lookup, self.row.number, self.row.doc)

    # ── as the source of a hit ──

    def kept(self, name: str) -> str:
        """Give the stored id, title or path, "" where there is none."""
        return self.lookup.snapshot.segments[self.row.number].segment.stored(name, self.row.doc)

    def snippets(self) -> tuple[Snippet, ...]:
        """Give the best stretches; only what they take is read.

        Raises:
            IndexDamaged: what is stored is no article.
        """
        return looked_at(self.lookup.snapshot, _snippets, self)

    def details(self) -> HitDetails:
        """Work out what is shown of a hit beyond its title.

        Raises:
            IndexDamaged: what is stored is no article.
        """
        return looked_at(self.lookup.snapshot, _details, self)

    def folded(self) -> int:
        """Count the articles that nearly repeat this one and are folded behind it."""
        return looked_at(self.lookup.snapshot, self.folds.behind, self.row) if self.folds is not None else 0


def _snippets(found: Found) -> tuple[Snippet, ...]:
    return chosen(found.node, found.view())


def _details(found: Found) -> HitDetails:
    view = found.view()
    known = facts(view.segment, view.doc)
    return HitDetails(
        dates=known.dates,
        speakers=tuple(dict.fromkeys(quote.speaker for quote in known.quotes if quote.speaker)),
        topics=tuple(TopicLabel(topic.code, topic.label) for topic in known.topics),
        quotes=quotes(found.node, view, known.quotes),
        title_derived=known.title is not None and known.title.derived,
        explanation=_explanation(found) if found.explained else "",
    )


def _explanation(found: Found) -> str:
    return explanation(found.node, found.lookup.snapshot, number=found.row.number, doc=found.row.doc)


def text_marks(found: Found) -> tuple[Span, ...]:
    """Give what matches in the raw text of an article."""
    view = found.view()
    return raw_marks(found.node, view, stored(view.segment, view.doc))


def quote_row(found: Found, rank: int) -> QuoteRow:
    """Give a row of a page of quotations."""
    view, number = found.view(), found.row.part
    known = facts(view.segment, view.doc)
    if number >= len(known.quotes):
        raise IndexDamaged(view.segment.file, "stored/facts", f"document {view.doc} has no quotation {number}")
    quote = known.quotes[number]
    title, article_id = view.segment.stored("title", view.doc), view.segment.stored("id", view.doc)
    marks = quote_marks(found.node, view, number=number, text=quote.text)
    return QuoteRow(rank, found.row.score, article_id, title, known.dates, quote, marks)
