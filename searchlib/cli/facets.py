"""``searchlib facets QUERY FIELD``: the values of a field."""

import argparse

from searchlib.archive import Archive
from searchlib.cli.asking import doubted
from searchlib.cli.parser import (
    CommandError,
    Parser,
    add_count,
    add_index,
    add_output,
    add_strict,
    add_words,
    whole_number,
)
from searchlib.cli.words import query_of
from searchlib.model import Total
from searchlib.present.output import Output

HELP = """Count the articles that match by the values of a field, most frequent first.

examples:
  searchlib facets terrorism speaker      who is quoted in articles on terrorism
  searchlib facets topic                  all articles by topic
  searchlib facets kagame year --csv
"""


def arguments(parser: Parser) -> None:
    """Add what the command understands."""
    add_words(parser, "the query, and last the field: speaker, topic, place, source, author, lang or year")
    parser.add_argument("--limit", metavar="N", type=whole_number, default=20, help="most values (default: 20)")
    add_strict(parser)
    add_count(parser, "values")
    add_index(parser)
    add_output(parser)


def run(options: argparse.Namespace, output: Output) -> int:
    """Ask and show."""
    if not options.words:
        raise CommandError("facets: no field; expected for example: searchlib facets kagame speaker")
    *words, field = options.words
    query = query_of(words)
    with Archive.open(options.index) as archive:
        values = archive.facets(query, query_of([field]), None if options.count else options.limit)
    if options.strict:
        doubted(values.diagnostics)
    output.show(Total(query, len(values.values), values.diagnostics) if options.count else values, query=query)
    return 0 if values.values else 1
