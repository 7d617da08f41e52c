"""Here is an answer, give me its citations: the articles are looked up, for a hit does not know its author."""

import argparse
from collections.abc import Iterator
from datetime import date

from searchlib.archive import Archive
from searchlib.cli.past import typed
from searchlib.model import ArticleView, Page, QuotePage
from searchlib.present.citation import STYLES, Citation, Context


def cited(archive: Archive, answer: Page | QuotePage | ArticleView, *, style: str, context: Context) -> Iterator[str]:
    """Give the citations of each hit, of each quotation or of one article, in a style of `STYLES`."""
    match answer:
        case Page():
            rows = [Citation(*archive.get(hit.id)) for hit in answer]
        case QuotePage():
            rows = [Citation(*archive.get(row.id), row.quote) for row in answer]
        case ArticleView():
            rows = [Citation(answer.article, answer.facts)]
    return STYLES[style](rows, context)


def context_of(archive: Archive, options: argparse.Namespace) -> Context:
    """Give what was asked, of what and as of when."""
    asked = typed(["searchlib", options.command, *options.question])
    now = getattr(options, "now", None)  # who shows one article does not ask for a time
    return Context(asked, archive.stats().generation, str(now or date.today().isoformat()))
