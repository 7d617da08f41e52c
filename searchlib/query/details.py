"""Here is a query and one row of its answer, give me all that is shown of it."""

from searchlib import model
from searchlib.errors import IndexDamaged
from searchlib.hints import TYPE_CHECKING
from searchlib.model import HitDetails, Snippet, Span, TopicLabel
from searchlib.query.hits import chosen, quote_marks, quotes, raw_marks
from searchlib.query.kept import facts, stored
from searchlib.query.seldom import explanation
from searchlib.query.witness import View

if TYPE_CHECKING:
    from searchlib.query.found import Found


def snippets(found: "Found") -> tuple[Snippet, ...]:
    """Give the best stretches of a hit; only what they take is read of it."""
    return chosen(found.node, _view(found))


def details(found: "Found") -> HitDetails:
    """Work out what is shown of a hit beyond its title."""
    view = _view(found)
    known = facts(view.segment, view.doc)
    return HitDetails(
        dates=known.dates,
        speakers=tuple(dict.fromkeys(quote.speaker for quote in known.quotes if quote.speaker)),
        topics=tuple(TopicLabel(topic.code, topic.label) for topic in known.topics),
        quotes=quotes(found.node, view, known.quotes),
        title_derived=known.title is not None and known.title.derived,
        explanation=_explanation(found) if found.explained else "",
    )


def _view(found: "Found") -> View:
    """The article seen through the words of the query."""
    return View(found.lookup, found.row.number, found.row.doc)


def _explanation(found: "Found") -> str:
    return explanation(found.node, found.lookup.snapshot, number=found.row.number, doc=found.row.doc)


def text_marks(found: "Found") -> tuple[Span, ...]:
    """Give what matches in the raw text of an article."""
    view = _view(found)
    return raw_marks(found.node, view, stored(view.segment, view.doc))


def quote_row(found: "Found", rank: int) -> "model.QuoteRow":
    """Give a row of a page of quotations."""
    view, number = _view(found), found.row.part
    known = facts(view.segment, view.doc)
    if number >= len(known.quotes):
        raise IndexDamaged(view.segment.file, "stored/facts", f"document {view.doc} has no quotation {number}")
    quote = known.quotes[number]
    title, article_id = view.segment.stored("title", view.doc), view.segment.stored("id", view.doc)
    marks = quote_marks(found.node, view, number=number, text=quote.text)
    return model.QuoteRow(rank, found.row.score, article_id, title, known.dates, quote, marks)
