"""The frozen values that pass between the rooms. Names are those of the JSON contract.

Spans are pairs of code point offsets, half open, into the text of the article as given.
"""

from searchlib.model.answers import (
    ArticleView,
    Bucket,
    Diagnostic,
    Facets,
    Hit,
    HitDetails,
    HitQuote,
    Page,
    QuotePage,
    QuoteRow,
    Snippet,
    Timeline,
    TopicLabel,
    Total,
    Values,
)
from searchlib.model.articles import Article, Block, Boilerplate, Document, Piece, Prose, Span, Tokens
from searchlib.model.facts import Date, Dateline, Facts, Person, Quote, Stored, Title, Topic
from searchlib.model.reports import Bench, Check, Failure, Progress, QueryTimes, Report, Stats

__all__ = [
    "Article",
    "Block",
    "Boilerplate",
    "Document",
    "Piece",
    "Prose",
    "Span",
    "Tokens",
    "Date",
    "Dateline",
    "Facts",
    "Person",
    "Quote",
    "Stored",
    "Title",
    "Topic",
    "ArticleView",
    "Bucket",
    "Diagnostic",
    "Facets",
    "Hit",
    "HitDetails",
    "HitQuote",
    "Page",
    "QuotePage",
    "QuoteRow",
    "Snippet",
    "Timeline",
    "TopicLabel",
    "Total",
    "Values",
    "Bench",
    "Check",
    "Failure",
    "Progress",
    "QueryTimes",
    "Report",
    "Stats",
]
