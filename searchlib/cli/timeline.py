"""``searchlib timeline QUERY``: articles over time."""

import argparse

from searchlib.archive import Archive
from searchlib.cli.asking import doubted
from searchlib.cli.parser import Parser, add_count, add_index, add_output, add_strict, add_words
from searchlib.cli.words import query_of
from searchlib.model import Total
from searchlib.present.output import Output

HELP = """Count the articles that match over time; those whose date is not known are counted apart.

examples:
  searchlib timeline terrorism
  searchlib timeline kagame --by year
"""


def arguments(parser: Parser) -> None:
    """Add what the command understands."""
    add_words(parser, "the query")
    parser.add_argument("--by", choices=("year", "month", "day"), default="month", help="default: month")
    add_strict(parser)
    add_count(parser, "buckets")
    add_index(parser)
    add_output(parser)


def run(options: argparse.Namespace, output: Output) -> int:
    """Ask and show."""
    query = query_of(options.words)
    with Archive.open(options.index) as archive:
        timeline = archive.timeline(query, options.by)
    if options.strict:
        doubted(timeline.diagnostics)
    output.show(Total(query, len(timeline.buckets), timeline.diagnostics) if options.count else timeline, query=query)
    return 0 if timeline.buckets or timeline.undated else 1
