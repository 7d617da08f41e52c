"""``searchlib show ID``: one article."""

import argparse

from searchlib.archive import Archive
from searchlib.cli.asking import doubted
from searchlib.cli.citing import cited, context_of
from searchlib.cli.parser import Parser, add_citations, add_index, add_output, add_strict
from searchlib.cli.words import query_of
from searchlib.present.forms import CITATIONS
from searchlib.present.output import Output

HELP = """Show one article, its quotations and its other facts.

examples:
  searchlib show 000_57fc5335dfc7b67e.txt
  searchlib show 000_57fc5335dfc7b67e.txt --query '"information sharing"'    matches marked
  searchlib show 000_57fc5335dfc7b67e.txt --json
  searchlib show 000_57fc5335dfc7b67e.txt --format ris
"""


def arguments(parser: Parser) -> None:
    """Add what the command understands."""
    parser.add_argument("id", metavar="ID", help="as search and quotes show it, or the path of its file")
    parser.add_argument("--query", metavar="QUERY", help="mark what this query matches")
    add_strict(parser)
    add_index(parser)
    add_output(parser)
    add_citations(parser)


def run(options: argparse.Namespace, output: Output) -> int:
    """Ask and show."""
    query = query_of([options.query or ""])
    with Archive.open(options.index) as archive:
        article = archive.view(archive.called(options.id), query=query or None)
        if options.strict:
            doubted(article.diagnostics)
        if output.form in CITATIONS:
            output.write(cited(archive, article, style=output.form, context=context_of(archive, options)))
            return 0
    output.show(article, query=query)
    return 0
