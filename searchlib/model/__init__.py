"""The frozen values that pass between the rooms. Names are those of the JSON contract.

Spans are pairs of code point offsets, half open, into the text of the article as given.

What every search takes is loaded at once, the rest when it is first asked for.
"""

from searchlib.hints import TYPE_CHECKING, Final
from searchlib.late import load
from searchlib.model.answers import Diagnostic, Facets, Hit, Page
from searchlib.model.numbered import Numbered
from searchlib.model.tokens import Numbers, Span, Tokens

if TYPE_CHECKING:
    from searchlib.model.articles import Article, Boilerplate
    from searchlib.model.counts import Bucket, Timeline, Total, Values
    from searchlib.model.details import HitDetails, HitQuote, Snippet, TopicLabel
    from searchlib.model.facts import Date, Dateline, Facts, Person, Quote, Stored, Title, Topic
    from searchlib.model.prose import Block, Document, Piece, Prose
    from searchlib.model.reports import (
        Bench,
        Check,
        Failure,
        LabelFigures,
        Progress,
        QueryTimes,
        Report,
        Stats,
        Training,
        Upkeep,
    )
    from searchlib.model.views import ArticleView, QuotePage, QuoteRow, Relaxed

__all__ = [
    "Article",
    "Block",
    "Boilerplate",
    "Document",
    "Piece",
    "Prose",
    "Span",
    "Numbered",
    "Numbers",
    "Tokens",
    "Date",
    "Dateline",
    "Facts",
    "Person",
    "Quote",
    "Stored",
    "Title",
    "Topic",
    "Training",
    "ArticleView",
    "Bucket",
    "Diagnostic",
    "Facets",
    "Hit",
    "HitDetails",
    "HitQuote",
    "LabelFigures",
    "Page",
    "QuotePage",
    "QuoteRow",
    "Relaxed",
    "Snippet",
    "Timeline",
    "TopicLabel",
    "Total",
    "Values",
    "Bench",
    "Check",
    "Upkeep",
    "Failure",
    "Progress",
    "QueryTimes",
    "Report",
    "Stats",
]

_LATE: Final = {
    "articles": ("Article", "Boilerplate"),
    "counts": ("Bucket", "Timeline", "Total", "Values"),
    "details": ("HitDetails", "HitQuote", "Snippet", "TopicLabel"),
    "facts": ("Date", "Dateline", "Facts", "Person", "Quote", "Stored", "Title", "Topic"),
    "prose": ("Block", "Document", "Piece", "Prose"),
    "reports": (
        *("Bench", "Check", "Failure", "LabelFigures", "Progress", "QueryTimes", "Report", "Stats", "Training"),
        "Upkeep",
    ),
    "views": ("ArticleView", "QuotePage", "QuoteRow", "Relaxed"),
}
"""Where the names stand that are not loaded yet."""

if not TYPE_CHECKING:  # a module with __getattr__ has every name, for a type checker

    def __getattr__(name: str) -> object:
        """Load what is asked for."""
        for module, names in _LATE.items():
            if name in names:
                return getattr(load(f"{__name__}.{module}"), name)
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
