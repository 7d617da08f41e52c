"""Here is an answer other than a page of hits, give me what rich prints of it: loaded when there is one."""

from typing import assert_never

from rich.console import RenderableType
from rich.text import Text

from searchlib.model import ArticleView, Bench, Check, QuotePage, Report, Stats, Timeline, Total, Upkeep, Values
from searchlib.present.article import FullArticle
from searchlib.present.bars import timeline_view, values_view
from searchlib.present.bench import BenchView
from searchlib.present.facts import ExtractionView
from searchlib.present.listed import ListingView
from searchlib.present.listing import Listing
from searchlib.present.quotes import QuotesView
from searchlib.present.report import CheckView, ReportView, StatsView, UpkeepView
from searchlib.present.shown import Extraction, OtherThanPage


def view_of(value: OtherThanPage) -> RenderableType:
    """Give what rich prints of *value*."""
    match value:
        case QuotePage():
            return QuotesView(value)
        case ArticleView():
            return FullArticle(value)
        case Extraction():
            return ExtractionView(value)
        case Values():
            return values_view(value)
        case Timeline():
            return timeline_view(value)
        case Report():
            return ReportView(value)
        case Stats():
            return StatsView(value)
        case Check():
            return CheckView(value)
        case Upkeep():
            return UpkeepView(value)
        case Bench():
            return BenchView(value)
        case Total():
            return Text(str(value.total))
        case Listing():
            return ListingView(value)
        case _:
            assert_never(value)
