"""``searchlib quotes [WORDS...]``: who said it."""

import argparse

from searchlib.archive import Archive
from searchlib.cli.asking import answered
from searchlib.cli.parser import (
    Parser,
    add_citations,
    add_count,
    add_filters,
    add_index,
    add_output,
    add_paging,
    add_save,
    add_strict,
    add_words,
)
from searchlib.model import QuotePage
from searchlib.present.output import Output

HELP = """Find quotations: who said what, in which article, when.

examples:
  searchlib quotes cooperation                      whoever spoke of it
  searchlib quotes --speaker "Paul Kagame"          whatever he said
  searchlib quotes security --speaker kagame --csv > said.csv
  searchlib quotes --speaker kagame --format markdown > said.md
"""


def arguments(parser: Parser) -> None:
    """Add what the command understands."""
    add_words(parser, "words that were said; - reads one query a line from standard input; @NAME is a saved search")
    parser.add_argument("--speaker", metavar="NAME", help="who said it")
    parser.add_argument("--topic", action="append", default=[], metavar="TOPIC", help="topic of the article")
    add_filters(parser)
    add_paging(parser, "quotations")
    add_strict(parser)
    add_count(parser, "quotations")
    add_save(parser)
    add_index(parser)
    add_output(parser)
    add_citations(parser)


def run(options: argparse.Namespace, output: Output) -> int:
    """Ask and show."""

    def ask(archive: Archive, query: str) -> QuotePage:
        return archive.quotes(
            query,
            speaker=options.speaker,
            since=options.since,
            until=options.until,
            topics=tuple(options.topic),
            limit=options.limit,
            after=options.after,
            strict=options.strict,
            now=options.now,
        )

    return answered(options, output, ask=ask)
