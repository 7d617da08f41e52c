"""``searchlib extract PATH...``: what would be found, without an index."""

import argparse

from searchlib.archive.telling import extract_facts
from searchlib.cli.parser import Parser, add_count, add_map, add_output, add_published, add_topics, columns_of
from searchlib.model import Total
from searchlib.present.output import Output
from searchlib.present.shown import Extraction

HELP = """Show what is found in articles - titles, dates, people, quotations, topics - without an index.

examples:
  searchlib extract seeds
  searchlib extract seeds --jsonl | jq -r '.quotes[] | [.speaker, .text] | @tsv'
  searchlib extract --mode precise --published 2015-11-02 page.html
  cat articles.jsonl | searchlib extract --jsonl -
"""


def arguments(parser: Parser) -> None:
    """Add what the command understands."""
    parser.add_argument("paths", nargs="+", metavar="PATH", help="file or folder; - reads JSONL from standard input")
    parser.add_argument(
        "--mode", choices=("wide", "precise"), default="wide", help="precise: quotations with a speaker only"
    )
    add_published(parser)
    add_topics(parser)
    add_map(parser)
    add_count(parser, "articles")
    add_output(parser)


def run(options: argparse.Namespace, output: Output) -> int:
    """Extract and show, article by article."""
    found = Extraction(
        extract_facts(
            options.paths,
            mode=options.mode,
            published=options.published,
            columns=columns_of(options),
            topics=options.topics,
        )
    )
    output.show(Total("", sum(1 for _ in found)) if options.count else found)
    if options.count:
        output.beside(found)
    if found.failed:
        return 4
    return 0 if found.found else 1
