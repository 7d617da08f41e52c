"""``searchlib quotes [WORDS...]``: who said it."""

import argparse

from searchlib.archive import Archive
from searchlib.cli.parser import Parser, add_filters, add_index, add_output, add_paging, add_strict, add_words
from searchlib.cli.words import query_of
from searchlib.present.output import Output

HELP = """Find quotations: who said what, in which article, when.

examples:
  searchlib quotes cooperation                      whoever spoke of it
  searchlib quotes --speaker "Paul Kagame"          whatever he said
  searchlib quotes security --speaker kagame --csv > said.csv
"""


def arguments(parser: Parser) -> None:
    """Add what the command understands."""
    add_words(parser, "words that were said")
    parser.add_argument("--speaker", metavar="NAME", help="who said it")
    parser.add_argument("--topic", action="append", default=[], metavar="TOPIC", help="topic of the article")
    add_filters(parser)
    add_paging(parser, "quotations")
    add_strict(parser)
    add_index(parser)
    add_output(parser)


def run(options: argparse.Namespace, output: Output) -> int:
    """Ask and show."""
    with Archive.open(options.index) as archive:
        page = archive.quotes(
            query_of(options.words),
            speaker=options.speaker,
            since=options.since,
            until=options.until,
            topics=tuple(options.topic),
            limit=options.limit,
            after=options.after,
            strict=options.strict,
            now=options.now,
        )
    output.show(page)
    return 0 if page.total else 1
